"""What asks for passphrases in a live register: the own one changed, and somebody let in again who lost theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.keys.passphrase import LEAST_LENGTH, ensure_typed_alike, refusal_of_passphrase
from app.services.staffing import change_passphrase, give_new_keys
from app.viewmodels.session.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from app.domain.register.events import KeyChanged, PassphraseChanged
    from app.domain.register.people import Person
    from app.services.acting import Acting
    from app.services.ports import Seals
    from app.viewmodels.session.session import Reply, Session
    from app.wording.language import Words


def new_passphrase_fields(words: Words) -> tuple[Field, Field]:
    """A passphrase that is to count from now on, typed twice: `passphrase` and `again`."""
    _ = words._
    refusal = refusal_of_passphrase("")
    missing = "" if refusal is None else words.error(refusal)
    return (
        Field(
            "passphrase",
            _("New passphrase"),
            FieldKind.SECRET,
            help=_(
                "At least {least} characters. Several words that have nothing to do with one another are easy to keep "
                "in mind.",
                least=LEAST_LENGTH,
            ),
            missing=missing,
        ),
        Field("again", _("The same once more"), FieldKind.SECRET, missing=_("Type the passphrase a second time.")),
    )


def code_field(words: Words) -> Field:
    """The code as it stands on the recovery sheet: `code`."""
    missing = words._("Type the code that stands on the recovery sheet.")
    return Field("code", words._("Recovery code"), missing=missing)


def own_passphrase_form(session: Session, seals: Seals) -> Form:
    """Changes the passphrase of who has opened the register."""
    words = session.words
    _ = words._

    def act(reply: Reply | None, old: str, passphrase: str, again: str) -> None:
        def change(acting: Acting) -> PassphraseChanged:
            ensure_typed_alike(passphrase, again)
            return change_passphrase(acting, seals, old=old, new=passphrase)

        session.hand_in(change, lambda _event: None, reply)

    return Form(
        _("Change your passphrase"),
        _("From now on the register is opened and unlocked by the new one. Copies made before open by the old one."),
        about="" if session.person is None else words.text(session.person.names),
        accept=_("Change the passphrase"),
        act=act,
        fields=(
            Field(
                "old",
                _("Present passphrase"),
                FieldKind.SECRET,
                missing=_("Type the passphrase by which you opened the register."),
            ),
            *new_passphrase_fields(words),
        ),
    )


def new_keys_form(session: Session, seals: Seals, person: Person) -> Form:
    """Lets somebody in again who lost their passphrase; they type the new one themselves."""
    words = session.words
    _ = words._

    def act(reply: Reply | None, code: str, passphrase: str, again: str) -> None:
        def change(acting: Acting) -> KeyChanged:
            ensure_typed_alike(passphrase, again)
            return give_new_keys(acting, seals, account=person.account, code=code, passphrase=passphrase)

        session.hand_in(change, lambda _event: None, reply)

    return Form(
        _("A passphrase was lost"),
        _(
            "Type the code of the recovery sheet. Then {name} types a new passphrase here. New keys sign what they "
            "record from then on; what the former keys signed stays valid.",
            name=words.text(person.names),
        ),
        about=words.text(person.names),
        accept=_("Give new keys"),
        act=act,
        fields=(
            code_field(words),
            *new_passphrase_fields(words),
        ),
    )
