"""Review a determined case, record again one that was taken up again: what comes before its procedure."""

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.slots_asked import slots_asked
from app.domain.ids import CaseId
from app.domain.law.rulebook import Edition
from app.domain.procedure.events import CaseReviewed, LineReviewed, NoticeNeeded, SlotAsked, Terms
from app.domain.procedure.refusals import refusals_of_review
from app.domain.register.cases import Case, RecordedDetermination
from app.domain.register.entered_text import checked_text
from app.domain.register.procedure_of_case import content_of_line, preparers_of
from app.services.acting import Acting
from app.services.changing import act_of_procedure


def review_case(acting: Acting, *, case_id: CaseId, agree: bool, note: str = "") -> CaseReviewed:
    """Review a determined case. Who agrees fixes what bodies decide on; else the case goes back, with a reason.

    Raises `Mendable` where the case is not determined, or the person prepared it.
    """
    note = checked_text("note", note)
    with act_of_procedure(
        acting,
        CaseReviewed,
        case_id,
        lambda case, _: refusals_of_review(case.state, acting.by, preparers_of(case), agree=agree, note=note),
    ) as change:
        change.case = change.case._replace(reason="" if agree else note)
        if not agree:
            return change.record(CaseReviewed(case_id, agree=False, note=note))
        lines, terms = _reviewed(acting, change.case)
        return change.record(CaseReviewed(case_id, agree=True, note=note, lines=lines, terms=terms))


def _reviewed(acting: Acting, case: Case) -> tuple[tuple[LineReviewed, ...], Terms]:
    """What the lines of a determined case say, and what the edition of the last determination says of the procedure."""
    recorded = {line.position: line.determination for line in case.lines if line.determination is not None}
    editions = {each.edition_sha256: _edition_of(acting, each) for each in recorded.values()}
    last = editions[max(recorded.values(), key=lambda each: (each.recorded_at, each.id)).edition_sha256]
    lines = []
    for line in case.lines:
        determination = recorded[line.position]
        edition = editions[determination.edition_sha256]
        known = {**determination.derived, **determination.answers}
        examination, reference = acting.shelf.examination(edition), acting.shelf.reference()
        asked = slots_asked(examination, CompiledEdition(edition), reference, determination.on, known)
        lines.append(
            LineReviewed(
                content_of_line(line, case, determination), tuple(SlotAsked(s.id, s.of_every_body) for s in asked)
            )
        )
    return tuple(lines), _terms(acting, last, tuple(editions.values()))


def _terms(acting: Acting, last: Edition, editions: tuple[Edition, ...]) -> Terms:
    examination, onward = acting.shelf.examination(last), acting.shelf.onward()
    after = {trigger.notice: trigger.after for trigger in examination.triggers}
    # Where lines rest on several editions, what only another one has stands behind.
    steps = dict.fromkeys(step.id for edition in (last, *editions) for step in edition.approvals)
    notices = dict.fromkeys(notice.id for edition in (last, *editions) for notice in edition.notices)
    return Terms(
        steps=_permit_last(last, tuple(steps)),
        notices=tuple(NoticeNeeded(notice, after.get(notice, ())) for notice in notices),
        permit_months=examination.permit.months,
        examination_of=examination.edition_id,
        returns_to=onward.returns_to,
        breached_by_transfer=onward.breaches,
    )


def _permit_last(edition: Edition, steps: tuple[str, ...]) -> tuple[str, ...]:
    last = edition.approvals[-1].id
    return (*(step for step in steps if step != last), last)


def _edition_of(acting: Acting, determination: RecordedDetermination) -> Edition:
    """The edition that a determination was made under, as it was then."""
    shelf, sha256 = acting.shelf, determination.edition_sha256
    if determination.edition_id in shelf.timeline.days:
        known = shelf.edition(determination.edition_id)
        if known.sha256 == sha256:
            return known
    kept = acting.work.recorded_editions.get(sha256)
    if kept is None:
        raise LookupError(f"edition {sha256} is not kept")
    return shelf.read_recorded(kept)
