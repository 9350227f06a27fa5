"""Answers are given, changed, taken back, and never lost."""

from datetime import date

import pytest

from app.domain.errors import Mendable
from app.domain.register.cases import EvidenceGiven
from app.services.answering import answer_history, give_answer, take_back_answer
from app.services.documenting import attach_evidence
from tests.builders import Official


def test_an_answer_stands_and_is_asserted_until_something_shows_it(desk: Official) -> None:
    case = desk.a_case({"weapon": "yes"})
    answer = desk.line(case.lines[0].id).answers[0]
    assert (answer.fact, answer.value, answer.given_by, answer.is_asserted) == ("weapon", "yes", desk.actor, True)
    attach_evidence(desk, answer_id=answer.id, document_id=desk.a_document(case.id), page="12")
    assert not desk.line(case.lines[0].id).answers[0].is_asserted


def test_not_yet_known_is_a_real_answer_and_no_value(desk: Official) -> None:
    line = desk.a_case({"weapon": "yes"}).lines[0]
    desk.answer(line.id, {"fighting": None})
    line = desk.line(line.id)
    assert line.known_answers == {"weapon": "yes"}
    answer = line.answer("fighting")
    assert answer is not None
    assert answer.value is None
    assert not answer.is_asserted


def test_a_changed_answer_keeps_the_later_ones_and_its_history(desk: Official) -> None:
    line = desk.a_case({"weapon": "yes", "form": "finished"}).lines[0]
    desk.answer(line.id, {"weapon": "no"})
    desk.answer(line.id, {"weapon": None})
    assert desk.line(line.id).known_answers == {"form": "finished"}
    history = answer_history(desk.work, line_id=line.id, fact="weapon")
    assert [answer.value for answer in history] == ["yes", "no", None]
    assert [answer.given_at for answer in history] == sorted(answer.given_at for answer in history)


def test_the_same_answer_again_changes_nothing(desk: Official) -> None:
    case = desk.a_case({"weapon": "yes"})
    before = desk.case(case.id)
    again = give_answer(desk, line_id=case.lines[0].id, fact="weapon", value="yes")
    assert again is None
    assert desk.case(case.id) == before
    assert desk.kinds_of_events(case.id) == ["case_opened", "answer_given"]


def test_an_answer_taken_back_counts_as_not_given_and_can_be_given_again(desk: Official) -> None:
    line = desk.a_case({"weapon": "yes"}).lines[0]
    take_back_answer(desk, line_id=line.id, fact="weapon")
    assert desk.line(line.id).answers == ()
    assert take_back_answer(desk, line_id=line.id, fact="weapon") is None
    desk.answer(line.id, {"weapon": "no"})
    assert desk.line(line.id).known_answers == {"weapon": "no"}
    history = answer_history(desk.work, line_id=line.id)
    assert [(answer.value, answer.is_taken_back) for answer in history] == [("yes", False), (None, True), ("no", False)]


@pytest.mark.parametrize(
    ("fact", "value", "sentence"),
    [
        ("colour", "grey", "does not ask for colour"),
        ("security_cooperation", "yes", "Edition 2026-04-21 does not ask"),
        ("weapon", "perhaps", r"It is one of: Yes, a weapon \[yes\], No"),
        ("destination", "JP", "no state JP"),
        ("destination", "QQ", "no state QQ"),
    ],
)
def test_an_answer_that_the_edition_does_not_have_is_refused(
    desk: Official, fact: str, value: str, sentence: str
) -> None:
    case = desk.a_case()
    with pytest.raises(Mendable, match=sentence):
        desk.answer(case.lines[0].id, {fact: value})
    assert desk.case(case.id) == case


def test_a_fact_that_follows_from_others_can_not_be_answered(desk: Official) -> None:
    line = desk.a_case(assessed_on=date(2024, 1, 1)).lines[0]
    with pytest.raises(Mendable, match="follows from other answers"):
        desk.answer(line.id, {"destination_is_licensor": "yes"})


def test_the_agreement_is_answered_only_with_evidence(desk: Official) -> None:
    case = desk.a_case({"destination": "XA"})
    line_id = case.lines[0].id
    for value in ("yes", None):
        with pytest.raises(Mendable, match="document and page"):
            desk.answer(line_id, {"agreement_in_force": value})
    desk.set_aside_agreement(line_id, "yes", desk.a_document(case.id))
    answer = desk.line(line_id).answer("agreement_in_force")
    assert answer is not None
    assert answer.value == "yes"
    assert answer.evidence[0].page == "1"


def test_evidence_is_a_document_of_the_same_case(desk: Official) -> None:
    case, other = desk.a_case(), desk.a_case()
    foreign = desk.a_document(other.id)
    with pytest.raises(LookupError, match="no document"):
        give_answer(
            desk,
            line_id=case.lines[0].id,
            fact="weapon",
            value="yes",
            evidence=[EvidenceGiven(foreign)],
        )
    assert desk.line(case.lines[0].id).answers == ()


def test_the_event_tells_the_answer_before(desk: Official) -> None:
    line = desk.a_case({"weapon": "yes"}).lines[0]
    event = give_answer(desk, line_id=line.id, fact="weapon", value="no")
    assert event is not None
    recorded = desk.work.events.of_case(event.case_id)[-1]
    assert (recorded.kind, recorded.line_id, recorded.actor) == ("answer_given", line.id, desk.actor)
    assert recorded.body == {
        "answer_id": event.answer_id,
        "before": "yes",
        "evidence": [],
        "fact": "weapon",
        "value": "no",
    }
