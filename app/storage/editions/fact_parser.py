"""Make the facts of an edition."""

from collections.abc import Callable
from typing import Any

from app.domain.law.conditions import ALWAYS, All, Condition
from app.domain.law.facts import ITEM_HEADINGS, NO, YES, Choice, Fact, KindOfChange, SameState, TableLookup
from app.domain.law.texts import Text
from app.storage.editions.condition_parser import CONDITION_WORDS
from app.storage.editions.edition_schema import is_words
from app.storage.editions.parsing import TABLE_VALUES, Parsing, text_of, values_of


class FactParser:
    """Makes facts of the entries that are being parsed."""

    def __init__(self, parsing: Parsing) -> None:
        self.parsing = parsing
        self.entries = parsing.entries["fact"]
        self.written = parsing.tables.entries["fact"]

    def fact(self, key: str, entry: dict[str, Any]) -> Fact:
        """The fact of this id."""
        values = values_of(entry)
        if key in CONDITION_WORDS:
            self.parsing.flaw("fact", key, "", "A fact cannot be called “{id}”: conditions use the word.", id=key)
        self.parsing.member("fact", key, "section", entry.get("section"), tuple(self.parsing.entries["section"]))
        kind = self.parsing.member("fact", key, "kind", entry.get("kind"), tuple(kind.value for kind in KindOfChange))
        derived = self._derived(key, entry.get("derived"))
        answerable = entry.get("answerable", derived is None)
        self._check_asking(key, derived, answerable=answerable)
        alike = tuple(tuple(group) for group in entry.get("alike", ()))
        for group in alike:
            for value in group:
                self.parsing.member("fact", key, "alike", value, values)
        self.parsing.member("fact", key, "risk", entry.get("risk"), values if answerable else ())
        applicable = self.parsing.condition("fact", key, "applicable", entry.get("applicable", "always"))
        return Fact(
            id=key,
            section=entry.get("section", ""),
            kind=KindOfChange(kind or "identity"),
            values=values,
            label=text_of(entry.get("label")),
            question=_optional_text(entry, "question"),
            why=_optional_text(entry, "why"),
            help=_optional_text(entry, "help"),
            choices=self._choices(key, entry, values),
            origin=self.parsing.origin("fact", key, entry),
            applicable=applicable if derived is None else self._where_bases_apply(derived, applicable),
            derived=derived,
            answerable=answerable,
            labels=entry.get("labels"),
            risk=entry.get("risk"),
            alike=alike,
        )

    def _check_asking(self, key: str, derived: SameState | TableLookup | None, *, answerable: bool) -> None:
        """A fact that is asked needs its question; of those that follow from others, only a table's say is answered."""
        written, complain = self.written[key], self.parsing.complaining("fact", key)
        if "derived" not in written:
            for needed in ("question", "why", "values"):
                if needed not in written:
                    complain(needed, "“{key}” is missing.", key=needed)
            if not answerable:
                complain("answerable", "Only a fact that follows from others can be closed to answers.")
        elif isinstance(derived, SameState) and answerable:
            complain("answerable", "Whether two facts name the same country cannot be answered.")

    def _derived(self, key: str, written: Any) -> SameState | TableLookup | None:
        if written is None:
            return None
        complain = self.parsing.complaining("fact", key)
        derived = self._derivation(written)
        if derived is None:
            complain(
                "derived",
                "A fact is derived with same = [two facts that name countries],"
                " or with table = “agreements” and of = a fact that names a country.",
            )
            return None
        possible = (YES, NO) if isinstance(derived, SameState) else TABLE_VALUES[derived.table]
        if set(values_of(self.entries[key])) != set(possible):
            complain("values", "The values of this fact are: {allowed}.", allowed=possible)
        return derived

    def _derivation(self, written: dict[str, Any]) -> SameState | TableLookup | None:
        states = [fact for fact, entry in self.entries.items() if entry.get("values") == "countries"]
        if set(written) == {"same"}:
            pair = written["same"]
            if is_words(pair) and len(pair) == 2 and set(pair) <= set(states):
                return SameState(pair[0], pair[1])
        elif set(written) == {"table", "of"}:
            table, of = written["table"], written["of"]
            if table in list(TABLE_VALUES) and of in states:
                return TableLookup(table, of)
        return None

    def _where_bases_apply(self, derived: SameState | TableLookup, own: Condition) -> Condition:
        """A derived fact is applicable where the facts that it follows from are."""
        written = [self.entries[base].get("applicable", "always") for base in derived.bases]
        ignore: Callable[..., None] = lambda *_args, **_params: None  # noqa: E731  the base fact reports its own mistakes
        parts = [self.parsing.conditions.parse(condition, "", ignore) for condition in written]
        return All((*parts, own)) if own != ALWAYS else All(tuple(parts))

    def _choices(self, key: str, entry: dict[str, Any], values: tuple[str, ...]) -> tuple[Choice, ...]:
        written, attempted = entry.get("value", {}), self.written[key].get("value")
        complain = self.parsing.complaining("fact", key)
        for value in written:
            if value not in values:
                complain(
                    f"value.{value}",
                    "“{value}” is no value of the fact “{fact}”. Its values are: {allowed}.",
                    value=value,
                    fact=key,
                    allowed=tuple(values),
                )
        table = self.parsing.member("fact", key, "labels", entry.get("labels"), (ITEM_HEADINGS,))
        choices = []
        for value in values:
            if value in written:
                wording = written[value]
                note = text_of(wording["note"]) if "note" in wording else None
                choices.append(Choice(value, text_of(wording), note))
            elif table is not None and value in self.parsing.reference.item_headings:
                continue  # the table has its label
            elif attempted is None or "value" in entry:
                complain("value", "The value “{value}” has no label.", value=value)
        return tuple(choices)


def _optional_text(entry: dict[str, Any], key: str) -> Text | None:
    return text_of(entry[key]) if key in entry else None
