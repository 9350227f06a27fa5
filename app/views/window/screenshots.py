"""Walks through every screen with the worked cases, as a person would see it, and draws them into picture files."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import ADD_LINE, WITHDRAW, new_line_form
from app.viewmodels.case.panels import DOCUMENTS, PARTICULARS
from app.viewmodels.case.place import Stage
from app.viewmodels.procedure.acts_model import REQUEST, REVIEW, next_step, request_form, review_form
from app.viewmodels.procedure.pages_model import PagesModel, ProcedurePage
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.particulars_model import enter_in_case
from app.viewmodels.questions.query_model import official_answer_form
from app.viewmodels.rulebook.rulebook_model import Page
from app.viewmodels.window.picture_model import (
    PictureSubjects,
    PictureTexts,
    Practice,
    answer_requested,
    examine,
    picture_texts,
    two_copies,
    worked_case,
)
from app.viewmodels.window.window_model import WindowModel
from app.views.case.case_view import CaseView
from app.views.enactment.publishing_view import PublishingView
from app.views.enactment.renewing_view import RenewingView
from app.views.kit.form_dialog import FormDialog
from app.views.kit.theme import Looks
from app.views.rulebook.comparison_view import ComparisonView
from app.views.rulebook.reading_view import ReadingView
from app.views.window.ledger_dialog import LedgerDialog
from app.views.window.main_window import MainWindow
from app.views.window.procedure_pictures import Desk, walk_papers

WIDTH, HEIGHT = 1280, 720

#: Where the copy lies that is shown beside the register.
_COPY = "~/copies/training.sekisho"

#: Layouts whose heights follow from widths need a few rounds to come to rest.
_ROUNDS = 8


class Sight(NamedTuple):
    """What is on the screen at one place of the walk, at rest: the window, and the dialog over it if there is one."""

    name: str
    window: MainWindow
    dialog: QDialog | None = None


def draw_screens(
    model: WindowModel, looks: Looks, folder: Path, practice: Practice, subjects: PictureSubjects
) -> list[Path]:
    """Draws every screen of a window on a register with the worked cases; the files, in the order of the work.

    Raises `OSError` for the first that can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, sight in enumerate(walk(model, looks, practice, subjects), 1):
        file = folder / f"{number:02}-{sight.name}.png"
        drawn = QBuffer()
        drawn.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(drawn, b"png").write(_picture(sight).toImage())
        # Not by Qt, which says nothing of a file that it could not write.
        file.write_bytes(drawn.data().data())
        files.append(file)
    return files


def walk(model: WindowModel, looks: Looks, practice: Practice, subjects: PictureSubjects) -> Iterator[Sight]:
    """Goes through every screen of a window on a register with the worked cases, in the order of the work."""
    window = MainWindow(model, looks)
    window.resize(WIDTH, HEIGHT)
    model.start()
    model.claim()
    window.show()
    yield from _sights(window, model, practice, subjects)
    window.hide()


def _sights(window: MainWindow, model: WindowModel, practice: Practice, subjects: PictureSubjects) -> Iterator[Sight]:
    texts = picture_texts(model)
    yield _window("requests", window)
    yield from _dialog("new-request", window, model.propose_request)
    yield from _entries_that_would_be_lost(window, model, texts)
    yield from _dialog("narrow", window, model.propose_filter)
    yield from _dialog("save-list", window, window.requests.save_list)
    window.requests.search.setText("zzz")
    window.requests.search.returnPressed.emit()
    yield _window("requests-none-found", window)
    window.requests.search.clear()
    window.requests.search.returnPressed.emit()
    yield from _request(window, model, texts, subjects)
    yield from _determinations(window, model, texts, subjects)
    yield from _editions(window, model, subjects)
    yield from _procedure(window, model, texts, subjects)
    yield from _reading(window, model, subjects)
    yield from _law(window, model, practice)
    yield from _papers(window, model, subjects)
    model.choose_person("recorder-a")
    model.show_requests()
    yield _window("requests-of-a-recorder", window)
    _opened(window, model, subjects.exceptional)
    yield _window("request-of-a-recorder", window)
    yield from _dialog("training-day", window, model.propose_day)
    yield from _approvals(window, model)
    model.choose_person("examiner-a")
    yield from _dialog("register", window, model.register_wanted.emit)
    model.choose_person("administrator")
    yield from _ledger(window, model)
    yield from _dialog("people", window, model.people_wanted.emit)
    model.choose_person("examiner-a")
    yield from _examination(window, model, subjects)
    yield from _dialog("kept-copies", window, model.copies_wanted.emit)
    yield from _dialog("find", window, model.palette_wanted.emit)
    yield from _dialog("help", window, model.help_wanted.emit)
    model.show_requests()


def _ledger(window: MainWindow, model: WindowModel) -> Iterator[Sight]:
    """The ledger, and what it asks about checkpoints and copies."""
    yield from _dialog("ledger", window, model.ledger_wanted.emit)
    model.choose_person("records-keeper")
    model.ledger_wanted.emit()
    _settle()
    (ledger,) = (each for each in window.findChildren(LedgerDialog) if each.isVisible())
    yield from _dialog("ledger-sign-theirs", window, ledger.cosign_button.click)
    yield from _dialog("ledger-take-back", window, ledger.take_button.click)
    yield from _dialog("ledger-two-copies", window, lambda: ledger.show_side_by_side(two_copies(ledger.model, _COPY)))
    ledger.reject()
    model.choose_person("administrator")


def _approvals(window: MainWindow, model: WindowModel) -> Iterator[Sight]:
    model.choose_person("reviewer")
    model.show_approvals()
    yield _window("approvals", window)
    if model.approvals is not None:
        model.approvals.choose("void")
        yield _window("approvals-none-void", window)
        model.approvals.choose("mine")


def _entries_that_would_be_lost(window: MainWindow, model: WindowModel, texts: PictureTexts) -> Iterator[Sight]:
    model.propose_request()
    _settle()
    (form,) = window.findChildren(FormDialog)
    title = form.fields["title"]
    if isinstance(title, QLineEdit):
        title.setText(texts.second_line)
    form.reject()
    _settle()
    (asked,) = form.findChildren(FormDialog)
    yield Sight("new-request-left", window, asked)
    asked.accept_button.click()
    _settle()


def _request(window: MainWindow, model: WindowModel, texts: PictureTexts, subjects: PictureSubjects) -> Iterator[Sight]:
    case, view = _opened(window, model, subjects.exceptional)
    for fact in subjects.left_open:
        case.take_back(fact)
    _add_papers(case, texts)
    case.go_to_fact(subjects.from_a_list)
    yield _window("question-state", window)
    case.go_to_fact(subjects.from_a_table)
    yield _window("question-set-aside", window)
    case.go_to_fact(subjects.shown)
    evidence_form(case, subjects.shown, None).hand_in(document_id=case.case.documents[-1].id, page="3")
    yield _window("question", window)
    yield from _dialog("link-document", window, lambda: case.ask(evidence_form(case, subjects.shown, None)))
    yield from _dialog("add-document", window, lambda: case.ask(new_document_form(case)))
    case.answer(subjects.not_yet_known, None)
    case.toggle_one_page()
    yield _window("all-questions", window)
    case.toggle_one_page()
    case.go_to_panel(PARTICULARS)
    yield _window("particulars", window)
    assessed_on = case.case.particulars.assessed_on
    enter_in_case(case, "assessed_on", subjects.refused_day)
    yield _window("particulars-refused", window)
    enter_in_case(case, "assessed_on", assessed_on)
    case.go_to_panel(DOCUMENTS)
    yield _window("documents", window)
    yield from _dialog("add-line", window, lambda: ADD_LINE.do(case))
    case.go_to_stage(Stage.CHECK)
    yield _window("check-answers", window)
    view.check.page.verticalScrollBar().setValue(620)
    yield _window("check-answers-below", window)


def _determinations(
    window: MainWindow, model: WindowModel, texts: PictureTexts, subjects: PictureSubjects
) -> Iterator[Sight]:
    case, view = _opened(window, model, subjects.exceptional)
    _answer(case, subjects.left_open)
    case.show_recording()
    yield _window("before-recording", window)
    case.record()
    yield _window("determination-exceptional", window)
    _scroll(view, 420)
    yield _window("determination-exceptional-below", window)
    new_line_form(case).hand_in(item=texts.second_line, copy_from=case.case.lines[0].id)
    _answer(case, subjects.second_line)
    case.go_to_stage(Stage.DETERMINATION)
    case.show_whole_case()
    yield _window("whole-case", window)
    case, view = _opened(window, model, subjects.not_eligible)
    case.go_to_stage(Stage.DETERMINATION)
    yield _window("determination-not-eligible", window)
    _scroll(view, 560)
    yield _window("determination-not-eligible-below", window)
    case, view = _opened(window, model, subjects.under_talks)
    _answer(case, subjects.refer)
    case.go_to_stage(Stage.DETERMINATION)
    yield _window("determination-refer", window)
    yield from _dialog("query", window, view.show_query)
    yield from _dialog("official-answer", window, lambda: case.ask(official_answer_form(case)))
    yield from _dialog("withdraw", window, lambda: WITHDRAW.do(case))
    case, view = _opened(window, model, subjects.recorded)
    case.go_to_stage(Stage.DETERMINATION)
    yield _window("determination-recorded", window)


def _examination(window: MainWindow, model: WindowModel, subjects: PictureSubjects) -> Iterator[Sight]:
    case, view = _opened(window, model, subjects.examined)
    examine(model, case)
    case.go_to_stage(Stage.PROCEDURE)
    case.page_model(PagesModel).show(ProcedurePage.EXAMINATION)
    _settle()
    view.take_keyboard()
    yield _window("examination", window)
    view.procedure.examination.table.setCurrentCell(1, 2)
    yield _window("examination-objection", window)


def _procedure(
    window: MainWindow, model: WindowModel, texts: PictureTexts, subjects: PictureSubjects
) -> Iterator[Sight]:
    """The exceptional case with its two lines, from the determinations to the permit."""
    case, view = _opened(window, model, subjects.exceptional)
    case.choose_line(case.case.lines[-1].id)
    case.record()
    model.choose_person("reviewer")
    case.go_to_stage(Stage.PROCEDURE)
    yield _window("procedure-to-be-reviewed", window)
    yield from _dialog("procedure-review", window, lambda: REVIEW.do(case))
    review_form(case).hand_in(agree="yes")
    model.choose_person("examiner-a")
    yield _window("procedure-reviewed", window)
    yield from _dialog("procedure-request", window, lambda: REQUEST.do(case))
    request_form(case, next_step(case)).hand_in()
    answer_requested(case, texts, objects=subjects.objects)
    request_form(case, next_step(case)).hand_in()
    answer_requested(case, texts)
    request_form(case, next_step(case)).hand_in()
    answer_requested(case, texts, left=2)
    model.choose_person("recorder-b")
    yield _window("procedure", window)
    view.procedure.steps.page.verticalScrollBar().setValue(1150)
    yield _window("procedure-sign-offs", window)
    model.choose_person("examiner-a")


def _editions(window: MainWindow, model: WindowModel, subjects: PictureSubjects) -> Iterator[Sight]:
    case, view = _opened(window, model, subjects.exceptional)
    case.show_editions()
    yield _window("every-edition", window)
    case, view = _opened(window, model, subjects.recorded)
    ((supposed, value),) = subjects.supposed.items()
    case.take_back(supposed)
    case.show_editions()
    yield _window("every-edition-missing-fact", window)
    editions = view.editions
    yield from _dialog("suppose", window, lambda: editions.ask_to_suppose(supposed, editions.model.editions[-1].id))
    editions.model.suppose(supposed, value)
    editions.model.move_to(subjects.moved_to)
    yield _window("every-edition-moved", window)
    editions.columns.area.verticalScrollBar().setValue(360)
    yield _window("every-edition-below", window)


def _reading(window: MainWindow, model: WindowModel, subjects: PictureSubjects) -> Iterator[Sight]:
    model.show_rulebook()
    page = window.rulebook.page if window.rulebook else None
    if not isinstance(page, ReadingView):
        return
    reading = page.model
    yield _window("rulebook", window)
    for part in ("text", "rules", "steps", "afterwards", "facts", "points", "certificate", "glossary", "agreements"):
        reading.choose_part(part)
        yield _window(f"rulebook-{part}", window)
    reading.search(subjects.search)
    yield _window("rulebook-search", window)
    model.show_rule(subjects.edition, subjects.rule)
    reading.read_decided(subjects.rule)
    yield _window("rulebook-decided", window)
    reading.choose_part("certificate")
    _settle()
    if page.certificate is not None:
        page.certificate.looks[0].click()
    yield _window("rulebook-example", window)


def _law(window: MainWindow, model: WindowModel, practice: Practice) -> Iterator[Sight]:
    """The other pages of the Rulebook; the law that is put in force here is invented."""
    model.show_rulebook()
    rulebook = window.rulebook
    if rulebook is None:
        return
    rulebook.model.go_to_page(Page.COMPARE)
    if isinstance(rulebook.page, ComparisonView):
        yield from _comparing(window, rulebook.page)
    rulebook.model.go_to_page(Page.IN_FORCE)
    if isinstance(rulebook.page, PublishingView):
        yield from _putting_in_force(window, rulebook.page, practice)
    rulebook.model.go_to_page(Page.REFERENCE)
    if isinstance(rulebook.page, RenewingView):
        yield from _renewing(window, rulebook.page, practice)


def _comparing(window: MainWindow, page: ComparisonView) -> Iterator[Sight]:
    yield _window("compare", window)
    page.panel.changes.verticalScrollBar().setValue(900)
    yield _window("compare-below", window)
    page.model.show_counts(shown=True)
    yield _window("compare-kinds", window)
    page.model.choose_kind(1)
    page.model.open_shift(3)
    while page.model.is_finding:
        _settle()
    _settle()
    page.panel.shifts.verticalScrollBar().setValue(290)
    yield _window("compare-situations", window)
    yield from _dialog("compare-example", window, lambda: page.panel.show_example(3, 0))


def _putting_in_force(window: MainWindow, page: PublishingView, practice: Practice) -> Iterator[Sight]:
    model = page.model
    window.model.choose_person("records-keeper")
    page.folder.folder.setText("~/editions/practice")
    yield _window("put-in-force", window)
    model.examine(str(practice.flawed))
    yield _window("put-in-force-findings", window)
    model.examine(str(practice.uncertified))
    model.step(1)
    yield _window("put-in-force-not-certified", window)
    model.examine(str(practice.edition))
    for name in ("certificate", "changes", "lines", "act"):
        model.step(1)
        _settle()
        if name == "act":
            page.act.person.setText(model.session.words.person("records-keeper"))
        yield _window(f"put-in-force-{name}", window)
    yield from _dialog("put-in-force-confirm", window, page.ask_to_confirm)
    model.act()
    yield _window("put-in-force-done", window)


def _renewing(window: MainWindow, page: RenewingView, practice: Practice) -> Iterator[Sight]:
    page.folder.folder.setText("~/packs/2026-12-01")
    page.model.examine(str(practice.pack))
    for name in ("rows", "lines", "take"):
        yield _window(f"reference-{name}", window)
        page.model.step(1)
        _settle()


def _papers(window: MainWindow, model: WindowModel, subjects: PictureSubjects) -> Iterator[Sight]:
    model.choose_person("examiner-a")
    case, _view = _opened(window, model, subjects.papers)
    for name, form in walk_papers(Desk(window, model, case, _settle)):
        yield Sight(name, window, form)


def _add_papers(case: CaseModel, texts: PictureTexts) -> None:
    for kind, title, from_whom in texts.documents:
        new_document_form(case).hand_in(
            kind=kind, title=title, from_whom=from_whom, dated=date(2026, 5, 28), reference=texts.reference
        )


def _opened(window: MainWindow, model: WindowModel, place: int) -> tuple[CaseModel, CaseView]:
    worked_case(model, place, model.open_case)
    if model.case is None or window.case is None:
        raise LookupError(place)
    return model.case, window.case


def _answer(case: CaseModel, answers: Mapping[str, str]) -> None:
    for fact, value in answers.items():
        case.answer(fact, value)


def _scroll(view: CaseView, to: int) -> None:
    _settle()
    view.determination.page.verticalScrollBar().setValue(to)


def _settle() -> None:
    for _round in range(_ROUNDS):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _window(name: str, window: MainWindow) -> Sight:
    _settle()
    return Sight(name, window)


def _dialog(name: str, window: MainWindow, open_dialog: Callable[[], object]) -> Iterator[Sight]:
    open_dialog()
    _settle()
    # The one that stands over all others.
    dialog = next(each for each in reversed(window.findChildren(QDialog)) if each.isVisible())
    yield Sight(name, window, dialog)
    dialog.reject()


def _picture(sight: Sight) -> QPixmap:
    """The window as it is; a dialog over it dims it."""
    picture = sight.window.grab()
    if sight.dialog is not None:
        face = sight.dialog.grab()
        place = QRect(QPoint(), sight.dialog.size())
        place.moveCenter(QRect(QPoint(), sight.window.size()).center())
        with QPainter(picture) as painter:
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 110))
            painter.drawPixmap(place.topLeft(), face)
    return picture
