"""Two verifiers, the second made from FORMAT.md alone, give an export the same verdict: that page is all it takes."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import HowMany
from tests.verifier import second_verifier
from tests.verifier.exports import (
    CHECKPOINT_KEY,
    COSIGNER,
    COSIGNING_KEY,
    LIVE,
    OTHER_REGISTER,
    RECOVERED,
    RECOVERY_KEY,
    UPGRADED,
    Act,
    Export,
    changed,
    live,
    person,
    private_key,
    public_key,
    upgraded,
)
from tests.verifier.loading import verify_ledger
from tests.verifier.samples import SAMPLES, Sample

#: What is put in place of something, or beside it: ends of what is allowed, and what only looks allowed.
ODD = [
    *("", "0", "00", "1", "-1", "-0", "1.0", "2", "9007199254740991", "9007199254740992", "-9007199254740992", "1e1"),
    *("null", "true", "false", '""', "[]", "{}", "[null]", '{"":0}', '{"a":1,"b":2}', '{"b":1,"a":2}', '{"a":1,"a":1}'),
    *("[" * depth + "]" * depth for depth in (98, 99, 100, 101, 102, 300)),
    *(" ", "\n", "\r", "\t", "\x00", "\x1f", "\x7f", "\x85", "\x9f", "\u00a0", "\u2028", "\u200b", "\ufeff", "𠮷", "é"),
    *('"', "\\", "\\n", "\\u000a", "\\u001f", "\\u001F", "\\u007f", "\\/", "\\ud800"),
    *("{", "}", ",", ":", " {", "/", "+", "=", "A"),
    *("— ", "\n\n", "AAAAAA==", "AAAAAAB=", "sekisho/", "time ", "document_files/"),
    *("document_files/0", "people/", "a b/c"),
    *('"went_back"', '"clock":"went_back",', '"before_the_ledger":true,', "register_made", "ledger_begun"),
    *("person_added", "person_left", "key_changed", "training_day_set", "training", "live"),
    *("kanri-a", "shinsa-b", "shinsa-z", "0" * 64, "01" + "00" * 31, "ee" + "ff" * 30 + "7f", "ee" + "ff" * 31),
    *("0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z", "2028-02-29T00:00:00.000000Z"),
    *(public_key("shinsa-b"), public_key(CHECKPOINT_KEY)),
]  # fmt: skip
#: A part of what is written: a text of JSON, a word or number, a mark.
PART = re.compile(r'"(?:[^"\\\n]|\\.)*"|[\w.:-]+|[^\w\s]|\s')

NAMES = [
    *("kanri-a", "shinsa-a", "shinsa-a, anew", "shinsa-b", "kakunin-a", "a stranger"),
    *(CHECKPOINT_KEY, RECOVERY_KEY, f"{RECOVERY_KEY} 2", "kanri-a, anew"),
]
MOMENTS = [
    "",
    "2026-12-01T15:00:00.000000Z",
    "2026-12-01T09:04:00.000000Z",
    "2026-12-01T09:07:30.000000Z",
    "2026-04-21T00:00:00.500000Z",
]
MEMBERS: list[Mapping[str, Any]] = [
    {},
    {},
    {"clock": "went_back"},
    {"before_the_ledger": True},
    {"case": 0},
    {"rows": {"answers/1": "0" * 64}},
]
SAID: list[Any] = [
    "kanri-a",
    "shinsa-b",
    "A",
    "",
    None,
    0,
    [],
    {},
    "administrator",
    ["administrator"],
    *("2026-12-01", "2026-12-02"),
    *map(public_key, NAMES),
    *([person(name)] for name in NAMES),
]


def another_act(story: Sequence[Act], chance: random.Random) -> Act:
    """An act of the story with something else in it, which may be in order or not."""
    act = chance.choice(story)
    match chance.randrange(7):
        case 0:
            return act._replace(person=chance.choice(NAMES), key=chance.choice(["", *NAMES]))
        case 1:
            return act._replace(key=chance.choice(NAMES))
        case 2:
            return act._replace(signed_with=chance.choice(NAMES))
        case 3:
            return act._replace(at=chance.choice(MOMENTS))
        case 4:
            return act._replace(act=chance.choice([*LIVE, *UPGRADED, *RECOVERED]).act)
        case 5:
            return act._replace(members=chance.choice(MEMBERS))
        case _:
            name = chance.choice(
                [*act.body, "account", "key", "people", "day", "since", "until", "role", "roles", "signing_key"]
            )
            return act._replace(body={**act.body, name: chance.choice(SAID)})


def another_story(chance: random.Random) -> Export:
    """Somebody who has all keys wrote another story, or put an act somewhere else, and signed it all."""
    make, story = chance.choice([(live, list(LIVE)), (upgraded, list(UPGRADED)), (live, list(RECOVERED))])
    place = chance.randrange(len(story))
    match chance.randrange(5):
        case 0:
            story[place:place] = [chance.choice([*LIVE, *UPGRADED, *RECOVERED])]
        case 1:
            story[place : place + chance.randrange(2)] = [another_act(story, chance)]
        case 2:
            story = story[:place] or story[:1]
        case _:
            story[place] = another_act(story[place : place + 1], chance)
    return make(story)


def another_entry(chance: random.Random) -> Export:
    """Somebody who has all keys wrote other bytes into an entry, and signed it and all after it."""
    make, story = chance.choice([(live, LIVE), (upgraded, UPGRADED)])
    number = chance.randrange(len(story)) + 1
    entry = make(story).entries[number - 1][1].decode()
    return make(changed(story, number, raw=(entry.encode(), in_place_of_a_part(entry, chance).encode())))


def in_place_of_a_part(text: str, chance: random.Random) -> str:
    """The text with something else in place of a part, beside it, or in place of all from there to another."""
    parts = list(PART.finditer(text))
    part = chance.choice(parts)
    until = chance.choice([part.start(), part.end(), part.end(), part.end(), chance.choice(parts).start()])
    other = chance.choice([chance.choice(ODD), chance.choice(ODD), chance.choice(parts)[0]])
    if part[0][0] == '"' and other[:1] not in {'"', "{", "[", "n", "t", "f"} and chance.random() < 0.7:
        other = f'"{other}"'
    return text[: part.start()] + other + text[max(until, part.start()) :]


def other_contents(export: Export, chance: random.Random) -> None:
    """What the entries speak of, and what is said of them all, is changed by who can sign nothing."""
    name = chance.choice(sorted(export.rows) or ["answers/2"])
    other = chance.choice([name + "0", "answers/1", "document_files/0", f"document_files/{'0' * 64}"])
    match chance.randrange(6):
        case 0:
            export.about[chance.choice(sorted(export.about))] = chance.choice(["live", "training", "", 0, 11, "0" * 64])
        case 1:
            export.rows[name] = chance.choice([{}, *export.rows.values()])
        case 2:
            export.rows[other] = export.rows.pop(name, {})
        case 3:
            export.rows.pop(name, None)
        case 4:
            export.document_files[chance.choice(["0" * 64, "x", *export.document_files])] = b""
        case _:
            export.document_files.clear()


def other_bytes(export: Export, chance: random.Random) -> None:
    """Bits of a file turn over, lines move, files come and go."""
    files = export.files()
    name = chance.choice(sorted(name for name, data in files.items() if data))
    data = files[name]
    lines = data.splitlines(keepends=True)
    place, until = sorted(chance.choices(range(len(data)), k=2))
    match chance.randrange(9):
        case 0:
            data = data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]
        case 1:
            data = data[:place] + chance.choice(ODD).encode() + data[place:]
        case 2:
            data = data[:place] + data[until:]
        case 3:
            data = b"".join(chance.sample(lines, len(lines)))
        case 4:
            lines.insert(chance.randrange(len(lines)), chance.choice(lines))
            data = b"".join(lines)
        case 5:
            lines.pop(chance.randrange(len(lines)))
            data = b"".join(lines)
        case 6:
            export.instead[name] = None
            name = chance.choice([f"files/{'0' * 64}", "checkpoints/000000000001.txt", "notes", f"{name}/x"])
        case 7:
            data = files[chance.choice(sorted(files))]
        case _:
            data = in_place_of_a_part(data.decode(errors="replace"), chance).encode()
    export.instead[name] = data


def another_checkpoint(export: Export, chance: random.Random) -> str:
    """A note that somebody signed, whatever it says; perhaps with a cosignature, and with lines of others."""
    key = chance.choice([CHECKPOINT_KEY] * 5 + ["a stranger"])
    size = chance.choice([0, 1, 2, 7, len(export.entries), 13, 10**15, 10**16])
    name = chance.choice([""] * 5 + [f"sekisho/{OTHER_REGISTER}"])
    root = chance.choice([None] * 5 + [bytes(32), bytes(31)])
    text = export.checkpoint(size, name=name, root=root).partition("\n\n")[0]
    text = (in_place_of_a_part(text, chance) if chance.random() < 0.3 else text) + "\n"
    signature = private_key(key).sign(text.encode())
    note = f"{text}\n{export.signature_line(text.partition(chr(10))[0], key, 1, signature)}"
    if chance.random() < 0.3:
        note += export.cosignature(note, key=chance.choice([COSIGNING_KEY, "a stranger"]))
    if chance.random() < 0.3:
        whose, length = chance.choice([COSIGNER, f"a{chance.choice(ODD)}b"]), chance.choice([0, 1, 64, 72])
        note += export.signature_line(whose, COSIGNING_KEY, chance.choice([1, 4]), bytes(length))
    return in_place_of_a_part(note, chance) if chance.random() < 0.2 else note


def damaged(chance: random.Random) -> Iterator[Sample]:
    """Exports, each with a change or two, which is a damage or not."""
    while True:
        export, kept = chance.choice([live, upgraded])(), []
        for _ in range(chance.choice([1, 1, 2])):
            match chance.randrange(8):
                case 0 | 1:
                    export = another_story(chance)
                case 2:
                    export = another_entry(chance)
                case 3:
                    note = another_checkpoint(export, chance)
                    size = note.partition("\n")[2].partition("\n")[0]
                    export.checkpoints[f"{size:>012}.txt" if size.isdigit() else "000000000007.txt"] = note
                case 4:
                    kept.append(another_checkpoint(export, chance))
                case 5 | 6:
                    other_contents(export, chance)
                case _:
                    other_bytes(export, chance)
        cosigners = [f"{COSIGNER}={public_key(COSIGNING_KEY)}"] if chance.random() < 0.3 else []
        yield Sample("damaged", export, kept=kept, cosigners=cosigners)


def written(sample: Sample, folder: Path) -> None:
    """What a file system takes of the export: not a file in a file, nor a name that is none."""
    for name, data in sample.export.files().items():
        path = folder / name
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def first_verdict(sample: Sample, folder: Path) -> str:
    kept = []
    for number, note in enumerate(sample.kept):
        kept.append(folder.with_name(f"{folder.name}-{number}"))
        kept[-1].write_bytes(note.encode())
    run = verify_ledger.Verification(folder, kept, [verify_ledger.cosigner(each) for each in sample.cosigners])
    run.run()
    return str(run.faults[0].code) if run.faults else "sound"


def second_verdict(sample: Sample, folder: Path) -> str:
    cosigners = dict(each.rsplit("=", 1) for each in sample.cosigners)
    keys = {name: bytes.fromhex(key) for name, key in cosigners.items()}
    return second_verifier.verdict(folder, [note.encode() for note in sample.kept], keys)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_second_verifier_gives_the_verdict_of_the_format(sample: Sample, tmp_path: Path) -> None:
    sample.export.write(tmp_path)
    assert second_verdict(sample, tmp_path) == (sample.fault or "sound")


def test_both_say_the_same_of_any_damage(tmp_path: Path, how_many: HowMany) -> None:
    chance = random.Random(20261201)  # noqa: S311 - which damage, not a secret
    said = set()
    for number, sample in zip(range(how_many(250, long=20_000)), damaged(chance), strict=False):
        folder = tmp_path / str(number)
        folder.mkdir()
        written(sample, folder)
        first, second = first_verdict(sample, folder), second_verdict(sample, folder)
        assert first == second, folder
        said.add(first)
    assert len(said) > 20, said


def test_no_line_is_longer_than_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest line of each file at the bound, and a byte beyond it."""
    long = {"_sqlite_migrations/1": {"name": "x" * 3000}}
    sample = Sample("", live([*LIVE, Act("kanri-a", "rows_taken_over", {}, long)]))
    sample.export.write(tmp_path)
    bounds = {
        name: max(map(len, sample.export.files()[name].splitlines(keepends=True)))
        for name in ("register.json", "entries.txt", "rows.txt")
    }
    assert [*bounds.values()] == sorted(bounds.values())
    bounded = {bounds["rows.txt"]: "sound"}
    faults = {"register.json": "register_file", "entries.txt": "line", "rows.txt": "rows_file"}
    bounded |= {bounds[name] - 1: code for name, code in faults.items()}
    bounded |= {bounds["register.json"]: "line", bounds["entries.txt"]: "rows_file"}
    for bound, code in bounded.items():
        monkeypatch.setattr(second_verifier, "LONGEST_LINE", bound)
        monkeypatch.setattr(verify_ledger, "LONGEST_LINE", bound)
        assert (first_verdict(sample, tmp_path), second_verdict(sample, tmp_path)) == (code, code), bound
