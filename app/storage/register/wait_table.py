"""What the cases of a register wait for: worked out from them, filtered, sorted and read in parts by SQLite itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.procedure.case_states import CaseState
from app.domain.procedure.waits import FINDING, Wait, WaitKind
from app.domain.register.awaited import OF_CASE_OFFICER, OF_OTHERS, Awaited, WaitGroup, last_day_warned_of
from app.services.ports import WaitFilter, WaitOrder
from app.storage.register import sqlite
from app.storage.register.case_index import IS_SOUGHT, lookup, offer_is_sought
from app.storage.register.disk_faults import stored
from app.storage.register.rows import Table, Value
from app.storage.register.timestamps import day_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.domain.ids import CaseId
    from app.domain.register.awaited import Part

_COLUMNS = (
    "case_id",
    "place",
    "kind",
    "since",
    "step",
    "office",
    "entry_number",
    "subject",
    "until",
    "person",
    "not_for",
    "refusal",
)
#: What each order goes by; what is equal in it, by the day, then by the case.
_ORDERS = {
    WaitOrder.NUMBER: ("number_order",),
    WaitOrder.TITLE: ("title_order",),
    WaitOrder.KIND: ("kind", "step"),
    WaitOrder.OFFICE: ("office",),
    WaitOrder.SINCE: (),
    WaitOrder.UNTIL: ("coalesce(until, since)",),
}
_PUT = f"INSERT INTO waits ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - as above
_OF_CASE = f"SELECT {', '.join(_COLUMNS)} FROM waits WHERE case_id = ? ORDER BY place"  # noqa: S608 - as above


class WaitTable(Table):
    """What cases wait for; see `app.services.ports.Waits`."""

    def put(self, case_id: CaseId, waits: tuple[Wait, ...]) -> None:
        """Note what a case waits for now; what stands so already is not written again."""
        wanted = _rows(case_id, waits)
        if self._stored(case_id) != wanted:
            self._register.write_each("DELETE FROM waits WHERE case_id = ?", [(case_id,)])
            self._register.write_each(_PUT, wanted)

    @stored
    def page(self, wanted: WaitFilter) -> tuple[Awaited, ...]:
        """The part of what waits that is wanted."""
        conditions, values = self._conditions(wanted)
        way = "DESC" if wanted.is_descending else "ASC"
        order = ", ".join(f"{column} {way}" for column in (*_ORDERS[wanted.order], "since", "case_id", "place"))
        rows = self._register.rows(
            "SELECT waits.*, number, title, state, case_officer FROM waits CROSS JOIN cases ON id = case_id"  # noqa: S608 - columns come from an enum
            f" WHERE {conditions} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, wanted.limit, wanted.offset),
        )
        return tuple(_awaited(row) for row in rows)

    def size(self, wanted: WaitFilter) -> int:
        """How much the filter lets through."""
        conditions, values = self._conditions(wanted)
        row = self._register.row(
            f"SELECT count(*) AS size FROM waits CROSS JOIN cases ON id = case_id WHERE {conditions}",  # noqa: S608 - only placeholders
            values,
        )
        return int(row["size"]) if row is not None else 0

    def _conditions(self, wanted: WaitFilter) -> tuple[str, tuple[Value, ...]]:
        """What is wanted, as `awaited.is_in_group` has it, narrowed to kinds, a case officer and a search."""
        group, values = _group(wanted.group, wanted.part)
        conditions = [group]
        if wanted.kinds:
            conditions.append(f"kind IN ({_marks(wanted.kinds)})")
            values += [kind.value for kind in wanted.kinds]
        if wanted.officer:
            conditions.append("case_officer = ?")
            values.append(wanted.officer)
        if wanted.search.words.words:
            sought = lookup(wanted.search, ())
            conditions.append("case_id IN (SELECT rowid FROM case_pairs WHERE case_pairs MATCH ?)")
            values.append(sought.expression)
            if not sought.is_exact:
                offer_is_sought(self._register.offer, wanted.search)
                conditions.append(IS_SOUGHT)
        return " AND ".join(conditions), tuple(values)

    def is_of_no_case(self) -> bool:
        """Whether something waits of a case that is not there."""
        return self._register.row("SELECT 1 FROM waits WHERE case_id NOT IN (SELECT id FROM cases) LIMIT 1") is not None

    def is_other(self, case_id: CaseId, waits: tuple[Wait, ...]) -> bool:
        """Whether something else is noted of a case."""
        return self._stored(case_id) != _rows(case_id, waits)

    def _stored(self, case_id: CaseId) -> list[tuple[Value, ...]]:
        return [tuple(row) for row in self._register.rows(_OF_CASE, (case_id,))]


# What is somebody's, or others', is a large part of all that waits: by `+kind` it is gone through by its days, in the
# order in which it is shown at first.
def _group(group: WaitGroup, part: Part) -> tuple[str, list[Value]]:
    match group:
        case WaitGroup.MINE:
            return _is_for(part)
        case WaitGroup.OTHERS:
            mine, values = _is_for(part)
            kinds: list[Value] = [kind.value for kind in OF_OTHERS]
            return f"+kind IN ({_marks(OF_OTHERS)}) AND NOT ({mine})", kinds + values
        case WaitGroup.VOID:
            return "kind = ?", [WaitKind.VOID.value]
        case WaitGroup.ENDING:
            last = last_day_warned_of(part.on)
            return (
                "(kind = ? OR (kind = ? AND until <= ? AND (until >= ? OR state <> ?)))",
                [
                    WaitKind.NOTICE.value,
                    WaitKind.PERMIT.value,
                    last.isoformat(),
                    part.on.isoformat(),
                    CaseState.CLOSED.value,
                ],
            )


def _is_for(part: Part) -> tuple[str, list[Value]]:
    """As `awaited.is_for`."""
    own_finding = "(subject = ? AND office = ?)"
    own: list[Value] = [FINDING, part.own_office]
    confirmed = "1" if part.speaks_for_all else own_finding
    condition = (
        f"+kind IN ({_marks(part.kinds)}) AND refusal = ''"
        " AND instr(char(10) || not_for || char(10), char(10) || ? || char(10)) = 0"
        f" AND CASE WHEN kind IN ({_marks(OF_CASE_OFFICER)}) THEN case_officer NOT IN ({_marks(part.other_officers)})"
        f" WHEN kind = ? THEN {confirmed} WHEN kind = ? THEN {own_finding} ELSE 1 END"
    )
    return condition, [
        *(kind.value for kind in part.kinds),
        part.account,
        *(kind.value for kind in OF_CASE_OFFICER),
        *part.other_officers,
        WaitKind.CONFIRM.value,
        *(() if part.speaks_for_all else own),
        WaitKind.ANSWER.value,
        *own,
    ]


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _awaited(row: sqlite.Row) -> Awaited:
    wait = Wait(
        WaitKind(row["kind"]),
        date.fromisoformat(row["since"]),
        row["step"],
        row["office"],
        row["entry_number"],
        row["subject"],
        day_of(row["until"]),
        row["person"],
        tuple(row["not_for"].split("\n")) if row["not_for"] else (),
        row["refusal"],
    )
    return Awaited(row["case_id"], row["number"], row["title"], CaseState(row["state"]), row["case_officer"], wait)


def _rows(case_id: CaseId, waits: tuple[Wait, ...]) -> list[tuple[Value, ...]]:
    return [
        (
            case_id,
            place,
            wait.kind.value,
            wait.since.isoformat(),
            wait.step,
            wait.office,
            wait.entry,
            wait.subject,
            _text(wait.until),
            wait.by,
            "\n".join(wait.not_for),
            wait.refusal,
        )
        for place, wait in enumerate(waits, 1)
    ]


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
