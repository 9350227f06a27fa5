"""What is laid beside all editions of equipment that passes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.errors import Flaw, RefusedData
from app.domain.law.onward import OnwardTerms
from app.storage.editions.examination_entries import origin_of
from app.storage.editions.parsing import text_of
from app.storage.editions.toml_lines import line_of

if TYPE_CHECKING:
    from pathlib import Path

_FILE, _TABLE = "onward.toml", "onward"


def onward_beside(folder: Path) -> OnwardTerms:
    """The terms in a folder. Raises `RefusedData` naming every mistake."""
    import tomllib  # slow to import, and needed only once a determination is reviewed

    text = (folder / _FILE).read_text(encoding="utf-8")
    entry: dict[str, Any] = tomllib.loads(text).get(_TABLE, {})
    wrong = {
        "returns_to": not isinstance(entry.get("returns_to"), str),
        "breaches": not _are_texts(entry.get("breaches")),
        "sources": not _are_texts(entry.get("sources")),
    }
    flaws = [
        Flaw(_FILE, line_of(text, (_TABLE, key)), f"{_TABLE}.{key}", "This has to be one text, or a list of texts.")
        for key, is_wrong in wrong.items()
        if is_wrong
    ]
    if flaws:
        raise RefusedData(str(folder), tuple(flaws))
    return OnwardTerms(entry["returns_to"], tuple(entry["breaches"]), text_of(entry.get("says")), origin_of(entry))


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)
