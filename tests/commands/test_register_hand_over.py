"""`sekisho register hand-over`: open requests of one case officer given to another."""

from pathlib import Path

from tests.builders import an_official, opened
from tests.commands.conftest import Call
from tests.commands.test_wrong_calls import is_refused
from tests.fakes import TickingClock


def test_requests_are_handed_over_all_or_some(register: Path, sekisho: Call) -> None:
    with opened(register) as work:
        official = an_official(work, TickingClock())
        cases = [official.a_case(number=number, case_officer="hanako").id for number in ("A", "B", "C")]
    said = sekisho("register", "hand-over", register, "hanako", "officer", "B")
    assert said == (0, "1 request was handed over to officer.\n", "")
    said = sekisho("register", "hand-over", register, "hanako", "officer", "--language", "ja")
    assert said == (0, "案件2件をofficerに引き継ぎました。\n", "")
    with opened(register) as work:
        official = an_official(work, TickingClock())
        assert {official.case(case_id).particulars.case_officer for case_id in cases} == {"officer"}
        assert official.kinds_of_events(cases[0]) == ["case_opened", "case_handed_over"]


def test_a_wrong_account_is_refused_with_those_that_there_are(register: Path, sekisho: Call) -> None:
    with opened(register) as work:
        an_official(work, TickingClock()).a_case(case_officer="hanako")
    said = sekisho("register", "hand-over", register, "hanako", "sato")
    officers = "Hanako Yamada [hanako], officer [officer]"
    is_refused(said, f"“sato” is nobody's account in this register. The case officer is one of: {officers}.")
