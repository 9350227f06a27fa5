"""What two laws are compared by is what a determination says, however it was found."""

import json

from app.domain.decision.assessment import assess
from app.domain.decision.determination import PARTS
from app.domain.decision.effect import Effect, differs_in, effect_of, effect_of_determination, effect_on_record
from app.domain.decision.record import lasting_record, result_of_record
from app.domain.law.outcomes import Outcome
from app.storage.law.register_shelf import RegisterShelf
from tests.conftest import HowMany
from tests.oracles.random_cases import Cases


def test_the_quick_way_says_what_a_determination_says(shelf: RegisterShelf, how_many: HowMany) -> None:
    cases = Cases(seed=83)
    for number in range(how_many(600, long=20_000)):
        edition, on, answers = cases.partial() if number % 2 else cases.complete()
        compiled, reference = shelf.compiled(edition), shelf.reference()
        refers = [rule.id for rule in compiled.edition.rules if rule.then is Outcome.REFER]
        set_aside = frozenset(cases.random.sample(refers, min(len(refers), number % 3)))
        slow = assess(compiled, reference, on, answers, set_aside=set_aside)
        assert effect_of(compiled, reference, on, answers, set_aside) == effect_of_determination(slow)
        record = lasting_record(compiled, reference, answers, slow, particulars={"title": ""})
        assert effect_on_record(result_of_record(json.dumps(record.data()), "record")) == effect_of_determination(slow)


def test_effects_differ_part_by_part() -> None:
    one = Effect("a", Outcome.REFER, (Outcome.REFER,), True, (), (), ())
    assert differs_in(one, one._replace(edition_id="b")) == ()
    assert differs_in(one, one._replace(outcome=Outcome.BARRED)) == ("outcome",)
    assert differs_in(one, one._replace(possible=(Outcome.REFER, Outcome.BARRED))) == ("outcome",)
    assert differs_in(one, one._replace(notices=("n",), approvals=("a",), commitments=("c",))) == PARTS[1:]  # type: ignore[arg-type]  # whatever stands there
