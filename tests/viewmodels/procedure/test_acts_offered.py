"""What the procedure screen offers is what the use cases would do: nothing is greyed that would go, and nothing that
would be refused is offered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.bootstrap.rehearsals import fresh_stage, read_rehearsal
from app.rehearsals.given import Given
from app.rehearsals.playing import Played, play
from app.services.reading import read_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import CLOSE, REOPEN, WITHDRAW
from app.viewmodels.procedure.acts_model import RECORD_AGAIN, REQUEST, REVIEW
from app.viewmodels.procedure.procedure_model import procedure_says
from tests.rehearsals.conftest import REHEARSALS
from tests.viewmodels.procedure.test_screen_is_state import OFFICES
from tests.viewmodels.surroundings import session_on

if TYPE_CHECKING:
    from app.bootstrap.rehearsals import StageAtHand
    from app.rehearsals.rehearsal import RehearsedAct
    from app.viewmodels.procedure.procedure_model import ProcedureSays

#: An act in a file, and what it is on the screen.
OF_PERMITS = {"extend_permit": "extend", "end_permit": "end"}
ACTIONS = {"review": REVIEW, "reopen": REOPEN, "close": CLOSE, "withdraw": WITHDRAW}
LOOKED_AT = ("request", "do_notice", "confirm", "withdraw_entry", *OF_PERMITS, *ACTIONS)
#: What is refused only because of what was typed.
TYPED = ("missing_reason", "missing_text", "impossible_date", "bad_value", "unknown_key", "no_permit")


def offered(says: ProcedureSays, act: RehearsedAct, given: Given) -> bool | None:
    """Whether the screen offers an act; None where it has no place for it now."""
    if act.do in ("confirm", "withdraw_entry"):
        on_entry = [each for each in says.acts_on_entry(given.entry(act.fields["entry"])) if each.id == act.do]
        return not on_entry[0].why_not if on_entry else None
    if act.do in OF_PERMITS:
        of_permits = [each for each in says.permit_acts if each.id == OF_PERMITS[act.do]]
        return not of_permits[0].why_not if of_permits else None
    if act.do == "request":
        request = says.request_of(act.fields["step"])
        return None if request is None else not request.why_not
    if act.do == "do_notice":
        notice = says.act_on(act.fields["notice"])
        return None if notice is None else not notice.why_not
    found = next((each for each in says.case_acts if each.id == ACTIONS[act.do].id), None)
    return None if found is None else not found.why_not


def model_of(stage: StageAtHand, given: Given, act: RehearsedAct) -> CaseModel:
    """The case of an act, opened by who does it."""
    by = stage.acting(act.by).by
    return CaseModel(session_on(stage.work, stage.clock, stage.shelf, by=by), read_case(stage.work, given.case_id(act)))


@pytest.mark.parametrize("path", REHEARSALS, ids=lambda path: path.stem)
def test_an_act_of_a_rehearsal_is_offered_exactly_where_it_is_not_refused(qapp: object, path: Path) -> None:
    rehearsal, given, told = read_rehearsal(path, OFFICES), Given(), 0
    with fresh_stage(rehearsal) as stage:
        for act in rehearsal.acts:
            is_looked_at = act.do in LOOKED_AT
            stage.turn_to(act.on)
            shown = offered(procedure_says(model_of(stage, given, act)), act, given) if is_looked_at else None
            played: list[Played] = []
            play((act,), stage, given, played.append)
            if is_looked_at and played[0].code not in TYPED:
                told += 1
                assert bool(shown) is (played[0].refusal is None), (act.do, played[0].code)
    assert told


def test_a_greyed_act_says_why(qapp: object) -> None:
    path = next(each for each in REHEARSALS if each.stem == "four_ministers")
    rehearsal, given = read_rehearsal(path, OFFICES), Given()
    until = next(at for at, act in enumerate(rehearsal.acts) if act.do == "request")
    with fresh_stage(rehearsal) as stage:
        play(rehearsal.acts[:until], stage, given, lambda _played: None)
        model = model_of(stage, given, rehearsal.acts[until])
        says = procedure_says(model)
        first, *others = says.step_acts
        assert first.why_not == ""
        assert REQUEST.is_possible(model)
        assert [each.id for each in says.step_acts] == ["request"] * len(says.steps)
        assert {each.why_not for each in others} == {"An earlier step is not done: this one waits for it."}
        assert not RECORD_AGAIN.is_possible(model)
        # Who may not request at all hears that first.
        model.session.act_as(next(person.account for person in model.session.people if "ecorder" in person.names.en))
        assert all("it is for officer" in each.why_not for each in procedure_says(model).step_acts)
