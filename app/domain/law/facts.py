"""Facts: what may be asked about a transfer, and what a change of it would mean."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple, TypeAlias

from app.domain.law.conditions import ALWAYS, Condition
from app.domain.law.origin import Origin
from app.domain.law.texts import Text

#: Known facts by id; a fact that is not known is absent, never a default.
Answers: TypeAlias = Mapping[str, str]

YES, NO = "yes", "no"

#: The fact that names the state to which a line goes.
DESTINATION = "destination"

#: The table of the headings under which items fall.
ITEM_HEADINGS = "item_headings"


class KindOfChange(str, Enum):
    """What a change of the fact would mean."""

    IDENTITY = "identity"  # it would be another transfer
    WORLD = "world"  # the world would have to change
    CURABLE = "curable"  # officials can bring it about


class Choice(NamedTuple):
    """One value of a fact: its short label, and a note that explains it."""

    value: str
    label: Text
    note: Text | None


class SameState(NamedTuple):
    """Derived: yes when two facts name the same country."""

    left: str
    right: str

    @property
    def bases(self) -> tuple[str, ...]:
        """The facts that it follows from."""
        return self.left, self.right


class TableLookup(NamedTuple):
    """Derived: what a dated reference table says of the state that a fact names."""

    table: str
    of: str

    @property
    def bases(self) -> tuple[str, ...]:
        """The fact that it follows from."""
        return (self.of,)


class Fact(NamedTuple):
    """A fact of an edition. `values` is empty where the values are the countries of the reference table."""

    id: str
    section: str
    kind: KindOfChange
    values: tuple[str, ...]
    label: Text
    question: Text | None
    why: Text | None
    help: Text | None
    choices: tuple[Choice, ...]
    origin: Origin
    applicable: Condition = ALWAYS
    derived: SameState | TableLookup | None = None
    answerable: bool = True
    labels: str | None = None
    risk: str | None = None
    alike: tuple[tuple[str, ...], ...] = ()

    @property
    def is_country(self) -> bool:
        """Whether the values are states."""
        return self.derived is None and not self.values

    @property
    def is_of_item(self) -> bool:
        """Whether it says under which heading the item falls."""
        return self.labels == ITEM_HEADINGS

    @property
    def bases(self) -> tuple[str, ...]:
        """The facts that it follows from; none for one that is asked."""
        return self.derived.bases if self.derived is not None else ()

    @property
    def is_asked(self) -> bool:
        """Whether the fact is a question, not derived from others."""
        return self.derived is None

    def in_order(self, values: frozenset[str]) -> tuple[str, ...]:
        """Some values of the fact in its own order; states in that of their codes."""
        return tuple(value for value in self.values if value in values) or tuple(sorted(values))

    def choice(self, value: str) -> Choice | None:
        """The wording of a value, where the edition gives it."""
        return next((choice for choice in self.choices if choice.value == value), None)


class Vocabulary(NamedTuple):
    """The values that some edition knows a fact by; `is_state` where they are the countries of the reference tables."""

    values: tuple[str, ...]
    is_state: bool
    is_answerable: bool
