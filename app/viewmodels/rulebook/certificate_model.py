"""The certificate of an edition in words: each check, each defect with a situation that shows it, what is declared."""

from collections.abc import Iterator
from typing import NamedTuple

from app.domain.decision.certificate import Certificate, Conflict
from app.domain.decision.witness import Situation
from app.viewmodels.rulebook.reading_model import ReadingModel
from app.viewmodels.rulebook.rulebook_model import Example
from app.wording.certificate_sheet import alike_in_words, checks_in_words
from app.wording.phrases import Phrases


class ShownSays(NamedTuple):
    """A statement with a situation that shows it, which can be looked at."""

    text: str
    example: Example | None


class CertificateCheckSays(NamedTuple):
    """A check: its result, and what it found."""

    label: str
    passed: bool
    result: str
    defects: tuple[ShownSays, ...]


class PrevailingSays(NamedTuple):
    """A rule that prevails, and each rule over which it does, with a situation that shows it."""

    heading: str
    yielding: tuple[ShownSays, ...]


class CertificateSays(NamedTuple):
    """The certificate of an edition as the Rulebook shows it; empty headings stand over nothing."""

    verdict: str
    is_certified: bool
    explanation: str
    checks: tuple[CertificateCheckSays, ...]
    conflicts_heading: str
    conflicts: tuple[PrevailingSays, ...]
    alike_heading: str
    alike: tuple[str, ...]


def certificate_says(model: ReadingModel) -> CertificateSays | None:
    """The certificate of the edition that is read, in the present language; None until it has been made."""
    words, phrases, certificate = model.session.words, model.phrases, model.certificate()
    if certificate is None:
        return None
    checks = []
    for check in checks_in_words(words, certificate, phrases):
        defects: list[ShownSays] = []
        for defect in check.defects:
            examples: list[Example | None] = [_example(defect.sentence, situation) for situation in defect.situations]
            defects += [ShownSays(defect.sentence, example) for example in examples or [None]]
        checks.append(CertificateCheckSays(check.label, check.passed, check.result, tuple(defects)))
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
            "Rules that can apply together with different results: {n} pair, in which the graver result prevails",
            "Rules that can apply together with different results: {n} pairs, in which the graver result prevails",
            len(certificate.conflicts),
        )
        if certificate.conflicts
        else "",
        conflicts=tuple(_prevailing(phrases, certificate)),
        alike_heading=words._("Values that this edition treats alike:") if certificate.alike else "",
        alike=alike_in_words(words, certificate, phrases),
    )


def _prevailing(phrases: Phrases, certificate: Certificate) -> Iterator[PrevailingSays]:
    """The pairs of rules, by the one that prevails."""
    words = phrases.words
    pairs: dict[str, list[Conflict]] = {}
    for conflict in certificate.conflicts:
        pairs.setdefault(conflict.prevails, []).append(conflict)
    for prevailing, conflicts in pairs.items():
        shown = []
        for conflict in conflicts:
            names = {"first": phrases.named(prevailing), "second": phrases.named(conflict.yields)}
            title = words._("“{first}” prevails over “{second}”", **names)
            shown.append(ShownSays(names["second"], _example(title, conflict.situation)))
        heading = words.ngettext(
            "“{first}” prevails over {n} other rule:",
            "“{first}” prevails over {n} other rules:",
            len(conflicts),
            first=phrases.named(prevailing),
        )
        yield PrevailingSays(heading, tuple(shown))


def _example(title: str, situation: Situation) -> Example:
    return Example(title, situation.on, situation.answers)
