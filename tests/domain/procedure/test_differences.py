"""What differs between two contents: each thing that is another is named, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.decision.requirements import Step, Undertaking
from app.domain.law.outcomes import Outcome
from app.domain.procedure.content import (
    CountingDecision,
    CountingView,
    DecisionInContent,
    DocumentInContent,
    EarlierStep,
    LineContent,
    OfficialAnswerInContent,
    StepContent,
)
from app.domain.procedure.differences import Differing, differences, differences_since_given, given_last
from tests.domain.procedure.desk import EXAMINATION, Desk, a_line

WORD = st.sampled_from(("", "a", "b"))
DAY = st.sampled_from((date(2026, 6, 1), date(2026, 6, 2)))
DOCUMENT = st.builds(DocumentInContent, sha256=WORD, title=WORD, dated=st.none() | DAY)
FACTS = st.dictionaries(st.sampled_from(("weapon", "party")), st.sampled_from(("yes", "no")))
OFFICIAL = st.builds(OfficialAnswerInContent, WORD, WORD, DAY, WORD, WORD, st.booleans(), st.booleans())


def some(each: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """None, one or two."""
    return st.lists(each, max_size=2).map(tuple)


def by_id(each: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """At most one of an id."""
    return st.lists(each, max_size=2, unique_by=lambda one: one.id).map(tuple)  # type: ignore[attr-defined]


STEP = st.builds(Step, st.sampled_from("ab"), st.integers(1, 2), some(WORD), st.sampled_from(("each", "meeting")))
DECISION = st.builds(
    DecisionInContent,
    on=DAY,
    edition=WORD,
    decision_digest=WORD,
    reference=WORD,
    outcome=st.sampled_from(Outcome),
    answers=FACTS,
    derived=FACTS,
    rules=some(WORD),
    steps=by_id(STEP),
    notices=some(WORD),
    commitments=by_id(st.builds(Undertaking, st.sampled_from("ab"), st.booleans())),
    official_answers=some(OFFICIAL),
)
PARTIES = st.dictionaries(st.sampled_from(("exporter", "end_user")), WORD)
LINE = st.builds(LineContent, st.just(1), WORD, PARTIES, WORD, WORD, WORD, DECISION, some(DOCUMENT))
VIEW = st.builds(CountingView, WORD, WORD, st.sampled_from(("open", "objection")), WORD, st.none() | DOCUMENT)
VIEWS = st.lists(VIEW, max_size=2, unique_by=lambda view: (view.office, view.slot)).map(tuple)
DECIDED = st.builds(CountingDecision, WORD, st.sampled_from(("agree", "refuse")), some(WORD))
DECISIONS = st.lists(DECIDED, max_size=2, unique_by=lambda one: one.office).map(tuple)
EARLIER = st.lists(
    st.builds(EarlierStep, st.sampled_from("xy"), VIEWS, DECISIONS), max_size=2, unique_by=lambda each: each.step
).map(tuple)
CONTENT = st.builds(StepContent, st.just("s"), LINE, EARLIER)


@given(one=CONTENT, two=CONTENT)
def test_nothing_differs_only_between_equal_contents(one: StepContent, two: StepContent) -> None:
    assert (differences(one, two) == ()) is (one == two)
    assert differences(one, one) == ()


@given(one=CONTENT, two=CONTENT)
def test_the_other_way_round_the_same_differs_the_other_way_round(one: StepContent, two: StepContent) -> None:
    there, back = differences(one, two), differences(two, one)
    turned = [each._replace(before=each.now, now=each.before) for each in back]
    assert sorted(map(repr, there)) == sorted(map(repr, turned))


@dataclass
class Another:
    """A content that is another in one thing, and how that is named."""

    content: StepContent
    differing: Differing
    subject: object


def others(content: StepContent) -> list[Another]:
    """A content with one thing changed, for each thing that there is."""
    line, decision = content.line, content.line.decision

    def with_line(**changed: object) -> StepContent:
        return content._replace(line=line._replace(**changed))  # type: ignore[arg-type]

    def with_decision(**changed: object) -> StepContent:
        return with_line(decision=decision._replace(**changed))  # type: ignore[arg-type]

    paper = DocumentInContent(kind="letter", title="a paper of its own")
    official = OfficialAnswerInContent("r", "METI", date(2026, 5, 1), "1", "", clears=True, sets_aside=True)
    earlier = (*content.earlier, EarlierStep("z", (CountingView("meti", "end_use", "open", "text", None),)))
    decided = (*content.earlier, EarlierStep("z", (), (CountingDecision("prime", "agree", ()),)))
    return [
        Another(with_line(case_number="another"), Differing.NUMBER, ""),
        Another(with_line(parties={**line.parties, "consignee": "another"}), Differing.PARTIES, "consignee"),
        Another(with_line(item="another"), Differing.LINE, "item"),
        Another(with_line(quantity="another"), Differing.LINE, "quantity"),
        Another(with_line(value="another"), Differing.LINE, "value"),
        Another(with_line(documents=(*line.documents, paper)), Differing.DOCUMENTS, ""),
        Another(with_decision(on=date(2026, 7, 1)), Differing.DAY, ""),
        Another(with_decision(edition="another"), Differing.EDITION, ""),
        Another(with_decision(decision_digest="another"), Differing.EDITION, ""),
        Another(with_decision(reference="another"), Differing.REFERENCE, ""),
        Another(with_decision(answers={**decision.answers, "purpose": "aid"}), Differing.ANSWERS, "purpose"),
        Another(with_decision(derived={**decision.derived, "region": "no"}), Differing.DERIVED, "region"),
        Another(with_decision(rules=(*decision.rules, "another")), Differing.RULES, ""),
        Another(with_decision(steps=(*decision.steps, Step("c", 9, (), "each"))), Differing.STEPS, "c"),
        Another(with_decision(notices=(*decision.notices, "another")), Differing.NOTICES, ""),
        Another(
            with_decision(commitments=(*decision.commitments, Undertaking("c", binding=True))),
            Differing.COMMITMENTS,
            "c",
        ),
        Another(with_decision(official_answers=(*decision.official_answers, official)), Differing.OFFICIAL_ANSWERS, ""),
        Another(content._replace(earlier=earlier), Differing.VIEWS, ("z", "meti", "end_use")),
        Another(content._replace(earlier=decided), Differing.DECISIONS, ("z", "prime")),
    ]


@given(content=CONTENT)
def test_of_one_thing_that_is_another_only_this_is_told(content: StepContent) -> None:
    for another in others(content):
        (told,) = differences(content, another.content)
        assert (told.differing, told.subject) == (another.differing, another.subject)


def test_what_only_stands_in_another_order_is_told_as_that() -> None:
    content = StepContent("s", a_line().content, ())
    decision = content.line.decision
    turned = content._replace(line=content.line._replace(decision=decision._replace(notices=decision.notices[::-1])))
    assert [each.differing for each in differences(content, turned)] == [Differing.ORDER]


def test_since_an_office_decided_only_what_it_did_not_see_differs() -> None:
    """Two offices sign, the second after the case was changed: each has differences from its own sheet."""
    desk = Desk().examined()
    desk.went_well(desk.request("council"), desk.decide("prime"), desk.confirm())
    assert differences_since_given(desk.procedure, "council", "prime", 1) == ()
    assert given_last(desk.procedure, "council", "foreign", 1) is None
    desk.next_day()
    changed = a_line(answer="no")
    desk.went_well(desk.reopen(), desk.record(changed), desk.review(), desk.request("examination"))
    for office in EXAMINATION.bodies:
        desk.went_well(desk.find(office, {"end_use": "no_objection", "overall": "no_objection"}), desk.confirm())
    desk.went_well(desk.request("council"), desk.decide("foreign"), desk.confirm())
    (told,) = differences_since_given(desk.procedure, "council", "prime", 1)
    assert (told.differing, told.subject, told.before, told.now) == (Differing.ANSWERS, "weapon", "yes", "no")
    assert differences_since_given(desk.procedure, "council", "foreign", 1) == ()
    assert differences_since_given(desk.procedure, "council", "defense", 1) == ()
