"""Read the reference tables: CSV files with dated rows and their sources."""

import csv
import errno
import os
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TypeVar

from app.domain.characters import unshowable
from app.domain.errors import Flaw, Mendable, RefusedData, on_one_line
from app.domain.law.law_on_record import Pack
from app.domain.law.origin import BEST_OF_KIND, CONFIDENCES, is_above
from app.domain.law.reference import (
    MEETING,
    OFFICE,
    Agreement,
    EmbargoFlag,
    Established,
    EverydayWords,
    Reference,
    Row,
    StateCodes,
)
from app.domain.law.texts import Text
from app.domain.search import folded
from app.storage.editions.edition_schema import is_day
from app.storage.editions.outside_files import bytes_of, is_folder

_Entry = TypeVar("_Entry")

_PRECISIONS = ("day", "month")
_COLUMNS = {
    "codes": ("code", "meaning", "ja", "en", "source_ja", "source_en", "confidence"),
    "countries": ("code", "ja", "en", "source_ja", "source_en", "confidence"),
    "agreements": ("state", "signed", "in_force", "precision", "confidence", "unverified", "source_ja", "source_en"),
    "embargo_flags": ("state", "basis_ja", "basis_en", "source_ja", "source_en", "confidence"),
    "item_headings": ("id", "ja", "en", "source_ja", "source_en", "confidence", "as_of"),
    "bodies": ("id", "ja", "en", "short_ja", "short_en", "kind", "source_ja", "source_en", "confidence")
    + ("from", "until"),
    "markings": ("id", "ja", "en", "source_ja", "source_en", "confidence"),
}
#: Columns that may stand at the end of a table, in this order; they are empty where they do not.
_OPTIONAL = {
    "countries": ("also", "source_kind"),
    "agreements": ("signed_confidence", "signed_kind", "in_force_confidence", "in_force_kind"),
    "embargo_flags": ("source_kind",),
    "item_headings": ("source_kind",),
    "bodies": ("source_kind",),
    "markings": ("source_kind",),
}
_HEADING = "reference.toml"
#: A hundred times what the tables of the program take.
_LARGEST_FILE = 5_000_000
#: The source of the states that are there for training, and of no other.
_INVENTED = Text("架空", "invented")


def read_reference(folder: Path) -> Reference:
    """The program's own reference tables, in `folder`. Raises `RefusedData` with every mistake found in the tables.

    Their version is read when it is first asked for, and may then be refused with a `Flaw`.
    """
    reading = _Reading(lambda name: (folder / name).read_bytes())
    heading = reading.text(_HEADING)
    return _read(
        reading,
        partial(_version, heading or ""),
        lambda: _in_one_piece(reading.files),
        str(folder),
        _codes(folder),
        partial(_everyday_words, folder),
    )


def _codes(folder: Path) -> StateCodes:
    """What codes of states mean. They are no part of the tables, and of their hash: no pack has a say in them."""
    reading = _Reading(lambda name: (folder / "codes" / name).read_bytes())
    rows = reading.rows("codes", "code", lambda row: (row["meaning"], _named(row["code"], row))).values()
    named = dict(rows)
    customary = tuple(row for meaning, row in rows if meaning == "customary")
    if reading.flaws:
        raise RefusedData(str(folder), tuple(reading.flaws))
    return StateCodes(named["own"], customary, named["first_invented"], named["last_invented"])


def _everyday_words(folder: Path) -> EverydayWords:
    from app.storage.law.everyday_words import read_everyday_words  # a list of cases is shown without it

    return read_everyday_words(folder / "everyday")


def read_pack(folder: Path, own: Reference) -> Pack:
    """The reference tables in a folder from outside the program, with the files that they stand in.

    `own` are the program's tables, by whose codes of states they are checked.

    Raises `Mendable` where there is no such folder, `RefusedData` with every mistake found.
    """
    if not is_folder(folder):
        raise Mendable("{folder} is not a folder. Name the folder of a pack.", folder=str(folder))
    reading = _Reading(lambda name: bytes_of(folder / name))
    version = reading.version()
    reference = _read(reading, lambda: version, lambda: _in_one_piece(reading.files), str(folder), own.codes)
    return Pack(reference, {name: content.decode() for name, content in reading.files.items()})


def parse_pack(files: Mapping[str, str], version: str, own: Reference) -> Reference:
    """The reference tables of a pack that was read before. Raises `RefusedData` with every mistake found.

    What stands beside the tables is that of the program's `own`: codes of states, everyday words.
    """

    def content(name: str) -> bytes:
        if name not in files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return files[name].encode()

    reading = _Reading(content, is_known=True)
    return _read(reading, lambda: version, lambda: pack_bytes(files), version, own.codes, everyday=lambda: own.everyday)


def pack_bytes(files: Mapping[str, str]) -> bytes:
    """All files of a pack in one piece, the names with them, in the order of the names: what is hashed."""
    return _in_one_piece({name: text.encode() for name, text in files.items()})


def _in_one_piece(files: Mapping[str, bytes]) -> bytes:
    return b"\0".join(name.encode() + b"\0" + files[name] for name in sorted(files))


def _read(
    reading: "_Reading",
    version: Callable[[], str],
    whole: Callable[[], bytes],
    label: str,
    codes: StateCodes,
    everyday: Callable[[], EverydayWords] = EverydayWords,
) -> Reference:
    countries = reading.rows("countries", "code", partial(_state, codes))
    agreements = reading.rows("agreements", None, _agreement)
    flags = reading.rows("embargo_flags", "state", _flag)
    headings = reading.rows("item_headings", "id", _item_heading)
    bodies = reading.rows("bodies", "id", _body)
    markings = reading.rows("markings", "id", _marking)
    reading.check_names(countries)
    signed: set[tuple[str, date]] = set()
    for line, agreement in agreements.items():
        reading.check_state("agreements.csv", int(line), agreement.state, countries)
        if (agreement.state, agreement.signed) in signed:
            reading.complain(
                "agreements.csv", int(line), agreement.state, "The country has two agreements signed on the same day."
            )
        signed.add((agreement.state, agreement.signed))
    for state in flags:
        reading.check_state("embargo_flags.csv", reading.line_of["embargo_flags.csv", state], state, countries)
    if reading.flaws:
        raise RefusedData(label, tuple(reading.flaws))
    return Reference(
        version=version,
        content=whole(),
        countries=countries,
        invented=frozenset(code for code, row in countries.items() if row.source == _INVENTED),
        agreements=tuple(agreements.values()),
        embargo_flags=flags,
        item_headings=headings,
        bodies=bodies,
        markings=markings,
        codes=codes,
        everyday=everyday,
    )


def _version(heading: str) -> str:
    """The version that reference.toml gives. Raises `Flaw` where it gives none."""
    import tomllib  # slow to import, and a list of cases is shown without it

    from app.storage.editions.toml_lines import line_of, toml_fault

    try:
        version = tomllib.loads(heading).get("version", "")
    except (ValueError, RecursionError) as error:
        raise toml_fault(_HEADING, heading, error) from error
    if version == "":
        raise Flaw(_HEADING, 0, "", "“{key}” is missing.", key="version")
    if isinstance(version, str) and (hidden := unshowable(version)):
        raise Flaw(
            _HEADING,
            line_of(heading, ("version",)),
            "version",
            "The text holds a character that cannot be shown ({code}). Remove it.",
            code=f"U+{ord(hidden):04X}",
        )
    if not isinstance(version, str):
        line = line_of(heading, ("version",))
        raise Flaw(_HEADING, line, "version", "“{key}” has to be a text.", key="version")
    return version


class _Reading:
    """The tables being read; mistakes are collected, and reading goes on. `files` has what was read so far.

    What `is_known` was found in order when it was taken: what is refused from outside since does not undo it.
    """

    def __init__(self, content: Callable[[str], bytes], *, is_known: bool = False) -> None:
        self._content = content
        self._is_known = is_known
        self.files: dict[str, bytes] = {}
        self.flaws: list[Flaw] = []
        self.line_of: dict[tuple[str, str], int] = {}

    def complain(self, file: str, line: int, entry: str, template: str, /, **params: object) -> None:
        self.flaws.append(Flaw(file, line, entry, template, **params))

    def version(self) -> str:
        """The version of the tables."""
        heading = self.text(_HEADING)
        try:
            return "" if heading is None else _version(heading)
        except Flaw as flaw:
            self.flaws.append(flaw)
            return ""

    def rows(self, table: str, key: str | None, make: Callable[[dict[str, str]], _Entry]) -> dict[str, _Entry]:
        """The rows of a table by their key, or where a key may be there twice, by their line."""
        name, optional = f"{table}.csv", _OPTIONAL.get(table, ())
        columns = _COLUMNS[table] + optional
        found: dict[str, _Entry] = {}
        for line, cells in self._lines(name, _COLUMNS[table], optional):
            row = dict(zip(columns, cells, strict=False))
            row_id = row.get(key or columns[0], "")
            if len(cells) != len(columns):
                self.complain(name, line, row_id, "The row does not have one cell for each column.")
            elif not self._is_known and (hidden := next(filter(None, map(unshowable, cells)), None)):
                code = f"U+{ord(hidden):04X}"
                says = "The text holds a character that cannot be shown ({code}). Remove it."
                self.complain(name, line, on_one_line(row_id), says, code=code)
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

    def _lines(self, name: str, columns: tuple[str, ...], optional: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
        """The cells of each row with its line; those of optional columns that are not there are empty."""
        text = self.text(name)
        if text is None:
            return
        reader = csv.reader(StringIO(text))
        try:
            heading = tuple(next(reader, ()))
            if heading != (columns + optional)[: max(len(heading), len(columns))]:
                self.complain(name, 1, "", "The columns have to be: {columns}.", columns=columns)
                return
            absent = [""] * (len(columns + optional) - len(heading))
            for cells in reader:
                if cells:
                    yield reader.line_num, cells + absent
        except csv.Error:  # its words are in English
            self.complain(name, reader.line_num, "", "The file cannot be read as CSV: look at this line.")

    def check_state(self, file: str, line: int, state: str, countries: Container[str]) -> None:
        """Complain of a row that names no state of the table of states."""
        if state not in countries:
            self.complain(file, line, state, "“{value}” is no country of the reference table.", value=state)

    def check_names(self, countries: Mapping[str, Row]) -> None:
        """Complain of a state that is called as another one: whoever chose by the name would take the wrong one."""
        if self._is_known:
            return
        taken: dict[str, str] = {}
        for code, row in countries.items():
            for name in {folded(row.name.ja), folded(row.name.en)}:
                other = taken.setdefault(name, code)
                if other != code:
                    line = self.line_of["countries.csv", code]
                    self.complain("countries.csv", line, code, "The name is already that of {other}.", other=other)

    def text(self, name: str) -> str | None:
        """What a file says; None where it cannot be read."""
        try:
            content = self.files[name] = self._content(name)
            if len(content) > _LARGEST_FILE:
                limit = _LARGEST_FILE
                self.complain(
                    name, 0, "", "The file has more than {limit} bytes, so it is none of a pack.", limit=limit
                )
                return None
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            self.complain(name, 0, "", "The file cannot be read: {why}.", why=error.strerror)
        except UnicodeDecodeError:
            self.complain(name, 0, "", "The file is not encoded as UTF-8. Save it as UTF-8.")
        return None


def _marking(row: dict[str, str]) -> Row:
    return _named(row["id"], row)


def _item_heading(row: dict[str, str]) -> Row:
    return _named(row["id"], row)._replace(as_of=_optional_date(row["as_of"]))


def _body(row: dict[str, str]) -> Row:
    body = _named(row["id"], row)
    return body._replace(
        short=Text(row["short_ja"] or body.name.ja, row["short_en"] or body.name.en),
        valid_from=_optional_date(row["from"]),
        valid_until=_optional_date(row["until"]),
        kind=_one_of((MEETING, OFFICE), row["kind"]),
    )


def _state(codes: StateCodes, row: dict[str, str]) -> Row:
    """A state of the world, or one of the invented ones, which are known by their codes and say so in their source.

    What goes by a customary code may be an invented state, as in tables of before it was taken for that.
    """
    code = row["code"]
    if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
        raise Mendable(
            "“{value}” is no code of a country."
            " Allowed: an ISO 3166-1 alpha-2 code other than {own}, {others}, or {first} to {last} for an invented "
            "country.",
            value=code,
            **codes.for_sentences(),
        )
    if code == codes.own.id:
        raise Mendable(
            "{state} cannot be the country here."
            " Allowed: an ISO 3166-1 alpha-2 code other than {own}, {others}, or {first} to {last} for an invented "
            "country.",
            **codes.for_sentences(),
        )
    also = tuple(name for name in row["also"].split("/") if name)
    state = _named(code, row)._replace(also=also)
    is_called_invented = _INVENTED.ja == state.source.ja or _INVENTED.en == state.source.en
    if codes.is_invented(code) or (codes.is_customary(code) and is_called_invented):
        if state.source != _INVENTED:
            raise Mendable(
                "{first} to {last} other than {others} are invented countries. Give “{ja}” as source_ja and “{en}” as "
                "source_en.",
                ja=_INVENTED.ja,
                en=_INVENTED.en,
                **codes.for_sentences(),
            )
    elif is_called_invented:
        raise Mendable(
            "Only {first} to {last} other than {others} are invented countries. Give the source of this one.",
            **codes.for_sentences(),
        )
    return state


def _agreement(row: dict[str, str]) -> Agreement:
    signed, in_force = _date(row["signed"]), _optional_date(row["in_force"])
    if in_force is not None and in_force < signed:
        raise Mendable("The agreement is in force before it was signed.")
    precision = row["precision"] and _one_of(_PRECISIONS, row["precision"])
    points = tuple(row["unverified"].split())
    days = [_established(row, day) for day in ("signed", "in_force")]
    confidence = _one_of(CONFIDENCES, row["confidence"])
    told = [day.confidence for day in days if day]
    if told and confidence != (least := max(told, key=CONFIDENCES.index)):
        raise Mendable(
            "The row is of confidence {confidence}, and of signature and entry into force the less certain is {least}.",
            confidence=confidence,
            least=least,
        )
    return Agreement(row["state"], signed, in_force, precision, confidence, points, _source(row), *days)


def _established(row: dict[str, str], day: str) -> Established | None:
    """How well a day of an agreement is established; None in tables that do not tell it."""
    confidence, kind = row[f"{day}_confidence"], row[f"{day}_kind"]
    if not confidence and not kind:
        return None
    return Established(_followed(_one_of(CONFIDENCES, confidence), _one_of(tuple(BEST_OF_KIND), kind)), kind)


def _flag(row: dict[str, str]) -> EmbargoFlag:
    return EmbargoFlag(row["state"], _text(row, "basis_ja", "basis_en"), _confidence(row), _source(row))


def _named(row_id: str, row: dict[str, str]) -> Row:
    name = _text(row, "ja", "en")
    return Row(row_id, name, name, _confidence(row), _source(row))


def _text(row: dict[str, str], ja: str, en: str) -> Text:
    for language, column in (("ja", ja), ("en", en)):
        if not row[column].strip():
            raise Mendable("The wording in “{language}” is missing.", language=language)
    return Text(row[ja], row[en])


def _confidence(row: dict[str, str]) -> str:
    confidence, kind = _one_of(CONFIDENCES, row["confidence"]), row.get("source_kind")
    return _followed(confidence, _one_of(tuple(BEST_OF_KIND), kind)) if kind else confidence


def _followed(confidence: str, kind: str) -> str:
    """The confidence, if it is not above what its kind of source allows."""
    if is_above(confidence, best := BEST_OF_KIND[kind]):
        raise Mendable(
            "A source of kind {kind} is at best of confidence {best}, not {confidence}.",
            kind=kind,
            best=best,
            confidence=confidence,
        )
    return confidence


def _one_of(allowed: tuple[str, ...], value: str) -> str:
    if value not in allowed:
        raise Mendable("“{value}” is not allowed here. Allowed: {allowed}.", value=value, allowed=allowed)
    return value


def _source(row: dict[str, str]) -> Text:
    ja, en = row["source_ja"], row["source_en"]
    if ja.strip() and en.strip():
        return Text(ja, en)
    if not ja.strip() and not en.strip():
        raise Mendable("The entry has no source.")
    raise Mendable("“{key}” is missing.", key="source_en" if ja.strip() else "source_ja")


def _date(written: str) -> date:
    if not is_day(written):
        raise Mendable("“{value}” is not a date (year-month-day).", value=written)
    return date.fromisoformat(written)


def _optional_date(written: str) -> date | None:
    return _date(written) if written else None
