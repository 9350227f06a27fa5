"""All lines of a register in one pass, as a change of law looks at them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.domain.decision.record import EvidenceOnRecord
from app.domain.ids import LineId
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.basis import PARTICULARS, Basis
from app.domain.register.cases import AnsweredRule
from app.domain.register.line_under_reexamination import LineUnderReexamination, RecordedFor
from app.storage.register import sqlite
from app.storage.register.disk_faults import stored
from app.storage.register.given_for import given_for_of
from app.storage.register.rows import Table, Value
from app.storage.register.timestamps import moment_of

_IN_DAYS = """
FROM lines JOIN cases ON cases.id = lines.case_id
WHERE lines.id > ? AND lines.removed_at IS NULL AND cases.assessed_on >= ? AND cases.assessed_on < ?
"""
_WANTED = f"SELECT lines.id {_IN_DAYS} ORDER BY lines.id LIMIT ?"
# Cases of which it was worked out under other law how they stand.
_BEHIND = """
SELECT lines.id FROM (SELECT id FROM cases WHERE worked_out_under < ? ORDER BY worked_out_under, id LIMIT ?) AS behind
JOIN lines ON lines.case_id = behind.id WHERE lines.removed_at IS NULL
"""
# The ids are found first; the answers and the last determination are looked up for these lines only.
_PART = """
SELECT lines.id, lines.case_id, lines.position, lines.item, lines.quantity, lines.value, lines.remarks,
    cases.number, cases.title, cases.state, cases.assessed_on, cases.received_on, cases.exporter, cases.end_user,
    EXISTS (SELECT 1 FROM entries WHERE case_id = cases.id AND act = 'case_reviewed') AS was_reviewed,
    cases.consignee, cases.intermediaries, cases.contract_reference, cases.case_officer, cases.marking,
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
    determinations.outcome,
    determinations.recorded_at,
    determinations.assessed_on AS recorded_on,
    determinations.edition_id,
    determinations.edition_sha256,
    recorded_editions.decision_digest,
    determinations.answers AS recorded_answers,
    determinations.set_aside AS recorded_set_aside,
    determinations.official_answers AS recorded_official_answers,
    determinations.rests_on,
    CASE WHEN determinations.rests_on IS NULL THEN determinations.record -> '$.derived' END AS recorded_derived,
    CASE WHEN determinations.rests_on IS NOT NULL THEN (
        SELECT json_group_array(
            json_array(shown.fact, documents.title, documents.kind, documents.sha256, evidence.page)
        )
        FROM (SELECT fact, value, max(id) AS id FROM answers WHERE line_id = lines.id GROUP BY fact) AS shown
        JOIN evidence ON evidence.answer_id = shown.id
        JOIN documents ON documents.id = evidence.document_id
        WHERE shown.value IS NOT NULL
            AND evidence.id NOT IN (SELECT evidence_id FROM evidence_removals)
    ) END AS evidence
FROM wanted
JOIN lines ON lines.id = wanted.id
JOIN cases ON cases.id = lines.case_id
LEFT JOIN determinations ON determinations.line_id = lines.id AND determinations.number =
    (SELECT max(number) FROM determinations AS later WHERE later.line_id = lines.id)
LEFT JOIN recorded_editions ON recorded_editions.sha256 = determinations.edition_sha256
ORDER BY lines.id
"""

_NO_END = date.max


class LineUnderReexaminationTable(Table):
    """The lines of a register, one part after the other; see `app.services.ports.LinesUnderReexamination`."""

    @stored
    def part(self, after: LineId, size: int, since: date, until: date | None) -> tuple[LineUnderReexamination, ...]:
        """The next lines of cases of these days, in the order of their ids."""
        rows = self._register.rows(f"WITH wanted AS ({_WANTED}) {_PART}", (*_days(after, since, until), size))
        return tuple(_line(row) for row in rows)

    @stored
    def of_cases_behind(self, law: int, cases: int) -> tuple[LineUnderReexamination, ...]:
        """The lines of the next cases of which it was worked out under other law how they stand."""
        rows = self._register.rows(f"WITH wanted AS ({_BEHIND}) {_PART}", (law, cases))
        return tuple(_line(row) for row in rows)

    def count(self, since: date, until: date | None) -> int:
        """How many lines there are of cases of these days."""
        row = self._register.row(f"SELECT count(*) AS size {_IN_DAYS}", _days(LineId(0), since, until))
        return int(row["size"]) if row is not None else 0


def _days(after: LineId, since: date, until: date | None) -> Sequence[Value]:
    return after, since.isoformat(), (until or _NO_END).isoformat()


def _line(row: sqlite.Row) -> LineUnderReexamination:
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
        particulars={name: row[name] for name in PARTICULARS},
        evidence=tuple(EvidenceOnRecord(*shown) for shown in _listed(row["evidence"] or "[]")),
        recorded=_recorded(row) if row["determination_id"] is not None else None,
        given_for={fact: given_for_of(on, facts) for fact, on, facts in _listed(row["given_for"])},
        was_reviewed=bool(row["was_reviewed"]),
    )


def _recorded(row: sqlite.Row) -> RecordedFor:
    official_answers = row["recorded_official_answers"]
    short = json.loads(row["rests_on"] or "{}")
    evidence = short.get("evidence")
    basis = Basis(
        on=date.fromisoformat(row["recorded_on"]),
        answers=json.loads(row["recorded_answers"]),
        derived=short["derived"] if short else json.loads(row["recorded_derived"] or "{}"),
        set_aside=frozenset(_listed(row["recorded_set_aside"])),
        official_answers=None if official_answers is None else frozenset(_listed(official_answers)),
        edition_id=row["edition_id"],
        edition_sha256=row["edition_sha256"],
        decision_digest=row["decision_digest"],
        particulars=short.get("particulars"),
        evidence=None if evidence is None else frozenset(EvidenceOnRecord(**shown) for shown in evidence),
    )
    return RecordedFor(row["determination_id"], moment_of(row["recorded_at"]), Outcome(row["outcome"]), basis)


def _listed(text: str) -> list[Any]:
    """The texts of a JSON list; most are empty, and need no parser."""
    listed: list[Any] = [] if text == "[]" else json.loads(text)
    return listed
