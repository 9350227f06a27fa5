"""What an edition says of the procedure after a determination, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.law.conditions import ALWAYS, facts_named
from app.wording.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.law.conditions import Condition
    from app.domain.law.examination import Examination, NoticeTrigger, PermitTerms, Slot
    from app.wording.phrases import Phrases

#: The kinds of its entries, as it holds them.
HEADINGS = {
    "slots": N_("Questions of the strict examination"),
    "triggers": N_("When notices are due"),
    "permits": N_("How long a permit runs"),
    "tests": N_("What a permit is examined for"),
}


def holding_says(phrases: Phrases, examination: Examination) -> str:
    """Whether the edition says this itself, or of which edition it is what is laid beside."""
    words = phrases.words
    if phrases.edition.examination is not None:
        return words._("This is part of the edition and of its hash.")
    return words._(
        "This is no part of the edition, nor of its hash: it is laid beside it, as it goes with edition {edition}. "
        "That every body gives an overall view, and that one body suffices for the other questions, is inferred: no "
        "published text says so.",
        edition=examination.edition_id,
    )


def slot_notes(phrases: Phrases, slot: Slot) -> Iterator[str]:
    """How a question of the examination is answered, and by whom."""
    words = phrases.words
    if slot.help.en:
        yield words._("How to answer: {help}", help=words.text(slot.help))
    if not _knows(phrases, slot):
        yield words._("Never asked under this edition: it lacks the facts on which this depends.")
    yield (
        words._("Every body gives its own view.")
        if slot.of_every_body
        else words._("The view of one body suffices; others may add theirs.")
    )


def condition_of(phrases: Phrases, slot: Slot) -> Condition | None:
    """On what it depends whether a question is asked; None where it always is, or the edition lacks such facts."""
    return slot.when if slot.when != ALWAYS and _knows(phrases, slot) else None


def _knows(phrases: Phrases, slot: Slot) -> bool:
    """Whether an edition has the facts on which it depends whether a question is asked that is laid beside it."""
    return facts_named(slot.when) <= phrases.edition.fact_by_id.keys()


def trigger_says(phrases: Phrases, trigger: NoticeTrigger) -> str:
    """When a notice is due; steps that the edition does not have are not named."""
    words, labels = phrases.words, phrases.edition.label_by_id
    if not trigger.after:
        return words._("Due once a permit is recorded.")
    steps = [phrases.named(step) for step in trigger.after if step in labels]
    if not steps:
        return words._("The edition has none of the steps after which it would be due.")
    return words._("Due once these are done, as far as the case has them: {steps}", steps=words.listed(steps))


def trigger_name(phrases: Phrases, trigger: NoticeTrigger) -> str:
    """The name of a notice; its id where the edition has no such notice."""
    labels = phrases.edition.label_by_id
    return phrases.words.text(labels[trigger.notice]) if trigger.notice in labels else trigger.notice


def permit_says(phrases: Phrases, permit: PermitTerms) -> str:
    """How long a permit runs that says nothing else."""
    return phrases.words.ngettext(
        "{n} month, counted from the day after the permit",
        "{n} months, counted from the day after the permit",
        permit.months,
    )
