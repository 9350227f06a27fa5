"""Renew the reference tables of a register: examine a pack, see what it changes, take it, go back to the former one."""

from app.domain.errors import Flaw, Mendable, RefusedData
from app.domain.law.law_on_record import Pack, PackOnRecord, ReferenceUse, UseAct
from app.domain.law.reference_rows import row_changes
from app.domain.register.enactment import PackReport, refusal_of_going_back, refusal_of_tables
from app.domain.register.events import ReferencePackLeft, ReferencePackTaken
from app.services.acting import Acting
from app.services.changing import LawChange, change_of_law, raise_if_refused
from app.services.ports import RegisterRulebook
from app.services.reexamining import BodyOfLaw, Reexamination, law_in_force

_HEADING = "reference.toml"


def examine_pack(shelf: RegisterRulebook, folder: str) -> PackReport:
    """Read the reference tables in a folder, and compare them with those in force.

    Raises `Mendable` where there is no such folder.
    """
    in_force = shelf.reference()
    try:
        pack = shelf.read_pack(folder)
    except RefusedData as refused:
        return PackReport(folder, refused.flaws, None, (), in_force.version)
    refusal = refusal_of_tables(pack.reference, in_force)
    old = () if refusal is None else (_at_version(pack, refusal),)
    findings = (*old, *shelf.unfit_editions(pack.reference))
    return PackReport(folder, findings, pack, row_changes(in_force, pack.reference), in_force.version)


def examine_former(shelf: RegisterRulebook) -> PackReport | None:
    """What going back to the former tables would change; None where the program's own are in force."""
    former = shelf.former_pack()
    if former is None:
        return None
    in_force, unfit = shelf.reference(), shelf.unfit_editions(former.reference)
    return PackReport("", unfit, former, row_changes(in_force, former.reference), in_force.version, is_former=True)


def pack_reexamination(shelf: RegisterRulebook, report: PackReport) -> Reexamination:
    """What the pack changes for the stored lines; `Mendable` where it has mistakes."""
    pack = _ready(report)
    present = law_in_force(shelf)
    return Reexamination(present, BodyOfLaw(present.timeline, present.compiled, pack.reference))


def take_pack(
    acting: Acting,
    *,
    report: PackReport,
    named_person: str,
    note: str = "",
) -> ReferencePackTaken:
    """Take the pack that was examined; from now on its tables are in force.

    Raises `Mendable` where it has mistakes, is not newer than the one in force, or nobody is named.
    """
    pack = _ready(report)
    reference = pack.reference
    with change_of_law(acting, ReferencePackTaken, named_person, note) as change:
        in_force = acting.shelf.reference()
        raise_if_refused(refusal_of_tables(reference, in_force))
        if reference.sha256 not in acting.work.law.on_record().packs:
            kept = PackOnRecord(reference.version, reference.sha256, pack.files)
            acting.work.law.keep_pack(kept, change.at, change.by)
        acting.work.law.use_pack(_use(change, UseAct.TAKEN, reference.sha256, reference.version))
        return change.record(
            ReferencePackTaken(reference.version, reference.sha256, in_force.version, change.named_person, change.note)
        )


def go_back(acting: Acting, *, named_person: str, note: str = "") -> ReferencePackLeft:
    """Take up the former reference tables again, which restores the former results; the pack stays on record.

    Raises `Mendable` where the program's own are in force, an edition needs what the former ones lack, or nobody is
    named.
    """
    with change_of_law(acting, ReferencePackLeft, named_person, note) as change:
        former = acting.shelf.former_pack()
        unfit = () if former is None else acting.shelf.unfit_editions(former.reference)
        raise_if_refused(refusal_of_going_back(former, unfit))
        assert former is not None  # noqa: S101 - nothing was refused
        on_record = acting.work.law.on_record()
        taken = on_record.packs_in_force
        sha256 = former.reference.sha256 if len(taken) > 1 else None
        version, before = former.reference.version, on_record.packs[taken[-1]].version
        acting.work.law.use_pack(_use(change, UseAct.GONE_BACK, sha256, version))
        return change.record(ReferencePackLeft(version, sha256, before, change.named_person, change.note))


def _use(change: LawChange, act: UseAct, sha256: str | None, version: str) -> ReferenceUse:
    return ReferenceUse(act, sha256, version, change.named_person, change.note, change.at, change.by)


def _ready(report: PackReport) -> Pack:
    """The pack of a report that has no mistakes."""
    raise_if_refused(report.refusal)
    assert report.pack is not None  # noqa: S101 - nothing was refused
    return report.pack


def _at_version(pack: Pack, refusal: Mendable) -> Flaw:
    lines = pack.files[_HEADING].splitlines()
    line = next((number for number, text in enumerate(lines, 1) if text.partition("=")[0].strip() == "version"), 0)
    return Flaw(_HEADING, line, "version", refusal.template, **refusal.params)
