"""An edition of the rulebook, as data: facts, grounds, rules, procedure, commitments, sources."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from app.domain.law.conditions import Condition, Is, facts_named, names_held, spelled_out, walk
from app.domain.law.examination import Examination
from app.domain.law.facts import Fact, TableLookup
from app.domain.law.guideline import Sentence
from app.domain.law.origin import Origin
from app.domain.law.outcomes import Outcome
from app.domain.law.texts import Text


class Section(NamedTuple):
    """A group of questions on the screen."""

    id: str
    label: Text


class Source(NamedTuple):
    """Where a row of the rulebook comes from; `reference` is where to find it.

    `kind` is a key of `BEST_OF_KIND`, empty in editions of before.
    """

    id: str
    title: Text
    confidence: str
    dated: date | None
    reference: Text | None
    kind: str = ""


class UnverifiedPoint(NamedTuple):
    """A point of the law that is unpublished or contested, and what the program does about it."""

    id: str
    says: Text
    default: Text


class Definition(NamedTuple):
    """A condition with a name; its origin is empty where it only abbreviates what the law says elsewhere."""

    id: str
    label: Text
    when: Condition
    origin: Origin


class Ground(NamedTuple):
    """A case in which a transfer may be examined for permission."""

    id: str
    when: Condition
    label: Text
    says: Text
    paragraph: str | None
    origin: Origin
    cites: tuple[str, ...] = ()


class Rule(NamedTuple):
    """A rule that gives an outcome when it fires."""

    id: str
    when: Condition
    then: Outcome
    label: Text
    says: Text
    paragraph: str | None
    origin: Origin
    yields_to: tuple[str, ...]
    cites: tuple[str, ...] = ()


class Approval(NamedTuple):
    """A step of the procedure. `sign_off` is given by outcome: finding, meeting, each or permit."""

    id: str
    when: Condition
    bodies: tuple[str, ...]
    sign_off: Mapping[Outcome, str]
    signatories: tuple[str, ...]
    label: Text
    says: Text
    paragraph: str | None
    origin: Origin
    cites: tuple[str, ...] = ()


class Notice(NamedTuple):
    """Something that has to be published or notified."""

    id: str
    when: Condition
    label: Text
    says: Text
    origin: Origin
    cites: tuple[str, ...] = ()


class Commitment(NamedTuple):
    """Something that the recipient undertakes; `binding` is false for what is only recommended."""

    id: str
    when: Condition
    binding: bool
    label: Text
    says: Text
    origin: Origin
    cites: tuple[str, ...] = ()


class Judgement(NamedTuple):
    """A question whose answer rests on a judgement of an office: a document has to show it, its date and who made it.

    `values` are the answers of which this holds; none stand for all.
    """

    fact: str
    says: Text
    values: tuple[str, ...]
    origin: Origin


class EditionHeading(NamedTuple):
    """What an edition says of itself."""

    id: str
    in_force_from: date
    title: Text
    authority: Text
    summary: Text
    origin: Origin


#: What a sentence of the source text is put into effect by; no two of an edition have the same id.
Entry: TypeAlias = Ground | Rule | Approval | Notice | Commitment


class Edition:
    """One resolved edition. Never changed once made; `sha256` is that of its whole content, wording included."""

    def __init__(
        self,
        *,
        heading: EditionHeading,
        sections: tuple[Section, ...],
        facts: tuple[Fact, ...],
        definitions: tuple[Definition, ...],
        grounds: tuple[Ground, ...],
        rules: tuple[Rule, ...],
        approvals: tuple[Approval, ...],
        notices: tuple[Notice, ...],
        commitments: tuple[Commitment, ...],
        sources: tuple[Source, ...],
        points: tuple[UnverifiedPoint, ...],
        risk_exceptions: Mapping[str, Text],
        sha256: str,
        sentences: tuple[Sentence, ...] = (),
        judgements: tuple[Judgement, ...] = (),
        examination: Examination | None = None,
    ) -> None:
        self.heading = heading
        self.sections = sections
        self.facts = facts
        self.definitions = definitions
        self.grounds = grounds
        self.rules = rules
        self.approvals = approvals
        self.notices = notices
        self.commitments = commitments
        self.sources = sources
        self.points = points
        self.risk_exceptions = risk_exceptions
        self.sha256 = sha256
        self.sentences = sentences
        #: Those that the edition itself names; where there are none, the shelf lays others beside it.
        self.judgements = judgements
        #: What the edition itself says of the procedure after a determination; else the shelf lays it beside.
        self.examination = examination

    @property
    def id(self) -> str:
        """The id; that of a published edition is the day of its entry into force, such as 2026-04-21."""
        return self.heading.id

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """The facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def place_of_section(self) -> dict[str, int]:
        """The place of each section in the order of the screen, by its id."""
        return {section.id: place for place, section in enumerate(self.sections)}

    @cached_property
    def entry_by_id(self) -> dict[str, Entry]:
        """The rules, grounds and steps by id."""
        entries: tuple[Entry, ...] = (*self.rules_and_grounds, *self.steps)
        return {entry.id: entry for entry in entries}

    @cached_property
    def label_by_id(self) -> dict[str, Text]:
        """What conditions, findings and records name by an id: the labels of the entries and of the definitions."""
        labels = {definition.id: definition.label for definition in self.definitions}
        return labels | {entry.id: entry.label for entry in self.entry_by_id.values()}

    @cached_property
    def asked(self) -> tuple[Fact, ...]:
        """The facts that are questions, in the order in which they are best asked."""
        return tuple(fact for fact in self.facts if fact.is_asked)

    @cached_property
    def derived(self) -> tuple[Fact, ...]:
        """The facts that follow from others."""
        return tuple(fact for fact in self.facts if not fact.is_asked)

    @cached_property
    def looked_up(self) -> frozenset[str]:
        """The facts that name a state which a reference table is asked about."""
        return frozenset(fact.derived.of for fact in self.derived if isinstance(fact.derived, TableLookup))

    @cached_property
    def rules_and_grounds(self) -> tuple[Rule | Ground, ...]:
        """What findings are made on: the rules, then the grounds."""
        entries: list[Rule | Ground] = [*self.rules]
        entries += self.grounds
        return tuple(entries)

    @cached_property
    def referred(self) -> dict[str, str]:
        """The rules that need an official answer, each with a digest of its substance: condition and outcome."""
        return {rule.id: self._substance(rule) for rule in self.rules if rule.then is Outcome.REFER}

    def _substance(self, rule: Rule) -> str:
        said = [rule.then.value, spelled_out(rule.when, self.named_conditions)]
        # Not canonical: digests in this spelling stand in registers.
        return sha256(json.dumps(said).encode()).hexdigest()

    @cached_property
    def deciding_referral(self) -> dict[str, tuple[str, ...]]:
        """The rules that need an official answer, each with the facts that decide whether it fires."""
        return {rule.id: self.looked_at(rule.when) for rule in self.rules if rule.id in self.referred}

    def looked_at(self, condition: Condition) -> tuple[str, ...]:
        """The facts that decide a condition, in their order: those named, with names of conditions spelled out, what
        those follow from, and what makes them applicable."""
        seen: set[str] = set()
        self._look(condition, seen)
        return tuple(fact.id for fact in self.facts if fact.id in seen)

    def _look(self, condition: Condition, seen: set[str]) -> None:
        for name in names_held(condition):
            self._look(self.named_conditions[name], seen)
        for fact in (self.fact_by_id[fact_id] for fact_id in facts_named(condition) - seen):
            seen.update((fact.id, *fact.bases))
            self._look(fact.applicable, seen)

    @cached_property
    def steps(self) -> tuple[Approval | Notice | Commitment, ...]:
        """What an open outcome may require: approvals, notices, commitments."""
        entries: list[Approval | Notice | Commitment] = [*self.approvals]
        entries += self.notices
        entries += self.commitments
        return tuple(entries)

    @cached_property
    def named_conditions(self) -> dict[str, Condition]:
        """The conditions that `Holds` can refer to: definitions, grounds and approvals, by name."""
        named = {definition.id: definition.when for definition in self.definitions}
        named |= {ground.id: ground.when for ground in self.grounds}
        return named | {approval.id: approval.when for approval in self.approvals}

    def all_conditions(self) -> Iterator[Condition]:
        """Every condition of the edition and every condition inside it; names are not followed."""
        for fact in self.facts:
            yield from walk(fact.applicable)
        for definition in self.definitions:
            yield from walk(definition.when)
        for entry in self.rules_and_grounds:
            yield from walk(entry.when)
        for step in self.steps:
            yield from walk(step.when)
        for slot in self.examination.slots if self.examination is not None else ():
            yield from walk(slot.when)

    def section(self, section_id: str) -> Section:
        """The group of questions that has this id."""
        return next(section for section in self.sections if section.id == section_id)

    def source(self, source_id: str) -> Source:
        """The source of this id."""
        return next(source for source in self.sources if source.id == source_id)

    def point(self, point_id: str) -> UnverifiedPoint | None:
        """The unverified point of this U-id, where the edition describes it."""
        return next((point for point in self.points if point.id == point_id), None)


def compared_values(editions: Iterable[Edition]) -> dict[str, list[frozenset[str]]]:
    """For each fact that a condition of an edition compares, the different sets of values that it is compared with."""
    compared: dict[str, list[frozenset[str]]] = {}
    for edition in editions:
        for condition in edition.all_conditions():
            if isinstance(condition, Is) and condition.values not in compared.setdefault(condition.fact, []):
                compared[condition.fact].append(condition.values)
    return compared
