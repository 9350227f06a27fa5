"""A passphrase is long, and that is all that is asked of it."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.domain.keys.passphrase import counting, refusal_of_passphrase


@given(st.text(min_size=12, max_size=80))
def test_every_long_one_is_taken(passphrase: str) -> None:
    long = len(unicodedata.normalize("NFKC", passphrase)) >= 12
    assert (refusal_of_passphrase(passphrase) is None) == long


def test_one_character_less_than_twelve_is_refused_and_not_repeated() -> None:
    assert refusal_of_passphrase("twelve chars") is None
    assert refusal_of_passphrase("十二文字の合言葉である。") is None
    said = str(refusal_of_passphrase("secret here"))
    assert "at least 12 characters, and this one has 11" in said
    assert "secret" not in said


def test_what_counts_is_what_is_there_after_an_input_method() -> None:
    assert counting("Ｓｅｃｒｅｔ　１２３４５") == counting("Secret 12345")
    assert counting("ﾊﾟｽﾌﾚｰｽﾞ") == counting("パスフレーズ")
    # A half-width kana with its mark is one character: twelve of them are not twelve characters.
    assert refusal_of_passphrase("ﾊﾟ" * 6) is not None
    assert refusal_of_passphrase("㍿" * 3) is None
