"""Publish an edition in a register: examine a draft, see what it changes, put it in force from a day."""

from datetime import date

from app.domain.decision.certificate import certify
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.errors import Mendable, RefusedData
from app.domain.law.law_on_record import EditionOnRecord
from app.domain.law.timeline import EntryIntoForce
from app.domain.register.enactment import DraftReport, refusal_of_entry
from app.domain.register.events import EditionPutInForce
from app.services.acting import Acting
from app.services.changing import change_of_law, raise_if_refused
from app.services.ports import RegisterRulebook
from app.services.reexamining import BodyOfLaw, Reexamination, law_in_force


def examine_draft(shelf: RegisterRulebook, folder: str) -> DraftReport:
    """Read the edition in a folder, and certify it where it has no mistakes.

    Raises `Mendable` where the folder holds no edition at all.
    """
    try:
        draft = shelf.read_draft(folder)
    except RefusedData as refused:
        return DraftReport(folder, refused.flaws, None, None, None, shelf.reference().version)
    return _report(shelf, folder, draft, draft.edition.heading.in_force_from)


def examine_known(shelf: RegisterRulebook, edition_id: str, today: date) -> DraftReport:
    """The same for an edition that is known already, to go back to a former one: from today, or from its own day."""
    draft = shelf.compiled(edition_id)
    since = max(today, draft.edition.heading.in_force_from)
    return _report(shelf, "", draft, since)._replace(since=since)


def draft_reexamination(shelf: RegisterRulebook, report: DraftReport, since: date) -> Reexamination:
    """What putting the draft in force from a day changes for the stored lines; `Mendable` where it can't be."""
    entry, draft = _entry(shelf, report, since)
    present = law_in_force(shelf)
    timeline = present.timeline.with_entry(entry)

    def compiled(edition_id: str) -> CompiledEdition:
        return draft if edition_id == draft.edition.id else shelf.compiled(edition_id)

    period = timeline.period_on(since)
    until = period.until if period else None
    return Reexamination(present, BodyOfLaw(timeline, compiled, present.reference), since, until)


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
    with change_of_law(acting, EditionPutInForce, named_person, note) as change:
        entry, draft = _entry(acting.shelf, report, since)
        edition = draft.edition
        if edition.id not in acting.shelf.timeline.days:
            content = acting.shelf.content(edition)
            acting.work.law.keep_edition(EditionOnRecord(edition.id, edition.sha256, content), change.at, change.by)
        entry = entry._replace(put_in_force_by=change.named_person, note=change.note)
        acting.work.law.put_in_force(entry, change.at, change.by)
        return change.record(
            EditionPutInForce(edition.id, edition.sha256, since.isoformat(), change.named_person, change.note)
        )


def _report(shelf: RegisterRulebook, folder: str, draft: CompiledEdition, since: date) -> DraftReport:
    reference = shelf.reference()
    in_force_id = shelf.timeline.id_on(since)
    in_force = shelf.compiled(in_force_id) if in_force_id is not None else None
    return DraftReport(folder, (), draft, certify(draft, reference), in_force, reference.version)


def _entry(shelf: RegisterRulebook, report: DraftReport, since: date) -> tuple[EntryIntoForce, CompiledEdition]:
    """The entry into force that the report allows, with the edition."""
    raise_if_refused(report.refusal)
    draft = report.draft
    assert draft is not None  # noqa: S101 - nothing was refused
    edition = draft.edition
    is_other = edition.id in shelf.timeline.days and shelf.edition(edition.id).sha256 != edition.sha256
    if is_other or report.reference_version != shelf.reference().version:
        raise Mendable("The law of the register has changed since the edition was opened. Open it again.")
    entry = EntryIntoForce(edition.id, edition.sha256, since)
    raise_if_refused(refusal_of_entry(entry, edition.heading.in_force_from, shelf.timeline))
    return entry, draft
