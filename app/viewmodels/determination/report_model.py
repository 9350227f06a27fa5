"""What the determination screen says of one line: outcome, rule, why, why not the others, and what would change it."""

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.decision.assessment import changes_of
from app.domain.decision.changes import Change, best_of_each
from app.domain.decision.determination import Step, points_touching
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome, Result
from app.domain.law.rulebook import Commitment, EditionHeading, Ground, Notice, Rule
from app.domain.register.case_status import is_open
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.interview_model import Interview
from app.viewmodels.determination.determination_model import (
    MissingSays,
    StepSays,
    cautions,
    caveat,
    decisive_entries,
    origin,
    step_says,
)
from app.viewmodels.determination.near_miss_model import Miss, NearMissSays, WhyNotSays, why_not
from app.viewmodels.determination.record_model import RecordSays, notices_of_change, record_status, records_says
from app.viewmodels.determination.rule_model import RuleSays, rule_says
from app.viewmodels.determination.trace_model import because_of, failing_of, reasons, trace_of
from app.viewmodels.session.origin_model import points_says
from app.wording.agreement_words import AgreementInWords, agreements_in_words
from app.wording.footnotes import Footnotes
from app.wording.language import Words
from app.wording.phrases import Phrases


class DutySays(NamedTuple):
    """A notice or commitment. `lines` names the lines that need it, in a case of several."""

    label: str
    says: str
    origin: str
    lines: str = ""


class AgreementSays(NamedTuple):
    """An agreement on which the result rests: whether it is in force, and how well that is established."""

    says: str
    origin: str


class ReportSays(NamedTuple):
    """The determination of one line."""

    outcome: str
    outcome_says: str
    meta: str
    status: str
    is_recorded: bool
    notices_of_change: tuple[str, ...]
    cautions: tuple[str, ...]
    rules: tuple[RuleSays, ...]
    agreements: tuple[AgreementSays, ...]
    possible: tuple[str, ...]
    why_not: WhyNotSays
    caveat: str
    steps: tuple[StepSays, ...]
    needless: tuple[NearMissSays, ...]
    no_steps: str
    notices: tuple[DutySays, ...]
    commitments: tuple[DutySays, ...]
    recommended: tuple[DutySays, ...]
    sources: tuple[str, ...]
    curable: tuple[str, ...]
    world: tuple[str, ...]
    no_changes: str
    missing: tuple[MissingSays, ...]
    points: tuple[str, ...]
    records: tuple[RecordSays, ...]


def report_says(model: CaseModel) -> ReportSays:
    """The determination of the line shown, as its answers now stand."""
    interview, phrases, words = model.interview, model.phrases, model.session.words
    determination = interview.determination
    changes = changes_of(interview.compiled, interview.reference, interview.known, determination)
    best = best_of_each(changes)
    possible = determination.possible if len(determination.possible) > 1 else ()
    edition, footnotes = interview.edition, Footnotes(words)
    steps = tuple(_step(interview, phrases, step, footnotes) for step in determination.approvals)
    binding, advised = (
        {item.id for item in determination.commitments if item.binding is is_binding} for is_binding in (True, False)
    )
    commitments = _duties(phrases, edition.commitments, binding, footnotes)
    recommended = _duties(phrases, edition.commitments, advised, footnotes)
    notices = _duties(phrases, edition.notices, set(determination.notices), footnotes)
    agreements = agreements_in_words(phrases, interview.compiled, interview.known, determination)
    of_tables = [point for agreement in agreements for point in agreement.points]
    points = points_touching(edition, determination.unverified, binding | advised, of_tables)
    return ReportSays(
        outcome=phrases.outcome(determination.outcome),
        outcome_says=outcome_says(words, determination.outcome),
        meta=words._(
            "{date} · edition {edition} · reference data {reference}",
            date=words.date(determination.on),
            edition=with_basis(phrases, edition.heading),
            reference=determination.reference_version,
        ),
        status=record_status(model),
        is_recorded=not is_open(interview.line, model.case),
        notices_of_change=notices_of_change(model),
        cautions=cautions(interview, phrases),
        rules=tuple(_rule(interview, phrases, entry) for entry in decisive_entries(interview)),
        agreements=tuple(_agreement(words, agreement) for agreement in agreements),
        possible=tuple(phrases.outcome(outcome) for outcome in possible),
        why_not=_why_not(interview, phrases),
        caveat=caveat(words, determination),
        steps=steps,
        needless=tuple(_needless(interview, phrases)) if steps else (),
        no_steps="" if steps else no_steps(words, determination.outcome),
        notices=notices,
        commitments=commitments,
        recommended=recommended,
        sources=footnotes.listed(),
        curable=tuple(_change(phrases, change) for change in best if change.curable),
        world=tuple(_change(phrases, change) for change in best if not change.curable),
        no_changes=_no_changes(words, interview) if not best else "",
        missing=tuple(MissingSays(fact, phrases.fact(fact)) for fact in determination.unknown),
        points=points_says(phrases, points),
        records=records_says(model),
    )


def with_basis(phrases: Phrases, heading: EditionHeading) -> str:
    """An edition by its id, with how well it is established as a whole."""
    return phrases.words.noted(heading.id, phrases.words.listed(list(phrases.basis(heading))))


def outcome_says(words: Words, outcome: Outcome) -> str:
    """What an outcome means for the work ahead."""
    _ = words._
    return {
        Outcome.OUTSIDE_SCOPE: _("Ordinary export control applies; the procedure of the Three Principles does not."),
        Outcome.BARRED: _("Nothing in the published rules opens a way to this transfer."),
        Outcome.NOT_ELIGIBLE: _("No published rule opens the way, or a published condition is not met."),
        Outcome.REFER: _("The published material does not decide. Ask the competent office and record its answer."),
        Outcome.EXCEPTIONAL: _("Only with the sign-off of each of the ministers listed here."),
        Outcome.ELIGIBLE: _("The bodies listed here examine and decide. This is not a permit."),
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
    return rule_says(phrases, entry.id, entry.says, entry.paragraph, entry.origin)._replace(
        reasons=reasons(interview, phrases, entry.when),
    )


def _why_not(interview: Interview, phrases: Phrases) -> WhyNotSays:
    entries: tuple[Rule | Ground, ...] = (*interview.edition.rules, *interview.edition.grounds)
    results = {finding.id: finding.result for finding in interview.determination.findings}
    missed = []
    for entry in entries:
        if results.get(entry.id) is Result.FAILS:
            outcome = phrases.outcome(entry.then if isinstance(entry, Rule) else Outcome.ELIGIBLE)
            label = phrases.words.text(entry.label)
            label = label if label == outcome else f"{label}　→　{outcome}"
            lacking = failing_of(trace_of(interview, entry.when), phrases)
            missed.append(Miss(label, isinstance(entry, Ground), lacking))
    return why_not(phrases, missed)


def _agreement(words: Words, agreement: AgreementInWords) -> AgreementSays:
    sources = [words._("Source: {source}", source=source) for source in agreement.sources]
    return AgreementSays(agreement.says, " · ".join((*agreement.basis, *sources)))


def _step(interview: Interview, phrases: Phrases, step: Step, footnotes: Footnotes) -> StepSays:
    when = interview.edition.entry_by_id[step.id].when
    return step_says(step, phrases, footnotes)._replace(because=because_of(trace_of(interview, when), phrases))


def _needless(interview: Interview, phrases: Phrases) -> Iterable[NearMissSays]:
    """The steps of the edition that this line certainly does not need, each with the conditions that fail."""
    required = {step.id for step in interview.determination.approvals}
    for approval in interview.edition.approvals:
        trace = trace_of(interview, approval.when)
        if approval.id not in required and trace.result is Result.FAILS:
            lacking = tuple(each.text for each in failing_of(trace, phrases))
            yield NearMissSays(phrases.words.text(approval.label), lacking)


def _duties(
    phrases: Phrases, entries: Iterable[Notice | Commitment], required: set[str], footnotes: Footnotes
) -> tuple[DutySays, ...]:
    words = phrases.words
    return tuple(
        DutySays(words.text(entry.label), words.text(entry.says), origin(phrases, entry, footnotes))
        for entry in entries
        if entry.id in required
    )


def _change(phrases: Phrases, change: Change) -> str:
    return f"{phrases.change(dict(change.facts))}\n⇒ {phrases.outcome(change.outcome)}"


def _no_changes(words: Words, interview: Interview) -> str:
    determination = interview.determination
    if not determination.settled or determination.outcome in (*OPEN_OUTCOMES[1:], Outcome.OUTSIDE_SCOPE):
        return ""
    return words._("No change of the facts of this transfer would lead to a better result.")
