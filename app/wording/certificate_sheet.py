"""The text form of a rulebook's certificate."""

from collections.abc import Iterator
from json import dumps

from app.domain.certificate import CHECKS, Certificate, Defect
from app.domain.reference import Reference
from app.domain.rulebook import Edition
from app.domain.witness import Situation
from app.wording.language import N_, Words
from app.wording.phrases import Phrases

CHECK_NAMES = {
    "ground": N_("Covered: an open outcome only with a ground that holds"),
    "permit": N_("Covered: the procedure of an open outcome ends in a permit"),
    "told_apart": N_("Covered: every value of every fact is told apart somewhere, or listed as never told apart"),
    "conflict": N_("No undeclared conflict between rules with different outcomes"),
    "dead": N_("Nothing dead: each rule, ground and step can hold and be decisive"),
    "monotone": N_("Monotone: turning a risk on never improves the outcome"),
}
_DEFECTS = {
    "open_without_ground": N_("The outcome is open although no ground holds."),
    "open_without_permit": N_("The procedure of an open outcome does not end in a permit."),
    "never_told_apart": N_("These values of “{fact}” are never told apart, and not listed as such: {values}."),
    "state_never_matters": N_("It never matters which state “{fact}” names."),
    "declared_alike_but_told_apart": N_("These values of “{fact}” are listed as never told apart, but are: {values}."),
    "undeclared_conflict": N_("“{first}” and “{second}” can fire together with different outcomes, undeclared."),
    "rule_never_holds": N_("The rule “{first}” can never fire. In the situation below it comes as near as it can."),
    "rule_never_decides": N_("The rule “{first}” can fire, but never decides: another rule always does."),
    "ground_never_holds": N_("The ground “{first}” can never hold. In the situation below it comes as near as it can."),
    "ground_never_decides": N_(
        "The ground “{first}” can hold, but never decides: another ground always holds, or a rule fires."
    ),
    "step_never_holds": N_("“{first}” can never be required. In the situation below it comes as near as it can."),
    "step_never_decides": N_("“{first}” is never required in a case whose outcome is open."),
    "risk_improves_outcome": N_("Turning the risk “{fact}” on improves the outcome."),
}


def certificate_sheet(words: Words, certificate: Certificate, edition: Edition, reference: Reference) -> str:
    """Each check with its result, each defect with the situations that show it, and what is declared."""
    return "\n".join(_lines(words, certificate, Phrases(words, edition, reference))) + "\n"


def defect_sentence(words: Words, defect: Defect, phrases: Phrases) -> str:
    """What is wrong, in a sentence."""
    if defect.check in ("told_apart", "monotone"):
        fact, *values = defect.subjects
        said = words.listed([phrases.value(fact, value) for value in values])
        return words._(_DEFECTS[defect.code], fact=phrases.fact(fact), values=said)
    first, second = (*defect.subjects, "", "")[:2]
    return words._(_DEFECTS[defect.code], first=first, second=second)


def _lines(words: Words, certificate: Certificate, phrases: Phrases) -> Iterator[str]:
    yield words._("Certificate of the edition {edition}", edition=certificate.edition_id)
    yield f"SHA-256 {certificate.edition_sha256}"
    yield words._("Certified") if certificate.is_certified else words._("Not certified")
    yield ""
    for check in CHECKS:
        result = words._("passed") if certificate.passed(check) else words._("failed")
        yield f"[{result}] {words._(CHECK_NAMES[check])}"
        for defect in certificate.defects:
            if defect.check == check:
                sentence = defect_sentence(words, defect, phrases)
                yield f"  ・{sentence}"
                for situation in defect.situations:
                    yield from _situation(words, situation, sentence)
    yield ""
    yield words.ngettext("{n} distinct result", "{n} distinct results", certificate.leaves)
    yield words.ngettext(
        "{n} declared conflict, resolved by the order of outcomes:",
        "{n} declared conflicts, resolved by the order of outcomes:",
        len(certificate.conflicts),
    )
    for conflict in certificate.conflicts:
        if conflict.declared:
            yield "  ・" + words._("{first} prevails over {second}", first=conflict.prevails, second=conflict.yields)
    if certificate.alike:
        yield words._("Values that are never told apart:")
    for fact, values in certificate.alike:
        yield f"  ・{phrases.fact(fact)}: {words.listed([phrases.value(fact, value) for value in values])}"


def _situation(words: Words, situation: Situation, title: str) -> Iterator[str]:
    """The situation as a case file."""
    yield "    " + words._("A case that shows it:")
    yield f"      title = {dumps(title, ensure_ascii=False)}"
    yield f"      on = {situation.on.isoformat()}"
    yield "      [answers]"
    for fact, value in situation.answers.items():
        yield f"      {fact} = {dumps(value)}"
