"""What the page says on which an edition is put in force."""

from typing import NamedTuple

from app.domain.law.timeline import EntryIntoForce
from app.viewmodels.enactment.enactment_page_model import (
    ActSays,
    EnactmentPageSays,
    EnactmentSays,
    FolderSays,
    HistoryEntrySays,
    act_says,
    enactment_says,
    flaws_of,
    folder_says,
    history_entry,
    last_question,
)
from app.viewmodels.enactment.publishing_model import PublishingModel, PublishingStage
from app.viewmodels.session.form import Form
from app.wording.certificate_sheet import checks_in_words
from app.wording.language import Words


class DefectSays(NamedTuple):
    """What is wrong, and the situations that show it."""

    text: str
    situations: tuple[str, ...]


class PublishingCheckSays(NamedTuple):
    """One check of the certificate."""

    label: str
    result: str
    passed: bool
    defects: tuple[DefectSays, ...]


class CertifiedSays(NamedTuple):
    """The certificate of the draft: the verdict, and each check with what failed."""

    verdict: str
    says: str
    is_certified: bool
    checks: tuple[PublishingCheckSays, ...]


class PublishingSays(NamedTuple):
    """Everything on the page."""

    page: EnactmentPageSays
    known: tuple[tuple[str, str], ...]
    certificate: CertifiedSays
    since_help: str


def publishing_says(model: PublishingModel) -> PublishingSays:
    """Everything on the page, in the present language."""
    words = model.session.words
    return PublishingSays(
        page=EnactmentPageSays(_enactment(model), _folder(model), _history(model), _act(model)),
        known=tuple(
            (each.id, f"{each.id}　{words.text(each.heading.title)}")
            for each in reversed(model.session.shelf.editions())
        ),
        certificate=_certificate(model),
        since_help=_since_help(model),
    )


def _enactment(model: PublishingModel) -> EnactmentSays:
    _, words = model.session.words._, model.session.words
    refusal = model.report.refusal if model.report is not None and model.stage is PublishingStage.CERTIFICATE else None
    return enactment_says(
        model,
        (_("Folder"), _("Certificate"), _("What it changes"), _("Stored lines"), _("Put in force")),
        (
            _("On to the certificate") if model.draft is not None else "",
            _("On to what it changes"),
            _("On to the stored lines"),
            _("On to putting it in force"),
            "",
        ),
        words.error(refusal) if refusal is not None else "",
    )


def _folder(model: PublishingModel) -> FolderSays:
    words, draft = model.session.words, model.draft
    _ = words._
    return folder_says(
        model,
        title=_("Edition {edition}: {title}", edition=draft.id, title=words.text(draft.heading.title)) if draft else "",
        summary=words.text(draft.heading.summary) if draft is not None else "",
        findings_heading=words.ngettext(
            "{n} mistake. Mend it in the files and read the edition again.",
            "{n} mistakes. Mend them in the files and read the edition again.",
            len(flaws_of(model)),
        ),
    )


def _history(model: PublishingModel) -> tuple[HistoryEntrySays, ...]:
    """What decides, the latest first; then the acts that others have taken the place of, for they stay on record."""
    words, shelf = model.session.words, model.session.shelf
    present = shelf.timeline.period_on(model.session.today())
    told, deciding = [], []
    for period in reversed(shelf.timeline.periods):
        entries = [each for each in shelf.timeline.entries if (each.edition_id, each.since) == period[:2]]
        entry = entries[-1]
        deciding.append(entry)
        text = words._("Edition {edition}, from {since}", edition=entry.edition_id, since=words.date(entry.since))
        told.append(history_entry(text, _entered(words, entry), entry.note, here=period == present))
    for entry in reversed(shelf.timeline.entries):
        if entry.is_of_register and entry not in deciding:
            decides = shelf.timeline.id_on(entry.since) == entry.edition_id
            text = (
                words._("Edition {edition}, from {since}")
                if decides
                else words._("Edition {edition}, from {since}; no longer decides")
            ).format(edition=entry.edition_id, since=words.date(entry.since))
            told.append(history_entry(text, _entered(words, entry), entry.note, here=False))
    return tuple(told)


def _entered(words: Words, entry: EntryIntoForce) -> str:
    if entry.recorded_at is None:
        return words._("comes with the program")
    return words._(
        "put in force by {person}; recorded on {day} by {name}",
        person=entry.put_in_force_by,
        day=words.day_of(entry.recorded_at),
        name=words.person(entry.recorded_by),
    )


def _certificate(model: PublishingModel) -> CertifiedSays:
    words, report = model.session.words, model.report
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


def _checks(model: PublishingModel) -> tuple[PublishingCheckSays, ...]:
    words = model.session.words
    return tuple(
        PublishingCheckSays(
            check.label,
            check.result,
            check.passed,
            tuple(DefectSays(defect.sentence, _links(words, len(defect.situations))) for defect in check.defects),
        )
        for check in checks_in_words(words, model.certificate, model.phrases, model.place)
    )


def _links(words: Words, situations: int) -> tuple[str, ...]:
    if situations == 1:
        return (words._("Look at a situation that shows it"),)
    return tuple(words._("Look at a situation that shows it ({n})", n=number) for number in range(1, situations + 1))


def _since_help(model: PublishingModel) -> str:
    words, report = model.session.words, model.report
    if report is None or report.earliest is None:
        return ""
    return words._(
        "By its own heading the edition is in force from {day}; it can be put in force from that day or a later one.",
        day=words.date(report.earliest),
    )


def _act_says(model: PublishingModel) -> str:
    words, draft = model.session.words, model.draft
    if draft is None:
        return ""
    timeline = model.session.shelf.timeline
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
    words, edition = model.session.words, model.draft.id if model.draft is not None else ""
    _ = words._
    since = words.date(model.in_force_since) if model.in_force_since is not None else ""
    return act_says(
        model,
        says=_act_says(model),
        person_label=_("Put in force by (who answers for it)"),
        act=_("Put edition {edition} in force …", edition=edition) if edition else "",
        done=_("Edition {edition} is in force from {since}", edition=edition, since=since),
    )


def confirmation_form(model: PublishingModel) -> Form:
    """The last question before the edition is put in force."""
    words, draft = model.session.words, model.draft
    _ = words._
    if draft is None:
        raise LookupError("no edition was read")
    since = words.date(model.since)
    return last_question(
        model,
        title=_("Put edition {edition} in force?", edition=draft.id),
        explanation=_act_says(model),
        law=(_("Edition"), f"{draft.id}　{words.text(draft.heading.title)}"),
        sha256=draft.sha256,
        since=since,
        way_back=_("It stays on record for good. The way back is to put another edition in force."),
        repeat_label=_("To confirm, type the edition’s id: {edition}", edition=draft.id),
        repeat=draft.id,
        missing=_("That is not the edition’s id. Nothing has been put in force."),
        accept=_("Put in force from {since}", since=since),
    )
