"""What the open case comes to as a whole, as its answers stand on the screen."""

from app.statements.whole_case import WholeCaseSays, whole_case_says
from app.viewmodels.case.case_model import CaseModel


def case_says(model: CaseModel) -> WholeCaseSays:
    """The open case as a whole."""
    results = {line.position: model.interview_of(line.id).determination for line in model.case.lines}
    recorded = [line.id for line in model.case.lines if model.interview_of(line.id).is_as_recorded]
    return whole_case_says(model.phrases, model.case, results, recorded)
