"""The invented people that a training register begins with, and their office."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from app.domain.law.texts import Text
from app.domain.register.people import NewPerson, Role

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA = "sekisho.training-people/1"


def training_office(file: Path) -> str:
    """The id of the office that the people of a file work for."""
    return str(tomllib.loads(file.read_text(encoding="utf-8"))["office"])


def training_people(file: Path) -> tuple[NewPerson, ...]:
    """The people of a file that comes with the program."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    if data["schema"] != _SCHEMA:
        raise ValueError(f"{file}: not {_SCHEMA}")
    return tuple(
        NewPerson(each["account"], Text(**each["name"]), tuple(map(Role, each["roles"])), data["since"])
        for each in data["person"]
    )
