"""In which entries two editions differ, and in what: words, paragraph, source, question, or what they decide."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from app.domain.law.examination import Examination
from app.domain.law.rulebook import Edition

#: In what an entry can differ, in the order in which it is told.
ONLY_BEFORE, ONLY_AFTER, CONTENT, WORDS, PARAGRAPH, SOURCE, QUESTION = ASPECTS = (
    "only_before",
    "only_after",
    "content",
    "words",
    "paragraph",
    "source",
    "question",
)

#: The kinds of entries, as an edition holds them.
KINDS = (
    "facts", "definitions", "grounds", "rules", "approvals", "notices", "commitments",
    "sections", "sentences", "sources", "points",
)  # fmt: skip
#: What is said by a field of an entry; every other field belongs to what the entry decides.
_SAID_BY = {
    "label": WORDS,
    "says": WORDS,
    "default": WORDS,
    "title": WORDS,
    "ja": WORDS,
    "en": WORDS,
    "own_words": WORDS,
    "paragraph": PARAGRAPH,
    "origin": SOURCE,
    "cites": SOURCE,
    "source": SOURCE,
    "reference": SOURCE,
    "confidence": SOURCE,
    "dated": SOURCE,
    "mark": SOURCE,
    "coded_by": SOURCE,
    "question": QUESTION,
    "why": QUESTION,
    "help": QUESTION,
    "choices": QUESTION,
    "labels": QUESTION,
    "section": QUESTION,
}


class EntryDifference(NamedTuple):
    """An entry in which two editions differ: its kind, of `KINDS` or of an examination, and in what, of `ASPECTS`."""

    kind: str
    id: str
    differs_in: tuple[str, ...]


def entry_differences(a: Edition, b: Edition) -> tuple[EntryDifference, ...]:
    """Every entry that only one of two editions has, or that they have otherwise; the order of entries is none."""
    return tuple(difference for kind in KINDS for difference in _differences(kind, getattr(a, kind), getattr(b, kind)))


def examination_differences(a: Examination, b: Examination) -> tuple[EntryDifference, ...]:
    """The same of what holds after a determination under two editions, be it their own or laid beside them."""
    return tuple(
        difference for kind, entries in a.by_kind.items() for difference in _differences(kind, entries, b.by_kind[kind])
    )


def _differences(kind: str, before: Iterable[Any], after: Iterable[Any]) -> Iterator[EntryDifference]:
    old, new = _by_id(before), _by_id(after)
    for entry_id in dict.fromkeys((*new, *old)):
        differs = _aspects(old.get(entry_id), new.get(entry_id))
        if differs:
            yield EntryDifference(kind, entry_id, differs)


def _by_id(entries: Iterable[Any]) -> Mapping[str, Any]:
    return {entry.id: entry for entry in entries}


def _aspects(old: Any, new: Any) -> tuple[str, ...]:
    if old is None or new is None:
        return (ONLY_AFTER,) if old is None else (ONLY_BEFORE,)
    pairs = zip(new._fields, old, new, strict=True)
    found = {_SAID_BY.get(field, CONTENT) for field, one, other in pairs if one != other}
    return tuple(aspect for aspect in ASPECTS if aspect in found)
