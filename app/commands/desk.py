"""What every command is given: the rulebook, the words, and where to write."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TextIO

from app.wording.language import Language, Words

if TYPE_CHECKING:
    from app.services.ports import RulebookShelf


class Desk(NamedTuple):
    """The shelf and the words are made when they are first needed, so that a call that needs neither is quick."""

    shelf: "Callable[[], RulebookShelf]"
    words: Callable[[Language], Words]
    default_language: Language
    out: TextIO
    err: TextIO

    def words_for(self, chosen: str | None) -> Words:
        """The words of the language named on the command line, or of the user's locale."""
        return self.words(Language(chosen) if chosen else self.default_language)
