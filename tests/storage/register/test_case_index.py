"""The index of pairs finds what a plain look at every case finds, whatever is typed, and is what the cases make it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ids import CaseId
from app.domain.search import folded
from app.services.ports import CaseFilter
from app.services.reading import count_cases, list_cases
from app.services.receiving import amend_particulars
from app.storage.register import case_list, sqlite
from tests.builders import Official, a_register_file, an_official, opened, searched, the_shelf
from tests.fakes import TickingClock
from tests.folding import TEXTS
from tests.storage.register.index_check import differences

WORDS = "護衛艦 フリゲート ふりげーと 魚雷 部品 移転 髙橋 高橋 F-35 Ｆ−３５ 2026-0001 Türkiye missile 艦 雷 a"
SOME = st.lists(st.one_of(st.sampled_from(WORDS.split()), TEXTS), min_size=1, max_size=4).map(" ".join)
HOSTILE = [
    '"',
    '""" OR *',
    "NEAR(a b, 2)",
    "pairs : a",
    "* ^ - + ( ) { } :",
    "a AND NOT b OR",
    "%_\\'; DROP TABLE cases; --",
    "\x00",
    "a\x00b",
    "\ud800",
    "\ufdd0\ue000\ue041",
    "a" * 10_000,
    "魚" * 10_000,
    "魚雷部品の" * 2_000,
    " ".join(f"語{number}" for number in range(1_000)),
    " ".join(["の"] * 1_000),
    " ".join(map(chr, range(0x4E00, 0x4E00 + 1_000))),
]
BLANK = ["   ", "　\t\n", "\u0301\u0301\u0301", "\u200b\ufe0f"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Official]:
    """A register with some cases."""
    clock = TickingClock()
    with opened(a_register_file(tmp_path_factory.mktemp("index")), clock) as work:
        desk = an_official(work, clock)
        for number in range(6):
            desk.a_case({"destination": "TR"} if number % 2 else {}, number=f"#{number}", title=f"件名{number}")
        yield desk


def by_hand(desk: Official, typed: str) -> set[CaseId]:
    """The cases in which every word is found, by a look at what each shows."""
    turkey = the_shelf().reference().countries["TR"].name
    found = set()
    for summary in list_cases(desk.work, CaseFilter(limit=1_000)):
        shown = f"{summary.number}\n{summary.title}\n{summary.end_user}\n{summary.case_officer}"
        if summary.destinations:
            shown += f"\n{turkey.ja}\n{turkey.en}\nTR"
        if all(word in folded(shown) for word in folded(typed).split() if word != "the"):
            found.add(summary.id)
    return found


@pytest.mark.parametrize("few", [0, 10_000], ids=["case by case", "by the index"])
@settings(max_examples=40)
@given(texts=st.lists(SOME, min_size=1, max_size=6), typed=SOME)
def test_it_finds_what_a_plain_look_finds(desk: Official, few: int, texts: list[str], typed: str) -> None:
    for number, text in enumerate(texts):
        amend_particulars(desk, case_id=CaseId(number + 1), field="end_user", value=text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(case_list, "_FEW", few)
        wanted = searched(typed)
        found = {summary.id for summary in list_cases(desk.work, wanted)}
        # Another way to write a word, or another name of a state, finds more.
        assert by_hand(desk, typed) <= found
        rows = desk.work.register.rows("SELECT id, search_text, destinations FROM cases")
        assert found == {row["id"] for row in rows if wanted.search.finds(row["search_text"], row["destinations"])}
        assert count_cases(desk.work, wanted) == len(found)
    assert differences(desk.work.register) == []


@pytest.mark.parametrize("few", [0, 10_000], ids=["case by case", "by the index"])
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_search_fails_or_takes_long(desk: Official, few: int, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_list, "_FEW", few)
    amend_particulars(desk, case_id=CaseId(1), field="end_user", value="a plain office 語1")
    start = process_time()
    wanted = searched(typed)
    found = list_cases(desk.work, wanted)
    assert count_cases(desk.work, wanted) == len(found)
    assert process_time() - start < 1
    rows = desk.work.register.rows("SELECT id, search_text, destinations FROM cases")
    assert {case.id for case in found} == {
        row["id"] for row in rows if wanted.search.finds(row["search_text"], row["destinations"])
    }


@pytest.mark.parametrize("typed", BLANK)
def test_what_can_not_be_seen_leaves_nothing_out(desk: Official, typed: str) -> None:
    assert len(list_cases(desk.work, searched(typed))) == 6


def test_an_index_that_was_meddled_with_is_told(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    with opened(path) as work:
        an_official(work, TickingClock()).a_case(title="Radars", number="A")
        assert differences(work.register) == []
    with closing(sqlite.connect(path)) as connection:
        connection.execute("INSERT INTO case_pairs (rowid, pairs) VALUES (1, 'xy')")
        connection.execute("UPDATE cases SET title_order = 'z'")
        connection.commit()
    with opened(path) as work:
        assert differences(work.register) == ["1: title_order", "xy of 1"]
