"""Official answers on a case: how each stands to a line under an edition, and how a determination keeps them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.register.counting import Counting, Difference, differences_for_rule, is_asked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from app.domain.decision.record import OfficialAnswerOnRecord
    from app.domain.ids import LineId, OfficialAnswerId
    from app.domain.law.facts import Answers
    from app.domain.law.rulebook import Edition
    from app.domain.register.cases import AnsweredRule, Case, OfficialAnswer


class Standing(str, Enum):
    """How an official answer stands to a line."""

    COUNTS = "counts"  # it sets its rule aside, or says that the rule stands in the way
    OTHER_LAW = "other_law"  # the edition says something else in the rule, or needs no answer to it
    OTHER_LINES = "other_lines"  # it was given for other lines of the case
    OTHER_FACTS = "other_facts"  # the facts of the line, or the day, are others than those it was given for


class AnswerStanding(NamedTuple):
    """An official answer as it stands to a line; `differences` are the facts that are others now."""

    answer: OfficialAnswer
    standing: Standing
    differences: tuple[Difference, ...] = ()

    @property
    def sets_aside(self) -> bool:
        """Whether it sets its rule aside for the line."""
        return self.standing is Standing.COUNTS and self.answer.particulars.clears


def answer_standings(
    case: Case, line_id: LineId, on: date, edition: Edition, known: Answers
) -> tuple[AnswerStanding, ...]:
    """How each official answer on a case stands to a line; `known` are its facts, derived ones included."""
    return tuple(_standing(answer, line_id, on, edition, known) for answer in case.official_answers)


def _standing(answer: OfficialAnswer, line_id: LineId, on: date, edition: Edition, known: Answers) -> AnswerStanding:
    answered = answer.answered
    if not is_asked(answered, edition):
        return AnswerStanding(answer, Standing.OTHER_LAW)
    differences = differences_for_rule(answered, line_id, on, edition, known)
    if differences is None:
        return AnswerStanding(answer, Standing.OTHER_LINES)
    return AnswerStanding(answer, Standing.OTHER_FACTS if differences else Standing.COUNTS, differences)


def to_be_told(standings: Collection[AnswerStanding]) -> tuple[AnswerStanding, ...]:
    """Those that a reader of the line has to be told of beside what is set aside.

    They set nothing aside, and no other answer to their rule counts instead.
    """
    answered = {each.answer.particulars.rule for each in standings if each.sets_aside}
    return tuple(each for each in standings if each.answer.particulars.rule not in answered)


def lines_to_answer(rule_id: str, referred: Mapping[LineId, Counting]) -> tuple[LineId, ...]:
    """Of the lines on which a rule fires those for which no official answer to it counts: what can be answered now."""
    return tuple(line_id for line_id, each in referred.items() if rule_id not in each.set_aside | each.against)


def given_for_line(answered: Mapping[OfficialAnswerId, AnsweredRule], line_id: LineId) -> tuple[OfficialAnswerId, ...]:
    """The official answers that were given for a line, whether or not its facts are still the same."""
    return tuple(key for key, each in answered.items() if line_id in each.given_for)


def official_answers_on_record(
    case: Case, line_id: LineId, on: date, edition: Edition, known: Answers
) -> tuple[OfficialAnswerOnRecord, ...]:
    """The official answers that were given for a line, as a determination under the edition keeps them."""
    standings = answer_standings(case, line_id, on, edition, known)
    return tuple(_on_record(case, each) for each in standings if line_id in each.answer.given_for)


def _on_record(case: Case, standing: AnswerStanding) -> OfficialAnswerOnRecord:
    # The list of requests records nothing.
    from app.domain.decision.record import DocumentOnRecord, OfficialAnswerOnRecord, OtherFactOnRecord

    answer, particulars = standing.answer, standing.answer.particulars
    shown = None if particulars.document_id is None else case.document(particulars.document_id).particulars
    return OfficialAnswerOnRecord(
        rule=particulars.rule,
        body=particulars.body,
        dated=particulars.dated,
        reference=particulars.reference,
        note=particulars.note,
        clears=particulars.clears,
        document=None if shown is None else DocumentOnRecord(shown.title, shown.sha256),
        edition=answer.edition_id,
        edition_sha256=answer.edition_sha256,
        sets_aside=standing.sets_aside,
        other_facts=tuple(OtherFactOnRecord(*each) for each in standing.differences),
    )
