"""Read worked cases from a TOML file, as they come with the program."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.law.texts import Text
from app.domain.law.worked_case import WorkedCase


def worked_cases(file: Path) -> tuple[WorkedCase, ...]:
    """The worked cases of a file, in its order; `ValueError` that names the case where one is not well formed."""
    with file.open("rb") as opened:
        entries = tomllib.load(opened)["case"]
    return tuple(_worked_case(file, entry) for entry in entries)


def _worked_case(file: Path, entry: Mapping[str, Any]) -> WorkedCase:
    try:
        return WorkedCase(
            id=entry["id"],
            title=_text(entry["title"]),
            on=_day(entry["on"]),
            source=_text(entry["source"]),
            answers={str(fact): str(value) for fact, value in entry["answers"].items()},
            particulars={field: _text(text) for field, text in entry.get("particulars", {}).items()},
            expected=entry["expected"],
            assumed=_answered(entry.get("assumed", ()), entry["answers"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{file}: case {entry.get('id', '?')}: {error}") from error


def _answered(facts: Iterable[str], answers: Mapping[str, str]) -> frozenset[str]:
    unanswered = sorted(set(facts).difference(answers))
    if unanswered:
        raise ValueError(f"assumed, but not answered: {', '.join(unanswered)}")
    return frozenset(facts)


def _day(value: object) -> date:
    if type(value) is not date:
        raise TypeError(f"{value!r} is no day")
    return value


def _text(value: str | Mapping[str, str]) -> Text:
    return Text(value, value) if isinstance(value, str) else Text(value["ja"], value["en"])
