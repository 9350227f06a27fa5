"""The last answers of a session come back one after another, each as a new entry of its history."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.register.cases import DocumentKind
from app.services.answering import take_back_answer
from app.services.ending import withdraw_case
from app.viewmodels.case.case_model import CaseModel, Turn
from app.viewmodels.case.header_model import header_says
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.history_model import AnswerHistorySays, put_back, read_history
from app.viewmodels.questions.particulars_model import enter_in_case
from app.viewmodels.window.case_actions import CASE_ACTIONS
from tests.viewmodels.surroundings import Office, Waiting, an_office

UNDO = next(action for action in CASE_ACTIONS if action.id == "undo")

ACTS = st.lists(
    st.tuples(st.sampled_from(["weapon", "form"]), st.sampled_from(["yes", "no", "finished", "service", None, "back"])),
    max_size=8,
)
VALUES = {"weapon": ("yes", "no"), "form": ("finished", "service")}


def shown(model: CaseModel) -> dict[str, tuple[str | None, tuple[object, ...]]]:
    """The answers of the line, each with what shows it."""
    return {answer.fact: (answer.value, answer.evidence_given) for answer in model.interview.line.answers}


def history_of(model: CaseModel, fact: str) -> AnswerHistorySays:
    """What is told of the answers to a question."""
    told: list[AnswerHistorySays] = []
    read_history(model, fact, told.append)
    return told[0]


@settings(max_examples=25, deadline=None)
@given(acts=ACTS)
def test_undoing_goes_back_through_every_state(acts: list[tuple[str, str | None]]) -> None:
    with TemporaryDirectory() as folder, an_office(Path(folder)) as office:
        model = office.open(office.case({"weapon": "yes"}))
        states = [shown(model)]
        for fact, value in acts:
            if value == "back":
                model.take_back(fact)
            elif value is None or value in VALUES[fact]:
                model.answer(fact, value)
            if shown(model) != states[-1]:
                states.append(shown(model))
        entries = len(history_of(model, "weapon").entries) + len(history_of(model, "form").entries)
        for state in reversed(states[:-1]):
            assert UNDO.is_possible(model)
            model.turn(Turn.UNDO)
            assert shown(model) == state
            assert {fact: value for fact, (value, _) in state.items()} == model.interview.given
        assert not UNDO.is_possible(model), "what was answered before this session stays"
        after = len(history_of(model, "weapon").entries) + len(history_of(model, "form").entries)
        assert after == entries + len(states) - 1, "each is one more entry, and none is gone"


@settings(max_examples=25, deadline=None)
@given(acts=ACTS, turns=st.lists(st.sampled_from(list(Turn)), max_size=16))
def test_undoing_and_doing_again_go_back_and_forth_through_the_states(
    acts: list[tuple[str, str | None]], turns: list[Turn]
) -> None:
    with TemporaryDirectory() as folder, an_office(Path(folder)) as office:
        model = office.open(office.case({"weapon": "yes"}))
        states = [shown(model)]
        for fact, value in acts:
            if value == "back":
                model.take_back(fact)
            elif value is None or value in VALUES[fact]:
                model.answer(fact, value)
            if shown(model) != states[-1]:
                states.append(shown(model))
        at = len(states) - 1
        for turn in turns:
            to = at - 1 if turn is Turn.UNDO else at + 1
            assert model.may_turn(turn) == (0 <= to < len(states))
            model.turn(turn)
            at = to if 0 <= to < len(states) else at
            assert shown(model) == states[at]
        assert not office.troubles


def test_what_was_undone_is_not_done_again_after_another_answer(office: Office) -> None:
    model = office.open(office.case({"weapon": "yes"}))
    model.answer("weapon", "no")
    model.turn(Turn.UNDO)
    model.answer("form", "finished")
    model.turn(Turn.REDO)
    assert model.interview.given == {"weapon": "yes", "form": "finished"}
    assert header_says(model).put_back == (
        "There is nothing to do again: nothing was undone, or an answer was given since."
    )


def test_why_nothing_is_undone_is_told(office: Office) -> None:
    model = office.open(office.case({"weapon": "yes"}))
    model.turn(Turn.UNDO)
    assert header_says(model).put_back.startswith("Since the program was started there is nothing here to undo")
    model.answer("weapon", "no")
    assert header_says(model).put_back == ""
    withdraw_case(office.register, case_id=model.case.id, reason="Given up.")
    model.take(office.register.case(model.case.id))
    model.turn(Turn.UNDO)
    assert header_says(model).put_back == "Nothing was changed: this request can’t be changed now."


def test_evidence_comes_back_with_its_answer_and_what_came_back_is_told(office: Office) -> None:
    model = office.open(office.case({"weapon": "yes"}))
    new_document_form(model).hand_in(kind=DocumentKind.OTHER.value, title="Classification")
    paper = model.case.documents[0].id
    evidence_form(model, "weapon", None).hand_in(document_id=paper, page="2")
    before = shown(model)
    model.answer("weapon", "no")
    assert header_says(model).put_back == ""
    model.turn(Turn.UNDO)
    assert shown(model) == before
    assert model.fact.id == "weapon", "the question that came back is shown"
    said = header_says(model).put_back
    assert "again" in said
    assert "1 document shows it" in said
    evidence_form(model, "weapon", None).hand_in(document_id=paper, page="3")
    assert header_says(model).put_back == "", "what is said of the evidence is no longer so"
    model.answer("form", "finished")
    assert header_says(model).put_back == "", "the next act takes the notice away"


def test_an_answer_that_sets_a_table_aside_is_undone_too(office: Office) -> None:
    model = office.open(office.case({"destination": "PH", "form": "finished", "item_heading": "2"}))
    new_document_form(model).hand_in(kind=DocumentKind.OTHER.value, title="Note verbale")
    evidence_form(model, "agreement_in_force", "no").hand_in(document_id=model.case.documents[0].id, page="1")
    assert model.interview.given["agreement_in_force"] == "no"
    model.turn(Turn.UNDO)
    assert "agreement_in_force" not in model.interview.given


def test_what_can_be_undone_outlives_the_screen_of_the_case(office: Office) -> None:
    case = office.case({"weapon": "yes"})
    office.open(case).answer("weapon", "no")
    again = office.open(office.register.case(case.id))
    again.turn(Turn.UNDO)
    assert again.interview.given == {"weapon": "yes"}


def test_an_ended_case_and_another_window_are_not_overwritten(office: Office) -> None:
    model = office.open(office.case({"weapon": "yes"}))
    model.answer("form", "finished")
    model.answer("weapon", "no")
    take_back_answer(office.register, line_id=model.line_id, fact="weapon")
    model.turn(Turn.UNDO)
    assert "changed meanwhile" in office.troubles[0].what
    assert office.register.line(model.line_id).answer("weapon") is None
    assert UNDO.is_possible(model), "what was done before it can still be undone"
    withdraw_case(office.register, case_id=model.case.id, reason="Given up.")
    model.take(office.register.case(model.case.id))
    assert not UNDO.is_possible(model)


def test_an_answer_is_put_back_from_its_history_and_that_can_be_undone(office: Office) -> None:
    model = office.open(office.case({"weapon": "yes"}))
    model.answer("weapon", "no")
    says = history_of(model, "weapon")
    assert [bool(entry.put_back) for entry in says.entries] == [False, True]
    put_back(model, says, says.entries[1].id)
    assert model.interview.given == {"weapon": "yes"}
    model.turn(Turn.UNDO)
    assert model.interview.given == {"weapon": "no"}


def test_two_quick_presses_undo_one_after_the_other_and_lose_nothing(office: Office) -> None:
    case = office.case({"weapon": "yes"})
    model = office.open(case)
    model.answer("form", "finished")
    model.answer("weapon", "no")
    waiting = Waiting(office.register.work)
    office.session._runner = waiting
    model.turn(Turn.UNDO)
    assert not UNDO.is_possible(model), "one is on its way"
    model.turn(Turn.UNDO)
    waiting.do_all()
    assert not office.faults
    assert model.interview.given == {"weapon": "yes", "form": "finished"}
    model.turn(Turn.UNDO)
    waiting.do_all()
    assert model.interview.given == {"weapon": "yes"}


def test_what_the_edition_of_another_day_does_not_ask_can_be_undone(office: Office) -> None:
    of_2014, of_2026 = (office.session.shelf.edition(id_) for id_ in ("2014-04-01", "2026-04-21"))
    asked = [fact for fact in of_2026.facts if fact.id not in of_2014.fact_by_id and fact.derived is None]
    fact, value = asked[0].id, asked[0].values[0]
    model = office.open(office.case({"weapon": "yes"}))
    model.go_to_fact(fact)
    model.answer(fact, value)
    enter_in_case(model, "assessed_on", date(2015, 1, 1))
    model.go_to_fact("weapon")
    model.turn(Turn.UNDO)
    assert not office.faults
    assert fact not in {answer.fact for answer in model.case.lines[0].answers}
    assert "has no answer now, as before" in header_says(model).put_back
    assert model.fact.id in of_2014.fact_by_id
