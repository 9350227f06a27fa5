"""Draws every screen with the worked cases, as a person would see it, into picture files."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import ADD_LINE, WITHDRAW, new_line_form
from app.viewmodels.case.panels import DOCUMENTS, PARTICULARS
from app.viewmodels.case.place import Stage
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.particulars_model import enter_in_case
from app.viewmodels.questions.query_model import official_answer_form
from app.viewmodels.rulebook.rulebook_model import Page
from app.viewmodels.window.picture_model import PictureSubjects, PictureTexts, Practice, picture_texts, worked_case
from app.viewmodels.window.window_model import WindowModel
from app.views.case.case_view import CaseView
from app.views.enactment.publishing_view import PublishingView
from app.views.enactment.renewing_view import RenewingView
from app.views.kit.theme import Looks
from app.views.rulebook.comparison_view import ComparisonView
from app.views.rulebook.reading_view import ReadingView
from app.views.window.main_window import MainWindow

WIDTH, HEIGHT = 1280, 720

#: Layouts whose heights follow from widths need a few rounds to come to rest.
_ROUNDS = 8


def draw_screens(
    model: WindowModel, looks: Looks, folder: Path, practice: Practice, subjects: PictureSubjects
) -> list[Path]:
    """Draws every screen of a window on a register with the worked cases; the files, in the order of the work."""
    folder.mkdir(parents=True, exist_ok=True)
    window = MainWindow(model, looks)
    window.resize(WIDTH, HEIGHT)
    model.start()
    model.claim()
    window.show()
    files = []
    for number, (name, picture) in enumerate(_pictures(window, model, practice, subjects), 1):
        file = folder / f"{number:02}-{name}.png"
        picture.save(str(file))
        files.append(file)
    window.hide()
    return files


def _pictures(
    window: MainWindow, model: WindowModel, practice: Practice, subjects: PictureSubjects
) -> Iterator[tuple[str, QPixmap]]:
    texts = picture_texts(model)
    yield "requests", _window(window)
    yield "new-request", _dialog(window, model.propose_request)
    window.requests.search.setText("zzz")
    window.requests.search.returnPressed.emit()
    yield "requests-none-found", _window(window)
    window.requests.search.clear()
    window.requests.search.returnPressed.emit()
    yield from _request(window, model, texts, subjects)
    yield from _determinations(window, model, texts, subjects)
    yield from _editions(window, model, subjects)
    yield from _reading(window, model, subjects)
    yield from _law(window, model, practice)
    yield "find", _dialog(window, model.palette_wanted.emit)
    yield "help", _dialog(window, model.help_wanted.emit)
    model.show_requests()


def _request(
    window: MainWindow, model: WindowModel, texts: PictureTexts, subjects: PictureSubjects
) -> Iterator[tuple[str, QPixmap]]:
    case, view = _opened(window, model, subjects.exceptional)
    for fact in subjects.left_open:
        case.take_back(fact)
    _add_papers(case, texts)
    case.go_to_fact(subjects.from_a_list)
    yield "question-state", _window(window)
    case.go_to_fact(subjects.from_a_table)
    yield "question-set-aside", _window(window)
    case.go_to_fact(subjects.shown)
    evidence_form(case, subjects.shown, None).hand_in(document_id=case.case.documents[-1].id, page="3")
    yield "question", _window(window)
    yield "link-document", _dialog(window, lambda: case.ask(evidence_form(case, subjects.shown, None)))
    yield "add-document", _dialog(window, lambda: case.ask(new_document_form(case)))
    case.answer(subjects.not_yet_known, None)
    case.toggle_one_page()
    yield "all-questions", _window(window)
    case.toggle_one_page()
    case.go_to_panel(PARTICULARS)
    yield "particulars", _window(window)
    assessed_on = case.case.particulars.assessed_on
    enter_in_case(case, "assessed_on", subjects.refused_day)
    yield "particulars-refused", _window(window)
    enter_in_case(case, "assessed_on", assessed_on)
    case.go_to_panel(DOCUMENTS)
    yield "documents", _window(window)
    yield "add-line", _dialog(window, lambda: ADD_LINE.do(case))
    case.go_to_stage(Stage.CHECK)
    yield "check-answers", _window(window)
    view.check.page.verticalScrollBar().setValue(620)
    yield "check-answers-below", _window(window)


def _determinations(
    window: MainWindow, model: WindowModel, texts: PictureTexts, subjects: PictureSubjects
) -> Iterator[tuple[str, QPixmap]]:
    case, view = _opened(window, model, subjects.exceptional)
    _answer(case, subjects.left_open)
    case.record()
    yield "determination-exceptional", _window(window)
    _scroll(view, 420)
    yield "determination-exceptional-below", _window(window)
    new_line_form(case).hand_in(item=texts.second_line, copy_from=case.case.lines[0].id)
    _answer(case, subjects.second_line)
    case.go_to_stage(Stage.DETERMINATION)
    case.show_whole_case()
    yield "whole-case", _window(window)
    case, view = _opened(window, model, subjects.not_eligible)
    case.go_to_stage(Stage.DETERMINATION)
    yield "determination-not-eligible", _window(window)
    _scroll(view, 560)
    yield "determination-not-eligible-below", _window(window)
    case, view = _opened(window, model, subjects.under_talks)
    _answer(case, subjects.refer)
    case.go_to_stage(Stage.DETERMINATION)
    yield "determination-refer", _window(window)
    yield "query", _dialog(window, view.show_query)
    yield "official-answer", _dialog(window, lambda: case.ask(official_answer_form(case)))
    yield "withdraw", _dialog(window, lambda: WITHDRAW.do(case))
    case, view = _opened(window, model, subjects.recorded)
    case.go_to_stage(Stage.DETERMINATION)
    yield "determination-recorded", _window(window)


def _editions(window: MainWindow, model: WindowModel, subjects: PictureSubjects) -> Iterator[tuple[str, QPixmap]]:
    case, view = _opened(window, model, subjects.exceptional)
    case.show_editions()
    yield "every-edition", _window(window)
    case, view = _opened(window, model, subjects.recorded)
    ((supposed, value),) = subjects.supposed.items()
    case.take_back(supposed)
    case.show_editions()
    yield "every-edition-missing-fact", _window(window)
    editions = view.editions
    yield "suppose", _dialog(window, lambda: editions.ask_to_suppose(supposed))
    editions.model.suppose(supposed, value)
    editions.model.move_to(subjects.moved_to)
    yield "every-edition-moved", _window(window)
    editions.columns.area.verticalScrollBar().setValue(360)
    yield "every-edition-below", _window(window)


def _reading(window: MainWindow, model: WindowModel, subjects: PictureSubjects) -> Iterator[tuple[str, QPixmap]]:
    model.show_rulebook()
    page = window.rulebook.page if window.rulebook else None
    if not isinstance(page, ReadingView):
        return
    reading = page.model
    yield "rulebook", _window(window)
    for part in ("text", "rules", "steps", "facts", "points", "certificate", "agreements"):
        reading.choose_part(part)
        yield f"rulebook-{part}", _window(window)
    reading.search(subjects.search)
    yield "rulebook-search", _window(window)
    model.show_rule(subjects.edition, subjects.rule)
    reading.read_decided(subjects.rule)
    yield "rulebook-decided", _window(window)
    reading.choose_part("certificate")
    _settle()
    if page.certificate is not None:
        page.certificate.looks[0].click()
    yield "rulebook-example", _window(window)


def _law(window: MainWindow, model: WindowModel, practice: Practice) -> Iterator[tuple[str, QPixmap]]:
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


def _comparing(window: MainWindow, page: ComparisonView) -> Iterator[tuple[str, QPixmap]]:
    yield "compare", _window(window)
    page.compare()
    yield "compare-kinds", _window(window)
    page.model.choose_kind(1)
    page.model.open_shift(3)
    while page.model.is_finding:
        _settle()
    _settle()
    page.panel.shifts.verticalScrollBar().setValue(290)
    yield "compare-situations", _window(window)
    yield "compare-example", _dialog(window, lambda: page.panel.show_example(3, 0))


def _putting_in_force(window: MainWindow, page: PublishingView, practice: Practice) -> Iterator[tuple[str, QPixmap]]:
    model = page.model
    page.folder.folder.setText("~/editions/practice")
    yield "put-in-force", _window(window)
    model.examine(str(practice.flawed))
    yield "put-in-force-findings", _window(window)
    model.examine(str(practice.uncertified))
    model.step(1)
    yield "put-in-force-not-certified", _window(window)
    model.examine(str(practice.edition))
    for name in ("certificate", "changes", "lines", "act"):
        model.step(1)
        _settle()
        if name == "act":
            page.act.person.setText(model.session.actor)
        yield f"put-in-force-{name}", _window(window)
    yield "put-in-force-confirm", _dialog(window, page.ask_to_confirm)
    model.act()
    yield "put-in-force-done", _window(window)


def _renewing(window: MainWindow, page: RenewingView, practice: Practice) -> Iterator[tuple[str, QPixmap]]:
    page.folder.folder.setText("~/packs/2026-12-01")
    page.model.examine(str(practice.pack))
    for name in ("rows", "lines", "take"):
        yield f"reference-{name}", _window(window)
        page.model.step(1)
        _settle()


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


def _window(window: QWidget) -> QPixmap:
    _settle()
    return window.grab()


def _dialog(window: QWidget, open_dialog: Callable[[], object]) -> QPixmap:
    """The dialog over the window, which is dimmed behind it."""
    open_dialog()
    _settle()
    picture = window.grab()
    dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
    face = dialog.grab()
    place = QRect(QPoint(), dialog.size())
    place.moveCenter(QRect(QPoint(), window.size()).center())
    with QPainter(picture) as painter:
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 110))
        painter.drawPixmap(place.topLeft(), face)
    dialog.reject()
    return picture
