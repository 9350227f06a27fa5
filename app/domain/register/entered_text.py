"""One text as a person enters it: kept letter for letter but for blanks around it, or refused in a sentence."""

from app.domain.characters import unshowable, visible
from app.domain.errors import Mendable, Quoted

_LONGEST_TEXT = 10_000
#: The fields that take several lines; all others are one line on every screen and in every document.
_OF_SEVERAL_LINES = ("conditions", "finding", "note", "purpose", "reason", "remarks", "sender", "text", "verified")
_BREAKS = "\n\t\u2028\u2029"
#: So much of what stands before a break is repeated, for it to be found; a longer word is cut.
_BEFORE, _LONGEST_WORD = 20, 20


def checked_text(field: str, text: str) -> str:
    """The text without blanks around it, else as it was typed: a search overlooks what the register tells apart.

    `Mendable` where it is too long, holds what cannot be shown or nothing that can be seen, or breaks the one line that
    the field takes.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > _LONGEST_TEXT:
        raise Mendable(
            "The text of {field} has {length} characters and the register takes {limit}. Shorten it, or add it as a "
            "document.",
            field=field,
            length=len(text),
            limit=_LONGEST_TEXT,
        )
    if text and not visible(text):
        raise Mendable(
            "The text of {field} holds nothing that can be seen ({code}). Write it anew, or empty the field.",
            field=field,
            code=f"U+{ord(text[0]):04X}",
        )
    for at, character in enumerate(text):
        if character in _BREAKS and field not in _OF_SEVERAL_LINES:
            raise Mendable(
                "{field} takes one line, and after {before} there is a line break or a tab, which a field shows as a "
                "blank. Delete it, and type a blank in its place.",
                field=field,
                before=Quoted(_end_of(text[:at])),
            )
    hidden = unshowable(text, breaks=_BREAKS)
    if hidden is not None:
        raise Mendable(
            "The text of {field} holds a character that cannot be shown ({code}). Remove it and try again.",
            field=field,
            code=f"U+{ord(hidden):04X}",
        )
    return text


def _end_of(text: str) -> str:
    """The last words of a text, from the beginning of one, where it has words that are told apart by blanks."""
    begins = max(0, len(text) - _BEFORE)
    earlier = begins
    while earlier and not text[earlier - 1].isspace():
        earlier -= 1
    if begins - earlier <= _LONGEST_WORD:
        begins = earlier
    return f"…{text[begins:]}" if begins else text
