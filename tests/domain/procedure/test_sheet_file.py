"""A sheet that travels as a file comes back as it was written, or is refused with what was done to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.canonical import canonical_json
from app.domain.errors import Mendable
from app.domain.procedure.sheet_file import (
    LARGEST,
    SCHEMA,
    Filled,
    SheetFile,
    bytes_of_sheet,
    filled_in,
    made_sheet,
    read_sheet,
    signed_bytes,
)
from tests.domain.procedure.sheets import ANSWER, ASKED, FILLED, PDF, SHEET, sheets, signer, verify

SIGNED = filled_in(SHEET, FILLED, signer(1))
BYTES = bytes_of_sheet(SIGNED)
DIGEST, SIGNATURE = "its digest is another", "signature on the sheet does not hold"


def refusal_of(data: bytes) -> str:
    """Why a file is refused; empty where it is taken."""
    try:
        read_sheet(data, verify)
    except Mendable as why:
        return str(why)
    return ""


@settings(max_examples=settings().max_examples // 8)
@given(made=sheets(), seed=st.none() | st.integers(1, 3))
def test_a_sheet_comes_back_as_it_was_written(made: tuple[SheetFile, Filled], seed: int | None) -> None:
    blank, filled = made
    assert read_sheet(bytes_of_sheet(blank), verify) == blank
    sheet = filled_in(blank, filled, (lambda _message: None) if seed is None else signer(seed))
    data = bytes_of_sheet(sheet)
    back = read_sheet(data, verify)
    assert back == sheet
    assert back.is_signed is (seed is not None)
    assert bytes_of_sheet(back) == data


def test_every_byte_of_a_signed_sheet_that_is_another_is_refused() -> None:
    taken = [
        (at, other)
        for at, byte in enumerate(BYTES)
        for other in {byte ^ 0x01, byte ^ 0x20, 0x22} - {byte}
        if not refusal_of(BYTES[:at] + bytes([other]) + BYTES[at + 1 :])
    ]
    assert taken == []


@given(at=st.integers(0, len(BYTES) - 1), byte=st.integers(0, 255), how=st.sampled_from(("in place", "before", "gone")))
def test_a_byte_put_in_or_left_out_is_refused(at: int, byte: int, how: str) -> None:
    after = BYTES[at:] if how == "before" else BYTES[at + 1 :]
    changed = BYTES[:at] + (b"" if how == "gone" else bytes([byte])) + after
    assert (refusal_of(changed) == "") is (changed == BYTES)


def data_of(sheet: SheetFile = SIGNED) -> dict[str, Any]:
    """The members of a file."""
    members: dict[str, Any] = json.loads(bytes_of_sheet(sheet))
    return members


def written(change: Callable[[dict[str, Any]], object], sheet: SheetFile = SIGNED) -> bytes:
    """The file with one thing in it changed, in the form in which files are written."""
    members = data_of(sheet)
    change(members)
    return canonical_json(members).encode()


def test_what_was_changed_is_told_apart() -> None:
    other_pdf = bytes_of_sheet(SIGNED._replace(pdf=PDF + b"!"))
    assert "The PDF in the sheet is another" in refusal_of(other_pdf)
    asked = written(lambda each: each["asked"].update(title="Missiles"))
    assert DIGEST in refusal_of(asked)
    assert "asked" in refusal_of(asked)
    filled = written(lambda each: each["filled"]["answer"].update(author="Somebody"))
    assert DIGEST in refusal_of(filled)
    assert "filled in" in refusal_of(filled)
    # Who also mends the digest is found by the signature, where there is one.
    other = filled_in(SHEET, FILLED._replace(answer=ANSWER._replace(author="Somebody")), lambda _: None)
    forged = other._replace(key=SIGNED.key, signature=SIGNED.signature)
    assert SIGNATURE in refusal_of(bytes_of_sheet(forged))
    assert SIGNATURE in refusal_of(bytes_of_sheet(SIGNED._replace(key=filled_in(SHEET, FILLED, signer(2)).key)))
    # Without one nobody vouches for it, and that is no mistake of the file.
    assert not read_sheet(bytes_of_sheet(other), verify).is_signed


def test_a_signature_is_of_this_sheet_and_of_nothing_else_that_the_key_signs() -> None:
    elsewhere = filled_in(made_sheet(ASKED._replace(case_number="2026-0002"), PDF), FILLED, lambda _: None)
    assert SIGNATURE in refusal_of(bytes_of_sheet(elsewhere._replace(key=SIGNED.key, signature=SIGNED.signature)))
    assert signed_bytes(SIGNED).startswith(f"{SCHEMA}\n".encode())
    assert canonical_json(data_of()["filled"]).encode() in signed_bytes(SIGNED)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is no sheet"),
    "no JSON": (b"%PDF-1.7", "is no sheet"),
    "no text": (b"\xff\xfe{}", "is no sheet"),
    "a list": (b"[]", "no map"),
    "another form": (b'{"schema":"sekisho-sheet/2"}', "sekisho-sheet/2"),
    "no form": (b"{}", "This is no sheet of the form"),
    "deep": (b"[" * 200_000, "is no sheet"),
    "deep inside": (BYTES[:-1] + b',"z":' + b"[" * 90_000 + b"]" * 90_000 + b"}", "is no sheet"),
    "a name twice": (BYTES[:-1] + b',"pdf":"JVBERi0="}', "stands twice"),
    "a name more": (written(lambda each: each.update(more=1)), "more"),
    "a name more inside": (written(lambda each: each["asked"].update(more=1)), DIGEST),
    "a fraction": (BYTES.replace(b'"line":1', b'"line":1.0'), "no whole number"),
    "not a number": (BYTES.replace(b'"line":1', b'"line":NaN'), "no whole number"),
    "a number for a text": (written(lambda each: each["asked"].update(title=1)), "asked.title"),
    "yes for a number": (written(lambda each: each["asked"]["lines"][0].update(line=True)), "line"),
    "a text for a day": (written(lambda each: each["asked"].update(requested_on="soon")), "requested_on"),
    "a part left out": (written(lambda each: each["asked"].pop("code")), "asked.code"),
    "no PDF": (written(lambda each: each.update(pdf="aGVsbG8=")), "no PDF"),
    "PDF of another spelling": (written(lambda each: each.update(pdf="JVBE RiB")), "pdf"),
    "a key that is short": (written(lambda each: each.update(key="00")), "64 characters"),
    "a signature in capitals": (written(lambda each: each.update(signature=each["signature"].upper())), "0-9 and a-f"),
    "a key without a signature": (written(lambda each: each.pop("signature")), "not in the form"),
    "signed and not filled in": (
        written(lambda each: [each.pop("filled"), each.pop("filled_sha256")]),
        "go with what was filled in",
    ),
    "pretty": (json.dumps(data_of(), indent=1).encode(), "not in the form"),
    "too large": (b'{"schema":"' + b" " * LARGEST + b'"}', "at most"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_what_is_wrong(name: str) -> None:
    data, why = HOSTILE[name]
    assert why in refusal_of(data)


def test_a_text_that_nobody_could_read_is_refused() -> None:
    for text, why in (("a\u202eb", "U\\+202E"), ("a\x00b", "U\\+0000"), ("a" * 10_001, "10001 characters")):
        for sheet in (
            filled_in(SHEET, FILLED._replace(answer=ANSWER._replace(author=text)), signer(1)),
            made_sheet(ASKED._replace(title=text), PDF),
        ):
            with pytest.raises(Mendable, match=why):
                read_sheet(bytes_of_sheet(sheet), verify)


def test_an_answer_to_what_was_not_asked_is_refused() -> None:
    for answer, why in (
        (ANSWER._replace(views=(ANSWER.views[0]._replace(slot="weather"),)), "not asked"),
        (ANSWER._replace(views=(ANSWER.views[0]._replace(view="maybe"),)), "not asked"),
        (ANSWER._replace(views=ANSWER.views * 2), "twice"),
        (ANSWER._replace(decision="permitted"), "permitted"),
        (ANSWER._replace(quantities={2: 1}), "line"),
    ):
        sheet = filled_in(SHEET, FILLED._replace(answer=answer), signer(1))
        assert why in refusal_of(bytes_of_sheet(sheet))
    mistyped = made_sheet(ASKED._replace(code="AAAAA-AAAAA-A"), PDF)
    assert "is no code" in refusal_of(bytes_of_sheet(mistyped))
    assert "asked.kind" in refusal_of(bytes_of_sheet(made_sheet(ASKED._replace(kind="vote"), PDF)))
