"""The command palette: whatever can be gone to or done, found by typing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.domain.ids import CaseId
from app.domain.register.case_search import search_cases_for
from app.domain.register.cases import CaseSummary
from app.domain.search import Findable, findable, folded
from app.services.ports import CaseFilter
from app.services.reading import list_cases
from app.viewmodels.session.actions import PaletteEntry
from app.viewmodels.session.picker_model import Pick, PickerModel
from app.viewmodels.session.session import Session

_MOST_CASES = 30
_CASE = "case:"
#: What can be done comes before what can be opened, and that before questions and rules.
_ACTS, _CASES, _PLACES = range(3)


class PaletteModel(PickerModel):
    """Acts, cases, questions and rules that match what was typed; until something is typed, acts and cases."""

    takes_first = True

    def __init__(
        self,
        session: Session,
        acts: Sequence[PaletteEntry],
        places: Sequence[PaletteEntry],
        open_case: Callable[[CaseId], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        acts = sorted(acts, key=lambda entry: entry.offer)
        self._entries = {entry.id: entry for entry in (*acts, *places)}
        self._first = tuple(_pick(act, _ACTS) for act in acts)
        self._places = tuple(_pick(place, _PLACES) for place in places)
        self._open_case = open_case
        self._wanted: str | None = ""
        self.fill(self._first)
        self._search("")

    def narrow(self, typed: str) -> None:
        """Override: also asks the register for cases."""
        self.is_searching = True
        super().narrow(typed)
        self._search(typed)

    def close(self) -> None:
        """Takes nothing more from the register: the palette is shut."""
        self._wanted = None

    def do(self, row: int) -> None:
        """Opens the case of a row, or does what the row offers."""
        value = self.value_at(row)
        if value.startswith(_CASE):
            self._open_case(CaseId(int(value.removeprefix(_CASE))))
        else:
            self._entries[value].do()

    def _search(self, typed: str) -> None:
        self._wanted = typed
        reference = self._session.shelf.reference()
        wanted = CaseFilter(search_cases_for(typed, reference), limit=_MOST_CASES)

        def receive(found: tuple[CaseSummary, ...]) -> None:
            if typed == self._wanted:
                self.is_searching = False
                # The register has searched already: whatever it found matches what was typed.
                cases = tuple(self._case_pick(summary, typed) for summary in found)
                self.fill((*self._first, *cases, *(self._places if typed.strip() else ())))

        self._session.read(lambda work: list_cases(work, wanted), receive)

    @staticmethod
    def _case_pick(summary: CaseSummary, typed: str) -> Pick:
        return Pick(
            f"{_CASE}{summary.id}",
            f"{summary.number}　{summary.title}",
            "",
            Findable(findable(summary.number, summary.title).names, folded(typed)),
            _CASES,
        )


def _pick(entry: PaletteEntry, rank: int) -> Pick:
    return Pick(entry.id, entry.label, entry.keys, findable(entry.label, *entry.found_by.splitlines()), rank)
