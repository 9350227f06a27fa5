"""Which act in which state meets which refusal; and of several the first of the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.procedure.events import View
from tests.domain.procedure.desk import (
    BEGUN,
    END_USE,
    EXAMINATION,
    FIGHTING,
    FOUR,
    MEETING,
    OVERALL,
    PERMIT,
    Desk,
    a_line,
)

ALL_WELL = {"end_use": "no_objection", "overall": "no_objection"}
#: A well-typed code that stands on no sheet.
OTHER = "00000-00001-1"
AFTER = BEGUN + timedelta(1)


def drafted() -> Desk:
    """A case of which nothing is recorded."""
    return Desk()


def determined() -> Desk:
    """A case that was not reviewed."""
    desk = Desk()
    desk.record()
    return desk


def begun() -> Desk:
    """A reviewed case."""
    return Desk().begun()


def under_examination() -> Desk:
    """A case whose examination was requested."""
    desk = begun()
    desk.went_well(desk.request("examination"))
    return desk


def with_findings_waiting() -> Desk:
    """And of which a finding waits for its confirmation."""
    desk = under_examination()
    desk.went_well(desk.find("mofa", ALL_WELL))
    return desk


def examined() -> Desk:
    """A case that was examined."""
    return Desk().examined()


def before_council() -> Desk:
    """A case that lies before the council."""
    desk = examined()
    desk.went_well(desk.request("council"))
    return desk


def with_a_decision_waiting() -> Desk:
    """And of which a decision waits for its confirmation."""
    desk = before_council()
    desk.went_well(desk.decide("prime"))
    return desk


def with_a_decision() -> Desk:
    """And of which that decision counts."""
    desk = with_a_decision_waiting()
    desk.went_well(desk.confirm())
    return desk


def signed() -> Desk:
    """A case for which everybody signed."""
    return Desk().signed()


def asked_for_a_permit() -> Desk:
    """A case for which the permit was asked for."""
    return Desk().asked_for_a_permit()


def with_a_permit_waiting() -> Desk:
    """And of which the permit waits for its confirmation, by a third person."""
    desk = asked_for_a_permit()
    desk.went_well(desk.permit({1: 4}))
    return desk


def permitted() -> Desk:
    """A case with its permit, entry `desk.last`."""
    return Desk().permitted()


def partly_permitted() -> Desk:
    """A case with a permit for 4 of 10."""
    desk = with_a_permit_waiting()
    desk.went_well(desk.confirm(by="kato"))
    return desk


def ended_permit() -> Desk:
    """A case whose permit has ended."""
    desk = permitted()
    permit = desk.last
    desk.next_day()
    desk.went_well(desk.end(permit), desk.confirm())
    desk.next_day()
    return desk


def refused() -> Desk:
    """A case that a minister refused."""
    desk = before_council()
    desk.went_well(desk.decide("prime", "refuse"), desk.confirm())
    return desk


def returned() -> Desk:
    """A case that a minister sent back."""
    desk = before_council()
    desk.went_well(desk.decide("prime", "return"), desk.confirm())
    return desk


def reopened() -> Desk:
    """A reviewed case that was reopened."""
    desk = with_a_decision()
    desk.went_well(desk.reopen())
    return desk


def closed() -> Desk:
    """A case that was closed."""
    desk = permitted()
    desk.went_well(desk.close())
    return desk


def withdrawn() -> Desk:
    """A case that was withdrawn."""
    desk = begun()
    desk.went_well(desk.withdraw())
    return desk


def barred() -> Desk:
    """A reviewed case that has no line in procedure."""
    return Desk(a_line(outcome=Outcome.BARRED)).begun()


def changed_after_a_decision() -> Desk:
    """A case that was changed after a decision, examined again and put before the council again."""
    desk = with_a_decision()
    old = desk.code("council")
    desk.went_well(desk.reopen(), desk.record(a_line(answer="no")), desk.review(), desk.request("examination"))
    for office in EXAMINATION.bodies:
        desk.went_well(desk.find(office, ALL_WELL), desk.confirm())
    desk.went_well(desk.request("council"))
    desk.codes.append(old)
    return desk


def lapsed() -> Desk:
    """A decision that waited while the case was changed, entry `desk.last`."""
    desk = with_a_decision_waiting()
    desk.went_well(desk.reopen(), desk.record(a_line(answer="no")), desk.review())
    return desk


Case = tuple[Callable[[], Desk], Callable[[Desk], str], str]

REFUSED: list[Case] = [
    # Review.
    (drafted, lambda d: d.review(), "not_determined"),
    (reopened, lambda d: d.review(), "not_determined"),
    (begun, lambda d: d.review(), "already_done"),
    (closed, lambda d: d.review(), "ended"),
    (determined, lambda d: d.review("sato"), "same_person"),
    (determined, lambda d: d.review(agree=False), "missing_reason"),
    (determined, lambda d: d.review("sato", agree=False), "same_person"),
    (drafted, lambda d: d.review("sato", agree=False), "not_determined"),
    # Request.
    (begun, lambda d: d.request("no_such"), "unknown_key"),
    (closed, lambda d: d.request("no_such"), "unknown_key"),
    (drafted, lambda d: d.request("examination"), "not_determined"),
    (determined, lambda d: d.request("examination"), "not_reviewed"),
    (reopened, lambda d: d.request("examination"), "reopened"),
    (refused, lambda d: d.request("council"), "refused_earlier"),
    (closed, lambda d: d.request("council"), "ended"),
    (withdrawn, lambda d: d.request("council"), "ended"),
    (begun, lambda d: d.request("of_other_cases"), "no_procedure"),
    (barred, lambda d: d.request("examination"), "no_procedure"),
    (begun, lambda d: d.request("council"), "out_of_order"),
    (under_examination, lambda d: d.request("council"), "missing_findings"),
    (under_examination, lambda d: d.request("permit"), "missing_findings"),
    (with_findings_waiting, lambda d: d.request("council"), "not_confirmed"),
    (with_findings_waiting, lambda d: d.request("examination"), "not_confirmed"),
    (before_council, lambda d: d.request("permit"), "out_of_order"),
    (with_a_decision_waiting, lambda d: d.request("permit"), "not_confirmed"),
    (under_examination, lambda d: d.request("examination"), "already_done"),
    (permitted, lambda d: d.request("permit"), "already_done"),
    # Findings.
    (under_examination, lambda d: d.find("mofa", ALL_WELL, step="no_such"), "unknown_key"),
    (under_examination, lambda d: d.find("mofa", {"no_such": "objection"}), "unknown_key"),
    (under_examination, lambda d: d.find("mofa", {"overall": "perhaps"}), "bad_value"),
    (determined, lambda d: d.find("mofa", ALL_WELL), "not_reviewed"),
    (under_examination, lambda d: d.find("meti", ALL_WELL, step="of_other_cases"), "no_procedure"),
    (before_council, lambda d: d.find("meti", ALL_WELL, step="council"), "no_procedure"),
    (under_examination, lambda d: d.find("mofa", {"fighting": "objection"}), "no_procedure"),
    (begun, lambda d: d.find("meti", ALL_WELL), "not_requested"),
    (under_examination, lambda d: d.find("customs", ALL_WELL), "wrong_office"),
    (under_examination, lambda d: d.find("mofa", ALL_WELL, code=""), "wrong_code"),
    (under_examination, lambda d: d.find("mofa", ALL_WELL, code="00000-00001-2"), "wrong_code"),
    (under_examination, lambda d: d.find("mofa", ALL_WELL, code=OTHER), "code_of_other_content"),
    (under_examination, lambda d: d.find("meti", ALL_WELL, code=OTHER), "code_of_other_content"),
    (under_examination, lambda d: d.find("mofa", [View("overall", "open", " ")]), "missing_text"),
    (under_examination, lambda d: d.find("mofa", {}), "missing_text"),
    (under_examination, lambda d: d.find("mofa", ALL_WELL, author=""), "missing_text"),
    (under_examination, lambda d: d.find("mofa", ALL_WELL, dated=BEGUN - timedelta(1)), "impossible_date"),
    (under_examination, lambda d: d.find("mofa", ALL_WELL, dated=AFTER), "impossible_date"),
    (examined, lambda d: d.find("mofa", ALL_WELL, corrects=2), "missing_reason"),
    (with_findings_waiting, lambda d: d.find("mofa", ALL_WELL, corrects=1, reason="misread"), "unknown_key"),
    (examined, lambda d: d.find("mofa", ALL_WELL, corrects=9, reason="misread"), "unknown_key"),
    (examined, lambda d: d.find("mofa", ALL_WELL, corrects=2, reason="misread", code=OTHER), "code_of_other_content"),
    # Decisions.
    (before_council, lambda d: d.decide("prime", step="no_such"), "unknown_key"),
    (before_council, lambda d: d.decide("prime", "perhaps"), "bad_value"),
    (before_council, lambda d: d.decide("prime", "agree", conditions=("none",)), "bad_value"),
    (before_council, lambda d: d.decide("meti", step="examination"), "no_procedure"),
    (before_council, lambda d: d.decide("minister", step="permit"), "no_procedure"),
    (reopened, lambda d: d.decide("foreign"), "reopened"),
    (refused, lambda d: d.decide("foreign"), "refused_earlier"),
    (begun, lambda d: d.decide("prime"), "out_of_order"),
    (examined, lambda d: d.decide("prime"), "not_requested"),
    (returned, lambda d: d.decide("foreign"), "not_requested"),
    (before_council, lambda d: d.decide("council"), "wrong_office"),
    (before_council, lambda d: d.decide("prime", code=""), "wrong_code"),
    (before_council, lambda d: d.decide("prime", code="00000-00001-2"), "wrong_code"),
    (before_council, lambda d: d.decide("prime", code=OTHER), "code_of_other_content"),
    (before_council, lambda d: d.decide("prime", code=d.codes[0]), "code_of_other_content"),
    (changed_after_a_decision, lambda d: d.decide("prime", code=d.codes[-1]), "code_of_other_content"),
    (with_a_decision_waiting, lambda d: d.decide("prime"), "already_signed"),
    (with_a_decision_waiting, lambda d: d.decide("prime", "refuse"), "already_signed"),
    (with_a_decision, lambda d: d.decide("prime", "agree_with_conditions", conditions=("none",)), "already_signed"),
    (with_a_decision, lambda d: d.decide("foreign", signatory="Ｈｅａｄ　of PRIME"), "same_person"),
    (with_a_decision_waiting, lambda d: d.decide("foreign", signatory="head ofprime"), "same_person"),
    (before_council, lambda d: d.decide("prime", "refuse", reason=" "), "missing_reason"),
    (before_council, lambda d: d.decide("prime", "return", reason=""), "missing_reason"),
    (with_a_decision, lambda d: d.decide("prime", corrects=3, reason=""), "missing_reason"),
    (before_council, lambda d: d.decide("prime", signatory=""), "missing_text"),
    (before_council, lambda d: d.decide("prime", reference="\u200b"), "missing_text"),
    (before_council, lambda d: d.decide("prime", "agree_with_conditions"), "missing_text"),
    (before_council, lambda d: d.decide("prime", "agree_with_conditions", conditions=("a", "")), "missing_text"),
    (before_council, lambda d: d.decide("prime", dated=BEGUN - timedelta(1)), "impossible_date"),
    (before_council, lambda d: d.decide("prime", dated=AFTER), "impossible_date"),
    # Confirming and withdrawing entries.
    (begun, lambda d: d.confirm(1), "unknown_key"),
    (with_a_decision_waiting, lambda d: d.confirm(by="mori"), "same_person"),
    (with_a_decision, lambda d: d.confirm(3), "already_done"),
    (lapsed, lambda d: d.confirm(), "code_of_other_content"),
    (lapsed, lambda d: d.confirm(by="mori"), "code_of_other_content"),
    (with_a_permit_waiting, lambda d: d.confirm(by="mori"), "same_person"),
    (with_a_permit_waiting, lambda d: d.confirm(by="abe"), "same_person"),
    (with_a_decision, lambda d: d.take_back(3), "already_done"),
    (with_a_decision_waiting, lambda d: d.take_back(3, reason=""), "missing_reason"),
    (with_a_decision_waiting, lambda d: d.take_back(9), "unknown_key"),
    # Permits.
    (asked_for_a_permit, lambda d: d.permit({7: 1}), "unknown_key"),
    (asked_for_a_permit, lambda d: d.permit({}), "bad_value"),
    (asked_for_a_permit, lambda d: d.permit({1: 0}), "bad_value"),
    (asked_for_a_permit, lambda d: d.permit({1: 11}), "bad_value"),
    (partly_permitted, lambda d: d.permit({1: 7}), "bad_value"),
    (with_a_permit_waiting, lambda d: d.permit({1: 7}), "bad_value"),
    (barred, lambda d: d.permit({1: 1}), "no_procedure"),
    (determined, lambda d: d.permit({1: 1}), "not_reviewed"),
    (reopened, lambda d: d.permit({1: 1}), "reopened"),
    (before_council, lambda d: d.permit({1: 1}), "out_of_order"),
    (signed, lambda d: d.permit({1: 1}), "not_requested"),
    (asked_for_a_permit, lambda d: d.permit({1: 1}, code="x"), "wrong_code"),
    (asked_for_a_permit, lambda d: d.permit({1: 1}, code=OTHER), "code_of_other_content"),
    (asked_for_a_permit, lambda d: d.permit({1: 1}, number=""), "missing_text"),
    (asked_for_a_permit, lambda d: d.permit({1: 1}, conditions=("",)), "missing_text"),
    (asked_for_a_permit, lambda d: d.permit({1: 1}, dated=AFTER), "impossible_date"),
    (asked_for_a_permit, lambda d: d.permit({1: 1}, until=BEGUN - timedelta(1)), "impossible_date"),
    (permitted, lambda d: d.permit({1: 1}, corrects=d.last), "missing_reason"),
    (permitted, lambda d: d.permit({1: 1, 2: 1}, corrects=d.last, reason="misread"), "unknown_key"),
    (with_a_permit_waiting, lambda d: d.permit({1: 1}, corrects=d.last, reason="misread"), "unknown_key"),
    (asked_for_a_permit, lambda d: d.refuse_permit(reason=""), "missing_reason"),
    (asked_for_a_permit, lambda d: d.refuse_permit(reference=""), "missing_text"),
    (asked_for_a_permit, lambda d: d.refuse_permit(dated=AFTER), "impossible_date"),
    (signed, lambda d: d.refuse_permit(), "not_requested"),
    (before_council, lambda d: d.refuse_permit(), "out_of_order"),
    (permitted, lambda d: d.refuse_permit(), "already_done"),
    (barred, lambda d: d.refuse_permit(), "no_procedure"),
    # What becomes of permits.
    (permitted, lambda d: d.extend(99, date(2027, 6, 1)), "unknown_key"),
    (permitted, lambda d: d.extend(1, date(2027, 6, 1)), "unknown_key"),
    (with_a_permit_waiting, lambda d: d.extend(d.last, date(2027, 6, 1)), "no_permit"),
    (permitted, lambda d: d.extend(d.last, date(2026, 12, 1)), "impossible_date"),
    (permitted, lambda d: d.extend(d.last, date(2027, 6, 1), dated=AFTER), "impossible_date"),
    (permitted, lambda d: d.extend(d.last, date(2027, 6, 1), dated=BEGUN - timedelta(1)), "impossible_date"),
    (permitted, lambda d: d.extend(d.last, date(2027, 6, 1), reference=""), "missing_text"),
    (ended_permit, lambda d: d.extend(d.last - 1, date(2027, 6, 1)), "no_permit"),
    (ended_permit, lambda d: d.end(d.last - 1), "already_done"),
    (permitted, lambda d: d.end(d.last, reason=""), "missing_reason"),
    (permitted, lambda d: d.end(d.last, dated=AFTER), "impossible_date"),
    # Notices.
    (signed, lambda d: d.notify("no_such"), "unknown_key"),
    (signed, lambda d: d.notify("of_other_cases"), "no_procedure"),
    (determined, lambda d: d.notify("diet_notice"), "not_reviewed"),
    (withdrawn, lambda d: d.notify("diet_notice"), "ended"),
    (before_council, lambda d: d.notify("diet_notice"), "out_of_order"),
    (signed, lambda d: d.notify("annual_report"), "out_of_order"),
    (signed, lambda d: d.notify("diet_notice", dated=BEGUN - timedelta(1)), "impossible_date"),
    (signed, lambda d: d.notify("diet_notice", reference=""), "missing_text"),
    (signed, lambda d: d.notify("diet_notice") or d.notify("diet_notice"), "already_done"),
    # The case.
    (determined, lambda d: d.reopen(), "not_reviewed"),
    (reopened, lambda d: d.reopen(), "already_done"),
    (permitted, lambda d: d.reopen(""), "missing_reason"),
    (before_council, lambda d: d.close(), "out_of_order"),
    (drafted, lambda d: d.close(), "not_determined"),
    (closed, lambda d: d.close(), "ended"),
    (refused, lambda d: d.withdraw(), "refused_earlier"),
    (permitted, lambda d: d.withdraw(), "already_done"),
    (begun, lambda d: d.withdraw(""), "missing_reason"),
    (withdrawn, lambda d: d.withdraw(), "ended"),
]


@pytest.mark.parametrize(
    ("state", "act", "code"),
    REFUSED,
    ids=[f"{n}-{state.__name__}-{code}" for n, (state, _, code) in enumerate(REFUSED)],
)
def test_an_act_is_refused_and_changes_nothing(
    state: Callable[[], Desk], act: Callable[[Desk], str], code: str
) -> None:
    desk = state()
    before = desk.procedure.acts
    assert act(desk) == code
    # Of a notice given twice the first was done.
    assert len(desk.procedure.acts) - len(before) in ((1,) if code == "already_done" and state is signed else (0,))


def test_of_several_reasons_the_first_of_the_list_is_given() -> None:
    desk = with_a_decision_waiting()
    wrong = {"signatory": "Head of prime", "reason": "", "reference": "", "dated": AFTER, "by": "mori"}
    assert desk.decide("nobody", "perhaps", code="x", **wrong) == "bad_value"  # type: ignore[arg-type]
    assert desk.decide("nobody", "return", code="x", **wrong) == "wrong_office"  # type: ignore[arg-type]
    assert desk.decide("foreign", "return", code="x", **wrong) == "wrong_code"  # type: ignore[arg-type]
    assert desk.decide("foreign", "return", code=OTHER, **wrong) == "code_of_other_content"  # type: ignore[arg-type]
    assert desk.decide("foreign", "return", **wrong) == "same_person"  # type: ignore[arg-type]
    wrong["signatory"] = ""
    assert desk.decide("prime", "return", **wrong) == "already_signed"  # type: ignore[arg-type]
    assert desk.decide("foreign", "return", **wrong) == "missing_reason"  # type: ignore[arg-type]
    assert desk.decide("foreign", "return", **(wrong | {"reason": "late"})) == "missing_text"  # type: ignore[arg-type]
    named = {"signatory": "Somebody", "reference": "No. 7", "reason": "late"}
    assert desk.decide("foreign", "return", **(wrong | named)) == "impossible_date"  # type: ignore[arg-type]


def test_a_name_for_two_offices_is_taken_where_one_acts_for_the_other() -> None:
    desk = with_a_decision()
    assert desk.decide("foreign", signatory="Head of prime", acting="by order of 1 June") == ""


def test_a_decision_sent_back_is_asked_for_again_on_the_same_content() -> None:
    desk = returned()
    assert desk.state is CaseState.IN_PROCEDURE
    assert desk.request("council") == ""
    assert desk.codes[-1] == desk.codes[-2]
    assert desk.decide("foreign") == desk.confirm() == ""
    assert desk.decide("prime") == desk.confirm() == ""


def test_what_was_given_on_a_content_stays_void_when_it_comes_back() -> None:
    desk = with_a_decision()
    desk.went_well(desk.reopen(), desk.record(a_line(answer="no")), desk.review())
    desk.went_well(desk.reopen(), desk.record(a_line()), desk.review())
    assert [entry.lines for entry in desk.procedure.entries.values()] == [(), (), ()]


def test_reopening_without_a_change_voids_nothing_and_confirms_nothing() -> None:
    desk = with_a_decision_waiting()
    desk.went_well(desk.reopen(), desk.record(), desk.review())
    assert [entry.lines for entry in desk.procedure.entries.values()] == [(1,), (1,), (1,)]
    assert desk.confirm() == ""


def test_a_permit_that_was_confirmed_counts_again_when_its_content_comes_back() -> None:
    desk = permitted()
    permit = desk.procedure.entries[desk.last]
    desk.went_well(desk.reopen(), desk.record(a_line(answer="no")), desk.review())
    assert desk.state is CaseState.IN_PROCEDURE
    assert desk.procedure.has_changed_content(desk.procedure.entries[permit.number])


def test_a_case_that_was_sent_back_is_recorded_again_be_it_that_it_was_withdrawn_between() -> None:
    desk = determined()
    desk.went_well(desk.review(agree=False, note="unclear"), desk.withdraw(), desk.reopen())
    assert desk.review() == "not_determined"
    desk.went_well(desk.record(), desk.review())


def test_an_entry_has_one_correction() -> None:
    desk = partly_permitted()
    permit = desk.last
    for quantity in (5, 6):
        desk.went_well(desk.permit({1: quantity}, corrects=permit, reason="misread"))
    assert desk.confirm(permit + 1, "kato") == ""
    assert desk.confirm(permit + 2, "kato") == "already_done"
    assert [each.number for each in desk.procedure.permits_of(1)] == [permit + 1]


def test_a_correction_that_waits_takes_the_quantity_of_what_it_corrects_not_another() -> None:
    desk = partly_permitted()
    desk.went_well(desk.permit({1: 5}, corrects=desk.last, reason="misread"))
    assert desk.permit({1: 6}) == "bad_value"
    assert desk.permit({1: 5}) == ""


def test_a_correction_of_what_fell_void_can_be_confirmed_and_waits_in_sight() -> None:
    desk = with_a_decision()
    code = desk.code("council")
    desk.went_well(desk.reopen(), desk.record(a_line(answer="no")), desk.review())
    desk.went_well(desk.decide("prime", corrects=3, code=code, conditions=("none",), decision="agree_with_conditions"))
    assert [each.number for each in desk.procedure.waiting()] == [4]
    assert desk.confirm() == ""
    assert desk.procedure.entries[4].lines == ()


def test_no_decision_is_confirmed_before_an_earlier_step_is_done() -> None:
    first_line = a_line(steps=(EXAMINATION, MEETING, PERMIT))
    desk = Desk(first_line).signed()
    desk.went_well(desk.request("permit"), desk.refuse_permit())
    # A second line takes the council's step minister by minister: the first line then does so, too.
    desk.went_well(desk.reopen(), desk.record(first_line, a_line(2, steps=(EXAMINATION, FOUR, PERMIT))), desk.review())
    assert desk.procedure.current_request("permit") is None
    assert desk.confirm() == "out_of_order"


def test_missing_questions_stand_in_the_order_of_the_edition() -> None:
    desk = Desk(a_line(slots=(END_USE, OVERALL)), a_line(2, slots=(END_USE, FIGHTING, OVERALL))).begun()
    examination = desk.procedure.steps[0]
    assert desk.procedure.missing(examination) == ("end_use", "fighting", "overall/meti", "overall/mofa")
