"""What happened has words, whatever it was; what a later version recorded is told by its own word."""

from datetime import UTC, datetime

from app import paths
from app.domain.register.events import KINDS, RecordedEvent
from app.wording.event_words import SAID, event_said
from app.wording.language import Language, Words


def test_every_kind_of_event_has_words() -> None:
    assert set(SAID) == set(KINDS)


def test_what_a_later_version_recorded_is_told_by_its_own_word() -> None:
    event = RecordedEvent(7, datetime(2026, 11, 30, 15, tzinfo=UTC), "sato", "moon_landed", None, None, {})
    assert event_said(Words(Language.EN, paths.CATALOGUES), event, "") == "2026-12-01 00:00 JST, moon_landed, sato"
