"""The forms in which a paper is entered: a finding, a decision, a permit, its refusal, its extension, its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from app.domain.errors import Mendable
from app.domain.ids import DocumentId
from app.domain.procedure.entries import DECISIONS, Entry, Request
from app.domain.procedure.events import DecisionEntered, FindingEntered, PermitEntered, View
from app.domain.procedure.periods import last_day_of
from app.domain.procedure.permits import PEOPLE_BEHIND_A_PERMIT, people_behind_content, permit_said, valid_until
from app.domain.procedure.procedure import Procedure, StepOfCase
from app.domain.procedure.quantities import whole_number
from app.domain.procedure.refusals import code_of_refusal, first
from app.domain.procedure.refusals_of_entries import refusals_of_decision
from app.domain.procedure.sheets import Sheet
from app.domain.register.procedure_of_case import procedure_of
from app.domain.register.roles_in_procedure import refusal_of_finding_by
from app.services.entering import enter_decision, enter_finding
from app.services.naming import known_among
from app.services.permitting import end_permit, enter_permit, extend_permit, refuse_permit
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.on_sheet import Facts, case_says, changed_since, line_says, sheet_says
from app.viewmodels.procedure.paper_fields import PaperFields
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.viewmodels.session.form import Field, Form, OtherWay
from app.viewmodels.session.session import Reply

#: In pixels at 100 %.
_WIDTH = 760


class Given(NamedTuple):
    """On what something is entered: the step, the request and its lines; of a correction the entry that it corrects.

    `code` is what was typed already; empty where it is still to be typed, or none is needed.
    """

    step: StepOfCase
    request: Request
    lines: tuple[int, ...]
    code: str = ""
    corrected: Entry | None = None

    @property
    def sheet(self) -> Sheet:
        """The sheet that it comes back on."""
        return Sheet(self.request, self.lines)


class _Paper:
    """A paper that is being entered into a case."""

    def __init__(self, model: CaseModel, given: Given) -> None:
        self.model, self.given, self.case_id = model, given, model.case.id
        self.words, self.procedure = model.session.words, procedure_of(model.case)
        self.phrases = phrases_of(model.session, model.case)
        self.fields = PaperFields(model, self.phrases)

    @property
    def corrects(self) -> int | None:
        """The number of the entry that is corrected."""
        return None if self.given.corrected is None else self.given.corrected.number

    def facts(self) -> Facts:
        """What was put before the body."""
        facts = sheet_says(self.model.session, self.model.case, self.given.request, self.given.lines)
        # The code is not shown to who has to type it from the sheet.
        return facts if self.given.code else tuple(each for each in facts if each[1] != self.given.request.code)

    def consequences(self) -> tuple[str, ...]:
        """For which lines of the sheet nothing can be given any more, and why; what becomes of what is corrected."""
        _, told = self.words._, list[str]()
        if self.given.corrected is not None:
            told.append(
                _(
                    "Entry {number} stays on record as corrected, and the new one takes its place once another person "
                    "has confirmed it.",
                    number=self.given.corrected.number,
                )
            )
        elif set(self.given.lines) != set(self.given.request.contents):
            told.append(_("For the other lines of the sheet it is not given: they have changed, or wait."))
            told += changed_since(self.model.session, self.model.case, self.given.request)
        return tuple(told)

    def of_correction(self) -> tuple[Field, ...]:
        """What a correction asks beside the paper: its code again."""
        return () if self.given.corrected is None else (self.fields.code(),)

    def paper_form(self, title: str, act: Any, fields: Iterable[Field], **more: Any) -> Form:
        """The form of the paper."""
        _ = self.words._
        explanation = _("It counts once another person has confirmed it. What was put before the body:")
        return Form(
            title,
            explanation,
            accept=_("Enter it"),
            act=act,
            fields=(*self.of_correction(), *fields),
            facts=self.facts(),
            width=_WIDTH,
            consequences=(*self.consequences(), *more.pop("consequences", ())),
            **more,
        )


def finding_form(model: CaseModel, given: Given, *, office: str = "", slots: Iterable[str] = ()) -> Form:
    """Enters what an office found: of all questions that are asked, or of some."""
    paper, _ = _Paper(model, given), model.session.words._
    session, said = model.session, given.corrected.said if given.corrected is not None else None
    was = said if isinstance(said, FindingEntered) else None
    offices = (was.office,) if was is not None else (office,) if office else offices_to_speak_for(model, given.step)
    views = paper.fields.views(paper.procedure, given.step, slots, with_text=True)

    def act(
        reply: Reply | None,
        *,
        office: str,
        author: str,
        dated: date,
        text: tuple[tuple[str, str, str], ...],
        document_id: DocumentId | None,
        code: str = given.code,
        reason: str = "",
    ) -> None:
        model.change(
            partial(
                enter_finding,
                case_id=paper.case_id,
                step=given.step.id,
                office=office,
                author=author,
                dated=dated,
                views=[View(*each) for each in text],
                code=code,
                document_id=document_id,
                corrects=paper.corrects,
                reason=reason,
            ),
            reply,
        )

    if was is not None:
        views = views._replace(value=tuple(tuple(view) for view in was.views))
    reason = paper.fields.reason(_("Reason of the correction"), is_needed=True)
    return paper.paper_form(
        _("Enter a finding") if was is None else _("Correct a finding"),
        act,
        (
            paper.fields.office(offices),
            paper.fields.author(was.author if was else ""),
            paper.fields.dated(was.dated if was else None, given.sheet),
            paper.fields.document(was.document_id if was else None),
            views,
            *((reason,) if was else ()),
        ),
        note=_("The own office’s findings need no code.") if not given.code and session.office in offices else "",
    )


def offices_to_speak_for(model: CaseModel, step: StepOfCase) -> tuple[str, ...]:
    """The offices of an examination whose findings the person at the desk may enter."""
    return tuple(office for office in step.bodies if _refusal_to_speak_for(model, office) is None)


def refusal_to_speak(model: CaseModel, step: StepOfCase) -> Mendable | None:
    """Why the person at the desk may enter the finding of no office of an examination."""
    reasons = [_refusal_to_speak_for(model, office) for office in step.bodies]
    return None if None in reasons else first(reasons)


def _refusal_to_speak_for(model: CaseModel, office: str) -> Mendable | None:
    session = model.session
    return (
        None
        if session.person is None
        else refusal_of_finding_by(session.person, office, session.office, session.today())
    )


def decision_form(model: CaseModel, given: Given) -> Form:
    """Enters what an office decided."""
    paper, _ = _Paper(model, given), model.session.words._
    said = given.corrected.said if given.corrected is not None else None
    was = said if isinstance(said, DecisionEntered) else None
    missing = [office for office in given.step.offices if office in paper.procedure.missing(given.step)]
    offices = (was.office,) if was is not None else given.step.offices
    chosen = missing[0] if len(missing) == 1 and was is None else ""

    def act(
        reply: Reply | None,
        *,
        conditions: tuple[tuple[int, str], ...],
        acting: str,
        code: str = given.code,
        **entered: Any,
    ) -> None:
        model.change(
            partial(
                enter_decision,
                case_id=paper.case_id,
                step=given.step.id,
                conditions=[text for _number, text in conditions],
                acting_for=acting,
                code=code,
                corrects=paper.corrects,
                **entered,
            ),
            reply,
        )

    def remark(*, office: str, signatory: str, acting: str, **_others: object) -> str:
        """That one name stands for two offices is said while it is typed, not after."""
        refusal = first(
            each
            for each in refusals_of_decision(
                paper.procedure,
                model.case.state,
                given.step.id,
                known_among(model.session.shelf, paper.procedure, step=given.step.id),
                office=office,
                signatory=signatory,
                decision=DECISIONS[0],
                conditions=(),
                reason="",
                dated=model.session.today(),
                reference="",
                code=given.request.code,
                acting=acting,
                today=model.session.today(),
                corrects=paper.corrects,
            )
            if code_of_refusal(each) in ("same_person", "already_signed")
        )
        return "" if refusal is None or not (office and signatory) else paper.words.error(refusal)

    reason_label = _("Reason of the decision") if was is None else _("Reason of the decision, and of the correction")
    return paper.paper_form(
        _("Enter a decision") if was is None else _("Correct a decision"),
        act,
        (
            paper.fields.office(offices, chosen),
            paper.fields.decision(was.decision if was else ""),
            paper.fields.signatory(was.signatory if was else ""),
            paper.fields.dated(was.dated if was else None, given.sheet),
            paper.fields.reference(was.reference if was else ""),
            paper.fields.document(was.document_id if was else None),
            paper.fields.conditions(was.conditions if was else ()),
            paper.fields.reason(
                reason_label,
                is_needed=was is not None,
                value=was.reason if was else "",
                help_text=_("Needed where the body refuses or sends it back."),
            ),
            paper.fields.line(
                "acting",
                _("On what ground somebody signs for another office"),
                value=was.acting if was else "",
                help_text=_("Only where the signatory signs for an office that is not their own"),
            ),
        ),
        remark=remark,
    )


def permit_form(model: CaseModel, given: Given, refuse: OtherWay | None = None) -> Form:
    """Enters a permit; `refuse` leads to the form for its refusal."""
    paper, _, words = _Paper(model, given), model.session.words._, model.session.words
    said = given.corrected.said if given.corrected is not None else None
    was = said if isinstance(said, PermitEntered) else None
    terms = paper.procedure.terms
    months = 0 if terms is None else terms.permit_months

    def act(
        reply: Reply | None,
        *,
        permit_number: str,
        dated: date,
        valid_until: date | None,
        lines: tuple[tuple[int, str], ...],
        conditions: tuple[tuple[int, str], ...],
        document_id: DocumentId | None,
        code: str = given.code,
        reason: str = "",
    ) -> None:
        quantities, refusal = quantities_typed(lines)
        if refusal is not None:
            refuse_in(model, reply, refusal)
            return
        model.change(
            partial(
                enter_permit,
                case_id=paper.case_id,
                number=permit_number,
                dated=dated,
                valid_until=valid_until,
                quantities=quantities,
                conditions=[text for _number, text in conditions],
                document_id=document_id,
                code=code,
                corrects=paper.corrects,
                reason=reason,
            ),
            reply,
        )

    def remark(*, dated: object, valid_until: object, **_others: object) -> str:
        if isinstance(dated, date) and valid_until is None:
            return _("It runs until {day}.", day=words.date(last_day_of(dated, months)))
        return ""

    quantities = tuple((line, str(number)) for line, number in was.quantities.items()) if was else ()
    reason = paper.fields.reason(_("Reason of the correction"), is_needed=True)
    return paper.paper_form(
        _("Enter a permit") if was is None else _("Correct a permit"),
        act,
        (
            paper.fields.permit_number(was.number if was else ""),
            paper.fields.dated(was.dated if was else None, given.sheet),
            paper.fields.valid_until(
                was.valid_until if was else None,
                help_text=words.ngettext(
                    "If the permit does not say: {n} month, from the day after its date.",
                    "If the permit does not say: {n} months, from the day after its date.",
                    months,
                ),
            ),
            paper.fields.document(was.document_id if was else None),
            paper.fields.quantities(paper.procedure, given.lines, quantities),
            paper.fields.conditions(was.conditions if was else ()),
            *((reason,) if was else ()),
        ),
        remark=remark,
        consequences=tuple(_who_may_confirm(model, paper.procedure, given)),
        other_ways=() if refuse is None else (refuse,),
    )


def _who_may_confirm(model: CaseModel, procedure: Procedure, given: Given) -> Iterable[str]:
    """Before anything is typed: who would stand behind the permit, and that it takes another person for it."""
    words, person = model.session.words, model.session.person
    behind = people_behind_content(procedure, given.lines) | ({person.account} if person is not None else set())
    if len(behind) >= PEOPLE_BEHIND_A_PERMIT:
        return
    yield words._(
        "Behind this permit and what counts before it stand so far: {people}. It takes {count} people: somebody else "
        "has to confirm it.",
        people=words.listed([words.person(each) for each in sorted(behind)]),
        count=PEOPLE_BEHIND_A_PERMIT,
    )


def quantities_typed(lines: Iterable[tuple[int, str]]) -> tuple[dict[int, int], Mendable | None]:
    """The quantities of lines as they were typed, and what is wrong with one of them."""
    read = {line: whole_number(typed) for line, typed in lines}
    wrong = next((line for line, number in read.items() if number is None), None)
    if wrong is not None:
        return {}, Mendable("Line {line}: type a whole number of its unit, in digits.", line=wrong, field="lines")
    return {line: number for line, number in read.items() if number is not None}, None


def refuse_in(model: CaseModel, reply: Reply | None, refusal: Mendable) -> None:
    """Tells the form what can't be taken; without one, the user."""
    if reply is None:
        model.session.tell(refusal)
    else:
        reply.field = str(refusal.params.get("field", ""))
        reply.refused.emit(model.session.words.error(refusal))


def permit_refusal_form(model: CaseModel, given: Given, permit: OtherWay) -> Form:
    """Enters that the permit was refused; `permit` leads to the form for a permit."""
    paper, _ = _Paper(model, given), model.session.words._
    return paper.paper_form(
        _("Enter the refusal of the permit"),
        partial(model.change, partial(refuse_permit, case_id=paper.case_id, code=given.code)),
        (
            paper.fields.dated(None, given.sheet),
            paper.fields.reference(),
            paper.fields.reason(_("Reason"), is_needed=True),
        ),
        consequences=(_("Once it is confirmed the case is refused, for the lines of the sheet that have no permit."),),
        other_ways=(permit,),
    )


def extension_form(model: CaseModel, permit: Entry) -> Form:
    """Enters that a permit runs longer."""
    fields, _ = PaperFields(model, phrases_of(model.session, model.case)), model.session.words._
    return Form(
        _("Extend a permit"),
        _("It counts once another person has confirmed it."),
        accept=_("Enter it"),
        act=partial(model.change, partial(extend_permit, case_id=model.case.id, permit=permit.number)),
        facts=permit_says(model, permit),
        fields=(
            fields.valid_until(missing=_("Give the new last day.")),
            fields.dated(),
            fields.reference(),
        ),
        width=_WIDTH,
    )


def permit_end_form(model: CaseModel, permit: Entry) -> Form:
    """Enters that a permit was revoked or given back."""
    fields, _ = PaperFields(model, phrases_of(model.session, model.case)), model.session.words._
    return Form(
        _("End a permit"),
        _("It was revoked, or given back. It counts once another person has confirmed it."),
        accept=_("Enter it"),
        act=partial(model.change, partial(end_permit, case_id=model.case.id, permit=permit.number)),
        facts=permit_says(model, permit),
        fields=(fields.dated(), fields.reference(), fields.reason(_("Reason"), is_needed=True)),
        width=_WIDTH,
    )


def permit_says(model: CaseModel, permit: Entry) -> Facts:
    """A permit: its number, how long it runs, and for which lines."""
    words, procedure, said = model.session.words, procedure_of(model.case), permit_said(permit)
    return (
        case_says(model.session, model.case),
        (words._("Number of the permit"), said.number),
        (words._("Valid until"), words.date(valid_until(procedure, permit))),
        *(
            (words._("Line {position}", position=line), f"{line_says(procedure, line)}　{number}")
            for line, number in said.quantities.items()
        ),
    )
