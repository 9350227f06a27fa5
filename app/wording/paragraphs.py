"""The number of a paragraph in the form of a language."""

import re

from app.wording.language import Language

#: The English guidelines count in letters what the Japanese ones count in kana.
_LETTERS = str.maketrans("アイウエオカキク", "ABCDEFGH")
_IN_BRACKETS = re.compile(r"\(([アイウエオカキク])\)")


def paragraph_in(language: Language, number: str) -> str:
    """A number as the Japanese texts have it, in the form of a language: 1(2)イ(ア) is 1(2)B(a), 116の3 is 116-3."""
    if language is Language.JA:
        return number
    number = _IN_BRACKETS.sub(lambda mark: mark[0].translate(_LETTERS).lower(), number)
    return number.translate(_LETTERS).replace("の", "-").replace("、", ", ")
