"""The draft of a notice or of a publication: what the law says of it, and what is on record of the case.

What no published text settles, to whom it goes and in what form, is left open: nothing of that is invented here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.case_papers import permit_says, signed_says, table_of
from app.documents.document import Document, Heading, Item, Items, Note, Paragraph, Part, Placed, Row, Table
from app.domain.procedure.events import DecisionEntered
from app.domain.procedure.notices import due_since
from app.domain.procedure.permits import permit_said
from app.wording.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.documents.case_papers import CasePapers
    from app.domain.procedure.content import LineContent
    from app.domain.procedure.events import NoticeNeeded


def notice_draft(papers: CasePapers, notice: NoticeNeeded, on: date) -> Document:
    """The draft of a notice that a case calls for, as of a day."""
    words = papers.words
    title = words._("{notice} (draft)", notice=papers.phrases.named(notice.id))
    foot = (words._("Draft: to be checked and completed before anything of it leaves the office."),)
    parts = _NoticeDraft(papers, notice, on).parts()
    return papers.document(title, on, parts, foot, (title,), template="letter", before=words._("Draft"))


class _NoticeDraft:
    """One draft being written."""

    def __init__(self, papers: CasePapers, notice: NoticeNeeded, on: date) -> None:
        self._phrases, self._words = papers.phrases, papers.words
        self._procedure, self._notice, self._on = papers.procedure, notice, on
        contents = (self._procedure.lines[line].content for line in self._procedure.lines_in_procedure)
        self._lines = [each for each in contents if notice.id in each.decision.notices]

    def parts(self) -> Iterator[Part]:
        """The draft from its head to its end."""
        _, phrases = self._words._, self._phrases
        yield Note(tuple(self._standing()))
        yield Placed((_("Number and date: to be filled in"),), "right")
        yield Placed((_("Addressee: to be filled in"),), "left")
        yield Placed((_("Sender: to be filled in"),), "right")
        yield Heading(phrases.named(self._notice.id))
        entry = phrases.edition.entry_by_id.get(self._notice.id)
        if entry is not None:
            yield Paragraph(self._words.text(entry.says))
        yield Placed((_("The particulars are these:"),), "middle")
        at = iter(range(1, 9))
        yield self._numbered(next(at), _("The transfer"))
        for line in self._lines:
            yield table_of(self._words, self._transfer(line))
        yield self._numbered(next(at), _("Decisions"))
        yield from self._decisions()
        permits = [each for each in self._procedure.permits() if each.stands and set(each.contents) & self._positions]
        if permits:
            yield self._numbered(next(at), _("Permits on record"))
            yield Items(
                tuple(Item(permit_said(each).number, permit_says(phrases, permit_said(each))[1:]) for each in permits)
            )
        if entry is not None:
            yield self._numbered(next(at), _("What this rests on"))
            points = (phrases.edition.point(each) for each in entry.origin.unverified)
            yield Paragraph("　".join(phrases.basis(entry)), "quiet")
            yield Items(
                tuple(
                    map(
                        Item,
                        (
                            *phrases.sources(entry.origin.sources),
                            *(self._words.text(point.says) for point in points if point is not None),
                        ),
                    )
                )
            )
        yield Placed((_("End of the letter"),), "right")

    def _standing(self) -> Iterator[str]:
        """That it is a draft, and whether the notice is due or was given."""
        _, words = self._words._, self._words
        yield _(
            "This is a draft, made from the record on {day}. Nobody has sent or published it.", day=words.date(self._on)
        )
        given, since = self._procedure.notices.get(self._notice.id), due_since(self._procedure, self._notice)
        if given is not None:
            yield _("On record as given: {said}.", said=words.listed([words.date(given.dated), given.reference]))
        elif since is not None:
            yield _("Due since {day}.", day=words.date(since))
        else:
            yield _("Not due yet: what calls for it is not done.")

    @property
    def _positions(self) -> set[int]:
        return {each.line for each in self._lines}

    def _transfer(self, line: LineContent) -> Iterator[tuple[str, str]]:
        _, words, phrases = self._words._, self._words, self._phrases
        yield _("Line"), str(line.line)
        for name in ("item", "quantity"):
            yield words.field(name), getattr(line, name)
        facts = phrases.edition.fact_by_id
        for fact, value in line.decision.answers.items():
            if fact in facts and facts[fact].is_country:
                yield phrases.fact(fact), phrases.value(fact, value)
        for name in ("exporter", "end_user"):
            yield words.field(name), line.parties[name]
        yield _("Outcome"), phrases.outcome(line.decision.outcome)
        yield _("Applicable rule"), words.listed([phrases.named(rule) for rule in line.decision.rules])

    def _decisions(self) -> Iterator[Part]:
        """What was decided in the steps that call for the notice; where none does, in all steps."""
        _, phrases = self._words._, self._phrases
        rows: dict[Row, None] = {}
        for step in self._procedure.steps:
            if self._notice.after and step.id not in self._notice.after:
                continue
            for line in step.lines:
                for office, entry in self._procedure.decisions(step.id, line).items():
                    if line in self._positions and isinstance(entry.said, DecisionEntered):
                        decided = (phrases.named(step.id), phrases.body(office), phrases.decision(entry.said.decision))
                        rows[Row((*decided, *signed_says(self._words, entry.said)))] = None
        if not rows:
            yield Paragraph(_("None is on record."))
            return
        names = (_("Step"), _("Office"), _("Decision"), _("Signatory"), _("Date and reference"))
        yield Table(names, tuple(rows), (4, 4, 3, 4, 5))

    def _numbered(self, number: int, text: str) -> Heading:
        return Heading(f"{number}　{text}" if self._words.language is Language.JA else f"{number}. {text}", level=2)
