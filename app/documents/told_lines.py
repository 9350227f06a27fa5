"""The lines of a memorandum: as their answers stand, or as a record says."""

from collections.abc import Iterable
from datetime import date

from app.documents.memorandum import Basis, ToldLine
from app.domain.law.decision_digest import decision_digest
from app.domain.law.timeline import Timeline
from app.domain.register.basis import Since
from app.domain.register.cases import Line, RecordedDetermination
from app.statements.assessed_line import AssessedLine
from app.statements.facts import FactSays, FactsOfSection, facts_says
from app.statements.record_status import notices_of_change, record_status, records_says, told_record
from app.statements.recorded_report import recorded_report
from app.statements.report import report_of_line
from app.wording.phrases import Phrases
from app.wording.recorded_phrases import RecordedPhrases


def line_as_it_stands(
    phrases: Phrases,
    assessed: AssessedLine,
    timeline: Timeline,
    today: date,
    earlier: Iterable[RecordedDetermination] = (),
) -> ToldLine:
    """A line as its answers stand; `earlier` are its records, the earliest first."""
    record = told_record(assessed)
    report = report_of_line(
        phrases,
        assessed,
        status=record_status(phrases, assessed),
        notices_of_change=notices_of_change(phrases, assessed, timeline, today),
        records=records_says(phrases, assessed, earlier),
    )
    recorded_at = None if record is None else record.recorded_at
    return ToldLine(assessed.line, report, facts_says(phrases, assessed), basis_of(assessed), recorded_at)


def line_as_recorded(
    phrases: RecordedPhrases,
    line: Line,
    recorded: RecordedDetermination,
    following: RecordedDetermination | None,
    since: Since | None,
) -> ToldLine:
    """A line as a record says; `following` has taken its place, where another has.

    `since` is what has changed since the latest record of the line.
    """
    says = recorded_report(phrases, line, recorded, following, since)
    facts = tuple(FactSays(fact.label, fact.value, (fact.note,) if fact.note else ()) for fact in says.answers)
    is_its_own = phrases.edition.sha256 == recorded.edition_sha256
    basis = Basis(
        recorded.edition_sha256,
        decision_digest(phrases.edition) if is_its_own else "",
        recorded.reference_version,
    )
    sections = (FactsOfSection(phrases.words._("Fact"), facts),)
    particulars = tuple((each.label, each.value) for each in says.particulars)
    mark = says.title, says.mark, says.mark_says
    return ToldLine(line, says.report, sections, basis, recorded.recorded_at, mark, particulars)


def line_of_a_file(phrases: Phrases, assessed: AssessedLine) -> ToldLine:
    """A line that stands in no register."""
    status = phrases.words._("Not recorded: this was made from a case file, and stands in no register.")
    report = report_of_line(phrases, assessed, status=status, notices_of_change=())
    return ToldLine(assessed.line, report, facts_says(phrases, assessed), basis_of(assessed))


def basis_of(assessed: AssessedLine) -> Basis:
    """The law by which a line is determined now."""
    return Basis(assessed.edition.sha256, decision_digest(assessed.edition), assessed.reference.version)
