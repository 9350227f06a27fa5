"""What official answers set aside under an edition: the rules that they answered, where it says the same in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from app.domain.decision.record import OfficialAnswerOnRecord
    from app.domain.law.rulebook import Edition
    from app.domain.register.cases import AnsweredRule, Case, OfficialAnswer, OfficialAnswerId


def set_aside_by(answered: Iterable[AnsweredRule], edition: Edition) -> frozenset[str]:
    """The rules of the edition that are set aside.

    An answer was given to what a rule said. A rule that says something else was not asked about; nor can a rule be set
    aside that needs no official answer. Where the program did not note what the rule said, its name has to do.
    """
    return frozenset(each.rule for each in answered if each.clears and _is_asked(each, edition))


def set_aside_on(case: Case, edition: Edition) -> frozenset[str]:
    """The rules of the edition that the official answers on a case set aside."""
    return set_aside_by(case.answered_rules.values(), edition)


def without_effect(case: Case, edition: Edition) -> tuple[OfficialAnswer, ...]:
    """The official answers on a case that set nothing aside under the edition, and for which no other one stands in."""
    set_aside = set_aside_on(case, edition)
    return tuple(answer for answer in case.official_answers if answer.particulars.rule not in set_aside)


def are_as_recorded(
    answered: Mapping[OfficialAnswerId, AnsweredRule],
    recorded: Collection[OfficialAnswerId] | None,
    set_aside: Collection[str],
) -> bool:
    """Whether the official answers on a case are those that a determination was recorded with.

    `set_aside` are the rules that it had set aside: all there is to go by where the answers were not noted with it.
    """
    if recorded is None:
        return {each.rule for each in answered.values()} == set(set_aside)
    return answered.keys() == set(recorded)


def official_answers_on_record(case: Case, edition: Edition) -> tuple[OfficialAnswerOnRecord, ...]:
    """The official answers on a case as a determination under the edition keeps them."""
    return tuple(_on_record(case, answer, edition) for answer in case.official_answers)


def answered_against(case: Case, edition: Edition) -> frozenset[str]:
    """The rules of the edition of which an official answer on the case says that they stand in the way."""
    answered = case.answered_rules.values()
    return frozenset(each.rule for each in answered if not each.clears and _is_asked(each, edition))


def _is_asked(answered: AnsweredRule, edition: Edition) -> bool:
    """Whether the edition needs an official answer to the rule, and says in it what was answered."""
    substance = edition.referred.get(answered.rule)
    return substance is not None and answered.substance in ("", substance)


def _on_record(case: Case, answer: OfficialAnswer, edition: Edition) -> OfficialAnswerOnRecord:
    # The list of requests records nothing.
    from app.domain.decision.record import DocumentOnRecord, OfficialAnswerOnRecord

    particulars = answer.particulars
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
        sets_aside=particulars.clears and _is_asked(answer.answered, edition),
    )
