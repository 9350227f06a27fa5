"""States that no condition of an edition tells apart are one class; a signature is what the conditions see of it.

All facts that name states, and what is derived from them, share one variable of a diagram, the *place*. Its classes are
signatures: what every comparison with a list of states, and every derived fact, says of a choice of states.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from app.domain.law.conditions import Is
from app.domain.law.facts import NO, YES, Fact, TableLookup

#: What is seen, one after the other: the comparisons of each fact that names a state, then the derived facts.
Signature = tuple[str, ...]

#: What a table may say, as far as the caller knows.
Said = Callable[[Fact, TableLookup], Iterable[str]]


class Signatures:
    """Every signature that states can have, numbered. `part_of` says which part of one belongs to which fact."""

    def __init__(self, facts: Iterable[Fact], compared: Mapping[str, Iterable[frozenset[str]]]) -> None:
        facts = tuple(facts)
        self.states = tuple(fact.id for fact in facts if fact.is_country)
        self.derived = tuple(fact for fact in facts if not fact.is_asked)
        self._derivations = tuple((fact, fact.derived) for fact in facts if fact.derived is not None)
        self._lists = {state: sorted(compared.get(state, ()), key=sorted) for state in self.states}
        self.part_of: dict[str, slice] = {}
        end = 0
        sizes = {state: len(lists) for state, lists in self._lists.items()} | {fact.id: 1 for fact in self.derived}
        for fact_id, size in sizes.items():
            self.part_of[fact_id] = slice(end, end + size)
            end += size
        self._all = self._possible()
        self.number_of = {signature: number for number, signature in enumerate(self._all)}

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Signature]:
        return iter(self._all)

    def __getitem__(self, number: int) -> Signature:
        return self._all[number]

    def test(self, condition: Is) -> tuple[bool, ...]:
        """For each signature, whether a comparison of a state or of a derived fact holds in it."""
        part = self.part_of[condition.fact]
        if condition.fact in self._lists:
            at = part.start + self._lists[condition.fact].index(condition.values)
            return tuple(signature[at] == YES for signature in self)
        return tuple(signature[part.start] in condition.values for signature in self)

    def by_fact(self, signature: Signature) -> dict[str, Signature]:
        """Fact → its part of a signature."""
        return {fact_id: signature[part] for fact_id, part in self.part_of.items()}

    def derived_values(self, number: int) -> dict[str, str]:
        """Derived fact → its value in the signature of this number."""
        return {fact.id: self[number][self.part_of[fact.id].start] for fact in self.derived}

    def with_derived_value(self, fact_id: str, value: str) -> tuple[int, ...]:
        """For each signature the one that differs from it only in this derived fact, which has `value` there."""
        at = self.part_of[fact_id].start
        return tuple(self.number_of[(*signature[:at], value, *signature[at + 1 :])] for signature in self)

    def without_tables(self, signature: Signature) -> Signature:
        """A signature without the parts of the facts that are looked up in tables."""
        of_tables = {
            self.part_of[fact.id].start for fact, derived in self._derivations if isinstance(derived, TableLookup)
        }
        return tuple(said for at, said in enumerate(signature) if at not in of_tables)

    def compared(self, states: tuple[str, ...]) -> Signature:
        """What comparisons with lists of states see in this choice of states."""
        chosen = zip(self.states, states, strict=True)
        return tuple(YES if one in listed else NO for state, one in chosen for listed in self._lists[state])

    def seen(self, states: tuple[str, ...], said: Said) -> Iterator[Signature]:
        """The signatures of a choice of states: one for each combination of what tables may say."""
        named = dict(zip(self.states, states, strict=True))
        compared = self.compared(states)
        options = (
            said(fact, derived)
            if isinstance(derived, TableLookup)
            else (YES if named[derived.left] == named[derived.right] else NO,)
            for fact, derived in self._derivations
        )
        for one in product(*options):
            yield (*compared, *one)

    def _possible(self) -> tuple[Signature, ...]:
        """Every signature that some states can have on some date: the states named in conditions, and a few others."""
        listed = sorted(frozenset().union(*(states for lists in self._lists.values() for states in lists)))
        others = [f"other {number}" for number in range(len(self.states) + 1)]
        found: dict[Signature, None] = {}
        for states in product([*listed, *others], repeat=len(self.states)):
            found |= dict.fromkeys(self.seen(states, lambda fact, _table: fact.values))
        return tuple(found)
