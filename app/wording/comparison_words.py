"""Where two editions differ, in words: kinds of difference, what decides, conditions, counts and shares."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from app.domain.decision.changes_of_law import ChangesOfLaw, OutcomeChange, StepChange, changes_of_law
from app.domain.decision.comparison import Difference, Shift
from app.domain.law.entry_differences import (
    ASPECTS,
    EntryDifference,
    entry_differences,
    examination_differences,
)
from app.domain.law.examination import Examination, NoticeTrigger, PermitTerms
from app.domain.law.facts import Fact
from app.domain.law.guideline import Sentence
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Approval, Commitment, Edition, Notice, Rule, Source, UnverifiedPoint
from app.wording.examination_words import permit_says, trigger_name
from app.wording.language import N_, Language, Words
from app.wording.phrases import Phrases

PART_NAMES = {
    "outcome": N_("outcome"),
    "approvals": N_("examination and decisions"),
    "notices": N_("publication and notices"),
    "commitments": N_("commitments"),
}

_KINDS = {
    "facts": N_("Question: {name}"),
    "definitions": N_("Term: {name}"),
    "grounds": N_("Ground: {name}"),
    "rules": N_("Rule: {name}"),
    "approvals": N_("Step of the procedure: {name}"),
    "notices": N_("Notice: {name}"),
    "commitments": N_("Commitment: {name}"),
    "sections": N_("Section of questions: {name}"),
    "sentences": N_("Sentence of the text: {name}"),
    "sources": N_("Source: {name}"),
    "points": N_("Unverified point: {name}"),
    "slots": N_("Question of the examination: {name}"),
    "triggers": N_("When a notice is due: {name}"),
    "permits": N_("How long a permit runs: {name}"),
    "tests": N_("What a permit is examined for: {name}"),
}
_ASPECTS = {
    "only_before": N_("no longer there"),
    "only_after": N_("new"),
    "content": N_("what it decides"),
    "words": N_("words"),
    "paragraph": N_("paragraph"),
    "source": N_("source or confidence"),
    "question": N_("question"),
}

_STEP_HEADINGS = {
    Approval: N_("Examination and decisions"),
    Notice: N_("Publication and notices"),
    Commitment: N_("Commitments of the recipient"),
}

#: As many states are named one by one; of more only some are, with how many there are.
_MOST_STATES = 6
_BILLION, _MILLION = 10**9, 10**6
#: In English kept on one line with its number; in Japanese full-width, and close to it.
_PERCENT = {Language.EN: "\u00a0%", Language.JA: "％"}


class ChangeInWords(NamedTuple):
    """One change: what stood before, and what stands now, each with its words; what it takes the place of by name."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class ChangesInWords(NamedTuple):
    """Changes under one heading."""

    heading: str
    changes: tuple[ChangeInWords, ...]


class ComparisonWords:
    """Puts what differs between two editions into words of one language."""

    def __init__(
        self, words: Words, a: Edition, b: Edition, reference: Reference, examinations: tuple[Examination, Examination]
    ) -> None:
        self.words = words
        self.editions = (a, b)
        #: What holds after a determination under each, be it the edition's own or laid beside it.
        self.examinations = examinations
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

    def verdict(self, shifts: Iterable[Shift]) -> str:
        """Whether the two decide the same everywhere; empty where they do not. Nothing else that differs is hidden."""
        if tuple(shifts):
            return ""
        words, (a, b) = self.words, self.editions
        if a.sha256 == b.sha256:
            return words._("The two editions are the same, word for word.")
        differing = self._differences()
        if not differing and (a.examination is None) is not (b.examination is None):
            return words._(
                "The two editions say the same in every situation and in every entry; but what holds after a "
                "determination is part of only one of them, and is laid beside the other."
            )
        if not differing:
            return words._(
                "The two editions say the same in every situation and in every entry; only the heading or the order "
                "differs."
            )
        aspects = {aspect for difference in differing for aspect in difference.differs_in}
        return words.ngettext(
            "The two editions decide the same in every situation; {n} entry differs ({aspects}).",
            "The two editions decide the same in every situation; {n} entries differ ({aspects}).",
            len(differing),
            aspects=self._aspects(aspects),
        )

    def entries_that_differ(self) -> tuple[str, ...]:
        """Every entry in which the two differ, and in what."""
        return tuple(self._entry_difference(each) for each in self._differences())

    def _differences(self) -> tuple[EntryDifference, ...]:
        return (*entry_differences(*self.editions), *examination_differences(*self.examinations))

    def changes(self, shifts: Iterable[Shift]) -> tuple[ChangesInWords, ...]:
        """What changes, as a table of before and now: outcomes first, the gravest change before all others."""
        found: ChangesOfLaw = changes_of_law(shifts, *self.editions)
        headings: dict[str, list[ChangeInWords]] = {}
        for change in found.outcomes:
            before, after = (self._phrases[0].outcome(outcome) for outcome in change[:2])
            headings.setdefault(f"{before}　→　{after}", []).append(self._outcome_change(change))
        for step in found.steps:
            headings.setdefault(self._step_heading(step), []).append(self._step_change(step))
        return tuple(ChangesInWords(heading, tuple(changes)) for heading, changes in headings.items())

    def _outcome_change(self, change: OutcomeChange) -> ChangeInWords:
        return ChangeInWords(self._told(0, change.before), self._told(1, change.after))

    def _told(self, side: int, entries: tuple[str, ...]) -> tuple[str, ...]:
        """Entries of an edition: one with its words, several by their names."""
        if len(entries) > 1:
            return (self.words._("Any of: {entries}", entries=self._names(side, entries)),)
        edition = self.editions[side]
        return tuple(
            line
            for entry in entries
            for line in (self._entry(side, entry), self.words.text(edition.entry_by_id[entry].says))
        )

    def _step_heading(self, change: StepChange) -> str:
        entry = next(e.entry_by_id[change.step] for e in reversed(self.editions) if change.step in e.entry_by_id)
        return self.words._(_STEP_HEADINGS[type(entry)])

    def _step_change(self, change: StepChange) -> ChangeInWords:
        return ChangeInWords(
            self._step(0, change.step, change.before, required=change.is_left_out),
            self._step(1, change.step, change.after, required=change.is_added),
        )

    def _step(self, side: int, step: str, deciding: tuple[str, ...], *, required: bool) -> tuple[str, ...]:
        """A step under one edition, and in which cases; where only the other edition requires it so, that it is not."""
        words, entry, other = self.words, *(self.editions[at].entry_by_id.get(step) for at in (side, 1 - side))
        if entry is None or not required:
            is_advice = isinstance(other, Commitment) and not other.binding
            return (words._("Not recommended in these cases") if is_advice else words._("Not required in these cases"),)
        cases = words._("In cases decided by: {entries}", entries=self._names(side, deciding))
        said = words.text(entry.says)
        if isinstance(entry, Commitment):
            caption = N_("Binding: {name}") if entry.binding else N_("Recommended: {name}")
            return words._(caption, name=words.text(entry.label)), said, cases
        if isinstance(entry, Approval):
            phrases = self._phrases[side]
            manners = dict.fromkeys(phrases.sign_off(manner, entry.bodies) for manner in entry.sign_off.values())
            said = words.noted(said, words.listed([phrases.bodies(entry.bodies), *manners]))
        return words.text(entry.label), said, cases

    def _names(self, side: int, entries: tuple[str, ...]) -> str:
        return self.words.listed([self._phrases[side].named(entry) for entry in entries])

    def _entry_difference(self, difference: EntryDifference) -> str:
        kind, entry_id, differs_in = difference
        rows = [(side, row) for side in (1, 0) for row in self._rows(side, kind) if row.id == entry_id]
        named = self.words._(_KINDS[kind], name=self._row_name(*rows[0]))
        return self.words._("{name} — {aspects}", name=named, aspects=self._aspects(differs_in))

    def _rows(self, side: int, kind: str) -> Iterable[Any]:
        of_examination: Mapping[str, Iterable[Any]] = self.examinations[side].by_kind
        return of_examination[kind] if kind in of_examination else getattr(self.editions[side], kind)

    def _row_name(self, side: int, row: Any) -> str:
        if isinstance(row, NoticeTrigger):
            return trigger_name(self._phrases[side], row)
        if isinstance(row, PermitTerms):
            return permit_says(self._phrases[side], row)
        if isinstance(row, Sentence):
            return self.words.quoted(row.in_language(self.words.language.value))
        if isinstance(row, UnverifiedPoint):
            return f"{row.id} {self.words.text(row.says)}"
        return self.words.text(row.title if isinstance(row, Source) else row.label)

    def _aspects(self, aspects: Iterable[str]) -> str:
        present = set(aspects)
        return self.words.listed([self.words._(_ASPECTS[aspect]) for aspect in ASPECTS if aspect in present])

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
            "{fact}: one of {n} countries ({some} …)",
            "{fact}: one of {n} countries ({some} …)",
            len(values),
            fact=phrases.fact(fact.id),
            some=named,
        )


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
