"""The window shows the state that the command line prints: in every rehearsal after every act, and whatever is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant

from app.bootstrap.composition import words_in
from app.bootstrap.rehearsals import fresh_stage, read_rehearsal
from app.domain.procedure.on_record import state_on_record
from app.rehearsals.given import Given
from app.rehearsals.playing import Played, play
from app.rehearsals.state import state_of
from app.services.reading import read_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.entries_says import Entries
from app.viewmodels.procedure.permits_says import notices_says, permits_says
from app.viewmodels.procedure.procedure_model import conditions_says, procedure_says
from app.viewmodels.procedure.steps_says import Steps
from app.wording.language import Language
from app.wording.procedure_phrases import ProcedurePhrases
from tests.builders import the_shelf
from tests.domain.procedure.test_procedure_at_random import ProcedureAtRandom
from tests.rehearsals.conftest import REHEARSALS
from tests.viewmodels.procedure.on_screen import SHOWN, as_state
from tests.viewmodels.surroundings import session_on

if TYPE_CHECKING:
    from app.bootstrap.rehearsals import StageAtHand
    from app.domain.ids import CaseId

OFFICES = frozenset(the_shelf().reference().bodies)


def phrases() -> ProcedurePhrases:
    """Words in which nothing of the made-up cases has a name."""
    shelf = the_shelf()
    edition = shelf.edition("2026-04-21")
    return ProcedurePhrases(words_in(Language.EN), edition, shelf.reference(), shelf.examination(edition), {})


def shows_its_state(stage: StageAtHand, case_id: CaseId) -> None:
    """The screen of a case, as of today, is its state."""
    session = session_on(stage.work, stage.clock, stage.shelf)
    says = procedure_says(CaseModel(session, read_case(stage.work, case_id)))
    state = state_of(stage.work, stage.shelf, case_id, stage.clock.today())
    assert as_state(says.steps, says.conditions, says.permits, says.notices) == {part: state[part] for part in SHOWN}
    assert says.state == state["state"]


@pytest.mark.parametrize("path", REHEARSALS, ids=lambda path: path.stem)
def test_after_every_act_of_a_rehearsal_the_screen_shows_the_state(qapp: object, path: Path) -> None:
    rehearsal, given = read_rehearsal(path, OFFICES), Given()
    with fresh_stage(rehearsal) as stage:

        def look(_played: Played) -> None:
            for case_id in given.cases.values():
                shows_its_state(stage, case_id)

        play(rehearsal.acts, stage, given, look)


class ScreenAtRandom(ProcedureAtRandom):
    """The same people at the same desk; what the screen says is compared instead of the second telling."""

    @invariant()
    def is_told_alike(self) -> None:
        """The screen says what is on record."""
        if not hasattr(self, "desk"):
            return
        procedure, today, words = self.desk.procedure, self.desk.today, phrases()
        state = state_on_record(procedure, number="", state="", outcome="", on=today)
        shown = as_state(
            Steps(words, procedure).says(),
            conditions_says(words, procedure),
            permits_says(words, procedure, today),
            notices_says(words, procedure),
        )
        assert shown == {part: state[part] for part in SHOWN}
        entries = Entries(words, procedure)
        for entry in procedure.entries.values():
            counts = procedure.counts(entry)
            assert entries.says(entry).state == procedure.state_of_entry(entry, counts=counts).value


TestScreenAtRandom = ScreenAtRandom.TestCase
TestScreenAtRandom.settings = settings(max_examples=settings().max_examples // 5, stateful_step_count=20)
