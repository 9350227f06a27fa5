"""Quantities of lines and permits: whole numbers of the unit of the line."""

import re
import unicodedata


def whole_number(text: str) -> int | None:
    """The whole number that a text is, in any width, also with commas between thousands; None where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return int(plain.replace(",", "")) if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,9}", plain) else None


def quantity_read(text: str) -> int | None:
    """The whole number at the beginning of a quantity as it was typed: 5000 of "5000着" or "5,000 sets".

    None where no whole number stands there, such as of "2.5 t" or "a few": nobody can say then how many there are.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = re.match(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?![0-9]*[.,][0-9])", plain)
    if found is None or plain[found.end() : found.end() + 1].isdigit():
        return None
    return int(found[1].replace(",", ""))
