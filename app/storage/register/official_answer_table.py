"""Official answers to queries: recorded once, withdrawn where they no longer count."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from app.domain.ids import CaseId, LineId, OfficialAnswerId
from app.domain.register.cases import GivenFor, OfficialAnswer, OfficialAnswerParticulars
from app.storage.register import sqlite
from app.storage.register.disk_faults import stored
from app.storage.register.given_for import columns_of, given_for_of
from app.storage.register.rows import Table
from app.storage.register.timestamps import moment_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.law.rulebook import Edition


class OfficialAnswerTable(Table):
    """The official answers of a register; see `app.services.ports.OfficialAnswers`."""

    def add(
        self,
        case_id: CaseId,
        particulars: OfficialAnswerParticulars,
        edition: Edition,
        given_for: Mapping[LineId, GivenFor],
        at: datetime,
        by: str,
    ) -> OfficialAnswerId:
        """Keep an official answer, with what the edition says in the rule, and what it was given for."""
        row = {"case_id": case_id, **particulars._asdict(), "dated": particulars.dated.isoformat()}
        row |= {
            "edition_id": edition.id,
            "edition_sha256": edition.sha256,
            "substance": edition.referred[particulars.rule],
        }
        key = self._register.insert("official_answers", {**row, "recorded_at": text_of(at), "recorded_by": by})
        for line_id, kept in given_for.items():
            self._register.insert(
                "official_answers_given_for", {"official_answer_id": key, "line_id": line_id, **columns_of(kept)}
            )
        return OfficialAnswerId(key)

    def case_of(self, official_answer_id: OfficialAnswerId) -> CaseId:
        """The case it was given on."""
        row = self._register.one(
            "SELECT case_id FROM official_answers WHERE id = ?",
            (official_answer_id,),
            f"official answer {official_answer_id}",
        )
        return CaseId(row["case_id"])

    @stored
    def of_case(self, case_id: CaseId) -> tuple[OfficialAnswer, ...]:
        """The official answers of a case that were not withdrawn, in the order recorded."""
        rows = self._register.rows(
            "SELECT * FROM official_answers WHERE case_id = ?"
            " AND id NOT IN (SELECT official_answer_id FROM official_answer_withdrawals) ORDER BY id",
            (case_id,),
        )
        if not rows:
            return ()
        given_for: dict[int, dict[LineId, GivenFor]] = {}
        for kept in self._register.rows(
            "SELECT official_answers_given_for.* FROM official_answers_given_for"
            " JOIN official_answers ON official_answers.id = official_answer_id WHERE case_id = ? ORDER BY line_id",
            (case_id,),
        ):
            of_answer = given_for.setdefault(kept["official_answer_id"], {})
            of_answer[LineId(kept["line_id"])] = given_for_of(kept["assessed_on"], kept["facts"])
        return tuple(_official_answer(row, given_for.get(row["id"], {})) for row in rows)

    def withdraw(self, official_answer_id: OfficialAnswerId, reason: str, at: datetime, by: str) -> None:
        """Keep that it counts no longer."""
        self._register.insert(
            "official_answer_withdrawals",
            {
                "official_answer_id": official_answer_id,
                "reason": reason,
                "withdrawn_at": text_of(at),
                "withdrawn_by": by,
            },
        )


def _official_answer(row: sqlite.Row, given_for: Mapping[LineId, GivenFor]) -> OfficialAnswer:
    particulars = OfficialAnswerParticulars(
        rule=row["rule"],
        body=row["body"],
        dated=date.fromisoformat(row["dated"]),
        reference=row["reference"],
        document_id=row["document_id"],
        note=row["note"],
        clears=bool(row["clears"]),
    )
    return OfficialAnswer(
        id=row["id"],
        case_id=row["case_id"],
        particulars=particulars,
        recorded_at=moment_of(row["recorded_at"]),
        recorded_by=row["recorded_by"],
        edition_id=row["edition_id"],
        edition_sha256=row["edition_sha256"],
        substance=row["substance"],
        given_for=given_for,
    )
