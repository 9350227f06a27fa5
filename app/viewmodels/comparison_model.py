"""Two editions as wholes: in which situations they differ, how many those are, what decides, and examples to try."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.domain.assessment import CompiledEdition
from app.domain.comparison import Comparison, Difference, Group, Shift
from app.viewmodels.rulebook_model import RulebookModel
from app.viewmodels.slicing_model import Slicing
from app.viewmodels.trial_model import TrialSays, invented, trial_says
from app.wording.comparison_words import ComparisonWords

#: As many groups are shown at once; the next ones are asked for.
PAGE = 8


class ShareSays(NamedTuple):
    """Something that is counted. `share` is its part of all that differs, from 0 to 1."""

    lines: tuple[str, ...]
    caption: str
    share: float
    here: bool


class GroupSays(NamedTuple):
    """Situations that differ alike, by short conditions that all of them meet."""

    caption: str
    conditions: tuple[str, ...]


class ShiftSays(NamedTuple):
    """What decides under either edition, counted; open it has the groups of situations."""

    row: ShareSays
    steps: tuple[str, ...]
    common_heading: str
    common: tuple[str, ...]
    groups: tuple[GroupSays, ...]
    progress: str
    stop: str
    more: str


class ComparisonSays(NamedTuple):
    """The whole of two editions beside each other."""

    explanation: str
    a_label: str
    b_label: str
    choices: tuple[tuple[str, str], ...]
    compare: str
    summary: str
    note: str
    working: str
    kinds_heading: str
    kinds: tuple[ShareSays, ...]
    shifts_heading: str
    shifts: tuple[ShiftSays, ...]
    example: str


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
        self.desk = desk = rulebook.desk
        self.a: CompiledEdition | None = None
        self.b: CompiledEdition | None = None
        self._comparison: Comparison | None = None
        self._kind: Difference | None = None
        self._open: _Open | None = None
        self._slicing: Slicing[Group] | None = None
        self._shown = PAGE
        self.is_working = False
        desk.language.changed.connect(self.changed)

    @property
    def is_ready(self) -> bool:
        """Whether the comparison has been made."""
        return self._comparison is not None and not self.is_working

    @property
    def is_finding(self) -> bool:
        """Whether groups of the open shift are still being found."""
        return self._slicing is not None and self._slicing.is_running

    def choose(self, a: str, b: str) -> None:
        """Compares two editions that the register knows."""
        shelf = self.desk.shelf
        self.compare(shelf.compiled(a), shelf.compiled(b))

    def compare(self, a: CompiledEdition, b: CompiledEdition) -> None:
        """Compares two editions."""
        self.stop()
        self.a, self.b = a, b
        self._comparison, self._kind, self._open = None, None, None
        self.is_working = True
        self.changed.emit()
        reference = self.desk.shelf.reference()

        def made() -> Comparison:
            comparison = Comparison(a, b, reference)
            _ = comparison.shifts, comparison.situations  # made here, and kept
            return comparison

        def take(comparison: Comparison) -> None:
            if (self.a, self.b) == (a, b):
                self._comparison, self.is_working = comparison, False
                kinds = self._kinds()
                self._kind = kinds[0][0] if kinds else None
                self.changed.emit()

        self.desk.read(lambda _work: made(), take)

    def choose_kind(self, at: int) -> None:
        """Shows what decides in another kind of difference."""
        self.stop()
        self._kind, self._open = self._kinds()[at][0], None
        self.changed.emit()

    def open_shift(self, at: int) -> None:
        """Finds the groups of a shift; closes it where it is open."""
        shift = self._shifts()[at]
        self.stop()
        if self._open is not None and self._open.shift == shift:
            self._open = None
        elif self._comparison is not None:
            self._open, self._shown = _Open(shift, []), PAGE
            self._slicing = Slicing(self.desk, self, self._comparison.groups_of(shift), self._take, self._finish)
        self.changed.emit()

    def stop(self) -> None:
        """Finds no more groups."""
        if self._slicing is not None:
            self._slicing.stop()
            self._slicing = None
            self.changed.emit()

    def show_more(self) -> None:
        """Shows more of the groups that were found."""
        self._shown += PAGE
        self.changed.emit()

    def example(self, shift: int, group: int) -> TrialSays:
        """The example of a group of the open shift, in words."""
        answers = self.words().answers(self.open_groups()[group].example)
        return trial_says(self.rulebook, self._name(self._shifts()[shift]), answers)

    def file_example(self, shift: int, group: int) -> None:
        """Opens the example as a new case, on the day from which the later edition is in force."""
        if self.a is None or self.b is None:
            return
        day = max(side.edition.heading.in_force_from for side in (self.a, self.b))
        answers = self.open_groups()[group].example
        self.rulebook.trial_wanted.emit(invented(self.rulebook, self._name(self._shifts()[shift]), day, answers))

    def words(self) -> ComparisonWords:
        """What puts the comparison into words."""
        if self.a is None or self.b is None:
            raise LookupError("nothing is compared")
        return ComparisonWords(self.desk.words, self.a.edition, self.b.edition, self.desk.shelf.reference())

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

    def _kinds(self) -> list[tuple[Difference, int]]:
        shifts = self._comparison.shifts if self._comparison is not None else ()
        return [
            (kind, sum(shift.situations for shift in alike))
            for kind, alike in groupby(shifts, key=lambda shift: shift.difference)
        ]

    def _shifts(self) -> list[Shift]:
        shifts = self._comparison.shifts if self._comparison is not None else ()
        return [shift for shift in shifts if shift.difference == self._kind]

    # -- words

    def says(self) -> ComparisonSays:
        """Everything, in the present language."""
        _ = self.desk.words._
        shifts = tuple(self._shift_says(shift) for shift in self._shifts())
        kinds = self._kinds()
        return ComparisonSays(
            explanation=_(
                "Every situation in which the two editions come to different results: found by comparing them as "
                "wholes, not by trying cases."
            ),
            a_label=_("From edition"),
            b_label=_("To edition"),
            choices=tuple(
                (edition.id, f"{edition.id}　{self.desk.words.text(edition.heading.title)}")
                for edition in self.desk.shelf.editions()
            ),
            compare=_("Compare"),
            summary=self._summary(kinds),
            note=_(
                "A situation is a complete set of facts that apply. Where several rules or grounds decide, the first "
                "in the order of the edition is named."
            )
            if kinds
            else "",
            working=self._working(),
            kinds_heading=_("Kinds of difference"),
            kinds=tuple(self._kind_says(kind, number) for kind, number in kinds),
            shifts_heading=_("What decides: before → after"),
            shifts=shifts,
            example=_("An example …"),
        )

    def _working(self) -> str:
        _ = self.desk.words._
        if self.is_working:
            return _("The two editions are being compared …")
        return "" if self._comparison is not None else _("Choose two editions, and compare them.")

    def _differing(self) -> int:
        return sum(shift.situations for shift in self._comparison.shifts) if self._comparison is not None else 0

    def _summary(self, kinds: list[tuple[Difference, int]]) -> str:
        if self._comparison is None or self.a is None or self.b is None:
            return ""
        _, said, whole = self.desk.words._, self.words(), self._comparison.situations
        if not kinds:
            return _("The two editions say the same in every situation.")
        return _(
            "{a} and {b} differ in {number} of {whole} situations ({share}).",
            a=self.a.edition.id,
            b=self.b.edition.id,
            number=said.number(self._differing()),
            whole=said.number(whole),
            share=said.share(self._differing(), whole),
        )

    def _caption(self, number: int) -> str:
        said, whole = self.words(), self._comparison.situations if self._comparison is not None else 0
        return self.desk.words._(
            "{number} situations · {share} of the differences · {whole} of all",
            number=said.number(number),
            share=said.share(number, self._differing()),
            whole=said.share(number, whole),
        )

    def _kind_says(self, kind: Difference, number: int) -> ShareSays:
        said, whole = self.words(), self._comparison.situations if self._comparison is not None else 0
        caption = self.desk.words._(
            "{number} situations · {share} of all", number=said.number(number), share=said.share(number, whole)
        )
        return ShareSays(said.kind_lines(kind), caption, number / self._differing(), kind == self._kind)

    def _shift_says(self, shift: Shift) -> ShiftSays:
        said, words = self.words(), self.desk.words
        opened = self._open is not None and self._open.shift == shift
        row = ShareSays(
            said.decides(shift), self._caption(shift.situations), shift.situations / self._differing(), opened
        )
        if not opened:
            return ShiftSays(row, said.steps(shift), "", (), (), "", "", "")
        # While more are being found the list would jump about: only their number is told.
        found = [] if self.is_finding else self.open_groups()
        left = len(found) - self._shown
        common = _common(found)
        return ShiftSays(
            row=row,
            steps=said.steps(shift),
            common_heading=words._("Common to all of them") if common and len(found) > 1 else "",
            common=said.conditions(common) if len(found) > 1 else (),
            groups=tuple(self._group_says(group, common if len(found) > 1 else {}) for group in found[: self._shown]),
            progress=self._progress(),
            stop=words._("Stop") if self.is_finding else "",
            more=words.ngettext("Show more ({n} group is left)", "Show more ({n} groups are left)", left)
            if left > 0
            else "",
        )

    def _progress(self) -> str:
        words, found = self.desk.words, len(self._open.groups) if self._open is not None else 0
        if self.is_finding:
            return words.ngettext("{n} group found so far …", "{n} groups found so far …", found)
        return words.ngettext(
            "{n} group of situations, the largest first", "{n} groups of situations, the largest first", found
        )

    def _group_says(self, group: Group, common: Mapping[str, tuple[str, ...]]) -> GroupSays:
        said = self.words()
        own = {fact: values for fact, values in group.when.items() if fact not in common}
        caption = self.desk.words._("{number} situations", number=said.number(group.situations))
        return GroupSays(caption, said.conditions(own))


def _common(groups: list[Group]) -> dict[str, tuple[str, ...]]:
    """The conditions that every group names alike."""
    first = groups[0].when if groups else {}
    return {fact: values for fact, values in first.items() if all(group.when.get(fact) == values for group in groups)}
