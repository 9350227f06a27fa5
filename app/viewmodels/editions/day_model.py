"""What comes out on one day of the time line: the edition of that day, the agreement, the outcome, what decides."""

from typing import NamedTuple

from app.domain.law.facts import DESTINATION, TableLookup
from app.statements.report import outcome_says
from app.statements.steps import caveat
from app.viewmodels.editions.editions_model import EditionsModel
from app.viewmodels.editions.timeline_model import TimelineSays, agreement_says, timeline_says


class DaySays(NamedTuple):
    """What comes out on the day of the marker."""

    edition: str
    agreement: str
    outcome: str
    rule: str
    procedure: str
    is_settled: bool


def day_says(model: EditionsModel) -> DaySays:
    """What comes out on the day of the marker."""
    words = model.session.words
    result = model.result_on_day()
    determination = result.determination
    steps = len(determination.approvals)
    state = model.answers.get(DESTINATION)
    procedure = words.ngettext("{n} step of examination and decision", "{n} steps of examination and decision", steps)
    return DaySays(
        edition=words._("edition {edition}", edition=result.phrases.edition.id),
        agreement=_answered_lookup(model) or agreement_says(words, model.session.shelf.reference(), state, model.day),
        outcome=result.phrases.outcome(determination.outcome),
        rule=words.listed([words.text(entry.label) for entry in result.decisive]),
        procedure=" · ".join(part for part in (procedure, caveat(words, determination)) if part)
        if steps
        else outcome_says(words, determination.outcome),
        is_settled=determination.settled,
    )


def _answered_lookup(model: EditionsModel) -> str:
    """What an answer with evidence says in place of the reference tables, where there is one."""
    words = model.session.words
    told = []
    for fact_id, value in model.answers.items():
        fact, phrases = model.fact(fact_id)
        if isinstance(fact.derived, TableLookup):
            told.append(
                words._("{fact}: {values} (answered)", fact=phrases.fact(fact_id), values=phrases.value(fact_id, value))
            )
    return words.listed(told)


def day_line(model: EditionsModel) -> TimelineSays:
    """The time line with its marker."""
    return timeline_says(
        model.session.words,
        model.session.shelf.timeline,
        model.session.shelf.reference(),
        state=model.answers.get(DESTINATION),
        day=model.day,
        case_day=model.subject.on,
        today=model.session.today(),
    )
