"""Answers are given, changed, taken back, and never lost."""

from datetime import date

import pytest

from app.domain.errors import Mendable
from app.domain.register.cases import EvidenceGiven
from app.services.answering import answer_history, give_answer, put_answer_back, take_back_answer
from app.services.documenting import attach_evidence
from app.services.ending import withdraw_case
from tests.builders import Official


def test_an_answer_stands_and_is_asserted_until_something_shows_it(official: Official) -> None:
    case = official.a_case({"weapon": "yes"})
    answer = official.line(case.lines[0].id).answers[0]
    assert (answer.fact, answer.value, answer.given_by, answer.is_asserted) == ("weapon", "yes", official.by, True)
    attach_evidence(official, answer_id=answer.id, document_id=official.a_document(case.id), page="12")
    assert not official.line(case.lines[0].id).answers[0].is_asserted


def test_not_yet_known_is_a_real_answer_and_no_value(official: Official) -> None:
    line = official.a_case({"weapon": "yes"}).lines[0]
    official.answer(line.id, {"fighting": None})
    line = official.line(line.id)
    assert line.known_answers == {"weapon": "yes"}
    answer = line.answer("fighting")
    assert answer is not None
    assert answer.value is None
    assert not answer.is_asserted


def test_a_changed_answer_keeps_the_later_ones_and_its_history(official: Official) -> None:
    line = official.a_case({"weapon": "yes", "form": "finished"}).lines[0]
    official.answer(line.id, {"weapon": "no"})
    official.answer(line.id, {"weapon": None})
    assert official.line(line.id).known_answers == {"form": "finished"}
    history = answer_history(official.work, line_id=line.id, fact="weapon")
    assert [answer.value for answer in history] == ["yes", "no", None]
    assert [answer.given_at for answer in history] == sorted(answer.given_at for answer in history)


def test_the_same_answer_again_changes_nothing(official: Official) -> None:
    case = official.a_case({"weapon": "yes"})
    before = official.case(case.id)
    again = give_answer(official, line_id=case.lines[0].id, fact="weapon", value="yes")
    assert again is None
    assert official.case(case.id) == before
    assert official.kinds_of_events(case.id) == ["case_opened", "answer_given"]


def test_an_answer_taken_back_counts_as_not_given_and_can_be_given_again(official: Official) -> None:
    line = official.a_case({"weapon": "yes"}).lines[0]
    take_back_answer(official, line_id=line.id, fact="weapon")
    assert official.line(line.id).answers == ()
    assert take_back_answer(official, line_id=line.id, fact="weapon") is None
    official.answer(line.id, {"weapon": "no"})
    assert official.line(line.id).known_answers == {"weapon": "no"}
    history = answer_history(official.work, line_id=line.id)
    assert [(answer.value, answer.is_taken_back) for answer in history] == [("yes", False), (None, True), ("no", False)]


@pytest.mark.parametrize(
    ("fact", "value", "sentence"),
    [
        ("colour", "grey", "does not ask for colour"),
        ("security_cooperation", "yes", "Edition 2026-04-21 does not ask"),
        ("weapon", "perhaps", r"It is one of: Yes, a weapon \[yes\], No"),
        ("destination", "JP", "no country JP"),
        ("destination", "QQ", "no country QQ"),
    ],
)
def test_an_answer_that_the_edition_does_not_have_is_refused(
    official: Official, fact: str, value: str, sentence: str
) -> None:
    case = official.a_case()
    with pytest.raises(Mendable, match=sentence):
        official.answer(case.lines[0].id, {fact: value})
    assert official.case(case.id) == case


def test_a_fact_that_follows_from_others_can_not_be_answered(official: Official) -> None:
    line = official.a_case(assessed_on=date(2024, 1, 1)).lines[0]
    with pytest.raises(Mendable, match="follows from other answers"):
        official.answer(line.id, {"destination_is_licensor": "yes"})


def test_the_agreement_is_answered_only_with_evidence(official: Official) -> None:
    case = official.a_case({"destination": "XA"})
    line_id = case.lines[0].id
    for value in ("yes", None):
        with pytest.raises(Mendable, match="document and page"):
            official.answer(line_id, {"agreement_in_force": value})
    official.set_aside_agreement(line_id, "yes", official.a_document(case.id))
    answer = official.line(line_id).answer("agreement_in_force")
    assert answer is not None
    assert answer.value == "yes"
    assert answer.evidence[0].page == "1"


def test_evidence_is_a_document_of_the_same_case(official: Official) -> None:
    case, other = official.a_case(), official.a_case()
    foreign = official.a_document(other.id)
    with pytest.raises(LookupError, match="no document"):
        give_answer(
            official,
            line_id=case.lines[0].id,
            fact="weapon",
            value="yes",
            evidence=[EvidenceGiven(foreign)],
        )
    assert official.line(case.lines[0].id).answers == ()


def test_the_event_tells_the_answer_before(official: Official) -> None:
    line = official.a_case({"weapon": "yes"}).lines[0]
    event = give_answer(official, line_id=line.id, fact="weapon", value="no")
    assert event is not None
    recorded = official.work.events.of_case(event.case_id)[-1]
    assert (recorded.kind, recorded.line_id, recorded.by) == ("answer_given", line.id, official.by)
    assert recorded.body == {
        "answer_id": event.answer_id,
        "before": "yes",
        "evidence": [],
        "fact": "weapon",
        "value": "no",
    }


def test_an_earlier_answer_is_put_back_with_its_evidence_as_a_new_entry(official: Official) -> None:
    case = official.a_case({"weapon": "yes"})
    line_id, paper = case.lines[0].id, official.a_document(case.id)
    first = official.line(line_id).answers[0]
    attach_evidence(official, answer_id=first.id, document_id=paper, page="3")
    official.answer(line_id, {"weapon": "no"})
    latest = official.line(line_id).answers[0]
    put_answer_back(official, line_id=line_id, fact="weapon", answer_id=first.id, seen=latest.id)
    answer = official.line(line_id).answers[0]
    assert (answer.value, answer.evidence_given) == ("yes", (EvidenceGiven(paper, "3"),))
    history = answer_history(official.work, line_id=line_id, fact="weapon")
    assert [entry.value for entry in history] == ["yes", "no", "yes"], "what was said stays said"


def test_before_the_first_answer_there_was_none(official: Official) -> None:
    line_id = official.a_case({"weapon": "yes"}).lines[0].id
    seen = official.line(line_id).answers[0].id
    put_answer_back(official, line_id=line_id, fact="weapon", answer_id=None, seen=seen)
    assert official.line(line_id).answers == ()


def test_nothing_is_put_back_over_what_another_window_answered_meanwhile(official: Official) -> None:
    line_id = official.a_case({"weapon": "yes"}).lines[0].id
    seen = official.line(line_id).answers[0].id
    official.answer(line_id, {"weapon": None})
    with pytest.raises(Mendable, match="changed meanwhile"):
        put_answer_back(official, line_id=line_id, fact="weapon", answer_id=None, seen=seen)
    assert [answer.value for answer in official.line(line_id).answers] == [None]


def test_nothing_is_put_back_in_a_case_that_has_ended(official: Official) -> None:
    case = official.a_case({"weapon": "yes"})
    seen = case.lines[0].answers[0].id
    withdraw_case(official, case_id=case.id, reason="Given up.")
    with pytest.raises(Mendable, match="Reopen it first"):
        put_answer_back(official, line_id=case.lines[0].id, fact="weapon", answer_id=None, seen=seen)
