"""Worked cases: transfers with a known result, to learn and to check by."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from app.domain.law.texts import Text


class WorkedCase(NamedTuple):
    """A published or invented transfer to file in a training register, and what it has to come out as.

    `assumed` are the facts whose answers no report gives: they are the trainer's assumption.
    """

    id: str
    title: Text
    on: date
    source: Text
    answers: Mapping[str, str]
    particulars: Mapping[str, Text]
    expected: Mapping[str, Any]
    assumed: frozenset[str] = frozenset()
