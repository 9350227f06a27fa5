"""The stand-alone verifier gives each export the verdict of FORMAT.md, finds every altered byte, and says so."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.verifier.exports import (
    COSIGNER,
    COSIGNING_KEY,
    LIVE,
    PAPER,
    REGISTER,
    UPGRADED,
    Act,
    Export,
    beginning,
    digest,
    live,
    new,
    public_key,
    upgraded,
)
from tests.verifier.loading import VERIFIER, verify_ledger
from tests.verifier.samples import SAMPLES, Sample

FORMAT = VERIFIER.with_name("FORMAT.md")
#: The first fault told: where it is, and its code.
FAULT = re.compile(r"^- (?:(?P<where>entry \d+|[^:\n]+(?::\d+)?): )?.*\[(?P<code>[a-z_]+)\]$", re.MULTILINE)


def arguments_of(sample: Sample, folder: Path) -> list[str]:
    """The sample written into a folder, and the call that verifies it."""
    sample.export.write(folder / "export")
    arguments = [str(folder / "export")]
    for number, note in enumerate(sample.kept, 1):
        path = folder / f"kept checkpoint {number}"
        path.write_bytes(note.encode())
        arguments += ["--checkpoint", str(path)]
    for cosigner in sample.cosigners:
        arguments += ["--cosigner", cosigner]
    return arguments


def verdict(said: str, folder: Path) -> tuple[str, int | str]:
    """Code and place of the first fault that was told, in English."""
    fault = FAULT.search(said)
    if fault is None:
        return "", ""
    where = (fault["where"] or "").replace(f"{folder}/export/", "").replace(f"{folder}/", "")
    return fault["code"], int(where[6:]) if where.startswith("entry ") else where


def said_of(sample: Sample, folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """The exit status, and what is said."""
    status = verify_ledger.main([*arguments_of(sample, folder), *more])
    return status, capsys.readouterr().out


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_verdict_is_that_of_the_format(sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = said_of(sample, tmp_path, capsys)
    japanese, english = said.strip().split("\n\n")
    assert verdict(english, tmp_path) == (sample.fault, sample.where), said
    assert status == (1 if sample.fault else 0)
    assert ("NOT SOUND" in english) is ("検証に不合格" in japanese) is bool(sample.fault)
    assert ("\nSOUND" in english) is ("検証に合格" in japanese) is (not sample.fault)
    codes = [re.findall(r"\[([a-z_]+)\]$", part, re.MULTILINE) for part in (japanese, english)]
    assert codes[0] == codes[1]


def test_every_code_of_the_format_has_a_sample_and_no_other() -> None:
    assert len({sample.name for sample in SAMPLES}) == len(SAMPLES) > 50
    section = FORMAT.read_text(encoding="utf-8").partition("## 5.")[2].partition("## 6.")[0]
    codes = set(re.findall(r"`([a-z_]+)`(?=,? (?:—|`\w+` —))", section))
    assert {sample.fault for sample in SAMPLES} - {""} == codes == set(verify_ledger.FAULTS)


def status_with(folder: Path, name: str, data: bytes, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The verdict on an export of which one file has other bytes; the file is put back."""
    path = folder / name
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        return verify_ledger.main([str(folder), "--language", "en"]), capsys.readouterr().out
    finally:
        path.write_bytes(before)


def test_each_byte_of_an_entry_is_found_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    live().write(tmp_path)
    data = (tmp_path / "entries.txt").read_bytes()
    lines = data.splitlines(keepends=True)
    start = len(b"".join(lines[:2]))
    for place in range(start, start + len(lines[2])):
        altered = bytearray(data)
        altered[place] ^= 1 << place % 8
        status, said = status_with(tmp_path, "entries.txt", bytes(altered), capsys)
        assert (status, verdict(said, tmp_path)[1]) == (1, 3), place


@pytest.mark.parametrize("export", [live(), upgraded()], ids=["live", "upgraded"])
def test_a_byte_of_each_entry_is_found_there(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export.write(tmp_path)
    lines = (tmp_path / "entries.txt").read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        for place in range(number, len(line), 97):
            altered = bytearray(line)
            altered[place] ^= 1
            data = b"".join([*lines[: number - 1], altered, *lines[number:]])
            status, said = status_with(tmp_path, "entries.txt", data, capsys)
            # What nobody signed is missed by the entry after it.
            found = (number, number + 1) if b'"before_the_ledger"' in line else (number,)
            assert status == 1
            assert verdict(said, tmp_path)[1] in found, (number, place)


def every_byte(folder: Path, step: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Alter bytes of all files of a small export, one at a time: each is found."""
    story = [
        beginning("register_made", "training", "kanri-a"),
        Act("kanri-a", "document_added", {}, {f"document_files/{digest(PAPER)}": {"size": len(PAPER)}}),
    ]
    export = Export(story, kind="training")
    export.add_checkpoint(2)
    export.document_files[digest(PAPER)] = PAPER
    export.write(folder)
    assert verify_ledger.main([str(folder)]) == 0
    for name, data in export.files().items():
        for place in range(0, len(data), step):
            altered = bytearray(data)
            altered[place] ^= 1 << place % 8
            assert status_with(folder, name, bytes(altered), capsys)[0] == 1, (name, place)


def test_bytes_of_every_file_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every_byte(tmp_path, 7, capsys)


@pytest.mark.long
def test_every_byte_of_every_file_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every_byte(tmp_path, 1, capsys)


def test_what_is_shown_of_a_live_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = live()
    sample = Sample(
        "", export, kept=[export.checkpoints["000000000007.txt"]], cosigners=[f"{COSIGNER}={public_key(COSIGNING_KEY)}"]
    )
    _, said = said_of(sample, tmp_path, capsys, "--language", "en")
    kept = tmp_path / "kept checkpoint 1"
    assert said.splitlines() == [
        f"Ledger of register {REGISTER} (live register, office: meti): 12 entries, root {export.root(12).hex()}",
        "SOUND: no fault was found.",
        "What this shows:",
        "- Entries that were signed, each by the key that the ledger had given to the person it names: 12",
        "- From the first entry to the last none is missing, added, moved or altered.",
        "- Rows, none missing, each as the last entry on it says: 12. Kept files, unaltered: 1",
        f"- Checkpoints that the checkpoint key {public_key('checkpoint')} signed and that agree with the entries: 3",
        f"- {kept}: the first 7 entries are those for which it was signed at 2026-12-01T10:00:00.000000Z.",
        f"- {COSIGNER} cosigned the first 12 entries at 2026-12-01T10:13:20Z.",
        "What this does not show:",
        "- That what was recorded is true or complete.",
        "- Who held a key, whether that person held the role for the act, and whether the procedure allowed it.",
        "- That the computer's clock was right. Entries that say that it had gone back: 1",
        "- That no entries after the first 7 were cut off, with their rows.",
    ]


def test_what_is_not_shown_of_a_training_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = said_of(Sample("", upgraded()), tmp_path, capsys, "--language", "ja")
    assert said.partition("確認できないこと：\n")[2].splitlines() == [
        "- 記録の内容が真実であり、漏れがないこと。",
        "- 誰が鍵を持っていたか、その行為に必要な役割にあったか、手続がその行為を許していたか。",
        "- パソコンの時計が正しかったこと。時計が戻ったとする記録：1件",
        "- 記録が行とともに末尾から切り取られていないこと、全体が別の鍵で作り直されていないこと。",
        "  （別に保管したチェックポイントがあれば確認できます：--checkpoint FILE）",
        "- 誰が署名したか。訓練用の台帳の署名鍵は台帳の中に公開されており、台帳を持つ人は誰の名でも署名できます。",
        "- 記録簿の開始前の記録（署名のないもの）が当初のままであること：3件",
    ]


def test_a_fault_names_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = live()
    export.rows["cases/1"] = {"id": 1}
    export.rows["answers/3"] = {"id": 3}
    del export.rows["lines/1"]
    _, said = said_of(Sample("", export), tmp_path, capsys, "--language", "en")
    assert said.splitlines()[1:] == [
        "NOT SOUND. Faults found: 3",
        "- answers/3: no entry names it, or it stands here twice [row_unnamed]",
        "- cases/1: not as entry 12, the last that names it, says [row]",
        "- lines/1: missing, though entry 2 names it [row_missing]",
    ]


def test_a_bad_entry_ends_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = live()
    export.entries[3] = export.entries[2]
    export.rows.clear()
    _, said = said_of(Sample("", export), tmp_path, capsys, "--language", "ja")
    assert said.splitlines()[1:] == [
        "検証に不合格：異常が1件見付かりました。",
        "- 記録4：この位置に番号3の記録があります [number]",
        "これより後は検証していません。",
    ]


def test_the_other_entry_is_looked_for_between_two_checkpoints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = [live().checkpoints[f"{size:012}.txt"] for size in (7, 12)]
    story = [*LIVE[:10], LIVE[10]._replace(body={"title": "三"}), LIVE[11]]
    _, said = said_of(Sample("", live(story), kept=kept), tmp_path, capsys, "--language", "en")
    assert "its 12 entries were others than these: the first is one of 8 to 12 [checkpoint_root]" in said


def test_very_many_faults_are_counted_and_the_first_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = live()
    export.rows |= {f"answers/{number}": {"id": number} for number in range(100, 1100)}
    _, said = said_of(Sample("", export), tmp_path, capsys, "--language", "en")
    assert "Faults found: 1000\n" in said
    assert said.count("[row_unnamed]") == 20


def test_nothing_said_can_steer_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = live()
    export.about["office"] = "\x1b[2J meti\n\x9b"
    _, said = said_of(Sample("", export), tmp_path, capsys)
    assert r"\x1b[2J meti\n\x9b" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no such folder"],
        [__file__],
        ["{folder}", "--checkpoint", "no such file"],
        ["{folder}", "--cosigner", "sekisho/x"],
        ["{folder}", "--cosigner", "sekisho/x=00"],
        ["{folder}", "--cosigner", f"sekisho/x={'00' * 32}"],
        ["{folder}", "--cosigner", f"a name={public_key('x')}"],
        ["{folder}", "--language", "fr"],
        ["{folder}", "more"],
    ],
)
def test_a_wrong_call_is_neither_sound_nor_unsound(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new().write(tmp_path)
    with pytest.raises(SystemExit) as ended:
        verify_ledger.main([argument.format(folder=tmp_path) for argument in arguments])
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


def test_what_cannot_be_read_is_neither_sound_nor_unsound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a bad sector under an entry, or no room for the list of rows."""
    new().write(tmp_path)
    for fault in (OSError("Input/output error"), verify_ledger.sqlite3.OperationalError("database or disk is full")):

        def fails(*_: object, fault: Exception = fault) -> None:
            raise fault

        monkeypatch.setattr(verify_ledger.Ledger, "take", fails)
        with pytest.raises(SystemExit) as ended:
            verify_ledger.main([str(tmp_path)])
        assert ended.value.code == 2
        assert str(fault) in capsys.readouterr().err


def test_it_runs_by_itself(tmp_path: Path) -> None:
    """Copied beside an export, in a Python that sees nothing of the program, on a console without Japanese letters."""
    live().write(tmp_path)
    copied = shutil.copy(VERIFIER, tmp_path)
    call = [sys.executable, "-I", copied, tmp_path]
    run = subprocess.run(call, cwd="/", env={"PYTHONIOENCODING": "cp1252"}, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"SOUND: no fault was found." in run.stdout
    with (tmp_path / "entries.txt").open("ab") as entries:
        entries.write(b"\n")
    assert subprocess.run(call, capture_output=True, check=False).returncode == 1


def test_it_is_one_file_for_older_pythons() -> None:
    """Of the standard library, and cryptography; nothing of the program."""
    tree = ast.parse(VERIFIER.read_text(encoding="utf-8"), feature_version=(3, 9))
    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    selective = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules = {name.partition(".")[0] for name in plain | selective}
    assert modules - {"cryptography"} <= sys.stdlib_module_names
    assert "cryptography" in modules


def test_entries_before_the_ledger_are_counted_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = said_of(Sample("", upgraded()), tmp_path, capsys, "--language", "en")
    assert f"the person it names: {len(UPGRADED) - 3}\n" in said
