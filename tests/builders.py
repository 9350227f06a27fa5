"""Ready-made registers, cases and answers for tests that need one and care little which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.domain.canonical import canonical_json
from app.domain.decision.record import what_is_recorded
from app.domain.ids import CaseId, DeterminationId, DocumentId, LineId
from app.domain.law.rulebook import Edition
from app.domain.law.texts import Text
from app.domain.register.basis import since_recorded
from app.domain.register.case_search import search_cases_for
from app.domain.register.cases import (
    Case,
    CaseParticulars,
    DocumentKind,
    DocumentParticulars,
    EvidenceGiven,
    Line,
    LineParticulars,
    OfficialAnswerParticulars,
    RecordedDetermination,
)
from app.domain.register.counting import counting_of
from app.domain.register.events import AnswerGiven, CaseAmended, DeterminationRecorded, EvidenceDetached
from app.domain.register.people import NewPerson, Role
from app.services.acting import Acting
from app.services.answering import give_answer
from app.services.changing import change_of_case, change_of_line
from app.services.determining import record_determination
from app.services.documenting import add_document
from app.services.ports import CaseFilter, Clock, Holder, RegisterRulebook
from app.services.reading import read_case
from app.services.receiving import open_case
from app.services.reexamining import ChangedLine, Reexamination, law_in_force
from app.services.staffing import add_person
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.reference_shelf import read_reference
from app.storage.law.register_shelf import RegisterShelf
from app.storage.register.database import open_register
from app.storage.register.file_key import FileKey
from app.storage.register.making import NewRegister, make_register
from app.storage.register.signing import NewKey, SigningKey
from app.storage.register.unit_of_work import RegisterWork
from tests.fakes import TickingClock

ROOT = Path(__file__).parents[1]
MIGRATIONS = ROOT / "db" / "migrations"
WORKED_CASES = ROOT / "resources" / "scenarios" / "worked_cases.toml"

LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)
ME = Holder("Hanako Yamada", "desk-7", 4711, LONG_AGO)
UUID = "4a8f1f6e-0a55-4f0e-9a1c-5d0c6f1d7e21"

#: One person who may do everything, and one more of each kind.
PEOPLE = (
    NewPerson("hanako", Text("山田花子", "Hanako Yamada"), tuple(Role), date(2000, 1, 1)),
    *(NewPerson(role.value, Text(f"{role}", f"{role}"), (role,), date(2000, 1, 1)) for role in Role),
)

#: Small arms taken along and brought back, complete under the edition of 2026.
ARMS_TAKEN_ALONG: Mapping[str, str] = {
    "item_heading": "1",
    "form": "finished",
    "weapon": "yes",
    "destination": "AU",
    "recipient_kind": "other",
    "treaty_breach": "no",
    "unsc_breach": "no",
    "conflict_party": "no",
    "purpose": "sdf_or_nationals",
    "origin": "domestic",
    "terms": "temporary",
    "prior_consent_commitment": "no",
    "consent_exemption": "sdf_or_nationals",
    "recipient_control": "yes",
    "careful_consideration": "no",
    "precedent": "yes",
}

#: Destroyers for the Philippines, complete under the edition of 2026: within the cases that may be permitted.
DESTROYERS: Mapping[str, str] = {
    "item_heading": "8",
    "form": "finished",
    "weapon": "yes",
    "destination": "PH",
    "recipient_kind": "government",
    "treaty_breach": "no",
    "unsc_breach": "no",
    "conflict_party": "no",
    "purpose": "japan_security",
    "origin": "domestic",
    "fighting": "no",
    "terms": "sale",
    "un_charter_commitment": "yes",
    "prior_consent_commitment": "yes",
    "recipient_control": "yes",
    "careful_consideration": "no",
    "precedent": "no",
}

#: Parts of a weapon for an invented state, which one unpublished point holds up under the edition of 2026.
PARTS_FOR_XA: Mapping[str, str] = {
    **DESTROYERS,
    "item_heading": "2",
    "form": "part",
    "destination": "XA",
    "precedent": "yes",
}

#: The official answer that takes this point out of the way.
OFFICIAL_ANSWER = OfficialAnswerParticulars(
    "weapon-agreement-parts", "METI", date(2026, 5, 30), "2026-貿-12", note="Parts need no agreement."
)


@cache
def the_program_editions() -> ProgramEditions:
    """The program's own editions, read once a run."""
    resources = ROOT / "resources"
    return ProgramEditions(
        resources / "rulebooks" / "three-principles", lambda: read_reference(resources / "reference")
    )


def a_shelf() -> RegisterShelf:
    """The law of the program, ready to learn that of a register."""
    return RegisterShelf(the_program_editions())


@cache
def the_shelf() -> RegisterShelf:
    """The law of the program, which learns nothing."""
    return a_shelf()


def a_key(name: str) -> NewKey:
    """The same key each time, so that two registers in which the same was done are the same."""
    seed = sha256(name.encode())
    return NewKey(SigningKey(seed.digest()).public, seed.hexdigest())


def a_register_file(folder: Path, name: str = "training.sekisho", file_key: FileKey | None = None) -> Path:
    """An empty training register on the disk."""
    path = folder / name
    with path.open("xb") as file:
        file.write(_empty_register(None if file_key is None else bytes(file_key.octets)))
    return path


def really_make_register(path: Path, file_key: FileKey | None = None) -> None:
    """Make an empty training register as the program does, and not by copying one that was made before."""
    make_register(path, MIGRATIONS, NewRegister(UUID, "meti", PEOPLE, make_key=a_key), LONG_AGO, file_key)


@cache
def _empty_register(file_key: bytes | None) -> bytes:
    """What is in the file of an empty training register: made once in each process, as that takes a while."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.sekisho"
        really_make_register(path, None if file_key is None else FileKey(file_key))
        assert [file.name for file in Path(folder).iterdir()] == [path.name]
        return path.read_bytes()


@contextmanager
def opened(
    path: Path,
    clock: Clock | None = None,
    me: Holder = ME,
    *,
    is_claimed: bool = True,
    learner: RegisterShelf | None = None,
    file_key: FileKey | None = None,
) -> Iterator[RegisterWork]:
    """Work on a register file, closed afterwards; `learner` learns what is in force in it."""
    clock = clock or TickingClock()
    register = open_register(
        path, MIGRATIONS, lambda: me, clock.now(), is_claimed=is_claimed, people=lambda: PEOPLE, file_key=file_key
    )
    try:
        yield RegisterWork(register, clock.now, None if learner is None else learner.learn)
    finally:
        register.close()


def case_particulars(**changes: str | date) -> CaseParticulars:
    """Particulars of a case; each test names only those it cares about."""
    plain = CaseParticulars("2026-0001", "Frigates to Australia", date(2026, 5, 7), date(2026, 5, 20))
    return CaseParticulars(**{**plain._asdict(), **changes})


def set_aside_on(case: Case, edition: Edition) -> frozenset[str]:
    """The rules that official answers set aside for the first line of a case, by the tables of the program."""
    return counting_of(case.lines[0], case, edition, the_shelf().reference()).set_aside


def document_particulars(**changes: str | date | DocumentKind | None) -> DocumentParticulars:
    """What is known of a document."""
    return DocumentParticulars(**{**DocumentParticulars(DocumentKind.CONTRACT, "Contract")._asdict(), **changes})


def an_official(work: RegisterWork, clock: Clock, account: str = "hanako") -> Official:
    """Somebody at this register, who decides by the program's own editions."""
    return Official(work, clock, work.people.get(account), a_shelf())


class Official(Acting):
    """Who acts on a register, with ready-made acts."""

    __slots__ = ()

    work: RegisterWork

    def under(self, shelf: RegisterRulebook) -> Official:
        """The same official, deciding by another law."""
        return self._replace(shelf=shelf)

    def a_case(self, answers: Mapping[str, str] | None = None, item: str = "", **particulars: str | date) -> Case:
        """A case on the register, with one line and these answers."""
        if "number" not in particulars:
            particulars["number"] = self.work.cases.propose_number(2026)
        event = open_case(
            self,
            particulars=case_particulars(**particulars),
            line=LineParticulars(item=item),
        )
        self.answer(event.line_id, answers or {})
        return self.case(event.case_id)

    def an_officer(self, account: str, ja: str, en: str) -> str:
        """The account of somebody new who can be a case officer."""
        add_person(self, person=NewPerson(account, Text(ja, en), (Role.OFFICER,), date(2000, 1, 1)))
        return account

    def write_officer_of_before(self, case_id: CaseId, written: str) -> None:
        """A case officer as one was written before the register had people."""
        with change_of_case(self, CaseAmended, case_id) as change:
            particulars = change.case.particulars
            self.work.cases.amend(case_id, particulars._replace(case_officer=written))
            change.record(CaseAmended(case_id, "case_officer", particulars.case_officer, written))

    def answer(self, line_id: LineId, answers: Mapping[str, str | None]) -> None:
        """Give answers, one use case each."""
        for fact, value in answers.items():
            give_answer(self, line_id=line_id, fact=fact, value=value)

    def set_aside_agreement(self, line_id: LineId, value: str, document_id: DocumentId) -> None:
        """Answer the derived agreement by hand, with evidence."""
        give_answer(
            self,
            line_id=line_id,
            fact="agreement_in_force",
            value=value,
            evidence=(EvidenceGiven(document_id, "1"),),
        )

    def an_answer_of_before(self, line_id: LineId, fact: str, value: str) -> None:
        """An answer that could not be given now, as an earlier version could leave it behind."""
        at, case_id = self.clock.now(), self.work.lines.case_of(line_id)
        with self.work:
            answer_id = self.work.answers.give(line_id, fact, value, at, self.by)
            self.work.events.add(AnswerGiven(case_id, line_id, answer_id, fact, value, None, ()), at, self.by)
            self.work.commit()

    def a_bare_agreement(self, line_id: LineId, value: str) -> None:
        """The derived agreement answered, and nothing that shows it: as an earlier version could leave it behind."""
        self.set_aside_agreement(line_id, value, self.a_document(self.work.lines.case_of(line_id)))
        answer, case_id = self.line(line_id).answer("agreement_in_force"), self.work.lines.case_of(line_id)
        assert answer is not None
        with self.work:
            for shown in answer.evidence:
                self.work.answers.detach(shown.id, self.clock.now(), self.by)
                detached = EvidenceDetached(case_id, line_id, answer.fact, answer.id, shown.id)
                self.work.events.add(detached, self.clock.now(), self.by)
            self.work.commit()

    def a_document(self, case_id: CaseId, **particulars: str | date | DocumentKind | None) -> DocumentId:
        """A document on the case."""
        return add_document(self, case_id=case_id, particulars=document_particulars(**particulars)).document_id

    def determine(self, line_id: LineId) -> None:
        """Record the determination of a line."""
        record_determination(self, line_id=line_id)

    def keep_record(self, line_id: LineId, data: Mapping[str, Any], official_answers: tuple[int, ...] | None) -> None:
        """Keep a determination of a line whose record is this, whatever would come out of the line."""
        text, previous = canonical_json(dict(data)), self.line(line_id).determination
        said = what_is_recorded(text, "record")
        with change_of_line(self, DeterminationRecorded, line_id) as (change, _):
            recorded = RecordedDetermination(
                id=DeterminationId(0),
                line_id=line_id,
                number=previous.number + 1 if previous else 1,
                on=said.on,
                edition_id=said.edition,
                edition_sha256=said.edition_sha256,
                reference_version=said.reference,
                outcome=said.outcome,
                answers=said.answers,
                not_known=said.not_known,
                set_aside=said.set_aside,
                record_text=text,
                recorded_at=change.at,
                recorded_by=change.by,
                supersedes=previous.id if previous else None,
                official_answers=official_answers,  # type: ignore[arg-type]  # plain numbers
                derived=said.derived,
                particulars=said.particulars,
                evidence=said.evidence,
            )
            change.record(
                DeterminationRecorded(
                    case_id=change.case.id,
                    line_id=line_id,
                    determination_id=self.work.determinations.add(recorded),
                    number=recorded.number,
                    edition_id=recorded.edition_id,
                    edition_sha256=recorded.edition_sha256,
                    reference_version=recorded.reference_version,
                    outcome=recorded.outcome.value,
                    record_sha256=sha256(text.encode()).hexdigest(),
                    supersedes=recorded.supersedes,
                )
            )

    def case(self, case_id: CaseId) -> Case:
        """The case as it stands now."""
        return read_case(self.work, case_id)

    def line(self, line_id: LineId) -> Line:
        """The line as it stands now."""
        return self.case(self.work.lines.case_of(line_id)).line(line_id)

    def is_as_recorded(self, line_id: LineId) -> bool:
        """Whether what would come out of a line now is what was recorded."""
        case = self.case(self.work.lines.case_of(line_id))
        compiled = self.shelf.compiled(self.shelf.id_on(case.particulars.assessed_on))
        since = since_recorded(case.line(line_id), case, compiled, self.shelf.reference())
        return since is not None and since.is_as_recorded

    def kinds_of_register_events(self) -> list[str]:
        """What happened to the register as a whole, by name."""
        rows = self.work.register.rows("SELECT act FROM entries WHERE case_id IS NULL AND number > 1 ORDER BY number")
        return [row["act"] for row in rows]

    def reexamined(self, run: Reexamination) -> list[ChangedLine]:
        """Everything that a run finds, from one end of the register to the other."""
        found: list[ChangedLine] = []
        while not run.is_finished:
            found += run.step(self.work)
        return found

    def pending(self) -> list[ChangedLine]:
        """The recorded determinations that the law in force would make otherwise."""
        law = law_in_force(self.shelf)
        return self.reexamined(Reexamination(law, law))

    def kinds_of_events(self, case_id: CaseId) -> list[str]:
        """What happened on a case, by name."""
        return [event.kind for event in self.work.events.of_case(case_id)]


def searched(text: str) -> CaseFilter:
    """All cases that are found by what is typed."""
    return CaseFilter(search_cases_for(text, the_shelf().reference()))
