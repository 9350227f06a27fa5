"""Numbers of paragraphs as the texts of each language write them."""

import pytest

from app.wording.language import Language
from app.wording.paragraphs import paragraph_in
from tests.builders import the_shelf

WRITTEN = {
    "1(2)イ(ア)": "1(2)B(a)",
    "1(2)ウ(ウ)": "1(2)C(c)",
    "1(2)イ(エ)": "1(2)B(d)",
    "4(1)イ、ウ": "4(1)B, C",
    "116の3": "116-3",
    "25、48": "25, 48",
    "1(3)": "1(3)",
}


@pytest.mark.parametrize(("number", "english"), WRITTEN.items())
def test_a_number_is_written_as_in_the_text_of_the_language(number: str, english: str) -> None:
    assert paragraph_in(Language.EN, number) == english
    assert paragraph_in(Language.JA, number) == number


def test_no_number_of_an_edition_keeps_kana_in_english() -> None:
    editions = the_shelf().editions()
    numbers = {rule.paragraph for edition in editions for rule in edition.rules_and_grounds if rule.paragraph}
    numbers |= {sentence.paragraph for edition in editions for sentence in edition.sentences if sentence.paragraph}
    assert len(numbers) > 20
    assert [number for number in numbers if not paragraph_in(Language.EN, number).isascii()] == []
