"""Read the reference tables: CSV files with dated rows and their sources."""

import csv
import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.domain.errors import Flaw, RefusedData
from app.domain.reference import Agreement, EmbargoFlag, Reference, Row
from app.domain.rulebook import CONFIDENCES
from app.domain.texts import Text

_Entry = TypeVar("_Entry")

_PRECISIONS = ("day", "month", "")
_COLUMNS = {
    "countries": ("code", "ja", "en", "source", "confidence"),
    "agreements": ("state", "signed", "in_force", "precision", "confidence", "unverified", "source"),
    "embargo_flags": ("state", "basis_ja", "basis_en", "confidence"),
    "item_headings": ("id", "ja", "en", "source", "confidence", "as_of"),
    "bodies": ("id", "ja", "en", "short_ja", "short_en", "source", "confidence", "from", "until"),
    "markings": ("id", "ja", "en", "source", "confidence"),
}
_INVENTED = "invented"


def reference_bytes(folder: Path) -> bytes:
    """All files of a reference folder in one piece, for its hash."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".toml"))
    return b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in files)


def read_reference(folder: Path) -> Reference:
    """The reference tables in `folder`. Raises `RefusedData` with every mistake found."""
    reading = _Reading(folder)
    countries = reading.rows("countries", "code", _row)
    agreements = reading.rows("agreements", None, _agreement)
    flags = reading.rows("embargo_flags", "state", _flag)
    headings = reading.rows("item_headings", "id", _row)
    bodies = reading.rows("bodies", "id", _row)
    markings = reading.rows("markings", "id", _row)
    for line, agreement in enumerate(agreements.values(), 2):
        if agreement.state not in countries:
            reading.complain("agreements.csv", line, "There is no state “{code}”.", code=agreement.state)
    for line, flag in enumerate(flags.values(), 2):
        if flag.state not in countries:
            reading.complain("embargo_flags.csv", line, "There is no state “{code}”.", code=flag.state)
    _check_overlaps(list(agreements.values()), reading)
    if reading.flaws:
        raise RefusedData(str(folder), tuple(reading.flaws))
    return Reference(
        reading.version(),
        hashlib.sha256(reference_bytes(folder)).hexdigest(),
        countries,
        frozenset(code for code, row in countries.items() if row.source == _INVENTED),
        tuple(agreements.values()),
        flags,
        headings,
        bodies,
        markings,
    )


class _Reading:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.flaws: list[Flaw] = []

    def complain(self, file: str, line: int, template: str, /, **params: object) -> None:
        self.flaws.append(Flaw(file, line, "", template, **params))

    def version(self) -> str:
        """The version that reference.toml gives."""
        for line in (self.folder / "reference.toml").read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            if key.strip() == "version":
                return value.strip().strip('"')
        raise RefusedData(str(self.folder), (Flaw("reference.toml", 0, "", "“{key}” is missing.", key="version"),))

    def rows(self, table: str, key: str | None, make: Callable[[dict[str, str]], _Entry]) -> dict[str, _Entry]:
        name, columns = f"{table}.csv", _COLUMNS[table]
        found: dict[str, _Entry] = {}
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != columns:
                self.complain(name, 1, "The columns have to be: {columns}.", columns=", ".join(columns))
                return {}
            for line, row in enumerate(reader, 2):
                row_id = row[key] if key else str(line)
                if row_id in found:
                    self.complain(name, line, "The row “{id}” is there twice.", id=row_id)
                    continue
                try:
                    found[row_id] = make(row)
                except ValueError as error:
                    self.complain(name, line, "The row cannot be read: {why}.", why=error)
        return found


def _row(row: dict[str, str]) -> Row:
    name = _text(row, "ja", "en")
    short = Text(row.get("short_ja") or name.ja, row.get("short_en") or name.en)
    row_id = row.get("code") or row["id"]
    valid_from, valid_until = _optional_date(row.get("from", "")), _optional_date(row.get("until", ""))
    return Row(row_id, name, short, _confidence(row), _source(row), valid_from, valid_until)


def _agreement(row: dict[str, str]) -> Agreement:
    signed, in_force = date.fromisoformat(row["signed"]), _optional_date(row["in_force"])
    if in_force is not None and in_force < signed:
        raise ValueError("in force before it was signed")
    if row["precision"] not in _PRECISIONS:
        raise ValueError(f"precision “{row['precision']}”")
    points = tuple(row["unverified"].split())
    return Agreement(row["state"], signed, in_force, row["precision"], _confidence(row), points, _source(row))


def _flag(row: dict[str, str]) -> EmbargoFlag:
    return EmbargoFlag(row["state"], _text(row, "basis_ja", "basis_en"), _confidence(row))


def _text(row: dict[str, str], ja: str, en: str) -> Text:
    if not row[ja] or not row[en]:
        raise ValueError("the wording in one language is missing")
    return Text(row[ja], row[en])


def _confidence(row: dict[str, str]) -> str:
    if row["confidence"] not in CONFIDENCES:
        raise ValueError(f"confidence “{row['confidence']}”")
    return row["confidence"]


def _source(row: dict[str, str]) -> str:
    if not row["source"]:
        raise ValueError("the source is missing")
    return row["source"]


def _optional_date(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _check_overlaps(agreements: list[Agreement], reading: _Reading) -> None:
    """Two agreements of one state are both kept only if they came into force one after the other."""
    seen: set[tuple[str, date]] = set()
    for line, agreement in enumerate(agreements, 2):
        key = (agreement.state, agreement.signed)
        if key in seen:
            reading.complain(
                "agreements.csv", line, "The state “{code}” has two agreements of the same date.", code=agreement.state
            )
        seen.add(key)
