"""The copies of a register in words: when each was made, and what would be lost if one took its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.register.kept_copies import KeptCopy, Occasion
from app.wording.event_words import event_said
from app.wording.language import N_, Words

if TYPE_CHECKING:
    from app.domain.register.loss import Loss

_OCCASIONS: Mapping[Occasion, str] = {
    Occasion.DAY: "",
    Occasion.UPGRADE: N_("before it was brought up to a new version"),
    Occasion.NEED: N_("kept when the file was exchanged"),
    Occasion.RESTORE: N_("before a copy was restored"),
}
#: So many numbers of cases are listed.
_MOST_CASES = 12


def copy_said(words: Words, copy: KeptCopy) -> str:
    """When a copy was made, on which occasion, how large it is, and whether it was verified."""
    occasion = _OCCASIONS[copy.occasion]
    return words.listed(
        [
            words.moment(copy.made_at),
            *([words._(occasion)] if occasion else []),
            size_said(words, copy.size),
            verified_said(words, copy),
        ]
    )


def size_said(words: Words, size: int) -> str:
    """A size in bytes, as people say it."""
    return words._("{n} MB", n=f"{size / 1_000_000:.1f}")


def verified_said(words: Words, copy: KeptCopy) -> str:
    """Whether a copy was read back and compared when it was made."""
    return words._("verified when it was made") if copy.is_verified else words._("not known whether it was verified")


def loss_said(words: Words, loss: Loss | Mendable | None, register: str) -> list[str]:
    """What would be lost of a register, a sentence each; `loss` as `Restoration.loss` in `app.bootstrap` tells it."""
    _ = words._
    if loss is None:
        return [_("There is no register at {path} now.", path=register)]
    if isinstance(loss, Mendable):
        return [_("What would be lost can't be told, because {path} can't be read:", path=register), words.error(loss)]
    if not loss.events:
        said = [_("Nothing was recorded in {path} since then.", path=register)]
    else:
        said = [
            words.ngettext(
                "{n} entry recorded in {path} since then is not in the copy. The last of them:",
                "{n} entries recorded in {path} since then are not in the copy. The last of them:",
                loss.events,
                path=register,
            ),
            *(f"  {event_said(words, event, number)}" for event, number in loss.last),
        ]
    if loss.cases:
        shown = list(loss.cases[:_MOST_CASES]) + ["…"] * (len(loss.cases) > _MOST_CASES)
        count = words.ngettext(
            "{n} request was changed since: {cases}",
            "{n} requests were changed since: {cases}",
            len(loss.cases),
            cases=words.listed(shown),
        )
        said.append(count)
    if loss.parted:
        said.append(
            words.ngettext(
                "The copy itself holds {n} entry that the register lacks: it was worked in, too.",
                "The copy itself holds {n} entries that the register lacks: it was worked in, too.",
                loss.parted,
            )
        )
    return said
