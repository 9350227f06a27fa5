"""What a recorded determination says, read from what was stored of it and from nothing else."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from app.domain.decision.changes import Change, best_of_each
from app.domain.decision.determination import points_touching
from app.domain.decision.trace import trace_of_record
from app.domain.errors import Mendable
from app.domain.law.origin import Origin
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.law.rulebook import Edition
from app.domain.law.texts import Text
from app.domain.register.cases import RecordedDetermination
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.determination_model import StepSays, origin
from app.viewmodels.determination.near_miss_model import Miss, NearMissSays, WhyNotSays, why_not
from app.viewmodels.determination.record_model import is_current_record
from app.viewmodels.determination.report_model import (
    DutySays,
    ReportSays,
    no_steps,
    outcome_says,
    with_basis,
)
from app.viewmodels.determination.rule_model import RuleSays, rule_says
from app.viewmodels.determination.trace_model import because_of, failing_of, reasons_of
from app.viewmodels.session.origin_model import points_says
from app.wording.footnotes import Footnotes
from app.wording.official_answer_words import against_says, paper_says, set_aside_says, without_effect_says
from app.wording.recorded_phrases import RecordedPhrases


class RecordedAnswerSays(NamedTuple):
    """A fact that a recorded determination rests on. `note` says where it is from, if not from an answer."""

    label: str
    value: str
    note: str


class RecordedSays(NamedTuple):
    """A recorded determination. `edition_id` is that of its edition in the Rulebook, empty where it is not there."""

    title: str
    mark: str
    mark_says: str
    is_superseded: bool
    edition_id: str
    report: ReportSays
    answers: tuple[RecordedAnswerSays, ...]


def recorded_says(model: CaseModel, recorded: RecordedDetermination) -> RecordedSays:
    """The determination as it was recorded, in the words of its edition."""
    words, shelf = model.session.words, model.session.shelf
    _ = words._
    edition, is_its_own = _edition(model, recorded)
    phrases = RecordedPhrases(words, edition, shelf.reference())
    is_superseded = not is_current_record(model, recorded)
    return RecordedSays(
        title=_("Determination no. {number} of line {position}", number=recorded.number, position=_position(model)),
        mark=_("Superseded") if is_superseded else _("Latest record"),
        mark_says=_mark_says(model, recorded),
        is_superseded=is_superseded,
        edition_id=edition.id if is_its_own else "",
        report=_report(model, recorded, phrases, is_its_own=is_its_own),
        answers=tuple(_answers(recorded, phrases)),
    )


def _edition(model: CaseModel, recorded: RecordedDetermination) -> tuple[Edition, bool]:
    """The edition it was made under, and true; where that is not at hand, the one whose words come nearest."""
    shelf = model.session.shelf
    try:
        edition = shelf.edition(recorded.edition_id)
    except Mendable:
        return shelf.edition_on(recorded.on), False
    return edition, edition.sha256 == recorded.edition_sha256


def _position(model: CaseModel) -> int:
    return model.interview.line.position


def _mark_says(model: CaseModel, recorded: RecordedDetermination) -> str:
    _ = model.session.words._
    if is_current_record(model, recorded):
        return _("This is the latest record of the line, as it was made. Nothing in it can be changed.")
    following = next((later for later in model.earlier if later.supersedes == recorded.id), None)
    return _(
        "Determination no. {later} of {day} has taken its place. It is shown as it was recorded, and counts no longer.",
        later=following.number if following else recorded.number + 1,
        day=model.session.words.day_of(following.recorded_at) if following else "",
    )


def _report(
    model: CaseModel, recorded: RecordedDetermination, phrases: RecordedPhrases, *, is_its_own: bool
) -> ReportSays:
    words, record = model.session.words, recorded.record
    footnotes = Footnotes(words)
    steps = tuple(_step(phrases, step, record["trace"], footnotes) for step in record["approvals"])
    changes = best_of_each(
        Change(change["change"], Outcome(change["outcome"]), change["curable"]) for change in record["changes"]
    )
    commitments = _duties(phrases, [each for each in record["commitments"] if each["binding"]], footnotes)
    recommended = _duties(phrases, [each for each in record["commitments"] if not each["binding"]], footnotes)
    notices = _duties(phrases, record["notices"], footnotes)
    edition, undertaken = phrases.edition, [each["id"] for each in record["commitments"]]
    points = points_touching(edition, record["unverified"], undertaken)
    return ReportSays(
        outcome=phrases.outcome(recorded.outcome),
        outcome_says=outcome_says(words, recorded.outcome),
        meta=words._(
            "{date} · edition {edition} · reference data {reference}",
            date=words.date(recorded.on),
            edition=with_basis(phrases, edition.heading) if is_its_own else recorded.edition_id,
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
        agreements=(),
        possible=(),
        why_not=_why_not(phrases, record),
        caveat="",
        steps=steps,
        needless=tuple(_needless(phrases, record)) if steps else (),
        no_steps="" if steps else no_steps(words, recorded.outcome),
        notices=notices,
        commitments=commitments,
        recommended=recommended,
        sources=footnotes.listed(),
        curable=tuple(_change(phrases, change) for change in changes if change.curable),
        world=tuple(_change(phrases, change) for change in changes if not change.curable),
        no_changes=_no_changes(phrases, recorded) if not changes else "",
        missing=(),
        points=points_says(phrases, points if is_its_own else tuple(record["unverified"])),
        records=(),
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
    if "official_answers" in record:
        yield from (_official_answer(phrases, answer) for answer in record["official_answers"])
    else:
        yield from (set_aside_says(phrases, rule) for rule in recorded.set_aside)


def _official_answer(phrases: RecordedPhrases, answer: dict[str, Any]) -> str:
    """What an official answer did to the determination, and the paper that shows it."""
    rule, dated, document = answer["rule"], date.fromisoformat(answer["dated"]), answer["document"] or {}
    if answer["sets_aside"]:
        effect = set_aside_says(phrases, rule)
    elif not answer.get("clears", True):
        effect = against_says(phrases, rule, dated)
    else:
        effect = without_effect_says(phrases, rule, dated, answer["edition"])
    shown = document.get("title", ""), document.get("sha256", "")
    paper = paper_says(phrases.words, answer["body"], dated, answer["reference"], *shown)
    return "\n".join(part for part in (effect, paper, answer["note"]) if part)


def _rule(phrases: RecordedPhrases, rule: dict[str, Any], traces: dict[str, Any]) -> RuleSays:
    said = Text(rule["says"]["ja"], rule["says"]["en"])
    origin = Origin(tuple(rule["sources"]), rule["confidence"], tuple(rule["unverified"]))
    return rule_says(phrases, rule["id"], said, rule["paragraph"], origin)._replace(
        reasons=reasons_of(trace_of_record(traces[rule["id"]]), phrases),
    )


def _why_not(phrases: RecordedPhrases, record: dict[str, Any]) -> WhyNotSays:
    return why_not(
        phrases,
        [
            Miss(
                _with_outcome(phrases, rule["id"]),
                rule["kind"] == "ground",
                failing_of(trace_of_record(record["trace"][rule["id"]]), phrases),
            )
            for rule in record["rules"]
            if rule["result"] == "fails"
        ],
    )


def _needless(phrases: RecordedPhrases, record: dict[str, Any]) -> Iterable[NearMissSays]:
    """The steps of its edition that were not needed, each with the conditions that failed."""
    required = {step["id"] for step in record["approvals"]}
    for approval in phrases.edition.approvals:
        kept = record["trace"].get(approval.id)
        if approval.id in required or kept is None or kept["result"] != "fails":
            continue
        lacking = failing_of(trace_of_record(kept), phrases)
        yield NearMissSays(phrases.named(approval.id), tuple(each.text for each in lacking))


def _with_outcome(phrases: RecordedPhrases, entry_id: str) -> str:
    """A rule or ground with what it leads to, which its edition says and the record does not."""
    ways = {rule.id: rule.then for rule in phrases.edition.rules}
    ways |= dict.fromkeys((ground.id for ground in phrases.edition.grounds), Outcome.ELIGIBLE)
    label = phrases.named(entry_id)
    outcome = phrases.outcome(ways[entry_id]) if entry_id in ways else label
    return label if outcome == label else f"{label}　→　{outcome}"


def _step(phrases: RecordedPhrases, step: dict[str, Any], traces: dict[str, Any], footnotes: Footnotes) -> StepSays:
    approval = phrases.edition.entry_by_id.get(step["id"])
    return StepSays(
        number=step["order"],
        label=phrases.named(step["id"]),
        says=phrases.words.text(approval.says) if approval else "",
        who=phrases.bodies(tuple(step["bodies"])),
        sign_off=phrases.sign_off(step["sign_off"], tuple(step["bodies"])),
        signatories=tuple(phrases.body(member) for member in step.get("signatories", ())),
        origin=origin(phrases, approval, footnotes) if approval else "",
        because=because_of(trace_of_record(traces[step["id"]]), phrases) if step["id"] in traces else "",
    )


def _duties(phrases: RecordedPhrases, required: Iterable[dict[str, Any]], footnotes: Footnotes) -> tuple[DutySays, ...]:
    return tuple(_duty(phrases, each["id"], footnotes) for each in required)


def _duty(phrases: RecordedPhrases, entry_id: str, footnotes: Footnotes) -> DutySays:
    entry = phrases.edition.entry_by_id.get(entry_id)
    if entry is None:
        return DutySays(entry_id, "", "")
    told = origin(phrases, entry, footnotes)
    return DutySays(phrases.words.text(entry.label), phrases.words.text(entry.says), told)


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
        if fact in recorded.answers and fact not in recorded.not_known:
            yield RecordedAnswerSays(phrases.fact(fact), phrases.value(fact, recorded.answers[fact]), "")
        elif fact in derived:
            value = phrases.value(fact, derived[fact])
            yield RecordedAnswerSays(phrases.fact(fact), value, words._("from the reference tables"))
        else:
            note = words._("The result held whatever this would turn out to be.")
            if fact in recorded.answers:
                value = phrases.value(fact, recorded.answers[fact])
                earlier = words._("The earlier answer (“{value}”) was not one of the choices.", value=value)
                note = f"{earlier}\n{note}"
            yield RecordedAnswerSays(phrases.fact(fact), words._("Not yet known"), note)
