"""The text form of a rulebook's certificate."""

from collections.abc import Callable, Iterator
from json import dumps
from typing import NamedTuple, TypeAlias

from app.domain.decision.certificate import CHECKS, Certificate, Defect
from app.domain.decision.witness import Situation
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.wording.language import N_, Words
from app.wording.phrases import Phrases

_CHECK_NAMES = {
    "ground": N_("Complete: a procedure follows only in a case that may be permitted"),
    "permit": N_("Complete: every procedure ends with the decision on a permit"),
    "told_apart": N_("Complete: every answer makes a difference somewhere, or is listed as treated alike"),
    "conflict": N_("Consistent: where rules lead to different results in one case, it is laid down which prevails"),
    "dead": N_(
        "Nothing idle: each rule, ground and step can apply and decide, and each question of the examination can be "
        "asked"
    ),
    "monotone": N_("Consistent: a further risk never improves the result"),
}
_DEFECTS = {
    "open_without_ground": N_("The outcome is open although no ground holds."),
    "open_without_permit": N_("The procedure of an open outcome does not end in a permit."),
    "never_told_apart": N_(
        "These values of “{fact}” make no difference to each other, and are not listed as treated alike (`alike` of "
        "the fact): {values}."
    ),
    "state_never_matters": N_("It never matters which country “{fact}” names."),
    "declared_alike_but_told_apart": N_(
        "These values of “{fact}” are listed as treated alike (`alike` of the fact), but are told apart: {values}."
    ),
    "undeclared_conflict": N_(
        "“{first}” and “{second}” can apply together with different results, and it is not laid down which prevails. "
        "Name the first under `yields_to` of the second."
    ),
    "rule_never_holds": N_("The rule “{first}” can never apply. In the situation below it comes as near as it can."),
    "rule_never_decides": N_("The rule “{first}” can apply, but never decides: another rule always does."),
    "ground_never_holds": N_("The ground “{first}” can never hold. In the situation below it comes as near as it can."),
    "ground_never_decides": N_(
        "The ground “{first}” can hold, but never decides: another ground always holds, or a rule applies."
    ),
    "step_never_holds": N_("“{first}” can never be required. In the situation below it comes as near as it can."),
    "step_never_decides": N_("“{first}” is never required in a case whose outcome is open."),
    "slot_never_holds": N_(
        "The question “{first}” of the examination can never be asked. In the situation below it comes as near as it "
        "can."
    ),
    "slot_never_decides": N_(
        "The question “{first}” of the examination is never asked in a case whose outcome is open."
    ),
    "trigger_never_reached": N_(
        "The notice “{first}” is to be due after “{second}”, and no case that calls for the notice has this step."
    ),
    "notice_never_due": N_(
        "In the situation below the notice “{first}” never becomes due: the case has none of the steps after which it "
        "would."
    ),
    "risk_improves_outcome": N_("Turning the risk “{fact}” on improves the outcome: without it “{entry}” decides."),
}


#: Tells file and line of an entry, by its id; an empty text where they are not known.
Place: TypeAlias = Callable[[str], str]

#: So many defects of a check are shown with a case each; of the others the sentence is enough to mend them.
_SHOWN = 3


class DefectInWords(NamedTuple):
    """What is wrong, and the situations that show it."""

    sentence: str
    situations: tuple[Situation, ...]


class CheckInWords(NamedTuple):
    """One check of a certificate."""

    label: str
    result: str
    passed: bool
    defects: tuple[DefectInWords, ...]


def _nowhere(_entry_id: str) -> str:
    """The edition was not read from files."""
    return ""


def certificate_sheet(
    words: Words, certificate: Certificate, edition: Edition, reference: Reference, place: Place = _nowhere
) -> str:
    """Each check with its result, each defect with the situations that show it, and what is declared."""
    return "\n".join(_lines(words, certificate, Phrases(words, edition, reference), place)) + "\n"


def checks_in_words(
    words: Words, certificate: Certificate, phrases: Phrases, place: Place = _nowhere
) -> Iterator[CheckInWords]:
    """The checks, in their order."""
    for check in CHECKS:
        passed = certificate.passed(check)
        defects = tuple(
            DefectInWords(defect_sentence(words, defect, phrases, place), defect.situations)
            for defect in certificate.defects
            if defect.check == check
        )
        result = words._("passed") if passed else words._("failed")
        yield CheckInWords(words._(_CHECK_NAMES[check]), result, passed, defects)


def defect_sentence(words: Words, defect: Defect, phrases: Phrases, place: Place = _nowhere) -> str:
    """What is wrong, in a sentence."""
    if defect.check in ("told_apart", "monotone"):
        fact, *values = defect.subjects
        named = words.noted(phrases.fact(fact), _found(fact, place))
        if defect.check == "monotone":
            return words._(_DEFECTS[defect.code], fact=named, entry=_named(words, phrases, values.pop(), place))
        said = words.listed([phrases.value(fact, value) for value in values])
        return words._(_DEFECTS[defect.code], fact=named, values=said)
    if defect.code.startswith("slot_"):
        return words._(_DEFECTS[defect.code], first=_slot(words, phrases, defect.subjects[0], place))
    first, second = (*(_named(words, phrases, subject, place) for subject in defect.subjects), "", "")[:2]
    return words._(_DEFECTS[defect.code], first=first, second=second)


def alike_in_words(words: Words, certificate: Certificate, phrases: Phrases) -> tuple[str, ...]:
    """The values that are never told apart, fact by fact."""
    return tuple(
        words._(
            "{fact}: {values}",
            fact=phrases.fact(fact),
            values=words.listed([phrases.value(fact, value) for value in values]),
        )
        for fact, values in certificate.alike
    )


def _named(words: Words, phrases: Phrases, entry_id: str, place: Place = _nowhere) -> str:
    """What the edition calls an entry, with the id and the place by which it is found in the files."""
    return words.noted(phrases.named(entry_id), _found(entry_id, place))


def _slot(words: Words, phrases: Phrases, slot_id: str, place: Place) -> str:
    """The same of a question of the examination, whose id may be that of another entry, too."""
    examination = phrases.edition.examination
    labels = {slot.id: slot.label for slot in examination.slots} if examination is not None else {}
    return words.noted(words.text(labels[slot_id]), f"{slot_id} {place(f'slot.{slot_id}')}".rstrip())


def _found(entry_id: str, place: Place) -> str:
    return f"{entry_id} {place(entry_id)}".rstrip()


def _lines(words: Words, certificate: Certificate, phrases: Phrases, place: Place) -> Iterator[str]:
    yield words._("Certificate of the edition {edition}", edition=certificate.edition_id)
    yield f"SHA-256 {certificate.edition_sha256}"
    yield words._("Certified") if certificate.is_certified else words._("Not certified")
    yield ""
    for check in checks_in_words(words, certificate, phrases, place):
        yield f"{words.noted('', check.result)} {check.label}"
        for number, defect in enumerate(check.defects):
            yield f"  ・{defect.sentence}"
            if number < _SHOWN:
                for situation in defect.situations:
                    yield from _situation(words, situation, defect.sentence)
        unseen = len(check.defects) - _SHOWN
        if unseen > 0:
            yield "  " + words.ngettext(
                "{n} more case that shows a defect stands in the certificate as JSON (--format json).",
                "{n} more cases that show a defect stand in the certificate as JSON (--format json).",
                unseen,
            )
    yield ""
    yield words.ngettext("{n} distinct result", "{n} distinct results", certificate.leaves)
    yield words.ngettext(
        "{n} declared conflict, resolved by the order of outcomes:",
        "{n} declared conflicts, resolved by the order of outcomes:",
        len(certificate.conflicts),
    )
    for conflict in certificate.conflicts:
        if conflict.declared:
            first, second = (_named(words, phrases, rule) for rule in (conflict.prevails, conflict.yields))
            yield "  ・" + words._("“{first}” prevails over “{second}”", first=first, second=second)
    if certificate.alike:
        yield words._("Values that are never told apart:")
    for line in alike_in_words(words, certificate, phrases):
        yield f"  ・{line}"


def _situation(words: Words, situation: Situation, title: str) -> Iterator[str]:
    """The situation as a case file."""
    yield "    " + words._("A case that shows it:")
    yield f"      title = {dumps(title, ensure_ascii=False)}"
    yield f"      on = {situation.on.isoformat()}"
    yield "      [answers]"
    for fact, value in situation.answers.items():
        yield f"      {fact} = {dumps(value)}"
