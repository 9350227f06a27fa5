"""What was entered and could not be saved: it stays, says why, and is saved once the cause is mended."""

from datetime import date

import pytest

from app.services.register_clock import RegisterClock
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.header_model import header_says
from app.viewmodels.case.lines_model import line_removal_form, new_line_form, withdrawal_form
from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.case.place import Stage
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.particulars_model import (
    ParticularsSays,
    case_form,
    enter_in_case,
    enter_in_line,
    line_form,
)
from app.viewmodels.session.session import Reply
from app.viewmodels.window.frame_model import saving_says
from app.viewmodels.window.leaving_model import leaving_form
from app.wording.language import Language
from tests.fakes import BrokenClock
from tests.viewmodels.surroundings import MISSILES, Office, Waiting, a_full_disk

TOO_LONG = "x" * 10_001


def entered(form: ParticularsSays, name: str) -> tuple[object, str]:
    """What stands in a field, and what is wrong with it."""
    field = next(each for each in form.fields if each.name == name)
    return field.value, field.complaint


def test_an_answer_that_could_not_be_saved_stays_on_the_screen_with_the_reason(office: Office) -> None:
    case = office.case({"item_heading": "2"})
    model = office.open(case)
    office.session.clock = RegisterClock(BrokenClock())
    model.answer("weapon", "yes")
    assert model.interview.given["weapon"] == "yes"
    assert saving_says(office.session) == "1 entry not saved"
    assert "OSError: the clock has stopped" in header_says(model).unsaved
    assert office.troubles[0].title == "The program made a mistake"
    assert len(office.faults) == 1
    office.session.clock = RegisterClock(office.register.clock)
    model.save_again()
    assert header_says(model).unsaved == ""
    assert saving_says(office.session) == "All saved"
    assert office.register.line(case.lines[0].id).known_answers["weapon"] == "yes"


def test_taking_an_answer_back_is_not_lost_either(office: Office) -> None:
    case = office.case({"item_heading": "2", "weapon": "yes"})
    model = office.open(case)
    office.session.clock = RegisterClock(BrokenClock())
    model.take_back("weapon")
    assert "weapon" not in model.interview.given
    assert saving_says(office.session) == "1 entry not saved"
    office.session.clock = RegisterClock(office.register.clock)
    model.save_again()
    assert saving_says(office.session) == "All saved"
    assert "weapon" not in office.register.line(case.lines[0].id).known_answers


def test_unsaved_answers_are_still_there_when_the_case_is_opened_again(office: Office) -> None:
    case = office.case({"item_heading": "2", "form": "finished"})
    model = office.open(case)
    office.session.clock = RegisterClock(BrokenClock())
    model.answer("weapon", None)
    model.answer("destination", "PH")
    model.take_back("form")
    again = office.open(office.register.case(case.id))
    assert again.interview.given == {"item_heading": "2", "weapon": None, "destination": "PH"}
    office.session.clock = RegisterClock(office.register.clock)
    again.save_again()
    assert saving_says(office.session) == "All saved"
    line = office.register.line(case.lines[0].id)
    assert {answer.fact: answer.value for answer in line.answers} == again.interview.given


def test_an_answer_changed_to_and_fro_is_never_shown_as_another_while_it_is_saved(office: Office) -> None:
    waiting = Waiting(office.register.work)
    model = Office(office.register, waiting).open(office.case({"item_heading": "2"}))
    for value in ("yes", "no", "yes"):
        model.answer("weapon", value)
    while waiting.jobs:
        waiting.do_one()
        assert model.interview.given["weapon"] == "yes"
    assert model.interview.saved_answer("weapon") is not None


def test_an_answer_that_fails_after_a_later_one_was_given_is_not_counted(office: Office) -> None:
    waiting = Waiting(office.register.work)
    there = Office(office.register, waiting)
    model = there.open(office.case({"item_heading": "2"}))
    there.session.clock = RegisterClock(BrokenClock())
    model.answer("weapon", "yes")
    model.answer("weapon", "no")
    waiting.do_one()
    assert saving_says(there.session) == "Saving…"
    there.session.clock = RegisterClock(office.register.clock)
    waiting.do_one()
    assert saving_says(there.session) == "All saved"
    assert office.register.line(model.line_id).known_answers["weapon"] == "no"


def test_a_refused_field_keeps_what_was_typed_and_says_what_is_wrong(office: Office) -> None:
    model = office.open(office.case())
    enter_in_line(model, "remarks", TOO_LONG)
    value, complaint = entered(line_form(model), "remarks")
    assert value == TOO_LONG
    assert complaint == (
        "The text of Remarks has 10001 characters and the register takes 10000. Shorten it, or add it as a document."
    )
    assert complaint in header_says(model).unsaved
    assert not office.troubles
    office.session.language.switch(Language.JA)
    assert "短く" in entered(line_form(model), "remarks")[1]
    enter_in_line(model, "remarks", "short")
    assert entered(line_form(model), "remarks") == ("short", "")
    assert header_says(model).unsaved == ""
    assert office.register.line(model.line_id).particulars.remarks == "short"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("title", "", "needs a title"), ("number", "x" * 61, "at most 60"), ("assessed_on", date(2013, 1, 1), "2014")],
)
def test_a_refused_particular_of_the_case_keeps_what_was_entered(
    office: Office, field: str, value: str | date, said: str
) -> None:
    model = office.open(office.case())
    before = office.register.case(model.case.id).particulars
    enter_in_case(model, field, value)
    shown, complaint = entered(case_form(model), field)
    assert shown == value
    assert said in complaint
    assert office.register.case(model.case.id).particulars == before
    enter_in_case(model, field, getattr(before, field))
    assert entered(case_form(model), field) == (getattr(before, field), "")


def test_a_field_that_fails_by_a_fault_is_kept_and_the_fault_is_logged(office: Office) -> None:
    model = office.open(office.case())
    office.session.clock = RegisterClock(BrokenClock())
    enter_in_case(model, "exporter", "Company A")
    value, complaint = entered(case_form(model), "exporter")
    assert value == "Company A"
    assert "The program made a mistake" in complaint
    assert "OSError: the clock has stopped" in complaint
    assert [str(fault) for fault in office.faults] == ["the clock has stopped"]
    office.session.clock = RegisterClock(office.register.clock)
    model.save_again()
    assert entered(case_form(model), "exporter") == ("Company A", "")
    assert office.register.case(model.case.id).particulars.exporter == "Company A"


def test_a_field_shows_what_was_typed_while_it_is_being_saved(office: Office) -> None:
    waiting = Waiting(office.register.work)
    model = Office(office.register, waiting).open(office.case())
    enter_in_case(model, "exporter", "Company A")
    enter_in_case(model, "exporter", "Company B")
    assert entered(case_form(model), "exporter") == ("Company B", "")
    waiting.do_one()
    assert entered(case_form(model), "exporter") == ("Company B", "")
    waiting.do_all()
    assert entered(case_form(model), "exporter") == ("Company B", "")


def test_saving_again_leads_to_the_field_that_is_still_refused(office: Office) -> None:
    model = office.open(office.case())
    enter_in_line(model, "remarks", TOO_LONG)
    first = model.line_id
    new_line_form(model).hand_in(item="Training")
    model.go_to_stage(Stage.CHECK)
    model.save_again()
    assert (model.place.stage, model.place.panel, model.line_id) == (Stage.REQUEST, LINE, first)
    enter_in_line(model, "remarks", "short")
    enter_in_case(model, "title", "")
    model.go_to_panel(None)
    model.save_again()
    assert model.place.panel == PARTICULARS


def test_a_refusal_that_comes_when_the_case_was_left_is_told_and_kept(office: Office) -> None:
    waiting = Waiting(office.register.work)
    there = Office(office.register, waiting)
    window = there.window()
    window.open_case(office.case().id)
    waiting.do_all()
    assert window.case is not None
    case_id = window.case.case.id
    enter_in_line(window.case, "remarks", TOO_LONG)
    window.show_requests()
    waiting.do_all()
    assert "Shorten it" in there.troubles[0].what
    leaving = leaving_form(there.session, lambda reply: reply.taken.emit(None))
    assert leaving is not None
    assert "2026-0001" in leaving.consequences[0]
    window.open_case(case_id)
    waiting.do_all()
    assert window.case is not None
    assert entered(line_form(window.case), "remarks")[0] == TOO_LONG


def test_what_was_entered_in_a_line_goes_with_the_line(office: Office) -> None:
    model = office.open(office.case())
    new_line_form(model).hand_in(item="Training")
    enter_in_line(model, "remarks", TOO_LONG)
    assert saving_says(office.session) == "1 entry not saved"
    line_removal_form(model).hand_in()
    assert saving_says(office.session) == "All saved"
    assert len(model.case.lines) == 1


def heard(reply: Reply) -> list[object]:
    """What a form hears."""
    words: list[object] = []
    reply.taken.connect(lambda result: words.append(("taken", result)))
    reply.refused.connect(words.append)
    return words


def test_a_form_hears_why_it_was_refused_and_then_that_it_was_taken(office: Office) -> None:
    model, reply = office.open(office.case(MISSILES)), Reply()
    words = heard(reply)
    withdrawal_form(model).hand_in(reply, reason=TOO_LONG)
    assert "Shorten it" in str(words[0])
    withdrawal_form(model).hand_in(reply, reason="The contract was cancelled.")
    assert words[1:] == [("taken", None)]
    assert model.case.state.value == "withdrawn"
    assert not office.troubles


def test_a_form_hears_of_a_full_disk_and_can_be_handed_in_again_when_there_is_room(office: Office) -> None:
    model, reply = office.open(office.case(MISSILES)), Reply()
    words = heard(reply)
    form = new_document_form(model)
    with a_full_disk(office.register):
        form.hand_in(reply, title="x" * 9_000)
        assert "is full" in str(words[0])
        assert office.register.case(model.case.id).documents == ()
    form.hand_in(reply, title="x" * 9_000)
    assert words[1:] == [("taken", model.case.documents[0].id)]


def test_a_document_is_not_linked_to_an_answer_that_is_not_on_the_register(office: Office) -> None:
    model, reply = office.open(office.case({"item_heading": "2"})), Reply()
    words = heard(reply)
    new_document_form(model).hand_in(title="Contract")
    office.session.clock = RegisterClock(BrokenClock())
    model.answer("weapon", "yes")
    office.session.clock = RegisterClock(office.register.clock)
    evidence_form(model, "weapon", None).hand_in(reply, document_id=model.case.documents[0].id, page="1")
    assert "has not been saved yet" in str(words[0])


def test_what_goes_wrong_on_the_screen_does_not_keep_a_form_waiting(office: Office) -> None:
    reply = Reply()
    words = heard(reply)

    def fail(_result: object) -> None:
        raise ValueError("a fault of the screen")

    with pytest.raises(ValueError, match="a fault of the screen"):
        office.session.hand_in(lambda _work: None, fail, reply)
    assert words == [("taken", None)]


def test_the_case_is_named_before_its_entries_are_lost(office: Office) -> None:
    model: CaseModel = office.open(office.case())
    enter_in_case(model, "title", "")
    leaving = leaving_form(office.session, lambda reply: reply.taken.emit(None))
    assert leaving is not None
    assert model.case.particulars.number in leaving.consequences[0]
