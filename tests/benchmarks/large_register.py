"""A register of any size, written by hand: a hundred thousand use cases would take longer than what is measured."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.domain.assessment import assess
from app.domain.determination import Determination
from app.storage.moments import text_of
from app.storage.rulebook_shelf import EditionShelf
from tests.benchmarks.conftest import AnyCase
from tests.builders import ME, a_register_file

_AT = text_of(datetime(2026, 11, 1, tzinfo=UTC))
_BY = ME.name


def a_large_register(folder: Path, shelf: EditionShelf, cases: Iterable[AnyCase]) -> Path:
    """A register with one line a case; what is settled is determined, the rest is open.

    The record of a determination is left empty. It is read only where a line was determined under another law.
    """
    path = a_register_file(folder, "large.sekisho")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for number, case in enumerate(cases, 1):
            compiled = shelf.compiled(case.edition)
            result = assess(compiled, shelf.reference(), case.on, case.answers, findings=False, changes=False)
            _add(connection, number, case, result)
        connection.commit()
    return path


def _add(connection: sqlite3.Connection, number: int, case: AnyCase, result: Determination) -> None:
    on, is_settled = case.on.isoformat(), result.settled
    columns = (number, f"L-{number}", "A transfer", on, on, *[""] * 6, "determined" if is_settled else "draft", "")
    shown = (result.outcome.value, result.edition_id) if is_settled else (None, None)
    connection.execute(
        "INSERT INTO cases (id, number, title, received_on, assessed_on, exporter, end_user, consignee, intermediaries,"
        " contract_reference, case_officer, marking, state, reason, opened_at, opened_by, changed_at, outcome,"
        f" edition_id, destinations, line_count, open_line_count, search_text) VALUES ({', '.join('?' * 23)})",
        (*columns[:11], "", *columns[11:], _AT, _BY, _AT, *shown, "", 1, int(not is_settled), ""),
    )
    connection.execute(
        "INSERT INTO lines (id, case_id, position, item, quantity, value, remarks, added_at, added_by)"
        " VALUES (?, ?, 1, '', '', '', '', ?, ?)",
        (number, number, _AT, _BY),
    )
    connection.executemany(
        "INSERT INTO answers (line_id, fact, act, value, given_at, given_by) VALUES (?, ?, 'given', ?, ?, ?)",
        [(number, fact, value, _AT, _BY) for fact, value in case.answers.items()],
    )
    if is_settled:
        made = (number, on, result.edition_id, result.edition_sha256, result.reference_version, result.outcome.value)
        connection.execute(
            "INSERT INTO determinations (line_id, number, assessed_on, edition_id, edition_sha256, reference_version,"
            " outcome, answers, not_known, set_aside, record, recorded_at, recorded_by)"
            " VALUES (?, 1, ?, ?, ?, ?, ?, ?, '[]', '[]', '{}', ?, ?)",
            (*made, json.dumps(dict(case.answers)), _AT, _BY),
        )
