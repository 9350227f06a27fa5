"""The index by which cases are searched: every two neighbouring characters of what a case is found by.

SQLite's own tokenizers find no Japanese word inside another, or none of two characters. So the program takes the texts
apart: 魚雷部品 is 魚雷, 雷部, 部品, 品. A word is found by all its pairs, a single character as the beginning of one.
Where more than two characters are sought, what has all pairs is looked at once more: they may stand apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.domain.register.case_search import CaseSearch

#: SQLite's tokenizer parts words at the signs of ASCII: they stand elsewhere here, where no folded text has anything.
_ELSEWHERE = 0xE000
_SIGNS = {code: code + _ELSEWHERE for code in range(33, 127) if not chr(code).isalnum()}
#: Stands before the code of a destination, which is looked for as a whole.
_DESTINATION = chr(_ELSEWHERE)
#: How much of what is sought is looked up in the index; the rest is compared with what that finds.
_MOST_WORDS, _MOST_PAIRS = 32, 32


def pairs(search_text: str, destinations: str) -> str:
    """What the index holds of a case: the pairs of each word of its folded text, and its destinations."""
    words = search_text.translate(_SIGNS).split()
    found = [word[at : at + 2] for word in words for at in range(len(word))]
    return " ".join((*found, *(_DESTINATION + code for code in destinations.split())))


def digest_of(search_text: str, destinations: str) -> int:
    """One number of what the index has to hold of a case, in whatever order; 0 of nothing."""
    terms = pairs(search_text, destinations).encode()
    digest = 0
    # SQLite's tokenizer makes capitals of ASCII small, and nothing else.
    for term in set(terms.lower().split(b" ")) - {b""}:
        digest ^= hash(term)
    return digest


def digests_of(held: Iterable[tuple[int, str]]) -> dict[int, int]:
    """The same of what the index holds, given as cases and terms: of all cases at once, since it is read by terms."""
    digests: dict[int, int] = {}
    for case_id, term in held:
        digests[case_id] = digests.get(case_id, 0) ^ hash(term.encode())
    return digests


class Lookup(NamedTuple):
    """An expression for the index; `is_exact` where it finds nothing that was not sought."""

    expression: str
    is_exact: bool


def lookup(search: CaseSearch, destinations: Iterable[str]) -> Lookup:
    """What finds in the index all that is sought: words, and one of these destinations if any are given."""
    words = sorted(zip(search.words.words, search.states, strict=True), key=lambda word: -len(word[0][0]))
    parts = [_any_of([*map(_all_pairs, each), *map(_state, sorted(states))]) for each, states in words[:_MOST_WORDS]]
    wanted = [_state(code) for code in destinations]
    if wanted:
        parts.append(_any_of(wanted))
    is_exact = len(words) <= _MOST_WORDS and all(len(way) <= 2 for each, _states in words for way in each)
    return Lookup(" AND ".join(parts), is_exact)


#: Whether a case is sought, by a function that is told what is.
IS_SOUGHT = "is_sought(search_text, destinations)"


def offer_is_sought(
    offer: Callable[[str, int, Callable[..., bool]], None], search: CaseSearch, destinations: Iterable[str] = ()
) -> None:
    """Lets SQLite, by `offer`, ask of a case whether it is sought: by words, and one of these destinations if any."""
    allowed = frozenset(destinations)

    def is_sought(search_text: str, destinations: str) -> bool:
        is_there = not allowed or not allowed.isdisjoint(destinations.split())
        return is_there and search.finds(search_text, destinations)

    offer("is_sought", 2, is_sought)


def _any_of(parts: Sequence[str]) -> str:
    return f"({' OR '.join(parts)})"


def _all_pairs(way: str) -> str:
    plain = way.translate(_SIGNS)
    if len(plain) == 1:
        return f'"{plain}" *'
    found = dict.fromkeys(plain[at : at + 2] for at in range(len(plain) - 1))
    return "(" + " AND ".join(f'"{pair}"' for pair in list(found)[:_MOST_PAIRS]) + ")"


def _state(code: str) -> str:
    return f'"{_DESTINATION}{code}"'


def move(
    execute: Callable[[str, tuple[int, str]], object], case_id: int, before: tuple[str, str], after: tuple[str, str]
) -> None:
    """Keeps in the index what a case is found by now, its text and its destinations, in place of what it was."""
    if before == after:
        return
    if any(before):
        # The index can't say what it holds: it is told what to take out.
        execute("INSERT INTO case_pairs(case_pairs, rowid, pairs) VALUES ('delete', ?, ?)", (case_id, pairs(*before)))
    execute("INSERT INTO case_pairs(rowid, pairs) VALUES (?, ?)", (case_id, pairs(*after)))
