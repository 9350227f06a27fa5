"""Every example in the help of a command can be typed as it stands, in the order in which it stands."""

import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from app.bootstrap import program
from app.bootstrap.asking import Asking
from app.bootstrap.composition import SystemClock, make_training_register, opened, program_editions, words_in
from app.bootstrap.keyring import Keyring, Typed
from app.commands import assess, case, cli, interview, ledger, register, rehearse, rulebook, screenshots, sheet
from app.services.acting import Acting
from app.services.staffing import confirm_recovery_sheet, make_recovery_sheet
from app.storage.editions.edition_writer import write_edition
from app.wording.language import Language
from tests.builders import ROOT, a_shelf
from tests.commands.conftest import Call, Said

EXAMPLES = {
    "the window": cli._EXAMPLE,
    **{
        module.__name__.rpartition(".")[2]: module.EXAMPLE
        for module in (assess, case, interview, ledger, register, rehearse, rulebook, screenshots, sheet)
    },
}


def lines_of(example: str) -> list[str]:
    """What is typed in each example, without what is said of it."""
    typed = [line.strip() for line in example.splitlines() if line.startswith("  sekisho")]
    return [re.split(r" {2,}", line)[0] for line in typed]


def block_below(example: str, heading: str) -> str:
    """The lines below a heading."""
    below = example.partition(f"{heading}\n")[2].partition("\n\n")[0]
    return "\n".join(line.strip() for line in below.splitlines()) + "\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own to type in, with a window and pictures that are only said to have been made."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setattr(program, "has_no_screen", lambda: False)
    monkeypatch.setattr(program, "open_window", lambda *_given: 0)
    monkeypatch.setattr(program, "draw_screens", lambda *given: [Path(given[0]) / "01-requests.png"])
    shelf = program_editions()
    newest = shelf.compiled("2026-04-21").edition
    (tmp_path / "editions").mkdir()
    write_edition(shelf.content(newest), tmp_path / "editions" / "2026-04-21")
    return tmp_path


def typed(line: str, sekisho: Call, monkeypatch: pytest.MonkeyPatch) -> Said:
    """A line as a shell takes it apart."""
    words: list[str] = [str(Path(word).expanduser()) if word.startswith("~") else word for word in shlex.split(line)]
    given, kept = taken_out(words, "<"), taken_out(words, ">")
    content = Path(given).read_bytes() if given else b"yes\n" if "restore" in words else b"q\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    said = sekisho(*words[1:])
    if kept:
        Path(kept).write_text(said.out, encoding="utf-8")
    return said


def taken_out(words: list[str], sign: str) -> str | None:
    """What stands behind a sign, with which it is taken out."""
    if sign not in words:
        return None
    at = words.index(sign)
    behind = words[at + 1]
    del words[at : at + 2]
    return behind


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_can_be_typed(name: str, desk: Path, sekisho: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in ("assess", "the window"):
        given = block_below(assess.EXAMPLE, "a case file:")
        (desk / "case.toml").write_text(given, encoding="utf-8")
        line = block_below(assess.EXAMPLE, "a line of a batch; its determination comes back with the same id:")
        (desk / "cases.jsonl").write_text(line, encoding="utf-8")
    if name == "rehearse":
        shutil.copy(ROOT / "resources" / "rehearsals" / "ordinary_parts.toml", desk / "rehearsal.toml")
    if name in ("case", "ledger", "rehearse", "waiting"):
        make_training_register(desk / "training.sekisho", Language.EN, is_empty=False)
    if name == "sheet":
        make_training_register(desk / "training.sekisho", Language.EN, is_empty=True)
        rehearsal = ROOT / "resources" / "rehearsals" / "four_ministers.toml"
        assert is_done(sekisho("rehearse", rehearsal, "--register", "training.sekisho"))
    if name == "ledger":
        make_training_register(desk / "other.sekisho", Language.EN, is_empty=True)
        shutil.copy(desk / "training.sekisho", desk / "copy.sekisho")
    examples = lines_of(EXAMPLES[name])
    assert examples
    # What is asked for at the terminal is typed twice the same, and the code from the sheet.
    monkeypatch.setattr(Asking, "_passphrase", lambda *_: "seven wooden bridges")
    monkeypatch.setattr(Asking, "code", lambda _, path: code_of_a_sheet(path))
    refused, said = [], Said(0, "", "")
    for line in examples:
        # What cosigning told is what the other office is named by.
        said = typed(line.replace("NAME=KEY", said.out.split()[-1] if said.out else ""), sekisho, monkeypatch)
        refused += [] if is_done(said) else [(line, said)]
    assert refused == []


def code_of_a_sheet(path: Path) -> str:
    """The code of a recovery sheet that was just made."""
    keyring = Keyring(lambda _: Typed("sato", "seven wooden bridges"))
    with opened(path, SystemClock(), keyring=keyring) as work:
        seals, acting = keyring.open_seals(path), Acting(work, SystemClock(), work.people.get("sato"), a_shelf())
        assert seals is not None
        code = make_recovery_sheet(acting, seals)
        confirm_recovery_sheet(acting, seals, code=code)
    return code


def is_done(said: Said) -> bool:
    """Whether a call did what it was to do; a warning may stand beside it."""
    return said.status == 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_is_typed_in_either_language(name: str) -> None:
    assert lines_of(words_in(Language.JA)._(EXAMPLES[name])) == lines_of(EXAMPLES[name])


def test_the_case_file_of_the_japanese_help_is_one(desk: Path, sekisho: Call) -> None:
    said = words_in(Language.JA)._(assess.EXAMPLE)
    (desk / "case.toml").write_text(block_below(said, "案件ファイルの例："), encoding="utf-8")
    assert "ペトリオット・ミサイルの米国への移転" in sekisho("assess", "case.toml", "--language", "ja").out


def test_an_example_that_is_wrong_is_seen(desk: Path, sekisho: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in ("sekisho assess no-such-case.toml", "sekisho rulebook shwo", "sekisho register new"):
        assert not is_done(typed(line, sekisho, monkeypatch))
