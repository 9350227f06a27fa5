"""What is laid beside editions that do not hold it themselves: data that came later, and is no part of their hash."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.domain.errors import Flaw, RefusedData
from app.domain.law.origin import Origin
from app.domain.law.rulebook import Judgement
from app.storage.editions.edition_schema import well_formed
from app.storage.editions.parsing import text_of
from app.storage.editions.toml_lines import line_of

_FILE, _KIND = "judgements.toml", "judgement"


def judgements_beside(folder: Path) -> tuple[Judgement, ...]:
    """The judgements in a folder; none where it holds no file of them. Raises `RefusedData` naming every mistake."""
    import tomllib  # slow to import, and needed only before something is recorded

    path = folder / _FILE
    if not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8")
    flaws: list[Flaw] = []

    def read() -> Iterator[Judgement]:
        for fact, entry in tomllib.loads(text)[_KIND].items():

            def complain(key: str, template: str, /, *, fact: str = fact, **params: object) -> None:
                flaws.append(
                    Flaw(_FILE, line_of(text, (_KIND, fact, key)), f"{_KIND}.{fact}.{key}", template, **params)
                )

            yield judgement_of(fact, well_formed(_KIND, entry, complain))

    judgements = tuple(read())
    if flaws:
        raise RefusedData(str(folder), tuple(flaws))
    return judgements


def judgement_of(fact: str, entry: dict[str, Any]) -> Judgement:
    """The judgement that an entry describes."""
    origin = Origin(tuple(entry.get("sources", ())), entry.get("confidence", ""), tuple(entry.get("unverified", ())))
    return Judgement(fact, text_of(entry.get("says")), tuple(entry.get("values", ())), origin)
