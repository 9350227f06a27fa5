"""A register opened later knows its law; a spoilt content is refused in a sentence, and only where it is used."""

import csv
import json
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import composition
from app.domain.canonical import json_in_order
from app.domain.errors import Mendable, RefusedData
from app.domain.law.law_on_record import EditionOnRecord, LawOnRecord
from app.domain.law.timeline import EntryIntoForce
from app.services.answering import give_answer
from app.services.publishing import examine_draft, put_in_force
from app.services.renewing import examine_former, examine_pack, go_back, take_pack
from app.storage.editions.edition_files import from_canonical, sha256_of
from app.storage.editions.edition_parser import parse_edition
from app.storage.law.law_in_force import LawInForce
from app.storage.law.reference_shelf import parse_pack, read_pack
from app.storage.law.register_shelf import RegisterShelf
from app.storage.register import sqlite
from tests.builders import PARTS_FOR_XA, Official, a_shelf, an_official, opened, the_shelf
from tests.drafts import a_draft, a_draft_that_opens_parts, a_pack
from tests.fakes import TickingClock

MAY = date(2026, 5, 1)
NEW_FACT = """\
[fact.end_use_visit]
section = "procedure"
kind = "curable"
values = ["yes", "no", "later"]
applicable = { holds = "main_purpose" }
label.ja = "最終需要者の訪問"
label.en = "Visit to the end user"
question.ja = "最終需要者を訪問しましたか。"
question.en = "Was the end user visited?"
why.ja = "新しい版が求めています。"
why.en = "The new edition asks for it."
value.yes.ja = "はい"
value.yes.en = "Yes"
value.no.ja = "いいえ"
value.no.en = "No"
value.later.ja = "後日"
value.later.en = "Later"
sources = ["reports-2026"]
confidence = "R"
"""
VISIT = """\
[notice.visit]
when = { end_use_visit = "no" }
label.ja = "訪問"
label.en = "Visit"
says.ja = "訪問する。"
says.en = "A visit is made."
sources = ["reports-2026"]
confidence = "R"

[notice.visit-later]
when = { end_use_visit = "later" }
label.ja = "後日の訪問"
label.en = "Later visit"
says.ja = "後日訪問する。"
says.en = "A visit is made later."
sources = ["reports-2026"]
confidence = "R"
"""


@pytest.fixture
def with_law(register_file: Path, tmp_path: Path) -> Path:
    """A register in which an edition was put in force and two packs were taken."""
    shelf, clock = a_shelf(), TickingClock()
    draft = examine_draft(shelf, str(a_draft_that_opens_parts(tmp_path)))
    with opened(register_file, clock) as work:
        put_in_force(an_official(work, clock).under(shelf), report=draft, named_person="Taro Sato", since=MAY)
        for version in ("2026-12-01", "2026-12-02"):
            pack = examine_pack(shelf, str(a_pack(tmp_path, version=version)))
            take_pack(an_official(work, clock).under(shelf), report=pack, named_person="Taro Sato")
    return register_file


def learned(path: Path) -> RegisterShelf:
    """What a program that opens the register learns of its law."""
    shelf = a_shelf()
    with opened(path, is_claimed=False) as work:
        shelf.learn(work.law.on_record())
    return shelf


def spoil(path: Path, sql: str) -> None:
    """Change what stands in the register with a hand that first drops the triggers."""
    with closing(sqlite.connect(path)) as connection:
        for table in ("editions", "reference_packs"):
            connection.execute(f"DROP TRIGGER {table}_are_not_changed")
        connection.executescript(sql)


def test_a_register_opened_later_knows_its_law(with_law: Path) -> None:
    shelf = learned(with_law)
    assert [edition.id for edition in shelf.editions()][-2:] == ["2026-04-21", "next"]
    assert [shelf.id_on(day) for day in (date(2026, 4, 30), MAY)] == ["2026-04-21", "next"]
    assert shelf.edition_on(MAY) is shelf.edition("next")
    assert shelf.compiled("2026-04-21") is the_shelf().compiled("2026-04-21")
    assert shelf.reference().version == "2026-12-02"
    assert shelf.reference().agreements == the_shelf().reference().agreements
    assert [use.version for use in shelf.reference_uses] == ["2026-12-01", "2026-12-02"]
    assert list(shelf.timeline.days.items())[-1] == ("next", MAY)
    assert shelf.timeline.entries[-1].put_in_force_by == "Taro Sato"
    assert json.loads(shelf.content(shelf.edition("next")))[0]["id"] == "next"


def test_a_register_without_law_of_its_own_is_decided_by_the_program(register_file: Path) -> None:
    shelf, own = learned(register_file), the_shelf()
    assert shelf.editions() == own.editions()
    assert shelf.timeline.periods == own.timeline.periods
    assert (shelf.reference(), shelf.vocabulary, shelf.timeline.days) == (
        own.reference(),
        own.vocabulary,
        own.timeline.days,
    )
    assert shelf.former_pack() is None
    for refused in (shelf, own):
        with pytest.raises(Mendable, match="first is in force from 2014-04-01"):
            refused.edition_on(date(2014, 3, 31))
        with pytest.raises(Mendable, match="There is no edition “next”"):
            refused.edition("next")


def test_bootstrap_opens_a_register_with_its_law(with_law: Path) -> None:
    assert composition.shelf_of_register(with_law).id_on(MAY) == "next"


def test_a_spoilt_edition_is_refused_where_it_is_used_and_nowhere_else(with_law: Path, tmp_path: Path) -> None:
    spoil(with_law, "UPDATE editions SET content = replace(content, 'barred', 'refer')")
    shelf = learned(with_law)
    assert shelf.edition_on(date(2026, 4, 30)).id == "2026-04-21"
    assert shelf.id_on(MAY) == "next"
    draft = a_draft(tmp_path, edition_id="after", builds_on="next")
    for use in (lambda: shelf.edition_on(MAY), shelf.editions, lambda: shelf.read_draft(str(draft))):
        with pytest.raises(Mendable, match="copy of edition next is damaged"):
            use()
    other = a_draft(tmp_path, edition_id="other")
    assert shelf.read_draft(str(other)).edition.id == "other"


def test_a_spoilt_pack_is_refused_and_one_can_go_back_from_it(with_law: Path) -> None:
    spoil(
        with_law,
        "UPDATE reference_packs SET files = replace(files, 'CA,2026-01-27,,', 'CA,2026-01-27,2026-01-27,')"
        " WHERE version = '2026-12-02'",
    )
    shelf = learned(with_law)
    with pytest.raises(Mendable, match="copy of the reference pack 2026-12-02 is damaged"):
        shelf.reference()
    with opened(with_law) as work:
        go_back(an_official(work, TickingClock()).under(shelf), named_person="Taro Sato")
    assert shelf.reference().version == "2026-12-01"


def test_a_spoilt_former_pack_is_not_gone_back_to(with_law: Path) -> None:
    spoil(with_law, "UPDATE reference_packs SET files = '{}' WHERE version = '2026-12-01'")
    shelf = learned(with_law)
    assert shelf.reference().version == "2026-12-02"
    with pytest.raises(Mendable, match="copy of the reference pack 2026-12-01 is damaged"):
        examine_former(shelf)


def test_an_edition_that_a_later_program_brings_along_does_not_push_that_of_the_register_aside(
    with_law: Path,
) -> None:
    with opened(with_law) as work:
        law = work.law.on_record()
    same_day = a_shelf()
    same_day.learn(
        LawOnRecord(tuple(law.editions.values()), (law.entries[0]._replace(since=date(2026, 4, 21)),), (), ())
    )
    assert same_day.id_on(date(2026, 4, 21)) == "next"
    entry = EntryIntoForce("2026-04-21", "0" * 64, MAY, "Taro Sato", "", law.entries[0].recorded_at, "x")
    same_id = a_shelf()
    kept = law.editions["next"]._replace(id="2026-04-21")
    same_id.learn(LawOnRecord((kept,), (entry,)))
    assert same_id.edition("2026-04-21").sha256 == law.editions["next"].sha256
    assert same_id.id_on(date(2026, 4, 30)) == "2024-03-26"


@pytest.fixture
def asking(official: Official, tmp_path: Path) -> RegisterShelf:
    """The shelf of a register whose edition asks for a fact that the program's own do not know."""
    shelf = a_shelf()
    files = {"facts.toml": NEW_FACT, "procedure.toml": VISIT}
    draft = examine_draft(shelf, str(a_draft(tmp_path, files)))
    assert draft.findings == ()
    put_in_force(official.under(shelf), report=draft, named_person="Taro Sato", since=MAY)
    return shelf


def test_the_facts_of_an_edition_of_the_register_are_known(official: Official, asking: RegisterShelf) -> None:
    assert asking.vocabulary["end_use_visit"].values == ("yes", "no", "later")
    assert asking.vocabulary["weapon"] == the_shelf().vocabulary["weapon"]
    line = official.a_case(PARTS_FOR_XA).lines[0]
    given = give_answer(official.under(asking), line_id=line.id, fact="end_use_visit", value="later")
    assert given is not None
    with pytest.raises(Mendable, match="does not ask for end_use_visit"):
        official.answer(line.id, {"end_use_visit": "no"})


#: What an earlier version certified of a rule that rests on no text, and what is refused since.
REFUSED_SINCE = {"a paragraph": {"paragraph": "2(1)"}, "more confidence than its sources": {"confidence": "OT"}}


def as_certified_before(content: bytes, changes: Mapping[str, str]) -> bytes:
    """An edition as an earlier version certified it, with something in a rule that rests on no text."""
    heading, kinds = json.loads(content)
    rules = dict(dict(kinds)["rule"])
    inferred = next(rule for rule in rules.values() if rule["confidence"] == "UNV" and rule["then"] == "refer")
    inferred |= changes
    kinds = [[kind, [[key, rules[key]] for key in rules] if kind == "rule" else entries] for kind, entries in kinds]
    return json_in_order([{**heading, "id": "kept"}, kinds]).encode()


@pytest.mark.parametrize("changes", REFUSED_SINCE.values(), ids=REFUSED_SINCE)
def test_what_was_put_in_force_before_decides_although_a_draft_would_be_refused_so_now(
    changes: Mapping[str, str],
) -> None:
    shelf = the_shelf()
    content = as_certified_before(shelf.content(shelf.edition("2026-04-21")), changes)
    assert parse_edition(from_canonical(content), shelf.reference(), content).flaws
    kept = EditionOnRecord("kept", sha256_of(content), content)
    own = composition.program_editions()
    law = LawInForce(own, LawOnRecord((kept,), (EntryIntoForce("kept", kept.sha256, MAY),)), {})
    assert law.compiled("kept").diagram.root
    assert law.vocabulary
    assert law.unfit_editions(own.reference) == ()


def test_a_pack_that_was_taken_before_is_read_although_it_would_be_refused_so_now(tmp_path: Path) -> None:
    pack = a_pack(tmp_path)
    states = (pack / "countries.csv").read_text(encoding="utf-8")
    (pack / "countries.csv").write_text(states.replace("Andorra", "China", 1), encoding="utf-8")
    with pytest.raises(RefusedData):
        read_pack(pack, the_shelf().reference())
    files = {path.name: path.read_text(encoding="utf-8") for path in pack.iterdir() if path.is_file()}
    assert parse_pack(files, "taken", the_shelf().reference()).countries["AD"].name.en == "China"


def test_a_pack_of_before_is_read_whose_agreements_have_one_confidence(tmp_path: Path) -> None:
    pack = a_pack(tmp_path)
    with (pack / "agreements.csv").open(encoding="utf-8", newline="") as file:
        rows = [row[:8] for row in csv.reader(file)]
    malaysia = next(row for row in rows if row[0] == "MY")
    malaysia[4], malaysia[6], malaysia[7] = "OT*", "報道（2018年4月18日）", "Press reports of 2018-04-18"
    with (pack / "agreements.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    files = {path.name: path.read_text(encoding="utf-8") for path in pack.iterdir() if path.is_file()}
    kept = parse_pack(files, "taken", the_shelf().reference())
    row = next(row for row in kept.agreements if row.state == "MY")
    assert (row.confidence, row.signature, row.entry_into_force) == ("OT*", None, None)
