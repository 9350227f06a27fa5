"""A sheet as a file that goes to another office and comes back filled in: what it holds, and whether it is as written.

`resources/documents/SHEET.md` describes it. The file is the canonical JSON of what it says and of nothing else, so that
a byte that is another is either seen at once, or changes what a digest or the signature was made of.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple, TypeAlias

from app.domain.canonical import canonical_json
from app.domain.characters import unshowable
from app.domain.errors import Mendable, on_one_line
from app.domain.law.texts import Text
from app.domain.plain_data import Unreadable, plain, read
from app.domain.procedure.code import read_code
from app.domain.procedure.entries import DECISIONS, VIEWS
from app.domain.procedure.events import View

SCHEMA = "sekisho-sheet/1"
#: In bytes: so much is read at most. And in characters: so long may a text be that is shown.
LARGEST, LONGEST_TEXT = 8_000_000, 10_000
KINDS = ("finding", "meeting", "each", "permit")
#: Whether a public key, 32 bytes, made this signature, 64 bytes, of a message.
Verify: TypeAlias = Callable[[bytes, bytes, bytes], bool]
#: Signs by the key of a person: its public half and the signature, in hex; None where it is not at hand.
Sign: TypeAlias = Callable[[bytes], tuple[str, str] | None]

_MEMBERS = ("schema", "asked", "pdf", "asked_sha256", "filled", "filled_sha256", "key", "signature")
_HEX = re.compile("[0-9a-f]*")
#: As texts hold them that were entered in several lines.
_BREAKS = "\n\t\u2028\u2029"


class Question(NamedTuple):
    """A question of the examination, as the edition words it; `of_every_body` where one office does not suffice."""

    id: str
    label: Text
    question: Text
    of_every_body: bool


class LineAsked(NamedTuple):
    """A line of the request on the sheet."""

    line: int
    item: str
    quantity: str


class Asked(NamedTuple):
    """What is asked of an office: by which register, of which case and step, on the content of which code.

    `register` is the register's identifier, `sender` its office; `pdf_sha256` is the digest of the sheet itself.
    """

    is_training: bool
    register: str
    sender: str
    case_number: str
    title: str
    marking: str
    step: str
    named: Text
    kind: str
    office: str
    office_named: Text
    code: str
    requested_on: date
    lines: tuple[LineAsked, ...]
    questions: tuple[Question, ...]
    pdf_sha256: str


class Answer(NamedTuple):
    """What the office answers, by the names of the fields of its kind; what is not asked is empty.

    Of an examination `author` and `views`; of a decision `decision` and what goes with it; of a permit `decision` is
    `agree` or `refuse`, with the quantities by line of one that was given.
    """

    dated: date
    reference: str
    author: str
    views: tuple[View, ...]
    decision: str
    signatory: str
    acting: str
    conditions: tuple[str, ...]
    reason: str
    permit_number: str
    quantities: Mapping[int, int]
    valid_until: date | None


class Filled(NamedTuple):
    """Who filled the sheet in: the office of their register, their names there, on which day; and what they wrote."""

    office: str
    person: Text
    on: date
    answer: Answer


class SheetFile(NamedTuple):
    """A sheet as a file. `key` and `signature` are those of who filled it in, in hex; empty where they have no key."""

    asked: Asked
    pdf: bytes
    filled: Filled | None = None
    key: str = ""
    signature: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether who filled it in has signed it."""
        return bool(self.key)


def made_sheet(asked: Asked, pdf: bytes) -> SheetFile:
    """A sheet to be filled in; the digest of its PDF is put in."""
    return SheetFile(asked._replace(pdf_sha256=sha256(pdf).hexdigest()), pdf)


def filled_in(sheet: SheetFile, filled: Filled, sign: Sign) -> SheetFile:
    """The sheet filled in, signed where there is a key; what was filled in before is gone."""
    made = sheet._replace(filled=filled, key="", signature="")
    signed = sign(signed_bytes(made))
    return made if signed is None else made._replace(key=signed[0], signature=signed[1])


def signed_bytes(sheet: SheetFile) -> bytes:
    """What the signature of a filled sheet is made of: what was asked, by which the PDF is named, and what was filled
    in, below a line that tells it from all else that a key signs."""
    return f"{SCHEMA}\n{canonical_json(_filled_data(sheet))}".encode()


def bytes_of_sheet(sheet: SheetFile) -> bytes:
    """The file."""
    asked = plain(sheet.asked)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "asked": asked,
        "asked_sha256": _digest(asked),
        "pdf": b64encode(sheet.pdf).decode(),
    }
    if sheet.filled is not None:
        data |= {"filled": plain(sheet.filled), "filled_sha256": _digest(_filled_data(sheet))}
    if sheet.is_signed:
        data |= {"key": sheet.key, "signature": sheet.signature}
    return canonical_json(data).encode()


def read_sheet(data: bytes, verify: Verify) -> SheetFile:
    """The sheet that a file is. Raises `Mendable`, which says what is wrong: it is no sheet, or it was changed.

    That nobody signed it is no mistake: `SheetFile.is_signed` tells it.
    """
    members = _members(data)
    try:
        sheet = SheetFile(
            read(Asked, members["asked"], "asked"),
            _pdf(members["pdf"]),
            read(Filled, members["filled"], "filled") if "filled" in members else None,
            _hex(members, "key", 64) if "key" in members else "",
            _hex(members, "signature", 128) if "signature" in members else "",
        )
        asked, filled = _digest(members["asked"]), _digest({name: members.get(name) for name in ("asked", "filled")})
        written_again = bytes_of_sheet(sheet)
    except (KeyError, ValueError, RecursionError) as why:
        raise _no_sheet(str(why) if isinstance(why, Unreadable) else f"{type(why).__name__}: {why}") from None
    _ensure_as_digested(sheet, members, asked, filled)
    if written_again != data:
        raise _no_sheet("the bytes are not in the form in which the file is written")
    _ensure_sense(sheet)
    if sheet.is_signed and not verify(bytes.fromhex(sheet.key), bytes.fromhex(sheet.signature), signed_bytes(sheet)):
        raise Mendable(
            "The signature on the sheet does not hold: it was changed after it was signed, or somebody else signed it. "
            "Ask the office for the file again.",
            field="file",
        )
    return sheet


def _ensure_as_digested(sheet: SheetFile, members: Mapping[str, Any], asked: str, filled: str) -> None:
    """Whether each part is what its digest says; which one is not is told."""
    if members.get("asked_sha256") != asked:
        raise Mendable(
            "What is asked on the sheet was changed: its digest is another. Ask for the file again.", field="file"
        )
    if sha256(sheet.pdf).hexdigest() != sheet.asked.pdf_sha256:
        raise Mendable(
            "The PDF in the sheet is another than the one it was made with. Ask for the file again.", field="file"
        )
    if sheet.filled is not None and members.get("filled_sha256") != filled:
        raise Mendable(
            "What was filled in was changed afterwards: its digest is another. Ask for the file again.", field="file"
        )


def _ensure_sense(sheet: SheetFile) -> None:
    asked, filled = sheet.asked, sheet.filled
    for text in _texts((plain(asked), plain(filled) if filled is not None else ())):
        if len(text) > LONGEST_TEXT:
            raise _no_sheet(f"a text of {len(text)} characters")
        if (hidden := unshowable(text, breaks=_BREAKS)) is not None:
            raise _no_sheet(f"a character that cannot be shown, U+{ord(hidden):04X}")
    if read_code(asked.code) != asked.code:
        raise _no_sheet(f"asked.code: {on_one_line(asked.code)} is no code")
    if asked.kind not in KINDS:
        raise _no_sheet(f"asked.kind: {on_one_line(asked.kind)}")
    if sheet.is_signed and filled is None:
        raise _no_sheet("key and signature go with what was filled in")
    if filled is None:
        return
    known = {question.id for question in asked.questions}
    answer = filled.answer
    if any(view.view not in VIEWS or view.slot not in known for view in answer.views):
        raise _no_sheet("filled.answer.views: what was not asked")
    if len({view.slot for view in answer.views}) != len(answer.views):
        raise _no_sheet("filled.answer.views: a question twice")
    if answer.decision not in ("", *DECISIONS):
        raise _no_sheet(f"filled.answer.decision: {on_one_line(answer.decision)}")
    if not set(answer.quantities) <= {line.line for line in asked.lines}:
        raise _no_sheet("filled.answer.quantities: a line that was not asked")


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for each in data.values():
            yield from _texts(each)
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _texts(each)


def _filled_data(sheet: SheetFile) -> dict[str, Any]:
    return {"asked": plain(sheet.asked), "filled": plain(sheet.filled)} if sheet.filled is not None else {}


def _digest(data: object) -> str:
    return sha256(canonical_json(data).encode()).hexdigest()


def _members(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise Mendable(
            "The file has {size} MB, and a sheet has {most} MB at most. Choose the file of the sheet.",
            size=-(-len(data) // 1_000_000),
            most=LARGEST // 1_000_000,
            field="file",
        )
    try:
        text = data.decode("utf-8")
        members = json.loads(text, object_pairs_hook=_once, parse_float=_no_fraction, parse_constant=_no_fraction)
    except (UnicodeDecodeError, ValueError, RecursionError) as why:
        raise _no_sheet(f"{type(why).__name__}: {why}") from None
    if not isinstance(members, dict):
        raise _no_sheet("no map")
    if members.get("schema") != SCHEMA:
        raise Mendable(
            "This is no sheet of the form {schema}, but “{found}”. Choose the file of the sheet, or bring the program "
            "up to date.",
            schema=SCHEMA,
            found=on_one_line(str(members.get("schema", ""))),
            field="file",
        )
    for name in members:
        if name not in _MEMBERS:
            raise _no_sheet(f"{on_one_line(name)}: not a part of a sheet")
    return members


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice in a map")
    return made


def _no_fraction(text: str) -> Any:
    raise ValueError(f"{on_one_line(text)} is no whole number")


def _pdf(text: object) -> bytes:
    try:
        pdf = b64decode(str(text).encode("ascii"), validate=True)
    except ValueError as why:
        raise ValueError(f"pdf: {why}") from None
    if not pdf.startswith(b"%PDF-"):
        raise ValueError("pdf: no PDF")
    return pdf


def _hex(members: Mapping[str, Any], name: str, length: int) -> str:
    text = str(members[name])
    if len(text) != length or _HEX.fullmatch(text) is None:
        raise ValueError(f"{name}: {length} characters 0-9 and a-f expected")
    return text


def _no_sheet(why: str) -> Mendable:
    return Mendable(
        "This file is no sheet as the program writes it ({why}). It was changed, or it is another file: ask for it "
        "again.",
        why=on_one_line(why),
        field="file",
    )
