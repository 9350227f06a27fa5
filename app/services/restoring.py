"""Compare a copy with its register, before it takes its place; and record in it that it does."""

from app.domain.register.events import RecordedEvent, RegisterRestored
from app.domain.register.loss import Loss
from app.services.acting import Acting
from app.services.ports import Head, UnitOfWork

#: So many of the events that would be lost are told one by one.
_TOLD = 5


def loss_by_restoring(register: UnitOfWork, copy: UnitOfWork) -> Loss:
    """Compare what was recorded in a register and in a copy of it. Both are read as they are at one moment."""
    with register.snapshot(), copy.snapshot():
        size, size_of_copy = register.events.count(), copy.events.count()
        # Events only follow one another: from the first that differs on, all do.
        common, differing = 0, min(size, size_of_copy) + 1
        while differing - common > 1:
            middle = (common + differing) // 2
            if register.events.numbered(middle) == copy.events.numbered(middle):
                common = middle
            else:
                differing = middle
        last = [register.events.numbered(number) for number in range(size, max(common, size - _TOLD), -1)]
        return Loss(
            size - common,
            tuple((event, _number(register, event)) for event in last),
            register.events.cases_after(common),
            size_of_copy - common,
        )


def record_restored(copy: Acting, replaced: Head | None) -> None:
    """Record in a copy that it takes the place of its register, and what that was; None: none that can be read.

    Two histories that have the same beginning are told apart by it. Raises `Mendable` where the person may not do it.
    """
    copy.ensure_may(RegisterRestored)
    size, root = (None, None) if replaced is None else replaced
    with copy.work:
        copy.work.events.add(RegisterRestored(size, root), copy.clock.now(), copy.by)
        copy.work.commit()


def _number(register: UnitOfWork, event: RecordedEvent) -> str:
    return "" if event.case_id is None else register.cases.get(event.case_id).particulars.number
