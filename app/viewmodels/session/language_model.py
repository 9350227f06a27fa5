"""The language the window speaks, switched while it runs."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from app.domain.law.texts import Text
from app.wording.language import Language, Words


class LanguageModel(QObject):
    """Holds the words of the present language; every screen listens for a change."""

    #: Another language is about to be spoken.
    changing = Signal()
    changed = Signal()
    #: Whoever listens for the change has said everything anew.
    spoken = Signal()

    def __init__(self, words_of: Callable[[Language], Words], language: Language) -> None:
        super().__init__()
        self._words_of = words_of
        self._people: Mapping[str, Text] = {}
        self.words = words_of(language)

    @property
    def language(self) -> Language:
        """The present language."""
        return self.words.language

    def name_people(self, people: Mapping[str, Text]) -> None:
        """Lets the words call the people of the register by their names; by account."""
        self._people = self.words.people = people

    def switch(self, language: Language) -> None:
        """Speaks another language from now on."""
        if language is not self.language:
            self.changing.emit()
            self.words = self._words_of(language)
            self.words.people = self._people
            self.changed.emit()
            self.spoken.emit()
