"""One text as a person enters it: cleaned of stray blanks, or refused for its length or its characters."""

import unicodedata

from app.domain.errors import Mendable

_LONGEST_TEXT = 10_000
_ALLOWED_CONTROLS = "\n\t"
# Marks that turn the direction of writing can make a text read as another one.
_DIRECTION_MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def checked_text(field: str, text: str) -> str:
    """The text without blanks around it; `Mendable` where it is too long or holds what cannot be shown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > _LONGEST_TEXT:
        raise Mendable(
            "The text of {field} has {length} characters and the register takes {limit}. Shorten it, or add it as a "
            "document.",
            field=field,
            length=len(text),
            limit=_LONGEST_TEXT,
        )
    for character in text:
        if not character.isprintable() and _is_refused(character):
            raise Mendable(
                "The text of {field} holds a character that cannot be shown ({code}). Remove it and try again.",
                field=field,
                code=f"U+{ord(character):04X}",
            )
    return unicodedata.normalize("NFC", text)


def _is_refused(character: str) -> bool:
    if character in _DIRECTION_MARKS:
        return True
    return unicodedata.category(character) in ("Cc", "Cs") and character not in _ALLOWED_CONTROLS
