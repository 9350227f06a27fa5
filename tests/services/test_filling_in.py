"""A sheet goes to another office as a file, is filled in there, and comes back; nothing is recorded on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app import paths
from app.bootstrap.rehearsals import StageAtHand, fresh_stage, read_rehearsal
from app.documents.press import Press
from app.documents.sheet_to_go import sheet_to_go
from app.domain.errors import Mendable
from app.domain.procedure.refusals import code_of_refusal
from app.domain.procedure.sheet_file import SheetFile, bytes_of_sheet, filled_in, read_sheet
from app.rehearsals.given import Given
from app.services.filling_in import ensure_same_kind, fill_in, sheet_come_back, sheet_from_outside
from app.storage.keys import register_seals
from app.wording.language import Language
from tests.builders import ROOT
from tests.documents.played_case import OFFICES, Played, play_on
from tests.domain.procedure.sheets import ANSWER, verify
from tests.live_office import LiveOffice
from tests.storage.keys.conftest import least

NAME = ROOT / "resources" / "rehearsals" / "fact_changed_after_three_of_four.toml"


class Offices(NamedTuple):
    """Our register with a case, and that of another office; the blank sheet of an examination for that office."""

    ours: Any
    theirs: Any
    case: Played
    blank: SheetFile


@pytest.fixture(scope="module")
def offices() -> Iterator[Offices]:
    """Two registers for training, of two offices."""
    rehearsal = read_rehearsal(NAME, OFFICES)
    other = rehearsal._replace(office="mofa", digest="of the other office")
    asked = next(at for at, act in enumerate(rehearsal.acts, 1) if act.key == "r1")
    with fresh_stage(rehearsal) as ours, fresh_stage(other) as theirs:
        case = play_on(ours, rehearsal.acts[:asked], Given())
        theirs.turn_to(case.on)
        (request,) = case.case.procedure.requests  # type: ignore[union-attr]
        blank = sheet_to_go(case.papers(Language.JA), request, "mofa", Press(paths.DOCUMENTS, paths.FONTS))
        yield Offices(ours, theirs, case, blank)


def entries(stage: StageAtHand) -> int:
    """How many entries the ledger of a register has."""
    return stage.work.events.count()


def filled(offices: Offices, **changes: Any) -> SheetFile:
    """The sheet as the other office fills it in."""
    answer = ANSWER._replace(dated=offices.case.on, **changes)
    return fill_in(offices.theirs.acting("mizuno"), sheet=offices.blank, answer=answer)


def test_it_is_filled_in_elsewhere_signed_by_who_did_and_comes_back(offices: Offices) -> None:
    before = entries(offices.ours), entries(offices.theirs)
    outside = sheet_from_outside(offices.theirs.work, bytes_of_sheet(offices.blank), verify)
    assert outside == offices.blank
    made = filled(offices)
    assert made.is_signed
    assert made.filled is not None
    assert (made.filled.office, made.filled.on) == ("mofa", offices.case.on)
    back, case = sheet_come_back(offices.ours.work, bytes_of_sheet(made), verify)
    assert back == made
    assert case.id == offices.case.case.id
    assert (entries(offices.ours), entries(offices.theirs)) == before, "nothing is recorded"


def test_it_asks_what_the_sheet_asks(offices: Offices) -> None:
    asked, procedure = offices.blank.asked, offices.case.case.procedure
    assert procedure is not None
    assert asked.code == procedure.requests[0].code
    assert [each.id for each in asked.questions] == [slot.id for slot in procedure.lines[1].slots]
    assert (asked.office, asked.sender, asked.kind) == ("mofa", "meti", "finding")


def test_who_has_no_key_at_hand_leaves_it_unsigned(offices: Offices) -> None:
    assert offices.theirs.work.sign("nobody", b"") is None
    made = filled(offices)
    assert made.filled is not None
    unsigned = filled_in(made, made.filled, lambda _: None)
    assert sheet_come_back(offices.ours.work, bytes_of_sheet(unsigned), verify)[0].is_signed is False


@pytest.mark.parametrize("kind", ["training", "live"])
def test_training_and_live_do_not_mix(offices: Offices, kind: str) -> None:
    heading = offices.ours.work.heading()._replace(kind=kind)
    is_training = kind == "training"
    ensure_same_kind(offices.blank._replace(asked=offices.blank.asked._replace(is_training=is_training)), heading)
    other = offices.blank._replace(asked=offices.blank.asked._replace(is_training=not is_training))
    with pytest.raises(Mendable, match="training"):
        ensure_same_kind(other, heading)


def test_a_live_sheet_is_neither_filled_in_nor_taken_back_in_training(offices: Offices) -> None:
    live = offices.blank._replace(asked=offices.blank.asked._replace(is_training=False))
    data = bytes_of_sheet(live)
    for attempt in (
        lambda: sheet_from_outside(offices.theirs.work, data, verify),
        lambda: fill_in(offices.theirs.acting("mizuno"), sheet=live, answer=ANSWER),
        lambda: sheet_come_back(offices.ours.work, data, verify),
    ):
        with pytest.raises(Mendable, match="live register"):
            attempt()


def come_back(offices: Offices, **asked: Any) -> Mendable:
    """Why a sheet that comes back is refused, where something else was asked on it."""
    made = filled(offices)
    assert made.filled is not None
    other = filled_in(made._replace(asked=made.asked._replace(**asked)), made.filled, lambda _: None)
    with pytest.raises(Mendable) as caught:
        sheet_come_back(offices.ours.work, bytes_of_sheet(other), verify)
    return caught.value


def test_what_is_not_of_this_register_case_step_or_office_is_refused(offices: Offices) -> None:
    with pytest.raises(Mendable, match="another register"):
        sheet_come_back(offices.theirs.work, bytes_of_sheet(filled(offices)), verify)
    with pytest.raises(Mendable, match="Nothing is filled in"):
        sheet_come_back(offices.ours.work, bytes_of_sheet(offices.blank), verify)
    assert code_of_refusal(come_back(offices, case_number="2026-0099")) == "unknown_key"
    assert code_of_refusal(come_back(offices, office="atla")) == "wrong_office"
    assert code_of_refusal(come_back(offices, kind="permit")) == "wrong_office"
    assert code_of_refusal(come_back(offices, step="meti_permit")) == "code_of_other_content"
    assert code_of_refusal(come_back(offices, code="ETPTW-83E8K-1")) == "code_of_other_content"


def test_a_sheet_of_what_was_before_is_refused_once_the_content_is_another() -> None:
    rehearsal = read_rehearsal(NAME, OFFICES)
    at = {act.key: number for number, act in enumerate(rehearsal.acts, 1)}
    with fresh_stage(rehearsal) as stage:
        given = Given()
        case = play_on(stage, rehearsal.acts[: at["r1"]], given)
        (request,) = case.case.procedure.requests  # type: ignore[union-attr]
        blank = sheet_to_go(case.papers(Language.EN), request, "mofa", Press(paths.DOCUMENTS, paths.FONTS))
        made = fill_in(stage.acting("mizuno"), sheet=blank, answer=ANSWER._replace(dated=case.on))
        play_on(stage, rehearsal.acts[at["r1"] : at["r3"]], given)
        with pytest.raises(Mendable) as caught:
            sheet_come_back(stage.work, bytes_of_sheet(made), verify)
        assert code_of_refusal(caught.value) == "code_of_other_content"


def test_in_a_live_register_who_fills_it_in_signs_by_their_own_key_and_no_training_sheet_is_taken(
    offices: Offices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_seals, "new_derivation", least)
    live = offices.blank._replace(asked=offices.blank.asked._replace(is_training=False))
    with LiveOffice(tmp_path).open() as (official, _seals):
        answer = ANSWER._replace(dated=official.clock.today())
        made = fill_in(official, sheet=live, answer=answer)
        own = official.person
        assert made.filled is not None
        assert (made.filled.office, made.filled.person) == ("meti", own.names)
        assert made.key in official.work.people.keys_of("sato")
        assert read_sheet(bytes_of_sheet(made), verify) == made
        with pytest.raises(Mendable, match="for training"):
            sheet_from_outside(official.work, bytes_of_sheet(offices.blank), verify)
        with pytest.raises(Mendable, match="for training"):
            fill_in(official, sheet=offices.blank, answer=answer)
