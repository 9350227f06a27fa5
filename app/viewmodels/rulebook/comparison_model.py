"""Two editions as wholes: in which situations they differ, how many those are, what decides, and examples to try."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.domain.decision.comparison import Comparison, Difference, Group, Shift
from app.domain.decision.compiled_edition import CompiledEdition
from app.viewmodels.rulebook.example_model import example_form
from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel
from app.viewmodels.session.form import Form
from app.viewmodels.session.slicing_model import Slicing
from app.wording.comparison_words import ComparisonWords

#: As many groups are shown at once; the next ones are asked for.
PAGE = 8


class _Open(NamedTuple):
    """The shift that is opened, and what has been found of it."""

    shift: Shift
    groups: list[Group]


class ComparisonModel(QObject):
    """Two editions of the register, or one of them and a draft. Long work is done on the register's thread."""

    changed = Signal()

    def __init__(self, rulebook: RulebookModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rulebook = rulebook
        self.session = session = rulebook.session
        known = [edition.id for edition in session.shelf.editions()]
        #: The two to be compared next, by their ids. They outlive the page, which is made anew with each theme.
        self.chosen = known[-2:][0], known[-1]
        self.a: CompiledEdition | None = None
        self.b: CompiledEdition | None = None
        self.comparison: Comparison | None = None
        self.kind: Difference | None = None
        self._open: _Open | None = None
        self._slicing: Slicing[Group] | None = None
        #: As many groups of the open shift are shown.
        self.shown = PAGE
        self.is_working = False
        #: Whether the counted situations are shown in place of what changes, in words.
        self.shows_counts = False
        session.language.changed.connect(self.changed)

    @property
    def is_finding(self) -> bool:
        """Whether groups of the open shift are still being found."""
        return self._slicing is not None and self._slicing.is_running

    def name_pair(self, a: str, b: str) -> None:
        """Which two editions are compared next."""
        self.chosen = a, b

    def choose(self, a: str, b: str) -> None:
        """Compares two editions that the register knows."""
        self.name_pair(a, b)
        shelf = self.session.shelf
        self.compare(shelf.compiled(a), shelf.compiled(b))

    def compare(self, a: CompiledEdition, b: CompiledEdition) -> None:
        """Compares two editions."""
        self.stop()
        self.a, self.b = a, b
        self.comparison, self.kind, self._open = None, None, None
        self.is_working, self.shows_counts = True, False
        self.changed.emit()
        reference = self.session.shelf.reference()

        def made() -> Comparison:
            comparison = Comparison(a, b, reference)
            _ = comparison.shifts, comparison.situations  # made here, and kept
            return comparison

        def take(comparison: Comparison) -> None:
            if (self.a, self.b) == (a, b):
                self.comparison, self.is_working = comparison, False
                kinds = self.kinds()
                self.kind = kinds[0][0] if kinds else None
                self.changed.emit()

        self.session.read(lambda _work: made(), take)

    def show_counts(self, *, shown: bool) -> None:
        """Shows the counted situations with their examples, or what changes in words."""
        self.shows_counts = shown
        self.changed.emit()

    def choose_kind(self, at: int) -> None:
        """Shows what decides in another kind of difference."""
        self.stop()
        self.kind, self._open = self.kinds()[at][0], None
        self.changed.emit()

    def open_shift(self, at: int) -> None:
        """Finds the groups of a shift; closes it where it is open."""
        shift = self.shifts()[at]
        self.stop()
        if self.is_open(shift):
            self._open = None
        elif self.comparison is not None:
            self._open, self.shown = _Open(shift, []), PAGE
            self._slicing = Slicing(self.session, self, self.comparison.groups_of(shift), self._take, self._finish)
        self.changed.emit()

    def stop(self) -> None:
        """Stops finding groups; those found so far stay."""
        if self._slicing is not None:
            self._slicing.stop()
            self._slicing = None
            self.changed.emit()

    def show_more(self) -> None:
        """Shows more of the groups that were found."""
        self.shown += PAGE
        self.changed.emit()

    def example(self, shift: Shift, group: Group) -> Form:
        """The example of a group of a shift, on the day from which the later edition is in force."""
        day = max(side.edition.heading.in_force_from for side in self._pair())
        example = Example(self._name(shift), day, group.example)
        return example_form(self.rulebook, example, self.words().answers(group.example))

    def kinds(self) -> list[tuple[Difference, int]]:
        """The kinds of difference, each with how many situations differ so."""
        shifts = self.comparison.shifts if self.comparison is not None else ()
        return [
            (kind, sum(shift.situations for shift in alike))
            for kind, alike in groupby(shifts, key=lambda shift: shift.difference)
        ]

    def shifts(self) -> list[Shift]:
        """What decides in the kind of difference that is shown."""
        shifts = self.comparison.shifts if self.comparison is not None else ()
        return [shift for shift in shifts if shift.difference == self.kind]

    def is_open(self, shift: Shift) -> bool:
        """Whether this shift is the one whose groups are shown."""
        return self._open is not None and self._open.shift == shift

    def words(self) -> ComparisonWords:
        """The words for the two editions; `LookupError` while none are compared."""
        a, b = self._pair()
        shelf = self.session.shelf
        examinations = shelf.examination(a.edition), shelf.examination(b.edition)
        return ComparisonWords(self.session.words, a.edition, b.edition, shelf.reference(), examinations)

    def _pair(self) -> tuple[CompiledEdition, CompiledEdition]:
        if self.a is None or self.b is None:
            raise LookupError("nothing is compared")
        return self.a, self.b

    def _name(self, shift: Shift) -> str:
        return "　→　".join(self.words().decides(shift))

    def open_groups(self) -> list[Group]:
        """The groups of the open shift that were found, the largest first."""
        found = self._open.groups if self._open is not None else []
        return sorted(found, key=lambda group: (-group.situations, len(group.when)))

    def _take(self, groups: Iterable[Group]) -> None:
        if self._open is not None:
            self._open.groups.extend(groups)
            self.changed.emit()

    def _finish(self) -> None:
        self._slicing = None
        self.changed.emit()
