"""How text is searched, on every screen and in the register: the one place that says which differences do not count."""

import unicodedata

#: Each hiragana, and each sign of repetition, as the katakana of the same sound: they stand 96 apart.
_KATAKANA = {code: code + 0x60 for code in (*range(ord("ぁ"), ord("ゖ") + 1), ord("ゝ"), ord("ゞ"))}


def folded(text: str) -> str:
    """The text without differences of width, case, kana, accents and the marks of voiced sounds.

    ふりげーと, ﾌﾘｹﾞｰﾄ -> フリケート; É -> e.

    What was typed finds a text if its folding stands in that of the text. Folding twice changes nothing. The register
    keeps foldings (`search_text`): whoever changes this function adds a migration that folds them anew. One that
    tells apart what this one does not can't be made of foldings, only of the particulars.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in plain if not unicodedata.combining(character)).translate(_KATAKANA)
