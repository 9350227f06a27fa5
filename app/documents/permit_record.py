"""The record of a permit: what was recorded of it, on which content, and by whom it was decided before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.case_papers import (
    code_foot,
    objections_note,
    outside_lines,
    parties_in_words,
    signed_says,
    table_of,
)
from app.documents.document import Document, Heading, Item, Items, Note, Paragraph, Part, Row, Table, filled
from app.domain.procedure.events import DecisionEntered
from app.domain.procedure.permits import end_of, extensions_of, permit_said, state_of_permit, valid_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.documents.case_papers import CasePapers
    from app.domain.procedure.entries import Entry
    from app.domain.procedure.procedure import Procedure
    from app.wording.procedure_phrases import ProcedurePhrases


def permit_record(papers: CasePapers, permit: Entry, on: date) -> Document:
    """The record of a permit as of a day."""
    said, title = permit_said(permit), papers.words._("Permit record")
    foot = code_foot(papers.words, papers.procedure.requests[said.request - 1].code)
    return papers.document(title, on, _parts(papers, permit, on), foot, (said.number, title))


def _parts(papers: CasePapers, permit: Entry, on: date) -> Iterator[Part]:
    phrases, words, said = papers.phrases, papers.words, permit_said(permit)
    procedure = papers.procedure
    _ = words._
    contents = [content for _line, content in sorted(permit.contents.items())]
    yield Note(
        filled(
            _("This tells what was recorded of the permit. The permit is the document of the Minister itself."),
            "" if permit.confirmed_by else _("Nobody has confirmed the entry yet: it does not count."),
            _("What it was given on is not the content of the case any more.")
            if permit.stands and procedure.has_changed_content(permit)
            else "",
        )
    )
    yield from objections_note(phrases, contents)
    yield Heading(_("The permit"))
    yield table_of(words, _permit_rows(phrases, procedure, permit, on))
    yield Heading(_("Lines and quantities"))
    rows = (
        Row((str(content.line.line), content.line.item, str(said.quantities[content.line.line]), content.line.quantity))
        for content in contents
    )
    yield Table(
        (_("Line"), _("Item"), _("Quantity of the permit"), _("Quantity of the line")), tuple(rows), (1, 5, 2, 2)
    )
    if said.conditions:
        numbers = {each.text: each.number for each in procedure.conditions if each.entry == permit.number}
        yield Heading(_("Conditions"))
        yield Items(
            tuple(map(Item, said.conditions)),
            tuple(f"({numbers[each]})" if each in numbers else "・" for each in said.conditions),
        )
    yield Heading(_("The case"))
    line = contents[0].line
    parties = parties_in_words(words, line.parties)
    yield table_of(words, ((_("Case number"), line.case_number), (_("Title"), papers.case.particulars.title), *parties))
    yield from _decided_before(phrases, procedure, permit)
    yield from outside_lines(phrases, procedure)
    yield Heading(_("Record"))
    rows_of_record = [(_("Entered"), words.listed([words.person(permit.by), words.date(permit.on)]))]
    if permit.confirmed_on is not None:
        rows_of_record.append(
            (_("Confirmed"), words.listed([words.person(permit.confirmed_by), words.date(permit.confirmed_on)]))
        )
    yield table_of(words, rows_of_record)
    for content in contents:
        yield Paragraph(_("Content of line {line} (SHA-256)", line=content.line.line), "quiet")
        yield Paragraph(content.digest)


def _permit_rows(phrases: ProcedurePhrases, procedure: Procedure, permit: Entry, on: date) -> Iterator[tuple[str, str]]:
    words, said, end = phrases.words, permit_said(permit), end_of(procedure, permit)
    _ = words._
    yield _("Number of the permit"), said.number
    yield _("Dated"), words.date(said.dated)
    yield _("Valid until"), words.date(said.valid_until)
    for extension in extensions_of(procedure, permit):
        until = words._("until {day}", day=words.date(extension.valid_until))
        yield _("Extended"), words.listed([until, words.date(extension.dated), extension.reference])
    if end is not None:
        yield _("Ended"), words.listed([words.date(end.dated), end.reason, end.reference])
    state = words._(
        "{state}, until {day}",
        state=phrases.permit_state(state_of_permit(procedure, permit, on)),
        day=words.date(valid_until(procedure, permit, on)),
    )
    yield _("State on {day}", day=words.date(on)), state
    if said.document is not None:
        yield _("Document"), phrases.document(said.document)


def _decided_before(phrases: ProcedurePhrases, procedure: Procedure, permit: Entry) -> Iterator[Part]:
    """Who decided before, on what, with whose signature: of the content that the permit was given on."""
    words = phrases.words
    rows: dict[Row, None] = {}
    for line, content in sorted(permit.contents.items()):
        for earlier in content.earlier:
            for each in earlier.decisions:
                entry = procedure.decisions(earlier.step, line).get(each.office)
                said = entry.said if entry is not None else None
                signed = signed_says(words, said) if isinstance(said, DecisionEntered) else ("", "")
                decided = (phrases.named(earlier.step), phrases.body(each.office), phrases.decision(each.decision))
                rows[Row((*decided, *signed))] = None
    if rows:
        _ = words._
        yield Heading(_("Decisions before it"))
        names = (_("Step"), _("Office"), _("Decision"), _("Signatory"), _("Date and reference"))
        yield Table(names, tuple(rows), (4, 4, 3, 4, 5))
