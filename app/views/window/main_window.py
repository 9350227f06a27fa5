"""The one window: the rail, the band of a training register, notices, and the present screen."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.viewmodels.session.session import Reply, TroubleSays
from app.viewmodels.window.frame_model import frame_says, leaving_form
from app.viewmodels.window.window_model import Screen, WindowModel, example_model
from app.views.kit.captions import follow
from app.views.kit.keyboard import bring_into_sight, focus_first, go_to_neighbour, keyboard_kept
from app.views.kit.note_block import NoteBlock
from app.views.kit.theme import Looks, dress, load_resources
from app.views.kit.training_band import TrainingBand
from app.views.register.requests_view import RequestsView
from app.views.window.rail_view import RailView

if TYPE_CHECKING:
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.session.form import Form
    from app.views.case.case_view import CaseView
    from app.views.editions.example_view import ExampleView
    from app.views.window.rulebook_view import RulebookView


#: In milliseconds; long enough for the list to be on the screen.
_AFTER_THE_FIRST_PAINT = 60


class MainWindow(QMainWindow):
    """Holds the screens. The list is painted first; everything else is made when it is first shown."""

    def __init__(self, model: WindowModel, looks: Looks) -> None:
        super().__init__()
        self.model = model
        self._looks = looks
        self._may_lose = False
        self._is_leaving = False
        self._application = application = cast("QApplication", QApplication.instance())
        load_resources(looks)
        dress(application, looks, model.theme, model.scale)
        follow(model.session.language)
        self.rail = RailView()
        self.band = TrainingBand()
        self._read_only = NoteBlock(token="caution")
        self._screens = QStackedWidget()
        self.requests = RequestsView(model.requests)
        self.case: CaseView | None = None
        self.rulebook: RulebookView | None = None
        self.example: ExampleView | None = None
        self._screens.addWidget(self.requests)
        self._compose()
        self._connect()
        self._add_shortcuts()
        self.speak()

    def _compose(self) -> None:
        self._ground = ground = QWidget()
        ground.setObjectName("ground")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self._read_only)
        column.addWidget(self._screens, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(ground)
        self.resize(1280, 720)

    def _connect(self) -> None:
        model = self.model
        # The claim imports heavy parts: it waits until the list has been painted.
        model.requests.counted.connect(
            lambda: QTimer.singleShot(_AFTER_THE_FIRST_PAINT, self, model.claim), Qt.ConnectionType.SingleShotConnection
        )
        model.register_told.connect(
            lambda: QTimer.singleShot(_AFTER_THE_FIRST_PAINT, self, model.make_ready),
            Qt.ConnectionType.SingleShotConnection,
        )
        self.rail.requests_wanted.connect(lambda: model.show_requests())
        self.rail.rulebook_wanted.connect(lambda: model.show_rulebook())
        self.rail.language_wanted.connect(model.choose_language)
        self.rail.theme_wanted.connect(lambda: self._open_looks())
        self.rail.palette_wanted.connect(lambda: self.open_palette())
        self.rail.help_wanted.connect(lambda: self.show_help())
        self.requests.case_wanted.connect(model.open_case)
        self.requests.new_wanted.connect(lambda: self.ask_for_request())
        model.screen_changed.connect(self._show_screen)
        model.look_changed.connect(self._dress)
        model.register_told.connect(self.speak)
        model.session.language.changed.connect(self.speak)
        model.session.saving_changed.connect(self._say_saving)
        model.session.saving_changed.connect(self._go_on_leaving)
        model.session.trouble.connect(self.tell_trouble)
        self._application.focusChanged.connect(self._follow_keyboard)

    def _add_shortcuts(self) -> None:
        model = self.model
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+K", self.open_palette),
            ("Ctrl+N", self.ask_for_request),
            ("Ctrl+F", self._search),
            ("F1", self.show_help),
            ("Ctrl+L", model.other_language),
            ("Ctrl+T", model.next_theme),
            ("Ctrl++", lambda: model.enlarge(1)),
            ("Ctrl+=", lambda: model.enlarge(1)),
            ("Ctrl+-", lambda: model.enlarge(-1)),
            ("Ctrl+0", lambda: model.enlarge(0)),
            ("Alt+Right", lambda: self._on_case(lambda view: view.go_on())),
            ("Alt+Left", lambda: self._on_case(lambda view: view.go_back())),
            ("Ctrl+E", lambda: self._on_case(lambda view: view.request.link_document())),
            ("Ctrl+Return", lambda: self._on_case(lambda view: view.record())),
            ("Ctrl+Enter", lambda: self._on_case(lambda view: view.record())),
            ("Ctrl+Shift+N", lambda: self._on_case(lambda view: view.add_line())),
            ("Ctrl+1", lambda: self._on_case(lambda view: view.go_to_step(0))),
            ("Ctrl+2", lambda: self._on_case(lambda view: view.go_to_step(1))),
            ("Ctrl+3", lambda: self._on_case(lambda view: view.go_to_step(2))),
            ("Ctrl+4", lambda: self._on_case(lambda view: view.model.show_editions())),
            ("Ctrl+PgDown", lambda: self._on_case(lambda view: view.step_section(1))),
            ("Ctrl+PgUp", lambda: self._on_case(lambda view: view.step_section(-1))),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)

    def _on_case(self, act: "Callable[[CaseView], None]") -> None:
        if self.case is not None and self.model.case is not None:
            act(self.case)

    def speak(self) -> None:
        """Shows everything around the screens in the present language."""
        says = frame_says(self.model)
        self.setWindowTitle(says.title)
        self.rail.say(says.rail, says.here, says.language, says.language_names)
        self.band.setVisible(self.model.is_training)
        self._read_only.say("", says.read_only)
        self.requests.speak()
        self._say_saving()

    def _say_saving(self) -> None:
        says = frame_says(self.model)
        self.band.say(says.training, says.saving)

    # -- screens

    def _show_screen(self) -> None:
        if self.case is not None:
            self.requests.come_back_to(self.case.model.case.id)
            self._screens.removeWidget(self.case)
            self.case.deleteLater()
            self.case = None
        self.speak()
        if self.model.screen is Screen.RULEBOOK:
            self._show_rulebook()
        elif self.model.screen is Screen.EXAMPLE:
            self._show_example()
        elif self.model.case is not None:
            self._show_case(self.model.case)
        else:
            self._screens.setCurrentWidget(self.requests)
            self.requests.focus_list()

    def _show_case(self, model: "CaseModel") -> None:
        # Imported late, like the other screens: the list is painted without them.
        from app.views.case.case_view import CaseView

        self.case = CaseView(model, is_training=self.model.is_training)
        self.case.list_wanted.connect(self.model.show_requests)
        self._screens.addWidget(self.case)
        self._screens.setCurrentWidget(self.case)
        self.case.take_keyboard()

    def _show_rulebook(self) -> None:
        from app.views.window.rulebook_view import RulebookView

        if self.model.rulebook is not None:
            if self.rulebook is None:
                self.rulebook = RulebookView(self.model.rulebook)
                self.rulebook.back_wanted.connect(self.model.leave_rulebook)
                self._screens.addWidget(self.rulebook)
            self._screens.setCurrentWidget(self.rulebook)
            self.rulebook.say()
            self.rulebook.page.focus_search()

    def _show_example(self) -> None:
        from app.views.editions.example_view import ExampleView

        if self.model.example is not None:
            if self.example is not None:
                self._screens.removeWidget(self.example)
                self.example.deleteLater()
            self.example = ExampleView(example_model(self.model, self.model.example))
            self.example.back_wanted.connect(self.model.show_rulebook)
            self.example.case_wanted.connect(self.model.open_as_case)
            self.example.rule_wanted.connect(self.model.show_rule)
            self._screens.addWidget(self.example)
            self._screens.setCurrentWidget(self.example)

    def _search(self) -> None:
        if self.model.screen is Screen.REQUESTS:
            self.requests.search.setFocus()
            self.requests.search.selectAll()
        elif self.model.screen is Screen.RULEBOOK and self.rulebook is not None:
            self.rulebook.page.focus_search()

    # -- looks

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the window as it is read."""
        return go_to_neighbour(self._ground, forward=forward)

    def _follow_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the keyboard can be seen. A click chooses only what is seen already."""
        if now is not None and self.isAncestorOf(now) and not self._application.mouseButtons().value:
            bring_into_sight(now)

    def _dress(self) -> None:
        with keyboard_kept(self, self._take_keyboard):
            self._dress_screens()
        # Its place is known only when the layouts have come to rest.
        QTimer.singleShot(0, self, lambda: self._follow_keyboard(None, self._application.focusWidget()))

    def _take_keyboard(self) -> None:
        focus_first(self._screens, self._ground)

    def _dress_screens(self) -> None:
        dress(self._application, self._looks, self.model.theme, self.model.scale)
        # Distances that were set once are set anew with the size of the text.
        self.rail.updateGeometry()
        if self.rulebook is not None:
            self._screens.removeWidget(self.rulebook)
            self.rulebook.deleteLater()
            self.rulebook = None
        if self.model.screen is not Screen.REQUESTS:
            self._show_screen()

    def _open_looks(self) -> None:
        menu = self.looks_menu()
        corner = QPoint(self.rail.width(), self.rail.height() - menu.sizeHint().height())
        menu.popup(self.rail.mapToGlobal(corner))

    def looks_menu(self) -> QMenu:
        """The themes and the sizes of the text."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        says = frame_says(self.model)
        for code, name in says.themes:
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(code == self.model.theme)
            action.triggered.connect(lambda _checked=False, to=code: self.model.choose_theme(to))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        for label, keys, steps in says.sizes:
            action = QAction(f"{label}\t{keys}", menu)
            action.triggered.connect(lambda _checked=False, by=steps: self.model.enlarge(by))
            menu.addAction(action)
        return menu

    # -- dialogs

    def ask_for_request(self) -> None:
        """Asks what a new request starts with."""
        from app.views.kit.form_dialog import FormDialog

        def ask(form: "Form") -> None:
            FormDialog.ask(self, form)

        if not self.model.session.is_read_only:
            self.model.propose_request(ask)

    def open_palette(self) -> None:
        """Opens the command palette."""
        from app.viewmodels.window.palette_entries import actions_of, palette_of
        from app.views.window.palette_dialog import PaletteDialog

        says = frame_says(self.model)
        actions = actions_of(
            self.model,
            new_request=self.ask_for_request,
            show_help=self.show_help,
            acts_here=self._acts_here(),
        )
        go_to_fact = self.case.request.go_to_fact if self.case is not None else None
        dialog = PaletteDialog(self, lambda parent: palette_of(self.model, actions, go_to_fact, parent), says.palette)
        dialog.open()

    def _acts_here(self) -> Sequence[tuple[str, str, Callable[[], None]]]:
        if self.case is not None:
            return self.case.acts()
        return self.requests.acts() if self.model.screen is Screen.REQUESTS else ()

    def show_help(self) -> None:
        """Shows what the program does, and the keys."""
        from app.viewmodels.window.help_model import help_says
        from app.views.window.help_dialog import HelpDialog

        HelpDialog(self, help_says(self.model.session.words, self.model.version)).open()

    def tell_trouble(self, says: TroubleSays) -> None:
        """Says what went wrong."""
        from app.views.window.trouble_dialog import TroubleDialog

        # Of several entries that fail for one reason, the reason is told once.
        if not any(dialog.says == says and dialog.isVisible() for dialog in self.findChildren(TroubleDialog)):
            TroubleDialog(self, says).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Waits until everything is saved; asks first where something can't be."""
        focused = self._application.focusWidget()
        if focused is not None:
            # A field that is being filled in saves what it holds when it is left.
            focused.clearFocus()
        if self.model.session.under_way:
            # It may still be refused. The window stays as it is meanwhile, and closes by itself.
            self._is_leaving = True
            event.ignore()
            return
        leaving = None if self._may_lose else leaving_form(self.model.session, self._lose_and_close)
        if leaving is not None:
            from app.views.kit.form_dialog import FormDialog

            event.ignore()
            FormDialog.ask(self, leaving)
            return
        self.model.session.close()
        super().closeEvent(event)

    def _go_on_leaving(self) -> None:
        if self._is_leaving and not self.model.session.under_way:
            self._is_leaving = False
            # Only after what has just come home was heard by who waited for it.
            QTimer.singleShot(0, self, self.close)

    def _lose_and_close(self, reply: Reply) -> None:
        self._may_lose = True
        reply.taken.emit(None)
        self.close()
