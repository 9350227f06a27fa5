"""An edition printed whole, as a person would read it."""

from collections.abc import Iterator

from app.domain.conditions import All, AnyOf, Condition, Holds, Is, Not
from app.domain.facts import SameState
from app.domain.reference import Reference
from app.domain.rulebook import Approval, Commitment, Edition, Ground, Notice, Rule
from app.wording.language import Words
from app.wording.phrases import Phrases

_Entry = Ground | Rule | Approval | Notice | Commitment


def edition_sheet(words: Words, edition: Edition, reference: Reference) -> str:
    """Heading, facts, grounds, rules, procedure, commitments, sources and unverified points, each with its origin."""
    return "\n".join(_EditionSheet(words, edition, reference).lines()) + "\n"


class _EditionSheet:
    def __init__(self, words: Words, edition: Edition, reference: Reference) -> None:
        self.words = words
        self.edition = edition
        self.phrases = Phrases(words, edition, reference)

    def lines(self) -> Iterator[str]:
        words, edition, heading = self.words, self.edition, self.edition.heading
        yield words.text(heading.title)
        yield words._("Edition {edition}, in force from {date}", edition=edition.id, date=heading.in_force_from)
        yield words.text(heading.authority)
        yield words.text(heading.summary)
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
        yield from self._heading(words._("Sources"))
        for source in edition.sources:
            dated = f" ({source.dated.isoformat()})" if source.dated else ""
            reference = f" — {source.reference}" if source.reference else ""
            yield f"{source.id} — {words.text(source.title)}{dated}{reference} [{source.confidence}]"
        yield from self._heading(words._("Unpublished or contested points"))
        for point in edition.points:
            yield f"{point.id} — {words.text(point.says)}"
            yield f"  {words.text(point.default)}"

    def _heading(self, title: str) -> Iterator[str]:
        yield ""
        yield f"■ {title}"

    def _facts(self) -> Iterator[str]:
        words = self.words
        yield from self._heading(words._("Facts"))
        for fact in self.edition.facts:
            yield f"{fact.id} — {words.text(fact.question or fact.label)}"
            if isinstance(fact.derived, SameState):
                yield "  " + words._(
                    "Follows from: {facts}",
                    facts=words.listed([self.phrases.fact(fact.derived.left), self.phrases.fact(fact.derived.right)]),
                )
            elif fact.derived is not None:
                yield "  " + words._(
                    "Follows from the table “{table}” and: {facts}",
                    table=fact.derived.table,
                    facts=self.phrases.fact(fact.derived.of),
                )
            elif fact.is_country:
                yield "  " + words._("Values: the states of the reference table")
            for value in fact.values:
                yield f"  {value} — {self.phrases.value(fact.id, value)}"
            if fact.derived is None and fact.applicable != All(()):
                yield "  " + words._("Applicable where:")
                yield from self.condition(fact.applicable, 2)
            yield "  " + self._origin(fact.sources, fact.confidence, fact.unverified)

    def _entry(self, entry: _Entry) -> Iterator[str]:
        words = self.words
        paragraph = getattr(entry, "paragraph", None)
        clause = f" [{paragraph}]" if paragraph else ""
        yield f"{entry.id} — {words.text(entry.label)}{clause}"
        yield f"  {words.text(entry.says)}"
        if isinstance(entry, Rule):
            yield "  " + words._("Gives: {outcome}", outcome=self.phrases.outcome(entry.then))
        elif isinstance(entry, Approval):
            yield f"  {self.phrases.bodies(entry.bodies)} — " + " / ".join(
                dict.fromkeys(self.phrases.sign_off(way) for way in entry.sign_off.values())
            )
        elif isinstance(entry, Commitment):
            yield "  " + (words._("Binding") if entry.binding else words._("Recommended, not binding"))
        yield from self.condition(entry.when, 1)
        yield "  " + self._origin(entry.sources, entry.confidence, entry.unverified)

    def _origin(self, sources: tuple[str, ...], confidence: str, points: tuple[str, ...]) -> str:
        said = [self.phrases.confidence(confidence), *points, *sources]
        return "〔" + self.words.listed(said) + "〕"

    def condition(self, condition: Condition, depth: int) -> Iterator[str]:
        """The condition as an indented list."""
        words, indent = self.words, "  " * depth
        if isinstance(condition, Is):
            fact = self.edition.fact_by_id[condition.fact]
            values = fact.in_order(condition.values)
            yield f"{indent}・{self.phrases.wanted(fact.id, values)}"
        elif isinstance(condition, Holds):
            yield f"{indent}・{self.phrases.named(condition.name)}"
        elif isinstance(condition, Not):
            yield indent + "・" + words._("None of the following")
            inner = condition.part
            for part in inner.parts if isinstance(inner, AnyOf) else (inner,):
                yield from self.condition(part, depth + 1)
        elif condition == All(()):
            yield indent + "・" + words._("Always")
        else:
            yield (
                indent
                + "・"
                + (
                    words._("All of the following")
                    if isinstance(condition, All)
                    else words._("At least one of the following")
                )
            )
            for part in condition.parts:
                yield from self.condition(part, depth + 1)
