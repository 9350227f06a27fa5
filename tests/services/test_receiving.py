"""Cases are opened, amended, given lines, withdrawn, closed and reopened."""

from datetime import date

import pytest

from app.domain.errors import Mendable
from app.domain.ids import CaseId
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import GivenFor, LineParticulars
from app.services.ending import close_case, reopen_case, withdraw_case
from app.services.reading import list_cases
from app.services.receiving import add_line, amend_line, amend_particulars, open_case, propose_number, remove_line
from tests.builders import ARMS_TAKEN_ALONG, Official, case_particulars, searched
from tests.texts import NUMBER, TWINS


def test_a_case_is_opened_as_a_draft_with_one_line(official: Official) -> None:
    particulars = case_particulars(exporter="Shipyard", end_user="Navy", case_officer="officer", marking="restricted")
    event = open_case(official, particulars=particulars, line=LineParticulars(item="Hull"))
    case = official.case(event.case_id)
    assert case.particulars == particulars
    assert case.state is CaseState.DRAFT
    assert case.opened_by == "hanako"
    assert [(line.position, line.particulars.item, line.answers) for line in case.lines] == [(1, "Hull", ())]
    assert official.kinds_of_events(case.id) == ["case_opened"]


def test_blanks_around_a_text_go_and_its_letters_stay(official: Official) -> None:
    case = official.a_case(title="　 カ\u3099スタービン  一式 ")
    assert case.particulars.title == "カ\u3099スタービン  一式"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": " "}, "needs a number"),
        ({"number": "x" * 61}, "at most 60 characters"),
        ({"title": ""}, "needs a title"),
        ({"title": "a\u202eb"}, "U\\+202E"),
        ({"title": "a\0b"}, "U\\+0000"),
        ({"title": "a\ud800"}, "U\\+D800"),
        ({"end_user": "x" * 10_001}, "10001 characters"),
        ({"assessed_on": date(2014, 3, 31)}, "No edition"),
    ],
)
def test_what_the_register_can_not_take_is_refused_in_a_sentence(
    official: Official, changes: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Mendable, match=sentence):
        open_case(official, particulars=case_particulars(**changes))
    assert official.work.cases.propose_number(2026) == "2026-0001"


def test_numbers_are_proposed_one_after_another_within_a_year(official: Official) -> None:
    assert propose_number(official.work, official.clock) == "2026-0001"
    for number in ("2026-0007", "2026-x", "2025-0031", "2026-12 b", "20260099"):
        official.a_case(number=number)
    assert propose_number(official.work, official.clock) == "2026-0008"
    official.a_case(number="2026-10000")
    assert propose_number(official.work, official.clock) == "2026-10001"


def test_a_number_of_many_digits_is_not_counted_on(official: Official) -> None:
    official.a_case(number="2026-99999999999999999999")
    assert propose_number(official.work, official.clock) == "2026-0001"
    official.a_case(number="2026-999999999")
    assert propose_number(official.work, official.clock) == "2026-1000000000"
    official.a_case(number="2026-1000000000")
    assert propose_number(official.work, official.clock) == "2026-1000000001"


def test_numbers_in_full_width_are_counted_on(official: Official) -> None:
    official.a_case(number="２０２６－０１００")
    assert propose_number(official.work, official.clock) == "2026-0101"


@pytest.mark.parametrize("twin", TWINS)
def test_a_number_that_reads_like_another_is_refused_and_the_other_named(official: Official, twin: str) -> None:
    official.a_case(number=NUMBER)
    other = official.a_case(number="K-2")
    for attempt in (
        lambda: official.a_case(number=twin),
        lambda: amend_particulars(official, case_id=other.id, field="number", value=twin),
    ):
        with pytest.raises(Mendable, match=f"“{NUMBER}” already, and .* reads the same"):
            attempt()
    assert [case.number for case in list_cases(official.work)] == ["K-2", NUMBER]


def test_a_case_may_write_its_own_number_otherwise(official: Official) -> None:
    case = official.a_case(number=NUMBER)
    amend_particulars(official, case_id=case.id, field="number", value=TWINS[0])
    assert official.case(case.id).particulars.number == TWINS[0]


def test_names_are_kept_letter_by_letter_and_found_in_the_usual_letters(official: Official) -> None:
    case = official.a_case(title="\ufa19\ufa1b\ufa10重工")
    assert official.case(case.id).particulars.title == "\ufa19\ufa1b\ufa10重工"
    assert [found.title for found in list_cases(official.work, searched("神福塚"))] == [case.particulars.title]


def test_what_an_earlier_version_took_stands_in_the_way_of_no_other_change(official: Official) -> None:
    case = official.a_case()
    with official.work.register.database.atomic():
        official.work.register.update("cases", case.id, {"title": "two\nlines"})
    amend_particulars(official, case_id=case.id, field="end_user", value="Navy")
    assert official.case(case.id).particulars[:2] == (case.particulars.number, "two\nlines")
    with pytest.raises(Mendable, match="takes one line"):
        amend_particulars(official, case_id=case.id, field="title", value="three\nlines")


def test_a_number_is_given_once(official: Official) -> None:
    case, other = official.a_case(number="K-1"), official.a_case(number="K-2")
    with pytest.raises(Mendable, match="K-1 already"):
        official.a_case(number="K-1")
    with pytest.raises(Mendable, match="K-1 already"):
        amend_particulars(official, case_id=other.id, field="number", value="K-1")
    assert official.case(case.id).particulars.number == "K-1"


def test_a_particular_is_amended_and_the_event_says_from_what_to_what(official: Official) -> None:
    case = official.a_case(end_user="Navy")
    event = amend_particulars(official, case_id=case.id, field="end_user", value=" Coast Guard ")
    assert event is not None
    assert (event.before, event.after) == ("Navy", "Coast Guard")
    assert official.case(case.id).particulars.end_user == "Coast Guard"
    assert official.case(case.id).changed_at > case.changed_at


def test_amending_to_the_same_writes_nothing(official: Official) -> None:
    case = official.a_case(end_user="Navy")
    same = amend_particulars(official, case_id=case.id, field="end_user", value="Navy ")
    assert same is None
    assert official.case(case.id) == case
    assert official.kinds_of_events(case.id) == ["case_opened"]


def test_another_day_before_every_edition_is_refused(official: Official) -> None:
    case = official.a_case()
    with pytest.raises(Mendable, match="No edition"):
        amend_particulars(
            official,
            case_id=case.id,
            field="assessed_on",
            value=date(2014, 3, 31),
        )
    assert official.case(case.id) == case


def test_a_particular_that_does_not_exist_is_our_mistake(official: Official) -> None:
    case = official.a_case()
    for field, value in (("colour", "grey"), ("title", date(2026, 1, 1)), ("received_on", "2026-01-01")):
        with pytest.raises(ValueError, match=field):
            amend_particulars(official, case_id=case.id, field=field, value=value)


def test_an_added_line_may_copy_answers_and_their_evidence(official: Official) -> None:
    case = official.a_case({"item_heading": "8", "weapon": "yes", "destination": "XA"})
    document = official.a_document(case.id)
    first = case.lines[0].id
    official.set_aside_agreement(first, "yes", document)
    official.answer(first, {"fighting": None})
    event = add_line(
        official,
        case_id=case.id,
        particulars=LineParticulars(item="Missiles"),
        copy_answers_from=first,
    )
    original, copy = official.line(first), official.line(event.line_id)
    assert copy.position == 2
    assert [(each.fact, each.value) for each in copy.answers] == [(each.fact, each.value) for each in original.answers]
    assert [each.copied_from for each in copy.answers] == [each.id for each in original.answers]
    agreement = copy.answer("agreement_in_force")
    assert agreement is not None
    assert [(shown.document_id, shown.page) for shown in agreement.evidence] == [(document, "1")]
    assert agreement.given_for == GivenFor(date(2026, 5, 20), {"destination": "XA"})
    assert event.copied_from == first
    assert event.copied_answers == {
        before.id: after.id for before, after in zip(original.answers, copy.answers, strict=True)
    }


def test_a_copied_line_goes_its_own_way(official: Official) -> None:
    case = official.a_case({"weapon": "yes"})
    line_id = add_line(official, case_id=case.id, copy_answers_from=case.lines[0].id).line_id
    official.answer(line_id, {"weapon": "no"})
    assert [line.known_answers["weapon"] for line in official.case(case.id).lines] == ["yes", "no"]


def test_a_line_is_amended(official: Official) -> None:
    line = official.a_case(item="Hull").lines[0]
    assert amend_line(official, line_id=line.id, field="item", value="Hull") is None
    event = amend_line(official, line_id=line.id, field="quantity", value="3")
    assert event is not None
    assert official.line(line.id).particulars == LineParticulars(item="Hull", quantity="3")


def test_a_line_is_removed_and_its_position_is_not_used_again(official: Official) -> None:
    case = official.a_case()
    second = add_line(official, case_id=case.id).line_id
    remove_line(official, line_id=second)
    third = add_line(official, case_id=case.id)
    assert third.position == 3
    assert [line.position for line in official.case(case.id).lines] == [1, 3]
    with pytest.raises(LookupError):
        official.answer(second, {"weapon": "no"})


def test_the_only_line_and_a_determined_line_stay(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG)
    line_id = case.lines[0].id
    with pytest.raises(Mendable, match="only line"):
        remove_line(official, line_id=line_id)
    official.determine(line_id)
    add_line(official, case_id=case.id)
    with pytest.raises(Mendable, match="recorded determination"):
        remove_line(official, line_id=line_id)


def test_a_case_is_withdrawn_for_a_reason_and_reopened_for_one(official: Official) -> None:
    case = official.a_case({"weapon": "no"})
    with pytest.raises(Mendable, match="reason"):
        withdraw_case(official, case_id=case.id, reason=" ")
    withdraw_case(official, case_id=case.id, reason="The exporter gave up.")
    withdrawn = official.case(case.id)
    assert (withdrawn.state, withdrawn.reason) == (CaseState.WITHDRAWN, "The exporter gave up.")
    reopen_case(official, case_id=case.id, reason="A new contract.")
    reopened = official.case(case.id)
    assert (reopened.state, reopened.reason) == (CaseState.DRAFT, "A new contract.")
    assert reopened.lines == case.lines


def test_an_answer_that_is_taken_only_with_evidence_is_not_copied_without(official: Official) -> None:
    case = official.a_case({"weapon": "yes", "destination": "XA"})
    first = case.lines[0].id
    official.a_bare_agreement(first, "yes")
    event = add_line(official, case_id=case.id, copy_answers_from=first)
    assert official.line(first).known_answers == {"weapon": "yes", "destination": "XA", "agreement_in_force": "yes"}
    assert official.line(event.line_id).known_answers == {"weapon": "yes", "destination": "XA"}
    assert len(event.copied_answers) == 2


def test_nothing_changes_in_a_case_that_has_ended(official: Official) -> None:
    case = official.a_case({"weapon": "no"})
    document = official.a_document(case.id)
    withdraw_case(official, case_id=case.id, reason="Given up.")
    before = official.case(case.id), official.kinds_of_events(case.id)
    line_id = case.lines[0].id
    for attempt in (
        lambda: official.answer(line_id, {"weapon": "yes"}),
        lambda: official.a_document(case.id),
        lambda: official.determine(line_id),
        lambda: official.set_aside_agreement(line_id, "yes", document),
        lambda: add_line(official, case_id=case.id),
        lambda: amend_line(official, line_id=line_id, field="item", value="Hull"),
        lambda: withdraw_case(official, case_id=case.id, reason="Again."),
        lambda: close_case(official, case_id=case.id),
    ):
        with pytest.raises(Mendable, match="withdrawn"):
            attempt()
    assert (official.case(case.id), official.kinds_of_events(case.id)) == before


def test_only_a_determined_case_is_closed(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG)
    with pytest.raises(Mendable, match="can't be closed"):
        close_case(official, case_id=case.id)
    official.determine(case.lines[0].id)
    close_case(official, case_id=case.id, reason="Given up.")
    assert official.case(case.id).state is CaseState.CLOSED
    with pytest.raises(Mendable, match="closed"):
        official.answer(case.lines[0].id, {"weapon": "no"})


def test_a_closed_case_that_is_reopened_is_determined_as_before(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG)
    official.determine(case.lines[0].id)
    close_case(official, case_id=case.id, reason="Given up.")
    reopen_case(official, case_id=case.id, reason="A mistake in the parties.")
    assert official.case(case.id).state is CaseState.DETERMINED
    with pytest.raises(Mendable, match="open already"):
        reopen_case(official, case_id=case.id, reason="Again.")


def test_a_case_that_is_not_there_is_not_found(official: Official) -> None:
    with pytest.raises(LookupError, match="no case 99"):
        official.case(CaseId(99))
