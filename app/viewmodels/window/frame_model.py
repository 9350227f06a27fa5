"""The words around the screens: the rail, the band of a training register, how it stands with saving."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.viewmodels.window.window_model import Screen, WindowModel
from app.wording.language import Language

# The list is painted first, without what only a dialog needs.
if TYPE_CHECKING:
    from collections.abc import Callable

    from app.viewmodels.session.form import Form
    from app.viewmodels.session.session import Session

#: How each language invites to the other, in the other's own words.
OTHER_LANGUAGE = {Language.JA: "Switch to English", Language.EN: "日本語に切り替える"}

#: Which entry of the rail stands for a screen.
_RAIL = {
    Screen.REQUESTS: "requests",
    Screen.CASE: "requests",
    Screen.RULEBOOK: "rulebook",
    Screen.EXAMPLE: "rulebook",
}


class FrameSays(NamedTuple):
    """The words around the screens."""

    title: str
    rail: dict[str, str]
    here: str
    language: str
    language_names: dict[str, str]
    training: str
    saving: str
    read_only: str
    themes: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, str, int], ...]
    palette: tuple[str, str, str]


def frame_says(model: WindowModel) -> FrameSays:
    """The words around the screens, in the present language."""
    _ = model.session.words._
    case = model.case
    name = _("Sekisho")
    return FrameSays(
        title=f"{case.case.particulars.number}　{case.case.particulars.title} — {name}" if case else name,
        rail={
            "requests": _("Requests"),
            "requests_tip": _("The list of requests"),
            "rulebook": _("Rulebook"),
            "rulebook_tip": _("The editions of the rulebook, read and compared"),
            "palette": _("Find or go"),
            "palette_tip": _("Find a case, a rule, a question or an action (Ctrl+K)"),
            "theme": _("Appearance"),
            "theme_tip": _("Light, dark, high contrast; size of the text"),
            "help": _("Help"),
            "help_tip": _("What the program does and does not claim; keys (F1)"),
        },
        here=_RAIL[model.screen],
        language=model.session.language.language.value,
        language_names={"ja": OTHER_LANGUAGE[Language.EN], "en": OTHER_LANGUAGE[Language.JA]},
        training=_("not an official record"),
        saving=saving_says(model.session),
        read_only=read_only_says(model),
        themes=(("light", _("Light")), ("dark", _("Dark")), ("high-contrast", _("High contrast"))),
        sizes=(
            (_("Larger text"), "Ctrl++", 1),
            (_("Smaller text"), "Ctrl+-", -1),
            (_("Text as it was"), "Ctrl+0", 0),
        ),
        palette=(
            _("Find or go"),
            _("Type a case, a party, a rule, a question or an action"),
            _("Nothing matches. Try another word."),
        ),
        # What was typed is put in by the field.
    )


def saving_says(session: Session) -> str:
    """How it stands with saving."""
    _ = session.words._
    if session.is_read_only:
        return _("Read only")
    refused = session.unsaved.refused
    if refused:
        return session.words.ngettext("{n} entry not saved", "{n} entries not saved", refused)
    return _("Saving…") if session.under_way else _("All saved")


def read_only_says(model: WindowModel) -> str:
    """Who holds the register, where it can only be read from here; else nothing."""
    _ = model.session.words._
    if model.heading is None or not model.heading.is_read_only:
        return ""
    holder = model.heading.holder
    if holder is None:
        return _("This register can only be read from here. Copy it to where you may write to change anything.")
    return _(
        "{name} on {host} has this register open for writing since {since}. Here it can only be read.",
        name=holder.name,
        host=holder.host,
        since=model.session.words.moment(holder.since),
    )


def leaving_form(session: Session, act: Callable[..., None]) -> Form | None:
    """What is asked before `act` closes the window with answers that are nowhere else; None where nothing is lost."""
    unsaved = session.unsaved
    if not unsaved.refused:
        return None
    from app.viewmodels.session.form import Form

    _ = session.words._
    return Form(
        _("Entries would be lost"),
        session.words.ngettext(
            "{n} entry could not be saved (case {cases}). Closing the window now loses it.",
            "{n} entries could not be saved (case {cases}). Closing the window now loses them.",
            unsaved.refused,
            cases=session.words.listed(unsaved.numbers),
        ),
        accept=_("Close and lose them"),
        cancel=_("Stay"),
        act=act,
        prefers_cancel=True,
    )
