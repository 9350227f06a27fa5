"""The page before a determination is recorded: what will be recorded, what is missing, and the way to each."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.domain.register.gaps import Gap, GapKind, gaps_before_recording
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.questions.at_odds import at_odds_says
from app.viewmodels.questions.check_model import recording_says
from app.viewmodels.questions.particulars_model import case_fields, line_fields
from app.wording.origin_words import sources_line
from app.wording.phrases import not_known_says


class GapSays(NamedTuple):
    """One gap: what is missing, more of it in small, and where it is mended: a fact, or a form and a field of it."""

    label: str
    details: str
    target: str
    field: str = ""


class GapsSays(NamedTuple):
    """The gaps of one kind."""

    heading: str
    explanation: str
    gaps: tuple[GapSays, ...]


class RecordingPageSays(NamedTuple):
    """The page. `why_not` says why nothing can be recorded, where that is so; else `says` what recording means."""

    title: str
    explanation: str
    facts: tuple[tuple[str, str], ...]
    kinds: tuple[GapsSays, ...]
    complete: str
    act: str
    says: str
    may_record: bool


def recording_page(model: CaseModel) -> RecordingPageSays:
    """What is read before the determination of the line shown is recorded."""
    _, line = model.session.words._, model.interview.line
    recording, kinds = recording_says(model), tuple(_kinds(model, gaps_of(model)))
    number = line.determination.number + 1 if line.determination is not None else 1
    return RecordingPageSays(
        title=_("Before it is recorded"),
        explanation=_("A record can’t be changed or deleted. What is missing forbids nothing, and can still be added."),
        facts=_facts(model),
        kinds=kinds,
        complete="" if kinds else _("Nothing is missing: particulars, evidence and judgments are there."),
        act=_("Record determination no. {number} of line {line}", number=number, line=line.position),
        says=recording.says,
        may_record=recording.may_record and not model.is_recording,
    )


def gaps_of(model: CaseModel) -> tuple[Gap, ...]:
    """What is missing or at odds on the line shown."""
    interview = model.interview
    judgements = model.session.shelf.judgements(interview.edition)
    return gaps_before_recording(
        interview.line, model.case, interview.edition, interview.reference, judgements, interview.determination
    )


def _facts(model: CaseModel) -> tuple[tuple[str, str], ...]:
    _, interview, phrases = model.session.words._, model.interview, model.phrases
    words, line = model.session.words, interview.line
    name = _("Line {position}", position=line.position)
    return (
        (_("Case"), f"{model.case.particulars.number}　{model.case.particulars.title}"),
        (_("Line"), f"{name}　{line.particulars.item}".rstrip("　")),
        (_("Result"), phrases.outcome(interview.determination.outcome)),
        (_("Edition"), interview.edition.id),
        (_("Assessed as of"), words.date(interview.on)),
        (_("Reference tables"), interview.reference.version),
        (_("Recorded by"), words.person(model.session.person.account) if model.session.person else ""),
    )


def _kinds(model: CaseModel, gaps: tuple[Gap, ...]) -> Iterable[GapsSays]:
    _ = model.session.words._
    told: Mapping[GapKind, tuple[str, str, Callable[[CaseModel, Gap], GapSays]]] = {
        GapKind.AT_ODDS: (
            _("Title and destination disagree"),
            _("One of them may be a slip."),
            _at_odds,
        ),
        GapKind.OF_CASE: (
            _("Particulars of the case that are empty"),
            _("Without them the record does not say between whom, and who answers for it."),
            lambda model, gap: GapSays(_names(model)[gap.name], "", PARTICULARS, gap.name),
        ),
        GapKind.OF_LINE: (
            _("Particulars of the line that are empty"),
            _("Without them the record does not say what is transferred."),
            lambda model, gap: GapSays(_names(model)[gap.name], "", LINE, gap.name),
        ),
        GapKind.JUDGEMENT: (
            _("Judgments of an office that no document shows"),
            _("The question itself calls for a judgment. Link the document; it needs its date and who made it."),
            _judgement,
        ),
        GapKind.EVIDENCE: (
            _("Answers that no document shows"),
            _("They are recorded as asserted without evidence."),
            _fact,
        ),
        GapKind.NOT_KNOWN: (
            _("Facts that are not known"),
            _("The result does not depend on them as things stand."),
            _not_known,
        ),
    }
    for kind, (heading, explanation, says) in told.items():
        of_kind = tuple(says(model, gap) for gap in gaps if gap.kind is kind)
        if of_kind:
            yield GapsSays(heading, explanation, of_kind)


def _names(model: CaseModel) -> dict[str, str]:
    return {field.name: field.label for field in (*case_fields(model), *line_fields(model))}


def _at_odds(model: CaseModel, gap: Gap) -> GapSays:
    return GapSays(at_odds_says(model.interview, model.session.words), "", PARTICULARS, gap.name)


def _fact(model: CaseModel, gap: Gap) -> GapSays:
    return GapSays(model.phrases.fact(gap.name), "", gap.name)


def _not_known(model: CaseModel, gap: Gap) -> GapSays:
    fact, interview = model.interview.edition.fact_by_id[gap.name], model.interview
    said = not_known_says(model.session.words, is_asked=fact.is_asked, is_answered=gap.name in interview.passed_over)
    return _fact(model, gap)._replace(details=said)


def _judgement(model: CaseModel, gap: Gap) -> GapSays:
    phrases, edition = model.phrases, model.interview.edition
    judgement = next(each for each in model.session.shelf.judgements(edition) if each.fact == gap.name)
    # What is laid beside an edition may rest on sources that it does not have.
    known = {source.id for source in edition.sources}
    sources = tuple(source for source in judgement.origin.sources if source in known)
    origin = phrases.words.noted(phrases.confidence(judgement.origin.confidence), sources_line(phrases, sources))
    return GapSays(phrases.fact(gap.name), f"{phrases.words.text(judgement.says)}\n{origin}", gap.name)
