"""Why something can't be done with a case: each refusal where it refuses, and where it does not."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from app.domain.canonical import canonical_json
from app.domain.decision.assessment import assess
from app.domain.decision.determination import Determination
from app.domain.decision.record import EvidenceOnRecord, lasting_record
from app.domain.errors import Mendable
from app.domain.ids import AnswerId, CaseId, DeterminationId, DocumentId, EvidenceId, LineId, OfficialAnswerId
from app.domain.law.outcomes import Outcome
from app.domain.law.rulebook import Edition
from app.domain.procedure.case_states import CaseState
from app.domain.register.basis import particulars_as_texts
from app.domain.register.cases import (
    Answer,
    Case,
    Document,
    Evidence,
    GivenFor,
    Line,
    LineParticulars,
    OfficialAnswer,
    RecordedDetermination,
)
from app.domain.register.counting import Counting
from app.domain.register.query import rules_to_refer
from app.domain.register.recording import RecordingRefused, refusal_of_recording
from app.domain.register.refusals import (
    closing_without_a_reason,
    differing_lines,
    refusal_of_answer,
    refusal_of_assertion,
    refusal_of_attaching,
    refusal_of_change,
    refusal_of_closing,
    refusal_of_detaching,
    refusal_of_document,
    refusal_of_official_answer,
    refusal_of_removing,
    refusal_of_reopening,
    refusal_of_setting_aside,
    refusal_of_withdrawing_answer,
)
from tests.builders import (
    ARMS_TAKEN_ALONG,
    OFFICIAL_ANSWER,
    PARTS_FOR_XA,
    case_particulars,
    document_particulars,
    the_shelf,
)

DAY, MOMENT = date(2026, 5, 20), datetime(2026, 5, 20, tzinfo=UTC)
SHOWN = Evidence(EvidenceId(1), AnswerId(1), DocumentId(1), "12", MOMENT, "Hanako")


def a_line(answers: Mapping[str, str], position: int = 1, evidence: tuple[Evidence, ...] = ()) -> Line:
    """A line with these answers, each shown by the evidence, and given for the destination of the line on the day."""
    to_destination = GivenFor(DAY, {"destination": answers.get("destination")})
    given = tuple(
        Answer(AnswerId(number), LineId(position), fact, value, MOMENT, "Hanako", evidence, given_for=to_destination)
        if fact == "agreement_in_force"
        else Answer(AnswerId(number), LineId(position), fact, value, MOMENT, "Hanako", evidence)
        for number, (fact, value) in enumerate(answers.items(), 1)
    )
    return Line(LineId(position), CaseId(1), position, LineParticulars(), given)


def a_case(*lines: Line, state: CaseState = CaseState.DRAFT) -> Case:
    """A case of these lines."""
    return Case(CaseId(1), case_particulars(), state, "", MOMENT, "Hanako", MOMENT, lines or (a_line({}),))


def the_edition() -> Edition:
    """The edition in force on the day."""
    return the_shelf().edition_on(DAY)


def determined(line: Line) -> Determination:
    """What the edition in force says of a line."""
    return assess(the_shelf().compiled(the_edition().id), the_shelf().reference(), DAY, line.known_answers)


def on_record(line: Line) -> RecordedDetermination:
    """The determination of a line, as it is recorded."""
    compiled, reference = the_shelf().compiled(the_edition().id), the_shelf().reference()
    determination, answers = determined(line), line.known_answers
    particulars = particulars_as_texts(case_particulars(), line.particulars)
    record = lasting_record(compiled, reference, answers, determination, particulars=particulars)
    return RecordedDetermination(
        id=DeterminationId(1),
        line_id=line.id,
        number=1,
        on=DAY,
        edition_id=compiled.edition.id,
        edition_sha256=compiled.edition.sha256,
        reference_version=reference.version,
        outcome=determination.outcome,
        answers=answers,
        not_known=determination.not_known,
        set_aside=(),
        record_text=canonical_json(record.data()),
        recorded_at=MOMENT,
        recorded_by="Hanako",
        official_answers=(),
        derived=record.basis.derived,
        particulars=particulars,
        evidence=(),
        decision_digest=record.basis.decision_digest,
    )


def refused(line: Line, case: Case) -> RecordingRefused | None:
    """Why the result of a line can't be recorded; None where it can."""
    compiled = the_shelf().compiled(the_edition().id)
    return refusal_of_recording(line, case, compiled, the_shelf().reference(), determined(line))


def said(refusal: Mendable | None) -> str:
    """What a refusal says; empty where nothing is refused."""
    return "" if refusal is None else str(refusal)


@pytest.mark.parametrize(
    ("state", "change", "closing", "reopening"),
    [
        (CaseState.DRAFT, "", "can't be closed: no determination is recorded for line 1", "is open already"),
        (CaseState.WITHDRAWN, "was withdrawn", "was withdrawn", ""),
        (CaseState.CLOSED, "is closed", "is closed", ""),
    ],
)
def test_what_can_be_done_with_a_case_depends_on_its_state(
    state: CaseState, change: str, closing: str, reopening: str
) -> None:
    case = a_case(state=state)
    for refusal, expected in (
        (refusal_of_change(case), change),
        (refusal_of_closing(case), closing),
        (refusal_of_reopening(case), reopening),
    ):
        assert (refusal is None) is (expected == "")
        assert expected in said(refusal)


def test_a_case_is_closed_once_each_line_has_a_determination_that_stands() -> None:
    kept = a_line({})._replace(determination=on_record(a_line(ARMS_TAKEN_ALONG)))
    assert refusal_of_closing(a_case(kept, state=CaseState.DETERMINED)) is None
    assert "that stands" in said(refusal_of_closing(a_case(kept, state=CaseState.DRAFT)))
    assert "for line 2" in said(refusal_of_closing(a_case(kept, a_line({}, 2), state=CaseState.DETERMINED)))


def test_a_line_of_which_something_else_would_come_out_is_named_before_closing() -> None:
    compiled, reference = the_shelf().compiled(the_edition().id), the_shelf().reference()
    same = a_line(ARMS_TAKEN_ALONG)
    same = same._replace(determination=on_record(same))
    other = a_line({**ARMS_TAKEN_ALONG, "precedent": "no"}, 2)._replace(determination=on_record(same))
    assert differing_lines(a_case(same, other), compiled, reference) == (other,)
    assert "of line 2 is not what would come out now" in said(closing_without_a_reason((other,)))


def test_a_line_is_removed_that_has_no_determination_and_is_not_the_only_one() -> None:
    plain, other = a_line({}), a_line({}, 2)
    assert refusal_of_removing(plain, a_case(plain, other)) is None
    assert "the only line" in said(refusal_of_removing(plain, a_case(plain)))
    assert "is closed" in said(refusal_of_removing(plain, a_case(plain, other, state=CaseState.CLOSED)))
    kept = plain._replace(determination=on_record(a_line(ARMS_TAKEN_ALONG)))
    assert "stays" in said(refusal_of_removing(kept, a_case(kept, other)))


@pytest.mark.parametrize(
    ("fact", "value", "expected"),
    [
        ("weapon", "yes", ""),
        ("weapon", None, ""),
        ("weapon", "perhaps", "It is one of"),
        ("colour", "grey", "does not ask for colour"),
        ("destination", "AU", ""),
        ("destination", "QQ", "there is no country QQ"),
        ("agreement_in_force", "yes", ""),
    ],
)
def test_an_answer_is_one_that_the_edition_has(fact: str, value: str | None, expected: str) -> None:
    refusal = refusal_of_answer(fact, value, the_edition(), the_shelf().reference())
    assert (refusal is None) is (expected == "")
    assert expected in said(refusal)


def test_every_choice_of_a_fact_can_be_answered() -> None:
    for edition in the_shelf().editions():
        for fact in edition.facts:
            for value in fact.values:
                refusal = refusal_of_answer(fact.id, value, edition, the_shelf().reference())
                assert (refusal is None) is fact.answerable
                assert refusal is None or "follows from other answers" in str(refusal)


def test_only_a_derived_fact_needs_what_shows_its_answer() -> None:
    facts = the_edition().fact_by_id
    assert refusal_of_assertion(facts["weapon"]) is None
    assert "only with the document and page" in said(refusal_of_assertion(facts["agreement_in_force"]))


def test_a_file_is_added_to_a_case_once() -> None:
    first = document_particulars(title="Contract", sha256="a" * 64)
    case = a_case()._replace(documents=(Document(DocumentId(1), CaseId(1), first, MOMENT, "Hanako"),))
    assert "as “Contract”" in said(refusal_of_document(first._replace(title="Again"), case))
    assert refusal_of_document(first._replace(sha256="b" * 64), case) is None
    assert refusal_of_document(first._replace(sha256=""), case) is None


def test_evidence_is_attached_to_the_current_answer_and_a_page_once() -> None:
    line = a_line({"weapon": "yes"}, evidence=(SHOWN,))
    assert refusal_of_attaching(AnswerId(1), DocumentId(1), "13", line) is None
    assert refusal_of_attaching(AnswerId(1), DocumentId(2), "12", line) is None
    assert "already" in said(refusal_of_attaching(AnswerId(1), DocumentId(1), "12", line))
    assert "changed since" in said(refusal_of_attaching(AnswerId(2), DocumentId(1), "13", line))


def test_the_last_evidence_stays_only_where_an_answer_is_taken_only_with_evidence() -> None:
    derived = the_edition().fact_by_id["agreement_in_force"]
    line = a_line({"agreement_in_force": "yes"}, evidence=(SHOWN,))
    assert "this is the last" in said(refusal_of_detaching(SHOWN.id, line, derived))
    assert refusal_of_detaching(SHOWN.id, line, None) is None
    two = a_line({"agreement_in_force": "yes"}, evidence=(SHOWN, SHOWN._replace(id=EvidenceId(2))))
    assert refusal_of_detaching(SHOWN.id, two, derived) is None
    assert "counts no longer" in said(refusal_of_detaching(EvidenceId(3), two, derived))


def test_an_official_answer_is_recorded_where_a_refer_rule_fires_and_only_one_counts() -> None:
    edition, rule, case, none = the_edition(), OFFICIAL_ANSWER.rule, a_case(), frozenset[str]()
    open_line = {LineId(1): Counting(PARTS_FOR_XA, none, none)}
    assert refusal_of_official_answer(rule, case, edition, open_line) is None
    not_one = "no rule treaty that an official answer"
    assert not_one in said(refusal_of_official_answer("treaty", case, edition, open_line))
    assert "is closed" in said(refusal_of_official_answer(rule, a_case(state=CaseState.CLOSED), edition, open_line))
    assert "holds for no line" in said(refusal_of_official_answer(rule, case, edition, {}))
    for counting, expected in (
        (
            Counting(PARTS_FOR_XA, frozenset({rule}), none),
            "already on each line on which it holds. Withdraw that one first",
        ),
        (Counting(PARTS_FOR_XA, none, frozenset({rule})), "stands in the way"),
    ):
        assert expected in said(refusal_of_official_answer(rule, case, edition, {LineId(2): counting}))
        both = {LineId(2): counting, **open_line}
        assert refusal_of_official_answer(rule, case, edition, both) is None, "one line waits for its answer"


def test_an_official_answer_is_taken_out_of_account_once() -> None:
    answer = OfficialAnswer(OfficialAnswerId(1), CaseId(1), OFFICIAL_ANSWER, MOMENT, "Hanako", the_edition().id)
    answered = a_case()._replace(official_answers=(answer,))
    assert refusal_of_withdrawing_answer(answer.id, answered) is None
    assert "withdrawn already" in said(refusal_of_withdrawing_answer(OfficialAnswerId(2), answered))


def test_a_table_is_set_aside_only_where_what_it_speaks_of_is_answered() -> None:
    edition = the_edition()
    agreement = edition.fact_by_id["agreement_in_force"]
    assert refusal_of_setting_aside(agreement, {"destination": "XA"}, edition) is None
    assert "follows from Destination" in said(refusal_of_setting_aside(agreement, {"weapon": "yes"}, edition))
    assert refusal_of_setting_aside(edition.fact_by_id["weapon"], {}, edition) is None


def test_what_can_be_asked_about_are_the_refer_rules_that_hold_and_are_not_set_aside() -> None:
    compiled, reference = the_shelf().compiled(the_edition().id), the_shelf().reference()
    for set_aside, expected in ((frozenset[str](), [OFFICIAL_ANSWER.rule]), (frozenset({OFFICIAL_ANSWER.rule}), [])):
        determination = assess(compiled, reference, DAY, PARTS_FOR_XA, set_aside=set_aside)
        assert [rule.id for rule in rules_to_refer(compiled.edition, determination)] == expected


def test_a_settled_result_is_recorded_once_and_again_where_something_is_otherwise() -> None:
    line = a_line(ARMS_TAKEN_ALONG)
    assert refused(line, a_case(line)) is None
    ended = refused(line, a_case(line, state=CaseState.CLOSED))
    assert "is closed" in said(ended)
    record = on_record(line)
    kept = line._replace(determination=record)
    assert "stands already" in said(refused(kept, a_case(kept)))
    for otherwise in (
        record._replace(on=date(2026, 5, 21)),
        record._replace(answers={**ARMS_TAKEN_ALONG, "precedent": "no"}),
        record._replace(official_answers=(OfficialAnswerId(1),)),
        record._replace(edition_sha256="0" * 64, decision_digest="0" * 64),
        record._replace(particulars={**(record.particulars or {}), "end_user": "Another navy"}),
        record._replace(evidence=(EvidenceOnRecord("weapon", "Contract", "contract", "", "3"),)),
        record._replace(outcome=Outcome.REFER),
        record._replace(particulars=None, evidence=None),
    ):
        again = line._replace(determination=otherwise)
        assert refused(again, a_case(again)) is None


def test_other_words_of_the_edition_leave_a_determination_standing() -> None:
    plain = a_line(ARMS_TAKEN_ALONG)
    line = plain._replace(determination=on_record(plain)._replace(edition_sha256="0" * 64))
    assert "stands already" in said(refused(line, a_case(line)))


def test_reference_tables_taken_since_that_change_nothing_leave_a_determination_standing() -> None:
    plain = a_line(ARMS_TAKEN_ALONG)
    line = plain._replace(determination=on_record(plain)._replace(reference_version="2020-01-01"))
    assert "stands already" in said(refused(line, a_case(line)))


def test_a_result_that_is_open_or_rests_on_nothing_shown_is_not_recorded_and_both_sentences_say_why() -> None:
    line = a_line({fact: ARMS_TAKEN_ALONG[fact] for fact in ("item_heading", "weapon")})
    refusal = refused(line, a_case(line))
    assert refusal is not None
    assert "line 1 is not settled" in str(refusal)
    assert "Still missing: Form of the transfer, " in str(refusal.on_the_page)
    bare = a_line({**PARTS_FOR_XA, "agreement_in_force": "yes"})
    refusal = refused(bare, a_case(bare))
    assert refusal is not None
    assert "[agreement_in_force]: an answer sets aside" in str(refusal)
    assert "no document shows it: Transfer agreement in force." in str(refusal.on_the_page)
    shown = a_line({**PARTS_FOR_XA, "agreement_in_force": "yes"}, evidence=(SHOWN,))
    assert refused(shown, a_case(shown)) is None
