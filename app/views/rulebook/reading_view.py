"""Reading an edition: the list of its parts at the left, the entries of one part, or what was found, at the right."""

from PySide6.QtCore import QPoint, QSignalBlocker, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.rulebook.certificate_model import CertificateSays, certificate_says
from app.viewmodels.rulebook.contents_model import CERTIFICATE
from app.viewmodels.rulebook.entry_model import EntrySays
from app.viewmodels.rulebook.reading_model import ReadingModel, reading_says, sections_says
from app.viewmodels.rulebook.reference_model import TABLES, table_says
from app.views.kit.captions import N_, say
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.keyboard import focus_first
from app.views.kit.layouts import ROOM, add, column, row, wide
from app.views.kit.line_edit import LineEdit
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled
from app.views.rulebook.edition_certificate import EditionCertificate
from app.views.rulebook.entry_block import EntryBlock
from app.views.rulebook.parts_list import PartsList
from app.views.rulebook.rows_table import RowsTable
from app.views.rulebook.sentence_block import SentenceBlock

_LEFT = 312
_PAUSE_MILLISECONDS = 150
_SETTLED_MILLISECONDS = 400


_SEARCH = N_("Search in either language")


class ReadingView(QWidget):
    """Contents, search, entries."""

    def __init__(self, model: ReadingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.editions = ChoiceBox()
        self.search = LineEdit(model.typed)
        self.search.setClearButtonEnabled(True)
        self.editions.name_itself(N_("Edition"))
        say(self.search, placeholderText=_SEARCH, accessibleName=_SEARCH)
        self.contents = PartsList()
        self.blocks: dict[str, EntryBlock | SentenceBlock] = {}
        #: The entry to bring into sight; kept until its place is settled, which takes a few rounds of the layout.
        self._wanted = ""
        self.certificate: EditionCertificate | None = None
        self._title = Prose(size=20, bold=True, heading=True)
        self._explanation = Prose(token="muted")
        self._nothing = Prose(token="muted")
        self._body = column(spacing=6)
        self.page = ScrollColumn(self._body, ROOM, margins=(28, 18, 24, 24), spacing=6)
        self.table = RowsTable()
        self._shown: tuple[object, ...] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_MILLISECONDS)
        self._left = Card(self.editions, self.search, wide(self.contents), spacing=8, margins=(12, 12, 12, 8))
        told = (self._title, self._explanation, self._nothing, 4, RuleLine())
        head = column(*told, spacing=2, margins=(28, 16, 24, 0))
        table = column(self.table, margins=(20, 6, 8, 10))
        row(self._left, wide(Card(head, wide(self.page), wide(table))), spacing=12, of=self)
        self._connect()

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.say)
        model.decided_read.connect(self._show_decided)
        self.contents.part_wanted.connect(model.choose_part)
        self.editions.currentIndexChanged.connect(lambda: model.choose_edition(str(self.editions.code())))
        self.search.textChanged.connect(lambda: self._pause.start())
        self.search.returnPressed.connect(lambda: self.search_now())
        # Heights follow from widths, so the place of an entry moves until the layout has come to rest.
        self.page.verticalScrollBar().rangeChanged.connect(lambda: self._bring_wanted())
        self._settle.timeout.connect(lambda: self._forget_wanted())
        self._pause.timeout.connect(lambda: self.search_now())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the contents leave the entries more than half."""
        self._left.setFixedWidth(min(scaled(_LEFT), round(self.width() * 0.38)))
        super().resizeEvent(event)

    def search_now(self) -> None:
        """Searches for what has been typed."""
        self._pause.stop()
        if self.search.text().strip() != self.model.typed.strip():
            self.model.search(self.search.text())

    def focus_search(self) -> None:
        """Puts the keyboard on the search."""
        self.search.setFocus()
        self.search.selectAll()

    def say(self) -> None:
        """Shows everything in the present language."""
        model = self.model
        if model.rulebook.entry:
            wanted, model.rulebook.entry = model.rulebook.entry, ""
            model.find(wanted)
        else:
            wanted = ""
        says = reading_says(model)
        self.editions.offer(says.editions, says.edition_id)
        if not model.typed and not self._pause.isActive() and self.search.text():
            with QSignalBlocker(self.search):
                self.search.clear()
        self.contents.say(says.parts)
        self._title.say(says.title)
        self.page.setAccessibleName(says.title)
        self._explanation.say(says.explanation)
        self._nothing.say(says.nothing)
        was_read = self.page.isAncestorOf(self.window().focusWidget())
        self._say_body()
        if wanted:
            self.bring(wanted)
        if wanted in self.blocks and was_read:
            # The reader followed a link, and goes on reading there.
            focus_first(self.blocks[wanted], self.page)

    def _say_body(self) -> None:
        model = self.model
        is_table = model.part in TABLES and not model.typed
        self.table.setVisible(is_table)
        self.page.setVisible(not is_table)
        if is_table:
            table = table_says(model.session, model.part)
            self._explanation.say(table.explanation)
            self.table.say(table, self._title.text())
            self._shown = None
            return
        language = model.session.words.language
        is_certificate = model.part == CERTIFICATE and not model.typed
        certificate = certificate_says(model) if is_certificate else None
        entries = (model.edition.sha256, model.session.shelf.reference().sha256, language, model.part, model.typed)
        shown = (*entries, certificate)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._body)
        self.blocks, self.certificate, self._wanted = {}, None, ""
        if is_certificate:
            self._fill_certificate(certificate)
        else:
            self._fill()
        self.page.to_top()

    def _fill(self) -> None:
        for section in sections_says(self.model):
            if section.heading:
                add(self._body, Prose(section.heading, bold=True, token="accent"))
            add(self._body, *map(self._block, section.entries))

    def _block(self, entry: EntrySays) -> EntryBlock | SentenceBlock:
        block = self.blocks[entry.id] = SentenceBlock(entry) if entry.is_sentence else EntryBlock(entry)
        block.entry_wanted.connect(self.model.go_to)
        if isinstance(block, EntryBlock):
            block.decided_wanted.connect(self.model.read_decided)
            block.line_wanted.connect(self.model.open_line)
        return block

    def _fill_certificate(self, says: CertificateSays | None) -> None:
        if says is None:
            add(self._body, Prose(N_("Being checked…"), token="muted"))
            return
        self.certificate = EditionCertificate(says)
        self.certificate.look_wanted.connect(self.model.rulebook.look_wanted)
        add(self._body, self.certificate)

    def _show_decided(self, entry_id: str, lines: object) -> None:
        block = self.blocks.get(entry_id)
        if isinstance(block, EntryBlock) and isinstance(lines, tuple):
            block.show_decided(lines)

    def bring(self, entry_id: str) -> None:
        """Brings an entry into sight and marks it."""
        for block in self.blocks.values():
            block.is_marked = block.id == entry_id
            block.update()
        self._wanted = entry_id if entry_id in self.blocks else ""
        self._bring_wanted()

    def _bring_wanted(self) -> None:
        if self._wanted:
            self._settle.start()
            top = self.blocks[self._wanted].mapTo(self.page.inside, QPoint(0, 0)).y()
            self.page.verticalScrollBar().setValue(max(0, top - scaled(8)))

    def _forget_wanted(self) -> None:
        if self.page.isVisible() or not self._wanted:
            self._wanted = ""
        else:
            # It takes a while until the page is shown, and only then it has its places.
            self._settle.start()
