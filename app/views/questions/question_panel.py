"""One question at a time: why it is asked, the possible answers, the evidence, and where the question comes from."""

from functools import partial

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.evidence_model import evidence_form, unlinking_form
from app.viewmodels.questions.opening_model import open_document
from app.viewmodels.questions.particulars_model import enter_in_line
from app.viewmodels.questions.question_model import QuestionSays
from app.viewmodels.session.form import Field
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.card import ScrollColumn, clear
from app.views.kit.choice_card import ChoiceCard
from app.views.kit.heard import Heard
from app.views.kit.keyboard import bring_into_sight, focus_first, give_keyboard
from app.views.kit.layouts import add, at, column, held, row, turn, wide
from app.views.kit.note_block import NoteBlock
from app.views.kit.picker_list import PickerList
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled
from app.views.kit.typesetting import width_of
from app.views.questions.beside_field import BesideField
from app.views.questions.evidence_row import EvidenceRow

#: What stands for "not yet known" among the values of the cards.
NOT_YET_KNOWN = ""
_NOT_YET_KNOWN_KEY = "0"
#: Shorter nobody reads a question and answers it, in milliseconds.
_MOMENT = 400
_HOW_TO_CHOOSE = N_(
    "The space bar chooses the answer under the keyboard, a number the one beside it; then Enter goes on."
)


def _answered(says: QuestionSays) -> tuple[object, ...]:
    return says.fact, says.value, says.is_answered


class QuestionPanel(QWidget):
    """A question with its editor. It keeps its widgets as long as the question stays the same."""

    answered = Signal(str, object)
    history_wanted = Signal(str)

    def __init__(self, model: CaseModel) -> None:
        super().__init__()
        self._fact = ""
        #: Since when these answers have stood under the pointer.
        self._came = QElapsedTimer()
        self._says: QuestionSays | None = None
        self._place = Prose(size=12, token="muted")
        self._passed_over = Prose(size=12, token="muted")
        self._question = Prose(size=21, bold=True, heading=True)
        self._matters = Prose(size=12, token="caution")
        self._why = NoteBlock()
        self._help = Prose(size=13, token="muted")
        self._how_to_choose = Prose(_HOW_TO_CHOOSE, size=12, token="caution", margins=(0, 0, 0, 8))
        self._how_to_choose.hide()
        self._editor = column(spacing=7)
        self._answers = Heard()
        self._answers.setLayout(self._editor)
        self._cards: list[ChoiceCard] = []
        self._group: QButtonGroup | None = None
        self._picker: PickerList | None = None
        self.item = BesideField(partial(enter_in_line, model), model.session.unsaved.note_typing)
        self._evidence = EvidenceRow()
        self.history_button = Button(
            N_("History"), rank=Rank.QUIET, sign="history", size=12, act=lambda: self.history_wanted.emit(self._fact)
        )
        self._confidence = Badge()
        self._points = Prose(size=12, token="muted")
        self._sources = Prose(size=12, token="muted")
        #: What is read before one answers; where a list has no room below it, it stands below the list.
        self._about = held(column(self._why, 10, self._help, 10, spacing=0))
        top_left = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._above = row(wide(self._place), at(top_left, self._confidence), spacing=12)
        self._scroll = ScrollColumn(
            self._above,
            self._passed_over,
            4,
            self._question,
            self._matters,
            12,
            self._about,
            self.item,
            self._how_to_choose,
            wide(self._answers),
            14,
            self._evidence,
            at(Qt.AlignmentFlag.AlignLeft, self.history_button),
            12,
            self._points,
            self._sources,
            margins=(26, 4, 22, 12),
            spacing=0,
        )
        column(self._scroll, of=self)
        self._evidence.link_wanted.connect(lambda: model.ask(evidence_form(model, self._fact, None)))
        self._evidence.removal_wanted.connect(lambda evidence: model.ask(unlinking_form(model, evidence)))
        self._evidence.opening_wanted.connect(lambda document: open_document(model, document))

    def say(self, says: QuestionSays, beside: Field | None = None) -> None:
        """Shows the question; the editor is made anew only for another question or other words.

        `beside` is the particular that stands beside it.
        """
        self.item.say(beside, may_change=says.may_change)
        self._place.say(says.place)
        self._passed_over.say(says.passed_over)
        self._question.say(says.question)
        self._matters.say(says.matters)
        self._why.say(N_("Why this is asked"), says.why)
        self._help.say(says.help)
        self._answers.setAccessibleName(says.question)
        self._answers.setAccessibleDescription(says.help)
        if self._says is None or self._editor_key(says) != self._editor_key(self._says):
            self._make_editor(says)
        if says.fact != self._fact:
            self._came.start()
        if self._says is None or _answered(says) != _answered(self._says):
            self._how_to_choose.hide()
        self._fact = says.fact
        self._says = says
        self._show_value(says)
        self._evidence.say(says.evidence_state, says.evidence, may_link=says.may_link)
        self._evidence.setVisible(says.is_answered and says.value is not None)
        self.history_button.setAccessibleName(says.history)
        self.history_button.setVisible(says.has_history)
        self._confidence.say(says.confidence, says.confidence_token, says.confidence_says)
        self._fit()
        self._points.say("\n".join(says.points))
        self._sources.say(says.sources)

    @staticmethod
    def _editor_key(says: QuestionSays) -> tuple[object, ...]:
        return says.fact, says.kind, says.choices, says.picks, says.not_known

    def _make_editor(self, says: QuestionSays) -> None:
        had_keyboard = any(card.hasFocus() for card in self._cards) or (
            self._picker is not None and self._picker.search.hasFocus()
        )
        if had_keyboard:
            # Else Qt would hand it to a button by the way, and a reader of the screen would read that first.
            self._answers.setFocus()
        clear(self._editor)
        self._cards, self._picker = [], None
        self._scroll.verticalScrollBar().setValue(0)
        if says.kind == "list":
            picker = PickerList(fills=True)
            picker.say(says.question)
            picker.model.fill(says.picks)
            picker.list.viewport().installEventFilter(self)
            picker.picked.connect(lambda value: self.answered.emit(self._fact, value))
            add(self._editor, picker)
            self._picker = picker
        if self._group is not None:
            self._group.deleteLater()
        group = QButtonGroup(self)
        for number, choice in enumerate(says.choices, 1):
            self._add_card(group, choice.value, choice.label, choice.note, str(number) if number < 10 else "")
        if says.not_known is not None:
            # In a list the digits search.
            digit = "" if self._picker is not None else _NOT_YET_KNOWN_KEY
            self._add_card(group, NOT_YET_KNOWN, says.not_known.label, says.not_known.note, digit)
        self._group = group
        self._editor.addStretch(1)
        if had_keyboard:
            self.focus_editor()

    def _add_card(self, group: QButtonGroup, value: str, label: str, note: str, digit: str) -> None:
        card = ChoiceCard(value, label, note, digit=digit, act=lambda: self.answered.emit(self._fact, value or None))
        card.pointed.connect(self._how_to_choose.show)
        card.installEventFilter(self)
        group.addButton(card)
        self._cards.append(card)
        self._editor.addWidget(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The chip stands beside the place where both have room in one line, else below it."""
        margins = self._scroll.column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._scroll.verticalScrollBar().sizeHint().width()
        needed = width_of(self._says.place if self._says else "", 12) + scaled(12) + self._confidence.sizeHint().width()
        turn(self._above, is_row=needed <= room)
        self._above.setSpacing(scaled(12 if needed <= room else 2))
        self._place_about(room)

    def _place_about(self, room: int) -> None:
        is_below = False
        if self._picker is not None:
            told = [part for part in (self._question, self._matters, self._about, self.item) if not part.isHidden()]
            needed = sum(part.heightForWidth(room) for part in told) + self._picker.search.sizeHint().height()
            is_below = needed + scaled(36) > self._scroll.viewport().height()
        parts = self._scroll.column
        at_answers = parts.indexOf(self._answers)
        if is_below != (parts.indexOf(self._about) > at_answers):
            parts.removeWidget(self._about)
            before = parts.indexOf(self.item) if not is_below else parts.indexOf(self._answers) + 1
            parts.insertWidget(before, self._about)

    def showEvent(self, event: QShowEvent) -> None:
        """Its answers come under the pointer."""
        self._came.start()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press that was meant for what stood here a moment ago chooses no answer."""
        is_press = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        return (is_press and self._came.elapsed() < _MOMENT) or super().eventFilter(watched, event)

    def _show_value(self, says: QuestionSays) -> None:
        wanted = None if not says.is_answered else says.value or NOT_YET_KNOWN
        for card in self._cards:
            card.setEnabled(says.may_change)
            if card.isChecked() != (card.value == wanted):
                self._uncheck_all() if wanted is None else card.setChecked(card.value == wanted)
        if self._picker is not None:
            self._picker.setEnabled(says.may_change)
            self._picker.show_chosen(says.value)
            if wanted not in (None, NOT_YET_KNOWN):
                self._uncheck_all()

    def _uncheck_all(self) -> None:
        if self._group is None:
            return
        # An exclusive group refuses to have nothing chosen.
        self._group.setExclusive(False)
        for card in self._cards:
            card.setChecked(False)
        self._group.setExclusive(True)

    def untaken(self) -> str:
        """What is typed in the list and chose nothing, in a sentence that is said there too; empty where nothing is."""
        return self._picker.untaken() if self._picker is not None and self._picker.isEnabled() else ""

    def is_beside_unanswered(self) -> bool:
        """Whether the keyboard is in the field beside a question that has no answer yet."""
        is_beside = self.isVisible() and self.item.isAncestorOf(self.focusWidget())
        return is_beside and self._says is not None and self._says.may_change and not self._says.is_answered

    def focus_editor(self) -> None:
        """Puts the keyboard where the answer is given, and brings that into sight."""
        # Where it stands is known when it is laid out.
        QTimer.singleShot(0, self, self._bring_into_sight)
        if self._picker is not None and self._picker.isEnabled():
            give_keyboard(self._picker.search)
            return
        usable = [card for card in self._cards if card.isEnabled()]
        chosen = [card for card in usable if card.isChecked()]
        if usable:
            give_keyboard((chosen or usable)[0])
        else:
            focus_first(self)

    def _bring_into_sight(self) -> None:
        focused = self.focusWidget()
        if self._answers.isAncestorOf(focused):
            bring_into_sight(focused)
            # Of the answers it is enough to see that there are some: what is asked stands before them, and whole.
            bar, top = self._scroll.verticalScrollBar(), self._question.y()
            if self._picker is not None:
                search = self._picker.search
                below = search.mapTo(self._scroll.inside, search.rect().bottomLeft()).y() + scaled(12)
                # Where not even both have room, the end of what is asked stays.
                top = min(
                    max(top, below - self._scroll.viewport().height()), self._question.geometry().bottom() - scaled(54)
                )
            bar.setValue(top if bar.value() else 0)

    def take_digit(self, event: QKeyEvent) -> bool:
        """A digit chooses the answer with that number, where the question is shown; 0 is "not yet known".

        Not by what a held key repeats: by then another question may be shown. False where the key is no such digit.
        """
        if not self.isVisible() or event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        card = next((card for card in self._cards if card.digit and card.digit == event.text()), None)
        if card is None or not card.isEnabled():
            return False
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        card.click()
        return True
