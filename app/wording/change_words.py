"""What has changed since a determination was recorded, in words: each thing with what stood and what stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.law.outcomes import Outcome
from app.domain.register.basis import Changed, Part, Since
from app.wording.evidence_words import page_label
from app.wording.official_answer_words import rule_named
from app.wording.recorded_phrases import RecordedPhrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.decision.record import EvidenceOnRecord
    from app.domain.register.basis import Stood
    from app.wording.language import Words
    from app.wording.phrases import Phrases


def changes_in_words(phrases: Phrases, since: Since) -> tuple[str, ...]:
    """What makes that something else would come out now, one line each."""
    said = RecordedPhrases(phrases.words, phrases.edition, phrases.reference)
    rules_differ = any(each.part is Part.OFFICIAL_ANSWERS and each.subject for each in since.deciding)
    # That other official answers are on the case says less than what they set aside.
    told = (
        each for each in since.deciding if each.subject or each.part is not Part.OFFICIAL_ANSWERS or not rules_differ
    )
    return tuple(_change(said, each) for each in told)


def quiet_line(phrases: Phrases, since: Since) -> str:
    """What changed and makes no difference, and what an older record does not tell; empty where there is neither."""
    words = phrases.words
    said = []
    if since.aside:
        named = [words.field(each.subject) if each.subject else _edition(phrases, each) for each in since.aside]
        said.append(words._("Changed since, without making a difference: {things}.", things=words.listed(named)))
    if since.not_noted:
        parts = {
            Part.PARTICULARS: words._("particulars"),
            Part.EVIDENCE: words._("evidence"),
        }
        things = words.listed([parts[part] for part in since.not_noted])
        said.append(
            words._("An earlier version made this record and did not note, so not compared: {things}.", things=things)
        )
    return "\n".join(said)


def _change(phrases: RecordedPhrases, changed: Changed) -> str:
    words = phrases.words
    if changed.part is Part.OFFICIAL_ANSWERS and not changed.subject:
        return words._("Official answers on the case: one was recorded or taken out of account.")
    before, now = (_stood(phrases, changed, stood) for stood in (changed.recorded, changed.now))
    return words._("{thing}: {before} → {now}", thing=_thing(phrases, changed), before=before, now=now)


def _thing(phrases: RecordedPhrases, changed: Changed) -> str:
    """What has changed, by its name."""
    words, subject = phrases.words, changed.subject
    match changed.part:
        case Part.DAY:
            return words._("Assessed as of")
        case Part.PARTICULARS:
            return words.field(subject)
        case Part.ANSWERS:
            return phrases.fact(subject)
        case Part.TABLES:
            return words.noted(phrases.fact(subject), words._("from the reference tables"))
        case Part.EVIDENCE:
            return words.noted(phrases.fact(subject), words._("evidence"))
        case Part.EDITION:
            return words._("Edition that decides")
        case Part.RESULT:
            return words._("What the same answers come to")
        case Part.OFFICIAL_ANSWERS:
            return rule_named(phrases, subject)


def _stood(phrases: RecordedPhrases, changed: Changed, stood: Stood) -> str:
    """What stood in its place, or stands there now."""
    words = phrases.words
    match changed.part:
        case Part.ANSWERS | Part.TABLES if isinstance(stood, str):
            return phrases.value(changed.subject, stood)
        case Part.ANSWERS | Part.TABLES:
            return words._("not known")
        case Part.PARTICULARS:
            return words.particular(changed.subject, str(stood)) or words._("not given")
        case Part.EVIDENCE:
            return evidence_in_words(words, stood if isinstance(stood, tuple) else ()) or words._("none")
        case Part.DAY:
            return words.date(date.fromisoformat(str(stood)))
        case Part.RESULT:
            return phrases.outcome(Outcome(str(stood)))
        case Part.OFFICIAL_ANSWERS:
            return words._("set aside by an official answer") if stood else words._("holds")
    return str(stood)


def evidence_in_words(words: Words, evidence: Iterable[EvidenceOnRecord]) -> str:
    """The documents that show an answer, with their pages."""
    pages = ((each.title, page_label(words, each.page)) for each in evidence)
    return words.listed([" ".join(part for part in page if part) for page in pages])


def _edition(phrases: Phrases, changed: Changed) -> str:
    """The edition, of which only words, sources, notes or order are others."""
    words = phrases.words
    if changed.recorded == changed.now:
        return words._("the wording of edition {edition}", edition=str(changed.now))
    return words._(
        "edition {before}, now {now}, which decides alike", before=str(changed.recorded), now=str(changed.now)
    )
