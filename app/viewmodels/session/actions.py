"""What a person can do, each in one entry: its keys, the menus, the palette and the page of help are made from it."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from app.wording.language import Words

_On = TypeVar("_On")


class Offer(IntEnum):
    """Where an act is offered beside its keys: in the command palette, in this order. Without any it has keys only."""

    FIRST = 1
    HERE = 2
    IN_MENU = 3  #: and in the menu of the screen
    GOING = 4
    ALWAYS = 5


def _always(_on: object) -> bool:
    return True


class Action(NamedTuple, Generic[_On]):
    """Something that can be done with a view-model. Label and help are keys of the catalogue, in no language yet."""

    id: str
    label: str
    do: Callable[[_On], object]
    #: By their names in Qt; the first is the one that is shown.
    keys: tuple[str, ...] = ()
    is_possible: Callable[[_On], bool] = _always
    offer: Offer | None = None
    #: The keyboard goes along, to where the work goes on.
    leads: bool = False
    #: What the page of help says of the keys, and how it calls them: the label and the first key where nothing else is
    #: said; None where they stand in the row of another act.
    help: str | None = ""
    help_keys: str = ""
    #: What else it is called where it is looked for.
    also: str = ""
    #: What its keys do where it can't be done now, to say why; else they do nothing then.
    missed: Callable[[_On], object] | None = None

    def offered(self, on: _On, words: Words) -> str:
        """What the act is called, where it can be done now; else nothing."""
        return words._(self.label) if self.is_possible(on) else ""


class PaletteEntry(NamedTuple):
    """What the command palette offers: its name, its keys, how to do it, and by which other words it is found."""

    id: str
    label: str
    keys: str
    do: Callable[[], object]
    found_by: str = ""
    offer: Offer = Offer.HERE


def palette_entries(
    actions: Iterable[Action[_On]], on: _On, words: Words, do: Callable[[Action[_On]], object] | None = None
) -> list[PaletteEntry]:
    """What the palette offers of some acts now; `do` does one, if that is more than to do it."""
    return [
        PaletteEntry(
            action.id,
            words._(action.label),
            next(iter(action.keys), ""),
            partial(do, action) if do is not None else partial(action.do, on),
            words._(action.also) if action.also else "",
            action.offer,
        )
        for action in actions
        if action.offer is not None and action.is_possible(on)
    ]


def help_rows(actions: Iterable[Action[_On]], words: Words) -> list[tuple[str, str]]:
    """What the page of help says of the keys of some acts: the keys, and what they do."""
    return [
        (action.help_keys or action.keys[0], words._(action.help or action.label))
        for action in actions
        if action.keys and action.help is not None
    ]
