"""Exports, sound and damaged, each with the verdict that FORMAT.md gives it: read off that page, not off a program.

Every verifier has to agree with all of them.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import rfc8785

from tests.verifier.exports import (
    CASE,
    CHECKPOINT_KEY,
    COSIGNER,
    COSIGNING_KEY,
    LIVE,
    NO_SIGNATURE,
    OTHER_REGISTER,
    PAPER,
    RECOVERED,
    RECOVERY_KEY,
    REGISTER,
    SHEET,
    UPGRADED,
    Act,
    Export,
    beginning,
    changed,
    digest,
    live,
    new,
    person,
    private_key,
    public_key,
    recovery,
    sheet,
    upgraded,
    with_roles,
)

NEW_KEY = "shinsa-a, anew"


class Sample(NamedTuple):
    """An export and its verdict: the code of the first fault ("" where it is sound), and what it names.

    `kept` are checkpoints kept elsewhere, `cosigners` those that have to have cosigned, as `NAME=HEX`.
    """

    name: str
    export: Export
    fault: str = ""
    where: int | str = ""
    kept: Sequence[str] = ()
    cosigners: Sequence[str] = ()


def edited(export: Export, edit: Callable[[Export], object]) -> Export:
    edit(export)
    return export


def but(edit: Callable[[Export], object]) -> Export:
    """The live register, edited."""
    return edited(live(), edit)


def with_entry(number: int, replaced: Callable[[bytes], bytes]) -> Export:
    """The live register with other bytes in one entry, and nothing else made to fit."""
    export = live()
    signature, entry = export.entries[number - 1]
    assert replaced(entry) != entry
    export.entries[number - 1] = signature, replaced(entry)
    return export


def with_line(number: int, replaced: Callable[[bytes], bytes]) -> Export:
    """The live register with another line in `entries.txt`."""
    export = live()
    lines = export.files()["entries.txt"].splitlines(keepends=True)
    assert replaced(lines[number - 1]) != lines[number - 1]
    lines[number - 1] = replaced(lines[number - 1])
    export.instead["entries.txt"] = b"".join(lines)
    return export


def with_rows(replaced: Callable[[bytes], bytes | None]) -> Export:
    """The live register with another `rows.txt`."""
    return _with_file("rows.txt", replaced)


def with_about(**members: Any) -> Export:
    return but(lambda export: export.about.update(members))


def with_register_file(replaced: Callable[[bytes], bytes | None]) -> Export:
    """The live register with another `register.json`."""
    return _with_file("register.json", replaced)


def _with_file(name: str, replaced: Callable[[bytes], bytes | None]) -> Export:
    export = live()
    data = export.files()[name]
    assert replaced(data) != data
    export.instead[name] = replaced(data)
    return export


def with_note(replaced: Callable[[str], str], size: int = 7) -> Export:
    """The live register with another text in one of its checkpoints."""
    export = live()
    name = f"{size:012}.txt"
    assert replaced(export.checkpoints[name]) != export.checkpoints[name]
    export.checkpoints[name] = replaced(export.checkpoints[name])
    return export


def cut(size: int) -> Export:
    """The live register as it was after so many entries: with all that it had then, and no trace of more."""
    export = Export(LIVE[:size])
    export.add_checkpoint(7)
    export.document_files[digest(PAPER)] = PAPER
    return export


def note_of(export: Export, size: int) -> str:
    return export.checkpoints[f"{size:012}.txt"]


class Forgery(Export):
    """All written anew by somebody who has none of the keys, but keeps every name."""

    def __init__(self) -> None:
        story = [act._replace(body=_with_forged_keys(act.body), key=f"forged {act.key or act.person}") for act in LIVE]
        super().__init__(story)
        self.checkpoints["000000000012.txt"] = self.checkpoint(12, key=f"forged {CHECKPOINT_KEY}")
        self.document_files[digest(PAPER)] = PAPER


def _with_forged_keys(value: Any) -> Any:
    """The value with the forger's key in place of everybody's."""
    everybody = ("kanri-a", "shinsa-a", "kakunin-a", "shinsa-b", NEW_KEY, CHECKPOINT_KEY)
    names = {public_key(name): name for name in everybody}
    if isinstance(value, dict):
        return {name: _with_forged_keys(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_forged_keys(each) for each in value]
    return public_key(f"forged {names[value]}") if value in names else value


def sound() -> Iterator[Sample]:
    yield Sample("a live register", live())
    yield Sample("with its two checkpoints kept elsewhere", live(), kept=[note_of(live(), 7), note_of(live(), 12)])
    yield Sample("cosigned as asked", live(), cosigners=[f"{COSIGNER}={public_key(COSIGNING_KEY)}"])
    note = note_of(live(), 7)
    yield Sample(
        "cosigned on the checkpoint kept elsewhere",
        but(lambda export: export.checkpoints.clear()),
        kept=[note + live().cosignature(note)],
        cosigners=[f"{COSIGNER}={public_key(COSIGNING_KEY)}"],
    )
    yield Sample("a training register that has only begun", new())
    yield Sample("a training register with entries before its ledger, and a day of its own", upgraded())
    yield Sample(
        "a ledger that began late and had nothing before it", new([beginning("ledger_begun", "training", "kanri-a")])
    )
    yield Sample("rows in another order", with_rows(lambda rows: b"".join(reversed(rows.splitlines(keepends=True)))))
    yield Sample("other files beside it", but(lambda export: export.instead.update({"notes.txt": b"x", "a/b": b"y"})))
    bogus = live().signature_line("elsewhere.example/log", "elsewhere", 1, bytes(64))
    yield Sample(
        "a signature of somebody unknown, good or not, under a checkpoint", with_note(lambda note: note + bogus)
    )
    other_key = live().signature_line(f"sekisho/{REGISTER}", "elsewhere", 1, bytes(64))
    yield Sample(
        "a signature under the register's name by another key, beside its own", with_note(lambda note: note + other_key)
    )
    back = [*LIVE, Act("kanri-a", "person_added", person("shinsa-b", "shinsa-b, anew"), {"people/4": {"id": 4}})]
    yield Sample("somebody left and came back with another key", live(back))
    never = [
        *LIVE,
        Act("kanri-a", "person_left", {"account": "shinsa-b"}),
        Act("kanri-a", "person_left", {"account": "?"}),
    ]
    yield Sample("somebody left twice, and somebody who never had a key", live(never))
    taken_over = Act(
        "kanri-a", "rows_taken_over", {}, {"_sqlite_migrations/1": {"id": 1}, "editions/一 二": {"id": "一 二"}}
    )
    yield Sample("tables and keys of unusual names", live([*LIVE, taken_over]))
    yield Sample("the tail cut off, and all that told of it: only a checkpoint kept elsewhere shows it", cut(10))
    yield Sample("all made anew with other keys: only a checkpoint kept elsewhere shows it", Forgery())
    yield Sample(
        "written anew by who has all keys: only a checkpoint kept elsewhere shows it",
        live(changed(LIVE, 3, body={"fact": "item", "value": "護衛艦"})),
    )
    yield Sample("two entries at the same moment", live(changed(LIVE, 3, at="2026-12-01T09:02:00.000000Z")))
    yield Sample(
        "numbers at the ends of what is allowed", live(changed(LIVE, 3, body={"a": 2**53 - 1, "b": -(2**53) + 1}))
    )
    nested = json.loads("[" * 98 + "]" * 98)  # in `body`, in the entry
    yield Sample("lists in one another as deep as is allowed", live(changed(LIVE, 3, body={"fact": nested})))
    yield Sample(
        "files in place of folders",
        edited(new(), lambda export: export.instead.update({"checkpoints": b"", "files": b""})),
    )
    odd_key = Act("kanri-a", "rows_taken_over", {}, {"document_files/1": {"id": 1}})
    yield Sample("a row of a kept file whose key is no digest", live([*LIVE, odd_key]))
    no_control = live().signature_line("elsewhere.example\u200b/\ufeff", "elsewhere", 1, bytes(64))
    yield Sample("an unusual name of a key under a checkpoint", with_note(lambda note: note + no_control))
    yield Sample("a key before the ledger is given by nobody", upgraded(changed(UPGRADED, 1, act="person_added")))


def bytes_of_entries() -> Iterator[Sample]:
    yield Sample(
        "a letter of a signature",
        with_line(3, lambda line: (b"1" if line[:1] != b"1" else b"2") + line[1:]),
        "signature",
        3,
    )
    yield Sample(
        "a letter of what was said", with_entry(3, lambda entry: entry.replace(b"item", b"iten")), "signature", 3
    )
    yield Sample(
        "a digest of a row",
        with_entry(
            3, lambda entry: entry.replace(digest(rfc8785.dumps({"id": 1, "value": "誘導弾"})).encode(), b"0" * 64)
        ),
        "signature",
        3,
    )
    yield Sample(
        "who did it",
        with_entry(3, lambda entry: entry.replace(b'"person":"shinsa-a"', b'"person":"kanri-a"')),
        "key",
        3,
    )
    yield Sample(
        "what it follows",
        with_entry(3, _with_another_before),
        "before",
        3,
    )
    yield Sample("its number", with_entry(3, lambda entry: entry.replace(b'"number":3', b'"number":4')), "number", 3)
    yield Sample(
        "back-dated beyond the one before", with_entry(6, lambda entry: entry.replace(b"T09:06", b"T08:06")), "clock", 6
    )
    yield Sample(
        "back-dated within what is plausible",
        with_entry(6, lambda entry: entry.replace(b"T09:06:00", b"T09:05:30")),
        "signature",
        6,
    )
    yield Sample(
        "the mark of the clock taken away",
        with_entry(9, lambda entry: entry.replace(b',"clock":"went_back"', b"")),
        "clock",
        9,
    )
    yield Sample(
        "of another register",
        with_entry(3, lambda entry: entry.replace(REGISTER.encode(), OTHER_REGISTER.encode())),
        "register",
        3,
    )
    yield Sample("an entry dropped", but(lambda export: export.entries.pop(4)), "number", 5)
    yield Sample("the first entry dropped", but(lambda export: export.entries.pop(0)), "number", 1)
    yield Sample("an entry doubled", but(lambda export: export.entries.insert(5, export.entries[4])), "number", 6)
    yield Sample(
        "two entries swapped",
        but(lambda export: export.entries.insert(4, export.entries.pop(5))),
        "number",
        5,
    )
    yield Sample(
        "an entry of another story in its place",
        but(lambda export: export.entries.__setitem__(4, live(changed(LIVE, 4, body={})).entries[4])),
        "before",
        5,
    )
    yield Sample("the last entry lost", but(lambda export: export.entries.pop()), "size", "register.json")
    yield Sample(
        "an entry more",
        but(lambda export: export.entries.append(live([*LIVE, LIVE[11]]).entries[12])),
        "size",
        "register.json",
    )
    yield Sample("two signatures exchanged", but(_exchange), "signature", 5)


def _with_another_before(entry: bytes) -> bytes:
    place = entry.index(b'"before":"') + 10
    return entry[:place] + (b"0" if entry[place : place + 1] != b"0" else b"1") + entry[place + 1 :]


def _exchange(export: Export) -> None:
    (first, one), (second, other) = export.entries[4:6]
    export.entries[4:6] = [(second, one), (first, other)]


def lines_of_entries() -> Iterator[Sample]:
    yield Sample(
        "lines that end as in Windows",
        but(
            lambda export: export.instead.update(
                {"entries.txt": export.files()["entries.txt"].replace(b"\n", b"\r\n")}
            ),
        ),
        "form",
        1,
    )
    yield Sample("a byte order mark", with_line(1, lambda line: b"\xef\xbb\xbf" + line), "line", 1)
    yield Sample("a signature in capitals", with_line(2, lambda line: line[:128].upper() + line[128:]), "line", 2)
    yield Sample("a signature that is too short", with_line(2, lambda line: line[2:]), "line", 2)
    yield Sample("a tab for the blank", with_line(2, lambda line: line[:128] + b"\t" + line[129:]), "line", 2)
    yield Sample("two blanks", with_line(2, lambda line: line[:128] + b" " + line[128:]), "form", 2)
    yield Sample("no entry after the signature", with_line(2, lambda line: line[:129] + b"\n"), "line", 2)
    yield Sample("an empty line between", with_line(2, lambda line: b"\n" + line), "line", 2)
    yield Sample("an empty line at the end", with_line(12, lambda line: line + b"\n"), "line", 13)
    yield Sample("the last line without its end", with_line(12, lambda line: line[:-1]), "line", 12)
    yield Sample("the last line cut in the middle", with_line(12, lambda line: line[:300]), "line", 12)
    yield Sample(
        "bytes that are no UTF-8", with_line(3, lambda line: line.replace("誘".encode(), b"\xff\xfe\xfd")), "form", 3
    )
    yield Sample(
        "no entries",
        but(lambda export: export.instead.update({"entries.txt": b""})),
        "entries_file",
        "entries.txt",
    )
    yield Sample(
        "no file of entries",
        but(lambda export: export.instead.update({"entries.txt": None})),
        "entries_file",
        "entries.txt",
    )


def forms_of_entries() -> Iterator[Sample]:
    """Each of these entries is signed as it stands, and all after it are joined to it: only its form is wrong."""

    def raw(name: str, old: bytes, new: bytes) -> Sample:
        return Sample(name, live(changed(LIVE, 3, raw=(old, new))), "form", 3)

    def of(name: str, **members: Any) -> Sample:
        return Sample(name, live(changed(LIVE, 3, members=members)), "form", 3)

    yield raw("a name twice", b'"case":1', b'"case":1,"case":1')
    yield raw("a name twice, the second hides the first", b'"case":1', b'"case":2,"case":1')
    yield raw("a blank in JSON", b'"case":1', b'"case": 1')
    yield raw("a tab in JSON", b'"case":1', b'"case":\t1')
    whole = live().entries[2][1]
    yield raw(
        "names out of order", whole, whole.replace(b'"case":1,', b"").replace(b'"line":1,', b'"line":1,"case":1,')
    )
    yield raw("a letter escaped without need", "誘".encode(), b"\\u8a98")
    yield raw("a slash escaped", b'"item"', b'"it\\/em"')
    yield raw("a control character not escaped", b'"item"', b'"it\x01em"')
    yield raw("a control character escaped in capitals", b'"item"', b'"it\\u001Fem"')
    yield raw("half of a surrogate pair, escaped", b'"item"', b'"\\ud800"')
    yield raw("half of a surrogate pair, encoded", b'"item"', b'"\xed\xa0\x80"')
    yield raw("a number too large", b'"fact":"item"', b'"fact":9007199254740992')
    yield raw("a number of five thousand digits", b'"fact":"item"', b'"fact":' + b"9" * 5000)
    yield raw("a number with a fraction", b'"fact":"item"', b'"fact":1.5')
    yield raw("a whole number written as a fraction", b'"case":1', b'"case":1.0')
    yield raw("a number with an exponent", b'"case":1', b'"case":1e0')
    yield raw("minus zero", b'"fact":"item"', b'"fact":-0')
    yield raw("not a number", b'"fact":"item"', b'"fact":NaN')
    yield raw("infinity", b'"fact":"item"', b'"fact":Infinity')
    yield raw("a hundred thousand lists in one another", b'"item"', b"[" * 100_000 + b"]" * 100_000)
    yield raw("lists in one another, one more than are allowed", b'"item"', b"[" * 99 + b"]" * 99)
    yield raw("maps in one another, one more than are allowed", b'"item"', b'{"":' * 99 + b"0" + b"}" * 99)
    yield raw("something after the map", b'"schema":"sekisho.entry/1"}', b'"schema":"sekisho.entry/1"}{}')
    yield raw("a map that does not end", b'"schema":"sekisho.entry/1"}', b'"schema":"sekisho.entry/1"')
    yield raw("a list", whole, b"[" + whole + b"]")
    yield raw("nothing but null", whole, b"null")
    yield of("a member more", more=1)
    yield raw("a member missing", b'"line":1,', b"")
    yield of("another schema", schema="sekisho.entry/2")
    yield of("a register that is no UUID", register="meti")
    yield of("a register in capitals", register=REGISTER.upper())
    yield of("a number as a text", number="3")
    yield of("a number that is a truth", number=True)
    yield of("a moment without fractions", at="2026-12-01T09:03:00Z")
    yield of("a moment in another zone", at="2026-12-01T09:03:00.000000+00:00")
    yield of("a moment on 30 February", at="2027-02-30T09:03:00.000000Z")
    yield of("a moment at second 60", at="2026-12-01T09:03:60.000000Z")
    yield of("a moment at hour 24", at="2026-12-01T24:00:00.000000Z")
    yield of("a moment in the year 0", at="0000-12-01T09:03:00.000000Z")
    yield of("a moment in digits of another script", at="２０２６-12-01T09:03:00.000000Z")
    yield of("an account in capitals", person="Shinsa-A")
    yield of("an account that is too long", person="a" * 33)
    yield of("a key in capitals", key=public_key("shinsa-a").upper())
    yield of("no key", key="")
    yield of("an act that is a sentence", act="Answer given")
    yield of("a case that is 0", case=0)
    yield of("a line that is a text", line="1")
    yield of("a body that is a list", body=[])
    yield of("a row without a key", rows={"answers": "0" * 64})
    yield of("a row with a line's end in its name", rows={"answers/1\n": "0" * 64})
    yield of("a row with a blank and a bracket in its name", rows={"answers/1 {": "0" * 64})
    yield of("a digest in capitals", rows={"answers/1": "A" * 64})
    yield of("a digest that is too short", rows={"answers/1": "0" * 63})
    yield of("what it follows left empty", before="")
    yield of("a clock that went forward", clock="went_forward")
    yield of("from before the ledger, with a key", before_the_ledger=True, key=public_key("shinsa-a"))
    yield of("not from before the ledger, and saying so", before_the_ledger=False, key=public_key("shinsa-a"))


def keys_and_clock() -> Iterator[Sample]:
    """Signed and joined as it should be: what is wrong is whose key it is, or when."""
    foreign = public_key("a stranger")
    yield Sample(
        "signed by a stranger under the person's key", live(changed(LIVE, 6, signed_with="a stranger")), "signature", 6
    )
    yield Sample("signed by a stranger under a key of theirs", live(changed(LIVE, 6, key="a stranger")), "key", 6)
    yield Sample("under the key of a colleague", live(changed(LIVE, 6, key="shinsa-a")), "key", 6)
    yield Sample("by somebody who has no account", live(changed(LIVE, 6, person="shinsa-z")), "key", 6)
    yield Sample("after they left", live(changed(LIVE, 11, person="shinsa-b", key="shinsa-b")), "key", 11)
    yield Sample("under the key before the last", live(changed(LIVE, 9, key="shinsa-a")), "key", 9)
    yield Sample("under the new key before it was given", live(changed(LIVE, 7, key=NEW_KEY)), "key", 7)
    early = [*LIVE[:4], LIVE[5]._replace(at="2026-12-01T09:04:30.000000Z"), LIVE[4], *LIVE[6:]]
    yield Sample("before the key was given", live(early), "key", 5)
    yield Sample("the first entry by somebody it does not name", live(changed(LIVE, 1, person="shinsa-z")), "key", 1)
    yield Sample(
        "signed with 64 zeros",
        but(lambda export: export.entries.__setitem__(5, (NO_SIGNATURE, export.entries[5][1]))),
        "signature",
        6,
    )

    def given(name: str, number: int, **body: Any) -> Sample:
        told = {**LIVE[number - 1].body, **body}
        return Sample(
            name,
            live(changed(LIVE, number, body={key: value for key, value in told.items() if value is not None})),
            "key_given",
            number,
        )

    yield given("a key given to two", 5, key=public_key("kakunin-a"))
    yield given("the checkpoint key given to a person", 5, key=public_key(CHECKPOINT_KEY))
    yield given("a person added who is there", 5, account="kakunin-a", key=foreign)
    yield given("a person added without a key", 5, key=None)
    yield given("a person added with a key in capitals", 5, key=foreign.upper())
    yield given("a person added with a key that signs for anybody", 5, key="01" + "00" * 31)
    yield given("with a key of order 8", 5, key="c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
    yield given("a person added without an account", 5, account=None)
    yield given("a person added whose account is none", 5, account="Shinsa B")
    yield given("a key changed of nobody", 8, account="shinsa-z")
    yield given("a key changed to the same", 8, key=public_key("shinsa-a"))
    yield given("nobody in particular left", 10, account=None)
    again = [*LIVE, Act("kanri-a", "person_added", person("shinsa-b"))]
    yield Sample("somebody came back with the ended key", live(again), "key_given", 13)
    yield Sample("the clock went back and nobody says so", live(changed(LIVE, 9, members={})), "clock", 9)
    yield Sample("the clock did not go back", live(changed(LIVE, 3, members={"clock": "went_back"})), "clock", 3)
    yield Sample("the first clock went back", live(changed(LIVE, 1, members={"clock": "went_back"})), "clock", 1)
    day = Act("kanri-a", "training_day_set", {"day": "2026-04-21"})
    yield Sample(
        "a live register has no day of its own",
        live([LIVE[0], day, LIVE[1]._replace(at="2026-04-21T00:00:00.000000Z")]),
        "clock",
        3,
    )
    late = [*UPGRADED, UPGRADED[8]._replace(at="2026-12-01T09:06:00.000000Z")]
    yield Sample("the clock went back after the day of one's own", upgraded(late), "clock", 10)
    before = changed(UPGRADED, 2, members={"before_the_ledger": True})
    yield Sample("the clock went back before the ledger", upgraded(before), "clock", 2)


def beginnings() -> Iterator[Sample]:
    def told(name: str, code: str = "beginning", **body: Any) -> Sample:
        members = {key: value for key, value in {**LIVE[0].body, **body}.items() if value is not None}
        return Sample(name, live(changed(LIVE, 1, body=members)), code, 1)

    people = LIVE[0].body["people"]
    yield told("no kind", kind=None)
    yield told("of a training register", kind="training")
    yield told("of another office", office="mod")
    yield told("no checkpoint key", checkpoint_key=None)
    yield told("a checkpoint key that is none", checkpoint_key="0")
    yield told("the checkpoint key is somebody's", checkpoint_key=public_key("kanri-a"))
    yield told("a checkpoint key that signs for anybody", checkpoint_key="ec" + "ff" * 30 + "7f")
    yield told("no people", people=None)
    yield told("no person", people=[])
    yield told("people by their names", people=["kanri-a"])
    yield told("a person twice", people=[*people, person("kanri-a", "a stranger")])
    yield told("two with one key", people=[*people, person("shinsa-z", "kanri-a")])
    yield told("a person without a key", people=[{"account": "kanri-a"}])
    yield told("a person without an account", people=[*people, {"key": public_key("a stranger")}])
    yield Sample("another act first", live([LIVE[1], *LIVE]), "beginning", 1)
    yield Sample("begun twice", live([*LIVE, LIVE[0]]), "beginning", 13)
    yield Sample("begun late after it was made", live([*LIVE, LIVE[0]._replace(act="ledger_begun")]), "beginning", 13)
    made = changed(UPGRADED, 4, act="register_made")
    yield Sample("made after entries from before", upgraded(made), "beginning", 4)
    before = {"before_the_ledger": True}
    yield Sample(
        "an entry from before in the ledger",
        upgraded([*UPGRADED, UPGRADED[0]._replace(members=before)]),
        "beginning",
        10,
    )
    signed = private_key("a stranger").sign(b"")
    yield Sample(
        "an entry from before with a signature",
        edited(upgraded(), lambda export: export.entries.__setitem__(1, (signed, export.entries[1][1]))),
        "beginning",
        2,
    )
    yield Sample("nothing but what was before", Export(UPGRADED[:3], kind="training"), "no_beginning")
    yield Sample("a live register called one for training", with_about(kind="training"), "beginning", 1)
    yield Sample("another office in the list of contents", with_about(office="mod"), "beginning", 1)
    yield Sample("another register in the list of contents", with_about(register=OTHER_REGISTER), "register", 1)


def lists_of_contents() -> Iterator[Sample]:
    file = "register.json"
    yield Sample("missing", with_register_file(lambda data: None), "register_file", file)
    yield Sample("empty", with_register_file(lambda data: b""), "register_file", file)
    yield Sample("without its line's end", with_register_file(lambda data: data[:-1]), "register_file", file)
    yield Sample("with two line's ends", with_register_file(lambda data: data + b"\n"), "register_file", file)
    yield Sample(
        "with a byte order mark", with_register_file(lambda data: b"\xef\xbb\xbf" + data), "register_file", file
    )
    yield Sample("not canonical", with_register_file(lambda data: data.replace(b",", b", ", 1)), "register_file", file)
    yield Sample("of another schema", with_about(schema="sekisho.ledger-export/2"), "register_file", file)
    yield Sample("of another kind", with_about(kind="test"), "register_file", file)
    yield Sample("of a register that is no UUID", with_about(register="1"), "register_file", file)
    yield Sample("of an office that is none", with_about(office=None), "register_file", file)
    yield Sample("of a size that is a text", with_about(size="12"), "register_file", file)
    yield Sample("of a size below nothing", with_about(size=-1), "register_file", file)
    yield Sample("of a root in capitals", with_about(root="A" * 64), "register_file", file)
    yield Sample("with a member more", with_about(more=1), "register_file", file)
    yield Sample("with a member less", but(lambda export: export.about.pop("root")), "register_file", file)
    yield Sample("of another size", with_about(size=11), "size", file)
    yield Sample("of another root", with_about(root="0" * 64), "root", file)


def checkpoints() -> Iterator[Sample]:
    seven, twelve = note_of(live(), 7), note_of(live(), 12)
    file = "checkpoints/000000000007.txt"
    kept = "kept checkpoint 1"
    yield Sample("the tail cut off, a checkpoint kept elsewhere", cut(10), "checkpoint_size", kept, kept=[twelve])
    yield Sample(
        "the tail cut off, a checkpoint left inside",
        edited(cut(10), lambda export: export.checkpoints.update({"000000000012.txt": twelve})),
        "checkpoint_size",
        "checkpoints/000000000012.txt",
    )
    yield Sample("the tail cut off after the kept checkpoint", cut(10), kept=[seven])
    yield Sample(
        "all made anew with other keys, a checkpoint kept elsewhere",
        Forgery(),
        "checkpoint_signature",
        kept,
        kept=[seven],
    )
    insider = changed(LIVE, 3, body={"fact": "item", "value": "護衛艦"})
    yield Sample(
        "written anew by who has all keys, a checkpoint kept elsewhere",
        live(insider),
        "checkpoint_root",
        kept,
        kept=[seven],
    )
    later = changed(LIVE, 11, body={"title": "三"})
    yield Sample(
        "the same after the first kept checkpoint",
        live(later),
        "checkpoint_root",
        "kept checkpoint 2",
        kept=[seven, twelve],
    )
    yield Sample("the same after the kept checkpoint", live(later), kept=[seven])
    yield Sample(
        "of another register",
        live(),
        "checkpoint_register",
        kept,
        kept=[Export(LIVE, register=OTHER_REGISTER).checkpoint(7)],
    )
    yield Sample("kept, and no checkpoint", live(), "checkpoint", kept, kept=["a note"])
    yield Sample("kept, and empty", live(), "checkpoint", kept, kept=[""])
    yield Sample(
        "forged root",
        with_note(
            lambda note: live().checkpoint(7, root=bytes(32)).partition("\n\n")[0] + "\n\n" + note.partition("\n\n")[2]
        ),
        "checkpoint_signature",
        file,
    )
    yield Sample(
        "forged root, signed by a stranger",
        with_note(lambda note: live().checkpoint(7, root=bytes(32), key="a stranger")),
        "checkpoint_signature",
        file,
    )
    yield Sample(
        "signed by a person", with_note(lambda note: live().checkpoint(7, key="kanri-a")), "checkpoint_signature", file
    )
    yield Sample(
        "another root under the right key",
        with_note(lambda note: live().checkpoint(7, root=bytes(32))),
        "checkpoint_root",
        file,
    )
    yield Sample(
        "another moment", with_note(lambda note: note.replace("T10:00", "T11:00")), "checkpoint_signature", file
    )
    yield Sample(
        "a second signature of the key that does not hold",
        with_note(lambda note: note + live().signature_line(f"sekisho/{REGISTER}", CHECKPOINT_KEY, 1, bytes(64))),
        "checkpoint_signature",
        file,
    )
    yield Sample(
        "a signature that is too short",
        with_note(
            lambda note: (
                note.partition("\n\n")[0]
                + "\n\n"
                + live().signature_line(f"sekisho/{REGISTER}", CHECKPOINT_KEY, 1, bytes(63))
            )
        ),
        "checkpoint_signature",
        file,
    )
    yield Sample(
        "only cosigned",
        with_note(lambda note: note.partition("\n\n")[0] + "\n\n" + live().cosignature(note)),
        "checkpoint_signature",
        file,
    )
    yield Sample(
        "signed in place of the register by its cosigner's form",
        with_note(
            lambda note: (
                note.partition("\n\n")[0]
                + "\n\n"
                + live().cosignature(note, key=CHECKPOINT_KEY, name=f"sekisho/{REGISTER}")
            )
        ),
        "checkpoint_signature",
        file,
    )
    yield Sample(
        "the name of another size",
        but(
            lambda export: export.checkpoints.update({"000000000008.txt": export.checkpoints.pop("000000000007.txt")}),
        ),
        "checkpoint",
        "checkpoints/000000000008.txt",
    )
    yield Sample(
        "a name without zeros",
        but(lambda export: export.checkpoints.update({"7.txt": seven})),
        "checkpoint",
        "checkpoints/7.txt",
    )
    yield Sample(
        "a file that is none of them",
        but(lambda export: export.checkpoints.update({".DS_Store": "x"})),
        "checkpoint",
        "checkpoints/.DS_Store",
    )
    yield Sample(
        "of no entries",
        but(lambda export: export.add_checkpoint(0)),
        "checkpoint_size",
        "checkpoints/000000000000.txt",
    )
    yield Sample(
        "of more entries than there are",
        but(lambda export: export.add_checkpoint(13)),
        "checkpoint_size",
        "checkpoints/000000000013.txt",
    )

    def form(name: str, old: str, new: str) -> Sample:
        assert old in seven
        return Sample(f"form: {name}", with_note(lambda note: note.replace(old, new)), "checkpoint", file)

    yield form("lines that end as in Windows", "\n", "\r\n")
    yield form("no empty line", "\n\n", "\n")
    yield form("a hyphen for the dash", "— ", "- ")
    yield form("a size with zeros", "\n7\n", "\n07\n")
    yield form("a register that is none", f"sekisho/{REGISTER}\n", f"sekisho/{REGISTER[:-1]}\n")
    yield form("another word before the register", f"sekisho/{REGISTER}\n", f"Sekisho/{REGISTER}\n")
    yield form("a size of 17 digits", "\n7\n", f"\n1{'0' * 16}\n")
    yield form("no time", "time 2026-12-01T10:00:00.000000Z\n", "")
    yield form("a time of another form", "10:00:00.000000Z", "10:00:00Z")
    yield form("a line more", "\n7\n", "\n7\nmore\n")
    yield form("no padding", "=\ntime", "\ntime")
    yield form("another way to write the same root", "=\ntime", "==\ntime")
    yield Sample("form: no end of the last line", with_note(lambda note: note[:-1]), "checkpoint", file)
    for letter in (" ", "+", "\x7f", "\x85", "\x9f", "\u00a0", "\u2028", "\u3000"):
        yield Sample(
            f"form: a name of a key with U+{ord(letter):04X}",
            with_note(lambda note, letter=letter: f"{note}— a{letter}b AAAAAAAA\n"),  # type: ignore[misc]
            "checkpoint",
            file,
        )
    yield Sample(
        "of the largest size that can be written", live(), "checkpoint_size", kept, kept=[live().checkpoint(10**16 - 1)]
    )
    yield Sample("form: no signature", with_note(lambda note: note.partition("\n\n")[0] + "\n\n"), "checkpoint", file)
    yield Sample("form: something after the signatures", with_note(lambda note: note + "more\n"), "checkpoint", file)
    yield Sample(
        "form: a signature of a key's identifier alone",
        with_note(lambda note: note + "— name AAAAAA==\n"),
        "checkpoint",
        file,
    )
    yield Sample(
        "form: a signature with unused bits", with_note(lambda note: note + "— name AAAAAAB=\n"), "checkpoint", file
    )
    yield Sample(
        "form: a note that is too long", with_note(lambda note: note + "— name AAAAAAAA\n" * 5000), "checkpoint", file
    )


def cosignatures() -> Iterator[Sample]:
    asked = [f"{COSIGNER}={public_key(COSIGNING_KEY)}"]
    twelve = "checkpoints/000000000012.txt"
    bad = live().signature_line(COSIGNER, COSIGNING_KEY, 4, (1796120000).to_bytes(8, "big") + bytes(64))
    yield Sample(
        "that does not hold",
        with_note(lambda note: note + bad, 7),
        "cosignature",
        "checkpoints/000000000007.txt",
        cosigners=asked,
    )
    yield Sample("that does not hold, and nobody asks", with_note(lambda note: note + bad, 7))
    yield Sample("at another second", with_note(_at_another_second, 12), "cosignature", twelve, cosigners=asked)
    moved = note_of(live(), 12).splitlines(keepends=True)[-1]
    only = but(
        lambda export: export.checkpoints.update(
            {"000000000012.txt": export.checkpoint(12), "000000000007.txt": export.checkpoint(7) + moved}
        ),
    )
    yield Sample("of another checkpoint", only, "cosignature", "checkpoints/000000000007.txt", cosigners=asked)
    yield Sample(
        "cut short",
        with_note(lambda note: note + live().signature_line(COSIGNER, COSIGNING_KEY, 4, bytes(7)), 7),
        "cosignature",
        "checkpoints/000000000007.txt",
        cosigners=asked,
    )
    yield Sample("taken away", with_note(lambda note: note[: -len(moved)], 12), "cosigner", cosigners=asked)
    yield Sample("by another key than asked", live(), "cosigner", cosigners=[f"{COSIGNER}={public_key('a stranger')}"])
    yield Sample(
        "under another name than asked", live(), "cosigner", cosigners=[f"sekisho/x={public_key(COSIGNING_KEY)}"]
    )
    yield Sample("made as a signature", with_note(_as_signature, 12), "cosigner", cosigners=asked)


def _at_another_second(note: str) -> str:
    *lines, _ = note.splitlines(keepends=True)
    signature = private_key(COSIGNING_KEY).sign(
        f"cosignature/v1\ntime 1796120000\n{note[: note.index(chr(10) * 2) + 1]}".encode()
    )
    return "".join(lines) + Export.signature_line(
        COSIGNER, COSIGNING_KEY, 4, (1796120001).to_bytes(8, "big") + signature
    )


def _as_signature(note: str) -> str:
    *lines, _ = note.splitlines(keepends=True)
    text = note[: note.index("\n\n") + 1]
    return "".join(lines) + Export.signature_line(
        COSIGNER, COSIGNING_KEY, 1, private_key(COSIGNING_KEY).sign(text.encode())
    )


def rows() -> Iterator[Sample]:
    yield Sample(
        "edited",
        but(lambda export: export.rows.update({"answers/1": {"id": 1, "value": "護衛艦"}})),
        "row",
        "answers/1",
    )
    yield Sample(
        "as an earlier entry had it",
        but(lambda export: export.rows.update({"cases/1": CASE})),
        "row",
        "cases/1",
    )
    yield Sample(
        "a column more",
        but(lambda export: export.rows.update({"answers/2": {"id": 2, "value": None, "more": 1}})),
        "row",
        "answers/2",
    )
    yield Sample("missing", but(lambda export: export.rows.pop("answers/1")), "row_missing", "answers/1")
    yield Sample(
        "unnamed",
        but(lambda export: export.rows.update({"answers/3": {"id": 3}})),
        "row_unnamed",
        "answers/3",
    )
    yield Sample(
        "under another key",
        but(lambda export: export.rows.update({"answers/9": export.rows.pop("answers/2")})),
        "row_unnamed",
        "answers/9",
    )
    first = live().files()["rows.txt"].splitlines(keepends=True)[0]
    yield Sample("twice", with_rows(lambda data: first + data), "row_unnamed", "answers/1")
    yield Sample("none of them", with_rows(lambda data: b""), "row_missing", "answers/1")
    yield Sample("no file of rows", with_rows(lambda data: None), "rows_file", "rows.txt")
    folder = {"rows.txt": None, "rows.txt/0": b""}
    yield Sample("a folder of rows", but(lambda export: export.instead.update(folder)), "rows_file", "rows.txt")
    yield Sample(
        "lines that end as in Windows", with_rows(lambda data: data.replace(b"\n", b"\r\n")), "rows_file", "rows.txt:1"
    )
    yield Sample("a byte order mark", with_rows(lambda data: b"\xef\xbb\xbf" + data), "rows_file", "rows.txt:1")
    yield Sample("the last line without its end", with_rows(lambda data: data[:-1]), "rows_file", "rows.txt:12")
    yield Sample("an empty line", with_rows(lambda data: b"\n" + data), "rows_file", "rows.txt:1")
    yield Sample("a row that is a list", with_rows(lambda data: b"answers/1 [{}]\n" + data), "rows_file", "rows.txt:1")
    yield Sample("a name without a key", with_rows(lambda data: b"answers/ {}\n" + data), "rows_file", "rows.txt:1")
    yield Sample("a name in capitals", with_rows(lambda data: b"Answers/1 {}\n" + data), "rows_file", "rows.txt:1")
    yield Sample(
        "not canonical", with_rows(lambda data: data.replace(b'{"id":1,', b'{"id": 1,', 1)), "rows_file", "rows.txt:1"
    )
    yield Sample(
        "a column twice",
        with_rows(lambda data: data.replace(b'{"id":1,', b'{"id":1,"id":1,', 1)),
        "rows_file",
        "rows.txt:1",
    )
    yield Sample(
        "a large number",
        with_rows(lambda data: data.replace(b'{"id":1,', b'{"id":9007199254740993,', 1)),
        "rows_file",
        "rows.txt:1",
    )


def document_files() -> Iterator[Sample]:
    name = digest(PAPER)
    yield Sample(
        "damaged",
        but(lambda export: export.document_files.update({name: PAPER[:-1] + b"\r"})),
        "file",
        f"files/{name}",
    )
    yield Sample("empty", but(lambda export: export.document_files.update({name: b""})), "file", f"files/{name}")
    yield Sample("missing", but(lambda export: export.document_files.clear()), "file_missing", f"files/{name}")
    yield Sample(
        "that no row names",
        but(lambda export: export.document_files.update({digest(b""): b""})),
        "file_unnamed",
        f"files/{digest(b'')}",
    )
    yield Sample(
        "by another name",
        but(lambda export: export.document_files.update({"A paper.txt": PAPER})),
        "file",
        "files/A paper.txt",
    )
    yield Sample(
        "in a folder",
        but(lambda export: export.document_files.update({f"{'0' * 64}/paper": PAPER})),
        "file",
        f"files/{'0' * 64}",
    )
    only_hash = [act for act in LIVE if act.act != "document_added"]
    renumbered = [act._replace(at=act.at and "2026-12-01T09:06:59.999999Z") for act in only_hash]
    yield Sample("none, and none is named", live(renumbered))


def taken(size: int = 12, line: str | None = None, **body: Any) -> Export:
    """The live register, which took a cosignature back in an entry more, and the checkpoint with that below it."""
    said = {"size": size, "name": COSIGNER, "key": public_key(COSIGNING_KEY), "office": "外務省", "second": 1796120000}
    row = {"cosignatures/1": {"id": 1, "size": size}}
    story = [*LIVE, Act("kanri-a", "checkpoint_cosigned", {**said, **body}, row)]
    export = Export(story)
    note = export.checkpoint(12)
    export.checkpoints["000000000012.txt"] = note + (export.cosignature(note) if line is None else line)
    export.document_files[digest(PAPER)] = PAPER
    return export


def cosignatures_on_record() -> Iterator[Sample]:
    code, note = "cosignature_taken", live().checkpoint(12)
    yield Sample("taken", taken())
    yield Sample("with another before it that does not hold", taken(line=_not_held() + live().cosignature(note)))
    yield Sample("not below its checkpoint", taken(line=""), code, 13)
    yield Sample("that does not hold", taken(line=_not_held()), code, 13)
    yield Sample("of another second", taken(second=1796120001), code, 13)
    yield Sample("of a second below zero", taken(second=-1), code, 13)
    yield Sample("of a second that is a truth", taken(second=True), code, 13)
    yield Sample("of another checkpoint's size", taken(size=7), code, 13)
    yield Sample("of its own entry", taken(size=13), code, 13)
    yield Sample("of no entries", taken(size=0), code, 13)
    yield Sample("of a size that is a text", taken(size="12"), code, 13)  # type: ignore[arg-type]
    yield Sample("of another key", taken(key=public_key("a stranger")), code, 13)
    yield Sample("of a key under which anybody signs", taken(key="00" * 32), code, 13)
    yield Sample("under another name", taken(name="sekisho/x"), code, 13)
    yield Sample("under no name", taken(name=None), code, 13)
    gone = taken()
    gone.checkpoints.clear()
    yield Sample("whose checkpoint is gone", gone, code, 13)
    yield Sample("whose checkpoint lies elsewhere only", gone, code, 13, kept=[note + live().cosignature(note)])
    early = Act("Somebody", "checkpoint_cosigned", {}, members={"before_the_ledger": True})
    yield Sample("before the ledger says nothing", Export([early, *UPGRADED], kind="training"))


def _not_held() -> str:
    return live().signature_line(COSIGNER, COSIGNING_KEY, 4, (1796120000).to_bytes(8, "big") + bytes(64))


#: The last moment of December 1 in Japan, and the first of the day after.
LATE, NEXT = "2026-12-01T14:59:59.999999Z", "2026-12-01T15:00:00.000000Z"


def recoveries() -> Iterator[Sample]:
    """The key of a recovery sheet signs one act, once. Each story is signed and joined as it should be."""
    sheets, confirmed, used = RECOVERED[:2], RECOVERED[2], RECOVERED[6]
    second = confirmed._replace(body={"key": public_key(SHEET + " 2")}, key="kanri-a, anew")
    again = recovery(body={"account": "kanri-a", "key": public_key("kanri-a, once more")})
    by_second = again._replace(key=RECOVERY_KEY + " 2")

    def told(name: str, story: list[Act], fault: str = "", number: int = 0) -> Sample:
        return Sample(name, Export(story), fault, number or "")

    def of_day(name: str, account: str, at: str, fault: str = "") -> Sample:
        return told(name, [*RECOVERED[:6], recovery(account, at=at)], fault, 7 if fault else 0)

    yield told("an administrator got a new key by the code", RECOVERED)
    yield told("and once more by that of the next sheet", [*RECOVERED, second, by_second])
    yield of_day("whose last day as an administrator it is", "shinsa-a", LATE)
    yield of_day("who was an administrator until the day before", "shinsa-a", NEXT, "key")
    yield of_day("who is an administrator from this day on", "shinsa-b", NEXT)
    yield of_day("who will be an administrator tomorrow", "shinsa-b", LATE, "key")
    yield of_day("beyond the last day that there is", "kanri-a", "9999-12-31T15:00:00.000000Z", "key")
    yield of_day("on the last day that there is", "kanri-a", "9999-12-31T14:59:59.999999Z")
    given: dict[str, Any] = {
        "account": "shinsa-a",
        "role": "administrator",
        "since": "2026-12-01",
        "until": "2026-12-01",
    }
    for name, roles, fault in (
        ("whose role ended with its last day", [given], "key"),
        ("who is one again", [{**given, "until": None}, {**given, "since": "2026-12-02", "until": "2026-12-02"}], ""),
        ("whose day is none", [{**given, "until": "2026-12-1"}], ""),
    ):
        story = [*RECOVERED[:4], *(RECOVERED[4]._replace(body=body) for body in roles)]
        yield told(name, [*story, recovery("shinsa-a", at=NEXT)], fault, len(story) + 1 if fault else 0)
    ended = [RECOVERED[5]._replace(body={**given, "until": until}) for until in ("2026-12-02", "2026-12-01")]
    yield told("whose role was ended twice: the first counts", [*RECOVERED[:5], *ended, recovery("shinsa-a", at=NEXT)])
    officer = with_roles(RECOVERED[0], "officer")
    yield told("who is no administrator", [officer, *RECOVERED[1:3], used], "key", 4)
    yield told("who holds no role", [*RECOVERED[:3], recovery("shinsa-a")], "key", 4)
    yield told("of somebody else", [*RECOVERED[:3], used._replace(body={**used.body, "account": "shinsa-a"})], "key", 4)
    yield told("of nobody", [*RECOVERED[:3], recovery("shinsa-z")], "key", 4)
    left = Act("shinsa-a", "person_left", {"account": "kanri-a"})
    yield told("who has left", [*RECOVERED[:3], left, used], "key", 5)
    back = Act("shinsa-a", "person_added", person("kanri-a", "kanri-a, back"))
    yield told("who came back without the role", [*RECOVERED[:3], left, back, used], "key", 6)
    for act in ("person_added", "person_left", "recovery_sheet_made", "case_opened"):
        body = {**person("shinsa-b"), "account": "kanri-a"}
        yield told(f"signs {act}", [*RECOVERED[:3], used._replace(act=act, body=body)], "key", 4)
    yield told("before the code was typed back", [*sheets, used], "key", 3)
    yield told(
        "after that of another was", [*sheets, confirmed._replace(body={"key": public_key("x")}), used], "key", 4
    )
    unnamed = [RECOVERED[0], sheet(key=None), confirmed._replace(body={"key": None})]
    yield told("confirmed by nothing", [*unnamed, used], "key", 4)
    yield told("before there was a sheet", [RECOVERED[0], used], "key", 2)
    yield told("used a second time", [*RECOVERED[:7], again], "key", 8)
    yield told("of the former sheet", [*RECOVERED[:3], sheet(" 2"), used], "key", 5)
    yield told("of the former sheet, once the next was typed back", [*RECOVERED, second, again], "key", 10)
    yield told("of the next sheet, which was not typed back", [*RECOVERED, by_second], "key", 9)
    made = sheet()
    old = made._replace(body={"key": made.body["key"]})
    yield told("a sheet of the first versions", [RECOVERED[0], old, confirmed])
    yield told("a sheet of the first versions after another", [*RECOVERED[:3], old, confirmed, used], "key", 6)
    yield told("under a stranger's key", [*RECOVERED[:3], recovery(key="a stranger")], "key", 4)
    yield told("signed by a stranger", [*RECOVERED[:3], recovery(signed_with="a stranger")], "signature", 4)
    yield told("the administrator's own key signs", [*RECOVERED[:3], recovery(key="kanri-a")])
    for name, key in (
        ("that is a person's", public_key("shinsa-a")),
        ("that is the checkpoint key", public_key(CHECKPOINT_KEY)),
        ("under which anybody signs", "00" * 32),
        ("that is none", None),
    ):
        yield told(f"a sheet with a key {name}", [RECOVERED[0], sheet(signing_key=key)], "key_given", 2)
    yield told("a sheet with a key of one before", [*sheets, sheet()], "key_given", 3)
    own = recovery(body={"account": "kanri-a", "key": public_key(RECOVERY_KEY)})
    yield told("gives itself to the administrator", [*RECOVERED[:3], own], "key_given", 4)
    early = Act("Somebody", "recovery_sheet_made", {"signing_key": 1}, members={"before_the_ledger": True})
    yield Sample("a sheet before the ledger gives nothing", upgraded([early, *UPGRADED]))


PARTS = (
    sound,
    bytes_of_entries,
    lines_of_entries,
    forms_of_entries,
    keys_and_clock,
    beginnings,
    lists_of_contents,
    checkpoints,
    cosignatures,
    cosignatures_on_record,
    recoveries,
    rows,
    document_files,
)
SAMPLES = [sample._replace(name=f"{part.__name__}: {sample.name}") for part in PARTS for sample in part()]
