"""What the papers of a procedure have in common: whose they are, and what stands on each of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from app.documents.document import Document, Heading, Item, Items, Note, Paragraph, Part, Row, Table, filled
from app.documents.file_names import file_name
from app.documents.marks import training_mark
from app.domain.japan_time import beginning_of
from app.domain.procedure.entries import OBJECTION
from app.domain.register.procedure_of_case import PARTIES, procedure_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from app.domain.procedure.content import DecisionInContent, StepContent
    from app.domain.procedure.events import DecisionEntered, PermitEntered
    from app.domain.procedure.procedure import Procedure
    from app.domain.register.cases import Case
    from app.wording.language import Words
    from app.wording.procedure_phrases import ProcedurePhrases


class CasePapers(NamedTuple):
    """Of what papers are made: the case, in the phrases of letters, and the register with its office and identifier."""

    phrases: ProcedurePhrases
    case: Case
    office: str
    register: str
    is_training: bool

    @property
    def words(self) -> Words:
        """The words of letters."""
        return self.phrases.words

    @property
    def procedure(self) -> Procedure:
        """The procedure as it stands."""
        return procedure_of(self.case)

    def document(
        self,
        title: str,
        dated: date,
        parts: Iterable[Part],
        foot: tuple[str, ...],
        named: Sequence[str],
        *,
        template: str = "sheet",
        before: str = "",
    ) -> Document:
        """A paper of the case; `named` are the parts of the name of its file, `before` stands first at each head."""
        words, given = self.words, self.case.particulars
        return Document(
            template=template,
            language=words.language,
            title=title,
            dated=beginning_of(dated),
            head="　".join(filled(before, given.number, given.title)),
            mark=training_mark(words) if self.is_training else "",
            parts=tuple(parts),
            file_name=file_name(given.number, *named, words.language.value),
            marking=marking_of(self.phrases, self.case),
            foot=foot,
        )


def marking_of(phrases: ProcedurePhrases, case: Case) -> str:
    """How a case is to be handled, for the head of each page; nothing where nothing is said of it."""
    marking = case.particulars.marking
    row = phrases.reference.markings.get(marking)
    return marking if row is None else phrases.words.text(row.name)


def code_foot(words: Words, code: str) -> tuple[str, ...]:
    """What stands at the foot of each page: the code, and what it is good for."""
    return (
        words._("Code {code}", code=code),
        words._(
            "It stands for exactly what is put before you here. Whoever records your answer types it from this sheet; "
            "if the content changes, it is another."
        ),
    )


def objections_note(phrases: ProcedurePhrases, contents: Sequence[StepContent]) -> Iterator[Part]:
    """The objections of earlier steps, which stand first on every sheet."""
    words, said = phrases.words, dict[str, None]()
    for content in contents:
        for earlier in content.earlier:
            for view in earlier.views:
                if view.view == OBJECTION:
                    of = words.listed([phrases.body(view.office), phrases.slot(view.slot)])
                    said[words._("{name}: {value}", name=of, value=view.text)] = None
    if said:
        yield Note((words._("Objections were raised in the examination:"), *said))


def table_of(words: Words, rows: Iterable[tuple[str, str]]) -> Table:
    """A table of names and values; what nobody entered is said to be so."""
    _ = words._
    empty = _("not given")
    return Table((_("Entry"), _("Content")), tuple(Row((name, value or empty)) for name, value in rows), (2, 7))


def parties_in_words(words: Words, parties: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who takes part in the transfer, and its contract."""
    return [(words.field(name), parties[name]) for name in PARTIES]


def facts_in_words(phrases: ProcedurePhrases, decision: DecisionInContent) -> list[tuple[str, str]]:
    """The facts of a line with their values, in the order of the edition; those that followed say so."""
    words, order = phrases.words, {fact: place for place, fact in enumerate(phrases.edition.fact_by_id)}
    tables = words._("from the reference tables")
    values = {**decision.derived, **decision.answers}
    return [
        (
            phrases.fact(fact) if fact in decision.answers else words.noted(phrases.fact(fact), tables),
            phrases.value(fact, value),
        )
        for fact, value in sorted(values.items(), key=lambda each: order.get(each[0], len(order)))
    ]


def signed_says(words: Words, said: DecisionEntered) -> tuple[str, str]:
    """Who signed, with the ground where it is for another office; and when, under which reference."""
    signatory = said.signatory
    if said.acting:
        signatory = words.noted(signatory, words._("acting: {ground}", ground=said.acting))
    return signatory, f"{words.date(said.dated)}\n{said.reference}"


def outside_lines(phrases: ProcedurePhrases, procedure: Procedure) -> Iterator[Part]:
    """The lines of the case on which no body decides, by name, as every sheet has them."""
    words = phrases.words
    outside = [each.content for _, each in sorted(procedure.lines.items()) if not each.content.is_in_procedure]
    if outside:
        yield Heading(words._("Lines outside the procedure"))
        yield Paragraph(words._("Nothing is decided here about these lines of the case."), "quiet")
        yield Items(
            tuple(
                Item(
                    words.listed([*filled(words._("Line {position}", position=each.line), each.item)]),
                    (phrases.outcome(each.decision.outcome),),
                )
                for each in outside
            )
        )


def permit_says(phrases: ProcedurePhrases, said: PermitEntered) -> tuple[str, ...]:
    """What a permit says, line by line."""
    words = phrases.words
    named = partial(words._, "{name}: {value}")
    lines = [
        words._("line {line}: {quantity}", line=line, quantity=quantity)
        for line, quantity in sorted(said.quantities.items())
    ]
    return (
        named(name=words._("Number of the permit"), value=said.number),
        named(name=words._("Lines and quantities"), value=words.listed(lines)),
        named(name=words._("Dated"), value=words.date(said.dated)),
        named(name=words._("Valid until"), value=words.date(said.valid_until)),
        named(name=words._("Conditions"), value=words.listed(list(said.conditions)) or words._("none")),
    )
