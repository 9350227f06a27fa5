"""Where one is in a case, and where each move leads."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.domain.ids import LineId
    from app.domain.register.cases import RecordedDetermination


class Stage(str, Enum):
    """The steps of the work on a request."""

    REQUEST = "request"
    CHECK = "check"
    DETERMINATION = "determination"
    PROCEDURE = "procedure"


class CaseScreen(Enum):
    """What fills a case below its header."""

    REQUEST = "request"
    CHECK = "check"
    RECORDING = "recording"
    DETERMINATION = "determination"
    WHOLE_CASE = "whole_case"
    RECORD = "record"
    PROCEDURE = "procedure"
    EDITIONS = "editions"


class Place(NamedTuple):
    """Where one is in a case. A move gives the place that it leads to.

    What a move does not change is kept: a step that one comes back to shows the form, or the whole case, as before.
    """

    line_id: LineId
    stage: Stage = Stage.REQUEST
    #: The form that the request screen shows in place of the questions.
    panel: str | None = None
    is_on_one_page: bool = False
    #: Whether the check is shown at its end: what is missing, and the act of recording.
    is_recording: bool = False
    #: Whether the determination screen shows all lines together instead of one.
    is_whole_case: bool = False
    #: The recorded determination that is read in place of the one that the answers now give.
    record: RecordedDetermination | None = None
    #: Whether the line is shown under every edition, in place of the step of the work.
    is_under_editions: bool = False

    @property
    def screen(self) -> CaseScreen:
        """What is shown at this place."""
        if self.is_under_editions:
            return CaseScreen.EDITIONS
        if self.stage is Stage.CHECK and self.is_recording:
            return CaseScreen.RECORDING
        if self.stage is not Stage.DETERMINATION:
            return CaseScreen(self.stage.value)
        if self.is_whole_case:
            return CaseScreen.WHOLE_CASE
        return CaseScreen.DETERMINATION if self.record is None else CaseScreen.RECORD

    def on_line(self, line_id: LineId) -> Place:
        """To another line."""
        return self._replace(line_id=line_id, is_recording=False, is_whole_case=False, record=None)

    def at_stage(self, stage: Stage) -> Place:
        """To a step of the work."""
        return self._replace(stage=stage, is_recording=False, record=None, is_under_editions=False)

    def at_recording(self) -> Place:
        """To what is read before the determination of the line is recorded."""
        return self.at_stage(Stage.CHECK)._replace(is_recording=True)

    def at_panel(self, panel: str | None) -> Place:
        """To a form; without one, to the questions."""
        return self.at_stage(Stage.REQUEST)._replace(panel=panel)

    def on_other_page(self) -> Place:
        """To the questions: all on one page instead of one at a time, or the other way round."""
        return self.at_panel(None)._replace(is_on_one_page=not self.is_on_one_page)

    def at_whole_case(self) -> Place:
        """To the determinations of all lines together."""
        return self.at_stage(Stage.DETERMINATION)._replace(is_whole_case=True)

    def at_record(self, record: RecordedDetermination) -> Place:
        """To a recorded determination of the line."""
        return self.at_stage(Stage.DETERMINATION)._replace(is_whole_case=False, record=record)

    def under_editions(self) -> Place:
        """To the line under every edition."""
        return self._replace(is_whole_case=False, record=None, is_under_editions=True)

    def among(self, lines: Collection[LineId]) -> Place:
        """The same in a case that now has these lines, the first of them where the line shown is gone."""
        line_id = self.line_id if self.line_id in lines else next(iter(lines))
        return self._replace(line_id=line_id, is_whole_case=self.is_whole_case and len(lines) > 1)
