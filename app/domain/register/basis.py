"""What a determination rests on, as its record notes it and as it is now; what has changed between the two.

This is the one test of "what would come out now is what was recorded": every screen, list and act asks it. The same
answers on the same day, under what decides alike, with the same say of the tables, come to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from app.domain.decision.effect import effect_of
from app.domain.decision.evaluation import known_facts
from app.domain.decision.record import EvidenceOnRecord
from app.domain.law.decision_digest import decision_digest
from app.domain.register.counting import counting, said_of
from app.domain.register.official_answers import given_for_line

if TYPE_CHECKING:
    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.ids import OfficialAnswerId
    from app.domain.law.facts import Answers
    from app.domain.law.outcomes import Outcome
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition
    from app.domain.register.cases import Case, CaseParticulars, Line, LineParticulars, RecordedDetermination
    from app.domain.register.counting import Said

#: The particulars that say what goes from whom to whom: with others it is another transfer, which nobody determined.
DECISIVE = ("exporter", "end_user", "consignee", "intermediaries", "contract_reference", "item", "quantity", "value")
#: Those that only name and sort it. The day of assessment is compared by itself.
_ASIDE = ("number", "title", "received_on", "case_officer", "marking", "remarks")
PARTICULARS = (*DECISIVE, *_ASIDE)


class Part(str, Enum):
    """What can be another, in the order in which it is told.

    Of the same basis the result is another only where the program itself has decided wrongly, then or now.
    """

    DAY = "day"
    PARTICULARS = "particulars"
    ANSWERS = "answers"
    TABLES = "tables"
    OFFICIAL_ANSWERS = "official_answers"
    EVIDENCE = "evidence"
    EDITION = "edition"
    RESULT = "result"


class Basis(NamedTuple):
    """What a determination rests on. What a record does not note, because the program did not yet, is None.

    `derived` is what follows from the answers, by the tables; `particulars` are those of the case and of the line, and
    `evidence` shows the answers.
    """

    on: date
    answers: Mapping[str, str]
    derived: Mapping[str, str]
    set_aside: frozenset[str]
    official_answers: frozenset[OfficialAnswerId] | None
    edition_id: str
    edition_sha256: str
    decision_digest: str | None
    particulars: Mapping[str, str] | None
    evidence: frozenset[EvidenceOnRecord] | None


#: What stood and what stands in a place: a code or text, the documents that show an answer, or nothing.
Stood: TypeAlias = str | tuple[EvidenceOnRecord, ...] | None


class Changed(NamedTuple):
    """Something that is another now. `subject` is the fact, the particular or the rule; empty where the part says it.

    A rule stands where an official answer sets it aside. Without one, other official answers are on the case.
    """

    part: Part
    subject: str
    recorded: Stood
    now: Stood


class Since(NamedTuple):
    """What has changed since a determination was recorded.

    It would come out as recorded where nothing is `deciding`. What changed `aside` makes no difference; `not_noted` is
    what the record does not tell, and was not compared.
    """

    deciding: tuple[Changed, ...]
    aside: tuple[Changed, ...]
    not_noted: tuple[Part, ...]

    @property
    def is_as_recorded(self) -> bool:
        """Whether what would come out now is what was recorded."""
        return not self.deciding

    @property
    def is_of_the_same_result(self) -> bool:
        """Whether only what is kept with the result has changed: particulars that decide nothing, and evidence."""
        return bool(self.deciding) and {each.part for each in self.deciding} <= {Part.PARTICULARS, Part.EVIDENCE}

    @property
    def is_of_the_same_case(self) -> bool:
        """Whether at most the law has changed, and with it what official answers set aside, but nothing in the case."""
        return all(_is_of_the_law(changed) for changed in self.deciding)


def since_recorded(
    line: Line, case: Case, compiled: CompiledEdition, reference: Reference, said: Said | None = None
) -> Since | None:
    """What has changed since the determination of a line was recorded; None where it has none.

    The edition is the one in force on the day of the case. `said` is what has been said of the line on the screen,
    where some of it is not on the register yet.
    """
    recorded = line.determination
    if recorded is None:
        return None
    now = basis_now(line, case, compiled.edition, reference, said)
    return changes_since(basis_on_record(recorded), recorded.outcome, now, compiled, reference)


def changes_since(
    recorded: Basis, outcome: Outcome, now: Basis, compiled: CompiledEdition, reference: Reference
) -> Since:
    """What is another now than when a determination of this outcome was recorded."""
    since = changes_between(recorded, now)
    if since.deciding:
        return since
    comes_out = effect_of(compiled, reference, now.on, now.answers, now.set_aside).outcome
    if comes_out is outcome:
        return since
    return since._replace(deciding=(Changed(Part.RESULT, "", outcome.value, comes_out.value),))


def basis_on_record(recorded: RecordedDetermination) -> Basis:
    """What a determination rested on when it was recorded."""
    official_answers, evidence = recorded.official_answers, recorded.evidence
    return Basis(
        on=recorded.on,
        answers=recorded.answers,
        derived=recorded.derived,
        set_aside=frozenset(recorded.set_aside),
        official_answers=None if official_answers is None else frozenset(official_answers),
        edition_id=recorded.edition_id,
        edition_sha256=recorded.edition_sha256,
        decision_digest=recorded.decision_digest,
        particulars=recorded.particulars,
        evidence=None if evidence is None else frozenset(evidence),
    )


def basis_now(line: Line, case: Case, edition: Edition, reference: Reference, said: Said | None = None) -> Basis:
    """What the determination of a line would rest on now; `said` as in `since_recorded`."""
    said = said_of(line, case) if said is None else said
    return basis_of(
        said,
        on=case.particulars.assessed_on,
        official_answers=given_for_line(case.answered_rules, line.id),
        particulars=particulars_as_texts(case.particulars, line.particulars),
        evidence=evidence_of(line, case, said.answers),
        edition=edition,
        reference=reference,
    )


def basis_of(
    said: Said,
    *,
    on: date,
    official_answers: Iterable[OfficialAnswerId],
    particulars: Mapping[str, str],
    evidence: Iterable[EvidenceOnRecord],
    edition: Edition,
    reference: Reference,
) -> Basis:
    """What a determination would rest on under an edition: of what has been said, that which counts."""
    answers, set_aside, _ = counting(said, on, edition, reference)
    known = known_facts(edition, reference, on, answers)
    return Basis(
        on=on,
        answers=answers,
        derived={fact.id: known[fact.id] for fact in edition.derived if fact.id in known},
        set_aside=set_aside,
        official_answers=frozenset(official_answers),
        edition_id=edition.id,
        edition_sha256=edition.sha256,
        decision_digest=decision_digest(edition),
        particulars=particulars,
        evidence=frozenset(each for each in evidence if each.fact in answers),
    )


def particulars_as_texts(case: CaseParticulars, line: LineParticulars) -> dict[str, str]:
    """The particulars of a case and of one of its lines as a record keeps them, but for the day of assessment."""
    texts = {**case._asdict(), **line._asdict()}
    return {name: str(texts[name]) for name in PARTICULARS}


def particulars_on_record(
    recorded: RecordedDetermination, case: CaseParticulars, line: LineParticulars
) -> tuple[CaseParticulars, LineParticulars]:
    """The particulars of a case and a line as they were when a determination was recorded.

    Of a record that does not note them they are those of now.
    """
    noted = recorded.particulars or {}
    if "received_on" in noted:
        case = case._replace(received_on=date.fromisoformat(noted["received_on"]))
    texts = {name: noted[name] for name in case._fields if name in noted and name != "received_on"}
    case = case._replace(assessed_on=recorded.on)._replace(**texts)  # type: ignore[arg-type]  # the dates are none of them
    return case, line._replace(**{name: noted[name] for name in line._fields if name in noted})


def evidence_of(line: Line, case: Case, answers: Answers) -> tuple[EvidenceOnRecord, ...]:
    """What shows these answers of a line, as far as they are those that the register has."""
    return tuple(
        EvidenceOnRecord(answer.fact, shown.title, shown.kind.value, shown.sha256, evidence.page)
        for answer in line.answers
        if answer.value is not None and answers.get(answer.fact) == answer.value
        for evidence in answer.evidence
        for shown in [case.document(evidence.document_id).particulars]
    )


def changes_between(recorded: Basis, now: Basis) -> Since:
    """What of the basis of a determination is another now."""
    told = (*_day(recorded, now), *_answers(recorded, now), *_official_answers(recorded, now))
    deciding: list[Changed] = [*told, *_tables(recorded, now)]
    aside: list[Changed] = []
    not_noted: list[Part] = []
    if recorded.particulars is None or now.particulars is None:
        not_noted.append(Part.PARTICULARS)
    else:
        deciding += _particulars(recorded.particulars, now.particulars, DECISIVE)
        aside += _particulars(recorded.particulars, now.particulars, _ASIDE)
    if recorded.evidence is None or now.evidence is None:
        not_noted.append(Part.EVIDENCE)
    else:
        deciding += _evidence(recorded.evidence, now.evidence)
    if (recorded.edition_id, recorded.edition_sha256) != (now.edition_id, now.edition_sha256):
        edition = Changed(Part.EDITION, "", recorded.edition_id, now.edition_id)
        (aside if _decides_alike(recorded, now) else deciding).append(edition)
    order = list(Part)
    return Since(tuple(sorted(deciding, key=lambda each: order.index(each.part))), tuple(aside), tuple(not_noted))


def _is_of_the_law(changed: Changed) -> bool:
    """Whether it can have changed although nothing was done to the case."""
    if changed.part is Part.OFFICIAL_ANSWERS:
        return bool(changed.subject)
    return changed.part in (Part.TABLES, Part.EDITION, Part.RESULT)


def _decides_alike(one: Basis, other: Basis) -> bool:
    if one.edition_sha256 == other.edition_sha256:
        return True
    return one.decision_digest is not None and one.decision_digest == other.decision_digest


def _day(recorded: Basis, now: Basis) -> Iterator[Changed]:
    if recorded.on != now.on:
        yield Changed(Part.DAY, "", recorded.on.isoformat(), now.on.isoformat())


def _answers(recorded: Basis, now: Basis) -> Iterator[Changed]:
    for fact in dict.fromkeys((*recorded.answers, *now.answers)):
        if recorded.answers.get(fact) != now.answers.get(fact):
            yield Changed(Part.ANSWERS, fact, recorded.answers.get(fact), now.answers.get(fact))


def _tables(recorded: Basis, now: Basis) -> Iterator[Changed]:
    for fact in dict.fromkeys((*recorded.derived, *now.derived)):
        is_answered = fact in recorded.answers or fact in now.answers
        if not is_answered and recorded.derived.get(fact) != now.derived.get(fact):
            yield Changed(Part.TABLES, fact, recorded.derived.get(fact), now.derived.get(fact))


def _official_answers(recorded: Basis, now: Basis) -> Iterator[Changed]:
    for rule in sorted(recorded.set_aside ^ now.set_aside):
        had, has = rule in recorded.set_aside, rule in now.set_aside
        yield Changed(Part.OFFICIAL_ANSWERS, rule, rule if had else None, rule if has else None)
    if recorded.official_answers is not None and recorded.official_answers != now.official_answers:
        yield Changed(Part.OFFICIAL_ANSWERS, "", None, None)


def _particulars(recorded: Mapping[str, str], now: Mapping[str, str], names: Iterable[str]) -> Iterator[Changed]:
    for name in names:
        if recorded.get(name, "") != now.get(name, ""):
            yield Changed(Part.PARTICULARS, name, recorded.get(name, ""), now.get(name, ""))


def _evidence(recorded: frozenset[EvidenceOnRecord], now: frozenset[EvidenceOnRecord]) -> Iterator[Changed]:
    for fact in sorted({each.fact for each in recorded | now}):
        before, after = _of_fact(recorded, fact), _of_fact(now, fact)
        if {_shown(each) for each in before} != {_shown(each) for each in after}:
            yield Changed(Part.EVIDENCE, fact, before, after)


def _of_fact(evidence: Iterable[EvidenceOnRecord], fact: str) -> tuple[EvidenceOnRecord, ...]:
    return tuple(sorted(each for each in evidence if each.fact == fact))


def _shown(evidence: EvidenceOnRecord) -> tuple[str, ...]:
    """What was looked at: a file is the same under another title; of a paper the title is all there is to go by."""
    named = (evidence.sha256,) if evidence.sha256 else (evidence.kind, evidence.title)
    return (*named, evidence.page)
