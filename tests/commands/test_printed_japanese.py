"""Japanese that is printed has the punctuation of Japanese: full-width marks, and notes in 〔〕."""

import re
import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.commands.cases import case_file
from tests.commands.conftest import Call
from tests.commands.test_wrong_calls import FILES

IN_JAPANESE = "぀-鿿々」）〕"
#: A half-width comma, colon or semicolon beside Japanese, or brackets around or after it. A number of the law such as
#: 1(2)イ(ア) or (13の2) is written so. Nor are there English quotation marks, or a half-width per cent sign.
HALF_WIDTH = re.compile(
    rf"[{IN_JAPANESE}] ?[,:;]|[,:;] ?[぀-鿿「（〔]|[{IN_JAPANESE}] [(\[]|[(\[][^()\[\]]*[぀-鿿]{{3}}|[“”]|%"
)


def slips(printed: str) -> list[str]:
    """The lines with a half-width mark in Japanese."""
    return [line for line in printed.splitlines() if HALF_WIDTH.search(line)]


@pytest.mark.parametrize(
    "call",
    [
        ("show", "2014-04-01"),
        ("show", "2026-04-21"),
        ("certify", "2026-04-21"),
        ("compare", "2014-04-01", "2022-03-08"),
        ("compare", "2024-03-26", "2026-04-21"),
    ],
    ids=" ".join,
)
def test_the_rulebook(call: tuple[str, ...], sekisho: Call) -> None:
    said = sekisho("rulebook", *call, "--language", "ja")
    assert said.status == 0
    assert slips(said.out) == []


def test_what_is_found_of_an_edition_that_is_not_certified(sekisho: Call, tmp_path: Path) -> None:
    assert sekisho("rulebook", "draft", "2026-04-21", tmp_path / "draft").status == 0
    rules = tmp_path / "draft" / "rules.toml"
    undeclared = re.sub(r"(?m)^yields_to = \[[^\]]*\]\n", "", rules.read_text(encoding="utf-8"))
    rules.write_text(undeclared, encoding="utf-8")
    said = sekisho("rulebook", "certify", tmp_path / "draft", "--language", "ja")
    assert said.status == 1
    assert "「条約等に基づく義務に違反する移転〔treaty rules.toml:" in said.out
    assert slips(said.out) == []


@pytest.mark.parametrize("weapon", ["yes", None])
def test_a_determination(weapon: str | None, sekisho: Call, tmp_path: Path) -> None:
    said = sekisho("assess", case_file(tmp_path, weapon=weapon), "--language", "ja")
    assert said.status == 0
    assert slips(said.out) == []


@pytest.mark.parametrize(("text", "_message"), FILES.values(), ids=FILES.keys())
def test_what_is_wrong_with_a_case(
    text: str, _message: str, sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    said = sekisho("assess", path)
    assert said.status == 2
    # What the user wrote is repeated as it is.
    assert slips(re.sub("「[^」]*」", "「」", said.err.replace(str(path), ""))) == []


def test_japan_as_a_destination_is_refused_in_a_natural_sentence(
    sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    said = sekisho("assess", case_file(tmp_path, destination="JP"))
    assert "：answers.destination＝「JP」：日本は指定できません。" in said.err


def test_an_interview(sekisho: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("8\n?\nそのほか\n" + "-\n" * 30))
    said = sekisho("interview", "--on", "2026-05-20", "--language", "ja")
    assert "残りの質問は、全て「まだ分からない」とされました：" in said.out
    assert slips(said.out) == []


@pytest.mark.parametrize(
    "line",
    ["移転の形態: 部品", "目的 (いずれか)", "結果 [合格]", "国(アラブ首長国連邦)", "武器,部品", "値“JP”", "約1.7 %"],
)
def test_a_slip_would_be_found(line: str) -> None:
    assert slips(line) == [line]


@pytest.mark.parametrize("line", ["提供〔1(2)イ(ア)〕", "一の項の(1)から(17)まで", "SHA-256 25a5", "三原則：閣議決定"])
def test_what_is_written_so_is_left_alone(line: str) -> None:
    assert slips(line) == []
