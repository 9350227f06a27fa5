"""Answers and their evidence: rows are added and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.ids import AnswerId, CaseId, DocumentId, EvidenceId, LineId
from app.domain.register.cases import Answer, Evidence, GivenFor
from app.storage.register import sqlite
from app.storage.register.disk_faults import stored
from app.storage.register.given_for import columns_of, given_for_of
from app.storage.register.rows import Table, Value
from app.storage.register.timestamps import moment_of, text_of

_CURRENT_OF_CASE = """
SELECT answers.*, answers_given_for.assessed_on, answers_given_for.facts FROM lines
JOIN answers ON answers.line_id = lines.id
LEFT JOIN answers_given_for ON answers_given_for.answer_id = answers.id
WHERE lines.case_id = ? AND lines.removed_at IS NULL AND answers.act = 'given'
    AND answers.id = (
        SELECT max(id) FROM answers AS later WHERE later.line_id = answers.line_id AND later.fact = answers.fact
    )
ORDER BY answers.id
"""

# An answer is taken back only where there is one, so that whatever was changed or taken back has two rows or more.
_REVISED_OF_CASE = """
SELECT answers.line_id, answers.fact FROM lines
JOIN answers ON answers.line_id = lines.id
WHERE lines.case_id = ? AND lines.removed_at IS NULL
GROUP BY answers.line_id, answers.fact HAVING count(*) > 1
"""

_HISTORY = """
SELECT answers.*, answers_given_for.assessed_on, answers_given_for.facts FROM answers
LEFT JOIN answers_given_for ON answers_given_for.answer_id = answers.id WHERE
"""

_EVIDENCE = """
SELECT evidence.* FROM evidence
JOIN answers ON answers.id = evidence.answer_id
JOIN lines ON lines.id = answers.line_id
LEFT JOIN evidence_removals ON evidence_removals.evidence_id = evidence.id
WHERE evidence_removals.evidence_id IS NULL AND
"""


class AnswerTable(Table):
    """The answers of a register; see `app.services.ports.Answers`."""

    def give(
        self,
        line_id: LineId,
        fact: str,
        value: str | None,
        at: datetime,
        by: str,
        *,
        copied_from: AnswerId | None = None,
        given_for: GivenFor | None = None,
    ) -> AnswerId:
        """Keep an answer to a fact of a line (None: not yet known); its id."""
        row: dict[str, Value] = {
            "line_id": line_id,
            "fact": fact,
            "act": "given",
            "value": value,
            "copied_from": copied_from,
        }
        answer_id = AnswerId(self._register.insert("answers", {**row, "given_at": text_of(at), "given_by": by}))
        if given_for is not None:
            kept = {"answer_id": answer_id, "line_id": line_id, **columns_of(given_for)}
            self._register.insert("answers_given_for", kept)
        return answer_id

    def take_back(self, line_id: LineId, fact: str, at: datetime, by: str) -> None:
        """Keep that the fact has no answer from now on."""
        row: dict[str, Value] = {"line_id": line_id, "fact": fact, "act": "taken_back"}
        self._register.insert("answers", {**row, "given_at": text_of(at), "given_by": by})

    def line_of(self, answer_id: AnswerId) -> LineId:
        """The line an answer belongs to."""
        row = self._register.one("SELECT line_id FROM answers WHERE id = ?", (answer_id,), f"answer {answer_id}")
        return LineId(row["line_id"])

    def answer_of(self, evidence_id: EvidenceId) -> AnswerId:
        """The answer that evidence was attached to."""
        row = self._register.one(
            "SELECT answer_id FROM evidence WHERE id = ?", (evidence_id,), f"evidence {evidence_id}"
        )
        return AnswerId(row["answer_id"])

    def attach(self, answer_id: AnswerId, document_id: DocumentId, page: str, at: datetime, by: str) -> EvidenceId:
        """Keep that a document shows an answer."""
        row: dict[str, Value] = {"answer_id": answer_id, "document_id": document_id, "page": page}
        return EvidenceId(self._register.insert("evidence", {**row, "added_at": text_of(at), "added_by": by}))

    def detach(self, evidence_id: EvidenceId, at: datetime, by: str) -> None:
        """Keep that the evidence counts no longer."""
        row: dict[str, Value] = {"evidence_id": evidence_id, "removed_at": text_of(at), "removed_by": by}
        self._register.insert("evidence_removals", row)

    @stored
    def current_of_case(self, case_id: CaseId) -> dict[LineId, list[Answer]]:
        """The current answers of the lines of a case, in the order given."""
        evidence = self._evidence("lines.case_id = ? AND lines.removed_at IS NULL", (case_id,))
        answers: dict[LineId, list[Answer]] = {}
        for row in self._register.rows(_CURRENT_OF_CASE, (case_id,)):
            answers.setdefault(LineId(row["line_id"]), []).append(_answer(row, evidence))
        return answers

    def revised_of_case(self, case_id: CaseId) -> dict[LineId, frozenset[str]]:
        """The facts of the lines of a case whose answer was changed or taken back."""
        revised: dict[LineId, set[str]] = {}
        for row in self._register.rows(_REVISED_OF_CASE, (case_id,)):
            revised.setdefault(LineId(row["line_id"]), set()).add(row["fact"])
        return {line_id: frozenset(facts) for line_id, facts in revised.items()}

    @stored
    def history(self, line_id: LineId, fact: str | None = None) -> tuple[Answer, ...]:
        """Every answer ever given on a line, or to one fact of it."""
        values: tuple[Value, ...] = (line_id,) if fact is None else (line_id, fact)
        condition = "answers.line_id = ?" if fact is None else "answers.line_id = ? AND fact = ?"
        rows = self._register.rows(f"{_HISTORY} {condition} ORDER BY id", values)
        evidence = self._evidence("answers.line_id = ?", (line_id,))
        return tuple(_answer(row, evidence) for row in rows)

    def _evidence(self, condition: str, values: Sequence[Value]) -> dict[AnswerId, list[Evidence]]:
        found: dict[AnswerId, list[Evidence]] = {}
        for row in self._register.rows(f"{_EVIDENCE} {condition} ORDER BY evidence.id", values):
            evidence = Evidence(
                id=EvidenceId(row["id"]),
                answer_id=AnswerId(row["answer_id"]),
                document_id=DocumentId(row["document_id"]),
                page=row["page"],
                added_at=moment_of(row["added_at"]),
                added_by=row["added_by"],
            )
            found.setdefault(evidence.answer_id, []).append(evidence)
        return found


def _answer(row: sqlite.Row, evidence: dict[AnswerId, list[Evidence]]) -> Answer:
    answer_id = AnswerId(row["id"])
    return Answer(
        id=answer_id,
        line_id=LineId(row["line_id"]),
        fact=row["fact"],
        value=row["value"],
        given_at=moment_of(row["given_at"]),
        given_by=row["given_by"],
        evidence=tuple(evidence.get(answer_id, ())),
        copied_from=row["copied_from"],
        is_taken_back=row["act"] == "taken_back",
        given_for=None if row["facts"] is None else given_for_of(row["assessed_on"], row["facts"]),
    )
