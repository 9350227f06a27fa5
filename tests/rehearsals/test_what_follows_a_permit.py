"""What is refused, and what comes of it, after the permit: worked out by hand, and played through the use cases."""

import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.bootstrap.composition import make_training_register
from app.bootstrap.rehearsals import StageAtHand, fresh_stage, read_rehearsal, stage_on
from app.domain.procedure.waits import Wait, WaitKind
from app.domain.register.case_status import waits_of_case
from app.rehearsals.given import Given
from app.rehearsals.playing import Played, play
from app.rehearsals.rehearsal import RehearsedAct
from app.rehearsals.state import state_of
from app.wording.language import Language
from tests.builders import ROOT

#: Up to a permit for 20 pieces of a line, whose commitments are taken on; of the same case the acts below are tried.
BEGINNING = read_rehearsal(ROOT / "resources" / "rehearsals" / "commitments_and_duties.toml", frozenset({"meti"}))
TAKEN_ON = next(at for at, act in enumerate(BEGINNING.acts, 1) if act.do == "confirm" and act.fields["entry"] == "w1")
DAY = date(2026, 6, 20)
LOT = {"permit": "p1", "line": 1, "lot": "L", "quantity": 2, "handed_over": DAY, "serials": ["1", "2"]}
DUTY = {
    "name": "report", "commitment": "appropriate_control", "line": 1, "owed_by": "the unit", "trigger": "handed_over",
    "due": "P1Y", "source": "own", "satisfied_by": "a letter",
}  # fmt: skip
ASKED = {
    "name": "n", "lot": "L", "holder": "XB", "to": "XC", "kind": "transfer", "purpose": "a loan", "received_on": DAY
}  # fmt: skip
GIVEN = {
    "request": "n", "consent": "given", "body": "METI", "signatory": "A", "dated": DAY, "reference": "1"
}  # fmt: skip
HOP = {"lot": "L", "from": "XB", "to": "XC"}
WAIVED = {"duty": "report", "occurrence": 1, "by": "A", "reason": "r"}
SUSPECTED = {"commitment": "appropriate_control", "line": 1, "finding": "f"}
FIRST = {"duty": "report", "occurrence": 1}
INSTRUMENT = {"kind": "pledge", "title": "t", "dated": DAY, "reference": "r", "article": "1"}
TAKE = {
    "line": 1, "commitment": "un_charter_use", "instrument": INSTRUMENT, "verified": "v",
    "signatory": {"name": "n", "office": "o", "for": "f"},
}  # fmt: skip
Tried = tuple[str, Mapping[str, Any], str]


class Begun(NamedTuple):
    """A register on which the beginning was played, with what it gave."""

    register: Path
    given: Given

    def tried(
        self, *acts: Tried, on: date = DAY, look: Callable[[StageAtHand, Given], object] = lambda _stage, _given: None
    ) -> dict[str, Any]:
        """Does acts after the beginning, on a copy, each expected to meet a refusal or none (`do`, fields, code); the
        state then. An act is named by its place, `#1`; who confirms is another person than who enters. At the
        end `look` may look at the register.
        """
        made: list[RehearsedAct] = []
        for place, (do, fields, expect) in enumerate(acts, 1):
            by, day = fields.get("as", "taki" if do == "confirm" else "oka"), fields.get("on", on)
            told = {name: value for name, value in fields.items() if name not in ("on", "as")}
            made.append(RehearsedAct(place, do, by, day, "c1", f"#{place}", told, expect, None))
        played, given, copy = list[Played](), deepcopy(self.given), self.register.with_name("tried.sekisho")
        shutil.copy(self.register, copy)
        with stage_on(copy, BEGINNING) as stage:
            play(tuple(made), stage, given, played.append)
            assert [(each.act.do, each.code) for each in played] == [(do, expect) for do, _, expect in acts]
            assert all(each.is_as_expected for each in played)
            look(stage, given)
            return state_of(stage.work, stage.shelf, given.cases["c1"], made[-1].on)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """A line whose commitments are taken on, with a permit."""
    register, given = tmp_path_factory.mktemp("begun") / "begun.sekisho", Given()
    make_training_register(register, Language.EN, is_empty=True)
    with stage_on(register, BEGINNING) as stage:
        play(BEGINNING.acts[:TAKEN_ON], stage, given, lambda _played: None)
    return Begun(register, given)


def later(year: int, month: int = 6, day: int = 20) -> date:
    return date(year, month, day)


REFUSED: Mapping[str, tuple[Tried, ...]] = {
    "a line that is not there": (("deliver", {**LOT, "line": 2}, "unknown_key"),),
    "a permit that is not there": (("deliver", {**LOT, "permit": "w1"}, "unknown_key"),),
    "fewer serials than pieces": (("deliver", {**LOT, "serials": ["1"]}, "bad_value"),),
    "a serial twice": (("deliver", {**LOT, "serials": ["1", "1"]}, "bad_value"),),
    "no piece": (("deliver", {**LOT, "quantity": 0, "serials": []}, "bad_value"),),
    "a serial in two lots": (("deliver", LOT, ""), ("deliver", {**LOT, "lot": "M"}, "bad_value")),
    "a lot twice": (("deliver", LOT, ""), ("deliver", {**LOT, "serials": ["3", "4"]}, "already_done")),
    "handed over tomorrow": (("deliver", {**LOT, "handed_over": later(2026, 6, 21)}, "impossible_date"),),
    "in service before": (("deliver", {**LOT, "in_service": later(2026, 6, 19)}, "impossible_date"),),
    "title passed before": (("deliver", {**LOT, "title_passed": later(2026, 6, 1)}, ""),),
    "dates of no lot": (("add_dates", {"lot": "L", "accepted": DAY}, "unknown_lot"),),
    "a date twice": (
        ("deliver", {**LOT, "accepted": DAY}, ""), ("add_dates", {"lot": "L", "accepted": DAY}, "already_done")
    ),
    "no date": (("deliver", LOT, ""), ("add_dates", {"lot": "L"}, "bad_value")),
    "by an officer": (("deliver", {**LOT, "as": "mizuno"}, "no_role"),),
    "a commitment that the line has not": (("take_on", {**TAKE, "commitment": "other"}, "unknown_key"),),
    "a condition that nobody made": (("take_on", {**TAKE, "commitment": "condition:1"}, "unknown_key"),),
    "an unknown state": (("take_on", {**TAKE, "instrument": {**INSTRUMENT, "states": ["QQ"]}}, "bad_value"),),
    "nobody signed": (("take_on", {**TAKE, "signatory": {"name": "", "office": "o", "for": "f"}}, "missing_text"),),
    "an instrument without an article": (
        ("take_on", {**TAKE, "instrument": {**INSTRUMENT, "article": ""}}, "missing_text"),
    ),
    "signed tomorrow": (
        ("take_on", {**TAKE, "instrument": {**INSTRUMENT, "dated": later(2027)}}, "impossible_date"),
    ),
    "confirmed by who entered": (("take_on", TAKE, ""), ("confirm", {"entry": "#1", "as": "oka"}, "same_person")),
    "a duty of no lot": (("oblige", {**DUTY, "lot": "L"}, "unknown_lot"),),
    "a duty from nowhere in an instrument": (
        ("oblige", {**DUTY, "source": {"instrument": "MOU", "article": ""}}, "missing_text"),
        ("oblige", {**DUTY, "source": {"instrument": "", "article": "1"}}, "missing_text"),
        ("oblige", {**DUTY, "source": {"instrument": "MOU", "article": "1"}}, ""),
    ),
    "a period in words": (("oblige", {**DUTY, "due": "a year"}, "bad_value"),),
    "every nothing": (("oblige", {**DUTY, "every": "P0D"}, "bad_value"),),
    "a trigger that is none": (("oblige", {**DUTY, "trigger": "sold"}, "bad_value"),),
    "a duty twice": (("oblige", DUTY, ""), ("oblige", DUTY, "already_done")),
    "a duty that has not begun": (("oblige", DUTY, ""), ("fulfil", FIRST, "out_of_order")),
    "a waiver before it began": (("oblige", DUTY, ""), ("waive", WAIVED, "out_of_order")),
    "no such occurrence": (
        ("deliver", LOT, ""), ("oblige", DUTY, ""), ("fulfil", {"duty": "report", "occurrence": 2}, "unknown_key")
    ),
    "fulfilled twice": (
        ("deliver", LOT, ""), ("oblige", DUTY, ""), ("fulfil", FIRST, ""),
        ("fulfil", FIRST, "already_done"), ("waive", WAIVED, "already_done"),
    ),
    "fulfilled before it began": (
        ("deliver", LOT, ""), ("oblige", DUTY, ""),
        ("fulfil", {"duty": "report", "occurrence": 1, "happened": later(2026, 6, 19)}, "impossible_date"),
    ),
    "a waiver while another waits": (
        ("deliver", LOT, ""), ("oblige", DUTY, ""), ("waive", WAIVED, ""), ("waive", WAIVED, "already_done")
    ),
    "a waiver of what was fulfilled meanwhile": (
        ("deliver", LOT, ""), ("oblige", DUTY, ""), ("waive", WAIVED, ""),
        ("fulfil", FIRST, ""), ("confirm", {"entry": "#3"}, "already_done"),
    ),
    "a delivery with a duty on it": (
        ("deliver", LOT, ""), ("oblige", {**DUTY, "lot": "L"}, ""),
        ("take_back", {"entry": "#1", "reason": "r"}, "out_of_order"),
    ),
    "the delivery that began what was fulfilled": (
        ("deliver", LOT, ""), ("oblige", DUTY, ""), ("fulfil", FIRST, ""),
        ("take_back", {"entry": "#1", "reason": "r"}, "out_of_order"),
        ("take_back", {"entry": "#3", "reason": "r"}, ""), ("take_back", {"entry": "#1", "reason": "r"}, ""),
        ("take_back", {"entry": "#1", "reason": "r"}, "already_done"),
    ),
    "a waiver that waits taken back": (
        ("deliver", LOT, ""), ("oblige", DUTY, ""), ("waive", WAIVED, ""),
        ("take_back", {"entry": "#3", "reason": "r"}, "not_confirmed"), ("confirm", {"entry": "#3"}, ""),
        ("take_back", {"entry": "#3", "reason": ""}, "missing_reason"),
        ("take_back", {"entry": "#3", "reason": "r"}, ""),
    ),
    "a permit taken back": (("take_back", {"entry": "p1", "reason": "r"}, "unknown_key"),),
    "inspected before": (
        ("deliver", LOT, ""),
        ("inspect", {"lot": "L", "by": "b", "finding": "f", "happened": later(2026, 6, 1)}, "impossible_date"),
    ),
    "accounted for twice": (
        ("deliver", LOT, ""), ("account_for", {"lot": "L", "serial": "1", "as_what": "lost"}, ""),
        ("account_for", {"lot": "L", "serial": "1", "as_what": "error"}, "already_done"),
        ("account_for", {"lot": "L", "serial": "2", "as_what": "sold"}, "bad_value"),
        ("account_for", {"lot": "L", "serial": "3", "as_what": "lost"}, "unknown_serial"),
    ),
    "ended twice": (
        ("deliver", LOT, ""), ("end_of_life", {"lot": "L", "serials": ["1"], "as_what": "disposed"}, ""),
        ("end_of_life", {"lot": "L", "serials": ["1"], "as_what": "returned"}, "already_done"),
        ("end_of_life", {"lot": "L", "as_what": "returned"}, ""),
        ("end_of_life", {"lot": "L", "as_what": "returned"}, "already_done"),
    ),
    "a breach of what the line has not": (
        ("suspect_breach", {"commitment": "other", "line": 1, "finding": "f"}, "unknown_key"),
    ),
    "a breach ended twice": (
        ("suspect_breach", {"commitment": "un_charter_use", "line": 1, "finding": "f"}, ""),
        ("end_breach", {"breach": "#1", "outcome": "perhaps", "text": "t"}, "bad_value"),
        ("end_breach", {"breach": "#1", "outcome": "unfounded", "text": "t"}, ""),
        ("end_breach", {"breach": "#1", "outcome": "confirmed", "text": "t"}, "already_done"),
        ("take_back", {"entry": "#1", "reason": "r"}, "out_of_order"),
    ),
    "answered before it was suspected": (
        ("suspect_breach", {"commitment": "un_charter_use", "line": 1, "finding": "f"}, ""),
        ("answer_breach", {"breach": "#1", "text": "t", "happened": later(2026, 6, 19)}, "impossible_date"),
    ),
    "asked by who does not hold it": (("deliver", LOT, ""), ("ask_consent", {**ASKED, "holder": "XD"}, "not_holder")),
    "asked for a country that is none": (("deliver", LOT, ""), ("ask_consent", {**ASKED, "to": "QQ"}, "bad_value")),
    "answered twice": (
        ("deliver", LOT, ""), ("ask_consent", ASKED, ""), ("answer_consent", GIVEN, ""),
        ("answer_consent", GIVEN, "already_done"),
    ),
    "conditions that are none": (
        ("deliver", LOT, ""), ("ask_consent", ASKED, ""),
        ("answer_consent", {**GIVEN, "consent": "given_with_conditions"}, "missing_text"),
        ("answer_consent", {**GIVEN, "conditions": ["c"]}, "bad_value"),
    ),
    "revoked before it was given": (
        ("deliver", LOT, ""), ("ask_consent", ASKED, ""),
        ("revoke_consent", {"consent": "n", "reason": "r"}, "not_confirmed"),
    ),
    "a hop on which another rests": (
        ("deliver", LOT, ""), ("record_transfer", HOP, ""), ("record_transfer", {**HOP, "from": "XC", "to": "XD"}, ""),
        ("take_back", {"entry": "#2", "reason": "r"}, "out_of_order"),
        ("take_back", {"entry": "#3", "reason": "r"}, ""),
        ("take_back", {"entry": "#2", "reason": "r"}, ""),
    ),
    "a hop of what has ended": (
        ("deliver", LOT, ""), ("end_of_life", {"lot": "L", "as_what": "returned"}, ""),
        ("record_transfer", {**HOP, "on": later(2026, 6, 21)}, "not_holder"),
    ),
    "closed with a duty open": (
        ("deliver", LOT, ""), ("oblige", DUTY, ""), ("close", {"as": "mizuno"}, "missing_reason"),
        ("close", {"as": "mizuno", "reason": "r"}, ""), ("fulfil", FIRST, ""),
    ),
    "of a withdrawn waiver": (
        ("deliver", LOT, ""), ("oblige", DUTY, ""), ("waive", WAIVED, ""),
        ("withdraw_entry", {"entry": "#3", "reason": "r"}, ""), ("confirm", {"entry": "#3"}, "already_done"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("acts", REFUSED.values(), ids=REFUSED.keys())
def test_an_act_meets_the_refusal_that_the_rules_have_for_it(begun: Begun, acts: tuple[Tried, ...]) -> None:
    begun.tried(*acts)


def test_what_was_settled_otherwise_waits_for_nobody_to_confirm_it(begun: Begun) -> None:
    """Lists are told what the act itself would meet."""
    waits: list[Wait] = []

    def look(stage: StageAtHand, given: Given) -> None:
        case = stage.work.cases.get(given.cases["c1"])
        waits.extend(each for each in waits_of_case(case, case.state) if each.kind is WaitKind.CONFIRM)

    begun.tried(("deliver", LOT, ""), ("oblige", DUTY, ""), ("waive", WAIVED, ""), look=look)
    begun.tried(("deliver", LOT, ""), ("oblige", DUTY, ""), ("waive", WAIVED, ""), ("fulfil", FIRST, ""), look=look)
    assert [each.refusal for each in waits] == ["", "already_done"]


def test_lots_are_marked_that_pass_the_permit_or_fall_outside_it(begun: Begun) -> None:
    whole = {**LOT, "quantity": 12, "serials": []}
    state = begun.tried(
        ("deliver", {**whole, "lot": "B"}, ""),
        ("deliver", {**whole, "lot": "A"}, ""),
        ("deliver", {**whole, "lot": "early", "quantity": 1, "handed_over": later(2026, 6, 9)}, ""),
        ("deliver", {**whole, "lot": "late", "quantity": 1, "on": later(2027), "handed_over": later(2027)}, ""),
    )  # fmt: skip
    flags = {lot["name"]: lot["flags"] for lot in state["lots"]}
    assert flags == {
        "A": [], "B": ["over_quantity"], "early": ["outside_validity"], "late": ["over_quantity", "outside_validity"]
    }  # fmt: skip


def test_what_was_lacking_at_a_delivery_stays_marked() -> None:
    acts = BEGINNING.acts[: next(at for at, act in enumerate(BEGINNING.acts) if act.do == "take_on")]
    told = {**LOT, "reason": "It was urgent."}
    delivery = RehearsedAct(1, "deliver", "oka", DAY, "c1", "l", told, "", None)
    with fresh_stage(BEGINNING) as stage:
        given, played = Given(), list[Played]()
        play((*acts, delivery), stage, given, played.append)
        assert played[-1].is_as_expected
        play(tuple(each._replace(on=DAY) for each in BEGINNING.acts[len(acts) : TAKEN_ON]), stage, given, played.append)
        state = state_of(stage.work, stage.shelf, given.cases["c1"], DAY)
    assert {each["state"] for each in state["commitments"]} == {"taken_on"}
    assert [lot["flags"] for lot in state["lots"]] == [["commitment_missing"]]


def test_a_revocation_takes_the_cover_of_later_hops_only_and_opens_a_breach(begun: Begun) -> None:
    state = begun.tried(
        ("deliver", LOT, ""),
        ("ask_consent", ASKED, ""),
        ("answer_consent", GIVEN, ""),
        ("confirm", {"entry": "#3"}, ""),
        ("record_transfer", {**HOP, "serials": ["1"], "on": later(2026, 7, 1)}, ""),
        ("record_transfer", {**HOP, "serials": ["2"], "on": later(2026, 7, 3)}, ""),
        ("revoke_consent", {"consent": "n", "reason": "r", "happened": later(2026, 7, 1), "on": later(2026, 7, 4)}, ""),
        ("confirm", {"entry": "#7", "on": later(2026, 7, 4)}, ""),
        ("answer_breach", {"breach": "#6", "text": "t", "on": later(2026, 7, 5)}, ""),
        ("answer_breach", {"breach": "#5", "text": "t", "on": later(2026, 7, 5)}, "unknown_key"),
    )
    (lot,) = state["lots"]
    assert [each["covered_by"] for each in lot["holders"]] == ["delivery", "n", "none"]
    assert lot["flags"] == ["without_consent"]
    assert [each["commitment"] for each in state["breaches"]] == ["no_third_party_transfer"]


def test_an_instrument_that_names_the_country_covers_a_hop_from_its_date_on(begun: Begun) -> None:
    instrument = {**INSTRUMENT, "states": ["XC"], "dated": DAY}
    state = begun.tried(
        ("deliver", {**LOT, "handed_over": later(2026, 6, 15)}, ""),
        ("record_transfer", {**HOP, "serials": ["1"], "happened": later(2026, 6, 19)}, ""),
        ("record_transfer", {**HOP, "serials": ["2"]}, ""),
        ("take_on", {**TAKE, "instrument": instrument}, ""),
        ("confirm", {"entry": "#4"}, ""),
        ("record_transfer", {**HOP, "serials": ["2"], "from": "XC", "to": "JP"}, ""),
    )
    (lot,) = state["lots"]
    assert [each["covered_by"] for each in lot["holders"]] == ["delivery", "none", "instrument", "return"]
    # What was suspected when it was recorded stays suspected.
    assert len(state["breaches"]) == 2


def test_a_confirmed_breach_marks_later_lots_and_settles_what_was_overdue(begun: Begun) -> None:
    state = begun.tried(
        ("deliver", {**LOT, "on": DAY}, ""),
        ("oblige", {**DUTY, "every": "P1Y", "until": later(2029), "on": DAY}, ""),
        ("suspect_breach", {**SUSPECTED, "on": later(2028, 1, 1)}, ""),
        ("end_breach", {"breach": "#3", "outcome": "confirmed", "text": "t", "on": later(2028, 1, 2)}, ""),
        ("confirm", {"entry": "#4", "on": later(2028, 1, 3)}, ""),
        ("deliver", {**LOT, "lot": "M", "serials": ["3", "4"], "handed_over": later(2028, 1, 3)}, ""),
        on=later(2028, 1, 3),
    )
    assert [(each["due"], each["state"]) for each in state["duties"]] == [
        ("2027-06-20", "breached"),
        ("2028-06-20", "not_yet_due"),
    ]
    assert state["lots"][1]["flags"] == ["outside_validity", "after_breach"]
    states = {each["id"]: each["state"] for each in state["commitments"]}
    assert states["appropriate_control"] == "breached"
    assert states["un_charter_use"] == "taken_on"
