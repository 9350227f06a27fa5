"""A register of a million cases, searched for two Japanese characters as the list of requests does it."""

import random
from collections.abc import Iterable, Iterator
from contextlib import closing

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from app.domain.register.case_search import search_cases_for
from app.domain.search import folded
from app.domain.sorting import sort_key
from app.services.ports import CaseFilter
from app.services.reading import count_cases, list_cases
from app.storage.register import sqlite
from app.storage.register.case_index import pairs
from app.storage.register.unit_of_work import RegisterWork
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import in_turns, percentile
from tests.builders import ME, a_register_file, opened, the_shelf

CASES = 1_000_000
WORDS = 200
#: The first page of the list.
PAGE = 100

_ITEMS = """
地対空誘導弾 護衛艦 哨戒機 輸送機 練習機 警戒管制レーダー 防弾チョッキ 戦闘機用エンジン 魚雷 機関砲 水中無人機 通信機
暗視装置 掃海艇 潜水艦用電池 多機能アンテナ 装甲車 小銃 ヘルメット 防護マスク 高高度無人機 訓練用標的機 光電波マスト
"""
_ACTS = "輸出 部品の輸出 技術情報の提供 修理 返送 国際共同開発 貸与 譲渡 展示 教育訓練 ライセンス生産"
_STATES = {"PH": "フィリピン", "AU": "オーストラリア", "US": "米国", "GB": "英国", "IT": "イタリア", "IN": "インド"}
_NAMES = "佐藤 鈴木 髙橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山﨑 森"
_FIRMS = "三菱重工業 川崎重工業 三菱電機 日本電気 東芝 富士通 日立製作所 小松製作所 ダイキン工業 沖電気工業"
_KANJI = "亜意宇衛応可危企揮期技共協局機空軍警計健研憲検権険現航港合国際査使支施資時実質証状条情信新診審推数製整成政税"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RegisterWork, list[str]]]:
    """The register, and words of two characters as they stand in its cases: what is frequent is sought frequently."""
    draw = random.Random(97)  # noqa: S311 - the same cases each time
    path = a_register_file(tmp_path_factory.mktemp("million"), "million.sekisho")
    words: list[str] = []
    with closing(sqlite.connect(path)) as connection:
        insert_cases(connection, (a_case_row(number, draw, words) for number in range(1, CASES + 1)))
        connection.commit()
    with opened(path) as work:
        yield work, draw.sample(words, WORDS)


_COLUMNS = """
id number number_key number_order title title_order received_on assessed_on exporter end_user consignee intermediaries
contract_reference case_officer marking state reason opened_at opened_by changed_at destinations line_count
open_line_count search_text
"""
_INSERT = f"INSERT INTO cases ({', '.join(_COLUMNS.split())}) VALUES ({', '.join('?' * len(_COLUMNS.split()))})"  # noqa: S608 - names above


def insert_cases(connection: sqlite.Connection, rows: Iterable[tuple[object, ...]]) -> None:
    """Puts cases into a register, and into its index."""
    connection.create_function("pairs", 2, pairs)
    connection.execute("PRAGMA synchronous = OFF")
    connection.executemany(_INSERT, rows)
    connection.execute("INSERT INTO case_pairs (rowid, pairs) SELECT id, pairs(search_text, destinations) FROM cases")


def a_case_row(number: int, draw: random.Random, words: list[str]) -> tuple[object, ...]:
    """A case; of some a word is added to those that are sought."""
    name, item, code = f"{2014 + number % 13}-{number:07}", draw.choice(_ITEMS.split()), draw.choice(list(_STATES))
    title = f"{_STATES[code]}への{item}の{draw.choice(_ACTS.split())}（{''.join(draw.sample(_KANJI, 3))}号）"
    exporter = f"{draw.choice(_FIRMS.split())}株式会社"
    officer = f"{draw.choice(_NAMES.split())}{''.join(draw.sample(_KANJI, 2))}"
    end_user, contract = f"{_STATES[code]}国防省{draw.choice(_KANJI)}局", f"K-{draw.randrange(10**6)}"
    if number % 1_000 == 0:
        text = draw.choice((title, exporter, officer, end_user))
        at = draw.randrange(len(text) - 1)
        words.append(text[at : at + 2])
    day, moment = f"2026-{1 + draw.randrange(12):02}-{1 + draw.randrange(28):02}", draw.randrange(86_400 * 10**6)
    changed = f"{day}T{moment // 3_600_000_000:02}:{moment // 60_000_000 % 60:02}:{moment // 10**6 % 60:02}"
    changed += f".{moment % 10**6:06}Z"
    search_text = folded(f"{name}\n{title}\n{exporter}\n{end_user}\n{contract}\n{officer}\n{item}")
    return (
        *(number, name, name, sort_key(name), title, sort_key(title), day, day, exporter, end_user, "", "", contract),
        *(officer, "", "draft", "", changed, ME.name, changed, code, 1, 1, search_text),
    )


def test_two_characters(benchmark: BenchmarkFixture, report: Report, large: tuple[RegisterWork, list[str]]) -> None:
    work, words = large
    reference = the_shelf().reference()

    def first_page(word: str) -> object:
        return list_cases(work, CaseFilter(search_cases_for(word, reference), limit=PAGE))

    def like(word: str) -> object:
        return work.register.rows(
            "SELECT * FROM cases WHERE search_text LIKE ? ORDER BY +changed_at DESC LIMIT ?",
            (f"%{folded(word)}%", PAGE),
        )

    def count(word: str) -> object:
        return count_cases(work, CaseFilter(search_cases_for(word, reference)))

    measured = in_turns(benchmark, words, first_page, {"LIKE": like, "count": count}, times=1)
    for name, percent in (("search", 50), ("search-slow", 99)):
        ours, anchor = (percentile(measured[each], percent) for each in ("ours", "LIKE"))
        report.ratio(name, ours, anchor, "LIKE")
    report.limit("search-limit", percentile(measured["ours"], 99), bound=0.05, aim=0.025)
    report.figure("search-count", percentile(measured["count"], 99))
