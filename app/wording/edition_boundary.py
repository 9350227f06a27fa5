"""How two neighbouring editions differ in the result of one line, as a sentence made of the editions' own words."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.domain.decision.determination import Determination
from app.domain.decision.effect import differs_in
from app.domain.law.outcomes import Outcome
from app.domain.law.rulebook import Ground, Rule
from app.wording.language import Language, Words
from app.wording.phrases import Phrases

#: The rows in which two editions are compared, in the order in which they stand on the screen.
ROWS = ("outcome", "rule", "approvals", "notices", "commitments")


class ResultUnderEdition(NamedTuple):
    """The result of the line under one edition, with the words of that edition."""

    determination: Determination
    phrases: Phrases

    @property
    def decisive(self) -> tuple[Rule | Ground, ...]:
        """The rules, or for an open outcome the grounds, on which the outcome rests."""
        return self.determination.decisive(self.phrases.edition)


def rows_that_differ(before: ResultUnderEdition, after: ResultUnderEdition) -> tuple[str, ...]:
    """Those of `ROWS` in which the two results differ."""
    rows = set(differs_in(before.determination, after.determination))
    if [_said(entry) for entry in before.decisive] != [_said(entry) for entry in after.decisive]:
        rows.add("rule")
    return tuple(row for row in ROWS if row in rows)


def boundary_sentence(words: Words, before: ResultUnderEdition, after: ResultUnderEdition, since: date) -> str:
    """“From {day}: …”: what decides under the later edition, in force since then; empty where nothing differs."""
    rows = rows_that_differ(before, after)
    if not rows:
        return ""
    day = words.date(since)
    if after.determination.outcome is Outcome.UNDETERMINED:
        return _not_determined(words, after, day)
    if "outcome" in rows or "rule" in rows:
        return _decided_otherwise(words, before, after, day)
    return words._("From {day}: {what}", day=day, what=_steps_changed(words, before, after))


def _not_determined(words: Words, after: ResultUnderEdition, day: str) -> str:
    facts = [after.phrases.fact(fact) for fact in after.determination.unknown]
    return words._(
        "From {day}: not determined, because facts are missing on which this edition turns ({facts}).",
        day=day,
        facts=words.listed(facts),
    )


def _decided_otherwise(words: Words, before: ResultUnderEdition, after: ResultUnderEdition, day: str) -> str:
    held = {ground.id for ground in before.determination.grounds(before.phrases.edition)}
    deciding = {entry.id for entry in before.decisive}
    opened = [ground for ground in after.determination.grounds(after.phrases.edition) if ground.id not in held]
    limits = [entry for entry in after.decisive if isinstance(entry, Rule) and entry.id not in deciding]
    if opened and limits:
        return words._(
            "From {day}: {opens} But: {limits}",
            day=day,
            opens=_all_said(words, opened),
            limits=_all_said(words, limits),
        )
    decides: list[Rule | Ground] = [*opened] or [entry for entry in after.decisive if entry.id not in deciding]
    if decides:
        return words._("From {day}: {what}", day=day, what=_all_said(words, decides))
    gone = [entry for entry in before.decisive if entry.id not in {later.id for later in after.decisive}]
    if gone:
        return words._(
            "From {day}: “{gone}” no longer decides; what decides is “{now}”.",
            day=day,
            gone=words.listed([words.text(entry.label) for entry in gone]),
            now=words.listed([words.text(entry.label) for entry in after.decisive]),
        )
    return words._("From {day}: {what}", day=day, what=_all_said(words, after.decisive))


def _steps_changed(words: Words, before: ResultUnderEdition, after: ResultUnderEdition) -> str:
    """Which steps and duties only the later edition requires, and which only the earlier."""
    old, new = (_required(result) for result in (before, after))
    added = [label for key, label in new.items() if key not in old]
    gone = [label for key, label in old.items() if key not in new]
    if added and gone:
        return words._(
            "the outcome stays; required now: {added}; no longer: {gone}.",
            added=words.listed(added),
            gone=words.listed(gone),
        )
    if added:
        return words._("the outcome stays; required now: {added}.", added=words.listed(added))
    if gone:
        return words._("the outcome stays; no longer required: {gone}.", gone=words.listed(gone))
    return words._("the outcome stays; the procedure is worded or signed off otherwise.")


def _required(result: ResultUnderEdition) -> dict[tuple[str, bool], str]:
    """What is required by its id, and whether it is; a commitment that is only recommended says so."""
    determination, phrases = result.determination, result.phrases
    ids = [step.id for step in determination.approvals]
    ids += determination.notices
    ids += [item.id for item in determination.commitments if item.binding]
    advised = [item.id for item in determination.commitments if not item.binding]
    required = {(entry_id, True): phrases.named(entry_id) for entry_id in ids}
    recommended = phrases.words._("recommended only")
    return required | {(entry, False): phrases.words.noted(phrases.named(entry), recommended) for entry in advised}


def _said(entry: Rule | Ground) -> tuple[str, str, str]:
    return entry.id, entry.label.ja, entry.says.ja


def _all_said(words: Words, entries: Iterable[Rule | Ground]) -> str:
    separator = "" if words.language is Language.JA else " "
    return separator.join(words.text(entry.says) for entry in entries)
