"""An edition printed whole, as a person would read it."""

from collections.abc import Iterable, Iterator

from app.domain.law.conditions import All, Condition
from app.domain.law.examination import Examination
from app.domain.law.facts import Fact, KindOfChange, TableLookup
from app.domain.law.guideline import Mark
from app.domain.law.origin import Origin
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Approval, Commitment, Edition, Entry, Rule
from app.wording.condition_tree import ConditionLine, condition_tree
from app.wording.examination_words import (
    HEADINGS,
    condition_of,
    holding_says,
    permit_says,
    slot_notes,
    trigger_name,
    trigger_says,
)
from app.wording.language import N_, Words
from app.wording.phrases import Phrases, table_word

KIND_NAMES = {
    KindOfChange.IDENTITY: N_("a change would make another transfer"),
    KindOfChange.WORLD: N_("a fact of the world"),
    KindOfChange.CURABLE: N_("officials can bring a change about"),
}
MARK_NAMES = {
    Mark.CODED: N_("Made into rules"),
    Mark.DEFINITION: N_("Definition"),
    Mark.HUMAN_JUDGEMENT: N_("For officials to judge"),
    Mark.CONTEXT: N_("Context"),
    Mark.OUT_OF_SCOPE: N_("Outside this program"),
}


def facts_sheet(words: Words, edition: Edition, reference: Reference) -> str:
    """The facts of an edition that a case can give, each with the codes of its answers, and those of the states."""
    return "\n".join((*_facts_with_codes(words, edition, reference), ""))


def _facts_with_codes(words: Words, edition: Edition, reference: Reference) -> Iterator[str]:
    phrases = Phrases(words, edition, reference)
    for fact in edition.facts:
        if fact.is_asked:
            yield f"{fact.id} — {words.text(fact.question or fact.label)}"
            yield from (f"  {line}" for line in values_in_words(phrases, fact))
            yield from (f"  {value} — {phrases.value(fact.id, value)}" for value in fact.values)
    yield ""
    yield f"■ {words._('Countries')}"
    yield from (f"  {code} — {words.text(row.name)}" for code, row in reference.countries.items())


def edition_sheet(words: Words, edition: Edition, reference: Reference, examination: Examination) -> str:
    """Heading, facts, grounds, rules, procedure, commitments, sources and unverified points, each with its origin.

    `examination` is what holds after a determination, be it the edition's own or laid beside it.
    """
    return "\n".join(_EditionSheet(words, edition, reference, examination).lines()) + "\n"


class _EditionSheet:
    def __init__(self, words: Words, edition: Edition, reference: Reference, examination: Examination) -> None:
        self.words = words
        self.edition = edition
        self.examination = examination
        self.phrases = Phrases(words, edition, reference)

    def lines(self) -> Iterator[str]:
        words, edition, heading = self.words, self.edition, self.edition.heading
        yield words.text(heading.title)
        yield words._(
            "Edition {edition}, in force from {date}", edition=edition.id, date=words.date(heading.in_force_from)
        )
        yield words.text(heading.authority)
        yield words.text(heading.summary)
        yield self._origin(heading.origin)
        yield f"SHA-256 {edition.sha256}"
        yield from self._facts()
        yield from self._heading(words._("Terms used in the conditions"))
        for definition in edition.definitions:
            yield f"{definition.id} — {words.text(definition.label)}"
            yield from self.condition(definition.when, 1)
        for title, entries in (
            (words._("Grounds"), edition.grounds),
            (words._("Rules"), edition.rules),
            (words._("Examination and decisions"), edition.approvals),
            (words._("Publication and notices"), edition.notices),
            (words._("Recipient's commitments"), edition.commitments),
        ):
            yield from self._heading(title)
            for entry in entries:
                yield from self._entry(entry)
        yield from self._after_determination()
        yield from self._text()
        yield from self._heading(words._("Sources"))
        for source in edition.sources:
            notes = [words.date(source.dated)] if source.dated else []
            title = words.noted(
                words.text(source.title), words.listed([*notes, self.phrases.confidence(source.confidence)])
            )
            reference = f" — {words.text(source.reference)}" if source.reference else ""
            yield f"{source.id} — {title}{reference}"
        yield from self._heading(words._("Unpublished or contested points"))
        for point in edition.points:
            yield f"{point.id} — {words.text(point.says)}"
            yield f"  {words.text(point.default)}"

    def _heading(self, title: str) -> Iterator[str]:
        yield ""
        yield f"■ {title}"

    def _facts(self) -> Iterator[str]:
        yield from self._heading(self.words._("Facts"))
        section = ""
        for fact in self.edition.facts:
            if fact.section != section:
                section = fact.section
                yield f"◇ {self.words.text(self.edition.section(section).label)}"
            yield from self._fact(fact)

    def _fact(self, fact: Fact) -> Iterator[str]:
        words = self.words
        yield f"{fact.id} — {words.text(fact.label)}"
        if fact.question is not None:
            yield f"  {words.text(fact.question)}"
        if fact.why is not None:
            yield "  " + words._("Why this is asked: {why}", why=words.text(fact.why))
        if fact.help is not None:
            yield "  " + words._("How to answer: {help}", help=words.text(fact.help))
        yield from self._values(fact)
        if fact.risk is not None:
            yield "  " + words._(
                "Risk, which never improves the outcome: {value}", value=self.phrases.value(fact.id, fact.risk)
            )
        if fact.id in self.edition.risk_exceptions:
            exception = words.text(self.edition.risk_exceptions[fact.id])
            yield "  " + words._("Exception from this: {exception}", exception=exception)
        for group in fact.alike:
            # The rows of a table are known by their numbers.
            told = group if fact.labels is not None else [self.phrases.value(fact.id, value) for value in group]
            yield "  " + words._("Never told apart: {values}", values=words.listed(list(told)))
        if fact.derived is None and fact.applicable != All(()):
            yield "  " + words._("Applicable where:")
            yield from self.condition(fact.applicable, 2)
        yield "  " + words._("Kind: {kind}", kind=words._(KIND_NAMES[fact.kind]))
        yield "  " + self._origin(fact.origin)

    def _values(self, fact: Fact) -> Iterator[str]:
        words = self.words
        for line in values_in_words(self.phrases, fact):
            yield f"  {line}"
        for value in fact.values:
            choice = fact.choice(value)
            label = self.phrases.value(fact.id, value)
            noted = words.noted(label, words.text(choice.note)) if choice is not None and choice.note else label
            yield f"  {value} — {noted}"

    def _entry(self, entry: Entry) -> Iterator[str]:
        words = self.words
        label = words.text(entry.label)
        clause = self.phrases.clause_of(entry)
        yield f"{entry.id} — {words.noted(label, clause) if clause else label}"
        yield f"  {words.text(entry.says)}"
        if isinstance(entry, Rule):
            yield "  " + words._("Gives: {outcome}", outcome=self.phrases.outcome(entry.then))
            if entry.yields_to:
                yield "  " + words._("Yields to: {rules}", rules=self._named(entry.yields_to))
        for line in duties_in_words(self.phrases, entry):
            yield f"  {line}"
        yield from self.condition(entry.when, 1)
        yield "  " + self._origin(entry.origin)

    def _after_determination(self) -> Iterator[str]:
        words, examination = self.words, self.examination
        yield from self._heading(words._("After the determination"))
        yield holding_says(self.phrases, examination)
        yield f"◇ {words._(HEADINGS['slots'])}"
        for slot in examination.slots:
            yield f"{slot.id} — {words.text(slot.label)}"
            yield f"  {words.text(slot.question)}"
            yield from (f"  {note}" for note in slot_notes(self.phrases, slot))
            when = condition_of(self.phrases, slot)
            if when is not None:
                yield "  " + words._("Asked where:")
                yield from self.condition(when, 2)
            yield "  " + self._origin(slot.origin)
        yield f"◇ {words._(HEADINGS['triggers'])}"
        for trigger in examination.triggers:
            yield f"{trigger.id} — {trigger_name(self.phrases, trigger)}"
            yield f"  {trigger_says(self.phrases, trigger)}"
            yield "  " + self._origin(trigger.origin)
        yield f"◇ {words._(HEADINGS['permits'])}"
        yield f"{examination.permit.id} — {permit_says(self.phrases, examination.permit)}"
        yield f"  {words.text(examination.permit.says)}"
        yield "  " + self._origin(examination.permit.origin)
        yield f"◇ {words._(HEADINGS['tests'])}"
        for test in examination.tests:
            yield f"{test.id} — {words.text(test.label)}"
            yield "  " + self._origin(test.origin)

    def _text(self) -> Iterator[str]:
        words = self.words
        yield from self._heading(words._("The text behind the rules"))
        for sentence in self.edition.sentences:
            yield f"{sentence.id} — {sentence.in_language(words.language.value)}"
            if sentence.coded_by:
                yield "  " + words._("Coded by: {entries}", entries=self._named(sentence.coded_by))
            else:
                yield "  " + words._(MARK_NAMES[sentence.mark])
            wording = words._("In own words") if sentence.own_words else words._("Official wording")
            source = words._("Source: {source}", source=self.phrases.source_title(sentence.source, sentence.paragraph))
            yield "  " + words.noted(source, words.listed([sentence.source, wording]))

    def _origin(self, origin: Origin) -> str:
        said = [self.phrases.confidence(origin.confidence), *origin.unverified, *origin.sources]
        return self.words.noted("", self.words.listed(said))

    def _named(self, entry_ids: Iterable[str]) -> str:
        """Other entries by their labels, each with the id under which it stands in this sheet."""
        return self.words.listed([self.words.noted(self.phrases.named(entry), entry) for entry in entry_ids])

    def condition(self, condition: Condition, depth: int) -> Iterator[str]:
        """The condition as an indented list."""
        yield from _indented(condition_tree(self.phrases, condition), depth)


def _indented(line: ConditionLine, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}・{line.text}"
    for part in line.parts:
        yield from _indented(part, depth + 1)


def values_in_words(phrases: Phrases, fact: Fact) -> Iterator[str]:
    """Where the values of a fact come from that does not list them itself, or that follows from others."""
    words = phrases.words
    if isinstance(fact.derived, TableLookup):
        yield words._(
            "Follows from the table “{table}” and: {facts}",
            table=table_word(words, fact.derived.table),
            facts=phrases.fact(fact.derived.of),
        )
    elif fact.derived is not None:
        yield words._("Follows from: {facts}", facts=words.listed([phrases.fact(base) for base in fact.bases]))
    elif fact.is_country:
        yield words._("Answers to choose from: the countries of the reference table")


def duties_in_words(phrases: Phrases, entry: Entry) -> Iterator[str]:
    """Who takes a step and how each signs it off; whether a commitment binds. Of any other entry nothing."""
    words = phrases.words
    if isinstance(entry, Approval):
        ways = " / ".join(dict.fromkeys(phrases.sign_off(way, entry.bodies) for way in entry.sign_off.values()))
        yield f"{phrases.bodies(entry.bodies)} — {ways}"
        if entry.signatories:
            names = words.listed(list(phrases.signatories(entry.signatories)))
            yield words._("Each signs off: {names}", names=names)
    elif isinstance(entry, Commitment):
        yield words._("Binding") if entry.binding else words._("Recommended, not binding")
