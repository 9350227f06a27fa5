"""Sources as footnotes: numbered in the order in which they are first referred to."""

from app import paths
from app.wording.footnotes import Footnotes
from app.wording.language import Language, Words


def footnotes(language: Language) -> Footnotes:
    return Footnotes(Words(language, paths.CATALOGUES))


def test_a_source_has_one_number_however_often_it_is_referred_to() -> None:
    notes = footnotes(Language.EN)
    assert notes.refer(["Principles", "Guidelines"]) == "sources 1, 2"
    assert notes.refer(["Reports"]) == "source 3"
    assert notes.refer(["Reports", "Principles"]) == "sources 1, 3"
    assert notes.listed() == ("1  Principles", "2  Guidelines", "3  Reports")


def test_in_japanese_the_numbers_stand_between_middle_dots() -> None:
    assert footnotes(Language.JA).refer(["三原則", "運用指針"]) == "出典1・2"


def test_a_row_without_a_source_refers_to_none() -> None:
    notes = footnotes(Language.EN)
    assert (notes.refer([]), notes.listed()) == ("", ())
