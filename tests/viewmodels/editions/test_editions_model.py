"""One line under every edition: what parts the columns, what a moved date brings, what may be supposed."""

from datetime import date
from time import process_time

import pytest

from app.viewmodels.editions.columns_model import EditionsSays, editions_says, suppose_says
from app.viewmodels.editions.day_model import day_line, day_says
from app.viewmodels.editions.editions_model import EditionsModel, LineSubject
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office

FIVE = ["2014-04-01", "2022-03-08", "2023-12-22", "2024-03-26", "2026-04-21"]

#: What the editions from 2023 on ask besides.
EARLIER = {"security_cooperation": "yes", "cooperation_category": "none", "mounted_arms_only": "no"}


def a_model(office: Office, **changed: str) -> EditionsModel:
    """The line; what its own edition does not ask is supposed."""
    own = {fact: value for fact, value in changed.items() if fact not in EARLIER}
    model = EditionsModel(office.session, LineSubject(office.open(office.case({**MISSILES, **own}))))
    model.supposed = {fact: value for fact, value in changed.items() if fact in EARLIER}
    return model


def chosen_sentence(says: EditionsSays) -> str:
    return next(boundary.sentence for boundary in says.boundaries if boundary.is_chosen)


def is_settled(model: EditionsModel, column: int) -> bool:
    """Whether the answers are enough under the edition of a column."""
    return model.results[column].determination.settled


def test_there_is_a_column_for_each_edition_and_the_case_s_own_is_marked(office: Office) -> None:
    columns = editions_says(a_model(office)).columns
    assert [column.edition_id for column in columns] == FIVE
    assert [column.mark for column in columns if column.mark] == ["The case’s own"]
    assert [column.is_marked for column in columns] == [False] * 4 + [True]


def test_the_sentence_says_what_opens_and_what_limits(office: Office) -> None:
    says = editions_says(a_model(office, destination="NZ", **EARLIER))
    assert says.columns[-2].outcome == says.columns[-1].outcome == "Not within the cases that may be permitted"
    sentence = chosen_sentence(says)
    assert sentence.startswith("From 2026-04-21: The five categories are abolished;")
    assert "But: For peace contribution or Japan’s security, finished weapons may go only to countries with" in sentence
    assert says.columns[-1].differs_in == {"rule"}


def test_editions_that_say_the_same_have_no_boundary(office: Office) -> None:
    says = editions_says(a_model(office, treaty_breach="yes"))
    assert not any(boundary.differs or boundary.is_chosen for boundary in says.boundaries)
    assert not any(column.differs_in for column in says.columns)


def test_facts_that_only_other_editions_ask_for_are_missing_and_can_be_supposed(office: Office) -> None:
    model = a_model(office)
    column = editions_says(model).columns[2]
    assert not is_settled(model, 2)
    assert [gap.fact for gap in column.missing] == list(EARLIER)
    assert not any(gap.is_own for gap in column.missing)
    for fact, value in EARLIER.items():
        assert value in [code for code, _ in suppose_says(model, fact).choices]
        model.suppose(fact, value)
    says = editions_says(model)
    assert is_settled(model, 2)
    assert says.supposed.startswith("Supposed on this screen only: Cooperative security relationship: ")
    model.suppose_nothing()
    assert not is_settled(model, 2)
    assert not set(EARLIER) & set(model.subject.answers)


def test_a_question_of_the_case_s_own_edition_is_answered_there(office: Office) -> None:
    answers = {fact: value for fact, value in MISSILES.items() if fact != "fighting"}
    model = EditionsModel(office.session, LineSubject(office.open(office.case(answers))))
    missing = {gap.fact: gap.is_own for gap in editions_says(model).columns[-1].missing}
    assert missing["fighting"]


def test_the_date_brings_edition_and_agreement_of_its_day(office: Office) -> None:
    model = a_model(office, **EARLIER)
    model.move_to(date(2016, 3, 1))
    says = day_says(model)
    assert (says.edition, says.agreement) == ("edition 2014-04-01", "no agreement in force")
    assert says.outcome == "Not within the cases that may be permitted"
    model.move_to(date(2026, 4, 21))
    says = day_says(model)
    assert (says.edition, says.agreement) == ("edition 2026-04-21", "agreement in force")
    assert says.outcome.startswith("Within the cases that may be permitted")
    model.move_to(date(1990, 1, 1))
    assert model.day == date(2014, 4, 1)


def test_the_columns_stay_with_the_case_s_own_date(office: Office) -> None:
    model = a_model(office)
    before = editions_says(model).columns
    model.move_to(date(2016, 3, 1))
    after = editions_says(model).columns
    assert [column._replace(is_marked=False) for column in before] == [
        column._replace(is_marked=False) for column in after
    ]
    assert "2026-05-20" in editions_says(model).applied


def test_the_time_line_draws_what_is_not_confirmed_as_such(office: Office) -> None:
    reference = office.session.shelf.reference()
    open_rows = [row for row in reference.agreements if row.in_force is None]
    assert open_rows
    says = day_line(a_model(office, destination=open_rows[0].state))
    assert [span.kind for span in says.lanes[1].spans] == ["unconfirmed"]
    assert "not confirmed" in says.lanes[1].spans[0].label
    says = day_line(a_model(office, destination="FR"))
    assert [span.kind for span in says.lanes[1].spans] == ["signed", "in_force"]
    says = day_line(a_model(office, destination="NZ"))
    assert not says.lanes[1].spans
    assert says.lanes[1].note


@pytest.mark.parametrize("language", Language)
def test_a_move_of_the_marker_is_quicker_than_a_frame(office: Office, language: Language) -> None:
    office.session.language.switch(language)
    model = a_model(office)
    editions_says(model)
    days = [date(2014 + month // 12, month % 12 + 1, 3) for month in range(4, 140)]
    for day in days:
        model.move_to(day)
        day_says(model)
    begun = process_time()
    for day in days:
        model.move_to(day)
        day_says(model), day_line(model)
    assert (process_time() - begun) / len(days) < 0.016
