"""What a recorded determination says, read from what was stored of it and from nothing else."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from app.domain.cases import RecordedDetermination
from app.domain.changes import Change, best_of_each
from app.domain.errors import Mendable
from app.domain.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.rulebook import Commitment, Edition, Notice
from app.domain.texts import Text
from app.domain.trace import trace_of_record
from app.viewmodels.case_model import CaseModel
from app.viewmodels.determination_model import StepSays, origin
from app.viewmodels.question_model import confidence_token, points_says, sources_line
from app.viewmodels.report_model import (
    NEAR,
    DutySays,
    NearMissSays,
    ReportSays,
    RuleSays,
    duty_origin,
    is_current_record,
    no_steps,
    outcome_says,
    report_headings,
)
from app.viewmodels.trace_model import failing_of, reasons_of
from app.wording.recorded_phrases import RecordedPhrases


class RecordedAnswerSays(NamedTuple):
    """A fact that a recorded determination rests on. `note` says where it is from, if not from an answer."""

    label: str
    value: str
    note: str


class RecordedSays(NamedTuple):
    """A recorded determination. `edition_id` is that of its edition in the Rulebook, empty where it is not there."""

    title: str
    back: str
    mark: str
    mark_says: str
    is_superseded: bool
    edition_id: str
    report: ReportSays
    answers_heading: str
    answers: tuple[RecordedAnswerSays, ...]


def recorded_says(model: CaseModel, recorded: RecordedDetermination) -> RecordedSays:
    """The determination as it was recorded, in the words of its edition."""
    words, shelf = model.desk.words, model.desk.shelf
    _ = words._
    edition, is_its_own = _edition(model, recorded)
    phrases = RecordedPhrases(words, edition, shelf.reference())
    is_superseded = not is_current_record(model, recorded)
    return RecordedSays(
        title=_("Determination no. {number} of line {position}", number=recorded.number, position=_position(model)),
        back=_("Back to the determination"),
        mark=_("Superseded") if is_superseded else _("Latest record"),
        mark_says=_mark_says(model, recorded),
        is_superseded=is_superseded,
        edition_id=edition.id if is_its_own else "",
        report=_report(model, recorded, phrases, is_its_own=is_its_own),
        answers_heading=_("Facts it was made from"),
        answers=tuple(_answers(recorded, phrases)),
    )


def _edition(model: CaseModel, recorded: RecordedDetermination) -> tuple[Edition, bool]:
    """The edition it was made under, and true; where that is not at hand, the one whose words come nearest."""
    shelf = model.desk.shelf
    try:
        edition = shelf.edition(recorded.edition_id)
    except Mendable:
        return shelf.edition_on(recorded.on), False
    return edition, edition.sha256 == recorded.edition_sha256


def _position(model: CaseModel) -> int:
    return model.interview.line.position


def _mark_says(model: CaseModel, recorded: RecordedDetermination) -> str:
    _ = model.desk.words._
    if is_current_record(model, recorded):
        return _("This is the latest record of the line, as it was made. Nothing in it can be changed.")
    following = next((later for later in model.earlier if later.supersedes == recorded.id), None)
    return _(
        "Determination no. {later} of {day} has taken its place. It is shown as it was recorded, and counts no longer.",
        later=following.number if following else recorded.number + 1,
        day=model.desk.words.day_of(following.recorded_at) if following else "",
    )


def _report(
    model: CaseModel, recorded: RecordedDetermination, phrases: RecordedPhrases, *, is_its_own: bool
) -> ReportSays:
    words, record = model.desk.words, recorded.record
    steps = tuple(_step(phrases, step) for step in record["approvals"])
    changes = best_of_each(
        Change(change["change"], Outcome(change["outcome"]), change["curable"]) for change in record["changes"]
    )
    commitments = record["commitments"]
    return ReportSays(
        headings=report_headings(words),
        outcome=phrases.outcome(recorded.outcome),
        outcome_says=outcome_says(words, recorded.outcome),
        meta=words._(
            "{date} · edition {edition} · reference data {reference}",
            date=words.date(recorded.on),
            edition=recorded.edition_id,
            reference=recorded.reference_version,
        ),
        status=words._(
            "Recorded as determination no. {number} on {day} by {name}. A record is not an approval: "
            "the steps of examination and decision are still to be taken.",
            number=recorded.number,
            day=words.day_of(recorded.recorded_at),
            name=recorded.recorded_by,
        )
        if is_current_record(model, recorded)
        else words._(
            "Recorded on {moment} by {name}.", moment=words.moment(recorded.recorded_at), name=recorded.recorded_by
        ),
        is_recorded=True,
        notices_of_change=() if is_its_own else (_not_its_own(phrases, recorded),),
        cautions=tuple(_cautions(recorded, phrases)),
        rules=tuple(_rule(phrases, rule, record["trace"]) for rule in record["rules"] if rule["decisive"]),
        possible=(),
        near_misses=tuple(_near_misses(phrases, record)),
        steps=steps,
        no_steps="" if steps else no_steps(words, recorded.outcome),
        notices=_duties(phrases, record["notices"]),
        commitments=_duties(phrases, [each for each in commitments if each["binding"]]),
        recommended=_duties(phrases, [each for each in commitments if not each["binding"]]),
        curable=tuple(_change(phrases, change) for change in changes if change.curable),
        world=tuple(_change(phrases, change) for change in changes if not change.curable),
        no_changes=_no_changes(phrases, recorded) if not changes else "",
        missing=(),
        points=points_says(phrases, tuple(record["unverified"])),
        records=(),
        disclaimer=words._("This says which published rule applies and who decides. It is not a permit."),
    )


def _not_its_own(phrases: RecordedPhrases, recorded: RecordedDetermination) -> str:
    return phrases.words._(
        "Edition {edition} is not at hand as it was when this was recorded. Names of facts and steps are those of "
        "edition {other} as it is here; rules, values and results are as they were recorded.",
        edition=recorded.edition_id,
        other=phrases.edition.id,
    )


def _cautions(recorded: RecordedDetermination, phrases: RecordedPhrases) -> Iterable[str]:
    _, record = phrases.words._, recorded.record
    yield from (phrases.flag(flag) for flag in record["flags"])
    for fact in phrases.edition.derived:
        if fact.id in recorded.answers:
            yield _(
                "{fact}: what the reference tables say is set aside by an answer with evidence ({value}).",
                fact=phrases.fact(fact.id),
                value=phrases.value(fact.id, recorded.answers[fact.id]),
            )
    yield from (_("Set aside by an official answer: {rule}.", rule=phrases.named(rule)) for rule in recorded.set_aside)


def _rule(phrases: RecordedPhrases, rule: dict[str, Any], traces: dict[str, Any]) -> RuleSays:
    words = phrases.words
    return RuleSays(
        id=rule["id"],
        label=phrases.named(rule["id"]),
        says=words.text(Text(rule["says"]["ja"], rule["says"]["en"])),
        clause=words._("paragraph {paragraph}", paragraph=rule["paragraph"])
        if rule["paragraph"]
        else words._("paragraph not at hand"),
        confidence=phrases.confidence(rule["confidence"]),
        confidence_says=phrases.confidence_note(rule["confidence"]),
        confidence_token=confidence_token(rule["confidence"]),
        points=points_says(phrases, tuple(rule["unverified"])),
        sources=sources_line(phrases, tuple(rule["sources"])),
        reasons=reasons_of(trace_of_record(traces[rule["id"]]), phrases),
    )


def _near_misses(phrases: RecordedPhrases, record: dict[str, Any]) -> Iterable[NearMissSays]:
    missed = []
    for rule in record["rules"]:
        if rule["result"] == "fails":
            lacking = failing_of(trace_of_record(record["trace"][rule["id"]]), phrases)
            if len(lacking) <= NEAR:
                missed.append((len(lacking), rule["kind"] == "rule", _with_outcome(phrases, rule["id"]), lacking))
    for _number, _is_rule, label, lacking in sorted(missed, key=lambda miss: miss[:2]):
        yield NearMissSays(label, lacking)


def _with_outcome(phrases: RecordedPhrases, entry_id: str) -> str:
    """A rule or ground with what it leads to, which its edition says and the record does not."""
    ways = {rule.id: rule.then for rule in phrases.edition.rules}
    ways |= dict.fromkeys((ground.id for ground in phrases.edition.grounds), Outcome.ELIGIBLE)
    label = phrases.named(entry_id)
    return f"{label}　→　{phrases.outcome(ways[entry_id])}" if entry_id in ways else label


def _step(phrases: RecordedPhrases, step: dict[str, Any]) -> StepSays:
    approval = next((each for each in phrases.edition.approvals if each.id == step["id"]), None)
    return StepSays(
        number=step["order"],
        label=phrases.named(step["id"]),
        says=phrases.words.text(approval.says) if approval else "",
        who=phrases.bodies(tuple(step["bodies"])),
        sign_off=phrases.sign_off(step["sign_off"]),
        signatories=tuple(phrases.body(member) for member in step.get("signatories", ())),
        origin=origin(phrases, approval.paragraph, approval.confidence, approval.unverified) if approval else "",
    )


def _duties(phrases: RecordedPhrases, required: Iterable[dict[str, Any]]) -> tuple[DutySays, ...]:
    return tuple(_duty(phrases, each["id"]) for each in required)


def _duty(phrases: RecordedPhrases, entry_id: str) -> DutySays:
    entries: list[Notice | Commitment] = [*phrases.edition.notices, *phrases.edition.commitments]
    entry = next((entry for entry in entries if entry.id == entry_id), None)
    if entry is None:
        return DutySays(entry_id, "", "")
    return DutySays(phrases.words.text(entry.label), phrases.words.text(entry.says), duty_origin(phrases, entry))


def _change(phrases: RecordedPhrases, change: Change) -> str:
    return f"{phrases.change(dict(change.facts))}\n⇒ {phrases.outcome(change.outcome)}"


def _no_changes(phrases: RecordedPhrases, recorded: RecordedDetermination) -> str:
    if recorded.outcome in (*OPEN_OUTCOMES[1:], Outcome.OUTSIDE_SCOPE):
        return ""
    return phrases.words._("No change of the facts of this transfer would lead to a better result.")


def _answers(recorded: RecordedDetermination, phrases: RecordedPhrases) -> Iterable[RecordedAnswerSays]:
    """The facts in the order of the edition: answers, what the tables gave, and what was not known."""
    words, derived = phrases.words, recorded.record["derived"]
    places = {fact.id: place for place, fact in enumerate(phrases.edition.facts)}
    named = dict.fromkeys((*recorded.answers, *derived, *recorded.not_known))
    for fact in sorted(named, key=lambda fact: places.get(fact, len(places))):
        if fact in recorded.answers:
            yield RecordedAnswerSays(phrases.fact(fact), phrases.value(fact, recorded.answers[fact]), "")
        elif fact in derived:
            value = phrases.value(fact, derived[fact])
            yield RecordedAnswerSays(phrases.fact(fact), value, words._("from the reference tables"))
        else:
            note = words._("The result held whatever this would turn out to be.")
            yield RecordedAnswerSays(phrases.fact(fact), words._("Not yet known"), note)
