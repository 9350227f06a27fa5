"""What differs between two contents reads in both languages, by the names of the law, without a code."""

from __future__ import annotations

from datetime import date

import pytest

from app.bootstrap.composition import words_in
from app.domain.decision.requirements import Step, Undertaking
from app.domain.law.outcomes import Outcome
from app.domain.procedure.content import (
    CountingDecision,
    CountingView,
    DecisionInContent,
    DocumentInContent,
    EarlierStep,
    LineContent,
    OfficialAnswerInContent,
    StepContent,
)
from app.domain.procedure.differences import differences
from app.statements.content_differences import differences_in_words
from app.wording.language import Language
from app.wording.procedure_phrases import ProcedurePhrases
from tests.builders import the_shelf

EXAMINED = Step("interministerial_examination", 1, ("meti", "mofa"), "finding")
BEFORE = StepContent(
    "nsc_four_ministers",
    LineContent(
        line=1,
        case_number="2026-0001",
        parties={"exporter": "A", "end_user": ""},
        item="frigate",
        quantity="8",
        value="",
        decision=DecisionInContent(
            on=date(2026, 6, 1),
            edition="2026-04-21",
            decision_digest="0123456789abcdef",
            reference="2026-01",
            outcome=Outcome.EXCEPTIONAL,
            answers={"weapon": "yes", "destination": "XA"},
            derived={},
            rules=(),
            steps=(EXAMINED,),
            notices=(),
            commitments=(Undertaking("un_charter_use", binding=True),),
            official_answers=(),
        ),
        documents=(DocumentInContent(sha256="ab" * 32),),
    ),
    (EarlierStep("interministerial_examination", (CountingView("meti", "end_use", "no_objection", "seen", None),)),),
)


def phrases_in(language: Language) -> ProcedurePhrases:
    """The words of the edition, with the title of one document."""
    shelf = the_shelf()
    edition = shelf.edition("2026-04-21")
    return ProcedurePhrases(
        words_in(language), edition, shelf.reference(), shelf.examination(edition), {"ab" * 32: "Contract"}
    )


def told(now: StepContent, language: Language = Language.EN) -> str:
    """The one sentence of what differs."""
    (said,) = differences_in_words(phrases_in(language), BEFORE, now)
    return said


def with_line(**changed: object) -> StepContent:
    """The content with another part of its line."""
    return BEFORE._replace(line=BEFORE.line._replace(**changed))  # type: ignore[arg-type]


def with_decision(**changed: object) -> StepContent:
    """The content with another part of what was determined."""
    return with_line(decision=BEFORE.line.decision._replace(**changed))  # type: ignore[arg-type]


ANSWER = OfficialAnswerInContent("r", "METI", date(2026, 5, 1), "1", "", clears=True, sets_aside=False)
SAID: dict[str, tuple[StepContent, str]] = {
    "number": (with_line(case_number="2026-0002"), "Case number: 2026-0001 → 2026-0002"),
    "party": (with_line(parties={"exporter": "A", "end_user": "B"}), "End user: not given → B"),
    "quantity": (with_line(quantity="9"), "Quantity: 8 → 9"),
    "day": (with_decision(on=date(2026, 6, 2)), "Assessed as of: 2026-06-01 → 2026-06-02"),
    "evidence": (with_line(documents=()), f"Evidence no longer there: Contract, SHA-256 {'ab' * 32}"),
    "edition": (with_decision(edition="2026-04-24"), "Edition that decides: 2026-04-21 → 2026-04-24"),
    "digest": (
        with_decision(decision_digest="f" * 16),
        "Edition that decides: 2026-04-21 [0123456789ab] → 2026-04-21 [ffffffffffff]",
    ),
    "finding": (
        BEFORE._replace(
            earlier=(
                EarlierStep(EXAMINED.id, (CountingView("meti", "end_use", "objection", "not seen", None),)),
            )
        ),
        "Use by the end user [METI]: No objection “seen” → Objection “not seen”",
    ),
    "decision": (
        BEFORE._replace(earlier=(*BEFORE.earlier, EarlierStep("nsc_four_ministers", (), (
            CountingDecision("prime_minister", "agree_with_conditions", ("a report",)),
        )))),
        "[Prime Minister] added: Agreed with conditions “a report”",
    ),
    "official answer": (with_decision(official_answers=(ANSWER,)), "Official answer added: METI, 2026-05-01, 1"),
    "commitment": (with_decision(commitments=(Undertaking("un_charter_use", binding=False),)), "binding → recommended"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_a_difference_is_said_by_its_name_and_what_stood_and_stands(name: str) -> None:
    now, said = SAID[name]
    assert said in told(now)


@pytest.mark.parametrize("name", SAID)
def test_it_is_said_in_japanese_too(name: str) -> None:
    said = told(SAID[name][0], Language.JA)
    assert said != told(SAID[name][0])
    assert "_" not in said


def test_a_step_that_is_taken_otherwise_never_reads_as_before() -> None:
    for other in (
        EXAMINED._replace(order=2),
        EXAMINED._replace(bodies=("meti",)),
        EXAMINED._replace(sign_off="each"),
        EXAMINED._replace(signatories=("prime_minister",)),
    ):
        before, _, now = told(with_decision(steps=(other,))).partition(" → ")
        assert now
        assert not before.endswith(now)


def test_an_official_answer_that_is_another_in_any_part_never_reads_as_before() -> None:
    one = with_decision(official_answers=(ANSWER,))
    for other in (ANSWER._replace(note="n"), ANSWER._replace(clears=False), ANSWER._replace(sets_aside=True)):
        said = differences_in_words(phrases_in(Language.EN), one, with_decision(official_answers=(other,)))
        gone, added = (each.partition(": ")[2] for each in said)
        assert gone != added


def test_there_is_a_sentence_for_each_difference() -> None:
    now = SAID["quantity"][0]
    now = now._replace(line=now.line._replace(item="destroyer"), earlier=())
    said = differences_in_words(phrases_in(Language.EN), BEFORE, now)
    assert len(said) == len(differences(BEFORE, now)) == 3


def test_what_a_step_lacks_is_an_office_or_a_question_or_both() -> None:
    phrases = phrases_in(Language.EN)
    assert phrases.lacking("prime_minister") == phrases.body("prime_minister")
    assert phrases.lacking("end_use") == "Use by the end user"
    assert phrases.lacking("end_use/meti") == "Use by the end user [METI]"
