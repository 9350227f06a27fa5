"""The reference data as tables in words: dated rows with their source, and how old they are."""

from typing import NamedTuple

from app.domain.law.reference import Agreement, EmbargoFlag, Row
from app.domain.law.reference_rows import OLD_AFTER_DAYS, days_old
from app.viewmodels.session.session import Session
from app.wording.agreement_words import how_sure, in_force_since
from app.wording.phrases import confidence_word

#: The tables that are shown with an edition, in this order.
TABLES = ("agreements", "embargo_flags", "item_headings", "bodies", "countries")

#: How the width is shared out between the columns of each; where rows are old, their age has a share of its own.
_SHARES = {
    "agreements": (21, 12, 15, 16, 36),
    "embargo_flags": (22, 28, 15, 35),
    "item_headings": (10, 38, 9, 17, 26),
    "bodies": (20, 24, 14, 15, 27),
    "countries": (8, 36, 8, 16, 32),
}
_SHARE_OF_AGE = 12


class TableSays(NamedTuple):
    """A table. `shares` are the widths of its columns beside each other; rows in `old` are to be looked at again."""

    explanation: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    old: frozenset[int]


def table_says(session: Session, table: str) -> TableSays:
    """A table of the reference data in force."""
    words, reference = session.words, session.shelf.reference()
    _ = words._
    explanation = _(
        "Reference data of {version}. A row that was compared with its source more than {n} days ago shows its age.",
        version=reference.version,
        n=OLD_AFTER_DAYS,
    )
    state = words._("Country")
    kept = getattr(reference, table)
    found = kept if table == "agreements" else tuple(kept.values())
    columns: tuple[str, ...] = {
        "agreements": (state, _("Signed"), _("In force"), _("Confidence"), _("Source")),
        "embargo_flags": (state, _("Basis"), _("Confidence"), _("Source")),
    }.get(table, (_("Code"), _("Name"), _("Valid"), _("Confidence"), _("Source")))
    rows = [_cells(session, row) for row in found]
    ages = [days_old(reference, row, session.today()) for row in found]
    old = frozenset(at for at, age in enumerate(ages) if age is not None and age > OLD_AFTER_DAYS)
    told = [
        words.ngettext("{n} day old", "{n} days old", age) if at in old and age else "" for at, age in enumerate(ages)
    ]
    shares = _SHARES[table]
    if old:
        columns, shares = (*columns, _("Age")), (*shares, _SHARE_OF_AGE)
        rows = [(*row, age) for row, age in zip(rows, told, strict=True)]
    return TableSays(explanation, columns, shares, tuple(rows), old)


def _state(session: Session, code: str) -> str:
    row = session.shelf.reference().countries.get(code)
    return session.words.noted(session.words.text(row.name), code) if row else code


def _cells(session: Session, row: Row | Agreement | EmbargoFlag) -> tuple[str, ...]:
    words = session.words
    confidence, source = confidence_word(words, row.confidence), words.text(row.source)
    if isinstance(row, Agreement):
        in_force = in_force_since(words, row) or words._("not confirmed")
        confidence = " · ".join((how_sure(words, row), *row.unverified))
        return _state(session, row.state), words.date(row.signed), in_force, confidence, source
    if isinstance(row, EmbargoFlag):
        return _state(session, row.state), words.text(row.basis), confidence, source
    name, short = words.text(row.name), words.text(row.short)
    days = [words.date(day) if day else "" for day in (row.valid_from, row.valid_until)]
    valid = " – ".join(days) if any(days) else ""
    shown = words.noted(name, short) if short and short != name else name
    return row.id, shown, valid, confidence, source
