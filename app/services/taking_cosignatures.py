"""Take back a checkpoint of the register that another office has signed, and keep its signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable, on_one_line
from app.domain.law.reference import OFFICE
from app.domain.law.texts import Text
from app.domain.ledger.checkpoint import (
    cosignature_line,
    cosigned_at,
    is_signed_by,
    origin_of,
    read_checkpoint,
    read_note,
)
from app.domain.ledger.following import is_public_key
from app.domain.register.events import CheckpointCosigned
from app.services.ports import TakenCosignature

if TYPE_CHECKING:
    from app.domain.ledger.checkpoint import Checkpoint, Note, Verify
    from app.services.acting import Acting


#: The last second of the year 9999.
_LAST_SECOND = 253402300799


def take_cosignature(acting: Acting, *, note: bytes, cosigner: str, office: str, verify: Verify) -> CheckpointCosigned:
    """Keep the signature by which another office has cosigned a checkpoint of this register.

    `cosigner` is the name and public key that the other office gave, `NAME=KEY`; `office` is the id of the body whose
    key that is. What is kept is what was signed last. Raises `Mendable` where the signature does not hold, is none of
    what the register itself has signed, or is kept already; and where the person may not take one.
    """
    ensure_office(acting, office)
    name, key = _cosigner(cosigner)
    given, made = _read(note)
    acting.ensure_may(CheckpointCosigned)
    with acting.work:
        _ensure_own(acting, given, made, verify)
        if name == made.origin:
            raise Mendable("The signature is to be that of another office, and {name} is this register.", name=name)
        second = cosigned_at(given, name, bytes.fromhex(key), verify)
        if second is None or second > _LAST_SECOND:
            raise Mendable(
                "The checkpoint bears no signature by this key that holds: {name}={key}. Ask the office for the key "
                "that it was told when it signed, or for the file as it was signed.",
                name=on_one_line(name),
                key=key,
                field="cosigner",
            )
        for kept in acting.work.cosignatures.all():
            if kept.public_key == key and kept.office != office:
                raise Mendable(
                    "This key was taken as that of {office} before. Ask the office whose key it is.",
                    office=office_name(acting, kept.office),
                    field="office",
                )
            if (kept.public_key, kept.size) == (key, made.size):
                raise Mendable(
                    "The signature of {office} below the checkpoint over {size} entries is kept already.",
                    office=office_name(acting, kept.office),
                    size=made.size,
                    field="file",
                )
        line = cosignature_line(given, name, bytes.fromhex(key), second)
        at, event = acting.clock.now(), CheckpointCosigned(made.size, name, key, office, second)
        acting.work.cosignatures.add(TakenCosignature(made.size, name, key, office, second, line), at, acting.by)
        acting.work.events.add(event, at, acting.by)
        acting.work.commit()
    return event


def _cosigner(text: str) -> tuple[str, str]:
    name, _, key = text.strip().rpartition("=")
    if not name or not is_public_key(key):
        raise Mendable(
            "“{text}” does not name a key: it is written as the other office was told it, NAME=KEY, the key in 64 "
            "characters 0-9 and a-f.",
            text=on_one_line(text),
            field="cosigner",
        )
    return name, key


def ensure_office(acting: Acting, office: str) -> None:
    """Raise `Mendable` where this is the id of no office in the table of bodies."""
    bodies = acting.shelf.reference().bodies
    if office not in bodies or bodies[office].kind != OFFICE:
        raise Mendable(
            "{office} is no office in the table of bodies. Choose one of these: {offices}.",
            office=on_one_line(office) or "“”",
            offices=tuple(code for code, body in bodies.items() if body.kind == OFFICE),
            field="office",
        )


def office_name(acting: Acting, office: str) -> Text:
    """What an office is called in each language; its id where the tables do not know it any more."""
    body = acting.shelf.reference().bodies.get(office)
    return Text(office, office) if body is None else body.name


def _read(note: bytes) -> tuple[Note, Checkpoint]:
    try:
        given = read_note(note)
        return given, read_checkpoint(given)
    except ValueError as why:
        raise Mendable("This is no checkpoint ({why}).", why=on_one_line(str(why)), field="file") from None


def _ensure_own(acting: Acting, given: Note, made: Checkpoint, verify: Verify) -> None:
    """The register itself has signed this very checkpoint, or signs it now where a restored copy had lost it."""
    origin = origin_of(acting.work.heading().uuid)
    if made.origin != origin:
        raise Mendable(
            "This is a checkpoint of another register, {found}. Take it back into that one.",
            found=on_one_line(made.origin),
            field="file",
        )
    if not is_signed_by(given, origin, bytes.fromhex(acting.work.cosignatures.checkpoint_key()), verify):
        raise Mendable("This checkpoint was not signed by the checkpoint key of this register.", field="file")
    count = acting.work.events.count()
    if made.size > count:
        raise Mendable(
            "This checkpoint speaks of {wanted} entries, and here are {found}: this is an older copy, or entries were "
            "cut off. Find the register that has them, and lay both side by side: “sekisho ledger compare”.",
            wanted=made.size,
            found=count,
            field="file",
        )
    if made.size == count:
        # Signed anew at the same moment it is the same, if the entries are.
        acting.work.events.checkpoint(made.at)
    own = acting.work.cosignatures.checkpoint(made.size)
    if own is None or read_note(own.encode()).text != given.text:
        raise Mendable(
            "This register has signed no such checkpoint: its first {size} entries are others, or it was signed in "
            "another copy. Find that copy, and lay both side by side: “sekisho ledger compare”.",
            size=made.size,
            field="file",
        )
