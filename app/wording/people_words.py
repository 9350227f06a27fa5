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


def code_does_not_sign_said(words: Words) -> str:
    """What the code of a recovery sheet is not, where there is one administrator only."""
    return words._(
        "The code signs nothing: an administrator has to use it. If the only administrator loses the passphrase, "
        "nobody can be added or let in again. Make a second person an administrator as well."
    )
