"""What comes back on a signed sheet is entered by one person and confirmed by another, who has read the paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Mendable
from app.domain.procedure.entries import EntryState
from app.domain.procedure.permits import permit_said
from app.domain.procedure.procedure import Procedure
from app.domain.register.cases import Case
from app.domain.register.procedure_of_case import procedure_of
from app.services.confirming import confirm_as_typed
from app.services.ending import reopen_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.entering_model import CONFIRM_NEXT, OWN_FINDING
from app.viewmodels.procedure.sheet_code_form import sheet_code_form
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Reply
from tests.viewmodels.in_procedure import DATED, EXAMINATION, MINISTERS, PERMIT, CaseInProcedure
from tests.viewmodels.surroundings import Office, an_office


class Told:
    """How a form that was handed in has fared."""

    def __init__(self, form: Form, **entered: object) -> None:
        self.reply, self.taken, self.complaint = Reply(), False, ""
        self.reply.taken.connect(self._take)
        self.reply.refused.connect(self._refuse)
        form.hand_in(self.reply, **entered)

    def _take(self, _made: object) -> None:
        self.taken = True

    def _refuse(self, complaint: str) -> None:
        self.complaint = complaint

    @property
    def fields(self) -> dict[str, str]:
        """What was said of each field."""
        return {self.reply.field: self.complaint} if self.reply.field else dict(self.reply.complaints)


class AtDesk:
    """Somebody before a case, and the forms that were opened for them."""

    def __init__(self, case: CaseInProcedure, account: str) -> None:
        self.case, self.office = case, case.office
        self.model, self.entering = case.open_as(account)
        self.forms: list[Form] = []
        self.model.form_wanted.connect(self.forms.append)

    @property
    def form(self) -> Form:
        """The form that was opened last."""
        return self.forms[-1]

    @property
    def told(self) -> str:
        """What was told last in a box of its own."""
        return self.office.troubles[-1].what if self.office.troubles else ""


@pytest.fixture
def office(qapp: object, tmp_path: Path) -> Iterator[Office]:
    """An empty training register with a session before it."""
    with an_office(tmp_path) as office:
        yield office


@pytest.fixture
def case(office: Office) -> CaseInProcedure:
    """An exceptional case, reviewed."""
    return CaseInProcedure(office)


def procedure(case: CaseInProcedure) -> Procedure:
    """The procedure as it is on the register."""
    return procedure_of(case.case)


def state(case: CaseInProcedure, entry: int) -> EntryState:
    """Where an entry stands."""
    entries = procedure(case)
    return entries.state_of_entry(entries.entries[entry], counts=entries.counts(entries.entries[entry]))


DECISION: dict[str, Any] = {
    "office": "prime_minister",
    "signatory": "内閣総理大臣　架空太郎",
    "decision": "agree",
    "dated": DATED,
    "reference": "閣 第１号",
}
#: The same as another person types it.
READ: dict[str, Any] = {**DECISION, "signatory": "内閣総理大臣架空太郎", "reference": "閣第1号"}
READ |= {"conditions": "０", "acting": "no"}


# -- the code


def test_the_code_finds_its_request_in_whatever_case_it_was_printed(office: Office, case: CaseInProcedure) -> None:
    other = CaseInProcedure(office)
    codes = {each.id: each.request(EXAMINATION) for each in (case, other)}
    opened: list[CaseModel] = []
    forms: list[Form] = []

    def open_it(found: Case) -> CaseModel:
        opened.append(office.open(found))
        opened[-1].form_wanted.connect(forms.append)
        return opened[-1]

    office.session.act_as("mori")
    for each in (case, other):
        typed = codes[each.id].replace("-", "ー").lower()
        assert Told(sheet_code_form(office.session, open_it), code=f" {typed} ").taken
        assert (opened[-1].case.id, forms[-1].title) == (each.id, "Enter a finding")
        facts = dict(forms[-1].facts)
        assert (facts["Code on the sheet"], facts["Step"]) == (codes[each.id], "Strict examination by the ministries")
        assert facts["Case"].startswith(each.case.particulars.number)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [("", "This is no code"), ("12345", "This is no code"), ("00000-00000-1", "This is no code")]
    + [("00000-00000-0", "No sheet of this register bears the code 00000-00000-0")],
)
def test_a_mistyped_code_is_told_from_one_that_is_unknown_here(
    office: Office, case: CaseInProcedure, typed: str, complaint: str
) -> None:
    case.request(EXAMINATION)
    told = Told(sheet_code_form(office.session, office.open), code=typed)
    assert told.fields["code"].startswith(complaint)


def test_of_a_sheet_whose_content_is_another_now_it_is_shown_what_has_changed(case: CaseInProcedure) -> None:
    first_sheet = case.request(EXAMINATION)
    for office_id in case.step(EXAMINATION).offices:
        case.confirm(case.find(office_id, first_sheet))
    second = case.request("nsc_secretaries")
    # A later finding of the examination is another content of the step after it.
    case.confirm(case.find("mofa", first_sheet, by="abe"), by="mori")
    desk = AtDesk(case, "mori")
    desk.entering.enter_from_sheet(second)
    assert desk.form.title == "Enter a decision", "the same finding again is the same content"
    entry = case.enter_view("mofa", first_sheet, "overall", "objection")
    case.confirm(entry)
    desk.entering.enter_from_sheet(second)
    assert desk.form.title == "Nothing can be entered on this sheet now"
    assert not desk.form.accept
    assert "Changed since it was put before the body:" in desk.form.explanation
    (changed,) = desk.form.consequences
    assert changed.startswith("Line 1: ")
    assert "bjection" in changed


def test_what_no_role_allows_is_said_before_anything_is_typed(case: CaseInProcedure) -> None:
    code = case.up_to(MINISTERS)
    desk = AtDesk(case, "officer")
    desk.entering.enter_from_sheet(code)
    assert not desk.form.accept
    assert "recorder" in desk.form.explanation
    desk.entering.confirm_entry(1)
    assert "recorder" in desk.told


# -- entering


def test_a_decision_is_entered_on_what_its_sheet_was_printed_for(case: CaseInProcedure) -> None:
    code = case.up_to(MINISTERS)
    desk = AtDesk(case, "mori")
    desk.entering.enter_from_sheet(code)
    entered = DECISION | {
        "decision": "agree_with_conditions",
        "conditions": ((1, "It reports."), (2, "It returns it.")),
    }
    assert Told(desk.form, **entered).taken
    entry = list(procedure(case).entries.values())[-1]
    assert (entry.step, entry.office, entry.by, entry.decision) == (
        MINISTERS,
        "prime_minister",
        "mori",
        "agree_with_conditions",
    )
    assert entry.said.conditions == ("It reports.", "It returns it.")  # type: ignore[union-attr]
    assert procedure(case).requests[entry.said.request - 1].code == code  # type: ignore[union-attr, operator]


def test_several_questions_on_one_paper_are_one_entry(case: CaseInProcedure) -> None:
    code = case.request(EXAMINATION)
    desk = AtDesk(case, "mori")
    desk.entering.enter_from_sheet(code)
    told = Told(desk.form, office="mofa", author="課長", dated=DATED, text=(("end_use", "no_objection", ""),))
    assert told.fields["text"] == "Each view needs its reasons in words."
    views = (("end_use", "no_objection", "It is used\nby the navy."), ("overall", "objection", "Too many."))
    assert Told(desk.form, office="mofa", author="課長", dated=DATED, text=views).taken
    (entry,) = procedure(case).entries.values()
    assert tuple(tuple(view) for view in entry.said.views) == views  # type: ignore[union-attr]


def test_a_finding_of_the_own_office_needs_no_code_and_only_that(case: CaseInProcedure) -> None:
    case.request(EXAMINATION)
    desk = AtDesk(case, "officer")
    desk.entering.enter_finding(EXAMINATION, slots=("overall",))
    (views,) = (field for field in desk.form.fields if field.name == "text")
    assert views.rows is not None
    assert [row.key for row in views.rows.named] == ["overall"]
    assert Told(desk.form, author="課長", dated=DATED, text=(("overall", "no_objection", "Fine."),)).taken
    (entry,) = procedure(case).entries.values()
    assert (entry.office, entry.by) == ("meti", "officer")
    desk.entering.enter_finding(EXAMINATION, office="mofa")
    assert desk.told.startswith("This is no code")


def test_an_officer_is_offered_the_own_office_only(case: CaseInProcedure) -> None:
    code = case.request(EXAMINATION)
    for account, offices in (("officer", ["meti"]), ("mori", ["", *case.step(EXAMINATION).offices])):
        desk = AtDesk(case, account)
        desk.entering.enter_from_sheet(code)
        (field,) = (field for field in desk.form.fields if field.name == "office")
        assert [choice for choice, _ in field.choices] == offices


def test_one_name_for_two_offices_is_said_while_it_is_typed(case: CaseInProcedure) -> None:
    code = case.up_to(MINISTERS)
    case.decide(MINISTERS, "prime_minister", code)
    desk = AtDesk(case, "mori")
    desk.entering.enter_from_sheet(code)
    remark = desk.form.remark
    assert remark is not None
    typed = {"office": "foreign_minister", "acting": "", "conditions": ()}
    assert "signs for two offices" in remark(signatory="minister PRIME_MINISTER", **typed)
    assert remark(signatory="Somebody else", **typed) == ""
    assert remark(signatory="Minister prime_minister", **{**typed, "acting": "In the absence of the minister"}) == ""
    assert "entered already" in remark(signatory="Anybody", **{**typed, "office": "prime_minister"})
    told = Told(desk.form, **DECISION | {"office": "foreign_minister", "signatory": "Minister prime_minister"})
    assert list(told.fields) == ["acting"]


def test_what_was_typed_stays_in_its_form_when_the_case_has_changed_meanwhile(case: CaseInProcedure) -> None:
    code = case.up_to(MINISTERS)
    desk = AtDesk(case, "mori")
    desk.entering.enter_from_sheet(code)
    reopen_case(case.acting("officer"), case_id=case.id, reason="A fact has changed.")
    told = Told(desk.form, **DECISION)
    assert (told.taken, told.complaint) == (
        False,
        "The case was reopened. It has to be recorded and reviewed again first.",
    )
    desk.entering.enter_from_sheet(code)
    assert desk.form.explanation.startswith("The case was reopened.")


# -- permits


def test_a_permit_runs_for_the_period_of_the_edition_where_it_does_not_say(case: CaseInProcedure) -> None:
    code = case.up_to(PERMIT)
    desk = AtDesk(case, "mori")
    desk.entering.enter_from_sheet(code)
    assert desk.form.remark is not None
    assert desk.form.remark(dated=DATED, valid_until=None) == "It runs until 2027-05-22."
    assert desk.form.remark(dated=DATED, valid_until=date(2027, 1, 1)) == ""
    permit = {"permit_number": "No. 1", "dated": DATED, "valid_until": None}
    told = Told(desk.form, **permit, lines=((1, "8隻"),))
    assert told.fields == {"lines": "Line 1: type a whole number of its unit, in digits."}
    assert Told(desk.form, **permit, lines=((1, "８"),), conditions=((1, "It reports."),)).taken
    (entry,) = procedure(case).permits()
    said = permit_said(entry)
    assert (said.number, dict(said.quantities), said.valid_until, said.conditions) == (
        "No. 1",
        {1: 8},
        date(2027, 5, 22),
        ("It reports.",),
    )


def test_that_it_takes_three_people_is_said_before_the_permit_is_typed(case: CaseInProcedure) -> None:
    code = case.up_to(PERMIT)
    desk = AtDesk(case, "mori")
    desk.entering.enter_from_sheet(code)
    assert any("stand so far: Abe, Mori. It takes 3 people" in each for each in desk.form.consequences)
    Told(desk.form, permit_number="No. 1", dated=DATED, valid_until=None, lines=((1, "8"),))
    (permit,) = procedure(case).permits()
    AtDesk(case, "abe").entering.confirm_entry(permit.number)
    assert AtDesk(case, "mori").told.startswith("Only Abe, Mori would have entered and confirmed the permit")
    third = AtDesk(case, "hanako")
    third.entering.confirm_entry(permit.number)
    assert third.form.accept == "Compare with what was entered"


def test_a_permit_is_refused_extended_and_ended_from_its_papers(case: CaseInProcedure) -> None:
    code = case.up_to(PERMIT)
    desk = AtDesk(case, "mori")
    desk.entering.enter_from_sheet(code)
    (way,) = desk.form.other_ways
    way.go()
    assert desk.form.title == "Enter the refusal of the permit"
    assert Told(desk.form, dated=DATED, reference="No. 9", reason="The need has gone.").taken
    refusal = len(procedure(case).entries)
    desk.entering.withdraw_entry(refusal)
    assert Told(desk.form, reason="It was of another case.").taken
    assert state(case, refusal) is EntryState.WITHDRAWN
    desk.entering.enter_from_sheet(code)
    Told(desk.form, permit_number="No. 1", dated=DATED, valid_until=None, lines=((1, "8"),))
    permit = procedure(case).permits()[0].number
    desk.entering.extend_permit(permit)
    assert desk.told == "The permit has not been confirmed."
    case.confirm(permit, by="hanako")
    desk.entering.extend_permit(permit)
    assert dict(desk.form.facts)["Valid until"] == "2027-05-22"
    told = Told(desk.form, valid_until=date(2027, 5, 22), dated=DATED, reference="No. 2")
    assert list(told.fields) == ["valid_until"]
    assert Told(desk.form, valid_until=date(2027, 11, 22), dated=DATED, reference="No. 2").taken
    extension = len(procedure(case).entries)
    desk.entering.end_permit(permit)
    assert Told(desk.form, dated=DATED, reference="No. 3", reason="Given back.").taken
    end = len(procedure(case).entries)
    desk.entering.end_permit(permit)
    assert desk.told == "The end of this permit is entered already."
    second = AtDesk(case, "abe")
    for number, paper in (
        (extension, {"permit_number": "No.1", "valid_until": date(2027, 11, 22), "dated": DATED, "reference": "No.2"}),
        (end, {"permit_number": "No.1", "dated": DATED, "reference": "No.3"}),
    ):
        second.entering.confirm_entry(number)
        assert all(not field.value for field in second.form.fields)
        assert Told(second.form, **paper).taken
    assert second.form.title.startswith("Confirm: entry")
    assert Told(second.form).taken
    assert state(case, extension) is state(case, end) is EntryState.CONFIRMED


# -- confirming


def an_entry(case: CaseInProcedure, **more: Any) -> int:
    """A decision of the Prime Minister, entered by mori."""
    code = case.up_to(MINISTERS)
    desk = AtDesk(case, "mori")
    desk.entering.enter_from_sheet(code)
    assert Told(desk.form, **DECISION | more).taken
    return len(procedure(case).entries)


def code_of(case: CaseInProcedure) -> str:
    """The code on the last sheet."""
    return procedure(case).requests[-1].code


def test_who_entered_it_is_told_so_by_name_before_the_work_of_typing(case: CaseInProcedure) -> None:
    entry = an_entry(case)
    desk = AtDesk(case, "mori")
    desk.entering.confirm_entry(entry)
    assert (desk.told, desk.forms) == (
        "Mori entered it, and can't confirm it. Let another person compare it with its document.",
        [],
    )


def test_the_second_person_sees_the_paper_blank_and_nothing_of_what_was_entered(case: CaseInProcedure) -> None:
    entry = an_entry(case, decision="agree_with_conditions", conditions=((1, "It reports each year."),))
    desk = AtDesk(case, "abe")
    desk.entering.confirm_entry(entry)
    assert all(field.value in ("", None, ()) for field in desk.form.fields)
    said = repr((desk.form.title, desk.form.explanation, desk.form.facts, desk.form.consequences, desk.form.note))
    for entered in ("架空太郎", "第１号", "It reports", "Prime Minister", "2026-11-21", code_of(case)):
        assert entered not in said


def test_an_entry_is_confirmed_by_who_typed_what_its_paper_says(case: CaseInProcedure) -> None:
    entry = an_entry(case)
    desk = AtDesk(case, "abe")
    desk.entering.confirm_entry(entry)
    assert Told(desk.form, code=code_of(case), **READ).taken
    assert len(desk.forms) == 1, "nothing of it is too long to be typed"
    assert (state(case, entry), procedure(case).entries[entry].confirmed_by) == (EntryState.CONFIRMED, "abe")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("code", "00000-00000-0"),
        ("office", "defense_minister"),
        ("signatory", "内閣総理大臣　架空次郎"),
        ("decision", "agree_with_conditions"),
        ("conditions", "1"),
        ("acting", "yes"),
        ("dated", date(2026, 11, 21)),
        ("reference", "閣第２号"),
    ],
)
def test_confirming_is_refused_while_what_was_typed_differs(case: CaseInProcedure, name: str, typed: object) -> None:
    entry = an_entry(case)
    desk = AtDesk(case, "abe")
    desk.entering.confirm_entry(entry)
    read = {"code": code_of(case), **READ} | {name: typed}
    told = Told(desk.form, **read)
    assert not told.taken
    assert list(told.fields) == [name]
    assert "not what was entered" in told.fields[name]
    again = Told(desk.form, **read)
    assert not again.taken
    assert again.fields[name].startswith("Entered was: "), "who insists is told what was entered"
    assert state(case, entry) is EntryState.ENTERED
    assert Told(desk.form, code=code_of(case), **READ).taken
    assert state(case, entry) is EntryState.CONFIRMED


def test_nobody_confirms_past_the_comparison(case: CaseInProcedure) -> None:
    entry = an_entry(case)
    for typed in ({}, {"office": "prime_minister"}):
        with pytest.raises(Mendable, match="What you typed is not what was entered"):
            confirm_as_typed(case.acting("abe"), case_id=case.id, entry=entry, typed=typed)
    assert state(case, entry) is EntryState.ENTERED


def test_texts_too_long_to_type_are_read_beside_the_paper_after_that(case: CaseInProcedure) -> None:
    entry = an_entry(case, decision="agree_with_conditions", conditions=((1, "It reports each year."),), reason="Why")
    desk = AtDesk(case, "abe")
    desk.entering.confirm_entry(entry)
    read = {"code": code_of(case), **READ} | {"decision": "agree_with_conditions", "conditions": "1"}
    assert Told(desk.form, **read).taken
    assert state(case, entry) is EntryState.ENTERED, "it is not confirmed before they were read"
    assert desk.form.facts == (("Condition 1", "It reports each year."), ("Reason", "Why"))
    assert desk.form.is_lasting
    assert Told(desk.form).taken
    assert state(case, entry) is EntryState.CONFIRMED


def test_a_finding_is_confirmed_question_by_question(case: CaseInProcedure) -> None:
    code = case.request(EXAMINATION)
    entry = case.find("mofa", code)
    desk = AtDesk(case, "abe")
    desk.entering.confirm_entry(entry)
    slots = [slot.id for slot in procedure(case).lines[1].slots]
    paper: dict[str, Any] = {"code": code, "office": "mofa", "author": "Head of section", "dated": DATED}
    told = Told(desk.form, **paper, views=tuple((slot, "no_objection") for slot in slots[1:]))
    assert list(told.fields) == ["views"]
    assert "Effect of the destination" in told.fields["views"]
    assert Told(desk.form, **paper, views=tuple((slot, "no_objection") for slot in slots)).taken
    assert len(desk.form.facts) == len(slots)
    assert Told(desk.form).taken
    assert state(case, entry) is EntryState.CONFIRMED


def test_what_was_typed_to_confirm_stands_there_again_for_who_typed_it_and_for_nobody_else(
    case: CaseInProcedure,
) -> None:
    entry = an_entry(case)
    desk = AtDesk(case, "abe")
    desk.entering.confirm_entry(entry)
    leave = desk.form.leave
    assert leave is not None
    leave(code="", **READ)
    desk.entering.confirm_entry(entry)
    assert {field.name: field.value for field in desk.form.fields} == {"code": "", **READ}
    desk.office.session.act_as("hanako")
    desk.entering.confirm_entry(entry)
    assert all(field.value in ("", None, ()) for field in desk.form.fields)


def test_an_entry_that_differs_from_its_paper_is_withdrawn_from_there(case: CaseInProcedure) -> None:
    entry = an_entry(case)
    desk = AtDesk(case, "abe")
    desk.entering.confirm_entry(entry)
    (way,) = desk.form.other_ways
    way.go()
    assert desk.form.title == f"Withdraw: entry {entry} (Decision entered)"
    assert list(Told(desk.form, reason=" ").fields) == ["reason"]
    assert Told(desk.form, reason="The reference was misread.").taken
    assert state(case, entry) is EntryState.WITHDRAWN
    desk.entering.confirm_entry(entry)
    assert desk.told == "The entry was confirmed or withdrawn already."


def test_what_was_confirmed_elsewhere_meanwhile_is_not_confirmed_again(case: CaseInProcedure) -> None:
    entry = an_entry(case)
    desk = AtDesk(case, "abe")
    desk.entering.confirm_entry(entry)
    case.confirm(entry, by="hanako")
    told = Told(desk.form, code=code_of(case), **READ)
    assert (told.taken, told.complaint) == (False, "The entry was confirmed or withdrawn already.")


# -- correcting


def test_a_confirmed_entry_is_corrected_with_its_code_and_a_reason(case: CaseInProcedure) -> None:
    entry = an_entry(case)
    desk = AtDesk(case, "mori")
    desk.entering.correct_entry(entry)
    assert desk.told == "Only a confirmed finding, decision or permit that stands can be corrected."
    case.confirm(entry)
    desk.entering.correct_entry(entry)
    form = desk.form
    assert form.title == "Correct a decision"
    assert code_of(case) not in repr(form.facts), "it is typed from the sheet"
    assert list(Told(form, code="00000-00000-0", reason="Misread.").fields) == ["code"]
    assert list(Told(form, code=code_of(case)).fields) == ["reason"]
    assert Told(form, code=code_of(case), reference="閣第２号", reason="Misread.").taken
    correction = len(procedure(case).entries)
    second = AtDesk(case, "abe")
    second.entering.confirm_entry(correction)
    assert Told(second.form, code=code_of(case), **READ | {"reference": "閣第2号"}).taken
    assert Told(second.form).taken, "the reason is read"
    assert (state(case, entry), state(case, correction)) == (EntryState.CORRECTED, EntryState.CONFIRMED)


@pytest.mark.parametrize("what", ["finding", "permit"])
def test_findings_and_permits_are_corrected_too(case: CaseInProcedure, what: str) -> None:
    desk = AtDesk(case, "mori")
    if what == "finding":
        code = case.request(EXAMINATION)
        entry = case.find("mofa", code)
        case.confirm(entry)
        changed: dict[str, Any] = {"author": "Head of division"}
    else:
        code = case.up_to(PERMIT)
        desk.entering.enter_from_sheet(code)
        Told(desk.form, permit_number="No. 1", dated=DATED, valid_until=None, lines=((1, "8"),))
        entry = procedure(case).permits()[0].number
        case.confirm(entry, by="hanako")
        changed = {"lines": ((1, "7"),)}
    desk.entering.correct_entry(entry)
    assert Told(desk.form, code=code, reason="Misread.", **changed).taken
    correction = procedure(case).entries[len(procedure(case).entries)]
    assert correction.corrects == entry
    case.confirm(correction.number, by="hanako")
    assert state(case, entry) is EntryState.CORRECTED


def offered(desk: AtDesk) -> set[str]:
    """Which of the acts on entries the menu of the case offers."""
    return {act.id for act in (CONFIRM_NEXT, OWN_FINDING) if act.is_possible(desk.model)}


def test_the_menu_of_a_case_offers_what_waits_for_who_acts(case: CaseInProcedure) -> None:
    assert offered(AtDesk(case, "officer")) == offered(AtDesk(case, "abe")) == set()
    code = case.request(EXAMINATION)
    assert offered(AtDesk(case, "officer")) == {"own_finding"}
    first_entry, second_entry = case.find("meti", code), case.find("mofa", code, by="abe")
    assert offered(AtDesk(case, "reviewer")) == {"confirm_entry"}, "a finding of the own office"
    for account, title in (("abe", f"entry {first_entry} "), ("mori", f"entry {second_entry} ")):
        desk = AtDesk(case, account)
        assert offered(desk) == {"confirm_entry", "own_finding"}
        CONFIRM_NEXT.do(desk.model)
        assert title in desk.form.title
        OWN_FINDING.do(desk.model)
        assert desk.form.title == "Enter a finding"
    case.office.session.is_read_only = True
    assert offered(AtDesk(case, "mori")) == set()


def test_in_a_register_that_can_only_be_read_nothing_is_entered(case: CaseInProcedure) -> None:
    entry = an_entry(case)
    desk = AtDesk(case, "abe")
    desk.office.session.is_read_only = True
    for act in (desk.entering.confirm_entry, desk.entering.withdraw_entry):
        act(entry)
        assert (desk.told, desk.forms) == ("The register can only be read here: nothing can be entered.", [])
