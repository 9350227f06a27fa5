"""Mistakes in the language of the user: quotation marks, lists, the names of fields."""

import re

import pytest

from app import paths
from app.domain.errors import Mendable, Quoted
from app.domain.register.cases import CaseParticulars, LineParticulars
from app.domain.register.entered_text import checked_text
from app.wording.language import Language, Words
from tests.builders import ROOT

NEITHER = "{named} is neither an edition nor a folder. The editions are: {editions}."


def said(language: Language, mistake: Mendable) -> str:
    return Words(language, paths.CATALOGUES).error(mistake)


def fields() -> set[str]:
    """Every field of which a mistake in its text may speak."""
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "app" / "services").glob("*.py")]
    named = {found for source in sources for found in re.findall(r'checked_text\("(\w+)"', source)}
    dates = {"received_on", "assessed_on"}
    return named | {*CaseParticulars._fields, *LineParticulars._fields, "from_whom", "marking"} - dates


def test_a_list_and_what_the_user_wrote_are_put_as_the_language_puts_them() -> None:
    mistake = Mendable(NEITHER, named=Quoted("mine"), editions=("2014-04-01", "2026-04-21"))
    assert said(Language.JA, mistake).startswith("「mine」は、版でもフォルダーでもありません。")
    assert "2014-04-01、2026-04-21" in said(Language.JA, mistake)
    assert said(Language.EN, mistake) == str(mistake)
    assert str(mistake) == "“mine” is neither an edition nor a folder. The editions are: 2014-04-01, 2026-04-21."


def test_a_mistake_in_a_mistake_is_in_the_same_language() -> None:
    inner = Mendable(NEITHER, named=Quoted("mine"), editions=())
    outer = Mendable("{where}: {mistake}", where="--edition", mistake=inner)
    assert said(Language.JA, outer).startswith("--edition：「mine」は、")
    assert said(Language.EN, outer).startswith("--edition: “mine” is ")


def test_what_the_user_wrote_breaks_no_line_and_is_cut() -> None:
    assert str(Quoted("a\nb")) == "“a\\nb”"
    assert str(Quoted("y" * 100)) == f"“{'y' * 80}…”"


@pytest.mark.parametrize("field", sorted(fields()))
def test_no_field_is_called_by_its_key(field: str) -> None:
    with pytest.raises(Mendable) as refusal:
        checked_text(field, "x" * 20_000)
    words = said(Language.JA, refusal.value)
    assert re.search(r"[a-z_]{3,}", words) is None
