"""A text that exists in Japanese and in English."""

from typing import NamedTuple


class Text(NamedTuple):
    """The same content in both languages; neither is a translation of lesser rank."""

    ja: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language` ("ja" or "en")."""
        return self.ja if language == "ja" else self.en

    def __str__(self) -> str:
        return self.en
