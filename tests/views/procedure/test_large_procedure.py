"""The procedure of a case of twenty lines and two hundred entries is on the screen in a tenth of a second."""

from time import process_time

from PySide6.QtWidgets import QApplication, QLabel

from app.domain.procedure.case_states import CaseState
from app.domain.procedure.procedure import Procedure
from app.viewmodels.case.place import Stage
from app.views.procedure.procedure_view import ProcedureView
from tests.builders import DESTROYERS
from tests.domain.procedure.test_large_case import acts_of_a_large_case
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle
from tests.views.hands import told

SECONDS = 0.1


def test_a_large_procedure_is_shown_in_a_tenth_of_a_second(office: Office, dressed: QApplication) -> None:
    procedure = Procedure(acts_of_a_large_case())
    case = office.case(DESTROYERS)._replace(procedure=procedure, state=CaseState.PERMIT_RECORDED)
    model = office.open(case)
    model.go_to_stage(Stage.PROCEDURE)
    seconds = []
    for _ in range(5):
        view = ProcedureView(model)
        view.resize(1112, 590)
        begun = process_time()
        view.say()
        view.page.inside.heightForWidth(view.page.viewport().width())
        seconds.append(process_time() - begun)
        view.show()
        settle()
        shown = told(view)
        assert all(f"No. {entry.number}: " in shown for entry in procedure.entries.values() if entry.step)
        assert len(view.findChildren(QLabel)) < len(procedure.entries)
        view.close()
    assert min(seconds) < SECONDS
