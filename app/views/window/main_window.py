"""The one window: the rail, the band of a training register, notices, and the present screen."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.viewmodels.session.actions import palette_entries
from app.viewmodels.session.session import Reply
from app.viewmodels.window.frame_model import frame_says, saving_says
from app.viewmodels.window.window_actions import FINDING, LOOKS, REGISTER, SHEET
from app.viewmodels.window.window_model import CASE, REQUESTS, RULEBOOK, WindowModel
from app.views.kit.button import Button
from app.views.kit.captions import N_, follow, say
from app.views.kit.heard import account_for_widgets
from app.views.kit.held_keys import HeldKeys
from app.views.kit.keyboard import (
    KeptEntries,
    bring_into_sight,
    focus_first,
    go_to_neighbour,
    go_to_pane,
)
from app.views.kit.layouts import column, held, row, wide
from app.views.kit.live_band import LiveBand
from app.views.kit.note_block import NoteBlock
from app.views.kit.print_hint import hint_by
from app.views.kit.qt_words import speak_qt
from app.views.kit.screen_view import ScreenView
from app.views.kit.shortcuts import add_shortcuts
from app.views.kit.theme import Looks, dress, load_resources
from app.views.kit.training_band import TrainingBand
from app.views.window import screens
from app.views.window.menus import looks_menu, people_menu
from app.views.window.rail_view import RailView
from app.views.window.screen_stack import ScreenStack
from app.views.window.who_bar import WhoBar

if TYPE_CHECKING:
    from app.viewmodels.window.register_model import Carried
    from app.views.case.case_view import CaseView
    from app.views.rulebook.rulebook_view import RulebookView

#: How large the window is at its first start; on a screen that is smaller it leaves room for its title.
_WIDTH, _HEIGHT, _TITLE_BAR = 1280, 720, 40

_ACTIONS = (*screens.AREA_ACTIONS, *FINDING, *REGISTER, *SHEET, *LOOKS)

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
        #: The copy of the day was made, or put off.
        self._is_copied = False
        self._application = application = cast("QApplication", QApplication.instance())
        load_resources(looks)
        dress(application, looks, model.looks.theme, model.looks.scale)
        follow(model.session.language)
        hint_by(model.session.lacking_in_print)
        HeldKeys(application, self)
        account_for_widgets()
        self.rail = RailView(model, [area.rail for area in screens.AREAS], screens.FOOT)
        self.who = WhoBar(model.person_wanted.emit, model.propose_day)
        self.band = TrainingBand(N_("not an official record"))
        #: That of a live register, in the place of the other.
        self.live_band = LiveBand()
        self._read_only = NoteBlock(token="caution")
        self.way_out = Button(act=self._take_way_out)
        #: The register that is to be opened in the place of this one, with what could not be saved in it.
        self.next_register: tuple[str, Carried] | None = None
        self.requests = screens.requests_screen(model)
        self._screens = ScreenStack(model, self.requests)
        #: What is being typed, while everything is said or made anew.
        self._kept: KeptEntries | None = None
        self._beside_note = held(row(self.way_out, margins=(12, 0, 24, 0)))
        told = row(wide(self._read_only), self._beside_note, spacing=0)
        self._frame = held(row(self.who, wide(self.band), wide(self.live_band), spacing=0))
        beside = column(self._frame, told, wide(self._screens), spacing=0)
        self._ground = held(row(self.rail, wide(beside), spacing=0))
        self._ground.setObjectName("ground")
        self.setCentralWidget(self._ground)
        self._take_place()
        self._screens.case_changed.connect(self._say_title)
        self._connect()
        add_shortcuts(self, _ACTIONS, model, lambda action: action.do(model))
        self.speak()

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
        model.register_told.connect(
            lambda: QTimer.singleShot(_AFTER_THE_FIRST_PAINT, self, self._speak_qt),
            Qt.ConnectionType.SingleShotConnection,
        )
        model.session.language.changed.connect(self._speak_qt)
        model.form_wanted.connect(lambda form: screens.ask(self, form))
        model.search_wanted.connect(lambda: self.shown.focus_search())
        model.pane_wanted.connect(lambda forward: go_to_pane((self.rail, *self.shown.panes()), forward=forward))
        model.palette_wanted.connect(self._open_palette)
        model.looks_wanted.connect(self._open_looks)
        model.person_wanted.connect(self._open_people)
        model.help_wanted.connect(lambda: screens.show_help(self, model))
        model.about_wanted.connect(lambda: screens.show_about(self, model))
        model.register_wanted.connect(lambda: screens.show_registers(self, model))
        model.copy_wanted.connect(lambda: screens.choose_copy(self, model))
        model.copies_wanted.connect(lambda: screens.show_copies(self, model))
        model.ledger_wanted.connect(lambda: screens.show_ledger(self, model))
        model.people_wanted.connect(lambda: screens.show_people(self, model))
        model.live_wanted.connect(lambda: screens.choose_live(self, model))
        model.lacking_wanted.connect(lambda: screens.show_lacking(self, model))
        model.paper_wanted.connect(lambda paper, then: screens.show_paper(self, paper, then))
        model.exchange_wanted.connect(self._exchange)
        model.screen_changed.connect(self._show_screen)
        model.looks.changed.connect(self._dress)
        model.register_told.connect(self.speak)
        model.session.language.changed.connect(self.speak)
        model.session.language.changing.connect(self._keep_entries)
        model.session.language.spoken.connect(self._give_entries_back)
        model.session.language.changed.connect(lambda: QTimer.singleShot(0, self, self._keep_keyboard))
        model.session.person_changed.connect(self.speak)
        model.session.saving_changed.connect(self._say_saving)
        model.session.saving_changed.connect(self._go_on_leaving)
        model.session.trouble.connect(lambda says: screens.tell_trouble(self, says))
        self._application.focusChanged.connect(self._follow_keyboard)

    def speak(self) -> None:
        """Shows everything around the screens in the present language."""
        says = frame_says(self.model)
        self.setWindowTitle(says.title)
        self.rail.say(screens.AREA_OF[self.model.screen.name].rail.id, self.model.session.language.language.value)
        self.band.setVisible(self.model.is_training)
        self.live_band.setVisible(not self.model.is_training)
        self.live_band.office = says.office
        self.who.say(says, is_training=self.model.is_training)
        self._read_only.say("", says.notice)
        self._beside_note.setVisible(bool(says.way_out))
        say(self.way_out, text=says.way_out)
        self.requests.speak()
        self._say_saving()

    def _speak_qt(self) -> None:
        """Qt's own dialogs speak the same language: only once one may be opened."""
        speak_qt(self._application, self.model.session.language.language.value)

    def _say_saving(self) -> None:
        self.band.say(saving_says(self.model.session), self.model.file_name)
        self.live_band.say(saving_says(self.model.session), self.model.file_name)

    # -- screens

    @property
    def shown(self) -> ScreenView:
        """The screen that is shown."""
        return self._screens.shown

    @property
    def case(self) -> "CaseView | None":
        """The case that is shown."""
        return cast("CaseView | None", self._screens.made(CASE) if self.model.screen.name == CASE else None)

    @property
    def rulebook(self) -> "RulebookView | None":
        """The Rulebook, once it was shown."""
        return cast("RulebookView | None", self._screens.made(RULEBOOK))

    def _show_screen(self) -> None:
        case = cast("CaseView | None", self._screens.made(CASE))
        if case is not None:
            self.requests.come_back_to(case.model.case.id)
        self._screens.leave()
        self.speak()
        self._screens.show_present()

    def _say_title(self) -> None:
        self.setWindowTitle(frame_says(self.model).title)

    # -- looks

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the window as it is read."""
        return go_to_neighbour(self._ground, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that nothing took is for the screen, wherever the keyboard is."""
        if not self.shown.take_key(event):
            super().keyPressEvent(event)

    def _follow_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the keyboard can be seen. A click chooses only what is seen already."""
        if now is not None and self.isAncestorOf(now) and not self._application.mouseButtons().value:
            bring_into_sight(now)

    def _keep_keyboard(self) -> None:
        """What had the keyboard may have been made anew by some part: then it begins on the screen."""
        focused: QWidget | None = self.focusWidget()
        if self.isVisible() and (focused is None or not focused.isVisible()):
            if focused is not None:
                focused.clearFocus()
            focus_first(self._screens, self._ground)

    def _keep_entries(self) -> None:
        self._kept = KeptEntries(self._ground)

    def _give_entries_back(self) -> None:
        if self._kept is not None:
            self._kept.give_back(partial(focus_first, self._screens, self._ground))
            self._kept = None

    def _dress(self) -> None:
        self._keep_entries()
        self._dress_screens()
        self._give_entries_back()
        # Its place is known only when the layouts have come to rest.
        QTimer.singleShot(0, self, lambda: self._follow_keyboard(None, self._application.focusWidget()))

    def _dress_screens(self) -> None:
        dress(self._application, self._looks, self.model.looks.theme, self.model.looks.scale)
        # Distances that were set once are set anew with the size of the text.
        self.rail.updateGeometry()
        self.rail.fit(self.size())
        self._screens.drop_all_but_requests()
        if self.model.screen.name != REQUESTS:
            self._show_screen()

    def _open_looks(self) -> None:
        menu = looks_menu(self, self.model)
        corner = QPoint(self.rail.width(), self.rail.height() - menu.sizeHint().height())
        menu.popup(self.rail.mapToGlobal(corner))

    def _open_people(self) -> None:
        if self.model.may_change_person:
            people_menu(self, self.model).popup(self.who.mapToGlobal(QPoint(0, self.who.height())))

    # -- dialogs

    def _open_palette(self) -> None:
        model = self.model
        entries = (*self.shown.entries(), *palette_entries(_ACTIONS, model, model.session.words))
        screens.open_palette(self, model, entries, self.case.request.go_to_fact if self.case is not None else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail leaves the screens their room."""
        self.rail.fit(event.size())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back to the window sees how its register stands."""
        super().changeEvent(event)
        register = self.model.register
        if register is not None and event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            register.come_back()

    def _take_place(self) -> None:
        """As large as when it was last closed, and at the same place; on a smaller screen within that."""
        if self.restoreGeometry(QByteArray.fromBase64(self.model.looks.kept_place.encode())):
            return
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height() - _TITLE_BAR))

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
        if not self._may_lose and screens.ask_to_leave(
            self, self.model, self._lose_and_close, self._stay, self.next_register
        ):
            event.ignore()
            return
        # Begun before the copy, which is to have it, too.
        self.model.sign_ledger()
        # The system that is being shut down does not wait for a copy; it is made the next time.
        may_wait = not self._is_copied and not self._application.isSavingSession()
        if may_wait and screens.copy_before_closing(self, self.model, self._close_copied):
            event.ignore()
            return
        self.model.looks.keep_place(bytes(self.saveGeometry().toBase64().data()).decode())
        self.model.close()
        super().closeEvent(event)

    def _take_way_out(self) -> None:
        if self.model.register is not None and self.model.register.way_out is not None:
            self.model.register.way_out[1]()

    def _exchange(self, path: str, carried: "Carried") -> None:
        """Closes the window for another register to be opened; what is carried there is not lost with it."""
        self.next_register = path, carried
        self.close()

    def _stay(self) -> None:
        self.next_register = None
        if self.model.register is not None:
            self.model.register.copies.forget()

    def _close_copied(self) -> None:
        self._is_copied = True
        self.close()

    def _go_on_leaving(self) -> None:
        if self._is_leaving and not self.model.session.under_way:
            self._is_leaving = False
            # Only after what has just come home was heard by who waited for it.
            QTimer.singleShot(0, self, self.close)

    def _lose_and_close(self, reply: Reply) -> None:
        self._may_lose = True
        reply.taken.emit(None)
        self.close()
