"""A register of any size, written by hand: a hundred thousand use cases would take longer than what is measured."""

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.domain.decision.assessment import assess
from app.domain.decision.determination import Determination
from app.domain.decision.evaluation import known_facts
from app.domain.register.basis import particulars_as_texts
from app.domain.register.case_numbers import number_key
from app.domain.register.cases import CaseParticulars, LineParticulars
from app.services.staffing import confirm_recovery_sheet, make_recovery_sheet
from app.storage.law.register_shelf import RegisterShelf
from app.storage.register import sqlite
from app.storage.register.connections import connect
from app.storage.register.timestamps import text_of
from tests.benchmarks.conftest import AnyCase
from tests.builders import ME, a_register_file
from tests.live_office import LiveOffice

_AT = text_of(datetime(2026, 11, 1, tzinfo=UTC))
_BY = ME.name


def a_large_register(folder: Path, shelf: RegisterShelf, cases: Iterable[AnyCase]) -> Path:
    """A register with one line a case; what is settled is determined, the rest is open.

    The record of a determination is left empty. It is read only where a line was determined under another law.
    """
    path = a_register_file(folder, "large.sekisho")
    with closing(sqlite.connect(path)) as connection:
        fill(connection, shelf, cases)
    return path


def a_large_live_register(folder: Path, shelf: RegisterShelf, cases: Iterable[AnyCase]) -> LiveOffice:
    """The same as a live register, which has a recovery sheet and may be filled."""
    office = LiveOffice(folder)
    with office.open() as (sato, seals):
        confirm_recovery_sheet(sato, seals, code=make_recovery_sheet(sato, seals))
        file_key = sato.work.register.file_key
    with closing(connect(office.path, "rw", file_key)) as connection:
        fill(connection, shelf, cases)
    return office


def fill(connection: sqlite.Connection, shelf: RegisterShelf, cases: Iterable[AnyCase]) -> None:
    """Put cases into an empty register."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for number, drawn in enumerate(cases, 1):
        compiled = shelf.compiled(drawn.edition)
        asked = {fact.id for fact in compiled.edition.asked}
        # An answer that sets a table aside counts only with what it was given for.
        case = drawn._replace(answers={fact: value for fact, value in drawn.answers.items() if fact in asked})
        result = assess(compiled, shelf.reference(), case.on, case.answers, findings=False, changes=False)
        known = known_facts(compiled.edition, shelf.reference(), case.on, case.answers)
        derived = {fact.id: known[fact.id] for fact in compiled.edition.derived if fact.id in known}
        _add(connection, number, case, result, derived)
    connection.commit()


def _add(
    connection: sqlite.Connection, number: int, case: AnyCase, result: Determination, derived: Mapping[str, str]
) -> None:
    on, is_settled = case.on.isoformat(), result.settled
    texts = ("exporter", "end_user", "consignee", "intermediaries", "contract_reference", "case_officer", "marking")
    _insert(
        connection,
        "cases",
        dict.fromkeys((*texts, "reason", "destinations", "search_text"), "")
        | {"id": number, "number": f"L-{number}", "title": "A transfer", "received_on": on, "assessed_on": on}
        | {"state": "determined" if is_settled else "draft", "opened_at": _AT, "opened_by": _BY, "changed_at": _AT}
        | ({"outcome": result.outcome.value, "edition_id": result.edition_id} if is_settled else {})
        | {"line_count": 1, "open_line_count": int(not is_settled), "number_key": number_key(f"L-{number}")}
        | ({"worked_out_under": 0} if is_settled else {}),
    )
    line = {"id": number, "case_id": number, "position": 1, "added_at": _AT, "added_by": _BY}
    _insert(connection, "lines", line | dict.fromkeys(("item", "quantity", "value", "remarks"), ""))
    given = {"line_id": number, "act": "given", "given_at": _AT, "given_by": _BY}
    for fact, value in case.answers.items():
        _insert(connection, "answers", given | {"fact": fact, "value": value})
    if is_settled:
        made = {"line_id": number, "number": 1, "assessed_on": on, "outcome": result.outcome.value}
        law = ("edition_id", "edition_sha256", "reference_version")
        kept = {"answers": json.dumps(dict(case.answers)), "not_known": "[]", "set_aside": "[]", "record": "{}"}
        rests_on = {
            "derived": derived,
            "particulars": particulars_as_texts(*_particulars(number, case)),
            "evidence": [],
        }
        who = {"recorded_at": _AT, "recorded_by": _BY, "rests_on": json.dumps(rests_on)}
        _insert(connection, "determinations", made | {name: getattr(result, name) for name in law} | kept | who)


def _particulars(number: int, case: AnyCase) -> tuple[CaseParticulars, LineParticulars]:
    return CaseParticulars(f"L-{number}", "A transfer", case.on, case.on), LineParticulars()


def _insert(connection: sqlite.Connection, table: str, row: Mapping[str, object]) -> None:
    holders = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({holders})", tuple(row.values()))  # noqa: S608 - names of our own
