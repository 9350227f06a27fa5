"""What something was said for, as it is kept: a day, and facts as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from app.domain.register.cases import GivenFor

if TYPE_CHECKING:
    from app.storage.register.rows import Value


def columns_of(given_for: GivenFor) -> dict[str, Value]:
    """The columns that hold it."""
    from app.domain.canonical import canonical_json  # the list of requests is read without it

    return {"assessed_on": given_for.on.isoformat(), "facts": canonical_json(given_for.facts)}


def given_for_of(assessed_on: str, facts: str) -> GivenFor:
    """What these columns hold."""
    return GivenFor(date.fromisoformat(assessed_on), json.loads(facts))
