"""Checkpoints that go to other offices and come back: saved to a file, signed for another, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.law.reference import OFFICE
from app.services.checkpointing import cosign, make_checkpoint
from app.services.taking_cosignatures import take_cosignature
from app.viewmodels.session.form import NO_FILE, Field, FieldKind, Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.ledger.checkpoint import Verify
    from app.domain.register.events import CheckpointCosigned
    from app.services.acting import Acting
    from app.services.checkpointing import Cosigned
    from app.viewmodels.session.form import ChosenFile
    from app.viewmodels.session.session import Reply, Session


def save_checkpoint(session: Session, path: str, told: Callable[[str], None]) -> None:
    """Signs what the ledger is now, and saves the checkpoint where the dialog of files was told to."""
    new_file = session.outlet().new_file

    def save(acting: Acting) -> int:
        size = make_checkpoint(acting)
        with new_file(Path(path), may_replace=True) as file:
            file.write((acting.work.cosignatures.checkpoint(size) or "").encode())
        return size

    def tell(size: int) -> None:
        told(
            session.words._(
                "{path}: a checkpoint over {n} entries. Let another office sign it, or keep it where whoever has the "
                "register can't change it.",
                path=path,
                n=size,
            )
        )

    session.write(save, tell)


def cosigning_form(session: Session, then: Callable[[Form], None]) -> Form:
    """Asks for the checkpoint of another office, and signs it in its file; `then` gets what is to be told of it."""
    _ = session.words._
    new_file, content_of = session.outlet().new_file, session.files().content_of

    def act(reply: Reply | None, file: ChosenFile) -> None:
        def sign(acting: Acting) -> Cosigned:
            signed = cosign(acting, note=content_of(Path(file.path), file.sha256, _heard(reply)))
            with new_file(Path(file.path), may_replace=True) as out:
                out.write(signed.note.encode())
            return signed

        session.hand_in(sign, lambda signed: then(_signed_form(session, file.path, signed)), reply)

    return Form(
        _("Sign another office’s checkpoint"),
        _(
            "To say that your office has seen it. The signature is put below it in the same file, which goes back to "
            "them; nothing in either register changes."
        ),
        accept=_("Sign"),
        act=act,
        fields=(_file(session, _("Their checkpoint")),),
    )


def _signed_form(session: Session, path: str, signed: Cosigned) -> Form:
    _, named = session.words._, f"{signed.name}={signed.key}"
    return Form(
        _("The checkpoint is signed"),
        _(
            "{path} goes back to the other office. Tell them on another way than the file goes what names you: they "
            "enter it when they take the signature.",
            path=path,
        ),
        accept="",
        cancel=_("Close"),
        facts=((_("Name and key"), named),),
        to_copy=named,
        width=640,
    )


def taking_form(session: Session, verify: Verify, then: Callable[[CheckpointCosigned], None]) -> Form:
    """Asks for a checkpoint that another office has signed, and keeps its signature."""
    _ = session.words._
    content_of = session.files().content_of

    def act(reply: Reply | None, file: ChosenFile, cosigner: str, office: str) -> None:
        def take(acting: Acting) -> CheckpointCosigned:
            note = content_of(Path(file.path), file.sha256, _heard(reply))
            return take_cosignature(acting, note=note, cosigner=cosigner, office=office, verify=verify)

        session.hand_in(take, then, reply)

    bodies = session.shelf.reference().bodies
    nothing = _("Choose the office whose key that is.")
    offices = [(code, session.words.text(body.name)) for code, body in bodies.items() if body.kind == OFFICE]
    return Form(
        _("Take back a signed checkpoint"),
        _("The signature is verified and kept. Whose key it is you vouch for, on record."),
        accept=_("Take it back"),
        act=act,
        fields=(
            _file(session, _("The signed checkpoint")),
            Field(
                "cosigner",
                _("Name and key"),
                help=_("As the other office told you, on another way than the file came: NAME=KEY."),
                missing=_("Enter what the other office told you: NAME=KEY."),
            ),
            Field(
                "office",
                _("Whose key that is"),
                FieldKind.CHOICE,
                "",
                missing=nothing,
                choices=(("", nothing), *offices),
            ),
        ),
        width=640,
    )


def _file(session: Session, label: str) -> Field:
    missing = session.words._("Choose the file first.")
    return Field("file", label, FieldKind.FILE, NO_FILE, missing=missing, read=session.read_file)


def _heard(reply: Reply | None) -> Callable[[float], None]:
    return _unheard if reply is None else reply.report


def _unheard(_share: float) -> None:
    """Nobody watches."""
