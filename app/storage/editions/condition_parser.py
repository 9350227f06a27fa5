"""Make conditions of the tables in which an edition writes them."""

from collections.abc import Mapping
from typing import Any

from app.domain.law.conditions import ALWAYS, All, AnyOf, Condition, Holds, Is, Not
from app.storage.editions.edition_schema import Complain

#: The words of a condition that are no facts.
CONDITION_WORDS = ("all", "any", "not", "holds", "only_ground", "no_ground")


class ConditionParser:
    """Knows the facts with their values (an empty tuple: states), the names that `holds` may use, and the grounds."""

    def __init__(
        self,
        values: Mapping[str, tuple[str, ...]],
        names: frozenset[str],
        grounds: tuple[str, ...],
        states: frozenset[str],
    ) -> None:
        self._values = values
        self._names = names
        self._grounds = grounds
        self._states = states

    def parse(self, written: Any, key: str, complain: Complain) -> Condition:
        """The condition written so, without its faulty parts, of which `complain` is told."""
        if written == "always":
            return ALWAYS
        if not isinstance(written, dict) or not written:
            complain(key, "A condition is a table with at least one entry, or “always”.")
            return ALWAYS
        parts = [self._entry(word, inner, f"{key}.{word}", complain) for word, inner in written.items()]
        flat = [part for part in parts if part is not None]
        return flat[0] if len(flat) == 1 else All(tuple(flat))

    def _entry(self, word: str, inner: Any, key: str, complain: Complain) -> Condition | None:
        if word in ("all", "any"):
            return self._several(word, inner, key, complain)
        if word == "not":
            return self._negation(inner, key, complain)
        if word == "holds":
            return self._held(inner, self._names, key, complain)
        if word == "only_ground":
            return self._only(inner, key, complain)
        if word == "no_ground":
            if inner is not True:
                complain(key, "“no_ground” can only be true. Leave it out, or write any = […] of the grounds.")
            return Not(AnyOf(tuple(Holds(ground) for ground in self._grounds)))
        return self._comparison(word, inner, key, complain)

    def _several(self, word: str, inner: Any, key: str, complain: Complain) -> Condition | None:
        if not isinstance(inner, list) or not inner:
            complain(key, "“{word}” needs a list of conditions.", word=word)
            return None
        parts = tuple(self.parse(part, f"{key}[{number}]", complain) for number, part in enumerate(inner))
        return All(parts) if word == "all" else AnyOf(parts)

    def _negation(self, inner: Any, key: str, complain: Complain) -> Condition | None:
        part = self.parse(inner, key, complain)
        alone = part
        while isinstance(alone, All | AnyOf) and len(alone.parts) == 1:
            alone = alone.parts[0]
        if isinstance(alone, Is):
            complain(
                key,
                "“not” around a single comparison would hold where the fact is not applicable."
                " Write {{ {fact} = {{ other_than = … }} }}.",
                fact=alone.fact,
            )
            return None
        return Not(part)

    def _held(self, inner: Any, names: frozenset[str], key: str, complain: Complain) -> Condition | None:
        wanted = inner if isinstance(inner, list) else [inner]
        if not wanted:
            complain(key, "“{word}” names no condition.", word=key.rpartition(".")[2])
            return None
        for name in wanted:
            if not isinstance(name, str) or name not in names:
                complain(key, "There is no condition named “{name}”.", name=name)
                return None
        held = tuple(Holds(name) for name in wanted)
        return held[0] if len(held) == 1 else All(held)

    def _only(self, inner: Any, key: str, complain: Complain) -> Condition | None:
        if not isinstance(inner, str) or inner not in self._grounds:
            complain(key, "There is no ground “{name}”.", name=inner)
            return None
        others = tuple(Holds(ground) for ground in self._grounds if ground != inner)
        return All((Holds(inner), Not(AnyOf(others))))

    def _comparison(self, fact: str, inner: Any, key: str, complain: Complain) -> Condition | None:
        if fact not in self._values:
            words = CONDITION_WORDS
            complain(key, "“{fact}” is neither a fact of this edition nor one of: {words}.", fact=fact, words=words)
            return None
        listed = self._values[fact]
        other_than = isinstance(inner, dict) and set(inner) == {"other_than"}
        written = inner["other_than"] if other_than else inner
        named = written if isinstance(written, list) else [written]
        for value in named:
            if not isinstance(value, str) or value not in (listed or self._states):
                self._complain_of_value(value, fact, key, complain)
                return None
        if other_than and not listed:
            complain(key, "“other_than” cannot be used with the country named by “{fact}”.", fact=fact)
            return None
        wanted = frozenset(listed) - frozenset(named) if other_than else frozenset(named)
        if not wanted:
            complain(key, "The comparison leaves no value of the fact “{fact}”.", fact=fact)
            return None
        return Is(fact, wanted)

    def _complain_of_value(self, value: object, fact: str, key: str, complain: Complain) -> None:
        listed = self._values[fact]
        if not listed:
            complain(key, "“{value}” is no country of the reference table.", value=value)
            return
        complain(
            key,
            "“{value}” is no value of the fact “{fact}”. Its values are: {allowed}.",
            value=value,
            fact=fact,
            allowed=tuple(listed),
        )
