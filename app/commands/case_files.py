"""Read a case from outside: a TOML file with one line of a case, or one line of a batch."""

import json
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from app.domain.errors import Mendable
from app.services.assessing import shown


class CaseInput(NamedTuple):
    """One line of a case as it was written; `on` is None where it was left to the command line."""

    title: str | None
    on: date | None
    answers: dict[str, Any]


_FILE_KEYS = ("title", "on", "answers")
_LINE_KEYS = ("id", "on", "answers", "title")


def read_case(path: Path, on_given: bool) -> CaseInput:
    """The case in a TOML file. `on_given` says that its date stands on the command line, so that it may be left out."""
    import tomllib  # not needed for a batch, and slow to import

    name = str(path)
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Mendable("{where}: there is no such file. Name a case file.", where=name) from error
    except OSError as error:
        raise Mendable("{where}: the file cannot be read: {why}.", where=name, why=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Mendable("{where}: the file cannot be read as TOML: {why}.", where=name, why=error) from error
    needed = tuple(key for key in _FILE_KEYS if not (key == "on" and on_given))
    _check_keys(written, needed, _FILE_KEYS, name)
    title, on = written["title"], written.get("on")
    if not isinstance(title, str):
        raise Mendable("{where}: title = {value} is of the wrong type. Give a text.", where=name, value=shown(title))
    if on is not None and (not isinstance(on, date) or isinstance(on, datetime)):
        raise Mendable(
            "{where}: on = {value} is of the wrong type. Give a date without quotation marks, such as 2026-05-20.",
            where=name,
            value=shown(on),
        )
    return CaseInput(title, on, _table(written["answers"], name))


def read_line(text: bytes, where: str) -> tuple[Any, dict[str, Any]]:
    """One line of a batch: its id, and the object. Raises `Mendable` where it is no JSON object."""
    try:
        written = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Mendable("{where}: this is not JSON: {why}.", where=where, why=error) from error
    if not isinstance(written, dict):
        raise Mendable("{where}: this is not a JSON object with id, on and answers.", where=where)
    return written.get("id"), written


def case_of_line(written: dict[str, Any], where: str) -> CaseInput:
    """The case in one line of a batch."""
    _check_keys(written, ("id", "on", "answers"), _LINE_KEYS, where)
    title, on = written.get("title"), written["on"]
    if not isinstance(written["id"], str):
        raise Mendable(
            "{where}: id = {value} is of the wrong type. Give a text.", where=where, value=shown(written["id"])
        )
    if title is not None and not isinstance(title, str):
        raise Mendable("{where}: title = {value} is of the wrong type. Give a text.", where=where, value=shown(title))
    if not isinstance(on, str):
        raise Mendable(
            "{where}: on = {value} is of the wrong type. Give a date as a text, such as “2026-05-20”.",
            where=where,
            value=shown(on),
        )
    return CaseInput(title, read_date(on, f"{where}: on"), _table(written["answers"], where))


def read_date(written: str, where: str) -> date:
    """A date written as year-month-day."""
    day = None
    if len(written) == len("2026-05-20"):  # Python also takes other forms of the standard, such as 20260520
        with suppress(ValueError):
            day = date.fromisoformat(written)
    if day is None:
        raise Mendable(
            "{where} = {value} is no date. Give year-month-day, such as 2026-05-20.", where=where, value=shown(written)
        )
    return day


def _check_keys(written: dict[str, Any], needed: tuple[str, ...], allowed: tuple[str, ...], where: str) -> None:
    for key, value in written.items():
        if key not in allowed:
            raise Mendable(
                "{where}: {key} = {value}: there is no such key. The keys are: {allowed}.",
                where=where,
                key=key,
                value=shown(value),
                allowed=", ".join(allowed),
            )
    for key in needed:
        if key not in written:
            raise Mendable(
                "{where}: the key “{key}” is missing. The keys are: {allowed}.",
                where=where,
                key=key,
                allowed=", ".join(allowed),
            )


def _table(written: Any, where: str) -> dict[str, Any]:
    if not isinstance(written, dict):
        raise Mendable(
            "{where}: answers = {value} is of the wrong type. Give a table of facts with their values.",
            where=where,
            value=shown(written),
        )
    return written
