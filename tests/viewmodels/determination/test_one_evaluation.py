"""A state of the answers is evaluated once, however much the screens say of it."""

from collections.abc import Mapping

import pytest

from app.domain.decision.evaluation import Evaluation, EvaluationPlan
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.live_model import live_says
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.questions.check_model import check_says
from tests.viewmodels.surroundings import MISSILES, Office

Evaluated = list[tuple[tuple[str, str], ...]]


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> Evaluated:
    """The facts of each evaluation, in order."""
    seen: Evaluated = []
    evaluate = EvaluationPlan.evaluate

    def noted(plan: EvaluationPlan, known: Mapping[str, str], set_aside: frozenset[str] = frozenset()) -> Evaluation:
        seen.append(tuple(sorted(known.items())))
        return evaluate(plan, known, set_aside)

    monkeypatch.setattr(EvaluationPlan, "evaluate", noted)
    return seen


def say_all(model: CaseModel) -> None:
    """Everything that the screens of a line say of its determination."""
    report_says(model)
    live_says(model.interview, model.phrases)
    check_says(model)


@pytest.mark.parametrize("missing", [(), ("precedent",), ("precedent", "recipient_control", "weapon")])
def test_the_determination_screen_evaluates_no_state_twice(
    office: Office, evaluated: Evaluated, missing: tuple[str, ...]
) -> None:
    model = office.open(office.case({fact: value for fact, value in MISSILES.items() if fact not in missing}))
    evaluated.clear()
    say_all(model)
    assert len(evaluated) == len(set(evaluated))
    tried = len(model.interview.edition.fact_by_id["agreement_in_force"].values)
    assert len(evaluated) <= tried, "beside the state itself only what the agreement's other values would give"


def test_an_answer_is_evaluated_when_it_is_given_and_not_again_when_it_is_kept(
    office: Office, evaluated: Evaluated
) -> None:
    model = office.open(office.case({"item_heading": "2", "weapon": "yes"}))
    say_all(model)
    evaluated.clear()
    model.answer("fighting", "no")
    assert len(evaluated) == 1
    say_all(model)
    assert len(evaluated) == 1
    model.take_back("fighting")
    assert len(evaluated) == 2
