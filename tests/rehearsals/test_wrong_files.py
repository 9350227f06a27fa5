"""A rehearsal with a mistake: nothing is played, and act, key and what is allowed are named in either language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap.rehearsals_at_hand import RehearsalsAtHand
from app.domain.procedure.refusals import CODES
from tests.commands.conftest import Call
from tests.rehearsals.conftest import PARTS

TEXT = PARTS.read_text(encoding="utf-8")
PEOPLE = "hayashi, mizuno, oka, seto, taki"


def changed(old: str, new: str) -> Callable[[str], str]:
    """The first place in which something stands, written otherwise."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


#: What is written otherwise, where it is, and what is said of it: the value and what is allowed, or the kind.
MISTAKES: dict[str, tuple[Callable[[str], str], str, tuple[str, ...]]] = {
    "another schema": (changed("rehearsal/1", "rehearsal/2"), "schema", ("sekisho.rehearsal/1",)),
    "no title": (changed("title = {", "# title = {"), "title", ("title.ja", "title.en")),
    "a title in one language": (changed(', en = "Ordinary parts"', ""), "title", ("title.ja", "title.en")),
    "not said whether invented": (changed("invented = true\n", ""), "invented", ("true", "false")),
    "what happened without a source": (changed("invented = true", "invented = false"), "source", ("source",)),
    "an unknown heading": (changed("invented = true", 'invented = true\nauthor = "x"'), "author", ("register_office",)),
    "an unknown office": (
        changed('register_office = "meti"', 'register_office = "mfa"'),
        "register_office",
        ("mfa", "mofa"),
    ),
    "an office of another type": (
        changed('register_office = "meti"', 'register_office = ["meti"]'),
        "register_office",
        (),
    ),
    "an unknown role": (
        changed('["reviewer"]', '["approver"]'),
        "person.hayashi.roles",
        ("approver", "records_keeper"),
    ),
    "a role that is no list": (changed('["reviewer"]', '"reviewer"'), "person.hayashi.roles", ()),
    "no role": (changed('["reviewer"]', "[]"), "person.hayashi.roles", ()),
    "an unknown field of a person": (
        changed('roles = ["reviewer"]', 'roles = ["reviewer"]\nage = 40'),
        "person.hayashi.age",
        ("from", "until"),
    ),
    "a role that ends before it begins": (
        changed('roles = ["reviewer"]', 'roles = ["reviewer"]\nfrom = 2026-06-02\nuntil = 2026-06-01'),
        "person.hayashi.until",
        (),
    ),
    "a day that is a moment": (
        changed('roles = ["reviewer"]', 'roles = ["reviewer"]\nfrom = 2026-06-02T10:00:00'),
        "person.hayashi.from",
        (),
    ),
    "a person without a name": (changed("Reviewer (invented)", " "), "person.hayashi.name", ()),
    "an unknown act": (
        changed('do = "record"', 'do = "approve"'),
        "act 4.do",
        ("approve", "open_case", "withdraw_entry"),
    ),
    "an act of another type": (changed('do = "record"', "do = 1"), "act 4.do", ("open_case",)),
    "an unknown field": (changed("received_on", "recieved_on"), "act 1.recieved_on", ("recieved_on", "received_on")),
    "a field that is missing": (changed("received_on = 2026-06-01\n", ""), "act 1.received_on", ()),
    "a field of another type": (changed('quantity = "20"', "quantity = 20"), "act 1.quantity", ()),
    "a date of another type": (
        changed("received_on = 2026-06-01", 'received_on = "2026-06-01"'),
        "act 1.received_on",
        (),
    ),
    "answers of another type": (changed('item_heading = "7"', "item_heading = 7"), "act 2.answers", ()),
    "neither yes nor no": (changed('agree = "yes"', "agree = true"), "act 3.agree", ("yes", "no")),
    "a slot of another form": (
        changed('destination_impact = { view = "no_objection"', 'destination_impact = { mood = "no_objection"'),
        "act 10.slots",
        (),
    ),
    "a finding without its question": (changed("[act.slots]", "[act.expect_state]"), "act 10.slot", ("slots",)),
    "a number of another type": (changed("lines = { 1 = 21 }", "lines = { 1 = 2.5 }"), "act 21.lines", ()),
    "the first act without a day": (changed("on = 2026-06-01\n", ""), "act 1.on", ()),
    "a day before the last": (changed("on = 2026-06-10", "on = 2026-05-31"), "act 19.on", ("2026-05-31", "2026-06-01")),
    "as nobody": (changed('as = "hayashi"', 'as = "nobody"'), "act 3.as", ("nobody", PEOPLE)),
    "as nobody said": (changed('as = "hayashi"\n', ""), "act 3.as", (PEOPLE,)),
    "as a list": (changed('as = "hayashi"', 'as = ["hayashi"]'), "act 3.as", (PEOPLE,)),
    "a case that no earlier act gives": (
        changed('"hayashi"\ncase = "c1"', '"hayashi"\ncase = "c2"'),
        "act 3.case",
        ("c2", "c1"),
    ),
    "a case of another type": (changed('"hayashi"\ncase = "c1"', '"hayashi"\ncase = { c = 1 }'), "act 3.case", ("c1",)),
    "an act on no case": (changed('"hayashi"\ncase = "c1"\n', '"hayashi"\n'), "act 3.case", ("c1",)),
    "a case without a key": (changed('case = "c1"\n', ""), "act 1.case", ()),
    "an entry that no earlier act gives": (
        changed('entry = "mofa"', 'entry = "mod"'),
        "act 13.entry",
        ("mod", "meti, mofa"),
    ),
    "a document that no earlier act gives": (
        changed('case = "c1"\n\n[act.answers]', 'case = "c1"\nevidence = "d1"\n\n[act.answers]'),
        "act 2.evidence",
        ("d1",),
    ),
    "a key of another type": (changed('key = "r1"', "key = [1]"), "act 8.key", ()),
    "an unknown code": (
        changed('expect = "not_determined"', 'expect = "not_decided"'),
        "act 3.expect",
        ("not_decided", *CODES),
    ),
    "no code": (changed('expect = "not_determined"', "expect = 0"), "act 3.expect", CODES),
    "something told in one language": (
        changed(', en = "Parts that are no weapon: nothing but the ministries’ examination and the permit." }', " }"),
        "act 1.tell",
        ("tell.ja", "tell.en"),
    ),
    "no act": (lambda text: text.partition("[[act]]")[0], "act", ()),
}


@pytest.fixture
def _nothing_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_stage(*_given: Any) -> None:
        raise AssertionError("a register was taken")

    monkeypatch.setattr(RehearsalsAtHand, "stage", no_stage)


@pytest.mark.usefixtures("_nothing_is_played")
@pytest.mark.parametrize(("change", "place", "named"), MISTAKES.values(), ids=MISTAKES)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_mistake_is_named_before_anything_is_played(
    language: str,
    change: Callable[[str], str],
    place: str,
    named: tuple[str, ...],
    sekisho: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(change(TEXT), encoding="utf-8")
    monkeypatch.setenv("LANG", "ja_JP.UTF-8" if language == "ja" else "C")
    said = sekisho("rehearse", path)
    assert (said.status, said.out) == (2, "")
    flaws = [line for line in said.err.splitlines()[1:] if f"[{place}]" in line]
    assert flaws
    told = flaws[-1].replace("、", ", ")
    assert [word for word in named if word not in told] == []
    if language == "ja":
        assert not set("“”") & set(said.err)


@pytest.mark.usefixtures("_nothing_is_played")
def test_every_mistake_of_a_file_is_named_at_once(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    text = TEXT.replace('do = "record"', 'do = "approve"').replace('as = "hayashi"', 'as = "nobody"')
    path.write_text(text, encoding="utf-8")
    said = sekisho("rehearse", path, "--format", "json", "--language", "en")
    assert (said.status, said.out) == (2, "")
    assert all(f"[{place}]" in said.err for place in ("act 3.as", "act 4.do", "act 6.as"))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_no_rehearsal_at_all_is_refused(
    language: str, sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8" if language == "ja" else "C")
    path = tmp_path / "no.toml"
    for content in (None, b"schema = ", "題".encode("shift-jis")):
        if content is not None:
            path.write_bytes(content)
        said = sekisho("rehearse", path)
        assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
        assert str(path) in said.err
