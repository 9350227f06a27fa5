"""The certificate of an edition in words: each check, each defect with a situation that shows it, what is declared."""

from collections.abc import Callable
from typing import NamedTuple

from app.domain.certificate import CHECKS, Certificate
from app.domain.witness import Situation
from app.viewmodels.reading_model import ReadingModel
from app.viewmodels.rulebook_model import Example
from app.wording.certificate_sheet import CHECK_NAMES, defect_sentence


class ShownSays(NamedTuple):
    """A statement with a situation that shows it, which can be looked at."""

    text: str
    example: Example | None


class CheckSays(NamedTuple):
    """A check: its result, and what it found."""

    label: str
    passed: bool
    result: str
    defects: tuple[ShownSays, ...]


class CertificateSays(NamedTuple):
    """The certificate."""

    verdict: str
    is_certified: bool
    explanation: str
    checks: tuple[CheckSays, ...]
    conflicts_heading: str
    conflicts: tuple[ShownSays, ...]
    alike_heading: str
    alike: tuple[str, ...]
    look: str
    look_tip: str


def show_certificate(model: ReadingModel, then: Callable[[CertificateSays], None]) -> None:
    """Makes the certificate of the edition that is read, and hands it over in words."""
    model.certificate(lambda certificate: then(certificate_says(model, certificate)))


def certificate_says(model: ReadingModel, certificate: Certificate) -> CertificateSays:
    """The certificate in the present language."""
    words, phrases = model.desk.words, model.phrases
    checks = []
    for check in CHECKS:
        defects = []
        for defect in certificate.defects:
            if defect.check == check:
                sentence = defect_sentence(words, defect, phrases)
                examples: list[Example | None] = [_example(sentence, situation) for situation in defect.situations]
                defects += [ShownSays(sentence, example) for example in examples or [None]]
        passed = certificate.passed(check)
        result = words._("passed") if passed else words._("failed")
        checks.append(CheckSays(words._(CHECK_NAMES[check]), passed, result, tuple(defects)))
    conflicts = []
    for conflict in certificate.conflicts:
        names = {"first": phrases.named(conflict.prevails), "second": phrases.named(conflict.yields)}
        text = words._("“{first}” prevails over “{second}”", **names)
        conflicts.append(ShownSays(text, _example(text, conflict.situation)))
    return CertificateSays(
        verdict=words._("Certified") if certificate.is_certified else words._("Not certified"),
        is_certified=certificate.is_certified,
        explanation=words.ngettext(
            "Checked over every situation there can be; they come to {n} distinct result.",
            "Checked over every situation there can be; they come to {n} distinct results.",
            certificate.leaves,
        ),
        checks=tuple(checks),
        conflicts_heading=words.ngettext(
            "{n} declared conflict, resolved by the order of outcomes:",
            "{n} declared conflicts, resolved by the order of outcomes:",
            len(conflicts),
        )
        if conflicts
        else "",
        conflicts=tuple(conflicts),
        alike_heading=words._("Values that are never told apart:") if certificate.alike else "",
        alike=tuple(
            f"{phrases.fact(fact)}: {words.listed([phrases.value(fact, value) for value in values])}"
            for fact, values in certificate.alike
        ),
        look=words._("Look at a case"),
        look_tip=words._("Shows a situation in which this happens, under every edition"),
    )


def _example(title: str, situation: Situation) -> Example:
    return Example(title, situation.on, situation.answers)
