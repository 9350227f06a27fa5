"""No option is passed over in silence: beside any other it does what it does, or the two are refused in a sentence."""

import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from app.bootstrap.composition import make_training_register
from app.bootstrap.rehearsals import read_rehearsal, stage_on
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.services.publishing import examine_draft, put_in_force
from app.storage.register import sqlite
from app.wording.language import Language
from tests.builders import PARTS_FOR_XA, ROOT, a_register_file, an_official, opened
from tests.commands.cases import case_file
from tests.commands.conftest import Call, Said
from tests.drafts import a_draft_that_opens_parts
from tests.fakes import TickingClock

#: Stands for a file of a new name in each call.
NEW = "NEW"
LANGUAGE = ("--language", "ja")
EDITION = str(ROOT / "resources" / "rulebooks" / "three-principles" / "2014-04-01")


class Called(NamedTuple):
    """A command as it is called, its options, and those that stand before it."""

    command: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    before: tuple[tuple[str, ...], ...] = (("--register", "REGISTER"),)


CALLED = {
    "assess": Called(
        ("assess", "CASE"),
        (
            *(("--on", "2023-12-22"), ("--edition", "2014-04-01"), ("--rulebook", EDITION), ("--format", "text")),
            *(("--format", "json"), ("--pdf", NEW), ("--brief",), LANGUAGE),
        ),
    ),
    "assess --batch": Called(
        ("assess", "--batch", "BATCH"),
        (
            *(("--on", "2023-12-22"), ("--edition", "2014-04-01"), ("--rulebook", EDITION), ("--format", "text")),
            *(("--format", "json"), ("--pdf", NEW), ("--brief",), LANGUAGE),
        ),
    ),
    "case": Called(
        ("--register", "REGISTER", "case", "2026-0001"),
        (("--on", "2024-04-01"), ("--format", "text"), ("--format", "json"), ("--pdf", NEW), LANGUAGE),
        before=(),
    ),
    "waiting": Called(
        ("--register", "PLAYED", "waiting"),
        (("--person", "recorder-a"), ("--group", "ending"), ("--format", "text"), ("--format", "json"), LANGUAGE),
        before=(),
    ),
    "sheet": Called(
        ("--register", "PLAYED", "sheet", "2026-0001", "nsc_four_ministers", "--office", "prime_minister"),
        (("--filled",), ("--pdf", NEW), ("--file", NEW), LANGUAGE),
        before=(),
    ),
    "rehearse": Called(
        ("rehearse", "REHEARSAL"),
        (
            *(("--until", "2"), ("--on", "2024-04-01"), ("--format", "json"), LANGUAGE),
            ("--register", "STAGE"),
        ),
        before=(),
    ),
    "rulebook show": Called(("rulebook", "show"), (("--format", "json"), LANGUAGE)),
    "rulebook show 2014-04-01": Called(("rulebook", "show", "2014-04-01"), (("--format", "json"), LANGUAGE)),
    "rulebook facts": Called(("rulebook", "facts"), (("--format", "json"), LANGUAGE)),
    "register new": Called(("register", "new", NEW), (("--empty",), LANGUAGE)),
    "register backup": Called(("register", "backup", "REGISTER", NEW), (("--to", "kept"), LANGUAGE)),
    "ledger verify": Called(("ledger", "verify", "REGISTER"), (("--checkpoint", "CHECKPOINT"), LANGUAGE)),
    "ledger export": Called(("ledger", "export", "REGISTER", NEW), (LANGUAGE,)),
    "ledger checkpoint": Called(("ledger", "checkpoint", "REGISTER", NEW), (LANGUAGE,)),
    "ledger take": Called(
        ("ledger", "take", "FRESH", "COSIGNED", "--cosigner", "COSIGNER", "--office", "mofa"), (LANGUAGE,)
    ),
    "ledger compare": Called(("ledger", "compare", "REGISTER", "REGISTER"), (LANGUAGE,)),
    "register check": Called(("register", "check", "REGISTER"), (LANGUAGE,)),
}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a case, in which another edition was put in force."""
    folder = tmp_path_factory.mktemp("register")
    path = a_register_file(folder)
    with opened(path) as work:
        official = an_official(work, TickingClock())
        official.determine(official.a_case(PARTS_FOR_XA).lines[0].id)
        draft = examine_draft(official.shelf, str(a_draft_that_opens_parts(folder)))
        put_in_force(official, report=draft, named_person="Taro Sato", since=date(2026, 5, 1))
    return path


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a case whose steps were requested."""
    path = tmp_path_factory.mktemp("played") / "played.sekisho"
    make_training_register(path, Language.EN, is_empty=True)
    rehearsal = read_rehearsal(ROOT / "resources" / "rehearsals" / "four_ministers.toml", frozenset({"meti"}))
    with stage_on(path, rehearsal) as stage:
        play(rehearsal.acts, stage, Given(), lambda _: None)
    return path


Look = Callable[[Called, Iterable[tuple[str, ...]]], tuple[Said, bytes, Said]]


@pytest.fixture
def look(sekisho: Call, register: Path, played: Path, tmp_path: Path) -> Look:
    """What a call with these options comes to: what is said, what is written, and what the same call says to a slip."""
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": 1, "on": "2026-05-20", "answers": {"weapon": "yes"}}\n{"answers": 1}\n', encoding="utf-8")
    checkpoint = tmp_path / "checkpoint.txt"
    with closing(sqlite.connect(register)) as connection:
        checkpoint.write_text(connection.execute("SELECT note FROM checkpoints").fetchone()[0], encoding="utf-8")
    stands_for = {
        "CASE": str(case_file(tmp_path)),
        "BATCH": str(batch),
        "REGISTER": str(register),
        "PLAYED": str(played),
    }
    stands_for["CHECKPOINT"] = str(checkpoint)
    fresh, cosigned, other = (tmp_path / name for name in ("fresh.sekisho", "cosigned.txt", "other.sekisho"))
    assert sekisho("register", "new", other, "--empty").status == 0
    cosigned.write_bytes(checkpoint.read_bytes())
    cosigner = sekisho("ledger", "cosign", cosigned, "--own", other).out.split()[-1]
    stands_for |= {"FRESH": str(fresh), "COSIGNED": str(cosigned), "COSIGNER": cosigner}
    rehearsal = (ROOT / "resources" / "rehearsals" / "ordinary_parts.toml").read_text(encoding="utf-8")
    # Three acts are enough to be told apart.
    (tmp_path / "rehearsal.toml").write_text("[[act]]".join(rehearsal.split("[[act]]")[:4]), encoding="utf-8")
    stands_for |= {"REHEARSAL": str(tmp_path / "rehearsal.toml"), "STAGE": str(tmp_path / "stage.sekisho")}
    shutil.copy(register, stands_for["STAGE"])
    seen: dict[tuple[str, ...], tuple[Said, bytes, Said]] = {}

    def looked(called: Called, options: Iterable[tuple[str, ...]]) -> tuple[Said, bytes, Said]:
        chosen = set(options)
        before = [word for option in called.before if option in chosen for word in option]
        behind = [word for option in called.options if option in chosen for word in option]
        key = (*before, *called.command, *behind)
        if key not in seen:
            new = tmp_path / f"new{len(seen)}"
            words = [str(new) if word == NEW else stands_for.get(word, word) for word in key]
            shutil.copy(register, fresh)
            said = sekisho(*words)
            told = Said(said.status, said.out.replace(str(new), NEW), said.err.replace(str(new), NEW))
            is_register = new.is_file() and new.read_bytes().startswith(b"SQLite")
            written = new.read_bytes() if new.is_file() and not is_register else b""
            seen[key] = told, written, sekisho(*words, "--no-such-option")
        return seen[key]

    return looked


def is_refused(seen: tuple[Said, bytes, Said]) -> bool:
    """Whether a call was refused in a sentence, and nothing was done."""
    (status, out, err), written, _slip = seen
    return status == 2 and out == "" and len(err.splitlines()) == 1 and written == b""


@pytest.mark.parametrize("name", CALLED)
def test_an_option_does_what_it_does_beside_any_other_or_is_refused(name: str, look: Look) -> None:
    called = CALLED[name]
    options = (*called.before, *called.options)
    bare = look(called, ())
    assert not is_refused(bare)
    passed_over = []
    for pair in combinations(options, 2):
        if pair[0][0] == pair[1][0]:
            continue
        both = look(called, pair)
        if is_refused(both):
            continue
        for option, other in (pair, pair[::-1]):
            alone = look(called, (option,))
            # The law of a register may be the same on that day, or in that edition.
            is_lost = option not in called.before and alone != bare and both == look(called, (other,))
            if is_refused(alone) or is_lost:
                passed_over.append((" ".join(option), " ".join(other)))
    assert passed_over == []


@pytest.mark.parametrize("name", CALLED)
def test_every_option_does_something_or_is_refused(name: str, look: Look) -> None:
    called = CALLED[name]
    for option in (*called.before, *called.options):
        # What is named is taken anyway; in this register the edition and the facts are the same.
        is_default = option == ("--format", "json" if name == "assess --batch" else "text")
        is_the_same = option in called.before and name in ("rulebook show 2014-04-01", "rulebook facts")
        if not is_default and not is_the_same:
            assert look(called, (option,)) != look(called, ()), option


def test_every_option_of_these_commands_is_tried(sekisho: Call) -> None:
    for name, called in CALLED.items():
        words = [word for word in called.command if word.islower() and not word.startswith("-")]
        told = sekisho(*words[: 2 if words[0] in ("rulebook", "register", "ledger") else 1], "--help").out
        offered = set(re.findall(r"--[a-z-]+", told.partition("examples:")[0]))
        tried = {option[0] for option in called.options} | {word for word in called.command if word.startswith("--")}
        # The kind of register that is made need not be said; a batch is a command of its own here. What opens or makes
        # a live register is tried with one.
        of_live = {"--account", "--passphrase-fd", "--office", "--name"}
        assert offered - tried <= {"--help", "--training", "--batch", "--register", *of_live}, name


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_document_and_a_form_of_what_is_printed_exclude_each_other(
    sekisho: Call, register: Path, tmp_path: Path, form: str
) -> None:
    document = tmp_path / "memorandum.pdf"
    for command in (("assess", case_file(tmp_path)), ("--register", register, "case", "2026-0001")):
        said = sekisho(*command, "--pdf", document, "--format", form)
        assert said == (2, "", "With --pdf nothing is printed. Leave --format out, or --pdf.\n")
        assert not document.exists()
        said = sekisho(*command, "--pdf", document, "--format", form, "--language", "ja")
        assert "--pdf" in said.err
        assert "printed" not in said.err


@pytest.mark.parametrize("command", [("register", "check", "x.sekisho"), ("screenshots", "pictures")])
def test_a_register_is_not_named_before_what_goes_by_none(
    sekisho: Call, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = sekisho("--register", "other.sekisho", *command)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"--register means nothing before “{command[0]}”. Leave it out.")


def test_an_option_is_given_once(sekisho: Call, tmp_path: Path) -> None:
    for twice in (("--on", "2023-12-22", "--on", "2024-04-01"), ("--format=json", "--format", "text")):
        said = sekisho("assess", case_file(tmp_path), *twice)
        assert said == (2, "", f"{twice[0].partition('=')[0]} is given more than once. Give it once.\n")
    said = sekisho("one.sekisho", "--register", "two.sekisho")
    assert said == (2, "", "--register is given more than once. Give it once.\n")
