"""Read the editions of a folder: each resolved over the one it builds on, checked, and remembered by its content."""

from datetime import date
from pathlib import Path

from app.domain.errors import RefusedData
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.storage.editions.edition_files import EditionTables, Predecessor, from_canonical, read_edition
from app.storage.editions.edition_parser import faultless_edition, parse_edition


class EditionReader:
    """The editions in `folder`, one folder each, as they are written there.

    `contents` has what was read, in the one form that is hashed, by its hash.
    """

    def __init__(self, folder: Path, reference: Reference) -> None:
        self._folder = folder
        self._reference = reference
        self._tables: dict[str, EditionTables] = {}
        self._being_read: set[str] = set()
        self.contents: dict[str, bytes] = {}

    def editions(self) -> list[Edition]:
        """All editions, the earliest first. Raises `RefusedData` where one has mistakes, or two have one day."""
        editions = [self.edition(folder.name) for folder in self._folders()]
        self._refuse_overlaps(editions)
        return sorted(editions, key=lambda edition: edition.heading.in_force_from)

    def edition(self, edition_id: str) -> Edition:
        """The edition in the folder of this name. Raises `RefusedData` naming every mistake."""
        return self.parsed(self._resolved(edition_id), edition_id)

    def kept(self, content: bytes) -> Edition:
        """The edition of a content that was found faultless before."""
        edition = parse_edition(from_canonical(content), self._reference, content).edition
        self.contents[edition.sha256] = content
        return edition

    def tables_outside(self, folder: Path, other: Predecessor) -> EditionTables:
        """What is written in another folder; it may build on an edition of this one, or on what `other` gives."""
        return read_edition(folder, lambda edition_id: other(edition_id) or self._predecessor(edition_id))

    def parsed(self, tables: EditionTables, label: str) -> Edition:
        """The edition of these tables. Raises `RefusedData` under the label, naming every mistake."""
        content = tables.canonical()
        edition = faultless_edition(tables, self._reference, content, label)
        self.contents[edition.sha256] = content
        return edition

    def _resolved(self, edition_id: str) -> EditionTables:
        found = self._tables.get(edition_id)
        if found is None:
            self._being_read.add(edition_id)
            try:
                found = self._tables[edition_id] = read_edition(self._folder / edition_id, self._predecessor)
            finally:
                self._being_read.remove(edition_id)
        return found

    def _predecessor(self, edition_id: str) -> EditionTables | None:
        """The edition that another builds on; None if there is none, or if it is itself being built on that other."""
        names = {folder.name for folder in self._folders()} - self._being_read
        return self._resolved(edition_id) if edition_id in names else None

    def _refuse_overlaps(self, editions: list[Edition]) -> None:
        """Raise `RefusedData` where an id is not the name of its folder, or two editions begin on the same day."""
        flaws = []
        taken: dict[date, str] = {}
        for folder, edition in zip(self._folders(), editions, strict=True):
            tables = self._tables[folder.name]
            heading = tables._replace(heading_file=tables.heading_file._replace(edition=folder.name))
            if edition.id != folder.name:
                flaws.append(
                    heading.flaw(
                        "", "", "id", "The id differs from the name of the folder, “{name}”.", name=folder.name
                    )
                )
            day = edition.heading.in_force_from
            other = taken.setdefault(day, folder.name)
            if other != folder.name:
                flaws.append(
                    heading.flaw(
                        "",
                        "",
                        "in_force_from",
                        "The edition comes into force on the same day as “{other}”.",
                        other=other,
                    )
                )
        if flaws:
            raise RefusedData(str(self._folder), tuple(flaws))

    def _folders(self) -> list[Path]:
        return sorted(path for path in self._folder.iterdir() if (path / "edition.toml").is_file())
