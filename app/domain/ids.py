"""What the rows of a register are known by."""

from typing import NewType

CaseId = NewType("CaseId", int)
LineId = NewType("LineId", int)
AnswerId = NewType("AnswerId", int)
EvidenceId = NewType("EvidenceId", int)
DocumentId = NewType("DocumentId", int)
OfficialAnswerId = NewType("OfficialAnswerId", int)
DeterminationId = NewType("DeterminationId", int)
