"""The data of the procedure after a determination that is laid beside editions which hold none themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.errors import Flaw, RefusedData
from app.domain.law.examination import Examination, NoticeTrigger, PermitTerms, PermitTest, Slot
from app.domain.law.origin import Origin
from app.domain.law.texts import Text
from app.storage.editions.condition_parser import ConditionParser
from app.storage.editions.edition_schema import well_formed
from app.storage.editions.parsing import text_of
from app.storage.editions.toml_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from app.storage.editions.edition_schema import Complain

_FILE = "examination.toml"
_NO_HELP = Text("", "")


class ExaminationBeside:
    """Reads `examination.toml` of a folder; `values` are those of every fact, none for one that names a state."""

    def __init__(self, folder: Path, values: Mapping[str, tuple[str, ...]], states: frozenset[str]) -> None:
        import tomllib  # slow to import, and needed only once a determination is reviewed

        self._folder = folder
        self._text = (folder / _FILE).read_text(encoding="utf-8")
        self._tables: dict[str, dict[str, Any]] = tomllib.loads(self._text)
        self._conditions = ConditionParser(values, frozenset(), (), states)
        self._flaws: list[Flaw] = []

    def of(self, edition_id: str, since: date) -> Examination:
        """What holds for the edition that came into force on a day. Raises `RefusedData` naming every mistake."""
        slots = tuple(
            Slot(
                key,
                text_of(entry.get("label")),
                text_of(entry.get("question")),
                text_of(entry["help"]) if "help" in entry else _NO_HELP,
                self._conditions.parse(entry.get("when"), "when", self._complaining("slot", key)),
                bool(entry.get("of_every_body")),
                _origin(entry),
            )
            for key, entry in self._entries("slot", since)
        )
        triggers = tuple(
            NoticeTrigger(key, tuple(entry.get("after", ())), _origin(entry))
            for key, entry in self._entries("trigger", since)
        )
        permits = [
            PermitTerms(int(entry.get("months", 0)), text_of(entry.get("says")), _origin(entry))
            for _, entry in self._entries("permit", since)
        ]
        tests = tuple(
            PermitTest(key, text_of(entry.get("label")), _origin(entry)) for key, entry in self._entries("test", since)
        )
        if self._flaws:
            raise RefusedData(str(self._folder), tuple(self._flaws))
        return Examination(edition_id, slots, triggers, permits[-1], tests)

    def _entries(self, kind: str, since: date) -> Iterator[tuple[str, dict[str, Any]]]:
        for key, written in self._tables[kind].items():
            entry = well_formed(kind, written, self._complaining(kind, key))
            if entry.get("since", since) <= since:
                yield key, entry

    def _complaining(self, kind: str, key: str) -> Complain:
        def complain(name: str, template: str, /, **params: object) -> None:
            line = line_of(self._text, (kind, key, name))
            self._flaws.append(Flaw(_FILE, line, f"{kind}.{key}.{name}", template, **params))

        return complain


def _origin(entry: Mapping[str, Any]) -> Origin:
    return Origin(tuple(entry.get("sources", ())), entry.get("confidence", ""), tuple(entry.get("unverified", ())))
