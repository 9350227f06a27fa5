"""The item of a line stands beside the question of its heading, wherever an edition asks that."""

import copy

from app.domain.decision.compiled_edition import CompiledEdition
from app.viewmodels.questions.particulars_model import item_beside
from tests.viewmodels.surroundings import Office


def test_the_item_stands_beside_the_question_of_its_heading_and_no_other(office: Office) -> None:
    model = office.open(office.case())
    edition = copy.copy(model.interview.edition)
    edition.__dict__ = {name: value for name, value in edition.__dict__.items() if name not in ("asked", "fact_by_id")}
    edition.facts = tuple(reversed(edition.facts))
    model.interview.compiled = CompiledEdition(edition)
    beside = {}
    for fact in edition.asked:
        model.go_to_fact(fact.id)
        field = item_beside(model)
        beside[fact.id] = None if field is None else field.name
    assert edition.asked[0].id != "item_heading"
    assert {fact: name for fact, name in beside.items() if name} == {"item_heading": "item"}


def test_every_edition_says_which_question_is_of_the_item(office: Office) -> None:
    for edition in office.session.shelf.editions():
        assert [fact.id for fact in edition.facts if fact.is_of_item] == ["item_heading"]
