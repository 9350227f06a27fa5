"""All lines of a register in one pass, as a change of law looks at them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.domain.register.cases import AnsweredRule, CaseState, LineId, RecordedFor
from app.domain.register.line_under_reexamination import LineUnderReexamination
from app.storage.register.database import Table, Value
from app.storage.register.disk_faults import stored
from app.storage.register.given_for import given_for_of

_IN_DAYS = """
FROM lines JOIN cases ON cases.id = lines.case_id
WHERE lines.id > ? AND lines.removed_at IS NULL AND cases.assessed_on >= ? AND cases.assessed_on < ?
"""
# The ids are found first; the answers and the last determination are looked up for these lines only.
_PART = f"""
WITH wanted AS (SELECT lines.id {_IN_DAYS} ORDER BY lines.id LIMIT ?)
SELECT lines.id, lines.case_id, lines.position, lines.item,
    cases.number, cases.title, cases.state, cases.assessed_on,
    (
        SELECT json_group_object(fact, value)
        FROM (SELECT fact, value, max(id) FROM answers WHERE line_id = lines.id GROUP BY fact)
    ) AS answers,
    (
        SELECT json_group_array(json_array(answers.fact, assessed_on, facts))
        FROM answers_given_for JOIN answers ON answers.id = answer_id
        WHERE answers_given_for.line_id = lines.id AND answers.id =
            (SELECT max(id) FROM answers AS later WHERE later.line_id = lines.id AND later.fact = answers.fact)
    ) AS given_for,
    (
        SELECT json_group_array(json_array(official_answers.id, rule, substance, clears, kept.assessed_on, kept.facts))
        FROM official_answers LEFT JOIN official_answers_given_for AS kept
            ON kept.official_answer_id = official_answers.id AND kept.line_id = lines.id
        WHERE case_id = cases.id
            AND official_answers.id NOT IN (SELECT official_answer_id FROM official_answer_withdrawals)
    ) AS answered_rules,
    determinations.id AS determination_id,
    determinations.assessed_on AS recorded_on,
    determinations.edition_sha256,
    determinations.reference_version,
    determinations.answers AS recorded_answers,
    determinations.set_aside AS recorded_set_aside,
    determinations.official_answers AS recorded_official_answers
FROM wanted
JOIN lines ON lines.id = wanted.id
JOIN cases ON cases.id = lines.case_id
LEFT JOIN determinations ON determinations.line_id = lines.id AND determinations.number =
    (SELECT max(number) FROM determinations AS later WHERE later.line_id = lines.id)
ORDER BY lines.id
"""  # noqa: S608 - put together from constants

_NO_END = date.max


class LineUnderReexaminationTable(Table):
    """The lines of a register, one part after the other; see `app.services.ports.LinesUnderReexamination`."""

    @stored
    def part(self, after: LineId, size: int, since: date, until: date | None) -> tuple[LineUnderReexamination, ...]:
        """The next lines of cases of these days, in the order of their ids."""
        rows = self._register.rows(_PART, (*_days(after, since, until), size))
        return tuple(_line(row) for row in rows)

    def count(self, since: date, until: date | None) -> int:
        """How many lines there are of cases of these days."""
        row = self._register.row(f"SELECT count(*) AS size {_IN_DAYS}", _days(LineId(0), since, until))
        return int(row["size"]) if row is not None else 0


def _days(after: LineId, since: date, until: date | None) -> Sequence[Value]:
    return after, since.isoformat(), (until or _NO_END).isoformat()


def _line(row: sqlite3.Row) -> LineUnderReexamination:
    return LineUnderReexamination(
        case_id=row["case_id"],
        number=row["number"],
        title=row["title"],
        case_state=CaseState(row["state"]),
        on=date.fromisoformat(row["assessed_on"]),
        answered_rules={
            key: AnsweredRule(
                rule, substance, bool(clears), {} if facts is None else {row["id"]: given_for_of(assessed_on, facts)}
            )
            for key, rule, substance, clears, assessed_on, facts in _listed(row["answered_rules"])
        },
        id=row["id"],
        position=row["position"],
        item=row["item"],
        answers={fact: value for fact, value in json.loads(row["answers"]).items() if value is not None},
        recorded=_recorded(row) if row["determination_id"] is not None else None,
        given_for={fact: given_for_of(on, facts) for fact, on, facts in _listed(row["given_for"])},
    )


def _recorded(row: sqlite3.Row) -> RecordedFor:
    official_answers = row["recorded_official_answers"]
    return RecordedFor(
        id=row["determination_id"],
        on=date.fromisoformat(row["recorded_on"]),
        edition_sha256=row["edition_sha256"],
        reference_version=row["reference_version"],
        answers_text=row["recorded_answers"],
        set_aside=frozenset(_listed(row["recorded_set_aside"])),
        official_answers=None if official_answers is None else tuple(_listed(official_answers)),
    )


def _listed(text: str) -> list[Any]:
    """The texts of a JSON list; most are empty, and need no parser."""
    listed: list[Any] = [] if text == "[]" else json.loads(text)
    return listed
