"""The people of a register in words."""

from app.domain.register.officers import OfficerStanding
from app.domain.register.people import Person, Role, RoleHeld
from app.wording.language import Words


def role_held_said(words: Words, held: RoleHeld) -> str:
    """A role with its days."""
    role, since = words.role(held.role), words.date(held.since)
    if held.until is None:
        return words._("{role} from {since}", role=role, since=since)
    return words._("{role} from {since} to {until}", role=role, since=since, until=words.date(held.until))


def officer_said(words: Words, account: str, standing: OfficerStanding) -> str:
    """What the case officer of a request is called, and that they can be one no more where that is so."""
    name = words.person(account)
    if standing is OfficerStanding.HAS_LEFT:
        return words.noted(name, words._("has left"))
    if standing is OfficerStanding.NO_OFFICER:
        return words.noted(name, words._("no officer now"))
    return name


def person_said(words: Words, person: Person) -> str:
    """What somebody is called, with the account."""
    return words._("{name} ({account})", name=words.text(person.names), account=person.account)


def left_alone_said(words: Words, person: Person, role: Role) -> str:
    """What would be missing without somebody, of `staff.left_alone`."""
    name = words.text(person.names)
    if role is Role.RECORDER:
        return words._(
            "Without {name} at most one person would hold the role {role}: what that one enters nobody could confirm.",
            name=name,
            role=words.role(role),
        )
    return words._("Without {name} nobody would hold the role {role}.", name=name, role=words.role(role))


def sheet_does_said(words: Words) -> str:
    """What a recovery sheet is good for."""
    return words._(
        "The code on the sheet lets an administrator in again who lost the passphrase, the only one too. It does so "
        "once; then a new sheet is made. It is for a safe: whoever has it and the register can read everything."
    )


def recovery_said(words: Words) -> tuple[str, ...]:
    """What comes of it that an administrator gets new keys by the code of the recovery sheet alone."""
    _ = words._
    return (
        _("It is recorded for good that this administrator got new keys by the code of the recovery sheet."),
        _(
            "The former passphrase opens the register no more, only copies that were made before. What was signed by "
            "the former keys stays valid."
        ),
        _("The code is used up: somebody may have seen it. Make a new recovery sheet right afterwards."),
    )
