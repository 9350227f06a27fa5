"""The text form of a comparison of two editions."""

from collections.abc import Iterator
from itertools import groupby

from app.domain.decision.comparison import Comparison, Shift
from app.wording.comparison_words import ComparisonWords
from app.wording.language import Language

#: So many reasons of a kind are spelled out; the others are counted.
MOST_REASONS = 5


def comparison_sheet(comparison: Comparison, said: ComparisonWords) -> str:
    """What changes in words and the entries that differ; then kinds of difference with counts, reasons and examples."""
    return "\n".join(_lines(comparison, said)) + "\n"


def _lines(comparison: Comparison, said: ComparisonWords) -> Iterator[str]:
    words, whole = said.words, comparison.situations
    differing = sum(shift.situations for shift in comparison.shifts)
    a, b = said.editions
    yield words._("Comparison of edition {a} with edition {b}", a=a.id, b=b.id)
    yield from _in_words(comparison, said)
    if not differing:
        return
    yield ""
    yield words._(
        "They differ in {number} of {whole} situations ({share}). A situation is a complete set of facts that apply.",
        number=said.number(differing),
        whole=said.number(whole),
        share=said.share(differing, whole),
    )
    yield words._("Where several rules or grounds decide, the first in the order of the edition is named.")
    for kind, shifts in groupby(comparison.shifts, key=lambda shift: shift.difference):
        alike = list(shifts)
        number = sum(shift.situations for shift in alike)
        yield ""
        yield f"■ {said.kind(kind)}"
        yield "  " + words._(
            "{number} situations: {share} of the differences, {whole} of all",
            number=said.number(number),
            share=said.share(number, differing),
            whole=said.share(number, whole),
        )
        for shift in alike[:MOST_REASONS]:
            yield from _reason(comparison, said, shift)
        if len(alike) > MOST_REASONS:
            rest = len(alike) - MOST_REASONS
            yield "  " + words.ngettext("… and {n} more reason", "… and {n} more reasons", rest)


def _in_words(comparison: Comparison, said: ComparisonWords) -> Iterator[str]:
    """What changes, before and now; then the entries that differ."""
    words, shifts = said.words, comparison.shifts
    if verdict := said.verdict(shifts):
        yield verdict
    for heading, changes in said.changes(shifts):
        yield ""
        yield f"■ {heading}"
        for change in changes:
            for caption, lines in ((words._("Before"), change.before), (words._("Now"), change.after)):
                yield "  " + words._("{name}: {value}", name=caption, value=lines[0])
                yield from (f"      {line}" for line in lines[1:])
            yield ""
    entries = said.entries_that_differ()
    if entries:
        yield ""
        yield words.ngettext("{n} entry that differs", "{n} entries that differ", len(entries))
        yield from (f"  ・{entry}" for entry in entries)


def _reason(comparison: Comparison, said: ComparisonWords, shift: Shift) -> Iterator[str]:
    words = said.words
    yield f"  ● {words.noted('　→　'.join(said.decides(shift)), said.number(shift.situations))}"
    for sentence in said.steps(shift):
        yield f"    {sentence}"
    example = comparison.example_of(shift)
    separator = "; " if words.language is Language.EN else "；"
    answers = separator.join(
        words._("{name}: {value}", name=fact, value=value) for fact, value in said.answers(example)
    )
    yield "    " + words._("For example: {answers}", answers=answers)
