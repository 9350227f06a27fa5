"""A document that may leave the program: its text, and what can be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.documents.document import text_of
from app.documents.drawn_characters import lacking_says
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.documents.document import Document
    from app.viewmodels.session.session import Session


class Done(NamedTuple):
    """What came of an act, to be shown beside it."""

    says: str
    is_refused: bool = False


class AsFile(NamedTuple):
    """What else a paper can be saved as: the name that is proposed, its kind in the dialog of files, what is in it."""

    name: str
    kind: str
    content: Callable[[], bytes]


class Paper:
    """A document, to be read, copied, saved and printed."""

    def __init__(
        self,
        session: Session,
        document: Document,
        explanation: str,
        *,
        may_be_copied: bool = True,
        as_file: AsFile | None = None,
    ) -> None:
        """What opens a register may not be copied: other programs read the clipboard."""
        self._session = session
        self._document = document
        self._outlet = session.outlet()
        self.title = document.title
        self.explanation = explanation
        self.may_be_copied = may_be_copied
        self.as_file = as_file
        self.text = text_of(document)
        self.file_name = f"{document.file_name}.pdf"
        #: What the dialog of files shows beside folders.
        self.file_kind = "PDF (*.pdf)"

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the paper can't show as it was entered: the characters that the bundled fonts lack."""
        return lacking_says(self._session.words, self._outlet.press.lacking(self._document))

    def copied(self) -> Done:
        """The text was copied."""
        return Done(self._session.words._("The text is on the clipboard."))

    def save(self, path: str) -> Done:
        """Saves the paper as a PDF; whoever chose the place was asked about a file that is there."""
        return self._saved(path, lambda: self._outlet.press.pdf(self._document))

    def save_as_file(self, path: str) -> Done:
        """Saves what else it can be saved as; as `save`."""
        if self.as_file is None:
            raise LookupError("a paper that is saved as a PDF only")
        return self._saved(path, self.as_file.content)

    def _saved(self, path: str, content: Callable[[], bytes]) -> Done:
        words = self._session.words
        try:
            made = content()
            with self._outlet.new_file(Path(path), may_replace=True) as file:
                file.write(made)
        except Mendable as mistake:
            return Done(words.error(mistake), is_refused=True)
        return Done(words._("Saved as {path}.", path=path))

    def pages(self, dots_per_inch: float) -> list[bytes]:
        """The pages as pictures, for a printer."""
        return self._outlet.press.pages(self._document, dots_per_inch)

    def printed_to_file(self, pages: int, path: str) -> Done:
        """The pages were drawn into a file, by a printer that is none."""
        words = self._session.words
        return Done(
            words.ngettext(
                "{n} page was written to {path} as a picture, without text to search. “Save as PDF” keeps the text.",
                "{n} pages were written to {path} as pictures, without text to search. “Save as PDF” keeps the text.",
                pages,
                path=path,
            )
        )

    def printed(self, pages: int, printer: str) -> Done:
        """The pages were handed to a printer."""
        words = self._session.words
        if not pages:
            return Done(
                words._(
                    "{printer} took nothing: no page was printed. Choose another printer, or save as PDF.",
                    printer=printer,
                ),
                is_refused=True,
            )
        return Done(
            words.ngettext("{n} page went to {printer}.", "{n} pages went to {printer}.", pages, printer=printer)
        )
