"""Every published case, entered through the window with mouse and keys, is shown with the published result."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import composition
from app.domain.law.outcomes import Outcome
from app.wording.language import Language
from app.wording.phrases import Phrases
from tests.journeys.person import Person

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "domain" / "decision" / "published_cases.toml").read_text(encoding="utf-8")
)["case"]
AGREEMENT = "agreement_in_force"
#: What is decided in each of them is tested without a window; so of those that come out alike one is entered here.
ALIKE = {(case["outcome"], case["on"] < date(2024, 1, 1), AGREEMENT in case["answers"]): case for case in CASES}


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case["title"], marks=() if case in ALIKE.values() else pytest.mark.long) for case in CASES],
)
def test_a_published_case_comes_out_as_published(person: Person, case: dict[str, Any]) -> None:
    edition = composition.register_shelf().edition_on(case["on"])
    phrases = Phrases(composition.words_in(Language.EN), edition, composition.register_shelf().reference())
    facts = {fact.question.en: fact.id for fact in edition.facts if fact.question is not None}
    person.open_request(case["title"], case["on"])

    asked = person.answer_everything(case["answers"], facts)
    if AGREEMENT in case["answers"]:
        person.set_agreement_aside(case["answers"][AGREEMENT])
        person.click(person.case.request.next_button)
        asked += person.answer_everything(case["answers"], facts)
    person.record()

    screen = person.case.determination
    expected = [phrases.outcome(Outcome(case["outcome"])), "not an approval"]
    expected += [phrases.named(step) for kind in ("approvals", "notices", "commitments") for step in case.get(kind, ())]
    expected += [phrases.named(ground) for ground in case.get("grounds", ()) if case["outcome"] == "eligible"]
    expected += ["set aside by an answer with evidence"] if AGREEMENT in case["answers"] else []
    person.until(lambda: all(text in person.texts(screen) for text in expected))
    unexpected = {approval.id for approval in edition.approvals} - set(case.get("approvals", ()))
    labels = person.texts_of(screen.right)
    assert not [step for step in unexpected if phrases.named(step) in labels]
    assert asked <= len(edition.asked)
