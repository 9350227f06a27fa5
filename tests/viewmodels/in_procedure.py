"""A case on the register of an office that is in procedure, and the people who took it there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.law.texts import Text
from app.domain.procedure.events import StepRequested, View
from app.domain.procedure.procedure import StepOfCase
from app.domain.register.cases import Case
from app.domain.register.people import NewPerson, Role
from app.domain.register.procedure_of_case import procedure_of
from app.services.acting import Acting
from app.services.confirming import confirm_entry
from app.services.entering import enter_decision, enter_finding
from app.services.permitting import enter_permit
from app.services.requesting import request_step
from app.services.reviewing import review_case
from app.services.staffing import add_person
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.entering_model import EnteringModel
from tests.builders import DESTROYERS
from tests.viewmodels.surroundings import Office

#: For a state in which there is fighting, in special circumstances: each of four ministers has to agree.
EXCEPTIONAL: Mapping[str, str] = {
    **DESTROYERS,
    "fighting": "yes",
    "special_circumstances": "yes",
    "careful_consideration": "yes",
}
EXAMINATION, MINISTERS, PERMIT = "interministerial_examination", "nsc_four_ministers", "meti_permit"
DATED = date(2026, 11, 22)


class CaseInProcedure:
    """A case that was determined and reviewed. Each act is done by the person named, through its use case."""

    def __init__(self, office: Office, answers: Mapping[str, str] = EXCEPTIONAL) -> None:
        self.office = office
        known = {person.account for person in office.register.work.people.all()}
        for account in {"mori", "abe"} - known:
            person = NewPerson(account, Text(f"{account}（架空）", account.title()), (Role.RECORDER,), date(2000, 1, 1))
            add_person(office.register, person=person)
        office.session.know_people(office.register.work.people.all())
        case = office.case(answers)
        self.id = case.id
        office.register.determine(case.lines[0].id)
        review_case(self.acting("reviewer"), case_id=self.id, agree=True)

    def acting(self, account: str) -> Acting:
        """Somebody at the register."""
        return self.office.register._replace(person=self.office.register.work.people.get(account))

    @property
    def case(self) -> Case:
        """The case as it is on the register."""
        return self.office.register.case(self.id)

    def step(self, step_id: str) -> StepOfCase:
        """A step of the case."""
        step = procedure_of(self.case).step(step_id)
        assert step is not None
        return step

    def request(self, step_id: str) -> str:
        """Requests a step; the code on its sheet."""
        made: StepRequested = request_step(self.acting("officer"), case_id=self.id, step=step_id)
        return made.code

    def find(self, office: str, code: str, by: str = "mori") -> int:
        """Enters the finding of an office on every question; the number of the entry."""
        slots = [slot.id for slot in procedure_of(self.case).lines[1].slots]
        return enter_finding(
            self.acting(by),
            case_id=self.id,
            step=EXAMINATION,
            office=office,
            author="Head of section",
            dated=DATED,
            views=[View(slot, "no_objection", f"Nothing against it ({slot}).") for slot in slots],
            code=code,
        ).entry

    def enter_view(self, office: str, code: str, slot: str, view: str, by: str = "mori") -> int:
        """Enters what an office holds of one question; the number of the entry."""
        return enter_finding(
            self.acting(by),
            case_id=self.id,
            step=EXAMINATION,
            office=office,
            author="Head of section",
            dated=DATED,
            views=[View(slot, view, "On second thoughts.")],
            code=code,
        ).entry

    def decide(self, step: str, office: str, code: str, by: str = "mori", decision: str = "agree") -> int:
        """Enters the decision of an office; the number of the entry."""
        return enter_decision(
            self.acting(by),
            case_id=self.id,
            step=step,
            office=office,
            signatory=f"Minister {office}",
            decision=decision,
            dated=DATED,
            reference="No. 7",
            code=code,
            conditions=("It reports each year.",) if decision == "agree_with_conditions" else (),
            reason="Not now." if decision in ("refuse", "return") else "",
        ).entry

    def confirm(self, entry: int, by: str = "abe") -> None:
        """Confirms an entry, by reading its paper."""
        confirm_entry(self.acting(by), case_id=self.id, entry=entry)

    def examine(self) -> None:
        """Requests the examination, and has every body find that nothing is against it."""
        code = self.request(EXAMINATION)
        for office in self.step(EXAMINATION).offices:
            self.confirm(self.find(office, code))

    def agree_all(self, step: str) -> None:
        """Requests a step, and has every office agree."""
        code = self.request(step)
        for office in self.step(step).offices:
            self.confirm(self.decide(step, office, code))

    def up_to(self, step_id: str) -> str:
        """Does every step before this one, and requests this one; the code on its sheet."""
        for step in procedure_of(self.case).steps:
            if step.id == step_id:
                break
            if step.kind == "finding":
                self.examine()
            else:
                self.agree_all(step.id)
        return self.request(step_id)

    def permit_all(self) -> None:
        """Does every step, up to a permit for a piece of each line, which a third person confirms."""
        code = self.up_to(PERMIT)
        quantities = dict.fromkeys(self.step(PERMIT).lines, 1)
        entered = enter_permit(
            self.acting("mori"), case_id=self.id, number="No. 1", dated=DATED, quantities=quantities, code=code
        )
        self.confirm(entered.entry, by="recorder")

    def open_as(self, account: str) -> tuple[CaseModel, EnteringModel]:
        """The case before a person, and what is entered into it."""
        self.office.session.act_as(account)
        model = self.office.open(self.case)
        return model, model.page_model(EnteringModel)
