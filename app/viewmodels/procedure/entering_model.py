"""Entering what comes back on signed sheets into a case, and confirming it: each act, and why it can't be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from app.domain.commitments.asked_again import refusals_of_confirming_entry
from app.domain.errors import Mendable
from app.domain.procedure.entries import Entry, Request
from app.domain.procedure.events import (
    DecisionEntered,
    EntryConfirmed,
    EntryWithdrawn,
    FindingEntered,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
)
from app.domain.procedure.permits import permit_of, valid_until
from app.domain.procedure.procedure import Procedure, StepOfCase
from app.domain.procedure.refusals import first, no_such_step, refusal_while, whatever_is_typed
from app.domain.procedure.refusals_of_entries import (
    refusals_of_finding,
    refusals_of_sheet,
    refusals_of_withdrawing_entry,
)
from app.domain.procedure.refusals_of_permits import (
    refusals_of_extension,
    refusals_of_permit_code,
    refusals_of_permit_end,
)
from app.domain.procedure.sheets import (
    code_refused,
    mistyped,
    not_to_be_corrected,
    request_with_code,
    sheet_of,
    sheet_of_correction,
)
from app.domain.register.cases import Case
from app.domain.register.events import Event
from app.domain.register.procedure_of_case import procedure_of
from app.domain.register.roles_in_procedure import refusal_of_confirming_by, refusal_of_withdrawing_entry_by
from app.services.naming import known_among
from app.services.reading import read_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.confirming_forms import Confirming, entry_withdrawal_form
from app.viewmodels.procedure.entry_forms import (
    Given,
    decision_form,
    extension_form,
    finding_form,
    permit_end_form,
    permit_form,
    permit_refusal_form,
    refusal_to_speak,
)
from app.viewmodels.procedure.on_sheet import changed_since, sheet_says
from app.viewmodels.session.actions import Action, Offer
from app.viewmodels.session.form import Form, OtherWay
from app.viewmodels.session.session import Reply
from app.wording.language import N_

_GIVEN = ("finding", "meeting", "each")
#: By the kind of a step: what is entered on it.
_ENTERED: Mapping[str, type[Event]] = {
    "finding": FindingEntered,
    "meeting": DecisionEntered,
    "each": DecisionEntered,
    "permit": PermitEntered,
}


class EnteringModel:
    """The acts on the entries of a case. An entry is named by its number in the case.

    Before a form is opened the case is read anew; what stands against the act whatever is typed is told then.
    """

    def __init__(self, model: CaseModel) -> None:
        self._model = model
        #: What somebody typed to confirm an entry, and has not confirmed yet: by their account and the entry.
        self._typed: dict[tuple[str, int], Mapping[str, object]] = {}

    # -- entering

    def enter_from_sheet(
        self, code: str, filled: Callable[[Form], Form] = lambda form: form, *, is_refusal: bool = False
    ) -> None:
        """Enters what stands on the signed sheet with this code, of this case.

        `filled` puts into the form what is known of it already; `is_refusal` leads to that of a permit.
        """
        self._begin(partial(self._enter_on, code, filled, is_refusal=is_refusal))

    def enter_finding(self, step: str, office: str = "", slots: Iterable[str] = ()) -> None:
        """Enters a finding of the register's own office without a code, of all questions that are asked or of some."""
        self._begin(partial(self._enter_finding, step, office, tuple(slots)))

    def correct_entry(self, number: int) -> None:
        """Enters what shall stand in the place of a confirmed finding, decision or permit."""
        self._begin(partial(self._correct, number))

    def extend_permit(self, number: int) -> None:
        """Enters that a permit runs longer."""
        self._begin(
            lambda: self._open(self.refusal_to_extend(number), lambda: self._permit_form(number, extension_form))
        )

    def end_permit(self, number: int) -> None:
        """Enters that a permit was revoked or given back."""
        self._begin(lambda: self._open(self.refusal_to_end(number), lambda: self._permit_form(number, permit_end_form)))

    # -- confirming

    def confirm_entry(self, number: int) -> None:
        """Compares an entry with its paper, which is typed anew for that, and confirms it."""
        self._begin(lambda: self._open(self.refusal_to_confirm(number), lambda: self._confirming(number)))

    def withdraw_entry(self, number: int) -> None:
        """Takes an entry back before it is confirmed."""
        self._begin(
            lambda: self._open(
                self.refusal_to_withdraw(number), lambda: entry_withdrawal_form(self._model, self._entry(number))
            )
        )

    # -- what stands against it, whatever is typed

    def refusal_to_confirm(self, number: int) -> Mendable | None:
        """Why the person at the desk can't confirm an entry."""
        session, person = self._model.session, self._model.session.person
        return whatever_is_typed(
            (
                session.refusal_of(EntryConfirmed),
                None
                if person is None
                else refusal_of_confirming_by(
                    person, self._procedure.entries.get(number), session.office, session.today()
                ),
                *refusals_of_confirming_entry(
                    self._procedure, self._model.case.state, number, "" if person is None else person.account
                ),
            )
        )

    def refusal_to_withdraw(self, number: int) -> Mendable | None:
        """Why the person at the desk can't withdraw an entry."""
        session, person = self._model.session, self._model.session.person
        return whatever_is_typed(
            (
                session.refusal_of(EntryWithdrawn),
                None
                if person is None
                else refusal_of_withdrawing_entry_by(person, self._procedure.entries.get(number), session.today()),
                *refusals_of_withdrawing_entry(self._procedure, self._model.case.state, number, ""),
            )
        )

    def refusal_to_enter_finding(self, step_id: str, office: str = "") -> Mendable | None:
        """Why the person at the desk can't enter a finding without a code."""
        session = self._model.session
        reasons = refusals_of_finding(
            self._procedure,
            self._model.case.state,
            step_id,
            known_among(session.shelf, self._procedure, step=step_id),
            office=office or session.office,
            author="",
            dated=session.today(),
            views=(),
            code="",
            own_office=session.office,
            today=session.today(),
        )
        return whatever_is_typed((session.refusal_of(FindingEntered), *reasons), "office", "code")

    def refusal_to_correct(self, number: int) -> Mendable | None:
        """Why the person at the desk can't correct an entry."""
        return whatever_is_typed(self._reasons_against_correcting(number))

    def refusal_to_extend(self, number: int) -> Mendable | None:
        """Why the person at the desk can't extend a permit."""
        permit, today = permit_of(self._procedure, number), self._model.session.today()
        until = today if permit is None else valid_until(self._procedure, permit)
        dated = today if permit is None else permit.dated
        return whatever_is_typed(
            (
                self._model.session.refusal_of(PermitExtensionEntered),
                *refusals_of_extension(
                    self._procedure, self._model.case.state, number, until=until, dated=dated, reference="", today=today
                ),
            )
        )

    def refusal_to_end(self, number: int) -> Mendable | None:
        """Why the person at the desk can't end a permit."""
        today = self._model.session.today()
        return whatever_is_typed(
            (
                self._model.session.refusal_of(PermitEndEntered),
                *refusals_of_permit_end(
                    self._procedure, self._model.case.state, number, dated=today, reason="", reference="", today=today
                ),
            )
        )

    # -- how they go

    @property
    def _procedure(self) -> Procedure:
        return procedure_of(self._model.case)

    def _entry(self, number: int) -> Entry:
        return self._procedure.entries[number]

    def _begin(self, go_on: Callable[[], None]) -> None:
        """Goes on with the case as it is on the register now: somebody else may have changed it."""
        model, case_id = self._model, self._model.case.id

        def receive(case: Case) -> None:
            model.take(case)
            go_on()

        model.session.read(lambda work: read_case(work, case_id), receive)

    def _open(self, refusal: Mendable | None, form: Callable[[], Form]) -> None:
        """Has a form filled in, unless something stands against it: that is told before anything is typed."""
        if self._model.session.is_read_only:
            refusal = Mendable("The register can only be read here: nothing can be entered.")
        if refusal is None:
            self._model.ask(form())
        else:
            self._tell(refusal)

    def _tell(self, refusal: Mendable) -> None:
        self._model.session.tell(refusal)

    def _enter_on(self, code: str, filled: Callable[[Form], Form], *, is_refusal: bool) -> None:
        request = request_with_code(self._procedure, code)
        step = None if request is None else self._procedure.step(request.step)
        if request is None:
            # It was found in another case, which has been opened: somebody took this one's request for that one's.
            self._tell(first(code_refused(code, "")) or mistyped())
            return
        refusal = whatever_is_typed(self._reasons_of_sheet(request, step, code), "code")
        if refusal is not None or step is None:
            self._model.ask(self._not_now(request, refusal))
            return
        given = Given(step, request, self._procedure.current_lines(request), code)
        if is_refusal and step.kind == "permit":
            self._enter_refusal(given, filled)
        else:
            self._open(None, lambda: filled(self._form_on(given)))

    def _reasons_of_sheet(self, request: Request, step: StepOfCase | None, code: str) -> Iterator[Mendable | None]:
        """Why nothing can be entered on a sheet now."""
        case, procedure, session = self._model.case, self._procedure, self._model.session
        known = known_among(session.shelf, procedure, step=request.step)
        if step is None or step.kind != "permit":
            yield from refusals_of_sheet(procedure, case.state, request.step, _GIVEN, known, code, None)
        elif (waits := refusal_while(case.state)) is not None:
            yield waits
        else:
            yield from refusals_of_permit_code(procedure, step, (), code)
        if step is not None:
            yield session.refusal_of(_ENTERED[step.kind])
        if step is not None and step.kind == "finding":
            yield refusal_to_speak(self._model, step)

    def _not_now(self, request: Request, refusal: Mendable | None) -> Form:
        """What was put before the body, why nothing can be entered on it, and what has changed since."""
        session, case = self._model.session, self._model.case
        changed = tuple(changed_since(session, case, request))
        said = [] if refusal is None else [session.words.error(refusal)]
        if changed:
            said.append(session.words._("Changed since it was put before the body:"))
        return Form(
            session.words._("Nothing can be entered on this sheet now"),
            session.words.sentences(said),
            accept="",
            act=_nothing,
            cancel=session.words._("Close"),
            facts=sheet_says(session, case, request, sorted(request.contents)),
            consequences=changed,
            width=680,
        )

    def _form_on(self, given: Given) -> Form:
        model, _ = self._model, self._model.session.words._
        match given.step.kind:
            case "finding":
                return finding_form(model, given)
            case "permit":
                return permit_form(model, given, OtherWay(_("It was refused"), lambda: self._enter_refusal(given)))
            case _:
                return decision_form(model, given)

    def _enter_refusal(self, given: Given, filled: Callable[[Form], Form] = lambda form: form) -> None:
        permit = OtherWay(self._model.session.words._("It was given"), partial(self.enter_from_sheet, given.code))
        refusal = self._model.session.refusal_of(PermitRefusalEntered)
        self._open(refusal, lambda: filled(permit_refusal_form(self._model, given, permit)))

    def _enter_finding(self, step_id: str, office: str, slots: tuple[str, ...]) -> None:
        procedure, own = self._procedure, office or self._model.session.office
        step, sheet = procedure.step(step_id), sheet_of(procedure, step_id, "", own=True)
        refusal = self.refusal_to_enter_finding(step_id, own)
        if refusal is not None or step is None or sheet is None:
            self._tell(refusal or no_such_step())
            return
        given = Given(step, sheet.request, sheet.lines)
        self._open(None, lambda: finding_form(self._model, given, office=own, slots=slots))

    def _reasons_against_correcting(self, number: int) -> Iterator[Mendable | None]:
        entry, session = self._procedure.entries.get(number), self._model.session
        sheet = sheet_of_correction(self._procedure, number)
        if entry is None or sheet is None:
            yield not_to_be_corrected()
            return
        yield session.refusal_of(type(entry.said))
        yield refusal_while(self._model.case.state)
        if self._procedure.step(sheet.request.step) is None:
            yield no_such_step()

    def _correct(self, number: int) -> None:
        refusal = self.refusal_to_correct(number)
        sheet = sheet_of_correction(self._procedure, number)
        step = None if sheet is None else self._procedure.step(sheet.request.step)
        if refusal is not None or sheet is None or step is None:
            self._tell(refusal or not_to_be_corrected())
            return
        given = Given(step, sheet.request, sheet.lines, corrected=self._entry(number))
        forms: Mapping[str, Callable[[CaseModel, Given], Form]] = {"finding": finding_form, "permit": permit_form}
        self._open(None, lambda: forms.get(step.kind, decision_form)(self._model, given))

    def _permit_form(self, number: int, form: Callable[[CaseModel, Entry], Form]) -> Form:
        permit = permit_of(self._procedure, number)
        if permit is None:
            raise LookupError(number)
        return form(self._model, permit)

    def _confirming(self, number: int) -> Form:
        session, entry = self._model.session, self._entry(number)
        key = session.person.account if session.person is not None else "", number
        withdraw = None
        if self.refusal_to_withdraw(number) is None:
            withdraw = OtherWay(session.words._("Withdraw the entry"), partial(self.withdraw_entry, number))

        def keep(entered: Mapping[str, object]) -> None:
            self._typed[key] = entered

        return Confirming(self._model, entry, withdraw, keep).typing_form(self._typed.get(key, {}))


def _to_confirm(model: CaseModel) -> int | None:
    """The first entry that waits for the person at the desk to confirm it."""
    entering = model.page_model(EnteringModel)
    waiting = (entry.number for entry in procedure_of(model.case).waiting())
    return next((number for number in waiting if entering.refusal_to_confirm(number) is None), None)


def _confirm_next(model: CaseModel) -> None:
    number = _to_confirm(model)
    if number is not None:
        model.page_model(EnteringModel).confirm_entry(number)


def _examination(model: CaseModel) -> str | None:
    """The step in which the register's own office is asked for its findings now."""
    procedure = procedure_of(model.case)
    asked = (step for step in procedure.steps if step.kind == "finding" and model.session.office in step.bodies)
    is_open = refusal_while(model.case.state) is None
    return next((step.id for step in asked if is_open and procedure.current_request(step.id) is not None), None)


def _find(model: CaseModel) -> None:
    step = _examination(model)
    if step is not None:
        model.page_model(EnteringModel).enter_finding(step)


#: What of this the menu of a case offers; a sheet is entered from wherever one is.
CONFIRM_NEXT: Action[CaseModel] = Action(
    "confirm_entry",
    N_("Confirm the next entry that waits"),
    _confirm_next,
    is_possible=lambda model: model.session.may(EntryConfirmed) and _to_confirm(model) is not None,
    offer=Offer.IN_MENU,
)
OWN_FINDING: Action[CaseModel] = Action(
    "own_finding",
    N_("Enter a finding of the own office"),
    _find,
    is_possible=lambda model: model.session.may(FindingEntered) and _examination(model) is not None,
    offer=Offer.IN_MENU,
)


def _nothing(reply: Reply | None = None) -> None:
    if reply is not None:
        reply.taken.emit(None)
