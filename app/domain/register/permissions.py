"""Which role may do which act. The register holds the same table, and refuses what it does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.register.people import Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.domain.register.events import Event
    from app.domain.register.people import Person

_ALL = frozenset(Role)
_OFFICER = frozenset({Role.OFFICER})
_DOCUMENTS = frozenset({Role.OFFICER, Role.RECORDER})
_RECORDS = frozenset({Role.RECORDS_KEEPER})
_PEOPLE = frozenset({Role.ADMINISTRATOR})
_CASES = frozenset({"case_opened", "case_duplicated", "worked_case_filed"})
_REVIEWER = frozenset({Role.REVIEWER})
_RECORDER = frozenset({Role.RECORDER})

#: By the word under which the act is recorded (`events.KINDS`): who holds one of these roles may do it.
MAY: Mapping[str, frozenset[Role]] = {
    "register_made": _PEOPLE,
    "ledger_begun": _PEOPLE,
    # Whoever opens a register first with a newer version of the program.
    "rows_taken_over": _ALL,
    "register_upgraded": _ALL,
    "person_added": _PEOPLE,
    "person_left": _PEOPLE,
    "key_changed": _PEOPLE,
    # Their own.
    "passphrase_changed": _ALL,
    "recovery_sheet_made": _PEOPLE,
    "recovery_sheet_confirmed": _PEOPLE,
    "role_given": _PEOPLE,
    "role_ended": _PEOPLE,
    "training_day_set": _ALL,
    "checkpoint_cosigned": _RECORDS,
    "register_restored": _RECORDS,
    # Whoever is at the desk when the program meets another law; and a case follows from what was done to it.
    "law_noticed": _ALL,
    "case_state_changed": _ALL,
    "case_opened": _OFFICER,
    "worked_case_filed": _OFFICER,
    "case_duplicated": _OFFICER,
    "case_amended": _OFFICER,
    # Their own, or those of somebody who has left.
    "case_handed_over": _OFFICER,
    "case_withdrawn": _OFFICER,
    "case_closed": _OFFICER,
    "case_reopened": _OFFICER,
    "line_added": _OFFICER,
    "line_amended": _OFFICER,
    "line_removed": _OFFICER,
    "answer_given": _OFFICER,
    "answer_taken_back": _OFFICER,
    "document_added": _DOCUMENTS,
    "document_amended": _DOCUMENTS,
    "document_file_kept": _DOCUMENTS,
    "evidence_attached": _OFFICER,
    "evidence_detached": _OFFICER,
    "determination_recorded": _OFFICER,
    "official_answer_recorded": _OFFICER,
    "official_answer_withdrawn": _OFFICER,
    "edition_put_in_force": _RECORDS,
    "reference_pack_taken": _RECORDS,
    "reference_pack_left": _RECORDS,
    "case_reviewed": _REVIEWER,
    "determinations_kept": _OFFICER,
    "step_requested": _OFFICER,
    # An officer enters findings of the register's own office only, and a reviewer confirms only these.
    "finding_entered": _OFFICER | _RECORDER,
    "entry_confirmed": _RECORDER | _REVIEWER,
    # Who entered it, or another recorder.
    "entry_withdrawn": _OFFICER | _RECORDER,
    "decision_entered": _RECORDER,
    "permit_entered": _RECORDER,
    "permit_refusal_entered": _RECORDER,
    "permit_extension_entered": _RECORDER,
    "permit_end_entered": _RECORDER,
    "notice_given": _RECORDER,
    "commitment_entered": _RECORDER,
    "lot_delivered": _RECORDER,
    "dates_added": _RECORDER,
    "duty_laid_down": _RECORDER,
    "duty_fulfilled": _RECORDER,
    "waiver_entered": _RECORDER,
    "event_taken_back": _RECORDER,
    "lot_inspected": _RECORDER,
    "serial_accounted_for": _RECORDER,
    "breach_suspected": _RECORDER,
    "breach_answered": _RECORDER,
    "measure_taken": _RECORDER,
    "breach_end_entered": _RECORDER,
    "life_ended": _RECORDER,
    "consent_asked": _RECORDER,
    "consent_answer_entered": _RECORDER,
    "transfer_recorded": _RECORDER,
    "revocation_entered": _RECORDER,
}


def refusal_of_role(person: Person, act: type[Event], on: date) -> Mendable | None:
    """Who holds none of the roles for an act on a day can't do it; an act is named by its event."""
    from app.domain.register.events import kind_of  # the first picture asks nobody's role, and need not wait for it

    return _refusal(person, MAY[kind_of(act)], on)


def takes_a_case(act: type[Event]) -> bool:
    """Whether an act brings a case into the register."""
    from app.domain.register.events import kind_of  # as above

    return kind_of(act) in _CASES


def refusal_of_checkpoint(person: Person, on: date) -> Mendable | None:
    """Who keeps the records signs what the ledger is when they want; it is nothing that happened."""
    return _refusal(person, _RECORDS, on)


def _refusal(person: Person, may: frozenset[Role], on: date) -> Mendable | None:
    if person.roles_on(on) & may:
        return None
    needed = tuple(role for role in Role if role in may)
    return Mendable(
        "{name} can't do this: it is for {roles}. Let somebody do it who holds such a role.",
        name=person.names,
        roles=needed,
        code="no_role",
    )
