"""What a search of the list of cases finds: words in what is kept of a case, or the names of its destinations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.search import Search, search_for

if TYPE_CHECKING:
    from app.domain.law.reference import Reference


class CaseSearch(NamedTuple):
    """Words, and for each of them the states that it names, by their codes."""

    words: Search = Search(())
    states: tuple[frozenset[str], ...] = ()

    def finds(self, search_text: str, destinations: str) -> bool:
        """Whether every word stands in the folded text of a case, or names one of its destinations (codes in a row)."""
        codes = destinations.split()
        return all(
            any(way in search_text for way in ways) or any(code in states for code in codes)
            for ways, states in zip(self.words.words, self.states, strict=True)
        )


#: Every case is found by it.
EVERYTHING = CaseSearch()


def search_cases_for(typed: str, reference: Reference) -> CaseSearch:
    """What was typed above the list of cases: it shows destinations by their names, and finds them by any."""
    words = search_for(typed)
    states = (
        frozenset(code for code, thing in reference.states_found_by.items() if any(way in thing.text for way in ways))
        for ways in words.words
    )
    return CaseSearch(words, tuple(states))
