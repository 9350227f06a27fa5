"""What the pictures show of papers: invented findings and decisions on the request that was made last in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.procedure.entries import AGREEING, NO_OBJECTION
from app.domain.register.procedure_of_case import procedure_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.procedure.entries import Request
    from app.viewmodels.case.case_model import CaseModel


class PicturePapers:
    """The papers that come back on the last request of a case, as they are entered and as they are read again."""

    def __init__(self, case: CaseModel) -> None:
        self._case, self._ = case, case.session.words._

    @property
    def _request(self) -> Request:
        return procedure_of(self._case.case).requests[-1]

    @property
    def code(self) -> str:
        """The code on the sheet."""
        return self._request.code

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices that are asked."""
        step = procedure_of(self._case.case).step(self._request.step)
        return () if step is None else step.offices

    def finding(self, office: str) -> Mapping[str, Any]:
        """What an office found, as it is entered."""
        reasons = self._("Nothing stands against it (invented).")
        return {**self._heading(office), "text": tuple((slot, NO_OBJECTION, reasons) for slot in self._slots)}

    def finding_read(self, office: str) -> Mapping[str, Any]:
        """The same as it is read from its paper."""
        return {
            **self._heading(office),
            "code": self.code,
            "views": tuple((slot, NO_OBJECTION) for slot in self._slots),
        }

    def decision(self, office: str) -> Mapping[str, Any]:
        """What an office decided, as it is entered."""
        return {
            "office": office,
            "signatory": self._("Signatory (invented)"),
            "decision": AGREEING[0],
            "dated": self._case.session.today(),
            "reference": self._("Training 2026-17"),
        }

    def _heading(self, office: str) -> Mapping[str, Any]:
        return {"office": office, "author": self._("Head of section (invented)"), "dated": self._case.session.today()}

    @property
    def _slots(self) -> tuple[str, ...]:
        lines = procedure_of(self._case.case).lines
        return tuple(slot.id for line in self._request.contents for slot in lines[line].slots)
