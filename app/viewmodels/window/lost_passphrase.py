"""A lost passphrase of a live register that nobody has open: the code of the recovery sheet gives new keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.domain.errors import Mendable
from app.domain.keys.passphrase import ensure_typed_alike
from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.session.session import field_of
from app.viewmodels.window.passphrase_forms import code_field, new_passphrase_fields
from app.wording.people_words import person_said, recovery_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.register.people import Person
    from app.viewmodels.session.session import Reply
    from app.wording.language import Words


class Recovery(Protocol):
    """What the code of a recovery sheet does to the register."""

    def identifier(self) -> str:
        """The identifier of the register, which stands on its sheets; empty where it can't be read."""

    def administrators(self, code: str) -> tuple[Person, ...]:
        """Who can be let in again; `Mendable` where the code does not open the register, or gives no new keys."""

    def recover(self, code: str, account: str, passphrase: str) -> None:
        """Give an administrator new keys, sealed by a passphrase; `Mendable` where they get none."""


class Found(NamedTuple):
    """A code that opened the register, and who can be let in by it."""

    code: str
    administrators: tuple[Person, ...]


def lost_passphrase_form(words: Words, recovery: Recovery) -> Form:
    """Asks for the code of the recovery sheet; it is taken with what was `Found`. Nothing is changed by it."""
    _ = words._

    def act(reply: Reply | None, code: str) -> None:
        _answer(words, reply, lambda: Found(code, recovery.administrators(code)), "code")

    return Form(
        _("Lost passphrase"),
        _(
            "The code of the recovery sheet lets an administrator in again who lost the passphrase. Whoever else lost "
            "theirs asks an administrator. Typing the code changes nothing yet."
        ),
        _("Go on"),
        act,
        facts=((_("Identifier"), recovery.identifier()),),
        fields=(code_field(words),),
        note=_("The identifier stands on the recovery sheet as well. The sheet that was printed last counts."),
    )


def recovering_form(words: Words, recovery: Recovery, found: Found, opened: Callable[[str, str], object]) -> Form:
    """Asks which administrator gets new keys, and for a new passphrase; `opened` is given account and passphrase."""
    _ = words._

    def act(reply: Reply | None, account: str, passphrase: str, again: str) -> None:
        def recover() -> None:
            ensure_typed_alike(passphrase, again)
            recovery.recover(found.code, account, passphrase)

        if _answer(words, reply, recover):
            opened(account, passphrase)

    return Form(
        _("Lost passphrase"),
        _("The code is right. Who lost the passphrase types a new one here, and opens the register by it at once."),
        _("Give new keys and open"),
        act,
        consequences=recovery_said(words),
        fields=(
            Field(
                "account",
                _("Administrator"),
                FieldKind.CHOICE,
                None,
                choices=tuple((person.account, person_said(words, person)) for person in found.administrators),
            ),
            *new_passphrase_fields(words),
        ),
        is_lasting=True,
        width=600,
    )


def _answer(words: Words, reply: Reply | None, do: Callable[[], object], field: str = "") -> bool:
    """Does something, and tells the form how it fared; whether it was done."""
    try:
        done = do()
    except Mendable as refusal:
        if reply is not None:
            reply.field = field_of(refusal) or field
            reply.refused.emit(words.error(refusal))
        return False
    if reply is not None:
        reply.taken.emit(done)
    return True
