"""The data of the procedure after a determination that is laid beside editions which hold none themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.errors import Flaw, RefusedData
from app.domain.law.examination import Examination
from app.storage.editions.condition_parser import ConditionParser
from app.storage.editions.edition_files import KINDS_OF_EXAMINATION
from app.storage.editions.edition_schema import well_formed
from app.storage.editions.examination_entries import permit_of, permit_test_of, slot_of, trigger_of
from app.storage.editions.toml_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from app.storage.editions.edition_schema import Complain

_FILE = "examination.toml"
#: The day of an edition, from which on an entry holds.
_SINCE = "since"


class ExaminationBeside:
    """Reads `examination.toml` of a folder; `values` are those of every fact, none for one that names a state."""

    def __init__(self, folder: Path, values: Mapping[str, tuple[str, ...]], states: frozenset[str]) -> None:
        import tomllib  # slow to import, and needed only once a determination is reviewed

        self._folder = folder
        self._text = (folder / _FILE).read_text(encoding="utf-8")
        self._tables: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(self._text)
        self._conditions = ConditionParser(values, frozenset(), (), states)

    def written(self, since: date) -> dict[str, dict[str, dict[str, Any]]]:
        """What is written of the edition that came into force on a day, as one that holds it itself would write it."""
        return {
            kind: {
                key: {name: value for name, value in entry.items() if name != _SINCE}
                for key, entry in self._tables[kind].items()
                if entry.get(_SINCE, since) <= since
            }
            for kind in KINDS_OF_EXAMINATION
        }

    def of(self, edition_id: str, since: date) -> Examination:
        """What holds for the edition that came into force on a day. Raises `RefusedData` naming every mistake."""
        flaws: list[Flaw] = []
        entries = {
            kind: {key: well_formed(kind, entry, self._complaining(flaws, kind, key)) for key, entry in written.items()}
            for kind, written in self.written(since).items()
        }
        when = {
            key: self._conditions.parse(entry.get("when"), "when", self._complaining(flaws, "slot", key))
            for key, entry in entries["slot"].items()
        }
        slots = [slot_of(key, entry, when[key]) for key, entry in entries["slot"].items()]
        triggers = [trigger_of(key, entry) for key, entry in entries["trigger"].items()]
        permits = [permit_of(entry) for entry in entries["permit"].values()]
        tests = [permit_test_of(key, entry) for key, entry in entries["test"].items()]
        if flaws:
            raise RefusedData(str(self._folder), tuple(flaws))
        return Examination(edition_id, tuple(slots), tuple(triggers), permits[-1], tuple(tests))

    def _complaining(self, flaws: list[Flaw], kind: str, key: str) -> Complain:
        def complain(name: str, template: str, /, **params: object) -> None:
            line = line_of(self._text, (kind, key, name))
            flaws.append(Flaw(_FILE, line, f"{kind}.{key}.{name}", template, **params))

        return complain
