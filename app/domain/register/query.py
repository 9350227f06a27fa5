"""What is to be put to the competent office when the published material does not decide."""

from datetime import date
from typing import NamedTuple

from app.domain.decision.determination import Determination
from app.domain.errors import Mendable
from app.domain.law.outcomes import Outcome, Result
from app.domain.law.rulebook import Edition, Rule
from app.domain.register.cases import CaseParticulars, Line
from app.domain.register.entered_text import checked_text


class Query(NamedTuple):
    """A query about a line: the refer rules that stand in its way, and the facts that were answered "not yet known"."""

    particulars: CaseParticulars
    line: Line
    edition_id: str
    rules: tuple[Rule, ...]
    open_facts: tuple[str, ...] = ()


class LetterHead(NamedTuple):
    """Who writes to whom: the entries of a letter that follow from no case. `sender` may be of several lines."""

    number: str
    dated: date
    addressee: str
    sender: str
    contact: str = ""
    reply_by: date | None = None


def checked_letter_head(head: LetterHead) -> LetterHead:
    """The entries of a letter; `Mendable` where office or sender are missing, or the answer is asked for too early."""
    checked = head._replace(
        number=checked_text("number", head.number),
        addressee=checked_text("addressee", head.addressee),
        sender=checked_text("sender", head.sender),
        contact=checked_text("contact", head.contact),
    )
    if not checked.addressee:
        raise missing_addressee()
    if not checked.sender:
        raise missing_sender()
    if checked.reply_by is not None and checked.reply_by < checked.dated:
        raise Mendable(
            "An answer is asked for by {day}, before the date of the letter. Give a later day.",
            day=checked.reply_by.isoformat(),
        )
    return checked


def missing_addressee() -> Mendable:
    """A letter to nobody."""
    return Mendable("To whom does the letter go? Name the office and the title of its head.")


def missing_sender() -> Mendable:
    """A letter from nobody."""
    return Mendable("Who signs the letter? Name the office, the title and the person.")


def open_facts(edition: Edition, line: Line, determination: Determination) -> tuple[str, ...]:
    """The facts that were answered "not yet known" and arise for the line: another office may know them."""
    arising = line.passed_over.intersection(determination.not_known)
    return tuple(fact.id for fact in edition.facts if fact.id in arising)


def rules_to_refer(edition: Edition, determination: Determination) -> tuple[Rule, ...]:
    """The refer rules of the edition that hold and that no official answer sets aside: what can be asked about."""
    holding = {finding.id for finding in determination.findings if finding.result is Result.HOLDS}
    holding.difference_update(determination.set_aside)
    return tuple(rule for rule in edition.rules if rule.then is Outcome.REFER and rule.id in holding)
