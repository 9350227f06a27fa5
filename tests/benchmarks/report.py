"""The table of what was measured: printed at the end of a run, and written to README.md when the run was whole."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

README = Path(__file__).with_name("README.md")

#: Every row of the table, in its order, with what is measured.
ROWS = {
    "determination": "one full determination, the value of every condition kept (p50)",
    "findings": "… with a finding spelled out for every rule and ground (p50)",
    "trees": "… with the trace of every rule, ground and step as a tree besides (p50)",
    "determination-kept": "the full determination again (p50)",
    "determination-ifs": "the full determination again (p50)",
    "answer": "answer given → determination, remaining unknowns, next question (p99)",
    "screen": "… and every word of the live determination, sections and next question (p99)",
    "compile": "compiling the largest edition",
    "certify": "certifying it",
    "compare": "comparing two editions: every kind of difference, what decides, exact counts",
    "compare-groups": "… and every group of situations that differ, in conjunctions, with an example",
    "load": "loading every edition from TOML, with all checks",
    "load-kept": "loading it as kept from an earlier start",
    "reexamine": "a register of 100,000 lines looked at again under a draft of an edition",
    "reexamine-line": "… one line of it, reading it included",
    "reexamine-pack": "… under another pack of reference tables",
    "search-limit": "two Japanese characters sought in a list of 1,000,000 cases → first page (p99)",
    "search": "… (p50)",
    "search-slow": "… (p99)",
    "search-count": "… counting all that is found, once a search (p99)",
    "awaiting": "what waits in a register of 100,000 cases, sought and sorted by whoever acts → first page (p95)",
    "batch": "`assess --batch --brief`, 100,000 cases, whole process",
    "start-settled-text": "`sekisho assess`, a settled case, as text",
    "start-settled-json": "… as JSON",
    "start-open-text": "`sekisho assess`, a case that needs the diagram, as text",
    "start-open-json": "… as JSON",
    "start-module": "`python -m app assess`, the same case, as JSON",
    "verify": "verifying a ledger from disk, with its rows and how far it is: an entry",
    "narrow": "the ledger narrowed to a case, a person, a kind, a day, or several of them → first page (slowest)",
    "act": "a particular of a case amended, until it is durable (p50)",
    "sign-off": "what a minister decided entered, or taken back, until it is durable (p50)",
    "append": "appending an entry, of many in one unit of work, until it is durable",
    "append-in-memory": "… (the same entries)",
    "window": "start → first painted window with the list of requests",
    "live": "… of a live register of 100,000 cases, deriving the key aside",
}

_NOTES = """\
What each anchor is:

- **zen, decision**: `zen-engine` on the same rules and the same facts, without trace, asked through a decision made
  once (`create_decision`). The rules are written for it by program in two forms, one node of expressions and a graph of
  decision tables; the quicker one counts. It is given only facts that apply, so that it need not see to that.
- **zen, kept content**: the same graph asked by its key from an engine that keeps it in memory, again in the quicker
  form; zen's quickest way, which hands no work to another thread.
- **hand-written ifs**: the same edition as a person would write it down, on facts cleaned beforehand, with outcome and
  steps and without reasons (`tests/oracles/by_hand.py`).
- **bare evaluation**: every condition of the draft valued once for the same answers, which are in memory already.
- **LIKE**: SQLite looks at every case for the same characters, and sorts what it finds in the same way.
- **SHA-256 chain and Ed25519, bare**: the entries read from the same file, chained and their signatures verified, and
  nothing else. Appending: chained, signed, and made durable in one transaction, in a table without any conditions.
- **its entry alone, bare**: the same bytes chained, signed and made durable, as in appending.
- **bare interpreter**: a process that only imports `json` and `tomllib`.
- **a training register**: one with the same cases, started in the same way.
- **QtWidgets alone**: a process that only imports `PySide6.QtWidgets`.

Anchor and ours take turns within one run; each figure is the median, unless a percentile is named, and of what is done
with the ledger, where the disk has a part, the least, unless it is said otherwise. The largest edition
is the one with the most rules and grounds. The cases are random and worked ones; half of the batch is incomplete.
"""


class Row(NamedTuple):
    """A line of the table, in words."""

    ours: str
    anchor: str = "—"
    ratio: str = "—"
    bound: str = "—"
    aim: str = "—"
    verdict: str = "reported"


class Report:
    """What has been measured so far."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def ratio(
        self, key: str, ours: float, anchor: float, name: str, *, bound: float | None = None, aim: float | None = None
    ) -> None:
        """Seconds against the seconds of an anchor; `bound` and `aim` are ratios that it should not exceed.

        Raises `AssertionError` where it exceeds its bound; the row is kept all the same.
        """
        self.rows[key] = Row(
            _time(ours),
            f"{name}: {_time(anchor)}",
            _ratio(ours / anchor),
            _ratio(bound),
            _ratio(aim),
            _verdict(ours / anchor, bound, aim),
        )
        assert bound is None or ours / anchor <= bound, f"{ROWS[key]}: {self.rows[key]}"

    def limit(self, key: str, ours: float, *, bound: float, aim: float) -> None:
        """Seconds that should not exceed `bound`, and better not `aim`; see `ratio`."""
        self.rows[key] = Row(_time(ours), bound=_time(bound), aim=_time(aim), verdict=_verdict(ours, bound, aim))
        assert ours <= bound, f"{ROWS[key]}: {self.rows[key]}"

    def figure(self, key: str, ours: float) -> None:
        """Seconds that are only reported."""
        self.rows[key] = Row(_time(ours))

    def rate(self, key: str, per_second: float) -> None:
        """A number of cases a second that is only reported."""
        self.rows[key] = Row(f"{per_second:,.0f} cases/s")

    @property
    def is_whole(self) -> bool:
        """Whether every row was measured."""
        return set(self.rows) == set(ROWS)

    def table(self) -> list[tuple[str, ...]]:
        """The head of the table and its rows."""
        head = ("what", "ours", "anchor", "ratio", "bound", "aim", "")
        return [head, *((what, *self.rows[key]) for key, what in ROWS.items() if key in self.rows)]

    def printed(self) -> str:
        """The table for the terminal."""
        table = self.table()
        widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
        )

    def write(self) -> None:
        """Write the table, what it was measured on, and what the anchors are."""
        head, *rows = self.table()
        lines = [head, ("---",) * len(head), *rows]
        measured_on = (
            f"Measured on {datetime.now(UTC).date()} by `make bench`: {platform.python_implementation()} "
            f"{platform.python_version()}, {os.cpu_count()} CPUs, {platform.system()} {platform.machine()}."
        )
        table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        README.write_text(f"# How fast it is\n\n{measured_on}\n\n{table}\n\n{_NOTES}", encoding="utf-8")


def _time(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def _ratio(ratio: float | None) -> str:
    if ratio is None:
        return "—"
    return f"1/{1 / ratio:.3g}" if ratio < 0.5 else f"{ratio:.3g}×"


def _verdict(value: float, bound: float | None, aim: float | None) -> str:
    if bound is None:
        return "reported"
    if value > bound:
        return "**not met**"
    return "met" if aim is None else "aim met" if value <= aim else "bound met, aim not"
