"""Where two editions differ, in words: kinds of difference, what decides, conditions, counts and shares."""

from collections.abc import Iterable, Mapping

from app.domain.decision.comparison import Difference, Shift
from app.domain.law.facts import Fact
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition, Rule
from app.wording.language import N_, Language, Words
from app.wording.phrases import Phrases

PART_NAMES = {
    "outcome": N_("outcome"),
    "approvals": N_("examination and decisions"),
    "notices": N_("publication and notices"),
    "commitments": N_("commitments"),
}

#: As many states are named one by one; of more only some are, with how many there are.
_MOST_STATES = 6
_BILLION, _MILLION = 10**9, 10**6
#: In English kept on one line with its number; in Japanese full-width, and close to it.
_PERCENT = {Language.EN: "\u00a0%", Language.JA: "％"}


class ComparisonWords:
    """Puts what differs between two editions into words of one language."""

    def __init__(self, words: Words, a: Edition, b: Edition, reference: Reference) -> None:
        self.words = words
        self.editions = (a, b)
        self._phrases = (Phrases(words, a, reference), Phrases(words, b, reference))

    def kind(self, difference: Difference) -> str:
        """How the editions differ, in one line."""
        before, after = (self._phrases[0].outcome(outcome) for outcome in difference[:2])
        if difference.outcome_a is difference.outcome_b:
            return self.words._(
                "{outcome}, under both; differs in: {parts}", outcome=before, parts=self.parts(difference.differs_in)
            )
        return f"{before}　→　{after}"

    def kind_lines(self, difference: Difference) -> tuple[str, ...]:
        """How the editions differ, in two lines: the outcome before; the outcome after, or the parts that differ."""
        before, after = (self._phrases[0].outcome(outcome) for outcome in difference[:2])
        if difference.outcome_a is difference.outcome_b:
            return before, self.words._("differs in: {parts}", parts=self.parts(difference.differs_in))
        return before, after

    def parts(self, differs_in: Iterable[str]) -> str:
        """The parts of a result in which it differs."""
        return self.words.listed([self.words._(PART_NAMES[part]) for part in differs_in])

    def decides(self, shift: Shift) -> tuple[str, str]:
        """The rule or ground that decides, under the earlier edition and under the later."""
        return self._entry(0, shift.decides_a), self._entry(1, shift.decides_b)

    def named(self, entry_id: str) -> str:
        """A rule or ground of the later edition by its name alone."""
        return self._phrases[1].named(entry_id)

    def steps(self, shift: Shift) -> tuple[str, ...]:
        """The steps that only one edition requires, each edition in a sentence."""
        sentences = []
        for side, steps in enumerate((shift.only_a, shift.only_b)):
            if steps:
                named = self.words.listed([self._phrases[side].named(step) for step in steps])
                sentences.append(
                    self.words._("Only under {edition}: {steps}", edition=self.editions[side].id, steps=named)
                )
        return tuple(sentences)

    def conditions(self, when: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Each condition of a conjunction in words."""
        return tuple(self.condition(fact, values) for fact, values in when.items())

    def condition(self, fact_id: str, values: tuple[str, ...]) -> str:
        """A fact and the values that it may have."""
        phrases = self._phrases_for(fact_id)
        fact = phrases.edition.fact_by_id[fact_id]
        if fact.is_country and len(values) > _MOST_STATES:
            return self._states(phrases, fact, values)
        return phrases.wanted(fact_id, values)

    def answers(self, answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Each answer: the fact and its value."""
        said = []
        for fact_id, value in answers.items():
            phrases = self._phrases_for(fact_id)
            said.append((phrases.fact(fact_id), phrases.value(fact_id, value)))
        return tuple(said)

    def number(self, number: int) -> str:
        """How many situations, as long as a person can take it in; the exact number where it is short."""
        if number < _MILLION:
            return f"{number:,}"
        if self.words.language is Language.JA:
            for unit, size in (("兆", 10**12), ("億", 10**8), ("万", 10**4)):
                if number >= size:
                    return f"約{_short(number / size)}{unit}"
        for template, size in (
            (N_("{n} trillion"), 10**12),
            (N_("{n} billion"), _BILLION),
            (N_("{n} million"), _MILLION),
        ):
            if number >= size:
                return self.words._(template, n=_short(number / size))
        raise AssertionError(number)

    def share(self, part: int, whole: int) -> str:
        """A part of the whole in per cent, never rounded to nothing or to all."""
        sign = _PERCENT[self.words.language]
        if not whole or part == whole:
            return f"{100 if whole else 0}{sign}"
        percent = 100 * part / whole
        if percent < 0.01:
            return self.words._("under {share}", share=f"0.01{sign}") if part else f"0{sign}"
        digits = 0 if 10 <= percent < 99 else 1 if 1 <= percent < 99.9 else 2
        return f"{min(percent, 99.99):.{digits}f}{sign}"

    def _entry(self, side: int, entry_id: str) -> str:
        phrases = self._phrases[side]
        entry = phrases.edition.entry_by_id[entry_id]
        kind = N_("Rule: {name}") if isinstance(entry, Rule) else N_("Ground: {name}")
        named = self.words._(kind, name=self.words.text(entry.label))
        clause = phrases.clause_of(entry)
        return self.words.noted(named, clause) if clause else named

    def _phrases_for(self, fact_id: str) -> Phrases:
        """The words of the later edition if it has the fact, else those of the earlier."""
        return next(phrases for phrases in reversed(self._phrases) if fact_id in phrases.edition.fact_by_id)

    def _states(self, phrases: Phrases, fact: Fact, values: tuple[str, ...]) -> str:
        others = [code for code in phrases.reference.countries if code not in values]
        separator = self.words._(" or ")
        if len(others) <= _MOST_STATES:
            rest = separator.join(phrases.value(fact.id, code) for code in others)
            return self.words._("{fact}: other than {values}", fact=phrases.fact(fact.id), values=rest)
        named = self.words.listed([phrases.value(fact.id, code) for code in values[: _MOST_STATES - 1]])
        return self.words.ngettext(
            "{fact}: one of {n} states ({some} …)",
            "{fact}: one of {n} states ({some} …)",
            len(values),
            fact=phrases.fact(fact.id),
            some=named,
        )


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
