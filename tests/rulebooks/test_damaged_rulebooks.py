"""Whatever is done to the text of an edition, the loader refuses it in words, or takes it; it never breaks down."""

import shutil
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.errors import Mendable
from app.domain.law.reference import Reference
from app.storage.editions.edition_files import EditionTables, from_canonical
from app.storage.editions.edition_parser import parse_edition
from app.storage.law.register_shelf import RegisterShelf
from tests.conftest import HowMany
from tests.rulebooks.broken_files import EDITIONS

LATEST = "2026-04-21"
#: What may stand anywhere by mistake, in the tables and in the text.
JUNK: tuple[Any, ...] = (
    None, True, 7, -1.5, "", "yes", "always", "countries", "ünï", "{x}", [], [[]], [None], ["yes"], [["yes", "no"]],
    [{}], {}, {"ja": "語"}, {"ja": "語", "en": "word"}, {"other_than": "yes"}, {"any": []}, {"holds": "listed"},
    {"not": {}}, {"same": ["destination", "destination"]}, {"table": "agreements", "of": "destination"},
    {"weapon": {"a": {"b": {}}}},
)  # fmt: skip
WRITTEN = (
    "5", "true", '""', '"yes"', "[]", "[[]]", "{}", "{ ja = 1 }", '["yes"]', "2026-02-29", "nan", "0xff", '"""', "'",
)  # fmt: skip
WORDS = ("all", "any", "not", "holds", "only_ground", "no_ground", "weapon", "destination", "other_than")
CONDITIONS = st.recursive(
    st.sampled_from(JUNK),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=12,
)


def check(compiled: CompiledEdition, reference: Reference) -> None:
    """An edition that was taken can be worked with."""
    assert assess(compiled, reference, compiled.edition.heading.in_force_from, {}).possible


@pytest.fixture(scope="module")
def content(shelf: RegisterShelf) -> bytes:
    """The latest edition in its canonical form."""
    return shelf.content(shelf.edition(LATEST))


def places_in(tables: Any) -> list[tuple[Any, Any]]:
    """Every container with each key in it, all the way down."""
    found: list[tuple[Any, Any]] = []
    keys = tables if isinstance(tables, dict) else range(len(tables)) if isinstance(tables, list) else ()
    for key in keys:
        found += [(tables, key), *places_in(tables[key])]
    return found


def damaged(tables: EditionTables, chance: Random) -> EditionTables:
    """The tables with a few keys taken out, renamed, or given something else."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        roots = (tables.heading, *tables.entries.values())
        container, key = chance.choice([place for root in roots for place in places_in(root)])
        deed = chance.randrange(4)
        if deed == 0:
            del container[key]
        elif deed == 1 and isinstance(container, dict):
            container[f"{key}_"] = container.pop(key)
        else:
            junk = chance.choice(JUNK)
            container[key] = deepcopy(chance.choice([junk, {"all": [junk]}, [junk, junk]]))
    for kept in tables.entries.values():  # an entry that is no table does not get past the reading of files
        for key in [key for key, entry in kept.items() if type(entry) is not dict]:
            del kept[key]
    return tables


def test_damaged_tables_are_refused_in_words_or_taken(content: bytes, reference: Reference, how_many: HowMany) -> None:
    refused = taken = 0
    for seed in range(how_many(250, long=20_000)):
        tables = damaged(from_canonical(content), Random(seed))  # noqa: S311 - damage that can be repeated
        edition, flaws = parse_edition(tables, reference)
        refused += bool(flaws)
        for flaw in flaws:
            assert str(flaw)
        if not flaws:
            taken += 1
            check(CompiledEdition(edition), reference)
    assert refused > 10 * taken > 0


def test_damaged_files_are_refused_in_words_or_taken(
    shelf: RegisterShelf, reference: Reference, tmp_path: Path, how_many: HowMany
) -> None:
    for seed in range(how_many(60, long=3_000)):
        chance = Random(seed)  # noqa: S311 - damage that can be repeated
        folder = tmp_path / str(seed)
        shutil.copytree(EDITIONS / LATEST, folder)
        file = chance.choice(sorted(folder.iterdir()))
        file.write_text(damaged_text(file.read_text(encoding="utf-8"), chance), encoding="utf-8")
        with suppress(Mendable):
            check(shelf.read_outside(str(folder)), reference)
        shutil.rmtree(folder)


def damaged_text(text: str, chance: Random) -> str:
    """The text with a line lost, doubled, cut off, moved, or with another value."""
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(lines))
        key, equals, _ = lines[at].partition("=")
        match chance.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at] = lines[at][: len(lines[at]) // 2]
            case 3:
                lines.insert(chance.randrange(len(lines)), lines.pop(at))
            case 4:
                lines[at] = f"{key}{equals} {chance.choice(WRITTEN)}"
            case _:
                lines[at] = lines[at].replace(chance.choice('aeiou._-"[{'), chance.choice('x"[}.\0'), 1)
        lines = lines or [""]
    return "\n".join(lines)


@given(when=CONDITIONS)
def test_any_condition_is_refused_in_words_or_taken(when: Any, content: bytes, reference: Reference) -> None:
    tables = from_canonical(content)
    tables.entries["rule"]["treaty"]["when"] = when
    edition, flaws = parse_edition(tables, reference)
    if not flaws:
        check(CompiledEdition(edition), reference)
