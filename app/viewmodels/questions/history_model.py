"""Every answer that a question of a line ever had: what, when, by whom, shown by what."""

from collections.abc import Callable
from typing import NamedTuple

from app.domain.errors import Mendable
from app.domain.ids import AnswerId, LineId
from app.domain.law.facts import Fact
from app.domain.register.cases import Answer
from app.domain.register.refusals import refusal_of_answer, refusal_of_assertion, refusal_of_giving_again
from app.services.answering import answer_history
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.question_model import value_says
from app.wording.evidence_words import evidence_label


class GivenSays(NamedTuple):
    """One answer of the past or the present. `state` is a word where it is the present one, else empty.

    `put_back` is the full name of what makes it count again, where it can.
    """

    id: AnswerId
    value: str
    given: str
    evidence: tuple[str, ...]
    state: str
    put_back: str = ""


class AnswerHistorySays(NamedTuple):
    """The answers to one question, the latest first."""

    line_id: LineId
    fact: str
    question: str
    entries: tuple[GivenSays, ...]


def read_history(model: CaseModel, fact_id: str, then: Callable[[AnswerHistorySays], None]) -> None:
    """Reads the answers to a question; `then` gets them in words."""
    fact, line_id = model.interview.edition.fact_by_id[fact_id], model.line_id
    model.session.read(
        lambda work: answer_history(work, line_id=line_id, fact=fact_id),
        lambda answers: then(history_says(model, fact, answers)),
    )


def history_says(model: CaseModel, fact: Fact, answers: tuple[Answer, ...]) -> AnswerHistorySays:
    """The answers to a question in words."""
    return AnswerHistorySays(
        line_id=model.line_id,
        fact=fact.id,
        question=model.phrases.fact(fact.id),
        entries=tuple(
            _given(model, fact, answer, answers[-1], was_answered=at > 0)
            for at, answer in reversed(tuple(enumerate(answers)))
        ),
    )


def put_back(model: CaseModel, says: AnswerHistorySays, answer_id: int) -> None:
    """Makes one of the answers count again; the one that stands first is the latest that the person has seen."""
    model.put_back(says.line_id, says.fact, AnswerId(answer_id), says.entries[0].id)


def _given(model: CaseModel, fact: Fact, answer: Answer, latest: Answer, *, was_answered: bool) -> GivenSays:
    words, is_latest = model.session.words, answer is latest
    given = [words.moment(answer.given_at), words.person(answer.given_by)]
    if answer.copied_from is not None:
        given.append(words._("copied from another line or request"))
    if answer.is_taken_back:
        state = words._("not answered now") if is_latest and was_answered else ""
        return GivenSays(answer.id, words._("The answer was taken back"), "　".join(given), (), state)
    evidence = tuple(evidence_label(words, model.case, shown) for shown in answer.evidence)
    if answer.is_asserted:
        evidence = (words._("Asserted without evidence"),)
    state = words._("the answer now") if is_latest else ""
    if is_latest and fact.id in model.interview.lapsed:
        state = words._("counts no longer")
    value = (
        words._("Not yet known")
        if answer.value is None
        else value_says(model.interview, model.phrases, fact, answer.value)
    )
    put_back = words._("{name}: {value}", name=words._("Put back"), value=value)
    is_another = (answer.value, answer.evidence_given) != (latest.value, latest.evidence_given) or latest.is_taken_back
    may_put_back = is_another and model.may_change and _refusal(model, fact, answer) is None
    return GivenSays(answer.id, value, "　".join(given), evidence, state, put_back if may_put_back else "")


def _refusal(model: CaseModel, fact: Fact, answer: Answer) -> Mendable | None:
    interview = model.interview
    return (
        refusal_of_answer(fact.id, answer.value, interview.edition, interview.reference)
        or (None if answer.evidence else refusal_of_assertion(fact))
        or refusal_of_giving_again(fact, answer, interview.on, interview.known)
    )
