"""The ledger of a register: the entries of a unit of work are written when it is made durable, all at once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.ids import CaseId
from app.domain.ledger.checkpoint import Checkpoint, origin_of, signed
from app.domain.ledger.entry import NO_SIGNATURE, NOTHING_BEFORE, Entry, entry_bytes, entry_hash
from app.domain.ledger.tree import Peaks
from app.domain.register.events import DeterminationRecorded, Event, RecordedEvent, data_of, kind_of
from app.services.ports import Head, Stored, StoredCheckpoint
from app.storage.register.disk_faults import stored
from app.storage.register.recorded_events import recorded_event
from app.storage.register.rows import Table
from app.storage.register.signing import SigningKey
from app.storage.register.timestamps import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from app.services.ports import EntryFilter
    from app.storage.register.rows import Rows
    from app.storage.register.signing import Signers


TRAINING_DAY_SET = "training_day_set"

_APPEND = "INSERT INTO entries (number, signature, entry) VALUES (?, ?, ?)"


class _Pending(NamedTuple):
    """What happened in the unit of work that is under way, with the rows that were written for it."""

    event: Event
    at: datetime
    by: str
    rows: frozenset[tuple[str, str]]


class _Last(NamedTuple):
    """The end of the ledger: how many entries there are, the hash of the last, and its moment.

    Without a moment none can be earlier: there is no entry, or the register has set itself another day.
    """

    size: int
    hash: str
    at: datetime | None


class Ledger(Table):
    """The entries of a register; see `app.services.ports.Events`."""

    def __init__(self, register: Rows, signers: Signers) -> None:
        super().__init__(register)
        self._signers = signers
        self._pending: list[_Pending] = []

    def add(self, event: Event, at: datetime, by: str) -> None:
        """Keep an event; it becomes an entry, signed by `by`, when the unit of work is made durable."""
        self._pending.append(_Pending(event, at, by, self._register.written_rows()))

    def forget(self) -> None:
        """Nothing of the unit of work stands."""
        self._pending.clear()
        self._register.end_unit()

    def write(self) -> None:
        """Write the entries of the unit of work, and a checkpoint where a determination was recorded.

        Raises `RuntimeError` where rows were written that no entry would speak of.
        """
        pending, left = self._pending, self._register.written_rows()
        if not pending:
            if left:
                raise RuntimeError(f"written without an event: {sorted(left)}")
            return
        # What was written after the last event, such as how the case stands then, belongs to it.
        pending[-1] = pending[-1]._replace(rows=pending[-1].rows | left)
        self._register.write_each(_APPEND, list(self._entries(pending)))
        self._pending = []
        self._register.end_unit()
        if any(isinstance(each.event, DeterminationRecorded) for each in pending):
            self.checkpoint(pending[-1].at)

    def write_before(
        self,
        at: datetime,
        by: str,
        act: str,
        case_id: int | None,
        line_id: int | None,
        body: Mapping[str, Any],
        rows: Iterable[tuple[str, str]],
    ) -> None:
        """Write an entry of what happened, or stood, before there was a ledger: nobody signs it."""
        last, spoken_for = self._last(), self._register.spoken_for
        entry = entry_bytes(
            Entry(
                register=self._register.uuid,
                number=last.size + 1,
                at=at,
                person=by,
                key="",
                act=act,
                case=case_id,
                line=line_id,
                body=body,
                rows={f"{table}/{name}": spoken_for.digest(table, name) for table, name in rows},
                before=last.hash,
                clock_went_back=last.at is not None and at < last.at,
                before_the_ledger=True,
            )
        )
        self._register.write_each(_APPEND, [(last.size + 1, NO_SIGNATURE.hex(), entry.decode())])

    def checkpoint(self, at: datetime) -> None:
        """Sign what the ledger is now, unless nothing came to it since the last time."""
        last, peaks = self._peaks()
        if peaks.size == last:
            return
        row = self._register.one("SELECT seed FROM checkpoint_key", (), "checkpoint key")
        key = SigningKey(bytes.fromhex(row["seed"]))
        made = Checkpoint(origin_of(self._register.uuid), peaks.size, peaks.root(), at)
        note = signed(made, bytes.fromhex(key.public), key.sign)
        self._register.insert("checkpoints", {"size": peaks.size, "note": note, "peaks": peaks.data().hex()})

    def _peaks(self) -> tuple[int, Peaks]:
        """How many entries the last checkpoint speaks of, and the peaks of the tree over all that there are."""
        row = self._register.row("SELECT size, peaks FROM checkpoints ORDER BY size DESC LIMIT 1")
        peaks = Peaks() if row is None else Peaks(row["size"], bytes.fromhex(row["peaks"]))
        last = peaks.size
        for signature, entry in self._register.every(
            "SELECT signature, entry FROM entries WHERE number > ? ORDER BY number", (last,)
        ):
            peaks.append(entry_hash(bytes.fromhex(signature), entry.encode()))
        return last, peaks

    @stored
    def head(self) -> Head:
        """What the ledger is now."""
        _, peaks = self._peaks()
        return Head(peaks.size, peaks.root().hex())

    @stored
    def stored_after(self, number: int, size: int) -> tuple[Stored, ...]:
        """The next entries after one, as they are stored."""
        rows = self._register.rows(
            "SELECT number, signature, entry FROM entries WHERE number > ? ORDER BY number LIMIT ?", (number, size)
        )
        return tuple(Stored(*row) for row in rows)

    @stored
    def last_checkpoints(self, size: int) -> tuple[StoredCheckpoint, ...]:
        """The last checkpoints, the latest first."""
        rows = self._register.rows("SELECT size, note, peaks FROM checkpoints ORDER BY size DESC LIMIT ?", (size,))
        return tuple(StoredCheckpoint(*row) for row in rows)

    @stored
    def of_case(self, case_id: CaseId) -> tuple[RecordedEvent, ...]:
        """The events of a case, the earliest first."""
        rows = self._register.rows("SELECT number, entry FROM entries WHERE case_id = ? ORDER BY number", (case_id,))
        return tuple(recorded_event(row["entry"]) for row in rows)

    @stored
    def page(self, wanted: EntryFilter, below: int | None, size: int) -> tuple[RecordedEvent, ...]:
        """The newest entries that are wanted, with a number below one, the newest first."""
        # Found by what fits the fewest entries, a case and then a day: behind a plus no index is used.
        of_case, of_day = ("+" if value is not None else "" for value in (wanted.case_id, wanted.day))
        asked = {
            "number < ?": below,
            "case_id = ?": wanted.case_id,
            f"{of_case}day = ?": None if wanted.day is None else wanted.day.isoformat(),
            f"{of_case or of_day}person = ?": wanted.person or None,
            f"{of_case or of_day}act = ?": wanted.kind or None,
        }
        asked = {condition: value for condition, value in asked.items() if value is not None}
        rows = self._register.rows(
            f"SELECT entry FROM entries WHERE {' AND '.join(asked) or 'true'} ORDER BY number DESC LIMIT ?",  # noqa: S608 - of those above
            (*asked.values(), size),
        )
        return tuple(recorded_event(row["entry"]) for row in rows)

    @stored
    def last_by(self, account: str) -> datetime | None:
        """When the last event by somebody happened; None where there is none."""
        row = self._register.row("SELECT at FROM entries WHERE person = ? ORDER BY number DESC LIMIT 1", (account,))
        return None if row is None else moment_of(row["at"])

    def count(self) -> int:
        """How many entries there are: the number of the last."""
        row = self._register.row("SELECT number FROM entries ORDER BY number DESC LIMIT 1")
        return 0 if row is None else int(row["number"])

    @stored
    def numbered(self, number: int) -> RecordedEvent:
        """The event that the entry of this number tells of."""
        row = self._register.one("SELECT entry FROM entries WHERE number = ?", (number,), f"entry {number}")
        return recorded_event(row["entry"])

    @stored
    def cases_after(self, number: int) -> tuple[str, ...]:
        """The numbers of the cases of which the entries after one tell."""
        rows = self._register.rows(
            "SELECT number FROM cases WHERE id IN (SELECT case_id FROM entries WHERE number > ?) ORDER BY number_order",
            (number,),
        )
        return tuple(row["number"] for row in rows)

    def _last(self) -> _Last:
        row = self._register.row("SELECT number, signature, entry, at, act FROM entries ORDER BY number DESC LIMIT 1")
        if row is None:
            return _Last(0, NOTHING_BEFORE, None)
        hashed = entry_hash(bytes.fromhex(row["signature"]), row["entry"].encode()).hex()
        has_own_day = self._register.training_day is not None or row["act"] == TRAINING_DAY_SET
        return _Last(row["number"], hashed, None if has_own_day else moment_of(row["at"]))

    def _entries(self, pending: Iterable[_Pending]) -> Iterator[tuple[int, str, str]]:
        """The rows of the entries that come of what happened, signed, each following the one before."""
        last, spoken_for, keys = self._last(), self._register.spoken_for, cache(self._signers.key_of)
        has_own_day = self._register.training_day is not None
        # A checkpoint follows the last entry that it speaks of, so that none can be taken away.
        has_checkpoint = self._register.row("SELECT 1 FROM checkpoints WHERE size = ?", (last.size,)) is not None
        between = [("checkpoints", str(last.size))] if has_checkpoint else []
        for each in pending:
            body, act, key, number = data_of(each.event), kind_of(type(each.event)), keys(each.by), last.size + 1
            entry = entry_bytes(
                Entry(
                    register=self._register.uuid,
                    number=number,
                    at=each.at,
                    person=each.by,
                    key=key.public,
                    act=act,
                    case=body.pop("case_id", None),
                    line=body.pop("line_id", None),
                    body=body,
                    rows={f"{table}/{name}": spoken_for.digest(table, name) for table, name in (*each.rows, *between)},
                    before=last.hash,
                    clock_went_back=last.at is not None and each.at < last.at,
                )
            )
            signature, between = key.sign(entry), []
            yield number, signature.hex(), entry.decode()
            is_by_hand = has_own_day or act == TRAINING_DAY_SET
            last = _Last(number, entry_hash(signature, entry).hex(), None if is_by_hand else each.at)
