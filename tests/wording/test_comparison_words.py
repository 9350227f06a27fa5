"""Counts and shares of a comparison, as each language writes them."""

import pytest

from app import paths
from app.wording.comparison_words import ComparisonWords
from app.wording.language import Language, Words
from tests.builders import the_shelf


def words(language: Language) -> ComparisonWords:
    shelf = the_shelf()
    a, b = shelf.edition("2024-03-26"), shelf.edition("2026-04-21")
    examinations = shelf.examination(a), shelf.examination(b)
    return ComparisonWords(Words(language, paths.CATALOGUES), a, b, shelf.reference(), examinations)


@pytest.mark.parametrize(
    ("part", "whole", "english", "japanese"),
    [
        (17, 1000, "1.7\u00a0%", "1.7％"),
        (0, 1000, "0\u00a0%", "0％"),
        (1000, 1000, "100\u00a0%", "100％"),
        (1, 1_000_000, "under 0.01\u00a0%", "0.01％未満"),
        (999_999, 1_000_000, "99.99\u00a0%", "99.99％"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_to_all(part: int, whole: int, english: str, japanese: str) -> None:
    assert words(Language.EN).share(part, whole) == english
    assert words(Language.JA).share(part, whole) == japanese
