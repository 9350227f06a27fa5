"""What the pictures of the screens need besides the worked cases: a few invented documents, and the way to a case."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from csv import DictReader, DictWriter
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

from app.domain.ids import CaseId
from app.domain.procedure.entries import AGREE, NO_OBJECTION, OBJECTION, OPEN_VIEW, StepState
from app.domain.procedure.events import View
from app.domain.register.cases import DocumentKind
from app.domain.register.procedure_of_case import procedure_of
from app.services.acting import Acting
from app.services.comparing_ledgers import Diverged, Told
from app.services.confirming import confirm_entry
from app.services.entering import enter_decision, enter_finding
from app.services.permitting import enter_permit
from app.services.ports import CaseFilter, CaseOrder
from app.services.reading import list_cases, read_case
from app.services.requesting import request_step
from app.services.reviewing import review_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.window.comparison import ComparisonSays, comparison_says
from app.viewmodels.window.ledger_model import LedgerModel
from app.viewmodels.window.window_model import WindowModel


class PictureTexts(NamedTuple):
    """Invented texts, marked as such."""

    documents: tuple[tuple[str, str, str], ...]
    reference: str
    second_line: str
    signatory: str
    finding: str
    objection: str


def picture_texts(model: WindowModel) -> PictureTexts:
    """The invented texts in the present language."""
    _ = model.session.words._
    return PictureTexts(
        documents=(
            (
                DocumentKind.APPLICATION.value,
                _("Application for an export permit (invented)"),
                _("Exporter (invented)"),
            ),
            (DocumentKind.OFFICIAL_JUDGEMENT.value, _("Assessment of the situation (invented)"), _("MOFA (invented)")),
        ),
        reference=_("Training 2026-17"),
        second_line=_("Training of crews (invented)"),
        signatory=_("Signatory (invented)"),
        finding=_("It was looked into, and nothing stands against it (invented)."),
        objection=_("How parts are kept apart was not shown (invented)."),
    )


def worked_case(model: WindowModel, place: int, then: Callable[[CaseId], None]) -> None:
    """The worked case at a place, counted from 1 in the order in which they were filed."""
    wanted = CaseFilter(order=CaseOrder.NUMBER, is_descending=False, limit=1, offset=place - 1)
    model.session.read(lambda work: list_cases(work, wanted), lambda found: then(found[0].id))


def answer_requested(model: CaseModel, texts: PictureTexts, *, objects: str = "", left: int = 0) -> None:
    """Has what comes back of the requested step entered and confirmed by others: of a permit its number.

    The office named objects to the last question of its examination. Of the last `left` offices the first is entered
    and waits for its confirmation, and the others have said nothing yet.
    """
    model.change(partial(_answer_requested, model.case.id, texts, objects, left))


def _answer_requested(case_id: CaseId, texts: PictureTexts, objects: str, left: int, acting: Acting) -> None:
    procedure, people, today = procedure_of(read_case(acting.work, case_id)), acting.work.people, acting.clock.today()
    entering, confirming, third = (
        acting._replace(person=people.get(account)) for account in ("recorder-a", "recorder-b", "recorder-c")
    )
    step = next(each for each in procedure.steps if procedure.state(each) is StepState.REQUESTED)
    request = procedure.current_request(step.id)
    code = "" if request is None else request.code
    if step.kind == "permit":
        quantities = dict.fromkeys(step.lines, 1)
        permit = enter_permit(
            entering, case_id=case_id, number=texts.reference, dated=today, quantities=quantities, code=code
        )
        confirm_entry(third, case_id=case_id, entry=permit.entry)
        return
    slots = dict.fromkeys(slot.id for line in step.lines for slot in procedure.lines[line].slots)
    heard = step.offices[: len(step.offices) - max(0, left - 1)]
    for office in heard:
        if step.kind == "finding":
            views = [View(slot, NO_OBJECTION, texts.finding) for slot in slots]
            if office == objects:
                views[-1] = views[-1]._replace(view=OBJECTION, text=texts.objection)
            entry = enter_finding(
                entering,
                case_id=case_id,
                step=step.id,
                office=office,
                author=texts.signatory,
                dated=today,
                views=views,
                code=code,
            ).entry
        else:
            entry = enter_decision(
                entering,
                case_id=case_id,
                step=step.id,
                office=office,
                signatory=texts.signatory if len(heard) == 1 else f"{texts.signatory} {heard.index(office) + 1}",
                decision=AGREE,
                dated=today,
                reference=texts.reference,
                code=code,
            ).entry
        if not left or office != heard[-1]:
            confirm_entry(confirming, case_id=case_id, entry=entry)


def two_copies(ledger: LedgerModel, copy: str) -> ComparisonSays:
    """What is said of the register and a copy that went its own way: one has the newest entries, one those before."""
    common, *after = (Told(*entry) for entry in reversed(ledger.page.entries[:6]))
    first = common.event.number + 1
    ours, theirs = (
        tuple(told._replace(event=told.event._replace(number=number)) for number, told in enumerate(side, first))
        for side in (after[2:], after[:2])
    )
    return comparison_says(ledger.session.words, (ledger.files.path, copy), Diverged(common, ours, theirs))


def examine(model: WindowModel, case: CaseModel) -> None:
    """Takes a case that is determined into its examination: one office finds nothing against it, one is not so sure."""
    _, case_id, today = model.session.words._, case.case.id, model.session.today()
    model.choose_person("reviewer")
    case.change(partial(review_case, case_id=case_id), agree=True)
    step = next(step for step in procedure_of(case.case).steps if step.kind == "finding")
    own, other, *_others = step.offices
    slots = [slot.id for line in procedure_of(case.case).lines.values() for slot in line.slots]

    def find(office: str, views: Iterable[View], code: str = "") -> None:
        finding = partial(enter_finding, case_id=case_id, step=step.id, office=office, dated=today, code=code)
        case.change(finding, author=_("Head of section (invented)"), views=tuple(views))

    model.choose_person("examiner-a")
    case.change(partial(request_step, case_id=case_id), step=step.id)
    find(own, (View(slot, NO_OBJECTION, _("Nothing was found against it (invented).")) for slot in slots))
    model.choose_person("reviewer")
    case.change(partial(confirm_entry, case_id=case_id), entry=1)
    model.choose_person("recorder-a")
    code = procedure_of(case.case).requests[-1].code
    doubts = {slots[1]: OBJECTION, slots[2]: OPEN_VIEW}
    find(other, (View(slot, view, _("The use is not made clear (invented).")) for slot, view in doubts.items()), code)
    model.choose_person("recorder-b")
    case.change(partial(confirm_entry, case_id=case_id), entry=2)
    model.choose_person("examiner-a")


class PictureSubjects(NamedTuple):
    """What the pictures show. Cases are named by their place, as for `worked_case`; answers are by fact."""

    recorded: int
    under_talks: int
    not_eligible: int
    exceptional: int
    examined: int
    papers: int
    refused_day: date
    left_open: Mapping[str, str]
    not_yet_known: str
    from_a_list: str
    from_a_table: str
    shown: str
    second_line: Mapping[str, str]
    refer: Mapping[str, str]
    #: The office that objects in the examination.
    objects: str
    supposed: Mapping[str, str]
    moved_to: date
    edition: str
    rule: str
    search: str


def picture_subjects(file: Path) -> PictureSubjects:
    """Reads what the pictures show. Which facts and rules these are is data, as all law is."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    parts = ("cases", "question", "answers", "procedure", "editions", "rulebook")
    of_parts = {name: value for part in parts for name, value in content[part].items()}
    return PictureSubjects(refused_day=content["refused_day"], **of_parts)


class Practice(NamedTuple):
    """Law to practise with: an edition with a mistake, one that is not certified, a good one, a pack of tables."""

    flawed: Path
    uncertified: Path
    edition: Path
    pack: Path


def practice_law(edition: Path, reference: Path, place: Path) -> Practice:
    """Makes the law to practise with in a folder, from an invented edition and from the tables of the program."""
    return Practice(
        _without(edition, place / "flawed", "then"),
        _without(edition, place / "uncertified", "yields_to"),
        edition,
        _pack(reference, place / "pack"),
    )


def _without(edition: Path, copy: Path, key: str) -> Path:
    """A copy of an edition whose rules lack a key."""
    file = copytree(edition, copy) / "rules.toml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith(key)), encoding="utf-8")
    return copy


def _pack(reference: Path, copy: Path) -> Path:
    """A later copy of the tables, in which every agreement that was signed has entered into force."""
    day = "2026-05-01"
    copytree(reference, copy)
    heading, table = copy / "reference.toml", copy / "agreements.csv"
    lines = heading.read_text(encoding="utf-8").splitlines(keepends=True)
    version = next(line for line in lines if line.startswith("version"))
    heading.write_text("".join(lines).replace(version, 'version = "2026-12-01"\n'), encoding="utf-8")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(DictReader(file))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            row | {"in_force": row["in_force"] or day, "precision": row["precision"] or "day"} for row in rows
        )
    return copy
