"""What the program is, what it is made of, and under which licences."""

from typing import NamedTuple

from app.services.ports import ShippedPart
from app.wording.language import Words


class PartSays(NamedTuple):
    """A part in a row: its name and licence, and the text of the licence."""

    label: str
    text: str


class AboutSays(NamedTuple):
    """The page about the program."""

    title: str
    sentences: tuple[str, ...]
    parts: tuple[PartSays, ...]


def about_says(words: Words, version: str, parts: tuple[ShippedPart, ...]) -> AboutSays:
    """The page about the program, which comes with these parts."""
    _ = words._
    return AboutSays(
        title=_("Sekisho {version}", version=version),
        sentences=(
            _("The examiner's desk for Japan's defense equipment transfers. It needs no network and uses none."),
            _("Licence of the program: Apache License 2.0."),
        ),
        parts=tuple(
            PartSays(
                words.noted(f"{part.name} {part.version}".strip(), part.licence or _("licence not named")),
                part.licence_text or _("The text of the licence does not come with this part."),
            )
            for part in parts
        ),
    )
