"""In which entries two editions differ, and in what: nothing that can be read is left out."""

from typing import Any, get_args, get_type_hints

import pytest

from app.domain.law.entry_differences import (
    _SAID_BY,
    CONTENT,
    KINDS,
    PARAGRAPH,
    QUESTION,
    SOURCE,
    WORDS,
    entry_differences,
    examination_differences,
)
from app.domain.law.entry_differences import EntryDifference as Differs
from app.domain.law.examination import Examination, PermitTerms, PermitTest, Slot
from app.domain.law.facts import Fact
from app.domain.law.origin import Origin
from app.domain.law.outcomes import Outcome
from app.domain.law.rulebook import Approval, Commitment, Definition, Edition, Ground, Notice, Rule
from app.domain.law.texts import Text
from tests.builders import the_shelf
from tests.domain.decision.changed_editions import changed

OTHER = Text("別の文言", "other words")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return the_shelf().edition("2026-04-21")


def with_first(edition: Edition, kind: str, **fields: Any) -> Edition:
    first, *others = getattr(edition, kind)
    return changed(edition, **{kind: (first._replace(**fields), *others)})


@pytest.mark.parametrize("kind", KINDS)
def test_an_edition_differs_in_nothing_from_itself_and_in_what_falls_away(edition: Edition, kind: str) -> None:
    first, *others = getattr(edition, kind)
    less = changed(edition, **{kind: tuple(others)})
    assert entry_differences(edition, edition) == ()
    assert entry_differences(edition, less) == (Differs(kind, first.id, ("only_before",)),)
    assert entry_differences(less, edition) == (Differs(kind, first.id, ("only_after",)),)
    assert entry_differences(edition, changed(edition, **{kind: (*others, first)})) == (), "the order is no difference"


@pytest.mark.parametrize(
    ("kind", "fields", "aspects"),
    [
        ("rules", {"says": OTHER}, (WORDS,)),
        ("rules", {"label": OTHER}, (WORDS,)),
        ("rules", {"paragraph": "9(9)"}, (PARAGRAPH,)),
        ("rules", {"origin": Origin(("nowhere",), "I")}, (SOURCE,)),
        ("rules", {"then": Outcome.REFER}, (CONTENT,)),
        ("rules", {"then": Outcome.REFER, "says": OTHER, "paragraph": "9"}, (CONTENT, WORDS, PARAGRAPH)),
        ("facts", {"question": OTHER}, (QUESTION,)),
        ("facts", {"help": OTHER}, (QUESTION,)),
        ("facts", {"risk": "x"}, (CONTENT,)),
        ("approvals", {"bodies": ("nsc",)}, (CONTENT,)),
        ("notices", {"says": OTHER}, (WORDS,)),
        ("commitments", {"binding": False}, (CONTENT,)),
        ("points", {"says": OTHER}, (WORDS,)),
        ("sources", {"title": OTHER}, (WORDS,)),
        ("sentences", {"ja": "別"}, (WORDS,)),
    ],
)
def test_what_is_changed_is_named(
    edition: Edition, kind: str, fields: dict[str, Any], aspects: tuple[str, ...]
) -> None:
    first = getattr(edition, kind)[0]
    assert entry_differences(edition, with_first(edition, kind, **fields)) == (Differs(kind, first.id, aspects),)


def of_examination(**parts: Any) -> tuple[Differs, ...]:
    """In what a changed examination differs from that of the edition of 2026."""
    examination = the_shelf().examination(the_shelf().edition("2026-04-21"))
    return examination_differences(examination, examination._replace(**parts))


def test_what_holds_after_a_determination_is_compared_kind_by_kind() -> None:
    examination: Examination = the_shelf().examination(the_shelf().edition("2026-04-21"))
    slot, *others = examination.slots
    assert of_examination() == ()
    assert of_examination(slots=(*others, slot)) == (), "the order is no difference"
    assert of_examination(slots=tuple(others)) == (Differs("slots", slot.id, ("only_before",)),)
    assert of_examination(slots=(slot._replace(question=OTHER), *others)) == (Differs("slots", slot.id, (QUESTION,)),)
    assert of_examination(slots=(slot._replace(of_every_body=True), *others)) == (
        Differs("slots", slot.id, (CONTENT,)),
    )
    trigger, *rest = examination.triggers
    later = trigger._replace(after=trigger.after[:1])
    assert of_examination(triggers=(later, *rest)) == (Differs("triggers", trigger.notice, (CONTENT,)),)
    assert of_examination(permit=examination.permit._replace(months=12)) == (
        Differs("permits", "validity", (CONTENT,)),
    )
    test, *more = examination.tests
    assert of_examination(tests=(test._replace(label=OTHER), *more)) == (Differs("tests", test.id, (WORDS,)),)


@pytest.mark.parametrize(
    "of", [Fact, Definition, Ground, Rule, Approval, Notice, Commitment, Slot, PermitTerms, PermitTest]
)
def test_every_text_of_an_entry_is_among_its_words(of: type) -> None:
    """A text that is added to entries some day is not told as what they decide."""
    texts = {name for name, kind in get_type_hints(of).items() if Text in (kind, *get_args(kind))}
    assert texts <= {field for field, aspect in _SAID_BY.items() if aspect in (WORDS, QUESTION)}
