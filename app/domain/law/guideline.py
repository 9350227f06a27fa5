"""The published text behind an edition, sentence by sentence, with the rule that puts each into effect."""

from enum import Enum
from typing import NamedTuple


class Mark(str, Enum):
    """What became of a sentence."""

    CODED = "coded"  # by the entries that it names
    DEFINITION = "definition"
    HUMAN_JUDGEMENT = "human_judgement"  # only an official can apply it, and has to give reasons
    CONTEXT = "context"
    OUT_OF_SCOPE = "out_of_scope"


class Sentence(NamedTuple):
    """A sentence of the source text; `en` is None where there is none in English.

    `own_words` says that it is not the official wording. `coded_by` names the rules, grounds and steps that apply it.
    """

    id: str
    ja: str
    en: str | None
    source: str
    own_words: bool
    mark: Mark
    coded_by: tuple[str, ...] = ()
    paragraph: str | None = None

    def in_language(self, language: str) -> str:
        """The sentence in `language` ("ja" or "en"); in Japanese where there is no English."""
        return self.en if language == "en" and self.en is not None else self.ja
