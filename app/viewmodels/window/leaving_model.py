"""What is asked before the window closes, or shows another register."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.errors import on_one_line
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Session


def leaving_form(
    session: Session, act: Callable[..., None], *, is_exchange: bool = False, is_carried: bool = False
) -> Form | None:
    """What is asked before `act` closes the window with answers that are nowhere else; None where nothing is lost.

    It may close for another register to be opened in it, and then entries may be carried there.
    """
    unsaved, lost, named = session.unsaved, list[str](), tuple[str, ...]()
    _ = session.words._
    if unsaved.refused and not is_carried:
        lost.append(
            session.words.ngettext(
                "{n} entry could not be saved and would be lost.",
                "{n} entries could not be saved and would be lost.",
                unsaved.refused,
            )
        )
        named = tuple(
            entry_says(session, unsaved.numbers[field.case_id], entry.name, on_one_line(entry.said))
            for field, entry in unsaved.all().items()
            if entry.error is not None
        )
    if unsaved.has_drafts:
        lost.append(
            _(
                "The person or the note that you typed in the Rulebook, to put law in force, is not on record yet, and "
                "would be lost."
            )
        )
    if not lost:
        return None
    return Form(
        _("Entries would be lost"),
        "\n".join(lost),
        accept=_("Open the other register and lose them") if is_exchange else _("Close and lose them"),
        cancel=_("Stay"),
        act=act,
        consequences=named,
        is_lasting=True,
    )


def entry_says(session: Session, number: str, name: str, said: str) -> str:
    """An entry that is not saved: the number of its case, what it is called, and what was entered."""
    return session.words._("{number}, {name}: “{value}”", number=number, name=name, value=said or "—")
