"""What the page says on which an edition is put in force."""

from typing import NamedTuple

from app.domain.certificate import CHECKS
from app.domain.timeline import EntryIntoForce
from app.viewmodels.publishing_model import STAGES, PublishingModel, Stage
from app.viewmodels.way_model import (
    ActSays,
    ConfirmSays,
    EntrySays,
    FolderSays,
    HistorySays,
    WaySays,
    act_missing,
    changed_cases_says,
    changes_says,
    findings_says,
    register_says,
    stages_says,
)
from app.wording.certificate_sheet import CHECK_NAMES, defect_sentence
from app.wording.language import Words


class DefectSays(NamedTuple):
    """What is wrong, and the situations that show it."""

    text: str
    situations: tuple[str, ...]


class CheckSays(NamedTuple):
    """One check of the certificate."""

    label: str
    result: str
    passed: bool
    defects: tuple[DefectSays, ...]


class CertifiedSays(NamedTuple):
    """The certificate."""

    verdict: str
    says: str
    is_certified: bool
    checks: tuple[CheckSays, ...]


class SinceSays(NamedTuple):
    """The day from which the edition shall be in force, and what is looked at for it."""

    label: str
    help: str
    look: str
    says: str


class PublishingSays(NamedTuple):
    """Everything on the page."""

    way: WaySays
    folder: FolderSays
    known_label: str
    known: tuple[tuple[str, str], ...]
    known_button: str
    history: HistorySays
    certificate: CertifiedSays
    since: SinceSays
    act: ActSays


def publishing_says(model: PublishingModel) -> PublishingSays:
    """Everything on the page, in the present language."""
    words = model.desk.words
    _ = words._
    return PublishingSays(
        way=_way(model),
        folder=_folder(model),
        known_label=_("Or an edition that is known already, to put it in force from another day"),
        known=tuple(
            (each.id, f"{each.id}　{words.text(each.heading.title)}") for each in reversed(model.desk.shelf.editions())
        ),
        known_button=_("Take this edition"),
        history=_history(model),
        certificate=_certificate(model),
        since=SinceSays(
            label=_("In force from"),
            help=_since_help(model),
            look=_("Look at the stored lines"),
            says=_(
                "Each stored line that is assessed from this day on is assessed once more under the edition. Nothing "
                "is recorded by that."
            ),
        ),
        act=_act(model),
    )


def _way(model: PublishingModel) -> WaySays:
    _ = model.desk.words._
    furthest = STAGES.index(model.furthest())
    names = (
        (Stage.FOLDER.value, _("Folder")),
        (Stage.CERTIFICATE.value, _("Certificate")),
        (Stage.COMPARISON.value, _("What it changes")),
        (Stage.LINES.value, _("Stored lines")),
        (Stage.FORCE.value, _("Put in force")),
    )
    is_done = model.put_in_force_since is not None
    return WaySays(
        explanation=_(
            "From a folder with an edition to the law that decides in this register. Nothing is changed until the last "
            "step, and everything is shown before it."
        ),
        stages=stages_says(model.desk, names, model.stage.value, len(STAGES) if is_done else furthest),
        back=_("Back") if model.stage is not Stage.FOLDER and not is_done else "",
        next=_next(model),
        next_says=_next_says(model),
        may_go_on=furthest > STAGES.index(model.stage),
    )


def _next(model: PublishingModel) -> str:
    _ = model.desk.words._
    if model.draft is None:
        return ""
    return {
        Stage.FOLDER: _("On to the certificate"),
        Stage.CERTIFICATE: _("On to what it changes"),
        Stage.COMPARISON: _("On to the stored lines"),
        Stage.LINES: _("On to putting it in force"),
        Stage.FORCE: "",
    }[model.stage]


def _next_says(model: PublishingModel) -> str:
    """Why there is no going on, where there is none."""
    _ = model.desk.words._
    if model.stage is Stage.CERTIFICATE and model.report is not None and not model.report.is_ready:
        return _("An edition that is not certified can't be put in force.")
    if model.stage is Stage.LINES and not model.run.is_finished:
        return _("Every stored line has to be looked at first.")
    return ""


def _folder(model: PublishingModel) -> FolderSays:
    words, draft = model.desk.words, model.draft
    _ = words._
    findings = model.report.findings if model.report is not None else ()
    return FolderSays(
        label=_("Folder with the edition"),
        help=_(
            "A folder of TOML files. To start from an edition that there is: sekisho rulebook draft 2026-04-21 FOLDER"
        ),
        choose=_("Choose a folder …"),
        read=_("Read the edition"),
        working=_("The edition is being read and checked …") if model.is_working else "",
        title=_("Edition {edition}: {title}", edition=draft.id, title=words.text(draft.heading.title)) if draft else "",
        summary=words.text(draft.heading.summary) if draft is not None else "",
        findings_heading=words.ngettext(
            "{n} mistake. Mend it in the files and read the edition again.",
            "{n} mistakes. Mend them in the files and read the edition again.",
            len(findings),
        )
        if findings
        else "",
        findings=findings_says(model.desk, findings),
    )


def _history(model: PublishingModel) -> HistorySays:
    words, shelf = model.desk.words, model.desk.shelf
    _ = words._
    present = shelf.timeline.period_on(model.desk.today())
    told = []
    for period in reversed(shelf.timeline.periods):
        entries = [each for each in shelf.timeline.entries if (each.edition_id, each.since) == period[:2]]
        entry = entries[-1]
        text = _("Edition {edition}, from {since}", edition=period.edition_id, since=words.date(period.since))
        if entry.recorded_at is None:
            detail = _("comes with the program")
        else:
            detail = _(
                "put in force by {person}; recorded on {day} by {name}",
                person=entry.put_in_force_by,
                day=words.date(entry.recorded_at.date()),
                name=entry.recorded_by,
            )
            detail = f"{detail} — {entry.note}" if entry.note else detail
        told.append(EntrySays(text, detail, period == present))
    return HistorySays(_("Which edition decides, and since when"), tuple(told), _("in force now"))


def _certificate(model: PublishingModel) -> CertifiedSays:
    words, report = model.desk.words, model.report
    _ = words._
    if report is None or report.certificate is None:
        return CertifiedSays("", "", is_certified=False, checks=())
    certificate = report.certificate
    if certificate.is_certified:
        verdict = _("Edition {edition} is certified", edition=certificate.edition_id)
        says = _(
            "Every check holds in every situation of the edition: {results} distinct results; conflicts of rules, all "
            "declared: {conflicts}.",
            results=certificate.leaves,
            conflicts=len(certificate.conflicts),
        )
    else:
        verdict = _("Edition {edition} is not certified", edition=certificate.edition_id)
        says = _("Mend what the situations below show, in the files, and read the edition again.")
    return CertifiedSays(verdict, says, certificate.is_certified, _checks(model))


def _checks(model: PublishingModel) -> tuple[CheckSays, ...]:
    words, certificate = model.desk.words, model.certificate
    told = []
    for check in CHECKS:
        passed = certificate.passed(check)
        defects = tuple(
            DefectSays(
                defect_sentence(words, defect, model.phrases),
                _links(words, len(defect.situations)),
            )
            for defect in certificate.defects
            if defect.check == check
        )
        result = words._("passed") if passed else words._("failed")
        told.append(CheckSays(words._(CHECK_NAMES[check]), result, passed, defects))
    return tuple(told)


def _links(words: Words, situations: int) -> tuple[str, ...]:
    if situations == 1:
        return (words._("Look at a situation that shows it"),)
    return tuple(words._("Look at a situation that shows it ({n})", n=number) for number in range(1, situations + 1))


def _since_help(model: PublishingModel) -> str:
    words, report = model.desk.words, model.report
    if report is None or report.earliest is None:
        return ""
    return words._(
        "By its own heading the edition is in force from {day}; it can be put in force from that day or a later one.",
        day=words.date(report.earliest),
    )


def _act_says(model: PublishingModel) -> str:
    words, draft = model.desk.words, model.draft
    if draft is None:
        return ""
    timeline = model.desk.shelf.timeline
    said = {"edition": draft.id, "since": words.date(model.since), "before": timeline.id_on(model.since) or "—"}
    period = timeline.with_entry(EntryIntoForce(draft.id, draft.sha256, model.since)).period_on(model.since)
    if period is None or period.until is None:
        return words._(
            "Edition {edition} will decide every case of this register that is assessed as of {since} or later, in "
            "place of edition {before}.",
            **said,
        )
    return words._(
        "Edition {edition} will decide every case of this register that is assessed as of {since} or later and before "
        "{until}, in place of edition {before}.",
        until=words.date(period.until),
        **said,
    )


def _act(model: PublishingModel) -> ActSays:
    words, draft, since = model.desk.words, model.draft, model.put_in_force_since
    _ = words._
    is_done = draft is not None and since is not None
    return ActSays(
        says=_act_says(model),
        person_label=_("Put in force by (who answers for it)"),
        person_help=_("Name and office. It stands on the record with the day and the edition."),
        note_label=_("Note (what it rests on)"),
        act=_("Put edition {edition} in force …", edition=draft.id) if draft is not None else "",
        missing=act_missing(model.desk, model.named_person),
        may_act=model.may_act,
        done=_("Edition {edition} is in force from {since}", edition=draft.id, since=words.date(since))
        if draft is not None and since is not None
        else "",
        done_says=_(
            "It is on record. Recorded determinations stay as they are, under the edition they were made under."
        )
        if is_done
        else "",
        cases_heading=_("Open cases to be determined again"),
        no_cases=_("No open case has a recorded determination that would come out otherwise."),
        cases=changed_cases_says(model.to_redetermine),
        again=_("Put another edition in force"),
    )


def confirm_says(model: PublishingModel) -> ConfirmSays:
    """The last question before the edition is put in force."""
    words, draft = model.desk.words, model.draft
    _ = words._
    if draft is None:
        raise LookupError("no edition was read")
    since = words.date(model.since)
    return ConfirmSays(
        title=_("Put edition {edition} in force?", edition=draft.id),
        explanation=_act_says(model),
        facts=(
            (_("Edition"), f"{draft.id}　{words.text(draft.heading.title)}"),
            (_("Content (SHA-256)"), f"{draft.sha256[:16]}…"),
            (_("In force from"), since),
            (_("By"), model.named_person.strip()),
            (_("Register"), register_says(model.rulebook)),
        ),
        consequences=(
            *changes_says(model.desk, model.run.lines),
            _("It stays on record for good. The way back is to put another edition in force."),
        ),
        repeat_label=_("To confirm, type the edition’s id: {edition}", edition=draft.id),
        repeat=draft.id,
        missing=_("That is not the edition’s id. Nothing has been put in force."),
        accept=_("Put in force from {since}", since=since),
        cancel=_("Leave it"),
    )
