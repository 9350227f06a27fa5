"""Read the reference tables: CSV files with dated rows and their sources."""

import csv
import errno
import hashlib
import os
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TypeVar

from app.domain.errors import Flaw, Mendable, RefusedData
from app.domain.law_on_record import Pack
from app.domain.reference import Agreement, EmbargoFlag, Reference, Row
from app.domain.rulebook import CONFIDENCES
from app.domain.texts import Text
from app.storage.edition_schema import is_day

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
    return _in_one_piece({path.name: path.read_bytes() for path in _files_of(folder)})


def read_reference(folder: Path) -> Reference:
    """The reference tables in `folder`. Raises `RefusedData` with every mistake found."""
    return _read(_Reading(lambda name: (folder / name).read_bytes()), lambda: reference_bytes(folder), str(folder))


def read_pack(folder: Path) -> Pack:
    """The reference tables in a folder from outside the program, with its files.

    Raises `Mendable` where there is no such folder, `RefusedData` with every mistake found.
    """
    if not folder.is_dir():
        raise Mendable("{folder} is not a folder. Name the folder of a pack.", folder=str(folder))
    files = {}
    for path in _files_of(folder):
        with suppress(OSError, UnicodeDecodeError):  # named below, where the tables need the file
            files[path.name] = path.read_bytes().decode()
    return Pack(parse_pack(files, str(folder)), files)


def parse_pack(files: Mapping[str, str], label: str) -> Reference:
    """The reference tables in files that are at hand. Raises `RefusedData` with every mistake found."""

    def content(name: str) -> bytes:
        if name not in files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return files[name].encode()

    return _read(_Reading(content), lambda: _in_one_piece({name: content(name) for name in files}), label)


def pack_sha256(files: Mapping[str, str]) -> str:
    """The hash of a pack by its files."""
    return hashlib.sha256(_in_one_piece({name: text.encode() for name, text in files.items()})).hexdigest()


def _files_of(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix in (".csv", ".toml")]


def _in_one_piece(files: Mapping[str, bytes]) -> bytes:
    return b"\0".join(name.encode() + b"\0" + files[name] for name in sorted(files))


def _read(reading: "_Reading", whole: Callable[[], bytes], label: str) -> Reference:
    countries = reading.rows("countries", "code", _row)
    agreements = reading.rows("agreements", None, _agreement)
    flags = reading.rows("embargo_flags", "state", _flag)
    headings = reading.rows("item_headings", "id", _row)
    bodies = reading.rows("bodies", "id", _row)
    markings = reading.rows("markings", "id", _row)
    version = reading.version()
    signed: set[tuple[str, date]] = set()
    for line, agreement in agreements.items():
        reading.check_state("agreements.csv", int(line), agreement.state, countries)
        if (agreement.state, agreement.signed) in signed:
            reading.complain(
                "agreements.csv", int(line), agreement.state, "The state has two agreements signed on the same day."
            )
        signed.add((agreement.state, agreement.signed))
    for state in flags:
        reading.check_state("embargo_flags.csv", reading.line_of["embargo_flags.csv", state], state, countries)
    if reading.flaws:
        raise RefusedData(label, tuple(reading.flaws))
    return Reference(
        version,
        hashlib.sha256(whole()).hexdigest(),
        countries,
        frozenset(code for code, row in countries.items() if row.source == _INVENTED),
        tuple(agreements.values()),
        flags,
        headings,
        bodies,
        markings,
    )


class _Reading:
    """The tables being read; mistakes are collected, and reading goes on."""

    def __init__(self, content: Callable[[str], bytes]) -> None:
        self._content = content
        self.flaws: list[Flaw] = []
        self.line_of: dict[tuple[str, str], int] = {}

    def complain(self, file: str, line: int, entry: str, template: str, /, **params: object) -> None:
        self.flaws.append(Flaw(file, line, entry, template, **params))

    def version(self) -> str:
        """The version that reference.toml gives."""
        text = self._text("reference.toml")
        if text is None:
            return ""
        for line in text.splitlines():
            key, _, value = line.partition("=")
            if key.strip() == "version" and value.strip(' "'):
                return value.strip(' "')
        self.complain("reference.toml", 0, "", "“{key}” is missing.", key="version")
        return ""

    def rows(self, table: str, key: str | None, make: Callable[[dict[str, str]], _Entry]) -> dict[str, _Entry]:
        """The rows of a table by their key, or where a key may be there twice, by their line."""
        name, columns = f"{table}.csv", _COLUMNS[table]
        found: dict[str, _Entry] = {}
        for line, row in self._lines(name, columns):
            row_id = row[key or columns[0]] or ""
            if None in row or None in row.values():
                self.complain(name, line, row_id, "The row does not have one cell for each column.")
            elif key is not None and row_id in found:
                first = self.line_of[name, row_id]
                self.complain(name, line, row_id, "The row is already there, in line {line}.", line=first)
            else:
                self.line_of[name, row_id] = line
                try:
                    found[row_id if key is not None else str(line)] = make(row)
                except Mendable as mistake:
                    self.complain(name, line, row_id, mistake.template, **mistake.params)
        return found

    def _lines(self, name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row with its line."""
        text = self._text(name)
        if text is None:
            return
        reader = csv.DictReader(StringIO(text))
        try:
            if tuple(reader.fieldnames or ()) != columns:
                self.complain(name, 1, "", "The columns have to be: {columns}.", columns=", ".join(columns))
                return
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            self.complain(name, reader.line_num, "", "The file cannot be read as CSV: {why}.", why=error)

    def check_state(self, file: str, line: int, state: str, countries: Container[str]) -> None:
        """A row about a state needs a state."""
        if state not in countries:
            self.complain(file, line, state, "“{value}” is no state of the reference table.", value=state)

    def _text(self, name: str) -> str | None:
        try:
            return self._content(name).decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            self.complain(name, 0, "", "The file cannot be read: {why}.", why=error.strerror)
        except UnicodeDecodeError:
            self.complain(name, 0, "", "The file is not encoded as UTF-8.")
        return None


def _row(row: dict[str, str]) -> Row:
    name = _text(row, "ja", "en")
    short = Text(row.get("short_ja") or name.ja, row.get("short_en") or name.en)
    row_id = row.get("code") or row["id"]
    valid_from, valid_until = _optional_date(row.get("from", "")), _optional_date(row.get("until", ""))
    as_of = _optional_date(row.get("as_of", ""))
    return Row(row_id, name, short, _confidence(row), _source(row), valid_from, valid_until, as_of)


def _agreement(row: dict[str, str]) -> Agreement:
    signed, in_force = _date(row["signed"]), _optional_date(row["in_force"])
    if in_force is not None and in_force < signed:
        raise Mendable("The agreement is in force before it was signed.")
    if row["precision"] not in _PRECISIONS:
        raise Mendable(
            "“{value}” is not allowed here. Allowed: {allowed}.",
            value=row["precision"],
            allowed=", ".join(filter(None, _PRECISIONS)),
        )
    points = tuple(row["unverified"].split())
    return Agreement(row["state"], signed, in_force, row["precision"], _confidence(row), points, _source(row))


def _flag(row: dict[str, str]) -> EmbargoFlag:
    return EmbargoFlag(row["state"], _text(row, "basis_ja", "basis_en"), _confidence(row))


def _text(row: dict[str, str], ja: str, en: str) -> Text:
    for language, column in (("ja", ja), ("en", en)):
        if not row[column].strip():
            raise Mendable("The wording in “{language}” is missing.", language=language)
    return Text(row[ja], row[en])


def _confidence(row: dict[str, str]) -> str:
    if row["confidence"] not in CONFIDENCES:
        raise Mendable(
            "“{value}” is not allowed here. Allowed: {allowed}.",
            value=row["confidence"],
            allowed=", ".join(CONFIDENCES),
        )
    return row["confidence"]


def _source(row: dict[str, str]) -> str:
    if not row["source"].strip():
        raise Mendable("The entry has no source.")
    return row["source"]


def _date(written: str) -> date:
    if not is_day(written):
        raise Mendable("“{value}” is not a date (year-month-day).", value=written)
    return date.fromisoformat(written)


def _optional_date(written: str) -> date | None:
    return _date(written) if written else None
