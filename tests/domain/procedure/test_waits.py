"""What a case waits for, where a few acts tell it: permits with their last day."""

from datetime import timedelta

from app.domain.procedure.waits import BeforeReview, Wait, WaitKind, waits_of
from tests.domain.procedure.desk import BEGUN, Desk


def permits_that_run(desk: Desk) -> list[Wait]:
    """The permits of which the end is awaited."""
    waits = waits_of(desk.procedure, desk.state, BeforeReview(BEGUN, BEGUN, frozenset()))
    return [wait for wait in waits if wait.kind is WaitKind.PERMIT]


def test_a_permit_runs_to_its_last_extension_and_is_awaited_no_more_once_it_has_ended() -> None:
    desk = Desk().permitted()
    permit = desk.last
    (wait,) = permits_that_run(desk)
    assert wait.until is not None
    longer = wait.until + timedelta(days=30)
    assert desk.extend(permit, longer) == ""
    # Until another person has confirmed it, it does not count.
    assert permits_that_run(desk) == [wait]
    assert desk.confirm() == ""
    assert permits_that_run(desk) == [wait._replace(until=longer)]
    assert desk.end(permit) == ""
    assert desk.confirm() == ""
    assert permits_that_run(desk) == []
