"""What each edition says of a line, in words: a column for each, and the boundaries between them."""

from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from app.domain.law.rulebook import Edition
from app.statements.report import no_steps
from app.statements.rule_statement import RuleSays, rule_says
from app.statements.steps import StepSays, caveat, step_says
from app.viewmodels.editions.editions_model import EditionsModel
from app.viewmodels.session.picker_model import Pick
from app.viewmodels.session.value_picks import value_picks
from app.wording.edition_boundary import ResultUnderEdition, boundary_sentence

#: So many missing facts are named in a column; how many more there are is said.
_MOST_MISSING = 5


class MissingFactSays(NamedTuple):
    """A missing fact. `is_own` is true where the case's own edition asks for it, so that it can be answered there."""

    fact: str
    label: str
    tip: str
    is_own: bool


class ColumnSays(NamedTuple):
    """What one edition says. `differs_in` are the rows in which it says something else than its left neighbour."""

    edition_id: str
    name: str
    period: str
    mark: str
    is_marked: bool
    outcome: str
    possible: tuple[str, ...]
    missing: tuple[MissingFactSays, ...]
    more_missing: str
    rules: tuple[RuleSays, ...]
    caveat: str
    steps: tuple[StepSays, ...]
    no_steps: str
    notices: tuple[str, ...]
    commitments: tuple[str, ...]
    recommended: tuple[str, ...]
    differs_in: frozenset[str]


class BoundarySays(NamedTuple):
    """The boundary of two neighbouring columns."""

    name: str
    sentence: str
    differs: bool
    change: str
    is_chosen: bool


class EditionsSays(NamedTuple):
    """The screen."""

    to_case_day: str
    applied: str
    whole: str
    columns: tuple[ColumnSays, ...]
    boundaries: tuple[BoundarySays, ...]
    supposed: str


class SupposeSays(NamedTuple):
    """The question whose answer may be supposed, with its answers."""

    title: str
    label: str
    choices: tuple[tuple[str, str], ...]
    picks: tuple[Pick, ...]


def editions_says(model: EditionsModel) -> EditionsSays:
    """The screen, in the present language."""
    _ = model.session.words._
    return EditionsSays(
        to_case_day=_("Back to {day}", day=model.session.words.date(model.subject.on)),
        applied=_(
            "Each edition applied to the case’s own date, {day}: the rows of the reference tables are those of that "
            "date.",
            day=model.session.words.date(model.subject.on),
        ),
        whole=_("Between {before} and {after}", before=model.editions[0].id, after=model.editions[-1].id),
        columns=_columns(model),
        boundaries=_boundaries(model),
        supposed=_supposed(model),
    )


def suppose_says(model: EditionsModel, fact_id: str) -> SupposeSays:
    """What may be supposed in answer to a question."""
    _ = model.session.words._
    fact, phrases = model.fact(fact_id)
    picks = value_picks(phrases, fact) if fact.is_country or len(fact.values) > 8 else ()
    choices = () if picks else tuple((value, phrases.value(fact_id, value)) for value in fact.values)
    return SupposeSays(
        title=model.session.words.text(fact.question or fact.label),
        label=model.session.words.text(fact.label),
        choices=choices,
        picks=picks,
    )


def _columns(model: EditionsModel) -> tuple[ColumnSays, ...]:
    boundaries: tuple[tuple[str, ...], ...] = ((), *model.boundaries)
    return tuple(
        _column(model, result, frozenset(rows)) for result, rows in zip(model.results, boundaries, strict=True)
    )


def _column(model: EditionsModel, result: ResultUnderEdition, differs_in: frozenset[str]) -> ColumnSays:
    words, determination, phrases = model.session.words, result.determination, result.phrases
    edition = phrases.edition
    missing = _missing(model, result)
    rest = len(missing) - _MOST_MISSING
    possible = determination.possible if len(determination.possible) > 1 else ()
    steps = tuple(step_says(step, phrases) for step in determination.approvals)
    undertakings = {
        binding: tuple(phrases.named(item.id) for item in determination.commitments if item.binding is binding)
        for binding in (True, False)
    }
    return ColumnSays(
        edition_id=edition.id,
        name=words._("Edition {edition}", edition=edition.id),
        period=_period(model, edition),
        mark=_mark(model, edition),
        is_marked=model.edition_on_day().id == edition.id,
        outcome=phrases.outcome(determination.outcome),
        possible=tuple(phrases.outcome(outcome) for outcome in possible),
        missing=missing[:_MOST_MISSING] if rest > 1 else missing,
        more_missing=words.ngettext("and {n} more", "and {n} more", rest) if rest > 1 else "",
        rules=tuple(
            rule_says(phrases, entry.id, entry.says, entry.paragraph, entry.origin) for entry in result.decisive
        ),
        caveat=caveat(words, determination),
        steps=steps,
        no_steps="" if steps else no_steps(words, determination.outcome),
        notices=tuple(phrases.named(notice) for notice in determination.notices),
        commitments=undertakings[True],
        recommended=undertakings[False],
        differs_in=differs_in,
    )


def _missing(model: EditionsModel, result: ResultUnderEdition) -> tuple[MissingFactSays, ...]:
    _ = model.session.words._
    own = {fact.id for fact in model.session.shelf.edition_on(model.subject.on).asked}
    return tuple(
        MissingFactSays(
            fact,
            result.phrases.fact(fact),
            _("Answer this question")
            if fact in own
            else _("The case’s own edition does not ask this. An answer can be supposed here."),
            fact in own and model.subject.may_answer,
        )
        for fact in result.determination.unknown
    )


def _period(model: EditionsModel, edition: Edition) -> str:
    words = model.session.words
    period = next((each for each in model.session.shelf.timeline.periods if each.edition_id == edition.id), None)
    if period is None:
        return words._("in force on no day")
    if period.until is None:
        return words._("from {day}", day=words.date(period.since))
    return f"{words.date(period.since)} – {words.date(period.until - timedelta(1))}"


def _mark(model: EditionsModel, edition: Edition) -> str:
    _ = model.session.words._
    if edition.id == model.session.shelf.edition_on(model.subject.on).id:
        return _("The case’s own")
    if edition.id == model.session.shelf.edition_on(model.session.today()).id:
        return _("In force today")
    return ""


def _boundaries(model: EditionsModel) -> tuple[BoundarySays, ...]:
    words, results = model.session.words, model.results
    chosen = model.boundary
    told = []
    for at, (left, right) in enumerate(pairwise(results)):
        differs = bool(model.boundaries[at])
        before, after = left.phrases.edition, right.phrases.edition
        outcomes = [
            left.phrases.outcome(left.determination.outcome),
            right.phrases.outcome(right.determination.outcome),
        ]
        told.append(
            BoundarySays(
                name=words._("Between {before} and {after}", before=before.id, after=after.id),
                sentence=boundary_sentence(words, left, right, after.heading.in_force_from)
                or words._("These two editions say the same."),
                differs=differs,
                change=" → ".join(outcomes) if outcomes[0] != outcomes[1] else "",
                is_chosen=at == chosen,
            )
        )
    return tuple(told)


def _supposed(model: EditionsModel) -> str:
    """What is supposed on the screen, where something is."""
    words = model.session.words
    said = []
    for fact_id, value in model.supposed.items():
        fact, phrases = model.fact(fact_id)
        said.append(words._("{fact}: {values}", fact=words.text(fact.label), values=phrases.value(fact_id, value)))
    if not said:
        return ""
    return words._("{name}: {value}", name=words._("Supposed on this screen only"), value=words.listed(said))
