"""A sheet as a file in the window: filled in without a case, and taken back into the form in which it is entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app import paths
from app.bootstrap.rehearsals import fresh_stage, read_rehearsal
from app.documents.press import Press
from app.documents.sheet_to_go import ENDING, sheet_to_go
from app.domain.procedure.events import DecisionEntered, FindingEntered, PermitEntered, PermitRefusalEntered, View
from app.domain.procedure.sheet_file import bytes_of_sheet, filled_in, read_sheet
from app.rehearsals.given import Given
from app.services.reading import read_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.sheet_file_forms import coming_back_form, filling_form
from app.viewmodels.session.form import ChosenFile, Form
from app.viewmodels.session.session import Reply, Session
from app.wording.language import Language
from tests.documents.played_case import OFFICES, Played, play_on
from tests.domain.procedure.sheets import verify
from tests.rehearsals.conftest import REHEARSALS
from tests.viewmodels.surroundings import session_on

(REHEARSAL,) = [path for path in REHEARSALS if path.stem == "four_ministers"]


class Desk(NamedTuple):
    """Our register with a case in which a step was asked, and the register of another office."""

    ours: Session
    theirs: Session
    case: Played
    folder: Path

    def sheet_for(self, office: str) -> Path:
        """The blank sheet of an office as a file."""
        procedure = self.case.case.procedure
        assert procedure is not None
        press = Press(paths.DOCUMENTS, paths.FONTS)
        sheet = sheet_to_go(self.case.papers(Language.JA), procedure.requests[-1], office, press)
        path = self.folder / f"{office}{ENDING}"
        path.write_bytes(bytes_of_sheet(sheet))
        return path


def desks(until: str, folder: Path, language: Language = Language.EN) -> Iterator[Desk]:
    """Our case up to an act, and two sessions."""
    rehearsal = read_rehearsal(REHEARSAL, OFFICES)
    at = next(number for number, act in enumerate(rehearsal.acts, 1) if act.key == until)
    other = rehearsal._replace(office="mofa", digest="of the other office")
    with fresh_stage(rehearsal) as stage, fresh_stage(other) as theirs:
        case = play_on(stage, rehearsal.acts[:at], Given())
        theirs.turn_to(case.on)
        recorder = next(each.key for each in rehearsal.people if any(role.value == "recorder" for role in each.roles))
        ours = session_on(stage.work, stage.clock, stage.shelf, language, by=stage.acting(recorder).by)
        ours.office = "meti"
        yield Desk(ours, session_on(theirs.work, theirs.clock, theirs.shelf, language), case, folder)


@pytest.fixture
def examined(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    """An examination was asked; it is told in Japanese."""
    yield from desks("r1", tmp_path, Language.JA)


@pytest.fixture
def decided(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    """The four ministers were asked."""
    yield from desks("r2", tmp_path)


@pytest.fixture
def permitted(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    """The permit was asked."""
    yield from desks("rp", tmp_path)


def chosen(path: Path) -> ChosenFile:
    """A file as it is chosen in a form."""
    return ChosenFile(sha256(path.read_bytes()).hexdigest(), str(path))


def refusal(form: Form, **entered: object) -> tuple[str, str]:
    """What a form says against what is handed in, and at which field."""
    reply, said = Reply(), list[str]()
    reply.refused.connect(said.append)
    form.hand_in(reply, **entered)
    return (said[-1], reply.field) if said else ("", "")


def filled(desk: Desk, path: Path, **entered: object) -> Path:
    """The sheet as the other office fills it in; the file that they send back."""
    asked: list[Form] = []
    first = filling_form(desk.theirs, asked.append)
    assert refusal(first, file=chosen(path)) == ("", "")
    assert refusal(asked[-1], **entered) == ("", "")
    (new,) = [each for each in desk.folder.glob(f"*{ENDING}") if each != path]
    return new


def entering(desk: Desk, path: Path) -> tuple[Form, Form, CaseModel]:
    """The preview of a file that came back, and the form in which it is entered then."""
    asked: list[Form] = []
    models: list[CaseModel] = []

    def opened(case: Any) -> CaseModel:
        models.append(CaseModel(desk.ours, case))
        models[-1].form_wanted.connect(asked.append)
        return models[-1]

    first = coming_back_form(desk.ours, opened, asked.append)
    assert refusal(first, file=chosen(path)) == ("", "")
    asked[-1].hand_in()
    return asked[0], asked[1], models[0]


def entered(desk: Desk) -> Any:
    """What was entered last in our register."""
    case = read_case(desk.case.stage.register[0], desk.case.case.id)
    assert case.procedure is not None
    return list(case.procedure.entries.values())[-1].said


def test_a_finding_is_filled_in_elsewhere_and_entered_here(examined: Desk) -> None:
    path = examined.sheet_for("mofa")
    views = (("destination_impact", "objection", "The situation has changed."), ("overall", "no_objection", "None."))
    before = examined.case.stage.register[0].events.count()
    back = filled(examined, path, author="Head of division", dated=examined.case.on, reference="mofa-7", text=views)
    sheet = read_sheet(back.read_bytes(), verify)
    assert sheet.is_signed
    assert (examined.folder / f"mofa-{sheet.asked.pdf_sha256[:8]}.pdf").read_bytes() == sheet.pdf
    preview, form, model = entering(examined, back)
    said = [value for _label, value in preview.facts]
    words = examined.ours.words
    assert sheet.asked.code in said
    assert any("The situation has changed." in each for each in said)
    assert words._("Objection") in next(each for each in said if "has changed" in each)
    assert sheet.key in preview.consequences[0]
    assert back.name in form.consequences[0]
    assert examined.case.stage.register[0].events.count() == before, "nothing is entered by looking"
    assert refusal(form) == ("", "")
    found = entered(examined)
    assert isinstance(found, FindingEntered)
    assert (found.office, found.author, found.dated) == ("mofa", "Head of division", examined.case.on)
    assert found.views == tuple(View(*each) for each in views)
    assert model.case.procedure is not None
    assert [each.is_waiting for each in model.case.procedure.entries.values()] == [True], "another person confirms it"


def test_a_decision_with_conditions_and_its_ground_comes_over(decided: Desk) -> None:
    path = decided.sheet_for("foreign_minister")
    back = filled(
        decided,
        path,
        decision="agree_with_conditions",
        signatory="State Minister",
        dated=decided.case.on,
        reference="mofa-8",
        conditions=((1, "Report twice a year"), (2, "Ask before moving it")),
        reason="",
        acting="By order of 2026-06-01",
    )
    _preview, form, _model = entering(decided, back)
    assert refusal(form) == ("", "")
    found = entered(decided)
    assert isinstance(found, DecisionEntered)
    assert (found.office, found.decision, found.signatory) == (
        "foreign_minister",
        "agree_with_conditions",
        "State Minister",
    )
    assert found.conditions == ("Report twice a year", "Ask before moving it")
    assert (found.acting, found.reference) == ("By order of 2026-06-01", "mofa-8")


def test_a_permit_and_its_refusal_come_over_each_in_its_form(permitted: Desk) -> None:
    path, on = permitted.sheet_for("meti_minister"), permitted.case.on
    back = filled(
        permitted,
        path,
        decision="agree",
        permit_number="K-1",
        dated=on,
        valid_until=date(2026, 12, 31),
        lines=((1, "3"),),
        conditions=(),
        reference="",
        reason="",
    )
    _preview, form, _model = entering(permitted, back)
    assert refusal(form) == ("", "")
    found = entered(permitted)
    assert isinstance(found, PermitEntered)
    assert (found.number, dict(found.quantities), found.valid_until) == ("K-1", {1: 3}, date(2026, 12, 31))
    back.unlink()
    back = filled(
        permitted,
        path,
        decision="refuse",
        permit_number="",
        dated=on,
        valid_until=None,
        lines=(),
        conditions=(),
        reference="meti-9",
        reason="The end user is not certain.",
    )
    _preview, form, _model = entering(permitted, back)
    assert refusal(form) == ("", "")
    found = entered(permitted)
    assert isinstance(found, PermitRefusalEntered)
    assert (found.reason, found.reference) == ("The end user is not certain.", "meti-9")


def test_what_is_missing_is_said_at_its_field(decided: Desk, tmp_path: Path) -> None:
    asked: list[Form] = []
    filling_form(decided.theirs, asked.append).hand_in(file=chosen(decided.sheet_for("prime_minister")))
    good = {
        "decision": "agree",
        "signatory": "The Prime Minister",
        "dated": decided.case.on,
        "reference": "1",
        "conditions": (),
        "reason": "",
        "acting": "",
    }
    for change, field in (
        ({"decision": ""}, "decision"),
        ({"decision": "refuse"}, "reason"),
        ({"decision": "agree_with_conditions"}, "conditions"),
        ({"conditions": ((1, "a condition"),)}, "conditions"),
        ({"signatory": " "}, "signatory"),
        ({"reference": ""}, "reference"),
        ({"dated": date(2026, 5, 1)}, "dated"),
        ({"signatory": "a\u202eb"}, "signatory"),
    ):
        assert refusal(asked[0], **{**good, **change})[1] == field, change
    assert list(tmp_path.glob(f"*-prime_minister{ENDING}")) == []


def test_what_was_filled_in_stands_in_the_form_again_and_no_file_is_replaced(examined: Desk) -> None:
    path = examined.sheet_for("mofa")
    views = (("overall", "open", "Not settled."),)
    back = filled(examined, path, author="A", dated=examined.case.on, reference="", text=views)
    asked: list[Form] = []
    filling_form(examined.theirs, asked.append).hand_in(file=chosen(back))
    kept = back.read_bytes()
    values = {field.name: field.value for field in asked[0].fields}
    assert (values["author"], values["text"]) == ("A", views)
    for _time in range(2):
        asked[0].hand_in()
    assert back.read_bytes() == kept
    assert len(list(examined.folder.glob(f"*{ENDING}"))) == 4


def test_an_unsigned_file_says_so_and_a_changed_one_is_refused(examined: Desk) -> None:
    path = examined.sheet_for("mofa")
    views = (("overall", "no_objection", "None."),)
    back = filled(examined, path, author="A", dated=examined.case.on, reference="", text=views)
    sheet = read_sheet(back.read_bytes(), verify)
    assert sheet.filled is not None
    back.write_bytes(bytes_of_sheet(filled_in(sheet, sheet.filled, lambda _message: None)))
    preview, _form, _model = entering(examined, back)
    assert preview.consequences == (
        examined.ours.words._("Nobody has signed this file: who filled it in is known only from how it came."),
    )
    changed = bytes_of_sheet(sheet).replace(b'"A"', b'"B"')
    back.write_bytes(changed)
    for form in (
        coming_back_form(examined.ours, lambda case: CaseModel(examined.ours, case), lambda _form: None),
        filling_form(examined.theirs, lambda _form: None),
    ):
        why, field = refusal(form, file=chosen(back))
        assert why == examined.ours.words._(
            "What was filled in was changed afterwards: its digest is another. Ask for the file again."
        )
        assert field == "file"
