"""Reading an edition: its parts in order, one part at a time or what a search has found, and its certificate."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.domain.cases import DecidedLine
from app.domain.certificate import Certificate, certify
from app.domain.rulebook import Edition
from app.services.reading import lines_decided_by
from app.viewmodels.desk_model import Desk
from app.viewmodels.entry_model import (
    EntrySays,
    definition_says,
    entry_says,
    fact_says,
    heading_says,
    point_says,
    sentence_says,
    source_says,
    texts_of,
)
from app.viewmodels.picker_model import folded
from app.viewmodels.reference_model import TABLES
from app.viewmodels.rulebook_model import RulebookModel
from app.wording.phrases import Phrases

#: The parts of an edition, in the order in which they are read.
ABOUT, TEXT, GROUNDS, RULES, STEPS, NOTICES, COMMITMENTS = (
    "about",
    "text",
    "grounds",
    "rules",
    "steps",
    "notices",
    "commitments",
)
TERMS, FACTS, POINTS, SOURCES, CERTIFICATE = "terms", "facts", "points", "sources", "certificate"


class PartSays(NamedTuple):
    """A part of the edition in the list of contents, with how many entries it has; `caption` stands above it."""

    id: str
    label: str
    size: str
    here: bool
    caption: str


class SectionSays(NamedTuple):
    """Entries under a heading."""

    heading: str
    entries: tuple[EntrySays, ...]


class ReadingSays(NamedTuple):
    """Everything around the entries."""

    edition_label: str
    editions: tuple[tuple[str, str], ...]
    edition_id: str
    search: str
    parts: tuple[PartSays, ...]
    title: str
    explanation: str
    nothing: str


class DecidedSays(NamedTuple):
    """A line that an entry decided."""

    case_id: int
    line_id: int
    label: str
    note: str


class ReadingModel(QObject):
    """Which part of which edition is read, and what is looked for."""

    changed = Signal()
    #: The lines that an entry decided have been read: the entry, and what is said of them.
    decided_read = Signal(str, object)

    def __init__(self, rulebook: RulebookModel) -> None:
        super().__init__(rulebook)
        self.rulebook = rulebook
        self.desk: Desk = rulebook.desk
        self.part = ABOUT
        self.typed = ""
        self._certificates: dict[tuple[str, str], Certificate] = {}

    @property
    def edition(self) -> Edition:
        """The edition that is read."""
        return self.desk.shelf.edition(self.rulebook.edition_id)

    @property
    def phrases(self) -> Phrases:
        """Its codes in words."""
        return self.desk.phrases(self.edition)

    # -- moving about

    def choose_edition(self, edition_id: str) -> None:
        """Reads another edition, at the same part."""
        self.rulebook.edition_id = edition_id
        if self.part not in {part for part, _ in _contents(self)}:
            self.part = ABOUT
        self.changed.emit()

    def choose_part(self, part: str) -> None:
        """Shows a part."""
        self.part, self.typed = part, ""
        self.changed.emit()

    def search(self, typed: str) -> None:
        """Shows every entry in which all that is typed is found, in either language."""
        self.typed = typed
        self.changed.emit()

    def go_to(self, entry_id: str) -> None:
        """Shows an entry where it stands."""
        self.rulebook.entry = entry_id
        self.changed.emit()

    def find(self, entry_id: str) -> None:
        """Turns to the part in which an entry stands."""
        for part, entries in _entries(self).items():
            if entry_id in entries:
                self.part, self.typed = part, ""

    # -- what is asked for

    def certificate(self, then: Callable[[Certificate], None]) -> None:
        """Certifies the edition, apart from the window's thread; `then` gets the certificate."""
        shelf, edition = self.desk.shelf, self.edition
        reference = shelf.reference()
        key = edition.sha256, reference.sha256
        if key in self._certificates:
            then(self._certificates[key])
            return
        compiled = shelf.compiled(edition.id)

        def receive(certificate: Certificate) -> None:
            self._certificates[key] = certificate
            then(certificate)

        self.desk.read(lambda _work: certify(compiled, reference), receive)

    def read_decided(self, entry_id: str) -> None:
        """Reads the lines that an entry decided."""
        edition_id = self.edition.id

        def receive(lines: tuple[DecidedLine, ...]) -> None:
            self.decided_read.emit(entry_id, tuple(_decided(self, line) for line in lines))

        self.desk.read(lambda work: lines_decided_by(work, edition_id, entry_id), receive)

    def open_line(self, case_id: int, line_id: int) -> None:
        """Opens a line on its determination."""
        self.rulebook.line_wanted.emit(case_id, line_id)


def reading_says(model: ReadingModel) -> ReadingSays:
    """What stands around the entries."""
    words = model.desk.words
    _ = words._
    found = sum(len(section.entries) for section in sections_says(model)) if model.typed else 0
    labels = part_labels(model)
    editions = reversed(model.desk.shelf.editions())
    return ReadingSays(
        edition_label=_("Edition"),
        editions=tuple((edition.id, _("Edition {edition}", edition=edition.id)) for edition in editions),
        edition_id=model.edition.id,
        search=_("Search in either language"),
        parts=_parts(model, labels),
        title=words.ngettext("{n} place found", "{n} places found", found) if model.typed else labels[model.part],
        explanation="" if model.typed else _explanation(model),
        nothing=_("Nothing in this edition matches. Try another word.") if model.typed and not found else "",
    )


def sections_says(model: ReadingModel) -> tuple[SectionSays, ...]:
    """The entries of the present part, or those that were found."""
    labels, phrases = part_labels(model), model.phrases
    if model.typed.strip():
        wanted = folded(model.typed).split()
        sections = []
        for part, entries in _entries(model).items():
            hits = [entry for entry in entries if _matches(model.edition, entry, wanted)]
            if hits:
                sections.append(SectionSays(labels[part], tuple(_said(phrases, part, entry) for entry in hits)))
        return tuple(sections)
    if model.part == FACTS:
        return tuple(_facts_by_section(model))
    if model.part == ABOUT:
        return (SectionSays("", (heading_says(phrases)._replace(notes=_heading_notes(model)),)),)
    entries = _entries(model).get(model.part, ())
    return (SectionSays("", tuple(_said(phrases, model.part, entry) for entry in entries)),)


def part_labels(model: ReadingModel) -> dict[str, str]:
    """The names of the parts."""
    _ = model.desk.words._
    return {
        ABOUT: _("About this edition"),
        TEXT: _("Text and rules"),
        GROUNDS: _("Grounds"),
        RULES: _("Rules"),
        STEPS: _("Examination and decisions"),
        NOTICES: _("Publication and notices"),
        COMMITMENTS: _("Recipient's commitments"),
        TERMS: _("Terms used in the conditions"),
        FACTS: _("Facts"),
        POINTS: _("Unpublished or contested points"),
        SOURCES: _("Sources"),
        CERTIFICATE: _("Certificate"),
        **{table: _(name) for table, name in TABLES.items()},
    }


def _contents(model: ReadingModel) -> tuple[tuple[str, int | None], ...]:
    """The parts with how many entries each has."""
    edition, reference = model.edition, model.desk.shelf.reference()
    rows = {table: len(getattr(reference, table)) for table in TABLES}
    text = ((TEXT, len(edition.sentences)),) if edition.sentences else ()
    return (
        (ABOUT, None),
        *text,
        (GROUNDS, len(edition.grounds)),
        (RULES, len(edition.rules)),
        (STEPS, len(edition.approvals)),
        (NOTICES, len(edition.notices)),
        (COMMITMENTS, len(edition.commitments)),
        (TERMS, len(edition.definitions)),
        (FACTS, len(edition.facts)),
        (POINTS, len(edition.points)),
        (SOURCES, len(edition.sources)),
        (CERTIFICATE, None),
        *rows.items(),
    )


def _parts(model: ReadingModel, labels: dict[str, str]) -> tuple[PartSays, ...]:
    caption = model.desk.words._("Reference data {version}", version=model.desk.shelf.reference().version)
    first = next(iter(TABLES))
    return tuple(
        PartSays(
            part,
            labels[part],
            "" if count is None else str(count),
            part == model.part and not model.typed,
            caption if part == first else "",
        )
        for part, count in _contents(model)
    )


def _entries(model: ReadingModel) -> dict[str, tuple[str, ...]]:
    """The ids of the entries of each part that has some."""
    edition = model.edition
    return {
        TEXT: tuple(sentence.id for sentence in edition.sentences),
        GROUNDS: tuple(entry.id for entry in edition.grounds),
        RULES: tuple(entry.id for entry in edition.rules),
        STEPS: tuple(entry.id for entry in edition.approvals),
        NOTICES: tuple(entry.id for entry in edition.notices),
        COMMITMENTS: tuple(entry.id for entry in edition.commitments),
        TERMS: tuple(entry.id for entry in edition.definitions),
        FACTS: tuple(entry.id for entry in edition.facts),
        POINTS: tuple(entry.id for entry in edition.points),
        SOURCES: tuple(entry.id for entry in edition.sources),
    }


def _said(phrases: Phrases, part: str, entry_id: str) -> EntrySays:
    edition = phrases.edition
    if part == TEXT:
        return sentence_says(phrases, edition.sentence(entry_id))
    if part == TERMS:
        return definition_says(phrases, next(each for each in edition.definitions if each.id == entry_id))
    if part == FACTS:
        return fact_says(phrases, edition.fact_by_id[entry_id])
    if part == POINTS:
        return point_says(phrases, next(each for each in edition.points if each.id == entry_id))
    if part == SOURCES:
        return source_says(phrases, edition.source(entry_id))
    entries = (*edition.rules_and_grounds, *edition.steps)
    return entry_says(phrases, next(entry for entry in entries if entry.id == entry_id))


def _facts_by_section(model: ReadingModel) -> list[SectionSays]:
    edition, words, phrases = model.edition, model.desk.words, model.phrases
    return [
        SectionSays(
            words.text(section.label),
            tuple(fact_says(phrases, fact) for fact in edition.facts if fact.section == section.id),
        )
        for section in edition.sections
        if any(fact.section == section.id for fact in edition.facts)
    ]


def _matches(edition: Edition, entry_id: str, wanted: list[str]) -> bool:
    text = folded("\n".join(texts_of(edition, entry_id)))
    return all(word in text for word in wanted)


def _heading_notes(model: ReadingModel) -> tuple[str, ...]:
    words, edition = model.desk.words, model.edition
    notes = [words.text(edition.heading.authority)]
    notes += [
        words._("In force from {since} until before {until}", since=period.since, until=period.until)
        if period.until
        else words._("In force from {since}", since=period.since)
        for period in model.desk.shelf.timeline.periods
        if period.edition_id == edition.id
    ]
    notes += [
        words._(
            "Put in force in this register by {name} for {day}. {note}",
            name=entry.put_in_force_by,
            day=words.date(entry.since),
            note=entry.note,
        )
        for entry in model.desk.shelf.timeline.entries
        if entry.edition_id == edition.id and entry.is_of_register
    ]
    notes.append(f"SHA-256 {edition.sha256}")
    return tuple(notes)


def _explanation(model: ReadingModel) -> str:
    _ = model.desk.words._
    return {
        TEXT: _text_explanation(model),
        GROUNDS: _("The cases in which a transfer may be examined for permission."),
        RULES: _("A rule that fires gives an outcome; of several, the gravest stands."),
        STEPS: _("Who examines and decides, in this order, where a transfer may be permitted."),
        NOTICES: _("What has to be published or notified."),
        COMMITMENTS: _("What the recipient undertakes."),
        TERMS: _("Conditions with a name, used in the rules."),
        FACTS: _("What may be asked about a transfer, in the order of the request."),
        POINTS: _("What is unpublished or contested, what the program does about it, and where it bites."),
        SOURCES: _("Where the entries come from, and how well that is established."),
        CERTIFICATE: _("What is proved of this edition, over every situation it can be asked about."),
    }.get(model.part, "")


def _text_explanation(model: ReadingModel) -> str:
    _, sentences = model.desk.words._, model.edition.sentences
    if sentences and all(sentence.own_words for sentence in sentences):
        return _(
            "The content of the source text, sentence by sentence, in this program’s own words: the official wording "
            "is not at hand. Beside each sentence stands what codes it."
        )
    return _("The source text, sentence by sentence, with what codes it beside it.")


def _decided(model: ReadingModel, line: DecidedLine) -> DecidedSays:
    words = model.desk.words
    item = f"　{line.item}" if line.item else ""
    note = [
        words._("no. {number}", number=line.number),
        words.date(line.recorded_at.date()),
        "" if line.is_current else words._("superseded"),
    ]
    position = words._("Line {position}", position=line.position)
    return DecidedSays(
        line.case_id,
        line.line_id,
        f"{line.case_number}　{line.title}　{position}{item}",
        "　".join(part for part in note if part),
    )


def decided_words(model: ReadingModel) -> tuple[str, str]:
    """What asks for the lines that an entry decided, and what says that there are none."""
    _ = model.desk.words._
    return _("Cases that it decided"), _("It decided no recorded determination of this register.")


def being_checked(model: ReadingModel) -> str:
    """What stands in place of a certificate while it is made."""
    return model.desk.words._("Being checked…")
