"""The entries of an edition in words: grounds, rules, steps, terms, facts, points, sources, sentences of the text."""

from collections.abc import Iterator
from typing import NamedTuple

from app.domain.law.conditions import All, Condition, names_held
from app.domain.law.examination import ExaminationEntry, NoticeTrigger, PermitTerms, PermitTest, Slot
from app.domain.law.facts import Fact
from app.domain.law.guideline import Mark, Sentence
from app.domain.law.origin import Origin
from app.domain.law.rulebook import (
    Definition,
    Entry,
    Ground,
    Rule,
    Source,
    UnverifiedPoint,
)
from app.wording.condition_tree import ConditionLine, condition_tree
from app.wording.edition_sheet import KIND_NAMES, MARK_NAMES, duties_in_words, values_in_words
from app.wording.examination_words import condition_of, permit_says, slot_notes, trigger_name, trigger_says
from app.wording.language import Language, Words
from app.wording.origin_words import confidence_token, points_says
from app.wording.phrases import Phrases, table_word
from app.wording.terms import Term


class ConditionSays(NamedTuple):
    """One condition in words, with its parts. `name` is that of the entry it refers to, else empty."""

    text: str
    name: str
    parts: tuple["ConditionSays", ...]


class LinkSays(NamedTuple):
    """Another entry that this one leads to."""

    id: str
    label: str
    says: str = ""


class OriginSays(NamedTuple):
    """Where an entry comes from and how well it is established; for a sentence, its mark stands in that place."""

    badge: str = ""
    badge_says: str = ""
    token: str = "muted"
    sources: str = ""
    points: tuple[str, ...] = ()


class EntrySays(NamedTuple):
    """One entry. `can_decide` is true of rules and grounds: they can say which cases they decided."""

    id: str
    label: str
    code: str
    clause: str = ""
    says: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    condition_caption: str = ""
    condition: tuple[ConditionSays, ...] = ()
    origin: OriginSays = OriginSays()
    links_caption: str = ""
    links: tuple[LinkSays, ...] = ()
    can_decide: bool = False
    is_sentence: bool = False


def entry_says(phrases: Phrases, entry: Entry) -> EntrySays:
    """A rule, ground or step."""
    words, language = phrases.words, phrases.words.language.value
    cited = [sentence for sentence in phrases.edition.sentences if _applies(sentence, entry)]
    return EntrySays(
        entry.id,
        words.text(entry.label),
        entry.id,
        clause=phrases.clause_of(entry),
        says=(words.text(entry.says),),
        notes=tuple(_entry_notes(phrases, entry)),
        condition_caption=words._("Applies where:"),
        condition=_tree(phrases, entry.when),
        links_caption=_links_caption(words, cited),
        links=tuple(LinkSays(sentence.id, _shortened(sentence.in_language(language))) for sentence in cited),
        can_decide=isinstance(entry, Ground | Rule),
        origin=_origin(phrases, entry.origin),
    )


def _links_caption(words: Words, cited: list[Sentence]) -> str:
    if not cited:
        return ""
    if all(sentence.own_words for sentence in cited):
        return words._("The content of the text that it puts into effect (own summary)")
    return words._("The text that it puts into effect")


def definition_says(phrases: Phrases, definition: Definition) -> EntrySays:
    """A term, with the entries that use it."""
    words, edition = phrases.words, phrases.edition
    users = [
        LinkSays(entry.id, words.text(entry.label))
        for entry in (*edition.grounds, *edition.rules, *edition.steps, *edition.definitions)
        if definition.id in names_held(entry.when)
    ]
    label = words.text(definition.label)
    return EntrySays(
        definition.id,
        label[:1].upper() + label[1:],
        definition.id,
        condition_caption=words._("Holds where:"),
        condition=_tree(phrases, definition.when),
        links_caption=words._("Used in") if users else "",
        links=tuple(users),
        origin=_origin(phrases, definition.origin) if definition.origin.confidence else OriginSays(),
    )


def fact_says(phrases: Phrases, fact: Fact) -> EntrySays:
    """A fact: its question, its values, when it is asked, what a change of it would mean."""
    words = phrases.words
    says = [words.text(text) for text in (fact.question,) if text is not None]
    notes = [words.text(fact.why)] if fact.why is not None else []
    notes += _values(phrases, fact)
    notes.append(words._("Kind: {kind}", kind=words._(KIND_NAMES[fact.kind])))
    if fact.risk is not None:
        notes.append(
            words._("Risk, which never improves the outcome: {value}", value=phrases.value(fact.id, fact.risk))
        )
    if fact.id in phrases.edition.risk_exceptions:
        exception = words.text(phrases.edition.risk_exceptions[fact.id])
        notes.append(words._("Exception from this: {exception}", exception=exception))
    for group in fact.alike:
        said = group if fact.labels is not None else [phrases.value(fact.id, value) for value in group]
        values = words.listed(list(said))
        notes.append(words._("Treated alike in this edition: {values}", values=values))
    is_conditional = fact.derived is None and fact.applicable != All(())
    return EntrySays(
        fact.id,
        words.text(fact.label),
        fact.id,
        says=tuple(says),
        notes=tuple(notes),
        condition_caption=words._("Applicable where:") if is_conditional else "",
        condition=_tree(phrases, fact.applicable) if is_conditional else (),
        origin=_origin(phrases, fact.origin),
    )


def point_says(phrases: Phrases, point: UnverifiedPoint) -> EntrySays:
    """What is unpublished or contested, what the program does about it, and which entries it touches."""
    words, edition = phrases.words, phrases.edition
    touched = [
        LinkSays(entry.id, words.text(entry.label))
        for entry in (*edition.grounds, *edition.rules, *edition.steps, *edition.definitions, *edition.facts)
        if point.id in entry.origin.unverified
    ]
    if edition.examination is not None:
        afterwards = (each for entries in edition.examination.by_kind.values() for each in entries)
        told = (examination_entry_says(phrases, each) for each in afterwards if point.id in each.origin.unverified)
        touched += [LinkSays(each.id, each.label) for each in told]
    notes = (words._("It touches the edition as a whole."),) if point.id in edition.heading.origin.unverified else ()
    return EntrySays(
        point.id,
        point.id,
        "",
        says=(words.text(point.says), words.text(point.default)),
        notes=notes if touched or notes else (words._("No entry of this edition rests on it."),),
        links_caption=words._("Entries that it touches") if touched else "",
        links=tuple(touched),
    )


def source_says(phrases: Phrases, source: Source) -> EntrySays:
    """A source, with its date and where it is found."""
    words = phrases.words
    notes = (words.date(source.dated) if source.dated else "", words.text(source.reference) if source.reference else "")
    return EntrySays(
        source.id,
        words.text(source.title),
        source.id,
        notes=tuple(note for note in notes if note),
        origin=_origin(phrases, Origin(confidence=source.confidence)),
    )


def examination_entry_says(phrases: Phrases, entry: ExaminationEntry) -> EntrySays:
    """What holds after a determination: a question of the examination, a trigger of a notice, what a permit needs."""
    words, key = phrases.words, examination_key(entry)
    origin = _origin(phrases, _known(phrases, entry.origin))
    if isinstance(entry, Slot):
        when = condition_of(phrases, entry)
        return EntrySays(
            key,
            words.text(entry.label),
            entry.id,
            says=(words.text(entry.question),),
            notes=tuple(slot_notes(phrases, entry)),
            condition_caption=words._("Asked where:") if when is not None else "",
            condition=_tree(phrases, when) if when is not None else (),
            origin=origin,
        )
    if isinstance(entry, NoticeTrigger):
        says = (trigger_says(phrases, entry),)
        return EntrySays(key, trigger_name(phrases, entry), entry.id, says=says, origin=origin)
    if isinstance(entry, PermitTerms):
        says = (words.text(entry.says),)
        return EntrySays(key, permit_says(phrases, entry), entry.id, says=says, origin=origin)
    return EntrySays(key, words.text(entry.label), entry.id, origin=origin)


def examination_key(entry: ExaminationEntry) -> str:
    """What it is called by: its kind and id, for the id alone may be that of a fact or a rule, too."""
    kinds = {Slot: "slot", NoticeTrigger: "trigger", PermitTerms: "permit", PermitTest: "test"}
    return f"{kinds[type(entry)]}.{entry.id}"


def _known(phrases: Phrases, origin: Origin) -> Origin:
    """An origin without the sources that the edition does not have: what is laid beside it may rest on such."""
    known = {source.id for source in phrases.edition.sources}
    return origin._replace(sources=tuple(source for source in origin.sources if source in known))


def sentence_says(phrases: Phrases, sentence: Sentence) -> EntrySays:
    """A sentence of the source text, with its mark and the entries that code it."""
    words, edition = phrases.words, phrases.edition
    entries = [entry for entry in (*edition.rules_and_grounds, *edition.steps) if _applies(sentence, entry)]
    return EntrySays(
        sentence.id,
        sentence.in_language(words.language.value),
        sentence.id,
        is_sentence=True,
        origin=OriginSays(
            badge=words._(MARK_NAMES[sentence.mark]),
            token="accent" if sentence.mark is Mark.CODED else "muted",
            sources=phrases.source(sentence.source, sentence.paragraph),
        ),
        notes=() if sentence.own_words else (words._("Official wording"),),
        links=tuple(LinkSays(entry.id, words.text(entry.label), words.text(entry.says)) for entry in entries),
    )


def heading_says(phrases: Phrases) -> EntrySays:
    """What an edition says of itself."""
    words, heading = phrases.words, phrases.edition.heading
    return EntrySays(
        phrases.edition.id,
        words.text(heading.title),
        "",
        says=(words.text(heading.summary),),
        origin=_origin(phrases, heading.origin),
    )


def term_says(words: Words, term: Term) -> EntrySays:
    """A word of the law, in the language of the screen and in the other one."""
    name, other = (term.name.ja, term.name.en) if words.language is Language.JA else (term.name.en, term.name.ja)
    used = words.text(term.used)
    return EntrySays(
        term.id,
        words.noted(name, other),
        "",
        says=(used,) if used else (),
        origin=OriginSays(sources=words._("Source: {source}", source=words.text(term.source))),
    )


def _origin(phrases: Phrases, origin: Origin) -> OriginSays:
    return OriginSays(
        badge=phrases.confidence(origin.confidence),
        badge_says=phrases.confidence_note(origin.confidence),
        token=confidence_token(origin.confidence),
        sources=phrases.words.listed(phrases.sources(origin.sources)),
        points=points_says(phrases, origin.unverified),
    )


def _entry_notes(phrases: Phrases, entry: Entry) -> Iterator[str]:
    words = phrases.words
    if isinstance(entry, Rule):
        yield words._("Leads to: {outcome}", outcome=phrases.outcome(entry.then))
        if entry.yields_to:
            rules = words.listed([phrases.named(rule) for rule in entry.yields_to])
            yield words._("Yields to: {rules}", rules=rules)
    yield from duties_in_words(phrases, entry)


def _values(phrases: Phrases, fact: Fact) -> Iterator[str]:
    words = phrases.words
    yield from values_in_words(phrases, fact)
    if fact.labels is not None:
        yield words._("Answers to choose from: see the reference table “{table}”", table=table_word(words, fact.labels))
    elif fact.values:
        values = " / ".join(phrases.value(fact.id, value) for value in fact.values)
        yield words._("Answers to choose from: {values}", values=values)


def _tree(phrases: Phrases, condition: Condition) -> tuple[ConditionSays, ...]:
    """The parts of a conjunction; of anything else the condition itself."""
    line = condition_tree(phrases, condition)
    lines = line.parts if isinstance(condition, All) and line.parts else (line,)
    return tuple(_condition(each) for each in lines)


def _condition(line: ConditionLine) -> ConditionSays:
    text = line.text[:1].upper() + line.text[1:]
    return ConditionSays(text, line.name, tuple(_condition(part) for part in line.parts))


def _applies(sentence: Sentence, entry: Entry) -> bool:
    return entry.id in sentence.coded_by or sentence.id in entry.cites


def _shortened(text: str, longest: int = 150) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def texts_in(value: object) -> Iterator[str]:
    """Every text in an entry of an edition, in both languages, for the search."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
