"""What is asked before the window closes."""

from collections.abc import Callable

from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Session


def leaving_form(session: Session, act: Callable[..., None]) -> Form | None:
    """What is asked before `act` closes the window with answers that are nowhere else; None where nothing is lost."""
    unsaved, lost = session.unsaved, list[str]()
    _ = session.words._
    if unsaved.refused:
        lost.append(
            session.words.ngettext(
                "{n} entry could not be saved (case {cases}). Closing the window now loses it.",
                "{n} entries could not be saved (case {cases}). Closing the window now loses them.",
                unsaved.refused,
                cases=session.words.listed(unsaved.numbers),
            )
        )
    if unsaved.has_drafts:
        lost.append(
            _(
                "The person or the note that you typed in the Rulebook, to put law in force, is not on record yet. "
                "Closing the window now loses it."
            )
        )
    if not lost:
        return None
    return Form(
        _("Entries would be lost"),
        "\n".join(lost),
        accept=_("Close and lose them"),
        cancel=_("Stay"),
        act=act,
        is_lasting=True,
    )
