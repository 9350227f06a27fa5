"""The words of the law in both languages, as the Government's documents have them."""

from pathlib import Path
from typing import Any, NamedTuple

from app.domain.law.texts import Text


class Term(NamedTuple):
    """A word of the law; `used` says where, if the documents differ; what is `wrong` stands in no text."""

    id: str
    name: Text
    used: Text
    source: Text
    wrong_ja: tuple[str, ...] = ()
    wrong_en: tuple[str, ...] = ()


def read_terms(file: Path) -> tuple[Term, ...]:
    """The table of terms, in its order."""
    import tomllib  # of use only to whoever reads the Rulebook

    written: dict[str, dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["term"]
    return tuple(
        Term(
            name,
            Text(term["ja"], term["en"]),
            Text(**term.get("used", {"ja": "", "en": ""})),
            Text(**term["source"]),
            tuple(term.get("wrong", {}).get("ja", ())),
            tuple(term.get("wrong", {}).get("en", ())),
        )
        for name, term in written.items()
    )
