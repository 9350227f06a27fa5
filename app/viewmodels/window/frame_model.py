"""The words around the screens: the title of the window, the training band, whether all is saved."""

from typing import NamedTuple

from app.domain.register.people import Person, Role
from app.viewmodels.session.session import PERSON_KEY, Session
from app.viewmodels.window.looks_model import THEMES
from app.viewmodels.window.window_model import WindowModel


class FrameSays(NamedTuple):
    """The words around the screens."""

    title: str
    #: The name of the register's file, and the office that it belongs to.
    register: str
    office: str
    #: Why the register can only be read from here, that a newer copy of it was kept, or that its drive is nearly full.
    notice: str
    #: How to go on where the register can't be worked on any more; empty where it can.
    way_out: str
    themes: tuple[tuple[str, str], ...]
    #: As whom one acts, with their roles; empty until that is known. Then how another one is chosen.
    person: str
    person_tip: str
    may_change_person: bool
    #: The day of a training register, where it has one of its own, and how another one is set.
    day: str
    day_tip: str
    may_change_day: bool


def frame_says(model: WindowModel) -> FrameSays:
    """The words around the screens, in the present language."""
    _ = model.session.words._
    case, day = model.case, model.session.clock.day
    shown = f"{case.case.particulars.number}　{case.case.particulars.title}" if case else ""
    return FrameSays(
        title=" — ".join(filter(None, (shown, model.file_name, _("Sekisho")))),
        register=model.file_name,
        office=_office_says(model),
        notice=read_only_says(model) or _ledger_says(model) or _newer_copy_says(model) or _little_room_says(model),
        way_out=model.register.way_out[0] if model.register is not None and model.register.way_out is not None else "",
        themes=tuple((theme, _(name)) for theme, name in THEMES.items()),
        person="" if model.session.person is None else person_says(model.session, model.session.person),
        person_tip=_person_tip(model),
        may_change_person=model.may_change_person,
        day="" if day is None else _("The day here: {day}", day=model.session.words.date(day)),
        day_tip=_("The day that this training register has set itself. Press to set another one."),
        may_change_day=model.may_set_day,
    )


def person_says(session: Session, person: Person) -> str:
    """Somebody of the register with the roles that they hold today."""
    words, roles = session.words, person.roles_on(session.today())
    held = words.listed([words.role(role) for role in Role if role in roles]) or words._("no role today")
    return words._("{name} · {roles}", name=words.text(person.names), roles=held)


def _person_tip(model: WindowModel) -> str:
    _ = model.session.words._
    if not model.may_change_person:
        return _("As whom you act in this register.")
    return _("As whom you act in this training register. {key} chooses somebody else.", key=PERSON_KEY)


def _office_says(model: WindowModel) -> str:
    """The office that a live register belongs to; a training register belongs to nobody."""
    heading, session = model.heading, model.session
    if heading is None or session.is_training:
        return ""
    body = session.shelf.reference().bodies.get(heading.office)
    return heading.office if body is None else session.words.text(body.name)


def saving_says(session: Session) -> str:
    """How it stands with saving."""
    _ = session.words._
    if session.is_given_up:
        return _("Nothing is saved any more")
    if session.is_read_only:
        return _("Read only")
    refused = session.unsaved.refused
    if refused:
        return session.words.ngettext("{n} entry not saved", "{n} entries not saved", refused)
    if session.unsaved.is_typing:
        return _("Not saved yet")
    return _("Saving…") if session.under_way else _("All saved")


def _ledger_says(model: WindowModel) -> str:
    """That the end of the ledger is not as it was written, and what to do."""
    trouble = None if model.register is None else model.register.ledger_trouble
    return "" if trouble is None else model.session.words.error(trouble)


def _newer_copy_says(model: WindowModel) -> str:
    """That all that was saved in the register was kept once, and that this is newer than the file itself."""
    register = model.register
    if register is None or not register.files.newer_copy:
        return ""
    return model.session.words._(
        "{copy} is newer than this register: all that was saved here until another file took its place. Open the copy, "
        "and compare the two.",
        copy=register.files.newer_copy,
    )


def _little_room_says(model: WindowModel) -> str:
    """That the drive of the register is nearly full."""
    register = model.register
    return "" if register is None or register.little_room is None else model.session.words.error(register.little_room)


def read_only_says(model: WindowModel) -> str:
    """Why the register can only be read from here: what became of its file, or who holds it; else nothing."""
    _ = model.session.words._
    register = model.register
    if register is not None and register.pause_trouble is not None:
        return model.session.words.error(register.pause_trouble)
    if model.heading is None or not model.heading.is_read_only:
        return ""
    if model.heading.trouble is not None:
        return model.session.words.error(model.heading.trouble)
    holder = model.heading.holder
    if holder is None:
        return _("This register can only be read from here. Copy it to where you may write to change anything.")
    return _(
        "{name} on {host} has this register open for writing since {since}. Here it can only be read.",
        name=holder.name,
        host=holder.host,
        since=model.session.words.moment(holder.since),
    )
