"""The facts on which a result turns decide it alone, and each of them is needed."""

from datetime import date

from app.domain.decision.assessment import assess
from app.domain.decision.decisive_facts import decisive_facts
from app.domain.decision.effect import effect_of
from app.domain.decision.evaluation import known_facts
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import DESTROYERS
from tests.conftest import HowMany
from tests.oracles.random_cases import Cases

MAY = date(2026, 5, 20)
E2026 = "2026-04-21"


def of(shelf: RegisterShelf, **changes: str) -> dict[str, tuple[str, ...]]:
    """On what destroyers for the Philippines turn, but for these facts."""
    compiled, reference = shelf.compiled(E2026), shelf.reference()
    known = known_facts(compiled.edition, reference, MAY, {**DESTROYERS, **changes})
    return dict(decisive_facts(compiled, reference, MAY, known))


def test_a_breach_decides_by_itself_and_of_two_the_one_asked_first(shelf: RegisterShelf) -> None:
    assert list(of(shelf, treaty_breach="yes")) == ["item_heading", "treaty_breach"]
    assert list(of(shelf, treaty_breach="yes", unsc_breach="yes")) == ["item_heading", "treaty_breach"]
    assert list(of(shelf, unsc_breach="yes")) == ["item_heading", "unsc_breach"]
    assert list(of(shelf, item_heading="none")) == ["item_heading"]


def test_a_country_gives_way_to_what_is_derived_from_it(shelf: RegisterShelf) -> None:
    found = of(shelf)
    assert "destination" not in found
    assert found["agreement_in_force"] == ("yes",)
    assert "none" not in found["item_heading"]
    assert len(found["item_heading"]) == 18, "every heading of item 1 comes to the same"


def test_facts_that_settle_nothing_decide_nothing(shelf: RegisterShelf) -> None:
    compiled, reference = shelf.compiled(E2026), shelf.reference()
    assert decisive_facts(compiled, reference, MAY, {"item_heading": "1"}) == {}


def test_they_decide_whatever_the_others_are_and_none_can_be_left_out(shelf: RegisterShelf, how_many: HowMany) -> None:
    """Every random case that has the values of these facts comes to the same, by plain evaluation; without one of them
    nothing is settled."""
    cases, compared = Cases(seed=211), 0
    for _ in range(how_many(60, long=2_000)):
        edition, on, answers = cases.complete()
        compiled, reference = shelf.compiled(edition), shelf.reference()
        refers = sorted(compiled.edition.referred)
        set_aside = frozenset(cases.random.sample(refers, cases.random.randint(0, min(2, len(refers)))))
        known = known_facts(compiled.edition, reference, on, answers)
        expected = effect_of(compiled, reference, on, answers, set_aside)
        facts = decisive_facts(compiled, reference, on, known, set_aside)
        assert facts.keys() <= known.keys()
        own = {fact: known[fact] for fact in facts}
        for fact in facts:
            fewer = {name: value for name, value in own.items() if name != fact}
            assert not assess(compiled, reference, on, fewer, set_aside=set_aside).settled, fact
        for other in (cases.complete(edition) for _ in range(8)):
            one, values = cases.random.choice(tuple(facts.items()))
            alike = own | {one: cases.random.choice(values)}
            said = effect_of(compiled, reference, on, {**other.answers, **alike}, set_aside)
            if said.settled:
                assert (said.outcome, said.approvals) == (expected.outcome, expected.approvals)
                compared += 1
    assert compared > 100
