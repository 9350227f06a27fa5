"""The report on an edition or a pack before it is put in force in a register, and what refuses it.

`refusal_of_x(…)`, and `refusal` of a report, is a `Mendable`, or None where x may be done.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.domain.decision.certificate import Certificate
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.errors import Flaw, Mendable
from app.domain.law.law_on_record import Pack
from app.domain.law.reference import Reference
from app.domain.law.reference_rows import RowChange, version_key
from app.domain.law.timeline import EntryIntoForce, Timeline


class DraftReport(NamedTuple):
    """What was found of an edition that may be put in force.

    There is no `draft` while there are findings. `in_force` is the edition that decides on the day from which the draft
    would be in force: the one to compare it with. `since` is that day, where it is not simply the draft's own.
    `reference_version` is that of the tables it was read against.
    """

    folder: str
    findings: tuple[Flaw, ...]
    draft: CompiledEdition | None
    certificate: Certificate | None
    in_force: CompiledEdition | None
    reference_version: str
    since: date | None = None

    @property
    def refusal(self) -> Mendable | None:
        """An edition can't be put in force while it has mistakes or is not certified."""
        if self.draft is None or self.certificate is None:
            return Mendable(
                "The edition in {folder} has {count} mistakes and can't be put in force. Mend them and open it again.",
                folder=self.folder,
                count=len(self.findings),
            )
        if not self.certificate.is_certified:
            return Mendable(
                "Edition {edition} is not certified and can't be put in force: {count} checks found a defect. Mend "
                "what they show and open it again.",
                edition=self.draft.edition.id,
                count=len(self.certificate.defects),
            )
        return None

    @property
    def earliest(self) -> date | None:
        """The first day from which the draft can be in force: its own."""
        return self.draft.edition.heading.in_force_from if self.draft else None


class PackReport(NamedTuple):
    """What was found of a pack: mistakes, or the rows by which it differs from the tables in force.

    There is no `pack` while its files have mistakes. `is_former` marks the tables that going back would take up again.
    """

    folder: str
    findings: tuple[Flaw, ...]
    pack: Pack | None
    rows: tuple[RowChange, ...]
    version_in_force: str
    is_former: bool = False

    @property
    def refusal(self) -> Mendable | None:
        """A pack can't be taken while it has mistakes; for the former one it is `refusal_of_going_back`."""
        if self.is_former:
            return refusal_of_going_back(self.pack, self.findings)
        if self.pack is not None and not self.findings:
            return None
        return Mendable(
            "The reference pack in {folder} has {count} mistakes and can't be taken. Mend them and open it again.",
            folder=self.folder,
            count=len(self.findings),
        )


def refusal_of_entry(entry: EntryIntoForce, first: date, timeline: Timeline) -> Mendable | None:
    """An edition can't be in force before `first`, the day of its own heading, nor where nothing would change."""
    if entry.since < first:
        return Mendable(
            "Edition {edition} is in force from {first} by its own heading, and can't be from {since}. Give that day "
            "or a later one.",
            edition=entry.edition_id,
            first=first.isoformat(),
            since=entry.since.isoformat(),
        )
    if timeline.with_entry(entry).periods == timeline.periods:
        return Mendable(
            "Edition {edition} decides from {since} on already, so nothing would change. Choose another day or another "
            "edition.",
            edition=entry.edition_id,
            since=entry.since.isoformat(),
        )
    return None


def refusal_of_going_back(former: Pack | None, unfit: Sequence[Flaw]) -> Mendable | None:
    """There is no way back from the program's own tables, nor to tables that lack what a known edition names.

    `unfit` are the flaws of the known editions under the former tables; the first is what refuses.
    """
    if former is None:
        return Mendable("The reference tables of the program itself are in force. There is nothing to go back to.")
    return next(iter(unfit), None)


def refusal_of_tables(reference: Reference, in_force: Reference) -> Mendable | None:
    """Reference tables can't follow those in force that are the same, older, or others of the same version."""
    key, key_in_force = version_key(reference.version), version_key(in_force.version)
    if key is None:
        return Mendable(
            "“{version}” is no version of a pack. Give the day of the pack (year-month-day), and a number where there "
            "are several of one day: 2026-11-22.2.",
            version=reference.version,
        )
    if reference.sha256 == in_force.sha256:
        return Mendable("The pack {version} is in force already.", version=reference.version)
    if key_in_force is not None and key < key_in_force:
        return Mendable(
            "The pack {version} is older than the one in force, {in_force}. Take a newer one, or go back to the former "
            "pack.",
            version=reference.version,
            in_force=in_force.version,
        )
    if key == key_in_force:
        return Mendable(
            "Another pack {version} is in force, with other content. Give this one a later version.",
            version=reference.version,
        )
    return None
