"""What a recorded determination says, read from what was stored of it and from nothing else."""

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.decision.record import BasisOnRecord, DeterminationOnRecord, OfficialAnswerOnRecord
from app.domain.register.basis import Since
from app.domain.register.cases import Line, RecordedDetermination
from app.statements.record_status import is_latest, recorded_status
from app.statements.report import (
    Reported,
    ReportSays,
    meta,
    points_of,
    report_of,
    with_basis,
)
from app.statements.steps import cautions_of_facts
from app.wording.change_words import changes_in_words, evidence_in_words
from app.wording.language import Words
from app.wording.official_answer_words import (
    against_says,
    document_cited,
    other_facts_says,
    set_aside_says,
    without_effect_says,
)
from app.wording.recorded_phrases import RecordedPhrases


class RecordedAnswerSays(NamedTuple):
    """A particular or fact that a determination rests on. `note` says what shows it, or where it is from."""

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
    particulars: tuple[RecordedAnswerSays, ...]
    answers: tuple[RecordedAnswerSays, ...]


def recorded_report(
    phrases: RecordedPhrases,
    line: Line,
    recorded: RecordedDetermination,
    following: RecordedDetermination | None,
    since: Since | None,
) -> RecordedSays:
    """The determination as it was recorded, in the words of the edition of the phrases.

    That is its own where it is at hand as it was, or else the nearest. `following` is the one that has taken its place,
    `since` what has changed since the latest one of the line.
    """
    words, edition, record = phrases.words, phrases.edition, recorded.record
    _ = words._
    is_its_own = edition.id == recorded.edition_id and edition.sha256 == recorded.edition_sha256
    is_superseded = not is_latest(recorded, line.determination)
    return RecordedSays(
        title=_("Determination no. {number} of line {position}", number=recorded.number, position=line.position),
        mark=_("Superseded") if is_superseded else _("Latest record"),
        mark_says=_superseded_says(words, recorded, following) if is_superseded else _latest_says(words, since),
        is_superseded=is_superseded,
        edition_id=edition.id if is_its_own else "",
        report=report_of(
            phrases,
            Reported(record.result, record.reasons, record.basis.trace.get),
            meta=meta(
                words,
                recorded.on,
                with_basis(phrases, edition.heading) if is_its_own else recorded.edition_id,
                recorded.reference_version,
            ),
            status=words._(
                "Recorded on {moment} by {name}.",
                moment=words.moment(recorded.recorded_at),
                name=words.person(recorded.recorded_by),
            )
            if is_superseded
            else recorded_status(words, recorded),
            notices_of_change=(
                *(() if is_its_own else (_not_its_own(phrases, recorded),)),
                *(() if is_superseded or since is None else changes_in_words(phrases, since)),
            ),
            cautions=tuple(_cautions(record, phrases)),
            points=points_of(edition, record.result) if is_its_own else record.result.unverified,
        ),
        particulars=tuple(_particulars(record.basis, words)),
        answers=tuple(_answers(record.basis, phrases)),
    )


def _latest_says(words: Words, since: Since | None) -> str:
    latest = words._("This is the latest record of the line, as it was made. Nothing in it can be changed.")
    if since is None or since.is_as_recorded:
        return latest
    if since.is_of_the_same_result:
        now = words._("The same result would come out now, with other particulars or evidence.")
    else:
        now = words._("It is not what would come out now.")
    return f"{latest}\n{now}"


def _superseded_says(words: Words, recorded: RecordedDetermination, following: RecordedDetermination | None) -> str:
    return words._(
        "Determination no. {later} of {day} has taken its place. It is shown as it was recorded, and counts no longer.",
        later=following.number if following else recorded.number + 1,
        day=words.day_of(following.recorded_at) if following else "",
    )


def _not_its_own(phrases: RecordedPhrases, recorded: RecordedDetermination) -> str:
    return phrases.words._(
        "Edition {edition} is not at hand as it was when this was recorded. Names of facts and steps are those of "
        "edition {other} as it is here; rules, values and results are as they were recorded.",
        edition=recorded.edition_id,
        other=phrases.edition.id,
    )


def _cautions(record: DeterminationOnRecord, phrases: RecordedPhrases) -> Iterable[str]:
    yield from cautions_of_facts(phrases, record.result.flags, record.basis.answers)
    if record.basis.official_answers is None:
        yield from (set_aside_says(phrases, rule) for rule in record.basis.set_aside)
    else:
        yield from (_official_answer(phrases, answer) for answer in record.basis.official_answers)


def _official_answer(phrases: RecordedPhrases, answer: OfficialAnswerOnRecord) -> str:
    """What an official answer did to the determination, and the document that shows it."""
    if answer.sets_aside:
        effect = set_aside_says(phrases, answer.rule)
    elif answer.other_facts:
        effect = other_facts_says(phrases, answer.rule, answer.dated, answer.other_facts)
    elif not answer.clears:
        effect = against_says(phrases, answer.rule, answer.dated)
    else:
        effect = without_effect_says(phrases, answer.rule, answer.dated, answer.edition)
    shown = answer.document or ()
    document = document_cited(phrases.words, answer.body, answer.dated, answer.reference, *shown)
    return "\n".join(part for part in (effect, document, answer.note) if part)


def _particulars(basis: BasisOnRecord, words: Words) -> Iterable[RecordedAnswerSays]:
    """What was transferred from whom to whom, as it was noted; an older record notes nothing of it."""
    for name, value in (basis.particulars or {}).items():
        if value:
            yield RecordedAnswerSays(words.field(name), words.particular(name, value), "")


def _answers(basis: BasisOnRecord, phrases: RecordedPhrases) -> Iterable[RecordedAnswerSays]:
    """The facts in the order of the edition: answers, what the tables gave, and what was not known.

    Of these a record does not tell which were answered so.
    """
    words, answers = phrases.words, basis.answers
    places = {fact.id: place for place, fact in enumerate(phrases.edition.facts)}
    named = dict.fromkeys((*answers, *basis.derived, *basis.not_known))
    for fact in sorted(named, key=lambda fact: places.get(fact, len(places))):
        if fact in answers and fact not in basis.not_known:
            shown = evidence_in_words(words, [each for each in basis.evidence or () if each.fact == fact])
            asserted = words._("Asserted without evidence") if basis.evidence is not None else ""
            yield RecordedAnswerSays(phrases.fact(fact), phrases.value(fact, answers[fact]), shown or asserted)
        elif fact in basis.derived:
            value = phrases.value(fact, basis.derived[fact])
            yield RecordedAnswerSays(phrases.fact(fact), value, words._("From the reference tables"))
        else:
            note = words._("The result held whatever this would turn out to be.")
            if fact in answers:
                value = phrases.value(fact, answers[fact])
                earlier = words._("The earlier answer (“{value}”) was not one of the choices.", value=value)
                note = f"{earlier}\n{note}"
            yield RecordedAnswerSays(phrases.fact(fact), words._("Not known"), note)
