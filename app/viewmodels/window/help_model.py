"""What the program does, what it does not claim, and which keys there are."""

from collections.abc import Iterable
from typing import NamedTuple

from app.viewmodels.session.actions import Action, help_rows
from app.viewmodels.window.case_actions import CASE_ACTIONS
from app.viewmodels.window.window_actions import FINDING, LOOKS, REGISTER
from app.viewmodels.window.window_model import WindowModel
from app.wording.language import Words


class HelpSays(NamedTuple):
    """The page of help."""

    title: str
    steps: tuple[str, ...]
    does: tuple[str, ...]
    claims: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]


def help_says(words: Words, version: str, areas: Iterable[Action[WindowModel]]) -> HelpSays:
    """The page of help; `areas` are the acts that lead to the areas of the rail."""
    _ = words._
    return HelpSays(
        title=_("Sekisho {version}", version=version),
        steps=(
            _("“New request” (Ctrl+N): give it a number, a title and the day as of which it is assessed."),
            _("Answer the questions in any order. “Not yet known” is an answer, too; it stays open."),
            _("Name the documents of the case, and link each answer to the place that shows it."),
            _("Read the determination at the right: it follows every answer, and says what is still missing."),
            _("Check the answers, then record. The memorandum can be printed, saved as PDF or copied."),
            _("“Under every edition” (Ctrl+4) shows the same request under each edition of the rules."),
        ),
        does=(
            _("It takes you through a transfer request, one question at a time, and asks only what still matters."),
            _("It shows which published rule applies and why, who has to decide, and what the recipient undertakes."),
            _("It keeps every answer with its evidence and history. An answer is saved when it is given."),
        ),
        claims=(
            _("It never says that an overseas transfer is permitted. A record made here is not an approval."),
            _("It is not the law. Each rule shows where it comes from and how well that is established."),
            _("What is unpublished or contested is named by a U-number and leads to a query, never to a guess."),
            _("Training registers are for practice. Their papers are no official records."),
        ),
        keys=(
            *help_rows(FINDING, words),
            *help_rows(areas, words),
            ("Ctrl+Shift+← → ↑ ↓", _("Sort the list: by another column, ascending, descending")),
            ("1 … 9, 0", _("Choose an answer; 0 is “not yet known”")),
            ("↑ ↓, Space", _("Go to an answer without choosing it; choose it")),
            ("Enter", _("Go on to the next question, once this one is answered")),
            *help_rows(CASE_ACTIONS, words),
            ("PgUp / PgDn, Home / End", _("Scroll the part that has the keyboard")),
            *help_rows(REGISTER, words),
            *help_rows(LOOKS, words),
        ),
    )
