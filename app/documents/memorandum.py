"""The determination memorandum: what was determined of the lines of a case, by which rules, and why."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from app.documents.document import (
    Document,
    Heading,
    Item,
    Items,
    Ladder,
    Note,
    Paragraph,
    Part,
    Reason,
    Result,
    Row,
    Rule,
    Step,
    Table,
    filled,
)
from app.documents.file_names import file_name
from app.documents.marks import training_mark
from app.domain.days import in_era
from app.domain.japan_time import beginning_of
from app.domain.register.cases import CaseParticulars, Line
from app.statements.facts import FactsOfSection
from app.statements.near_misses import NearMissSays
from app.statements.reasons import ReasonSays
from app.statements.report import DutySays, ReportSays
from app.statements.rule_statement import RuleSays
from app.statements.steps import StepSays
from app.statements.whole_case import WholeCaseSays
from app.wording.language import Language
from app.wording.phrases import Phrases

#: The signs that stand on the screen; the legend says them in words.
_SIGNS = {"holds": "✓", "fails": "×", "unknown": "？"}


class Basis(NamedTuple):
    """The law by which a line was determined, by its digests; `decision_digest` is empty where it is not known."""

    edition_sha256: str
    decision_digest: str
    reference_version: str


class ToldLine(NamedTuple):
    """A line as it is told in a memorandum.

    `recorded_at` is the moment of the record that it tells, None where it tells the present answers; `mark` says of a
    record which it is, and whether another has taken its place.
    """

    line: Line
    report: ReportSays
    facts: tuple[FactsOfSection, ...]
    basis: Basis
    recorded_at: datetime | None = None
    mark: tuple[str, ...] = ()
    #: Of a record that notes them: what was transferred from whom to whom when it was made.
    particulars: tuple[tuple[str, str], ...] = ()


def memorandum(
    phrases: Phrases,
    particulars: CaseParticulars,
    lines: tuple[ToldLine, ...],
    *,
    whole: WholeCaseSays | None = None,
    is_on_register: bool = True,
    is_training: bool,
) -> Document:
    """The memorandum of a line, or with `whole` of a case with all its lines.

    It bears the moment of the latest record that it tells, or else the day as of which the case is assessed. Of what is
    not on a register only the title is known.
    """
    words = phrases.words
    moments = [told.recorded_at for told in lines if told.recorded_at is not None]
    kind = words._("Determination memorandum")
    named = words._("Whole case") if whole else words._("Line {position}", position=lines[0].line.position)
    made = _Memorandum(phrases, has_several=whole is not None, is_on_register=is_on_register)
    return Document(
        template="memorandum",
        language=words.language,
        title=kind,
        dated=max(moments) if moments else beginning_of(particulars.assessed_on),
        head="　".join(filled(particulars.number, particulars.title)),
        mark=training_mark(words) if is_training else "",
        parts=tuple(made.parts(particulars, lines, whole)),
        file_name=file_name(particulars.number or particulars.title, named, kind, words.language.value),
    )


class _Memorandum:
    """One memorandum being written."""

    def __init__(self, phrases: Phrases, *, has_several: bool, is_on_register: bool) -> None:
        self._phrases = phrases
        self._words = phrases.words
        self._has_several = has_several
        self._is_on_register = is_on_register
        #: Of the headings of a line; those of the case stand above them.
        self._level = 2 if has_several else 1

    def parts(
        self, particulars: CaseParticulars, lines: tuple[ToldLine, ...], whole: WholeCaseSays | None
    ) -> Iterator[Part]:
        """The parts from first to last; whether the determination is on record stands first."""
        _ = self._words._
        if whole is None:
            yield self._standing(lines[0])
        yield Heading(_("Particulars of the case"))
        yield self._named_values(self._case_rows(particulars))
        if whole is not None:
            yield from self._whole(whole)
        for told in lines:
            yield from self._line(told)
        yield Paragraph(_("This says which published rule applies and who decides. It is not a permit."), "strong")

    # -- the case

    def _case_rows(self, given: CaseParticulars) -> Iterator[tuple[str, str]]:
        _ = self._words._
        marking = self._phrases.reference.markings.get(given.marking)
        if not self._is_on_register:
            yield _("Title"), given.title
            yield _("Assessed as of"), self._day(given.assessed_on)
            return
        yield _("Case number"), given.number
        yield _("Title"), given.title
        yield _("Received on"), self._day(given.received_on)
        yield _("Assessed as of"), self._day(given.assessed_on)
        yield _("Exporter"), given.exporter
        yield _("End user"), given.end_user
        yield _("Consignee"), given.consignee
        yield _("Intermediaries"), given.intermediaries
        yield _("Contract reference"), given.contract_reference
        yield _("Case officer"), self._words.person(given.case_officer)
        if given.marking:
            yield _("Handling marking"), self._words.text(marking.name) if marking else given.marking

    def _whole(self, whole: WholeCaseSays) -> Iterator[Part]:
        _ = self._words._
        yield Heading(_("The most serious outcome of the lines"))
        explanation = _("Each line has its own determination. The steps listed here are those of all lines together.")
        yield Result(whole.outcome, explanation)
        columns = (_("Line"), _("Determination"), _("Record"))
        rows = tuple(Row((line.label, line.outcome, line.state)) for line in whole.lines)
        yield Table(columns, rows, (4, 5, 3))
        yield from self._procedure(whole, level=1)
        yield from self._duties(whole, level=1)
        yield from self._sources(whole.sources, level=1)

    # -- a line

    def _line(self, told: ToldLine) -> Iterator[Part]:
        _, report = self._words._, told.report
        if self._has_several:
            yield Heading(_("Line {position} of the request", position=told.line.position), begins_line=True)
            yield self._standing(told)
        if self._is_on_register:
            yield self._heading(_("What the line is about"))
            yield self._named_values(self._line_rows(told.line))
        if told.particulars:
            yield self._heading(_("Particulars as they were recorded"))
            yield self._named_values(told.particulars)
        yield self._heading(_("Determination"))
        yield Result(report.outcome, report.outcome_says)
        yield from (Note(told) for told in (report.notices_of_change, report.cautions) if told)
        yield from self._facts(told.facts)
        yield from self._rules(report.rules)
        agreements = (Item(each.says, filled(each.origin)) for each in report.agreements)
        yield from self._listed(_("Transfer agreement"), agreements)
        missing = (Item(fact.label) for fact in report.missing)
        yield from self._listed(_("Still unknown, and able to change the result"), missing)
        yield from self._why_not(report)
        yield from self._procedure(report, level=self._level)
        yield from self._listed(_("Other steps of this edition, not needed here"), _misses(report.needless))
        yield from self._duties(report, level=self._level)
        yield from self._changes(report)
        points = (Item(point) for point in report.points)
        yield from self._listed(_("Unpublished or contested points that touch this"), points)
        yield from self._law(told)
        records = (Item(record.text) for record in report.records)
        yield from self._listed(_("Recorded determinations of this line"), records)
        yield from self._sources(report.sources, level=self._level)

    def _standing(self, told: ToldLine) -> Note:
        """Whether this is on record: the first that a reader has to know."""
        return Note(filled(*told.mark, told.report.status))

    def _line_rows(self, line: Line) -> Iterator[tuple[str, str]]:
        _, given = self._words._, line.particulars
        yield _("Line"), str(line.position)
        yield _("Item"), given.item
        yield _("Quantity"), given.quantity
        yield _("Value"), given.value
        yield _("Remarks"), given.remarks

    def _facts(self, sections: tuple[FactsOfSection, ...]) -> Iterator[Part]:
        _ = self._words._
        yield self._heading(_("Facts, and what shows each"))
        for section in sections:
            columns = (section.label, _("Answer"), _("Evidence"))
            rows = tuple(Row((fact.label, fact.value, "\n".join(fact.shown_by))) for fact in section.facts)
            yield Table(columns, rows, (5, 4, 5))

    def _rules(self, rules: tuple[RuleSays, ...]) -> Iterator[Part]:
        _ = self._words._
        if not rules:
            return
        yield self._heading(_("Applicable rule"))
        yield Paragraph(_("✓ met   × not met   ？ undetermined"), "quiet")
        for rule in rules:
            confidence = self._words.noted(rule.confidence, rule.confidence_says)
            basis = "　".join(filled(rule.clause, confidence, rule.sources))
            reasons = tuple(map(_reason, rule.reasons))
            yield Rule(rule.label, rule.says, basis, rule.points, _("Why it applies"), reasons)

    def _why_not(self, report: ReportSays) -> Iterator[Part]:
        _, missed = self._words._, (*report.why_not.near, *report.why_not.far)
        if missed:
            yield self._heading(_("Why not the others"))
            yield Paragraph(_("Each rule or ground, what it would lead to, and the conditions it lacks"), "quiet")
            yield Items(tuple(_misses(missed)))

    def _procedure(self, told: ReportSays | WholeCaseSays, *, level: int) -> Iterator[Part]:
        yield Heading(self._words._("Examination and decisions"), level)
        if told.caveat:
            yield Paragraph(told.caveat, "quiet")
        yield Ladder(tuple(map(self._step, told.steps))) if told.steps else Paragraph(told.no_steps)

    def _step(self, step: StepSays) -> Step:
        signatories = self._words._("Each signs off: {names}", names=self._words.listed(list(step.signatories)))
        details = (signatories if step.signatories else "", step.lines, step.says, step.because, step.origin)
        return Step(step.number, step.label, " · ".join(filled(step.who, step.sign_off)), filled(*details))

    def _duties(self, told: ReportSays | WholeCaseSays, *, level: int) -> Iterator[Part]:
        _ = self._words._
        yield from self._listed(_("Recipient's commitments"), map(_duty, told.commitments), level)
        recommended = _("Recommended to be agreed (no public clause)")
        yield from self._listed(recommended, map(_duty, told.recommended), level)
        yield from self._listed(_("Publication and notices"), map(_duty, told.notices), level)

    def _changes(self, report: ReportSays) -> Iterator[Part]:
        _ = self._words._
        if not (report.curable or report.world or report.no_changes):
            return
        yield self._heading(_("What would change it"))
        if report.no_changes:
            yield Paragraph(report.no_changes)
        for caption, changes in (
            (_("What officials can bring about:"), report.curable),
            (_("What would need the world to be otherwise:"), report.world),
        ):
            if changes:
                yield Paragraph(caption, "quiet")
                yield Items(tuple(Item(change) for change in changes))

    def _law(self, told: ToldLine) -> Iterator[Part]:
        """By which content of which edition: whoever holds the same can make the determination again."""
        _, basis = self._words._, told.basis
        yield self._heading(_("Edition and digests"))
        yield Paragraph(told.report.meta)
        rows = [(_("Content of the edition (SHA-256)"), basis.edition_sha256)]
        if basis.decision_digest:
            rows.append((_("What decides in it (SHA-256)"), basis.decision_digest))
        yield self._named_values((*rows, (_("Reference data"), basis.reference_version)), widths=(2, 9))

    def _sources(self, sources: tuple[str, ...], *, level: int) -> Iterator[Part]:
        if sources:
            yield Heading(self._words._("Sources"), level)
            numbered = [source.split("  ", 1) for source in sources]
            yield Items(tuple(Item(title) for _, title in numbered), tuple(number for number, _ in numbered))

    # -- how it is written

    def _heading(self, text: str) -> Heading:
        return Heading(text, self._level)

    def _listed(self, heading: str, items: Iterable[Item], level: int | None = None) -> Iterator[Part]:
        """A list under its heading; nothing where nothing is to be listed."""
        listed = tuple(items)
        if listed:
            yield Heading(heading, level or self._level)
            yield Items(listed)

    def _named_values(self, rows: Iterable[tuple[str, str]], widths: tuple[int, int] = (3, 8)) -> Table:
        """A table of names and values; what nobody entered is said to be so."""
        _ = self._words._
        empty = _("not given")
        return Table((_("Entry"), _("Content")), tuple(Row((name, value or empty)) for name, value in rows), widths)

    def _day(self, day: date) -> str:
        era = in_era(day) if self._words.language is Language.JA else ""
        return self._words.noted(era, self._words.date(day)) if era else self._words.date(day)


def _reason(reason: ReasonSays) -> Reason:
    return Reason(reason.text, _SIGNS[reason.mark], tuple(map(_reason, reason.parts)))


def _duty(duty: DutySays) -> Item:
    return Item(duty.label, filled(duty.lines, duty.says, duty.origin))


def _misses(misses: Iterable[NearMissSays]) -> Iterator[Item]:
    return (Item(miss.label, miss.lacking) for miss in misses)
