"""The matrix of a case of twenty lines and two hundred entries is on the screen in a tenth of a second."""

from time import process_time

from PySide6.QtWidgets import QApplication

from app.domain.procedure.case_states import CaseState
from app.domain.procedure.procedure import Procedure
from app.viewmodels.case.place import Stage
from app.viewmodels.procedure.examination_model import ExaminationModel
from app.views.procedure.examination_view import ExaminationView
from tests.builders import DESTROYERS
from tests.domain.procedure.test_large_case import acts_of_a_large_case
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle

SECONDS = 0.1


def test_a_large_matrix_is_shown_in_a_tenth_of_a_second(office: Office, dressed: QApplication) -> None:
    procedure = Procedure(acts_of_a_large_case())
    case = office.case(DESTROYERS)._replace(procedure=procedure, state=CaseState.PERMIT_RECORDED)
    model = office.open(case)
    model.go_to_stage(Stage.PROCEDURE)
    seconds = []
    for _ in range(5):
        view = ExaminationView(model.page_model(ExaminationModel))
        view.resize(1112, 590)
        begun = process_time()
        view.say()
        seconds.append(process_time() - begun)
        view.show()
        settle()
        assert view.lines.count() == len(procedure.lines_in_procedure)
        assert view.table.rowCount() > 0
        view.close()
    assert min(seconds) < SECONDS
