"""The decision digest of an edition: alike for every wording of the same law, another for every other law."""

import copy
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.law.decision_digest import decision_digest
from app.domain.law.rulebook import Edition
from app.storage.editions.edition_files import EditionTables, from_canonical
from app.storage.editions.edition_parser import parse_edition
from tests.builders import the_shelf

IDS = ("2014-04-01", "2022-03-08", "2023-12-22", "2024-03-26", "2026-04-21")
NEWEST = IDS[-1]

#: What each kind of entry says without deciding anything by it, texts in both languages aside.
SAID_ASIDE = {
    "fact": ("sources", "confidence", "unverified", "section", "labels"),
    "definition": ("sources", "confidence", "unverified"),
    "ground": ("sources", "confidence", "unverified", "paragraph", "cites"),
    "rule": ("sources", "confidence", "unverified", "paragraph", "cites"),
    "approval": ("sources", "confidence", "unverified", "paragraph", "cites"),
    "notice": ("sources", "confidence", "unverified", "paragraph", "cites"),
    "commitment": ("sources", "confidence", "unverified", "paragraph", "cites"),
    "source": ("date", "confidence", "reference"),
    "sentence": ("ja", "en", "from", "mark", "paragraph", "coded_by"),
}
#: The steps of the procedure are taken in their order; of all others the order says nothing.
WITHOUT_ORDER = ("section", "fact", "definition", "ground", "rule", "notice", "commitment", "source", "unverified")


@cache
def _read(edition_id: str) -> EditionTables:
    return from_canonical(the_shelf().content(the_shelf().edition(edition_id)))


def tables_of(edition_id: str) -> EditionTables:
    """What an edition says, to be changed."""
    return copy.deepcopy(_read(edition_id)._replace(before={}))


def edition_of(tables: EditionTables) -> Edition:
    """The edition that says this, whatever a reader of a draft would find wrong with it."""
    return parse_edition(tables, the_shelf().reference()).edition


def texts_in(data: Any) -> Iterator[dict[str, str]]:
    """Every text in both languages, wherever it stands."""
    if isinstance(data, dict):
        if isinstance(data.get("ja"), str) and "en" in data:
            yield data
        for part in data.values():
            yield from texts_in(part)


def said_aside(tables: EditionTables) -> list[tuple[dict[str, Any], str]]:
    """Each place at which an edition says something that decides nothing: the map, and the key in it."""
    places = [
        (text, language) for part in (tables.heading, tables.entries) for text in texts_in(part) for language in text
    ]
    places = [(text, key) for text, key in places if key in ("ja", "en")]
    for kind, keys in SAID_ASIDE.items():
        places += [(entry, key) for entry in tables.entries[kind].values() for key in keys if key in entry]
    return places + [(tables.heading, key) for key in ("sources", "confidence", "unverified") if key in tables.heading]


@pytest.mark.parametrize("edition_id", IDS)
def test_words_sources_and_notes_decide_nothing(edition_id: str) -> None:
    tables = tables_of(edition_id)
    places = said_aside(tables)
    assert len(places) > 500
    for said, key in places:
        said[key] = [] if isinstance(said[key], list) else f"{said[key]} otherwise"
    changed, edition = edition_of(tables), the_shelf().edition(edition_id)
    assert changed.sha256 != edition.sha256
    assert decision_digest(changed) == decision_digest(edition)


@settings(max_examples=settings().max_examples // 3)
@given(data=st.data())
def test_a_single_word_changes_the_hash_and_not_the_digest(data: st.DataObject) -> None:
    edition_id = data.draw(st.sampled_from(IDS))
    tables = tables_of(edition_id)
    said, key = data.draw(st.sampled_from(said_aside(tables)))
    said[key] = [*said[key], "more"] if isinstance(said[key], list) else said[key] + data.draw(st.text(min_size=1))
    changed, edition = edition_of(tables), the_shelf().edition(edition_id)
    assert changed.sha256 != edition.sha256
    assert decision_digest(changed) == decision_digest(edition)


@settings(max_examples=settings().max_examples // 3)
@given(data=st.data())
def test_the_order_of_entries_and_of_the_parts_of_conditions_decides_nothing(data: st.DataObject) -> None:
    edition_id = data.draw(st.sampled_from(IDS))
    tables = tables_of(edition_id)
    for kind in WITHOUT_ORDER:
        entries = tables.entries[kind]
        tables.entries[kind] = {key: _turned(entries[key]) for key in data.draw(st.permutations(list(entries)))}
    assert decision_digest(edition_of(tables)) == decision_digest(the_shelf().edition(edition_id))


def _turned(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with what is a set in it written the other way round: values, parts of conditions."""

    def turned(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: turned(each) for key, each in reversed(part.items())}
        return [turned(each) for each in reversed(part)] if isinstance(part, list) else part

    sets = ("values", "alike", "when", "applicable", "yields_to")
    return {key: turned(value) if key in sets else value for key, value in entry.items()}


def test_a_named_condition_is_what_it_says_and_not_its_name() -> None:
    tables = tables_of(NEWEST)
    name, definition = next(iter(tables.entries["definition"].items()))
    used = [entry for kind in tables.entries for entry in tables.entries[kind].values() if f"'{name}'" in repr(entry)]
    assert used
    tables.entries["definition"] = {
        "renamed" if key == name else key: _renamed(entry, name) for key, entry in tables.entries["definition"].items()
    }
    for kind in ("fact", "ground", "rule", "approval", "notice", "commitment"):
        tables.entries[kind] = {key: _renamed(entry, name) for key, entry in tables.entries[kind].items()}
    assert decision_digest(edition_of(tables)) == decision_digest(the_shelf().edition(NEWEST))
    tables.entries["definition"]["renamed"] = {**definition, "when": {"item_heading": "9"}}
    assert decision_digest(edition_of(tables)) != decision_digest(the_shelf().edition(NEWEST))


def _renamed(data: Any, name: str) -> Any:
    if isinstance(data, dict):
        return {
            key: _with_name(value, name) if key == "holds" else _renamed(value, name) for key, value in data.items()
        }
    return [_renamed(each, name) for each in data] if isinstance(data, list) else data


def _with_name(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [_with_name(each, name) for each in value]
    return "renamed" if value == name else value


Tables = dict[str, dict[str, dict[str, Any]]]
Change = Callable[[Tables], object]


def put(into: str, entry: str, **values: object) -> Change:
    """Say something else in an entry."""
    return lambda tables: tables[into][entry].update(values)


def add(kind: str, entry: str, like: str) -> Change:
    """Add an entry that says the same as another."""
    return lambda tables: tables[kind].update({entry: copy.deepcopy(tables[kind][like])})


def both(one: Change, other: Change) -> Change:
    """Change two things."""
    return lambda tables: (one(tables), other(tables))


def drop(kind: str, entry: str, *keys: str) -> Change:
    """Take out an entry, or a key of it."""

    def change(tables: Tables) -> None:
        if not keys:
            del tables[kind][entry]
        for key in keys:
            del tables[kind][entry][key]

    return change


def rename(kind: str, entry: str) -> Change:
    """Give an entry another id."""
    return lambda tables: tables[kind].update({f"{entry}_renamed": tables[kind].pop(entry)})


def swap_steps(tables: Tables) -> None:
    """Take the steps of the procedure in another order."""
    tables["approval"] = dict(reversed(tables["approval"].items()))


def first(kind: str, has: str, edition_id: str = NEWEST) -> str:
    """An entry of the newest edition that has this key."""
    return next(key for key, entry in _read(edition_id).entries[kind].items() if has in entry)


def more(kind: str, entry: str, key: str, value: object) -> Change:
    """Add to a list of an entry."""
    return lambda tables: tables[kind][entry].update({key: [*tables[kind][entry].get(key, ()), value]})


def less(kind: str, entry: str, key: str) -> Change:
    """Take the last from a list of an entry."""
    return lambda tables: tables[kind][entry].update({key: tables[kind][entry][key][:-1]})


def turn(kind: str, entry: str, key: str) -> Change:
    """Write a list the other way round."""
    return lambda tables: tables[kind][entry].update({key: tables[kind][entry][key][::-1]})


_OTHER = {"treaty_breach": "no"}
_EACH = first("approval", "signatories")

DECIDING: dict[str, Change] = {
    "a fact is added": add("fact", "gift", "weapon"),
    "a fact falls away": drop("fact", "weapon"),
    "a fact has another id": rename("fact", "weapon"),
    "a fact has one value more": more("fact", "form", "values", "kit"),
    "a fact has one value less": less("fact", "form", "values"),
    "another change would mean another transfer": put("fact", "weapon", kind="curable"),
    "a fact applies elsewhere": put("fact", "weapon", applicable=_OTHER),
    "another fact names a state": add("fact", "licensor_state", "destination"),
    "a fact follows from two states": both(
        add("fact", "licensor_state", "destination"),
        put("fact", "agreement_in_force", derived={"same": ["destination", "licensor_state"]}),
    ),
    "a table is asked about another state": both(
        add("fact", "licensor_state", "destination"),
        put("fact", "agreement_in_force", derived={"table": "agreements", "of": "licensor_state"}),
    ),
    "a fact follows from nothing": drop("fact", "agreement_in_force", "derived"),
    "a table's say can't be answered": put("fact", "agreement_in_force", answerable=False),
    "another value is the risk": put("fact", "treaty_breach", risk="no"),
    "values are no longer alike": drop("fact", "item_heading", "alike"),
    "a rule is added": add("rule", "another", "treaty"),
    "a rule falls away": drop("rule", "treaty"),
    "a rule has another id": rename("rule", "treaty"),
    "a rule holds elsewhere": put("rule", "treaty", when={"treaty_breach": "no"}),
    "a rule gives another outcome": put("rule", "treaty", then="refer"),
    "a rule yields to another": more("rule", "treaty", "yields_to", "scope"),
    "a rule yields to none": drop("rule", first("rule", "yields_to"), "yields_to"),
    "a ground is added": add("ground", "another", next(iter(_read(NEWEST).entries["ground"]))),
    "a ground falls away": drop("ground", next(iter(_read(NEWEST).entries["ground"]))),
    "a ground holds elsewhere": put("ground", next(iter(_read(NEWEST).entries["ground"])), when=_OTHER),
    "a definition says something else": lambda tables: [
        entry.update(when=_OTHER) for entry in tables["definition"].values()
    ],
    "a step is added": add("approval", "another", _EACH),
    "a step falls away": drop("approval", _EACH),
    "a step is needed elsewhere": put("approval", _EACH, when=_OTHER),
    "steps are taken in another order": swap_steps,
    "another office decides": more("approval", _EACH, "bodies", "meti"),
    "offices stand in another order": turn("approval", "interministerial_examination", "bodies"),
    "a step is signed in another way": put("approval", "interministerial_examination", sign_off="meeting"),
    "one signatory less": less("approval", _EACH, "signatories"),
    "a notice falls away": drop("notice", next(iter(_read(NEWEST).entries["notice"]))),
    "a notice is needed elsewhere": put("notice", next(iter(_read(NEWEST).entries["notice"])), when=_OTHER),
    "a commitment falls away": drop("commitment", next(iter(_read(NEWEST).entries["commitment"]))),
    "a commitment is needed elsewhere": put("commitment", next(iter(_read(NEWEST).entries["commitment"])), when=_OTHER),
    "a commitment only recommended": lambda tables: [
        entry.update(binding=not entry["binding"]) for entry in tables["commitment"].values()
    ],
}


@pytest.mark.parametrize("what", DECIDING)
def test_what_decides_is_in_the_digest(what: str) -> None:
    tables = tables_of(NEWEST)
    DECIDING[what](tables.entries)
    assert decision_digest(edition_of(tables)) != decision_digest(the_shelf().edition(NEWEST))


def test_no_two_changes_of_what_decides_are_taken_for_one_another() -> None:
    digests = set()
    for change in DECIDING.values():
        tables = tables_of(NEWEST)
        change(tables.entries)
        digests.add(decision_digest(edition_of(tables)))
    assert len(digests) == len(DECIDING)


def test_a_risk_that_may_improve_an_outcome_is_declared_in_the_digest() -> None:
    tables = tables_of(NEWEST)
    tables.heading["risk_exception"] = {"treaty_breach": {"ja": "例外", "en": "An exception"}}
    assert decision_digest(edition_of(tables)) != decision_digest(the_shelf().edition(NEWEST))


def test_the_editions_of_the_program_decide_differently_from_one_another() -> None:
    assert len({decision_digest(edition) for edition in the_shelf().editions()}) == len(IDS)
