"""Which entry of a ledger names each row last, in little memory: a register has millions of rows."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

#: So many keys beside each other have their place together: few, so that a key far from all others costs little.
_PAGE = 256


class NamedRows:
    """The rows that entries name; nothing of an encrypted register is written elsewhere.

    Only the number of an entry is held, in eight bytes for a row whose key is a number; `said` reads again what an
    entry says of its rows.
    """

    def __init__(self, said: Callable[[int], Mapping[str, str]]) -> None:
        self._said = said
        #: By table and page of keys: the numbers of entries, 0 where none names the row or it was taken.
        self._pages: dict[str, dict[int, array[int]]] = {}
        #: By name, where the key is no number.
        self._others: dict[str, int] = {}

    def name(self, number: int, rows: Mapping[str, str]) -> None:
        """An entry names these rows, with their digests."""
        for name in rows:
            table, key = _place(name)
            if key is None:
                self._others[name] = number
                continue
            pages = self._pages.setdefault(table, {})
            at, place = divmod(key, _PAGE)
            if at not in pages:
                pages[at] = array("Q", bytes(8 * _PAGE))
            pages[at][place] = number

    def take(self, name: str) -> tuple[int, str] | None:
        """The last entry that names a row, and the digest it gives; then it is not in the list any more."""
        table, key = _place(name)
        if key is None:
            number = self._others.pop(name, 0)
        else:
            at, place = divmod(key, _PAGE)
            page = self._pages.get(table, {}).get(at)
            number = 0 if page is None else page[place]
            if page is not None:
                page[place] = 0
        return (number, self._said(number)[name]) if number else None

    def left(self) -> Iterator[tuple[str, int]]:
        """What was not taken."""
        yield from sorted(self._others.items())
        for table, pages in sorted(self._pages.items()):
            for at, page in sorted(pages.items()):
                for place, number in enumerate(page):
                    if number:
                        yield f"{table}/{at * _PAGE + place}", number


def _place(name: str) -> tuple[str, int | None]:
    """The table of a row, and its key where that is a number as a register writes it."""
    table, _, key = name.partition("/")
    is_number = key.isascii() and key.isdecimal() and (key == "0" or key[0] != "0") and len(key) < 19
    return table, int(key) if is_number else None
