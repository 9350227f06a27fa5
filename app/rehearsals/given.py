"""What the acts of a rehearsal have given, by the keys of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.procedure.refusals import refused
from app.rehearsals.rehearsal import GIVES_CASE, GIVES_DOCUMENT, GIVES_ENTRY, GIVES_REQUEST

if TYPE_CHECKING:
    from app.domain.ids import CaseId, DocumentId
    from app.rehearsals.rehearsal import RehearsedAct


class Given:
    """Cases, documents, requests and entries. What a refused act would have given is no more there than what none
    gives: `Mendable` with the code `unknown_key`."""

    def __init__(self) -> None:
        self.cases: dict[str, CaseId] = {}
        self.documents: dict[str, DocumentId] = {}
        self.codes: dict[str, str] = {}
        self.entries: dict[str, int] = {}
        #: What was told last, where it was asked whether something may pass.
        self.told_whether = False
        self._never: set[str] = set()

    def refused(self, act: RehearsedAct) -> None:
        """An act was refused: what it would have given is not there."""
        if act.do in (*GIVES_CASE, *GIVES_DOCUMENT, *GIVES_REQUEST, *GIVES_ENTRY) and act.key:
            self._never.add(act.key)

    def case_id(self, act: RehearsedAct) -> CaseId:
        """The case of an act."""
        if act.case not in self.cases:
            raise refused("unknown_key", "There is no {name}.", name=act.case)
        return self.cases[act.case]

    def document(self, key: str | None) -> DocumentId | None:
        """The document of a key; None where none is named."""
        if key is None:
            return None
        if key not in self.documents:
            raise refused("unknown_key", "There is no {name}.", name=key)
        return self.documents[key]

    def code(self, written: str) -> str:
        """The code on the sheet of a request, where it is named by its key; else as it was typed."""
        if written in self.codes:
            return self.codes[written]
        if written in self._never:
            raise refused("unknown_key", "There is no {name}.", name=written)
        return written

    def entry(self, key: str) -> int:
        """The number of an entry in its case."""
        if key not in self.entries:
            raise refused("unknown_key", "There is no {name}.", name=key)
        return self.entries[key]
