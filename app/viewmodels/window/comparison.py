"""Two copies of one register side by side, in words: the last entry that both have, and what each has after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.wording.event_words import event_said

if TYPE_CHECKING:
    from app.services.comparing_ledgers import Diverged, Told
    from app.wording.language import Words

#: So many entries of each side are shown: the first, by which they part.
_SHOWN = 100


class ComparisonSays(NamedTuple):
    """What is said of two copies. Each side has a heading and its entries, those that only it has."""

    verdict: str
    common: str
    headings: tuple[str, str]
    sides: tuple[tuple[str, ...], tuple[str, ...]]


def comparison_says(words: Words, paths: tuple[str, str], found: Diverged) -> ComparisonSays:
    """The words for what was found."""
    _ = words._
    if found.ours and found.theirs:
        verdict = _(
            "The two went their own ways. Nothing brings them together by itself: keep one, and record in it by hand "
            "what only the other has. Keep the other, too."
        )
    elif found.ours or found.theirs:
        longer = paths[0] if found.ours else paths[1]
        verdict = _("One only goes on where the other ends: {path} has all that the other has.", path=longer)
    else:
        verdict = _("Both have the same entries.")
    common = _("They have no entry in common.")
    if found.common is not None:
        common = _("The last entry that both have: {entry}", entry=_told(words, found.common))
    ours, theirs = (
        words.ngettext("Only in {path}: {n} entry", "Only in {path}: {n} entries", len(entries), path=path)
        for path, entries in zip(paths, (found.ours, found.theirs), strict=True)
    )
    return ComparisonSays(verdict, common, (ours, theirs), (_side(words, found.ours), _side(words, found.theirs)))


def _side(words: Words, entries: tuple[Told, ...]) -> tuple[str, ...]:
    left = len(entries) - _SHOWN
    more = (words.ngettext("and {n} more", "and {n} more", left),) if left > 0 else ()
    return (*(_told(words, entry) for entry in entries[:_SHOWN]), *more)


def _told(words: Words, entry: Told) -> str:
    said = event_said(words, entry.event, entry.case_number)
    return words._("{number}: {said}", number=entry.event.number, said=said)
