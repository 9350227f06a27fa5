"""What the window opens besides the list of requests, imported when it is first opened: the list is painted first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from app.domain.ids import CaseId, LineId
    from app.domain.procedure.waits import Wait
    from app.domain.register.cases import Case
    from app.domain.register.events import RecordedEvent
    from app.services.acting import Acting
    from app.services.ports import RegisterHeading, Seals
    from app.viewmodels.approvals.approvals_model import ApprovalsModel
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.requests.requests_model import RequestsModel
    from app.viewmodels.requests.updating_model import UpdatingModel
    from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel
    from app.viewmodels.session.form import Form
    from app.viewmodels.session.paper_model import Paper
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.session.session import Reply, Session
    from app.viewmodels.window.register_model import RegisterFiles, RegisterModel


def checkpoint_at_closing(acting: Acting) -> None:
    """Signs what the ledger is now, where something came to it."""
    from app.services.checkpointing import checkpoint_at_closing

    checkpoint_at_closing(acting)


def case_model(session: Session, case: Case, line_id: LineId | None) -> CaseModel:
    """A case to be worked on, where its work goes on: once it was reviewed at its procedure; where it is determined, or
    a line is named, at its determination."""
    from app.domain.procedure.case_states import CaseState
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.case.place import Stage

    # Without a parent: Python alone decides when it goes, and the view that shows it keeps it till then.
    model = CaseModel(session, case)
    if line_id is not None:
        model.choose_line(line_id)
        model.go_to_stage(Stage.DETERMINATION)
    elif case.state.is_locked:
        model.go_to_stage(Stage.PROCEDURE)
    elif case.state in (CaseState.DETERMINED, CaseState.CLOSED):
        model.go_to_stage(Stage.DETERMINATION)
        if len(case.lines) > 1:
            model.show_whole_case()
    return model


def case_awaiting(session: Session, case: Case, wait: Wait) -> CaseModel:
    """A case to be worked on, where what it waits for is done."""
    from app.domain.procedure.waits import LATER_WORDS, WaitKind
    from app.viewmodels.procedure.pages_model import PagesModel, ProcedurePage

    if wait.kind in (WaitKind.DRAFT, WaitKind.REOPENED):
        return case_model(session, case, None)
    model = case_in_procedure(session, case)
    if wait.kind is WaitKind.CONFIRM and wait.subject in LATER_WORDS:
        model.page_model(PagesModel).show(ProcedurePage.FOLLOW_UP)
    return model


def case_in_procedure(session: Session, case: Case) -> CaseModel:
    """A case to be worked on, at its procedure."""
    from app.viewmodels.case.place import Stage

    model = case_model(session, case, None)
    model.go_to_stage(Stage.PROCEDURE)
    return model


def approvals_model(
    session: Session, preferences: Preferences, office: Callable[[], str], parent: QObject
) -> ApprovalsModel:
    """What waits in the register of this session."""
    from app.viewmodels.approvals.approvals_model import ApprovalsModel

    return ApprovalsModel(session, preferences, office, parent)


def case_at(session: Session, case: Case, event: RecordedEvent) -> CaseModel:
    """A case to be worked on, at the place that an entry of the ledger tells of."""
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.case.panels import DOCUMENTS, LINE, PARTICULARS
    from app.viewmodels.case.place import Stage

    model = CaseModel(session, case)
    if event.line_id in {line.id for line in case.lines}:
        model.choose_line(event.line_id)
    fact, kind = event.body.get("fact"), event.kind
    if fact in model.interview.edition.fact_by_id:
        model.go_to_fact(fact)
    elif kind == "determination_recorded":
        model.go_to_stage(Stage.DETERMINATION)
    elif kind.startswith("document"):
        model.go_to_panel(DOCUMENTS)
    elif kind.startswith("line"):
        model.go_to_panel(LINE)
    else:
        model.go_to_panel(PARTICULARS)
    return model


def rulebook_model(session: Session, is_training: Callable[[], bool], parent: QObject) -> RulebookModel:
    """The Rulebook, as it decides in the register of this session."""
    from app.viewmodels.rulebook.rulebook_model import RulebookModel

    return RulebookModel(session, is_training, parent)


def register_model(session: Session, preferences: Preferences, files: RegisterFiles, parent: QObject) -> RegisterModel:
    """The register as a file."""
    from app.viewmodels.window.register_model import RegisterModel

    return RegisterModel(session, preferences, files, lambda case: case_model(session, case, None), parent)


def propose_request(session: Session, ask: Callable[[Form], None], opened: Callable[[CaseId], None]) -> None:
    """Hands the form for a new request to `ask`, and the request that it opens to `opened`."""
    from app.viewmodels.requests.new_request_model import propose_request

    propose_request(session, ask, opened)


def propose_filter(model: RequestsModel, ask: Callable[[Form], None]) -> None:
    """Hands the form that narrows the list of requests to `ask`."""
    from app.viewmodels.requests.filter_form import propose_filter

    propose_filter(model, ask)


def propose_copy(
    session: Session, case_id: CaseId, ask: Callable[[Form], None], opened: Callable[[CaseId], None]
) -> None:
    """Hands the form that makes a copy of a request to `ask`, and the copy to `opened`."""
    from app.viewmodels.requests.copy_form import propose_copy

    propose_copy(session, case_id, ask, opened)


def propose_handing_over(session: Session, officer: str, ask: Callable[[Form], None], number: str) -> None:
    """Hands the form that hands requests over to `ask`."""
    from app.viewmodels.requests.handing_over_form import propose_handing_over

    propose_handing_over(session, officer, ask, number)


def sheet_code_form(session: Session, opened: Callable[[Case], CaseModel], code: str) -> Form:
    """The form that finds the case of a signed sheet by its code."""
    from app.viewmodels.procedure.sheet_code_form import sheet_code_form as form

    return form(session, opened, code)


def filling_form(session: Session, ask: Callable[[Form], None]) -> Form:
    """The form that asks for a sheet of another office, to be filled in."""
    from app.viewmodels.procedure.sheet_file_forms import filling_form as form

    return form(session, ask)


def coming_back_form(session: Session, opened: Callable[[Case], CaseModel], ask: Callable[[Form], None]) -> Form:
    """The form that asks for a sheet of ours that came back as a file."""
    from app.viewmodels.procedure.sheet_file_forms import coming_back_form as form

    return form(session, opened, ask)


def file_example(session: Session, example: Example, opened: Callable[[CaseId], None], reply: Reply | None) -> None:
    """Files a situation as a case of a training register, and hands it to `opened`."""
    from app.viewmodels.rulebook.example_model import file_example

    file_example(session, example, opened, reply)


def updating_model(requests: RequestsModel, parent: QObject) -> UpdatingModel:
    """What brings the list up to date with the law in force."""
    from app.viewmodels.requests.updating_model import UpdatingModel

    return UpdatingModel(requests, parent)


def training_day_form(session: Session, told: Callable[[], None]) -> Form:
    """The form that sets which day it is in a training register."""
    from app.viewmodels.window.training_day_form import training_day_form

    return training_day_form(session, told)


def second_administrator_form(session: Session, told: Callable[[], object]) -> Form:
    """The form that lets a second administrator in."""
    from app.viewmodels.window.making_model import second_administrator_form as form

    return form(session, told)


def may_make_sheet(session: Session) -> bool:
    """Whether the person who acts may make a recovery sheet."""
    from app.domain.register.events import RecoverySheetMade

    return session.may(RecoverySheetMade)


def sheet_form(
    session: Session, seals: Seals, heading: RegisterHeading, name: str, show: Callable[[Paper], None]
) -> Form:
    """Whether a recovery sheet shall be made."""
    from app.viewmodels.window.recovery_model import sheet_form as form

    return form(session, seals, heading, name, show)


def confirming_form(session: Session, seals: Seals, told: Callable[[object], object]) -> Form:
    """The code as it stands on a recovery sheet."""
    from app.viewmodels.window.recovery_model import confirming_form as form

    return form(session, seals, told)


def show_examination(model: CaseModel) -> None:
    """Shows the matrix of the examination of a case."""
    from app.viewmodels.case.place import Stage
    from app.viewmodels.procedure.pages_model import PagesModel, ProcedurePage

    model.go_to_stage(Stage.PROCEDURE)
    model.page_model(PagesModel).show(ProcedurePage.EXAMINATION)
