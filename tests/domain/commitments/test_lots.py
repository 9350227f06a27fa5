"""Who holds a piece follows from its hops by day, then by order of recording, against a telling piece by piece."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitments.lots import Hop, Lot
from app.domain.ids import CaseId
from app.domain.procedure.later_events import LotDelivered, LotInspected, TransferRecorded

CASE = CaseId(1)
DELIVERED = date(2026, 1, 10)
SERIALS = ("A", "B", "C")
STATES = ("XA", "XB", "XC")

hops = st.lists(
    st.tuples(
        st.integers(-2, 6),
        st.sampled_from(STATES),
        st.sampled_from(STATES),
        st.sets(st.sampled_from(SERIALS)).map(lambda each: tuple(sorted(each))),
    ),
    max_size=6,
)


def a_lot(serials: tuple[str, ...] = SERIALS) -> Lot:
    return Lot(1, LotDelivered(CASE, 1, 1, 1, "L", max(len(serials), 1), DELIVERED, serials), "XA")


def hop(number: int, after: int, holder: str, to: str, serials: tuple[str, ...]) -> Hop:
    day = DELIVERED + timedelta(days=after)
    return Hop(number, TransferRecorded(CASE, number, "L", holder, to, day, serials))


@given(hops, st.dictionaries(st.sampled_from(SERIALS), st.integers(0, 6), max_size=2))
def test_hops_are_taken_that_a_piece_by_piece_telling_takes(
    told: list[tuple[int, str, str, tuple[str, ...]]], ends: dict[str, int]
) -> None:
    lot = a_lot()
    lot.ended |= {piece: DELIVERED + timedelta(days=after) for piece, after in ends.items()}
    for number, (after, holder, to, serials) in enumerate(told, 2):
        wanted = hop(number, after, holder, to, serials)
        if lot.is_chain([*lot.hops, wanted]):
            lot.hops.append(wanted)
    for piece in SERIALS:
        where, day = "XA", DELIVERED
        while day <= DELIVERED + timedelta(days=7):
            for each in sorted(lot.hops, key=lambda each: each.number):
                if each.day == day and piece in (each.said.serials or SERIALS):
                    assert each.said.holder == where, "it starts where the piece is"
                    assert piece not in lot.ended or day <= lot.ended[piece]
                    where = each.said.to
            is_over = piece in lot.ended and day > lot.ended[piece]
            assert lot.holder(piece, day) == ("" if is_over else where)
            day += timedelta(days=1)
        assert lot.holder(piece, DELIVERED - timedelta(days=1)) == ""


def test_a_hop_recorded_late_is_refused_where_a_later_one_would_start_elsewhere() -> None:
    lot = a_lot()
    lot.hops.append(hop(2, 10, "XA", "XB", ("A",)))
    assert not lot.is_chain([*lot.hops, hop(3, 5, "XA", "XC", ("A",))])
    assert lot.is_chain([*lot.hops, hop(3, 5, "XA", "XC", ("B",))])


def test_a_lot_without_serials_passes_whole() -> None:
    lot = a_lot(())
    lot.hops.append(hop(2, 1, "XA", "XB", ()))
    assert lot.holder("", DELIVERED + timedelta(days=1)) == "XB"


def seen(after: int, *serials: str) -> LotInspected:
    return LotInspected(CASE, 1, "L", "A team", "Seen.", DELIVERED + timedelta(days=after), serials)


def test_not_seen_is_what_the_latest_day_of_an_inspection_that_names_serials_lacks() -> None:
    lot, on = a_lot(), DELIVERED + timedelta(days=30)
    assert lot.not_seen(on) == ()
    lot.inspections = [seen(5, "A"), seen(9, "B"), seen(9, "C"), seen(20)._replace(serials_seen=None)]
    assert lot.not_seen(on) == ("A",)
    assert lot.not_seen(DELIVERED + timedelta(days=6)) == ("B", "C")
    lot.accounted["A"] = (DELIVERED + timedelta(days=12), "lost")
    assert lot.not_seen(on) == ()
    assert lot.not_seen(DELIVERED + timedelta(days=11)) == ("A",)


def test_a_lot_is_gone_once_each_piece_has_ended_or_is_accounted_for_otherwise_than_as_passed_on() -> None:
    lot = a_lot()
    lot.ended |= {"A": date(2027, 1, 1)}
    lot.accounted |= {"B": (date(2028, 1, 1), "lost"), "C": (date(2026, 6, 1), "transferred")}
    assert lot.gone is None
    lot.ended["C"] = date(2027, 5, 1)
    assert lot.gone == date(2028, 1, 1)
