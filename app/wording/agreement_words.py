"""What the reference tables say of an agreement, in words, where a determination rests on it."""

from typing import NamedTuple

from app.domain.decision.assessment import rests_on
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.law.facts import Answers, TableLookup
from app.domain.law.reference import Agreement
from app.wording.language import Words
from app.wording.phrases import Phrases, confidence_word


class AgreementInWords(NamedTuple):
    """Whether an agreement is in force, how well that is established, and where it comes from."""

    says: str
    basis: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def agreements_in_words(
    phrases: Phrases, compiled: CompiledEdition, answers: Answers, determination: Determination
) -> tuple[AgreementInWords, ...]:
    """What is known of each agreement on which the determination rests: what was answered, or the row of the table."""
    told = []
    for fact in compiled.edition.derived:
        derived = fact.derived
        if not isinstance(derived, TableLookup) or derived.of not in answers:
            continue
        if not rests_on(compiled, phrases.reference, answers, determination, fact):
            continue
        state = phrases.value(derived.of, answers[derived.of])
        if fact.id in answers:
            told.append(_answered(phrases, state, phrases.value(fact.id, answers[fact.id])))
        else:
            row = phrases.reference.agreement_row_on(answers[derived.of], determination.on)
            told.append(_of_row(phrases.words, state, row) if row else _no_row(phrases, state, determination))
    return tuple(told)


def in_force_since(words: Words, row: Agreement) -> str:
    """The day of entry into force, or the month where the day is not known; empty where it is not confirmed."""
    if row.in_force is None:
        return ""
    if row.precision == "month":
        return words._("{month} (day not verified)", month=row.in_force.strftime("%Y-%m"))
    return words.date(row.in_force)


def how_sure(words: Words, row: Agreement) -> str:
    """How well the agreement is established; of signature and entry into force apart, where that differs."""
    signature, entry = row.signature, row.entry_into_force
    if signature is None or entry is None or signature.confidence == entry.confidence:
        return confidence_word(words, row.confidence)
    return words._(
        "signature: {signature}; entry into force: {entry}",
        signature=confidence_word(words, signature.confidence),
        entry=confidence_word(words, entry.confidence),
    )


def _answered(phrases: Phrases, state: str, value: str) -> AgreementInWords:
    says = phrases.words._(
        "{state}: {value}, as answered; the reference tables are set aside.", state=state, value=value
    )
    return AgreementInWords(says)


def _of_row(words: Words, state: str, row: Agreement) -> AgreementInWords:
    signed = words.date(row.signed)
    says = (
        words._(
            "{state}: in force since {day}, signed {signed}", state=state, day=in_force_since(words, row), signed=signed
        )
        if row.in_force
        else words._("{state}: signed {signed}; entry into force not confirmed", state=state, signed=signed)
    )
    basis = (how_sure(words, row), *row.unverified)
    return AgreementInWords(says, basis, (words.text(row.source),), row.unverified)


def _no_row(phrases: Phrases, state: str, determination: Determination) -> AgreementInWords:
    says = phrases.words._(
        "{state}: no agreement in force on {day}, by the reference tables of {version}",
        state=state,
        day=phrases.words.date(determination.on),
        version=determination.reference_version,
    )
    return AgreementInWords(says)
