"""Make the entries of the procedure after a determination of what is written of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.law.examination import NoticeTrigger, PermitTerms, PermitTest, Slot
from app.domain.law.origin import Origin
from app.domain.law.texts import Text
from app.storage.editions.parsing import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.law.conditions import Condition

_NO_HELP = Text("", "")


def slot_of(key: str, entry: Mapping[str, Any], when: Condition) -> Slot:
    """The question of the examination that an entry describes."""
    help_ = text_of(entry["help"]) if "help" in entry else _NO_HELP
    is_of_all = entry.get("of_every_body") is True
    return Slot(
        key, text_of(entry.get("label")), text_of(entry.get("question")), help_, when, is_of_all, origin_of(entry)
    )


def trigger_of(key: str, entry: Mapping[str, Any]) -> NoticeTrigger:
    """When a notice is due."""
    return NoticeTrigger(key, tuple(entry.get("due_after", ())), origin_of(entry))


def permit_of(entry: Mapping[str, Any]) -> PermitTerms:
    """How long a permit runs."""
    return PermitTerms(entry.get("months", 0), text_of(entry.get("says")), origin_of(entry))


def permit_test_of(key: str, entry: Mapping[str, Any]) -> PermitTest:
    """Something that a permit is examined for."""
    return PermitTest(key, text_of(entry.get("label")), origin_of(entry))


def origin_of(entry: Mapping[str, Any]) -> Origin:
    """The origin that an entry names."""
    return Origin(tuple(entry.get("sources", ())), entry.get("confidence", ""), tuple(entry.get("unverified", ())))
