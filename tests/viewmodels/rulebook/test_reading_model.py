"""Reading an edition: its parts, the search in both languages, where unpublished points bite, the certificate."""

from pathlib import Path

import pytest

from app.viewmodels.rulebook.certificate_model import certificate_says
from app.viewmodels.rulebook.entry_model import ConditionSays, EntrySays, examination_entry_says, point_says
from app.viewmodels.rulebook.reading_model import DecidedSays, ReadingModel, reading_says, sections_says
from app.viewmodels.rulebook.reference_model import table_says
from app.viewmodels.rulebook.rulebook_model import RulebookModel
from app.wording.language import Language
from tests.builders import the_shelf
from tests.domain.decision.changed_editions import changed
from tests.drafts import a_draft, an_examination
from tests.fakes import TickingClock
from tests.viewmodels.surroundings import MISSILES, Office


def a_reader(office: Office) -> ReadingModel:
    rulebook = RulebookModel(office.session, lambda: True)
    rulebook.edition_id = "2026-04-21"
    return ReadingModel(rulebook)


def entries(model: ReadingModel) -> dict[str, EntrySays]:
    return {entry.id: entry for section in sections_says(model) for entry in section.entries}


def texts(lines: tuple[ConditionSays, ...]) -> list[str]:
    return [text for line in lines for text in (line.text, *texts(line.parts))]


def test_every_part_that_is_listed_can_be_shown_in_both_languages(office: Office) -> None:
    model = a_reader(office)
    for language in Language:
        office.session.language.switch(language)
        for part in reading_says(model).parts:
            model.choose_part(part.id)
            if part.size and part.id not in ("agreements", "embargo_flags", "item_headings", "bodies", "countries"):
                assert len(entries(model)) == int(part.size), part.id


def test_a_word_that_is_not_the_governments_leads_to_the_one_that_is(office: Office) -> None:
    model = a_reader(office)
    model.choose_part("glossary")
    assert len(entries(model)) == len(office.session.words.terms) > 20
    assert entries(model)["recipient"].label == "recipient [移転先]"
    for typed, found in (
        ("受領国", "recipient"),
        ("onward transfer", "transfer-to-third-parties"),
        ("四大臣", "four-ministers"),
    ):
        model.search(typed)
        assert found in entries(model), typed
    office.session.language.switch(Language.JA)
    assert entries(model)["four-ministers"].label == "四大臣会合〔Four-Minister Meeting〕"


def test_only_the_official_wording_is_called_so(office: Office) -> None:
    office.session.language.switch(Language.JA)
    model = a_reader(office)
    model.choose_part("text")
    says = reading_says(model)
    assert "原文" not in says.title + says.explanation
    model.choose_part("rules")
    assert "原文" not in entries(model)["exception"].links_caption
    edition = model.edition
    authentic = tuple(sentence._replace(own_words=False) for sentence in edition.sentences)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edition, "sentences", authentic)
        model.choose_part("text")
        assert reading_says(model).title == "原文と規則"
        model.choose_part("rules")
        assert entries(model)["exception"].links_caption == "もとになる原文"


def test_a_rule_says_its_condition_in_words_its_origin_and_what_it_gives(office: Office) -> None:
    model = a_reader(office)
    model.choose_part("rules")
    rule = entries(model)["exception"]
    assert rule.notes[0] == "Leads to: Special circumstances only"
    assert "Fighting in the destination: Yes, it is judged to be" in texts(rule.condition)
    assert "Not the case: a finished GCAP product goes to a third country" in texts(rule.condition)
    assert rule.origin.badge == "Reported"
    assert rule.origin.points[0].startswith("U-05")
    assert rule.can_decide


def test_a_sentence_has_its_paragraph_behind_the_title_of_its_own_source(office: Office) -> None:
    model = a_reader(office)
    model.choose_part("text")
    sentence = entries(model)["g1-2-u-a"]
    assert sentence.clause == ""
    assert "decision of April 1, 2014), 1(2)C(a) [" in sentence.origin.sources


def test_only_a_row_without_an_official_text_lacks_a_paragraph(office: Office) -> None:
    model = a_reader(office)
    model.rulebook.edition_id = "2014-04-01"
    model.choose_part("rules")
    assert {entry.clause for entry in entries(model).values()} == {""}
    model.rulebook.edition_id = "2026-04-21"
    assert entries(model)["exception"].clause == "paragraph number not available"
    assert entries(model)["treaty"].clause == ""


def test_an_unpublished_point_says_where_it_bites(office: Office) -> None:
    model = a_reader(office)
    model.choose_part("points")
    point = entries(model)["U-05"]
    assert "exception" in [link.id for link in point.links]


def test_a_search_finds_either_language_whichever_is_shown(office: Office) -> None:
    model = a_reader(office)
    model.search("special circumstances")
    english = set(entries(model))
    model.search("特段の事情")
    assert "exception" in english
    assert "exception" in entries(model)
    model.search("no such words")
    assert not entries(model)
    assert reading_says(model).nothing


@pytest.mark.parametrize("typed", ["令和8年", "2026年", "R8.4.21", "April 2026"])
def test_an_edition_is_found_by_its_day_in_whichever_edition_one_reads(office: Office, typed: str) -> None:
    model = a_reader(office)
    model.choose_edition("2014-04-01")
    model.search(typed)
    section = sections_says(model)[0]
    assert section.heading == "Editions"
    assert [entry.id for entry in section.entries] == ["2026-04-21"]


def test_a_name_in_a_condition_leads_to_where_it_is_set_out(office: Office) -> None:
    model = a_reader(office)
    model.find("weapon_for_main_purpose")
    assert model.part == "terms"
    assert "exception" in [link.id for link in entries(model)["weapon_for_main_purpose"].links]


def test_a_rule_leads_to_the_lines_that_it_decided(office: Office) -> None:
    case = office.case(MISSILES, item="Missiles")
    model = office.open(case)
    model.record()
    reader = a_reader(office)
    told: list[tuple[str, tuple[DecidedSays, ...]]] = []
    reader.decided_read.connect(lambda entry, lines: told.append((entry, lines)))
    reader.read_decided("open")
    reader.read_decided("exception")
    (_, lines), (_, none) = told
    assert [line.case_id for line in lines] == [case.id]
    assert "Missiles" in lines[0].label
    assert not none
    model.answer("precedent", "yes")
    model.record()
    reader.read_decided("open")
    assert [line.note.endswith("superseded") for line in told[-1][1]] == [False, True]


def test_the_certificate_says_each_check_and_shows_each_conflict(office: Office) -> None:
    model = a_reader(office)
    says = certificate_says(model)
    assert says is not None
    assert says.is_certified
    assert [check.passed for check in says.checks] == [True] * 6
    example = says.conflicts[0].yielding[0].example
    assert example is not None
    assert example.answers
    assert model.certificate() is model.certificate()


def test_what_holds_after_a_determination_is_read_with_source_and_confidence(office: Office) -> None:
    model = a_reader(office)
    model.choose_part("afterwards")
    assert [section.heading for section in sections_says(model)] == [
        "Questions of the strict examination", "When notices are due", "How long a permit runs",
        "What a permit is examined for",
    ]  # fmt: skip
    said = entries(model)
    assert all(entry.origin.badge and entry.origin.sources for entry in said.values())
    assert said["slot.overall"].origin.badge == "Inference"
    assert said["slot.overall"].notes[-1] == "Every body gives its own view."
    assert texts(said["slot.fighting"].condition) == ["Weapon in the SDF Act sense: Yes, a weapon"]
    assert said["trigger.diet_notice"].says == (
        "Due once these are done, as far as the case has them: NSC Four-Minister Meeting",
    )
    assert said["permit.validity"].label == "6 months, counted from the day after the permit"
    assert [said[f"test.{each}"].origin.badge for each in ("arrival", "use", "peace", "control")] == [
        "Official text"
    ] * 4
    assert "laid beside it, as it goes with edition 2026-04-21" in reading_says(model).explanation
    office.session.language.switch(Language.JA)
    assert entries(model)["permit.validity"].label == "許可の日の翌日から6か月"


def test_a_question_of_the_ministries_is_told_apart_from_a_fact_of_the_same_name(office: Office) -> None:
    model = a_reader(office)
    model.search("form")
    assert {"form", "slot.form"} <= set(entries(model))
    model.find("form")
    assert model.part == "facts"
    model.find("slot.form")
    assert model.part == "afterwards"


def test_what_is_laid_beside_an_edition_that_lacks_its_facts_steps_and_sources_is_read_all_the_same(
    office: Office,
) -> None:
    edition = the_shelf().edition("2026-04-21")
    gone = ("weapon", "nsc_four_ministers", "white-paper-2024", "diet_notice")
    less = changed(
        edition,
        **{
            kind: tuple(entry for entry in getattr(edition, kind) if entry.id not in gone)
            for kind in ("facts", "approvals", "sources", "notices")
        },
    )
    phrases = office.session.phrases(less)
    said = {
        each.id: each
        for entries in the_shelf().examination(less).by_kind.values()
        for each in (examination_entry_says(phrases, entry) for entry in entries)
    }
    fighting, trigger = said["slot.fighting"], said["trigger.diet_notice"]
    assert (fighting.condition, fighting.origin.sources) == ((), "")
    assert "Never asked under this edition: it lacks the facts on which this depends." in fighting.notes
    assert trigger.label == "diet_notice"
    assert trigger.says == ("The edition has none of the steps after which it would be due.",)


def test_an_editions_own_questions_are_named_where_a_point_touches_them(office: Office, tmp_path: Path) -> None:
    before = 'confidence = "I"\n'
    assert before in an_examination(the_shelf())
    touched = an_examination(the_shelf(), (before, f'{before}unverified = ["U-05"]\n'))
    edition = the_shelf().read_outside(str(a_draft(tmp_path, {"examination.toml": touched}))).edition
    point = point_says(office.session.phrases(edition), next(each for each in edition.points if each.id == "U-05"))
    assert [link.id for link in point.links if "." in link.id] == ["slot.overall"]


def test_rows_older_than_ninety_days_say_their_age(office: Office) -> None:
    version = office.session.shelf.reference().version
    clock = office.register.clock
    assert isinstance(clock, TickingClock)
    table = table_says(office.session, "agreements")
    assert version in table.explanation
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert bool(table.old) == (table.columns[-1] == "Age")


@pytest.mark.parametrize("table", ["agreements", "embargo_flags", "item_headings", "bodies", "countries"])
def test_every_row_of_reference_data_shows_its_source_in_a_column_of_its_own(office: Office, table: str) -> None:
    says = table_says(office.session, table)
    assert len(says.shares) == len(says.columns)
    at = says.columns.index("Source")
    assert all(row[at] for row in says.rows)


def test_the_flag_of_a_state_shows_where_it_comes_from(office: Office) -> None:
    says = table_says(office.session, "embargo_flags")
    (haiti,) = (row for row in says.rows if row[0].endswith("[HT]"))
    assert haiti[says.columns.index("Source")] == "UN Security Council resolutions 2653, 2699, 2752 and 2794"
