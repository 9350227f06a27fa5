"""The words of official letters: every date in them is written in the one form that such letters have."""

from datetime import date

from app.domain.days import in_era, with_eras
from app.domain.law.texts import Text
from app.wording.language import Language, Words
from app.wording.phrases import Phrases


class _LetterWords(Words):
    """Days with their era in Japanese, in what the program writes and in what the rules and tables say."""

    def __init__(self, words: Words) -> None:
        self.language = words.language
        self.catalogue = words.catalogue
        self.people = words.people

    def text(self, text: Text) -> str:
        """Override: the dates in it have their era, too."""
        written = super().text(text)
        return with_eras(written) if self.language is Language.JA else written

    def date(self, day: date) -> str:
        """Override: 令和8年4月21日; April 21, 2026."""
        if self.language is Language.JA:
            return in_era(day) or super().date(day)
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def words_of_letters(words: Words) -> Words:
    """The same words as they are written in an official letter."""
    return _LetterWords(words)


def addressed(words: Words, name: str) -> str:
    """An office as a letter is addressed to it: who holds it in person, or all of it."""
    if words.language is not Language.JA:
        return words._("To: {name}", name=name)
    return f"{name}　殿" if name.endswith(_PERSONS) else f"{name}　御中"


def phrases_of_letters(phrases: Phrases) -> Phrases:
    """The same phrases as they are written in an official letter. What people have typed stays as they typed it."""
    return Phrases(_LetterWords(phrases.words), phrases.edition, phrases.reference)


#: How the offices end that one person holds.
_PERSONS = ("大臣", "長官")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
