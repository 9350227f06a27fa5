"""Whether the result of a line can be recorded as its determination."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.errors import Mendable
from app.domain.law.facts import Answers, Fact
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.procedure.refusals import refused
from app.domain.register.basis import since_recorded
from app.domain.register.cases import Case, Line
from app.domain.register.counting import Counting, answers_that_count, said_of
from app.domain.register.procedure_of_case import procedure_of
from app.domain.register.refusals import called, refusal_of_change


class Seen(NamedTuple):
    """What a result that was seen was made of: the day, the law, the answers that count, the rules set aside."""

    on: date
    edition_sha256: str
    reference_sha256: str
    answers: Answers
    set_aside: frozenset[str]

    @classmethod
    def of(cls, on: date, edition: Edition, reference: Reference, counting: Counting) -> "Seen":
        """What is seen of what counts of a line on a day under a law."""
        return cls(on, edition.sha256, reference.sha256, counting.answers, counting.set_aside)


def refusal_of_unseen(seen: Seen, now: Seen) -> Mendable | None:
    """Nothing is recorded that is not what was seen: another may have changed the case or the law meanwhile."""
    if seen == now:
        return None
    law_seen, law_now = ((each.edition_sha256, each.reference_sha256) for each in (seen, now))
    if seen.on == now.on and law_seen != law_now:
        return Mendable(
            "Other law is in force in this register than when the result was shown, and nothing was recorded. Look at "
            "the result as it is now, then record it."
        )
    return Mendable(
        "The case was changed since the result was shown, and nothing was recorded. Look at the result as it is now, "
        "then record it."
    )


class RecordingRefused(Mendable):
    """Why a result can't be recorded; `on_the_page` says it to who sees the line with its answers."""

    def __init__(self, said: Mendable, on_the_page: Mendable) -> None:
        super().__init__(said.template, **said.params)
        self.on_the_page = on_the_page


def refusal_of_recording(
    line: Line, case: Case, compiled: CompiledEdition, reference: Reference, determination: Determination
) -> RecordingRefused | None:
    """A result can't be recorded that is not settled, or rests on an answer that is taken only with evidence and has
    none, nor where the same determination stands already.

    `determination` is what the edition in force on the case's day says of the line.
    """
    edition = compiled.edition
    if refusal := refusal_of_change(case):
        return RecordingRefused(refusal, Mendable("The case has ended. Reopen it first."))
    if not determination.settled:
        return RecordingRefused(
            Mendable(
                "The result of line {position} is not settled and can't be recorded. Still missing: {missing}.",
                position=line.position,
                missing=determination.unknown,
            ),
            Mendable(
                "The result is not settled and can't be recorded. Still missing: {missing}.",
                missing=_labels(edition.fact_by_id[fact] for fact in determination.unknown),
            ),
        )
    if unshown := _unshown_facts(line, case, edition):
        return RecordingRefused(
            Mendable(
                "{facts}: an answer sets aside what follows from the reference tables, and no document shows it. Line "
                "{position} can't be recorded so. Link the document that shows it, or take the answer back.",
                facts=called(*((fact.label, fact.id) for fact in unshown)),
                position=line.position,
            ),
            Mendable(
                "An answer sets aside what follows from the reference tables, and no document shows it: {facts}. Link "
                "the document, or take the answer back.",
                facts=_labels(unshown),
            ),
        )
    previous, since = line.determination, since_recorded(line, case, compiled, reference)
    # What an earlier version of the program did not note of it can be put on record now.
    if previous is not None and since is not None and since.is_as_recorded and not since.not_noted:
        return RecordingRefused(
            Mendable(
                "Determination {number} of line {position} stands already, and what it rests on has not changed since.",
                number=previous.number,
                position=line.position,
            ),
            Mendable("This determination is recorded already, and what it rests on has not changed since."),
        )
    return None


def refusal_of_keeping_determinations(case: Case, compiled: CompiledEdition, reference: Reference) -> Mendable | None:
    """Only what was reopened, or sent back, is recorded again as it is; and only where each determination stands."""
    if refusal := refusal_of_change(case):
        return refusal
    if not procedure_of(case).needs_record:
        return refused("already_done", "The case was not reopened: what is recorded stands.")
    changed = []
    for line in case.lines:
        since = since_recorded(line, case, compiled, reference)
        if since is None or not since.is_of_the_same_case:
            changed.append(line.position)
    if changed:
        return refused(
            "not_settled",
            "Line {positions} is not what was recorded any more. Record its determination anew.",
            positions=tuple(changed),
        )
    return None


def _unshown_facts(line: Line, case: Case, edition: Edition) -> tuple[Fact, ...]:
    """The facts that the edition derives, whose answer counts and sets this aside although no document shows it."""
    counting = answers_that_count(said_of(line, case), case.particulars.assessed_on, edition)
    asserted = {answer.fact for answer in line.answers if answer.is_asserted and answer.fact in counting}
    return tuple(fact for fact in edition.derived if fact.id in asserted)


def _labels(facts: Iterable[Fact]) -> tuple[Mendable, ...]:
    """What the law calls facts, in either language."""
    return tuple(Mendable("{names}", names=fact.label) for fact in facts)
