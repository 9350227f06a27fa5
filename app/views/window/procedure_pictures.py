"""Walks through the dialogs in which papers are entered and confirmed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.acts_model import next_step, request_form, review_form
from app.viewmodels.procedure.entering_model import CONFIRM_NEXT
from app.viewmodels.session.session import Reply
from app.viewmodels.window.picture_papers import PicturePapers
from app.viewmodels.window.window_model import WindowModel
from app.views.kit.form_dialog import FormDialog
from app.views.window.main_window import MainWindow


class Desk(NamedTuple):
    """A window on a case, and how it comes to rest."""

    window: MainWindow
    model: WindowModel
    case: CaseModel
    settle: Callable[[], None]

    def shown(self) -> FormDialog:
        """The form that stands before the window."""
        self.settle()
        return next(each for each in self.window.findChildren(FormDialog) if each.isVisible())

    def hand_in(self, form: FormDialog, entered: Mapping[str, Any]) -> None:
        """Hands in what a form asks, past its fields."""
        form.shown.hand_in(**entered)
        form.done(0)
        self.settle()

    def request(self) -> None:
        """Requests the next step, as an officer."""
        self.model.choose_person("examiner-a")
        request_form(self.case, next_step(self.case)).hand_in()

    def on_sheet(self, code: str) -> FormDialog:
        """The form that the code on a sheet leads a recorder to."""
        self.model.choose_person("recorder-a")
        self.model.enter_from_sheet(code)
        self.shown().try_accept()
        return self.shown()


def walk_papers(desk: Desk) -> Iterator[tuple[str, FormDialog]]:
    """Takes a determined case from its review to the decision after its examination; the forms, by their names."""
    model, papers = desk.model, PicturePapers(desk.case)
    model.choose_person("reviewer")
    review_form(desk.case).hand_in(agree="yes", note="")
    desk.request()
    model.choose_person("recorder-a")
    model.enter_from_sheet()
    code = desk.shown()
    yield "code-of-a-sheet", code
    code.reject()
    for place, office in enumerate(papers.offices):
        form = desk.on_sheet(papers.code)
        if place == 0:
            yield "enter-finding", form
        desk.hand_in(form, papers.finding(office))
        yield from _confirming(desk, papers.finding_read(office), is_shown=place == 0)
    desk.request()
    form = desk.on_sheet(papers.code)
    yield "enter-decision", form
    desk.hand_in(form, papers.decision(papers.offices[0]))


def _confirming(desk: Desk, read: Mapping[str, Any], *, is_shown: bool) -> Iterator[tuple[str, FormDialog]]:
    """The entry that waits is confirmed; where it is shown, something of the paper is misread first."""
    desk.model.choose_person("recorder-b")
    CONFIRM_NEXT.do(desk.case)
    form = desk.shown()
    if is_shown:
        yield "confirm-blank", form
        form.shown.hand_in(Reply(), **{**read, "author": "—"})
        form.done(0)
        desk.settle()
        # What was typed stands in it again.
        CONFIRM_NEXT.do(desk.case)
        form = desk.shown()
        form.try_accept()
        desk.settle()
        yield "confirm-differs", form
    desk.hand_in(form, read)
    texts = desk.shown()
    if is_shown:
        yield "confirm-texts", texts
    texts.try_accept()
    desk.settle()
