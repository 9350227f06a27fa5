"""The words around the screens: the title of the window, the training band, whether all is saved."""

from typing import NamedTuple

from app.viewmodels.session.session import Session
from app.viewmodels.window.window_model import THEMES, WindowModel


class FrameSays(NamedTuple):
    """The words around the screens."""

    title: str
    #: The name of the register's file.
    register: str
    #: Why the register can only be read from here, or that a newer copy of it was kept.
    notice: str
    #: How to go on where the register can't be worked on any more; empty where it can.
    way_out: str
    themes: tuple[tuple[str, str], ...]


def frame_says(model: WindowModel) -> FrameSays:
    """The words around the screens, in the present language."""
    _ = model.session.words._
    case = model.case
    shown = f"{case.case.particulars.number}　{case.case.particulars.title}" if case else ""
    return FrameSays(
        title=" — ".join(filter(None, (shown, model.file_name, _("Sekisho")))),
        register=model.file_name,
        notice=read_only_says(model) or _newer_copy_says(model),
        way_out=model.register.way_out[0] if model.register is not None and model.register.way_out is not None else "",
        themes=tuple((theme, _(name)) for theme, name in THEMES.items()),
    )


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
