"""Each event is stored under a word of its own, and read back as the very event."""

import json
import shutil
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.plain_data import Unreadable
from app.domain.register.events import (
    KINDS,
    CaseOpened,
    CaseWithdrawn,
    Event,
    RecordedEvent,
    UnknownEvent,
    data_of,
    event_of,
    kind_of,
)
from app.services.reading import list_cases
from tests.builders import LONG_AGO, opened

REGISTERS = Path(__file__).parents[2] / "storage" / "register" / "registers"

#: What stands in registers: these words and fields may be added to, never changed.
ON_RECORD = {
    "register_made": "kind office checkpoint_key people",
    "ledger_begun": "kind office checkpoint_key people",
    "rows_taken_over": "",
    "register_upgraded": "version",
    "person_added": "account name_ja name_en roles key since",
    "person_left": "account note keys",
    "key_changed": "account key before sheet",
    "passphrase_changed": "account",
    "recovery_sheet_made": "key signing_key",
    "recovery_sheet_confirmed": "key",
    "role_given": "account role since until",
    "role_ended": "account role until",
    "training_day_set": "day",
    "checkpoint_cosigned": "size name key office second",
    "register_restored": "size root",
    "law_noticed": "key",
    "case_opened": "case_id line_id particulars line",
    "worked_case_filed": "case_id line_id worked_case source particulars answers",
    "case_duplicated": "case_id source_id source_number particulars lines answers documents",
    "case_amended": "case_id field before after",
    "case_handed_over": "case_id before after note",
    "case_withdrawn": "case_id reason",
    "case_closed": "case_id reason",
    "case_reopened": "case_id reason",
    "case_state_changed": "case_id before after",
    "line_added": "case_id line_id position particulars copied_from copied_answers",
    "line_amended": "case_id line_id field before after",
    "line_removed": "case_id line_id position",
    "answer_given": "case_id line_id answer_id fact value before evidence",
    "answer_taken_back": "case_id line_id fact before",
    "document_added": "case_id document_id particulars",
    "document_amended": "case_id document_id field before after",
    "document_file_kept": "case_id document_id sha256 size",
    "evidence_attached": "case_id line_id fact answer_id evidence_id document_id page",
    "evidence_detached": "case_id line_id fact answer_id evidence_id",
    "determination_recorded": "case_id line_id determination_id number edition_id edition_sha256 reference_version "
    "outcome record_sha256 supersedes",
    "official_answer_recorded": "case_id official_answer_id particulars lines",
    "official_answer_withdrawn": "case_id official_answer_id rule reason",
    "edition_put_in_force": "edition_id edition_sha256 since named_person note",
    "reference_pack_taken": "version sha256 before named_person note",
    "reference_pack_left": "version sha256 before named_person note",
    "case_reviewed": "case_id agree note lines terms",
    "determinations_kept": "case_id determinations",
    "step_requested": "case_id request step lines code",
    "finding_entered": "case_id entry request lines office author dated views document_id document corrects reason",
    "decision_entered": (
        "case_id entry request lines office signatory decision dated "
        "reference conditions reason acting document_id document corrects"
    ),
    "permit_entered": (
        "case_id entry request number dated valid_until quantities conditions document_id document corrects reason"
    ),
    "permit_refusal_entered": "case_id entry request lines office dated reason reference",
    "permit_extension_entered": "case_id entry permit valid_until dated reference",
    "permit_end_entered": "case_id entry permit dated reason reference",
    "entry_confirmed": "case_id entry",
    "entry_withdrawn": "case_id entry reason",
    "notice_given": "case_id notice dated reference document_id",
    "commitment_entered": "case_id entry lines commitments instrument signatory verified document_id code",
    "lot_delivered": (
        "case_id entry permit line lot quantity handed_over serials accepted title_passed in_service document_id "
        "reason lacking"
    ),
    "dates_added": "case_id entry lot accepted title_passed in_service document_id",
    "duty_laid_down": (
        "case_id entry name commitment line owed_by trigger due satisfied_by lot every until instrument article"
    ),
    "duty_fulfilled": "case_id entry duty occurrence happened document_id note",
    "waiver_entered": "case_id entry duty occurrence waived_by reason happened",
    "event_taken_back": "case_id entry taken_back reason",
    "lot_inspected": "case_id entry lot inspected_by finding happened serials_seen document_id",
    "serial_accounted_for": "case_id entry lot serial as_what happened document_id note",
    "breach_suspected": "case_id entry commitment line finding happened lot",
    "breach_answered": "case_id entry breach text happened",
    "measure_taken": "case_id entry breach text happened",
    "breach_end_entered": "case_id entry breach outcome text happened",
    "life_ended": "case_id entry lot as_what happened serials document_id",
    "consent_asked": "case_id entry name lot holder to kind purpose received_on serials document_id",
    "consent_answer_entered": "case_id entry request consent body signatory dated reference conditions document_id",
    "transfer_recorded": "case_id entry lot holder to happened serials consent document_id opens",
    "revocation_entered": "case_id entry consent reason happened",
}

events: st.SearchStrategy[Event] = st.sampled_from(get_args(Event)).flatmap(st.from_type)


def test_the_words_and_fields_on_record_stay() -> None:
    assert {kind: " ".join(event._fields) for kind, event in KINDS.items()} == ON_RECORD


def test_every_event_has_a_word() -> None:
    assert set(KINDS.values()) == set(get_args(Event))


@given(events)
def test_an_event_is_read_back_as_it_was(event: Event) -> None:
    stored = json.loads(json.dumps(data_of(event)))
    again = event_of(kind_of(type(event)), stored)
    assert (type(again), again) == (type(event), event)


def test_an_event_of_an_unknown_kind_is_told_as_such() -> None:
    assert event_of("permit_issued", {"case_id": 1, "permit": "P-1"}) == UnknownEvent(
        "permit_issued", {"case_id": 1, "permit": "P-1"}
    )


def test_an_event_that_lacks_a_field_is_named() -> None:
    event = RecordedEvent(7, LONG_AGO, "Sato", "case_withdrawn", None, None, {})
    with pytest.raises(Unreadable, match=r"^entry 7 \(case_withdrawn\)\.reason: a value expected, not None$"):
        _ = event.event
    with pytest.raises(Unreadable, match=r"^event \(case_withdrawn\)\.reason: a value expected"):
        event_of("case_withdrawn", {"case_id": 1})


@pytest.mark.parametrize("version", [1, 2])
def test_the_events_of_earlier_registers_are_read(version: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(REGISTERS / f"version-{version}.sekisho", tmp_path / "training.sekisho"))
    with opened(path) as work:
        found = [event for case in list_cases(work) for event in work.events.of_case(case.id)]
    assert {CaseOpened, KINDS["determination_recorded"]} <= {type(each.event) for each in found}
    assert CaseWithdrawn not in {type(each.event) for each in found}
    for each in found:
        assert not isinstance(each.event, UnknownEvent)
        assert kind_of(type(each.event)) == each.kind
        stored = data_of(each.event)
        assert {name: stored.pop(name, None) for name in ("case_id", "line_id")} == {
            "case_id": each.case_id,
            "line_id": each.line_id,
        }
        assert stored == each.body
