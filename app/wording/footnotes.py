"""Sources as footnotes: a row names its sources by numbers, and each source is told once, at the end."""

from collections.abc import Iterable

from app.wording.language import Language, Words


class Footnotes:
    """Numbers sources in the order in which they are first referred to."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._numbers: dict[str, int] = {}

    def refer(self, sources: Iterable[str]) -> str:
        """The sources of a row by their numbers; empty where it has none."""
        numbers = [self._numbers.setdefault(source, len(self._numbers) + 1) for source in sources]
        if not numbers:
            return ""
        separator = "・" if self._words.language is Language.JA else ", "
        named = separator.join(str(number) for number in sorted(numbers))
        return self._words.ngettext("source {numbers}", "sources {numbers}", len(numbers), numbers=named)

    def listed(self) -> tuple[str, ...]:
        """Every source that was referred to, with its number."""
        return tuple(f"{number}  {source}" for source, number in self._numbers.items())
