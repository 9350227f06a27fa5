"""What the determination screen says of one line: outcome, rule, why, why not the others, and what would change it."""

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.assessment import changes_of
from app.domain.cases import RecordedDetermination
from app.domain.changes import Change, best_of_each
from app.domain.outcomes import OPEN_OUTCOMES, Outcome, Result
from app.domain.rulebook import Commitment, Ground, Notice, Rule
from app.domain.standing import edition_since, is_matched_by, is_open
from app.viewmodels.case_model import CaseModel
from app.viewmodels.determination_model import MissingSays, StepSays, cautions, decisive_entries, step_says
from app.viewmodels.interview_model import Interview
from app.viewmodels.question_model import confidence_token, points_says, sources_line
from app.viewmodels.trace_model import ReasonSays, failing, reasons
from app.wording.language import Words
from app.wording.phrases import Phrases

#: A rule or ground that lacks more than this is no near miss.
NEAR = 2


class RuleSays(NamedTuple):
    """A rule or ground on which the outcome rests."""

    id: str
    label: str
    says: str
    clause: str
    confidence: str
    confidence_says: str
    confidence_token: str
    points: tuple[str, ...]
    sources: str
    reasons: tuple[ReasonSays, ...]


class NearMissSays(NamedTuple):
    """A rule or ground that does not apply, and the conditions it lacks."""

    label: str
    lacking: tuple[str, ...]


class DutySays(NamedTuple):
    """A notice or commitment. `lines` names the lines that need it, in a case of several."""

    label: str
    says: str
    origin: str
    lines: str = ""


class RecordSays(NamedTuple):
    """A recorded determination, in a line."""

    id: int
    text: str
    is_current: bool


class ReportHeadings(NamedTuple):
    """The captions of the determination screen."""

    rule: str
    why: str
    why_not: str
    lacks: str
    steps: str
    notices: str
    commitments: str
    recommended: str
    changes: str
    curable: str
    world: str
    missing: str
    points: str
    records: str
    official_answers: str
    open_rule: str
    open_record: str


class ReportSays(NamedTuple):
    """The determination of one line."""

    headings: ReportHeadings
    outcome: str
    outcome_says: str
    meta: str
    status: str
    is_recorded: bool
    notices_of_change: tuple[str, ...]
    cautions: tuple[str, ...]
    rules: tuple[RuleSays, ...]
    possible: tuple[str, ...]
    near_misses: tuple[NearMissSays, ...]
    steps: tuple[StepSays, ...]
    no_steps: str
    notices: tuple[DutySays, ...]
    commitments: tuple[DutySays, ...]
    recommended: tuple[DutySays, ...]
    curable: tuple[str, ...]
    world: tuple[str, ...]
    no_changes: str
    missing: tuple[MissingSays, ...]
    points: tuple[str, ...]
    records: tuple[RecordSays, ...]
    disclaimer: str


def report_headings(words: Words) -> ReportHeadings:
    """The captions of the determination screen."""
    _ = words._
    return ReportHeadings(
        rule=_("Applicable rule"),
        why=_("Why it applies"),
        why_not=_("Why not the others"),
        lacks=_("Each rule or ground, what it would lead to, and the conditions it lacks"),
        steps=_("Examination and decisions"),
        notices=_("Publication and notices"),
        commitments=_("Recipient's commitments"),
        recommended=_("Recommended to be agreed (no public clause)"),
        changes=_("What would change it"),
        curable=_("What officials can bring about:"),
        world=_("What would need the world to be otherwise:"),
        missing=_("Still unknown, and able to change the result"),
        points=_("Unpublished or contested points that touch this"),
        records=_("Recorded determinations of this line"),
        official_answers=_("Official answers"),
        open_rule=_("Read it in the Rulebook"),
        open_record=_("Read it as it was recorded"),
    )


def report_says(model: CaseModel) -> ReportSays:
    """The determination of the line shown, as its answers now stand."""
    interview, phrases, words = model.interview, model.phrases, model.desk.words
    determination = interview.determination
    changes = changes_of(interview.compiled, interview.reference, interview.known, determination)
    best = best_of_each(changes)
    possible = determination.possible if len(determination.possible) > 1 else ()
    steps = tuple(step_says(step, phrases) for step in determination.approvals)
    edition = interview.edition
    required = {undertaking.id: undertaking.binding for undertaking in determination.commitments}
    return ReportSays(
        headings=report_headings(words),
        outcome=phrases.outcome(determination.outcome),
        outcome_says=outcome_says(words, determination.outcome),
        meta=words._(
            "{date} · edition {edition} · reference data {reference}",
            date=words.date(determination.on),
            edition=edition.id,
            reference=determination.reference_version,
        ),
        status=_status(model),
        is_recorded=not is_open(interview.line, model.case),
        notices_of_change=_notices_of_change(model),
        cautions=cautions(interview, phrases),
        rules=tuple(_rule(interview, phrases, entry) for entry in decisive_entries(interview)),
        possible=tuple(phrases.outcome(outcome) for outcome in possible),
        near_misses=tuple(_near_misses(interview, phrases)),
        steps=steps,
        no_steps="" if steps else no_steps(words, determination.outcome),
        notices=_duties(phrases, edition.notices, set(determination.notices)),
        commitments=_duties(phrases, edition.commitments, {key for key, binding in required.items() if binding}),
        recommended=_duties(phrases, edition.commitments, {key for key, binding in required.items() if not binding}),
        curable=tuple(_change(phrases, change) for change in best if change.curable),
        world=tuple(_change(phrases, change) for change in best if not change.curable),
        no_changes=_no_changes(words, interview) if not best else "",
        missing=tuple(MissingSays(fact, phrases.fact(fact)) for fact in determination.unknown),
        points=points_says(phrases, determination.unverified),
        records=_records(model),
        disclaimer=words._("This says which published rule applies and who decides. It is not a permit."),
    )


def outcome_says(words: Words, outcome: Outcome) -> str:
    """What an outcome means for the work ahead."""
    _ = words._
    return {
        Outcome.OUTSIDE_SCOPE: _("Ordinary export control applies; the procedure below does not."),
        Outcome.BARRED: _("Nothing in the published rules opens a way to this transfer."),
        Outcome.NOT_ELIGIBLE: _("No published rule opens the way, or a published condition is not met."),
        Outcome.REFER: _("The published material does not decide. Ask the competent office and record its answer."),
        Outcome.EXCEPTIONAL: _("Only with the sign-off of each of the ministers named below."),
        Outcome.ELIGIBLE: _("The bodies named below examine and decide. This is not a permit."),
        Outcome.UNDETERMINED: _("Facts are missing on which the result turns."),
    }[outcome]


def no_steps(words: Words, outcome: Outcome) -> str:
    """Why no procedure is shown."""
    _ = words._
    if outcome is Outcome.UNDETERMINED:
        return _("Nothing is certain yet. The steps appear as facts become known.")
    if outcome is Outcome.REFER:
        return _("The steps follow from the official answer.")
    return _("No examination follows from the published rules for this result.")


def _rule(interview: Interview, phrases: Phrases, entry: Rule | Ground) -> RuleSays:
    words = phrases.words
    return RuleSays(
        id=entry.id,
        label=words.text(entry.label),
        says=words.text(entry.says),
        clause=words._("paragraph {paragraph}", paragraph=entry.paragraph)
        if entry.paragraph
        else words._("paragraph not at hand"),
        confidence=phrases.confidence(entry.confidence),
        confidence_says=phrases.confidence_note(entry.confidence),
        confidence_token=confidence_token(entry.confidence),
        points=points_says(phrases, entry.unverified),
        sources=sources_line(phrases, entry.sources),
        reasons=reasons(interview, phrases, entry.when),
    )


def _near_misses(interview: Interview, phrases: Phrases) -> Iterable[NearMissSays]:
    entries: tuple[Rule | Ground, ...] = (*interview.edition.rules, *interview.edition.grounds)
    results = {finding.id: finding.result for finding in interview.determination.findings}
    missed = []
    for entry in entries:
        if results.get(entry.id) is Result.FAILS:
            lacking = failing(interview, phrases, entry.when)
            if len(lacking) <= NEAR:
                missed.append((len(lacking), entry, lacking))
    # What would open a way stands before what would close it.
    for _number, entry, lacking in sorted(missed, key=lambda miss: (miss[0], isinstance(miss[1], Rule))):
        outcome = phrases.outcome(entry.then if isinstance(entry, Rule) else Outcome.ELIGIBLE)
        yield NearMissSays(f"{phrases.words.text(entry.label)}　→　{outcome}", lacking)


def _duties(phrases: Phrases, entries: Iterable[Notice | Commitment], required: set[str]) -> tuple[DutySays, ...]:
    words = phrases.words
    return tuple(
        DutySays(words.text(entry.label), words.text(entry.says), duty_origin(phrases, entry))
        for entry in entries
        if entry.id in required
    )


def duty_origin(phrases: Phrases, entry: Notice | Commitment) -> str:
    """How well a notice or commitment is established."""
    return " · ".join((phrases.confidence(entry.confidence), *entry.unverified))


def _change(phrases: Phrases, change: Change) -> str:
    return f"{phrases.change(dict(change.facts))}\n⇒ {phrases.outcome(change.outcome)}"


def _no_changes(words: Words, interview: Interview) -> str:
    determination = interview.determination
    if not determination.settled or determination.outcome in (*OPEN_OUTCOMES[1:], Outcome.OUTSIDE_SCOPE):
        return ""
    return words._("No change of the facts of this transfer would lead to a better result.")


def _status(model: CaseModel) -> str:
    _, line, case = model.desk.words._, model.interview.line, model.case
    recorded = line.determination
    if recorded is None:
        if model.interview.determination.settled:
            return _("Not recorded. The answers have been enough to settle the result.")
        return _("Not recorded. Only a settled result can be recorded.")
    since = edition_since(recorded, model.desk.shelf.timeline, model.desk.today())
    if not is_matched_by(recorded, line, case) or (since is not None and since.is_for_its_day):
        return _("What is shown here is not recorded.")
    return _(
        "Recorded as determination no. {number} on {day} by {name}. A record is not an approval: "
        "the steps of examination and decision are still to be taken.",
        number=recorded.number,
        day=model.desk.words.day_of(recorded.recorded_at),
        name=recorded.recorded_by,
    )


def _notices_of_change(model: CaseModel) -> tuple[str, ...]:
    _, line, case, phrases = model.desk.words._, model.interview.line, model.case, model.phrases
    recorded = line.determination
    if recorded is None:
        return ()
    notices = []
    if not is_matched_by(recorded, line, case):
        notices.append(
            _(
                "Answers, the date or an official answer have changed since determination no. {number} was recorded "
                "({outcome}). Record the new result when it is settled; the earlier one stays on record.",
                number=recorded.number,
                outcome=phrases.outcome(recorded.outcome),
            )
        )
    since = edition_since(recorded, model.desk.shelf.timeline, model.desk.today())
    if since is not None and since.is_for_its_day:
        notices.append(
            _(
                "Another edition now decides for the day of this determination: {edition}, from {since}. This "
                "determination was made under {own}; record the new result when it is settled.",
                edition=since.edition_id,
                since=since.since.isoformat(),
                own=recorded.edition_id,
            )
        )
    elif since is not None:
        notices.append(
            _(
                "Another edition has come into force since: {edition}. This determination was made under {own}.",
                edition=since.edition_id,
                own=recorded.edition_id,
            )
        )
    return tuple(notices)


def _records(model: CaseModel) -> tuple[RecordSays, ...]:
    return tuple(
        RecordSays(recorded.id, _record_line(model, recorded), is_current_record(model, recorded))
        for recorded in reversed(model.earlier)
    )


def is_current_record(model: CaseModel, recorded: RecordedDetermination) -> bool:
    """Whether no later determination of the line has been recorded."""
    current = model.interview.line.determination
    return current is not None and current.id == recorded.id


def _record_line(model: CaseModel, recorded: RecordedDetermination) -> str:
    words = model.desk.words
    number = words._("no. {number}", number=recorded.number)
    parts = [
        number if is_current_record(model, recorded) else words.noted(number, words._("superseded")),
        words.day_of(recorded.recorded_at),
        recorded.recorded_by,
        words._("edition {edition}", edition=recorded.edition_id),
        model.phrases.outcome(recorded.outcome),
    ]
    return "　".join(parts)
