"""Read a case from outside: a TOML file with one line of a case, or one line of a batch."""

import argparse
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TextIO

from app.domain.days import read_day
from app.domain.errors import Mendable, Quoted, RefusedData, on_one_line, printable
from app.domain.register.entered_text import checked_text
from app.services.checking import shown


@contextmanager
def at(where: str) -> Iterator[None]:
    """Say of a mistake where it was made: in which file and key, or in which option."""
    try:
        yield
    except RefusedData:
        raise  # it names its places itself
    except Mendable as mistake:
        raise Mendable("{where}: {mistake}", where=where, mistake=mistake) from mistake


def ensure_one_output(arguments: argparse.Namespace) -> None:
    """Raise `Mendable` where a form of what is printed is asked for, and a document, beside which nothing is."""
    if arguments.pdf is not None and arguments.format is not None:
        raise Mendable("With --pdf nothing is printed. Leave --format out, or --pdf.")


class CaseInput(NamedTuple):
    """One line of a case as it was written; `on` is None where it was left to the command line."""

    title: str | None
    on: date | None
    answers: dict[str, Any]


_FILE_KEYS = ("title", "on", "answers")
_LINE_KEYS = ("id", "on", "answers", "title")


#: Stands for the standard input in place of a file.
STANDARD_INPUT = Path("-")
#: Far more than a case needs.
_LARGEST_CASE = 1_000_000


def read_case(path: Path, on_given: bool, standard_input: TextIO) -> CaseInput:
    """The case in a TOML file. `on_given` says that its date stands on the command line, so that it may be left out."""
    name = str(path)
    written = _parsed_toml(_read(path, name, standard_input), name)
    needed = tuple(key for key in _FILE_KEYS if not (key == "on" and on_given))
    _check_keys(written, needed, _FILE_KEYS, name)
    title, on = written["title"], written.get("on")
    if not isinstance(title, str):
        raise Mendable("{where}: title = {value} is of the wrong type. Give a text.", where=name, value=shown(title))
    _check_title(title, name)
    if isinstance(on, str):
        on = read_date(on, f"{name}: on")
    if on is not None and (not isinstance(on, date) or isinstance(on, datetime)):
        raise Mendable(
            "{where}: on = {value} is of the wrong type. Give a date, such as 2026-05-20.", where=name, value=shown(on)
        )
    return CaseInput(title, on, _table(written["answers"], name))


def _read(path: Path, name: str, standard_input: TextIO) -> str:
    try:
        if path == STANDARD_INPUT:
            content = standard_input.buffer.read(_LARGEST_CASE + 1)
        else:
            with path.open("rb") as file:
                content = file.read(_LARGEST_CASE + 1)
        if len(content) > _LARGEST_CASE:
            raise Mendable(
                "{where}: the file has more than {limit} bytes, so it is no case file. Name another one.",
                where=name,
                limit=_LARGEST_CASE,
            )
        return content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Mendable("{where}: there is no such file. Name a case file.", where=name) from error
    except UnicodeDecodeError as error:
        raise Mendable("{where}: the file is not encoded as UTF-8. Save it as UTF-8.", where=name) from error
    except (OSError, ValueError) as error:
        raise _unreadable(error, name) from error


def _unreadable(error: OSError | ValueError, name: str) -> Mendable:
    """Why a file can't be read; a name with a NUL in it is no name at all, and no error of the system."""
    why = error.strerror if isinstance(error, OSError) else str(error)
    return Mendable("{where}: the file cannot be read: {why}.", where=printable(name), why=why)


@contextmanager
def opened_batch(path: Path, standard_input: TextIO) -> Iterator[BinaryIO]:
    """The lines of a batch. Raises `Mendable` where there is no such file."""
    if path == STANDARD_INPUT:
        yield standard_input.buffer
        return
    try:
        lines = path.open("rb")
    except FileNotFoundError as error:
        raise Mendable("{where}: there is no such file. Name a batch file.", where=str(path)) from error
    except (OSError, ValueError) as error:
        raise _unreadable(error, str(path)) from error
    with lines:
        yield lines


def _parsed_toml(text: str, name: str) -> dict[str, Any]:
    import tomllib  # not needed for a batch, and slow to import

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise Mendable("{where}: the file cannot be read as TOML: it is nested too deeply.", where=name) from error
    except ValueError as error:
        # Until Python 3.14 the place stands only in the sentence, which is in English.
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        raise (
            Mendable(
                "{where}: the file cannot be read as TOML: look at line {line}, column {column}.",
                where=name,
                line=place[1],
                column=place[2],
            )
            if place
            else Mendable(
                "{where}: the file cannot be read as TOML: it ends too early, or a number is too long.", where=name
            )
        ) from error


def read_line(text: bytes, where: str) -> tuple[Any, dict[str, Any]]:
    """One line of a batch: its id where that can be repeated, and the object. Raises `Mendable` if it is no object."""
    try:
        written = json.loads(
            text.decode("utf-8-sig").rstrip("\r\n"),
            object_pairs_hook=partial(_without_doubles, where),
            parse_constant=partial(_refuse_constant, where),
            parse_float=partial(_finite, where),
        )
    except UnicodeDecodeError as error:
        raise Mendable("{where}: this is not encoded as UTF-8.", where=where) from error
    except json.JSONDecodeError as error:
        raise Mendable("{where}: this is not JSON: look at character {at}.", where=where, at=error.pos + 1) from error
    except RecursionError as error:
        raise Mendable("{where}: this cannot be read as JSON: it is nested too deeply.", where=where) from error
    except ValueError as error:
        raise Mendable("{where}: this cannot be read as JSON: a number is too long.", where=where) from error
    if not isinstance(written, dict):
        raise Mendable("{where}: this is not a JSON object with id, on and answers.", where=where)
    line_id = written.get("id")
    return line_id if _is_scalar(line_id) else None, written


def _is_scalar(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _finite(where: str, digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise Mendable("{where}: this cannot be read as JSON: a number is too long.", where=where)
    return number


def _without_doubles(where: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object, unless a key is written twice: then nobody can say which value was meant."""
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        double = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise Mendable("{where}: {key} is written twice. Leave one of them out.", where=where, key=Quoted(double))
    return made


def _refuse_constant(where: str, name: str) -> None:
    raise Mendable("{where}: this is not JSON, which has no value {name}.", where=where, name=name)


def case_of_line(written: dict[str, Any], where: str) -> CaseInput:
    """The case in one line of a batch."""
    _check_keys(written, ("id", "on", "answers"), _LINE_KEYS, where)
    title, on = written.get("title"), written["on"]
    if not _is_scalar(written["id"]):
        raise Mendable(
            "{where}: id = {value} is of the wrong type. Give a text or a number.",
            where=where,
            value=shown(written["id"]),
        )
    if title is not None and not isinstance(title, str):
        raise Mendable("{where}: title = {value} is of the wrong type. Give a text.", where=where, value=shown(title))
    _check_title(title or "", where)
    if not isinstance(on, str):
        raise Mendable(
            "{where}: on = {value} is of the wrong type. Give a date as a text, such as “2026-05-20”.",
            where=where,
            value=shown(on),
        )
    with at(where):
        day = read_date(on, "on")
    return CaseInput(title, day, _table(written["answers"], where))


def _check_title(title: str, where: str) -> None:
    """A title stands on one line of the answer: with a break in it, it could forge others."""
    with at(where):
        checked_text("title", title)


def read_date(written: str, name: str) -> date:
    """A date in any of the forms that the window reads; `name` is the key or the option that gives it."""
    with at(name):
        return read_day(written)


def _check_keys(written: dict[str, Any], needed: tuple[str, ...], allowed: tuple[str, ...], where: str) -> None:
    for key, value in written.items():
        if key not in allowed:
            raise Mendable(
                "{where}: {key} = {value}: there is no such key. The keys are: {allowed}.",
                where=where,
                key=on_one_line(key),
                value=shown(value),
                allowed=tuple(allowed),
            )
    for key in needed:
        if key not in written:
            raise Mendable(
                "{where}: the key “{key}” is missing. The keys are: {allowed}.",
                where=where,
                key=key,
                allowed=tuple(allowed),
            )


def _table(written: Any, where: str) -> dict[str, Any]:
    if not isinstance(written, dict):
        raise Mendable(
            "{where}: answers = {value} is of the wrong type. Give a table of facts with their values.",
            where=where,
            value=shown(written),
        )
    return written
