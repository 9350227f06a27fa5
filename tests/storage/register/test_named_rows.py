"""Which entry names each row last is known of every row, in little memory."""

import tracemalloc
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from app.storage.register.named_rows import NamedRows

_KEYS = st.one_of(
    st.integers(0, 600).map(str),
    st.integers(0, 2**80).map(str),
    # What looks like a number and is written otherwise is another row.
    st.sampled_from(["007", "٣", "²", "-1", "+1", "1_0", " 1", "", "a", "1/2", "9" * 18, "9" * 19]),
)
_NAMES = st.builds("{}/{}".format, st.sampled_from(["cases", "lines", ""]), _KEYS) | st.sampled_from(["cases", ""])
_ENTRIES = st.lists(st.dictionaries(_NAMES, st.integers(0, 9).map(str), max_size=6), max_size=12)


@given(entries=_ENTRIES, taken=st.lists(_NAMES, max_size=20))
def test_each_row_is_named_by_its_last_entry_until_it_is_taken(entries: list[dict[str, str]], taken: list[str]) -> None:
    wanted: dict[str, tuple[int, str]] = {}
    named = NamedRows(lambda number: entries[number - 1])
    for number, rows in enumerate(entries, 1):
        named.name(number, rows)
        wanted |= {name: (number, digest) for name, digest in rows.items()}
    for name in taken:
        assert named.take(name) == wanted.pop(name, None)
    left = list(named.left())
    assert sorted(left) == sorted((name, number) for name, (number, _) in wanted.items())


def test_a_row_takes_some_bytes() -> None:
    """A register of a million entries names over two million rows."""
    rows = 200_000
    nothing: Mapping[str, str] = {}
    named = NamedRows(lambda _: nothing)
    tracemalloc.start()
    for number in range(1, rows + 1):
        named.name(number, {f"answers/{number}": "0" * 64})
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 12 * rows
