"""Reading an edition: its parts in order, one part at a time or what a search has found, and its certificate."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.domain.decision.certificate import Certificate, certify
from app.domain.law.examination import Examination
from app.domain.law.rulebook import Edition
from app.domain.register.cases import DecidedLine
from app.domain.search import Search, folded, search_for
from app.services.reading import lines_decided_by
from app.viewmodels.rulebook.contents_model import (
    ABOUT,
    AFTERWARDS,
    FACTS,
    GLOSSARY,
    entries_of,
    entry_in,
    has_id,
    part_explanation,
    part_labels,
    sizes,
)
from app.viewmodels.rulebook.entry_model import EntrySays, fact_says, heading_says, term_says, texts_in
from app.viewmodels.rulebook.reference_model import TABLES
from app.viewmodels.rulebook.rulebook_model import RulebookModel
from app.viewmodels.session.session import Session
from app.wording.examination_words import HEADINGS
from app.wording.phrases import Phrases


class PartSays(NamedTuple):
    """A part of the edition in the list of contents, with how many entries it has; `caption` stands above it."""

    id: str
    label: str
    size: str
    here: bool
    caption: str


class ReadingSectionSays(NamedTuple):
    """Entries under a heading."""

    heading: str
    entries: tuple[EntrySays, ...]


class ReadingSays(NamedTuple):
    """The contents beside the entries, and what stands above them."""

    editions: tuple[tuple[str, str], ...]
    edition_id: str
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
        self.session: Session = rulebook.session
        self.part = ABOUT
        self.typed = ""
        #: By edition and tables; None while one is being made.
        self._certificates: dict[tuple[str, str], Certificate | None] = {}

    @property
    def edition(self) -> Edition:
        """The edition that is read."""
        return self.session.shelf.edition(self.rulebook.edition_id)

    @property
    def examination(self) -> Examination:
        """What holds after a determination under the edition that is read."""
        return self.session.shelf.examination(self.edition)

    @property
    def phrases(self) -> Phrases:
        """Puts the codes of the edition that is read into words."""
        return self.session.phrases(self.edition)

    def sizes(self) -> tuple[tuple[str, int | None], ...]:
        """The parts of the edition, each with how many entries it has; None where it is not made of entries."""
        return sizes(self.session.words, self.edition, self.session.shelf.reference(), self.examination)

    # -- moving about

    def choose_edition(self, edition_id: str) -> None:
        """Reads another edition, at the same part."""
        self.rulebook.edition_id = edition_id
        if self.part not in dict(self.sizes()):
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
        for part, entries in entries_of(self.edition, self.examination).items():
            if any(has_id(part, entry, entry_id) for entry in entries):
                self.part, self.typed = part, ""

    # -- what is asked for

    def certificate(self) -> Certificate | None:
        """The certificate of the edition; None until it has been made, which is done apart from the window's thread."""
        shelf, edition = self.session.shelf, self.edition
        reference = shelf.reference()
        key = edition.sha256, reference.sha256
        if key not in self._certificates:
            self._certificates[key] = None
            compiled = shelf.compiled(edition.id)

            def receive(certificate: Certificate) -> None:
                self._certificates[key] = certificate
                self.changed.emit()

            self.session.read(lambda _work: certify(compiled, reference), receive)
        return self._certificates[key]

    def read_decided(self, entry_id: str) -> None:
        """Reads the lines that an entry decided."""
        edition_id = self.edition.id

        def receive(lines: tuple[DecidedLine, ...]) -> None:
            self.decided_read.emit(entry_id, tuple(_decided(self, line) for line in lines))

        self.session.read(lambda work: lines_decided_by(work, edition_id, entry_id), receive)

    def open_line(self, case_id: int, line_id: int) -> None:
        """Opens a line on its determination."""
        self.rulebook.line_wanted.emit(case_id, line_id)


def reading_says(model: ReadingModel) -> ReadingSays:
    """The contents beside the entries, and what stands above them."""
    words = model.session.words
    _ = words._
    found = sum(len(section.entries) for section in sections_says(model)) if model.typed else 0
    labels = part_labels(words, model.edition)
    editions = reversed(model.session.shelf.editions())
    return ReadingSays(
        editions=tuple((edition.id, _("Edition {edition}", edition=edition.id)) for edition in editions),
        edition_id=model.edition.id,
        parts=_parts(model, labels),
        title=words.ngettext("{n} place found", "{n} places found", found) if model.typed else labels[model.part],
        explanation="" if model.typed else part_explanation(model.phrases, model.examination, model.part),
        nothing=_("Nothing in this edition matches. Try another word.") if model.typed and not found else "",
    )


def sections_says(model: ReadingModel) -> tuple[ReadingSectionSays, ...]:
    """The entries of the present part, or those that were found."""
    labels, phrases = part_labels(model.session.words, model.edition), model.phrases
    if model.typed.strip():
        wanted = search_for(model.typed)
        sections = _editions_found(model, wanted)
        for part, entries in entries_of(model.edition, model.examination).items():
            hits = [entry for entry in entries if _matches(entry, wanted)]
            if hits:
                sections.append(
                    ReadingSectionSays(labels[part], tuple(entry_in(phrases, part, entry) for entry in hits))
                )
        terms = tuple(
            term_says(model.session.words, term) for term in model.session.words.terms if _matches(term, wanted)
        )
        return (*sections, *([ReadingSectionSays(labels[GLOSSARY], terms)] if terms else []))
    if model.part == FACTS:
        return tuple(_facts_by_section(model))
    if model.part == ABOUT:
        return (ReadingSectionSays("", (heading_says(phrases)._replace(notes=_heading_notes(model)),)),)
    if model.part == GLOSSARY:
        words = model.session.words
        return (ReadingSectionSays("", tuple(term_says(words, term) for term in words.terms)),)
    if model.part == AFTERWARDS:
        return tuple(_after_determination(model))
    entries = entries_of(model.edition, model.examination).get(model.part, ())
    return (ReadingSectionSays("", tuple(entry_in(phrases, model.part, entry) for entry in entries)),)


def _editions_found(model: ReadingModel, wanted: Search) -> list[ReadingSectionSays]:
    """The editions whose own words have all that is typed in them, whichever is read: by their name, their day."""
    session = model.session
    found = [edition for edition in session.shelf.editions() if _matches(edition.heading, wanted)]
    if not found:
        return []
    entries = tuple(heading_says(session.phrases(edition)) for edition in found)
    return [ReadingSectionSays(session.words._("Editions"), entries)]


def _parts(model: ReadingModel, labels: dict[str, str]) -> tuple[PartSays, ...]:
    caption = model.session.words._("Reference data {version}", version=model.session.shelf.reference().version)
    return tuple(
        PartSays(
            part,
            labels[part],
            "" if count is None else str(count),
            part == model.part and not model.typed,
            caption if part == TABLES[0] else "",
        )
        for part, count in model.sizes()
    )


def _facts_by_section(model: ReadingModel) -> list[ReadingSectionSays]:
    edition, words, phrases = model.edition, model.session.words, model.phrases
    return [
        ReadingSectionSays(
            words.text(section.label),
            tuple(fact_says(phrases, fact) for fact in edition.facts if fact.section == section.id),
        )
        for section in edition.sections
        if any(fact.section == section.id for fact in edition.facts)
    ]


def _after_determination(model: ReadingModel) -> Iterator[ReadingSectionSays]:
    words, phrases = model.session.words, model.phrases
    for kind, entries in model.examination.by_kind.items():
        yield ReadingSectionSays(
            words._(HEADINGS[kind]), tuple(entry_in(phrases, AFTERWARDS, entry) for entry in entries)
        )


def _matches(entry: tuple[object, ...], wanted: Search) -> bool:
    return wanted.finds(folded("\n".join(texts_in(entry))))


def _heading_notes(model: ReadingModel) -> tuple[str, ...]:
    words, edition = model.session.words, model.edition
    notes = [words.text(edition.heading.authority)]
    notes += [
        words._(
            "In force from {since} until before {until}",
            since=words.date(period.since),
            until=words.date(period.until),
        )
        if period.until
        else words._("In force from {since}", since=words.date(period.since))
        for period in model.session.shelf.timeline.periods
        if period.edition_id == edition.id
    ]
    notes += [
        words._(
            "Put in force in this register by {name} for {day}. {note}",
            name=entry.put_in_force_by,
            day=words.date(entry.since),
            note=entry.note,
        )
        for entry in model.session.shelf.timeline.entries
        if entry.edition_id == edition.id and entry.is_of_register
    ]
    notes.append(words._("Fingerprint of the content: {digest}", digest=edition.sha256))
    return tuple(notes)


def _decided(model: ReadingModel, line: DecidedLine) -> DecidedSays:
    words = model.session.words
    item = f"　{line.item}" if line.item else ""
    note = [
        words._("no. {number}", number=line.number),
        words.day_of(line.recorded_at),
        "" if line.is_current else words._("superseded"),
    ]
    position = words._("Line {position} of the request", position=line.position)
    return DecidedSays(
        line.case_id,
        line.line_id,
        f"{line.case_number}　{line.title}　{position}{item}",
        "　".join(part for part in note if part),
    )
