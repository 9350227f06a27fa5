"""What the program does, what it does not claim, and which keys there are."""

from typing import NamedTuple

from app.wording.language import Words


class HelpSays(NamedTuple):
    """The page of help."""

    title: str
    does_heading: str
    does: tuple[str, ...]
    claims_heading: str
    claims: tuple[str, ...]
    keys_heading: str
    keys: tuple[tuple[str, str], ...]
    close: str


def help_says(words: Words, version: str) -> HelpSays:
    """The page of help."""
    _ = words._
    return HelpSays(
        title=_("Sekisho {version}", version=version),
        does_heading=_("What it does"),
        does=(
            _("It takes you through a transfer request, one question at a time, and asks only what still matters."),
            _("It shows which published rule applies and why, who has to decide, and what the recipient undertakes."),
            _("It keeps every answer with its evidence and history. An answer is saved when it is given."),
        ),
        claims_heading=_("What it does not claim"),
        claims=(
            _("It never says that a transfer is permitted. A record made here is not an approval."),
            _("It is not the law. Each rule shows where it comes from and how well that is established."),
            _("What is unpublished or contested is named by a U-number and leads to a query, never to a guess."),
            _("Training registers are for practice. Their papers are no official records."),
        ),
        keys_heading=_("Keys"),
        keys=(
            ("Ctrl+K", _("Find a case, a rule, a question or an action")),
            ("Ctrl+N", _("New request")),
            ("Ctrl+F", _("Search the list of requests; ↓ or Enter goes into the list")),
            ("Ctrl+Shift+← → ↑ ↓", _("Sort the list: by another column, ascending, descending")),
            ("1 … 9, 0", _("Choose an answer; 0 is “not yet known”")),
            ("↑ ↓, Enter", _("Go to an answer without choosing it; choose it and go on")),
            ("Enter, Alt+→ / Alt+←", _("Next question / back")),
            ("Ctrl+E", _("Link a document to the answer")),
            ("Ctrl+Shift+N", _("Add a line")),
            ("Ctrl+Enter", _("Record the determination, where its button is shown")),
            ("Ctrl+1, 2, 3", _("Request, check answers, determination")),
            ("Ctrl+4", _("This line under every edition")),
            ("Ctrl+PgUp / PgDn", _("Section before / after")),
            ("PgUp / PgDn, Home / End", _("Scroll the part that has the keyboard")),
            ("Ctrl+L", _("Japanese / English")),
            ("Ctrl+T", _("Light, dark, high contrast")),
            ("Ctrl++ / Ctrl+− / Ctrl+0", _("Text larger, smaller, as it was")),
            ("F1", _("This page")),
        ),
        close=_("Close"),
    )
