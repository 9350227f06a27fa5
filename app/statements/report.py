"""What is said of the determination of a line: outcome, rule, why, why not the others, and what would change it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from app.domain.decision.assessment import changes_of
from app.domain.decision.changes import Change, best_of_each
from app.domain.decision.determination import points_touching
from app.domain.decision.record import (
    ReasonsOnRecord,
    ResultOnRecord,
    RuleOnRecord,
    reasons_on_record,
    result_on_record,
)
from app.domain.decision.requirements import Step
from app.domain.decision.trace import TraceNode
from app.domain.law.conditions import All, Not
from app.domain.law.origin import Origin
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome, Result
from app.domain.law.rulebook import Approval, Edition, EditionHeading
from app.domain.law.texts import Text
from app.statements.assessed_line import AssessedLine
from app.statements.near_misses import Miss, NearMissSays, WhyNotSays, why_not
from app.statements.reasons import because_of, failing_of, reasons_of
from app.statements.record_status import RecordSays
from app.statements.rule_statement import RuleSays, rule_says
from app.statements.steps import (
    MissingSays,
    StepSays,
    cautions,
    caveat,
    origin,
    step_says,
)
from app.wording.agreement_words import AgreementInWords, agreements_in_words
from app.wording.footnotes import Footnotes
from app.wording.language import Words
from app.wording.origin_words import points_says
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


class DigestSays(NamedTuple):
    """A digest of what a determination rests on, by which others can see that they hold the same."""

    label: str
    value: str


class ReportSays(NamedTuple):
    """The determination of one line."""

    outcome: str
    outcome_says: str
    meta: str
    status: str
    notices_of_change: tuple[str, ...]
    cautions: tuple[str, ...]
    rules: tuple[RuleSays, ...]
    agreements: tuple[AgreementSays, ...]
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
    digests: tuple[DigestSays, ...]
    records: tuple[RecordSays, ...]


class Reported(NamedTuple):
    """What a report is made from, as it is now or as it was recorded.

    `why` gives the trace of a rule, ground or step by its id; None where the record has none.
    """

    result: ResultOnRecord
    reasons: ReasonsOnRecord
    why: Callable[[str], TraceNode | None]


def report_of_line(
    phrases: Phrases,
    assessed: AssessedLine,
    *,
    status: str,
    notices_of_change: tuple[str, ...],
    records: tuple[RecordSays, ...] = (),
) -> ReportSays:
    """The determination of a line, as its answers now stand."""
    compiled, reference, words = assessed.compiled, assessed.reference, phrases.words
    determination = assessed.determination
    determination = determination._replace(changes=changes_of(compiled, reference, assessed.known, determination))
    reported = Reported(
        result_on_record(determination, None), reasons_on_record(assessed.edition, determination), assessed.why
    )
    agreements = agreements_in_words(phrases, compiled, assessed.known, determination)
    of_tables = [point for agreement in agreements for point in agreement.points]
    return report_of(
        phrases,
        reported,
        meta=meta(words, determination.on, with_basis(phrases, assessed.edition.heading), reference.version),
        status=status,
        notices_of_change=notices_of_change,
        cautions=cautions(assessed, phrases),
        agreements=tuple(_agreement(words, agreement) for agreement in agreements),
        points=points_of(assessed.edition, reported.result, of_tables),
        records=records,
    )


def report_of(
    phrases: Phrases,
    reported: Reported,
    *,
    meta: str,
    status: str,
    notices_of_change: tuple[str, ...],
    cautions: tuple[str, ...],
    points: tuple[str, ...],
    agreements: tuple[AgreementSays, ...] = (),
    records: tuple[RecordSays, ...] = (),
) -> ReportSays:
    """A determination in words; what depends on whether it is recorded is told by the caller."""
    words, footnotes, (result, reasons, why) = phrases.words, Footnotes(phrases.words), reported
    steps = tuple(_step(phrases, step, why(step.id), footnotes) for step in result.approvals)
    commitments, recommended = (
        tuple(duty_says(phrases, each.id, footnotes) for each in result.commitments if each.binding is is_binding)
        for is_binding in (True, False)
    )
    notices = tuple(duty_says(phrases, notice.id, footnotes) for notice in result.notices)
    changes = best_of_each(Change(*change) for change in reasons.changes)
    return ReportSays(
        outcome=phrases.outcome(result.outcome),
        outcome_says=outcome_says(words, result.outcome),
        meta=meta,
        status=status,
        notices_of_change=notices_of_change,
        cautions=cautions,
        rules=tuple(_rule(phrases, rule, why(rule.id)) for rule in reasons.rules if rule.decisive),
        agreements=agreements,
        why_not=_why_not(phrases, reported),
        caveat=caveat(words, result),
        steps=steps,
        needless=tuple(_needless(phrases, reported)) if steps else (),
        no_steps="" if steps else no_steps(words, result.outcome),
        notices=notices,
        commitments=commitments,
        recommended=recommended,
        sources=footnotes.listed(),
        curable=tuple(_change(phrases, change) for change in changes if change.curable),
        world=tuple(_change(phrases, change) for change in changes if not change.curable),
        no_changes="" if changes else _no_changes(words, result),
        missing=tuple(MissingSays(fact, phrases.fact(fact)) for fact in result.unknown),
        points=points_says(phrases, points),
        digests=(DigestSays(words._("Content of the edition (SHA-256)"), result.edition_sha256),),
        records=records,
    )


def meta(words: Words, on: date, edition: str, reference_version: str) -> str:
    """The line that says for which day, and by which law, a determination is made."""
    return words._(
        "{date} · edition {edition} · reference data {reference}",
        date=words.date(on),
        edition=edition,
        reference=reference_version,
    )


def points_of(edition: Edition, result: ResultOnRecord, of_tables: Iterable[str] = ()) -> tuple[str, ...]:
    """The unverified points that touch a result; `of_tables` are those of the rows of tables that it rests on."""
    return points_touching(edition, result.unverified, [each.id for each in result.commitments], of_tables)


def with_basis(phrases: Phrases, heading: EditionHeading) -> str:
    """An edition by its id, with how well it is established as a whole."""
    return phrases.words.noted(heading.id, phrases.words.listed(list(phrases.basis(heading))))


def outcome_says(words: Words, outcome: Outcome) -> str:
    """What an outcome means for the work ahead."""
    _ = words._
    return {
        Outcome.OUTSIDE_SCOPE: _("Ordinary export control applies; the procedure of the Three Principles does not."),
        Outcome.BARRED: _("Nothing in the published rules opens a way to this transfer."),
        Outcome.NOT_ELIGIBLE: _("No case that may be permitted applies, or a published condition is not met."),
        Outcome.REFER: _("The published material does not decide. Ask the competent office and record its answer."),
        Outcome.EXCEPTIONAL: _("Only with the sign-off of each of the ministers listed here."),
        Outcome.ELIGIBLE: _("The bodies listed here examine and decide. This is not a permit."),
        Outcome.UNDETERMINED: _("Facts are missing on which the result turns."),
    }[outcome]


def no_steps(words: Words, outcome: Outcome) -> str:
    """Why no step is listed for an outcome that has none."""
    _ = words._
    if outcome is Outcome.UNDETERMINED:
        return _("Nothing is settled yet. The steps appear as facts become known.")
    if outcome is Outcome.REFER:
        return _("The steps follow from the official answer.")
    return _("No examination follows from the published rules for this result.")


def duty_says(phrases: Phrases, entry_id: str, footnotes: Footnotes, lines: str = "") -> DutySays:
    """A notice or commitment in words, or its id where the edition at hand does not have it."""
    entry = phrases.edition.entry_by_id.get(entry_id)
    if entry is None:
        return DutySays(entry_id, "", "", lines)
    words = phrases.words
    return DutySays(words.text(entry.label), words.text(entry.says), origin(phrases, entry, footnotes), lines)


def _rule(phrases: Phrases, rule: RuleOnRecord, why: TraceNode | None) -> RuleSays:
    said = Text(rule.says.ja, rule.says.en)
    origin = Origin(rule.sources, rule.confidence, rule.unverified)
    return rule_says(phrases, rule.id, said, rule.paragraph, origin)._replace(
        reasons=reasons_of(why, phrases) if why else (),
    )


def _why_not(phrases: Phrases, reported: Reported) -> WhyNotSays:
    missed = []
    for rule in reported.reasons.rules:
        why = reported.why(rule.id) if rule.result is Result.FAILS else None
        if why is not None:
            missed.append(Miss(_with_outcome(phrases, rule.id), rule.kind == "ground", failing_of(why, phrases)))
    return why_not(phrases, missed)


def _with_outcome(phrases: Phrases, entry_id: str) -> str:
    """A rule or ground with what it leads to, where the edition at hand has it."""
    ways = {rule.id: rule.then for rule in phrases.edition.rules}
    ways |= dict.fromkeys((ground.id for ground in phrases.edition.grounds), Outcome.ELIGIBLE)
    label = phrases.named(entry_id)
    outcome = phrases.outcome(ways[entry_id]) if entry_id in ways else label
    return label if outcome == label else f"{label}　→　{outcome}"


def _agreement(words: Words, agreement: AgreementInWords) -> AgreementSays:
    sources = [words._("Source: {source}", source=source) for source in agreement.sources]
    return AgreementSays(agreement.says, " · ".join((*agreement.basis, *sources)))


def _step(phrases: Phrases, step: Step, why: TraceNode | None, footnotes: Footnotes) -> StepSays:
    return step_says(step, phrases, footnotes, because=because_of(why, phrases) if why else "")


def _needless(phrases: Phrases, reported: Reported) -> Iterable[NearMissSays]:
    """The steps of the edition that this line certainly does not need, each with the conditions that fail."""
    words, required = phrases.words, {step.id for step in reported.result.approvals}
    for approval in phrases.edition.approvals:
        why = reported.why(approval.id) if approval.id not in required else None
        if why is not None and why.result is Result.FAILS:
            reasons = tuple(
                words._("Not needed, because this is so: {condition}", condition=each.held)
                if each.held
                else words._("Needed only in this case: {condition}", condition=each.text)
                for each in failing_of(why, phrases)
            )
            others = [phrases.named(each) for each in _in_its_place(phrases.edition, approval) if each in required]
            instead = (words._("In its place: {steps}", steps=words.listed(others)),) if others else ()
            yield NearMissSays(phrases.named(approval.id), (*reasons, *instead))


def _in_its_place(edition: Edition, step: Approval) -> Iterable[str]:
    """The steps that an edition has for exactly the cases that it takes out of another one."""
    parts = step.when.parts if isinstance(step.when, All) else (step.when,)
    taken_out = [part.part for part in parts if isinstance(part, Not)]
    return (other.id for other in edition.approvals if other.when in taken_out)


def _change(phrases: Phrases, change: Change) -> str:
    return f"{phrases.change(dict(change.facts))}\n⇒ {phrases.outcome(change.outcome)}"


def _no_changes(words: Words, result: ResultOnRecord) -> str:
    if not result.settled or result.outcome in (*OPEN_OUTCOMES[1:], Outcome.OUTSIDE_SCOPE):
        return ""
    return words._("No change of the facts of this transfer would lead to a better result.")
