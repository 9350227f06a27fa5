"""A case is taken through its procedure in the window, by the people of a training register, each act by its person."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.bootstrap import composition, program
from app.bootstrap.rehearsals import read_rehearsal, stage_on
from app.domain.procedure.case_states import CaseState
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.services.staffing import leave
from app.wording.language import Language
from tests.builders import DESTROYERS, ROOT, an_official
from tests.documents.reading import read
from tests.journeys.desk import Desk, Paper
from tests.viewmodels.procedure.on_screen import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.journeys.person import Person

#: For a state in which there is fighting, with which an agreement is in force, in special circumstances.
EXCEPTIONAL: Mapping[str, str] = {
    **DESTROYERS,
    "destination": "XA",
    "fighting": "yes",
    "special_circumstances": "yes",
    "careful_consideration": "yes",
}
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

EXAMINATION, MEETING = "Strict examination by the ministries", "NSC secretaries’ meeting"
MINISTERS, PERMIT = "NSC Four-Minister Meeting", "Permit of the Minister of Economy, Trade and Industry"
MINISTRIES = ("meti", "mofa", "mod", "nss")
FOUR = ("prime_minister", "chief_cabinet_secretary", "foreign_minister", "defense_minister")


@pytest.fixture
def desk(person: Person) -> Desk:
    """The desk at which they sit down in turns."""
    return Desk(person.qtbot, person.window)


def a_determined_case(desk: Desk, answers: Mapping[str, str] = EXCEPTIONAL) -> None:
    """Examiner A answers every question, sets the agreement aside with evidence, and records."""
    today = desk.today
    edition = composition.register_shelf().edition_on(today)
    facts = {fact.question.en: fact.id for fact in edition.facts if fact.question is not None}
    desk.sit_down("Examiner A")
    desk.open_request("Coastal defence (invented)", today)
    desk.answer_everything(answers, facts)
    desk.set_agreement_aside("yes")
    desk.click(desk.case.request.next_button)
    desk.answer_everything(answers, facts)
    desk.record()


def examined(desk: Desk, code: str, by: str = "Recorder A", confirmed_by: str = "Recorder B") -> None:
    """Every ministry finds that nothing is against it."""
    for office in MINISTRIES:
        entered(desk, code, a_finding(desk, office), by, confirmed_by)


def signed(
    desk: Desk, code: str, offices: Iterable[str], by: str = "Recorder A", confirmed_by: str = "Recorder B"
) -> None:
    """Each of these offices agrees."""
    for office in offices:
        entered(desk, code, a_decision(desk, office), by, confirmed_by)


def entered(desk: Desk, code: str, paper: Paper, by: str, confirmed_by: str) -> None:
    """One enters a paper, another types it again."""
    desk.sit_down(by)
    desk.enter(code, paper)
    desk.sit_down(confirmed_by)
    desk.confirm(code, paper)


def a_finding(desk: Desk, office: str) -> Paper:
    """Of the register's own office on every question, of another on the whole."""
    view = ("no_objection", "Nothing against it (invented).")
    return Paper(
        {
            "office": office,
            "author": f"Head of section, {office} (invented)",
            "dated": desk.today,
            "text": view if office == "meti" else {"Overall view": view},
        }
    )


def a_decision(desk: Desk, office: str, decision: str = "agree", **more: Any) -> Paper:
    said = {"office": office} if office else {}
    signatory = f"{office or 'Chair'} (invented)"
    return Paper(
        {**said, "decision": decision, "signatory": signatory, "dated": desk.today, "reference": "No. 7", **more}
    )


@pytest.fixture
def register(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """An empty training register; of a test that names a rehearsal, with that played up to an act."""
    path = tmp_path / "journey.sekisho"
    composition.make_training_register(path, Language.EN, is_empty=True)
    played = getattr(request, "param", None)
    if played is not None:
        play_up_to(path, *played)
    return path


def play_up_to(register: Path, name: str, wanted: Mapping[str, str], leaving: Iterable[str] = ()) -> None:
    """Plays one of the program's rehearsals on a register, up to the first act that is so; then some people leave."""
    rehearsal = read_rehearsal(ROOT / "resources" / "rehearsals" / f"{name}.toml", frozenset(MINISTRIES))
    told = [{"do": act.do, "key": act.key, "expect": act.expect, **act.fields} for act in rehearsal.acts]
    until = next(at for at, act in enumerate(told) if act.items() >= wanted.items())
    with stage_on(register, rehearsal) as stage:
        play(rehearsal.acts[:until], stage, Given(), lambda _played: None)
        for account in leaving:
            leave(an_official(stage.work, stage.clock, "administrator"), account=account)


def test_an_exceptional_case_from_its_answers_to_its_permit_by_six_people(desk: Desk, register: Path) -> None:
    a_determined_case(desk)
    desk.sit_down("Reviewer")
    desk.review()
    desk.sit_down("Examiner A")
    examined(desk, desk.request(EXAMINATION))
    desk.sit_down("Examiner B")
    signed(desk, desk.request(MEETING), [""])
    desk.sit_down("Examiner B")
    signed(desk, desk.request(MINISTERS), FOUR)
    desk.sit_down("Examiner A")
    code = desk.request(PERMIT)
    permit = Paper({"permit_number": "METI-1 (invented)", "dated": desk.today, "lines": "8"})
    desk.sit_down("Recorder A")
    desk.enter(code, permit)
    desk.sit_down("Recorder C")
    desk.confirm(code, permit)
    assert desk.case.model.case.state is CaseState.PERMIT_RECORDED
    as_on_record(desk, register)


def as_on_record(desk: Desk, register: Path) -> dict[str, Any]:
    """Somebody who reads the file elsewhere is told what the screen says; the state of the case."""
    state = desk.on_record(register)
    assert desk.on_screen() == {part: state[part] for part in SHOWN}
    return state


@pytest.mark.parametrize(
    "register", [("four_ministers", {"do": "enter_decision", "office": "foreign_minister"})], indirect=True
)
def test_one_of_four_ministers_refuses(desk: Desk, register: Path) -> None:
    desk.open_first()
    desk.sit_down("Recorder A")
    code = desk.code_of(MINISTERS)
    refusal = a_decision(desk, "foreign_minister", "refuse", reason="Not at present (invented).")
    entered(desk, code, refusal, "Recorder A", "Recorder B")
    assert desk.case.model.case.state is CaseState.REFUSED
    said = desk.read(desk.ladder)
    assert "Not at present (invented)." in said
    # Nothing further but to reopen or to close.
    desk.sit_down("Examiner")
    offered = [each.text() for each in desk.buttons(desk.ladder) if each.isEnabled()]
    assert [each for each in offered if each != "Copy the code"] == [
        "Sheets and papers",
        "Reopen the case",
        "Close the case",
    ]
    desk.sit_down("Recorder C")
    assert "refused" in desk.texts(desk.sheet(code))
    state = as_on_record(desk, register)
    assert state["state"] == "refused"


@pytest.mark.parametrize("register", [("fact_changed_after_three_of_four", {"do": "reopen"})], indirect=True)
def test_a_fact_is_changed_after_three_of_four_signed(desk: Desk, register: Path, tmp_path: Path) -> None:
    desk.open_first()
    desk.sit_down("Examiner")
    signed_code = desk.code_of(MINISTERS)
    desk.hand_in(desk.do("Reopen the case"), {"reason": "The heading was another (invented)."})
    desk.until(lambda: desk.case.model.case.state is CaseState.REOPENED)
    desk.change_answer("Heading of ETCO item 1", "3")
    desk.record()
    desk.sit_down("Reviewer")
    desk.review()
    void = desk.read(desk.rung(MINISTERS))
    for minister in ("Prime Minister", "Chief Cabinet Secretary", "Minister for Foreign Affairs"):
        assert f"{minister}: Agreed" in void
    assert void.count("Void") == 3
    assert void.count("Heading of ETCO item 1: (2)") == 1, "what is the same for all three is told once"
    assert void.count("The same has changed as since no. 5.") == 2
    # What was signed before can't be entered on the old sheet any more, and the new one begins with what has changed.
    desk.sit_down("Recorder A")
    refused = desk.sheet(signed_code)
    assert refused.shown.accept == ""
    assert "Changed since it was put before the body:" in desk.texts(refused)
    desk.click(refused.accept_button)
    desk.sit_down("Examiner")
    desk.request(EXAMINATION)
    as_on_record(desk, register)
    printed = text_of_sheet(register, desk, "interministerial_examination", tmp_path)
    changed = printed.partition("Changed since")[2].partition("Code and content")[0]
    assert [each.partition(":")[0] for each in changed.split("・")[1:]] == [" Heading of ETCO item 1"]


def text_of_sheet(register: Path, desk: Desk, step: str, folder: Path) -> str:
    """What is to be read on the sheet of a step, printed."""
    pdf, number = folder / "sheet.pdf", desk.case.model.case.particulars.number
    call = [
        "--register",
        str(register),
        "sheet",
        number,
        step,
        "--office",
        "meti",
        "--pdf",
        str(pdf),
        "--language",
        "en",
    ]
    assert program.run(call) == 0
    return "\n".join(page.extract_text() for page in read(pdf.read_bytes()).pages)


@pytest.mark.parametrize(
    "register", [("lines_with_different_steps", {"do": "enter_permit", "key": "p2"})], indirect=True
)
def test_of_two_lines_one_is_changed(desk: Desk, register: Path) -> None:
    """What was given on the other line goes on counting: its permit is the same, and nobody is asked for it again."""
    desk.open_first()
    desk.sit_down("Examiner")
    before = as_on_record(desk, register)
    assert [step["state"] for step in before["steps"]] == ["done", "done", "requested"]
    desk.hand_in(desk.do("Reopen the case"), {"reason": "The heading of line 1 was another (invented)."})
    desk.until(lambda: desk.case.model.case.state is CaseState.REOPENED)
    desk.change_answer("Heading of ETCO item 1", "3")
    desk.record()
    desk.sit_down("Reviewer")
    desk.review()
    desk.sit_down("Examiner")
    desk.request(EXAMINATION)
    after = as_on_record(desk, register)
    assert after["permits"] == before["permits"]
    examination, meeting, _permit = after["steps"]
    assert {tuple(each["lines"]) for each in examination["findings"]} == {(2,)}
    assert [(each["state"], each["lines"]) for each in meeting["decisions"]] == [("void", [])]
    case = desk.case.model.case
    assert case.procedure is not None
    assert sorted(case.procedure.requests[-1].contents) == [1]


@pytest.mark.parametrize(
    "register", [("two_people", {"do": "request"}, ("recorder-a", "recorder-b", "recorder-c"))], indirect=True
)
def test_where_only_two_people_can_record_the_first_request_says_so(desk: Desk, register: Path) -> None:
    desk.open_first()
    desk.sit_down("Examiner and recorder")
    told = desk.texts(desk.do("Request this step"))
    assert "Recorders today: Examiner and recorder (invented), Reviewer and recorder (invented)." in told
    assert "Two recorders bring the case to every decision, but not to the permit" in told


@pytest.mark.parametrize("register", [("two_people", {"do": "confirm", "expect": "same_person"})], indirect=True)
def test_two_people_reach_every_decision_and_a_third_the_permit(desk: Desk, register: Path) -> None:
    desk.open_first()
    state = as_on_record(desk, register)
    assert [step["state"] for step in state["steps"]] == ["done", "done", "requested"]
    for name, why_not in (("Examiner and recorder", "entered it"), ("Reviewer and recorder", "that takes 3 people")):
        desk.sit_down(name)
        (confirm,) = [each for each in desk.buttons(desk.ladder) if each.text() == "Confirm no. 6"]
        assert not confirm.isEnabled()
        assert why_not in desk.read(desk.rung(PERMIT))
    desk.sit_down("Recorder A")
    permit = Paper(
        {"permit_number": "架空許可第15号", "dated": desk.today, "valid_until": date(2026, 12, 10), "lines": "20"}
    )
    desk.confirm(desk.code_of(PERMIT), permit)
    assert as_on_record(desk, register)["state"] == "permit_recorded"
