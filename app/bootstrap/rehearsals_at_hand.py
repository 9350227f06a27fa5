"""Rehearsals, as the command line asks for them; what reads and plays them is imported with the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from app.bootstrap.rehearsals import StageAtHand
    from app.rehearsals.rehearsal import Rehearsal


class RehearsalsAtHand:
    """See `app.commands.console.Rehearsals`."""

    def read(self, file: Path, offices: frozenset[str]) -> Rehearsal:
        """The rehearsal in a file."""
        from app.bootstrap.rehearsals import read_rehearsal

        return read_rehearsal(file, offices)

    def stage(self, rehearsal: Rehearsal, register: Path | None) -> AbstractContextManager[StageAtHand]:
        """A training register to play it on, or a fresh one."""
        from app.bootstrap.rehearsals import fresh_stage, stage_on

        return fresh_stage(rehearsal) if register is None else stage_on(register, rehearsal)
