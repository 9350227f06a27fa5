"""An edition is examined, seen in its effects, and put in force by a named person; what is on record stays."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.domain.law.outcomes import Outcome
from app.domain.law.timeline import Period
from app.domain.register.case_status import EditionSince, edition_since
from app.domain.register.enactment import DraftReport
from app.domain.register.events import EditionPutInForce
from app.services.determining import record_determination
from app.services.ending import close_case, withdraw_case
from app.services.publishing import (
    draft_reexamination,
    examine_draft,
    examine_known,
    put_in_force,
)
from app.services.reexamining import cases_to_redetermine
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import ARMS_TAKEN_ALONG, PARTS_FOR_XA, Official, a_shelf
from tests.drafts import a_draft, a_draft_that_opens_parts

NEWEST = "2026-04-21"
MAY = date(2026, 5, 1)
ON = date(2026, 5, 20)  # the day for which the builders' cases are assessed


@pytest.fixture
def shelf() -> RegisterShelf:
    """What decides in the register; nothing was put in force in it yet."""
    return a_shelf()


@pytest.fixture
def opening_parts(shelf: RegisterShelf, tmp_path: Path) -> DraftReport:
    """A draft in order, in which weapon parts need no agreement."""
    return examine_draft(shelf, str(a_draft_that_opens_parts(tmp_path)))


def put(official: Official, shelf: RegisterShelf, report: DraftReport, since: date = MAY) -> EditionPutInForce:
    """Put an edition in force."""
    return put_in_force(
        official.under(shelf),
        report=report,
        named_person="Taro Sato",
        since=since,
        note="As agreed.",
    )


def test_from_findings_over_mending_to_the_certificate_and_into_force(
    official: Official, shelf: RegisterShelf, tmp_path: Path
) -> None:
    folder = a_draft_that_opens_parts(tmp_path)
    rules = folder / "rules.toml"
    rules.write_text('[rule.treaty]\nwhen = { treaty_breach = "perhaps" }\n', encoding="utf-8")
    broken = examine_draft(shelf, str(folder))
    assert [flaw.place() for flaw in broken.findings][-1] == "rules.toml:2 [rule.treaty.when.treaty_breach]"
    assert (broken.draft, broken.certificate, broken.earliest) == (None, None, None)
    assert broken.refusal is not None
    rules.unlink()
    mended = examine_draft(shelf, str(folder))
    assert mended.findings == ()
    assert mended.refusal is None
    assert mended.earliest == MAY
    assert mended.in_force is shelf.compiled(NEWEST)
    event = put(official, shelf, mended)
    assert event == EditionPutInForce("next", mended.draft.edition.sha256, "2026-05-01", "Taro Sato", "As agreed.")  # type: ignore[union-attr]  # it is ready
    assert official.kinds_of_register_events() == ["edition_put_in_force", "law_noticed"]
    assert shelf.timeline.periods[-2:] == (Period(NEWEST, date(2026, 4, 21), MAY), Period("next", MAY, None))
    entry = shelf.timeline.entries[-1]
    assert (entry.put_in_force_by, entry.recorded_by, entry.note) == ("Taro Sato", official.by, "As agreed.")


def test_an_edition_put_in_force_decides_from_its_day_on(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport
) -> None:
    put(official, shelf, opening_parts, date(2026, 5, 20))
    outcomes = {}
    for day in (date(2026, 5, 19), date(2026, 5, 20), date(2027, 1, 1)):
        line = official.a_case(PARTS_FOR_XA, assessed_on=day).lines[0]
        event = record_determination(official.under(shelf), line_id=line.id)
        outcomes[day.isoformat()] = (event.edition_id, event.outcome)
    assert outcomes == {
        "2026-05-19": (NEWEST, "refer"),
        "2026-05-20": ("next", "eligible"),
        "2027-01-01": ("next", "eligible"),
    }


def test_recorded_determinations_stay_and_are_no_longer_what_would_come_out(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport
) -> None:
    case = official.a_case(PARTS_FOR_XA)
    official.determine(case.lines[0].id)
    before = official.line(case.lines[0].id).determination
    assert before is not None
    assert edition_since(before, shelf.timeline, ON) is None
    put(official, shelf, opening_parts)
    assert official.line(case.lines[0].id).determination == before
    assert not official.under(shelf).is_as_recorded(case.lines[0].id)
    record_determination(official.under(shelf), line_id=case.lines[0].id)
    assert official.under(shelf).is_as_recorded(case.lines[0].id)
    after = official.line(case.lines[0].id).determination
    assert after is not None
    assert (after.outcome, after.edition_id, after.supersedes) == (Outcome.ELIGIBLE, "next", before.id)
    assert edition_since(after, shelf.timeline, ON) is None
    assert official.work.determinations.of_line(case.lines[0].id) == (before, after)


def test_a_later_edition_is_told_apart_from_one_for_the_same_day(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport
) -> None:
    line = official.a_case(PARTS_FOR_XA).lines[0]
    official.determine(line.id)
    put(official, shelf, opening_parts, date(2026, 6, 1))
    determination = official.line(line.id).determination
    assert determination is not None
    assert edition_since(determination, shelf.timeline, date(2026, 5, 31)) is None
    since = edition_since(determination, shelf.timeline, date(2026, 6, 1))
    assert since == EditionSince("next", date(2026, 6, 1))


def test_what_a_draft_changes_is_seen_before_it_is_put_in_force(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport
) -> None:
    determined, untouched = official.a_case(PARTS_FOR_XA), official.a_case(ARMS_TAKEN_ALONG)
    unfinished = official.a_case({fact: value for fact, value in PARTS_FOR_XA.items() if fact != "precedent"})
    earlier = official.a_case(PARTS_FOR_XA, assessed_on=date(2026, 4, 30))
    for case in (determined, untouched, earlier):
        official.determine(case.lines[0].id)
    changed = official.reexamined(draft_reexamination(shelf, opening_parts, MAY))
    assert [(line.line.case_id, line.is_recorded, line.is_due_already) for line in changed] == [
        (determined.id, True, False),
        (unfinished.id, False, False),
    ]
    first, second = changed
    assert (first.before.outcome, first.after.outcome) == (Outcome.REFER, Outcome.ELIGIBLE)
    assert first.differs_in == ("outcome", "approvals", "notices", "commitments")
    assert (first.line.answers["destination"], first.line.number, first.line.on) == (
        "XA",
        determined.particulars.number,
        ON,
    )
    assert (second.before.settled, second.after.settled) == (True, False)
    assert [found.case_id for found in cases_to_redetermine(changed)] == [determined.id]
    assert shelf.id_on(ON) == NEWEST
    assert official.work.law.on_record().entries == ()


def test_the_list_for_re_determination_can_be_had_at_any_time(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport
) -> None:
    cases = [official.a_case(PARTS_FOR_XA) for _ in range(4)]
    for case in cases:
        official.determine(case.lines[0].id)
    withdraw_case(official, case_id=cases[1].id, reason="Not wanted any more.")
    close_case(official, case_id=cases[2].id, reason="Given up.")
    official.answer(cases[3].lines[0].id, {"precedent": "no"})
    assert official.under(shelf).pending() == []
    put(official, shelf, opening_parts)
    pending = official.under(shelf).pending()
    assert [line.line.case_id for line in pending] == [case.id for case in cases[:3]]
    assert all(line.is_due_already for line in pending)
    assert [case.case_id for case in cases_to_redetermine(pending)] == [cases[0].id]
    record_determination(official.under(shelf), line_id=cases[0].lines[0].id)
    assert cases_to_redetermine(official.under(shelf).pending()) == ()


def test_a_determination_that_is_due_already_is_told_as_that(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport, tmp_path: Path
) -> None:
    official.determine(official.a_case(PARTS_FOR_XA).lines[0].id)
    put(official, shelf, opening_parts)
    again = examine_draft(shelf, str(a_draft_that_opens_parts(tmp_path, "again", date(2026, 5, 10))))
    (line,) = official.reexamined(draft_reexamination(shelf, again, date(2026, 5, 10)))
    assert line.is_due_already
    back = examine_known(shelf, NEWEST, MAY)
    assert official.reexamined(draft_reexamination(shelf, back, MAY)) == []


def test_the_former_edition_can_be_put_in_force_again(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport
) -> None:
    put(official, shelf, opening_parts)
    back = examine_known(shelf, NEWEST, MAY)
    assert back.in_force is shelf.compiled("next"), "it is compared with what decides, not with itself"
    put(official, shelf, back)
    assert shelf.timeline.periods[-1] == Period(NEWEST, date(2026, 4, 21), None)
    assert [edition.id for edition in shelf.editions()][-2:] == [NEWEST, "next"]
    put(official, shelf, examine_known(shelf, "next", MAY), date(2026, 6, 1))
    assert shelf.timeline.periods[-1] == Period("next", date(2026, 6, 1), None)
    assert len(official.work.law.on_record().editions) == 1


def flawed(folder: Path) -> None:
    """Leave a mistake in the draft."""
    (folder / "rules.toml").write_text('[rule.treaty]\nthen = "barred"\n', encoding="utf-8")


def uncertified(folder: Path) -> None:
    """Let a rule clash with another that it does not say it yields to."""
    (folder / "rules.toml").write_text(
        '[rule.gift]\nwhen = { terms = "grant" }\nthen = "barred"\nlabel.ja = "無償"\nlabel.en = "Gift"\n'
        'says.ja = "無償の移転は禁止する。"\nsays.en = "Gifts are barred."\n'
        'sources = ["reports-2026"]\nconfidence = "R"\n',
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [(flawed, r"has \d+ mistakes and can't be put in force"), (uncertified, r"not certified .* \d+ checks found")],
)
def test_an_edition_with_a_defect_is_not_put_in_force(
    official: Official, shelf: RegisterShelf, tmp_path: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    folder = a_draft_that_opens_parts(tmp_path)
    spoil(folder)
    report = examine_draft(shelf, str(folder))
    assert report.refusal is not None
    with pytest.raises(Mendable, match=sentence):
        put(official, shelf, report)
    with pytest.raises(Mendable, match=sentence):
        draft_reexamination(shelf, report, MAY)
    assert official.work.law.on_record().entries == ()
    assert official.kinds_of_register_events() == []


@pytest.mark.parametrize("nobody", ["", "  \n"])
def test_somebody_has_to_answer_for_it(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport, nobody: str
) -> None:
    with pytest.raises(Mendable, match="Name the person who answers for it"):
        put_in_force(official.under(shelf), report=opening_parts, named_person=nobody, since=MAY)
    assert official.work.law.on_record().entries == ()


def test_an_edition_is_not_put_in_force_before_its_own_day_nor_twice(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport
) -> None:
    with pytest.raises(Mendable, match="in force from 2026-05-01 by its own heading, and can't be from 2026-04-30"):
        put(official, shelf, opening_parts, date(2026, 4, 30))
    put(official, shelf, opening_parts)
    with pytest.raises(Mendable, match="decides from 2026-05-01 on already"):
        put(official, shelf, opening_parts)
    with pytest.raises(Mendable, match="decides from 2026-06-01 on already"):
        put(official, shelf, opening_parts, date(2026, 6, 1))


def test_an_id_that_is_taken_is_a_finding(shelf: RegisterShelf, tmp_path: Path) -> None:
    report = examine_draft(shelf, str(a_draft_that_opens_parts(tmp_path, NEWEST)))
    (flaw,) = report.findings
    assert flaw.place() == "edition.toml:1 [id]"
    assert "is that of an edition with other content" in str(flaw)


def test_two_drafts_with_one_id_are_not_both_put_in_force(
    official: Official, shelf: RegisterShelf, tmp_path: Path
) -> None:
    one = examine_draft(shelf, str(a_draft_that_opens_parts(tmp_path)))
    other = examine_draft(shelf, str(a_draft(tmp_path / "draft-next")))
    put(official, shelf, one)
    with pytest.raises(Mendable, match="has changed since the edition was opened"):
        put(official, shelf, other)


def test_a_copy_that_was_not_changed_changes_nothing(official: Official, shelf: RegisterShelf, tmp_path: Path) -> None:
    shelf.write_draft(shelf.edition(NEWEST), str(tmp_path / "copy"))
    report = examine_draft(shelf, str(tmp_path / "copy"))
    assert report.refusal is None
    with pytest.raises(Mendable, match="Choose another day or another edition"):
        put(official, shelf, report, date(2026, 4, 21))


def test_what_was_examined_is_put_in_force_whatever_becomes_of_the_folder(
    official: Official, shelf: RegisterShelf, tmp_path: Path
) -> None:
    folder = a_draft_that_opens_parts(tmp_path)
    report = examine_draft(shelf, str(folder))
    shutil.rmtree(folder)
    assert report.draft is not None
    assert put(official, shelf, report).edition_sha256 == report.draft.edition.sha256
    assert shelf.content(shelf.edition("next")) == official.work.law.on_record().editions["next"].content


def test_a_draft_may_build_on_an_edition_of_the_register(
    official: Official, shelf: RegisterShelf, opening_parts: DraftReport, tmp_path: Path
) -> None:
    put(official, shelf, opening_parts)
    second = examine_draft(
        shelf, str(a_draft(tmp_path, edition_id="second", in_force_from=date(2026, 6, 1), builds_on="next"))
    )
    assert second.refusal is None
    assert second.in_force is shelf.compiled("next")
    assert second.draft is not None
    assert "weapon-agreement-parts" not in [rule.id for rule in second.draft.edition.rules]
    broken = a_draft(tmp_path, builds_on="next", edition_id="third", without='rule = ["treaty"]')
    assert "next/register [fact.treaty_breach]" in [flaw.place() for flaw in examine_draft(shelf, str(broken)).findings]


def test_what_is_no_edition_at_all_is_refused_in_a_sentence(shelf: RegisterShelf, tmp_path: Path) -> None:
    with pytest.raises(Mendable, match="Name the folder of an edition"):
        examine_draft(shelf, str(tmp_path))
