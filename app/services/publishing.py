"""Publish an edition in a register: examine a draft, see what it changes, put it in force from a day."""

from datetime import date
from typing import NamedTuple

from app.domain.decision.certificate import Certificate, certify
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.errors import Flaw, Mendable, RefusedData
from app.domain.law.law_on_record import EditionOnRecord
from app.domain.law.timeline import EntryIntoForce, Timeline
from app.domain.register.entered_text import checked_text
from app.domain.register.events import EditionPutInForce
from app.domain.register.particulars import checked_actor, checked_person
from app.services.acting import Acting
from app.services.ports import RegisterRulebook
from app.services.reexamining import Law, Reexamination, law_in_force


class DraftReport(NamedTuple):
    """What was found of an edition that may be put in force.

    There is no `draft` while there are findings. `in_force` is the edition that decides on the day from which the draft
    can be in force: the one to compare it with. `reference_version` is that of the tables it was read against.
    """

    folder: str
    findings: tuple[Flaw, ...]
    draft: CompiledEdition | None
    certificate: Certificate | None
    in_force: CompiledEdition | None
    reference_version: str

    @property
    def is_ready(self) -> bool:
        """Whether the draft is without mistakes and certified."""
        return self.certificate is not None and self.certificate.is_certified

    @property
    def earliest(self) -> date | None:
        """The first day from which the draft can be in force: its own."""
        return self.draft.edition.heading.in_force_from if self.draft else None


def examine_draft(shelf: RegisterRulebook, folder: str) -> DraftReport:
    """Read the edition in a folder, and certify it where it has no mistakes.

    Raises `Mendable` where the folder holds no edition at all.
    """
    try:
        draft = shelf.read_draft(folder)
    except RefusedData as refused:
        return DraftReport(folder, refused.flaws, None, None, None, shelf.reference().version)
    return _report(shelf, folder, draft)


def examine_known(shelf: RegisterRulebook, edition_id: str) -> DraftReport:
    """The same for an edition that is known already: the way back to a former one."""
    return _report(shelf, "", shelf.compiled(edition_id))


def draft_reexamination(shelf: RegisterRulebook, report: DraftReport, since: date) -> Reexamination:
    """What putting the draft in force from a day changes for the stored lines; `Mendable` where it can't be."""
    entry, draft = _entry(shelf, report, since)
    present = law_in_force(shelf)
    timeline = present.timeline.with_entry(entry)

    def compiled(edition_id: str) -> CompiledEdition:
        return draft if edition_id == draft.edition.id else shelf.compiled(edition_id)

    period = timeline.period_on(since)
    until = period.until if period else None
    return Reexamination(present, Law(timeline, compiled, present.reference), since, until)


def pending_reexamination(shelf: RegisterRulebook) -> Reexamination:
    """The recorded determinations that the law in force now would make otherwise."""
    return Reexamination(law_in_force(shelf))


def put_in_force(
    acting: Acting,
    *,
    report: DraftReport,
    named_person: str,
    since: date,
    note: str = "",
) -> EditionPutInForce:
    """Put the edition that was examined in force from a day on; recorded determinations stay as they are.

    Raises `Mendable` where it has mistakes or is not certified, nobody is named, the day is before its own, or nothing
    would change.
    """
    entry, draft = _entry(acting.shelf, report, since)
    entry = entry._replace(put_in_force_by=checked_person(named_person), note=checked_text("note", note))
    edition = draft.edition
    with acting.work:
        at, name = acting.clock.now(), checked_actor(acting.actor)
        if edition.id not in acting.shelf.timeline.days:
            acting.work.law.keep_edition(
                EditionOnRecord(edition.id, edition.sha256, acting.shelf.content(edition)), at, name
            )
        acting.work.law.put_in_force(entry, at, name)
        event = EditionPutInForce(edition.id, edition.sha256, since.isoformat(), entry.put_in_force_by, entry.note)
        acting.work.events.add(event, at, name)
        acting.work.commit()
        acting.shelf.learn(acting.work.law.on_record())
    return event


def _report(shelf: RegisterRulebook, folder: str, draft: CompiledEdition) -> DraftReport:
    reference = shelf.reference()
    in_force_id = shelf.timeline.id_on(draft.edition.heading.in_force_from)
    in_force = shelf.compiled(in_force_id) if in_force_id is not None else None
    return DraftReport(folder, (), draft, certify(draft, reference), in_force, reference.version)


def _entry(shelf: RegisterRulebook, report: DraftReport, since: date) -> tuple[EntryIntoForce, CompiledEdition]:
    """The entry into force that the report allows, with the edition."""
    draft, certificate = report.draft, report.certificate
    if draft is None or certificate is None:
        raise Mendable(
            "The edition in {folder} has {count} mistakes and can't be put in force. Mend them and open it again.",
            folder=report.folder,
            count=len(report.findings),
        )
    edition = draft.edition
    if not certificate.is_certified:
        raise Mendable(
            "Edition {edition} is not certified and can't be put in force: {count} checks found a defect. Mend what "
            "they show and open it again.",
            edition=edition.id,
            count=len(certificate.defects),
        )
    is_other = edition.id in shelf.timeline.days and shelf.edition(edition.id).sha256 != edition.sha256
    if is_other or report.reference_version != shelf.reference().version:
        raise Mendable("The law of the register has changed since the edition was opened. Open it again.")
    if since < edition.heading.in_force_from:
        raise Mendable(
            "Edition {edition} is in force from {first} by its own heading, and can't be from {since}. Give that day "
            "or a later one.",
            edition=edition.id,
            first=edition.heading.in_force_from.isoformat(),
            since=since.isoformat(),
        )
    entry = EntryIntoForce(edition.id, edition.sha256, since)
    _ensure_changes(shelf.timeline, entry)
    return entry, draft


def _ensure_changes(timeline: Timeline, entry: EntryIntoForce) -> None:
    if timeline.with_entry(entry).periods == timeline.periods:
        raise Mendable(
            "Edition {edition} is in force from {since} already. Nothing would change.",
            edition=entry.edition_id,
            since=entry.since.isoformat(),
        )
