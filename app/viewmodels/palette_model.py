"""The command palette: whatever can be gone to or done, found by typing."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject

from app.domain.cases import CaseId, CaseSummary
from app.services.ports import CaseFilter
from app.services.reading import list_cases
from app.viewmodels.desk_model import Desk
from app.viewmodels.picker_model import Pick, PickerModel, folded

_MOST_CASES = 30
_CASE = "case:"


class Action(NamedTuple):
    """Something that can be done now: its name, its keys, and how to do it."""

    id: str
    label: str
    keys: str
    do: Callable[[], None]


class PaletteModel(PickerModel):
    """Actions and cases that match what was typed."""

    def __init__(
        self, desk: Desk, actions: Sequence[Action], open_case: Callable[[CaseId], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = {action.id: action for action in actions}
        self._open_case = open_case
        self._wanted = ""
        self.fill(self._action_picks())
        self._search("")

    def narrow(self, typed: str) -> None:
        """Override: also asks the register for cases."""
        super().narrow(typed)
        self._search(typed)

    def do(self, row: int) -> None:
        """Does what a row says."""
        value = self.value_at(row)
        if value.startswith(_CASE):
            self._open_case(CaseId(int(value.removeprefix(_CASE))))
        else:
            self._actions[value].do()

    def _search(self, typed: str) -> None:
        self._wanted = typed
        wanted = CaseFilter(text=typed.strip(), limit=_MOST_CASES)

        def receive(found: tuple[CaseSummary, ...]) -> None:
            if typed == self._wanted:
                # The register has searched already: whatever it found matches what was typed.
                cases = tuple(self._case_pick(summary, typed) for summary in found)
                self.fill((*self._action_picks(), *cases))

        self._desk.read(lambda work: list_cases(work, wanted), receive)

    def _action_picks(self) -> tuple[Pick, ...]:
        return tuple(
            Pick(action.id, action.label, action.keys, folded(action.label)) for action in self._actions.values()
        )

    @staticmethod
    def _case_pick(summary: CaseSummary, typed: str) -> Pick:
        return Pick(
            f"{_CASE}{summary.id}",
            f"{summary.number}　{summary.title}",
            "",
            "\n".join((folded(summary.number), folded(summary.title), folded(typed.strip()))),
        )
