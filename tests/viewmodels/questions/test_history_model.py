"""What was answered before, and what was recorded before, as they are told."""

from datetime import date

from app.domain.register.cases import DocumentKind, RecordedDetermination
from app.statements.recorded_report import RecordedSays
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import new_line_form
from app.viewmodels.case.place import Stage
from app.viewmodels.determination.recorded_model import recorded_says
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.questions.check_model import check_says
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.history_model import AnswerHistorySays, read_history
from app.viewmodels.questions.question_model import question_says
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office


def history_of(model: CaseModel, fact: str) -> AnswerHistorySays:
    """What is told of the answers to a question."""
    told: list[AnswerHistorySays] = []
    read_history(model, fact, told.append)
    return told[0]


def recorded_twice(office: Office) -> CaseModel:
    """A line with two determinations: the earlier without fighting, the later with it."""
    model = office.open(office.case(MISSILES))
    model.record()
    model.answer("fighting", "yes")
    model.answer("special_circumstances", "no")
    model.record()
    return model


def read(model: CaseModel, recorded: RecordedDetermination) -> RecordedSays:
    """What is told of a recorded determination."""
    return recorded_says(model, recorded)


def test_an_answer_has_a_history_once_it_was_changed_or_taken_back(office: Office) -> None:
    model = office.open(office.case({"weapon": "yes", "form": "finished"}))
    assert model.interview.line.revised == frozenset()
    model.answer("weapon", "no")
    model.take_back("form")
    assert model.interview.line.revised == {"weapon", "form"}
    fact = model.interview.edition.fact_by_id["form"]
    assert question_says(model.interview, model.phrases, fact, may_change=True).has_history
    rows = {row.target: row for section in check_says(model).sections for row in section.rows}
    assert [target for target, row in rows.items() if row.has_history] == ["form", "weapon"]


def test_the_history_tells_value_time_name_and_evidence(office: Office) -> None:
    model = office.open(office.case({"weapon": "yes"}))
    kind = DocumentKind.CONTRACT.value
    new_document_form(model).hand_in(kind=kind, title="Contract", from_whom="METI", dated=date(2026, 5, 1))
    evidence_form(model, "weapon", None).hand_in(document_id=model.case.documents[0].id, page="7")
    model.answer("weapon", None)
    model.take_back("weapon")
    says = history_of(model, "weapon")
    assert [entry.value for entry in says.entries] == [
        "The answer was taken back",
        "Not yet known",
        "Yes, a weapon",
    ]
    assert [entry.state for entry in says.entries] == ["not answered now", "", ""]
    assert says.entries[2].evidence == ("METI, Contract, 2026-05-01, p. 7",)
    answer = office.register.line(model.line_id)
    assert answer.answer("weapon") is None
    assert office.session.words.person(office.register.by) in says.entries[0].given


def test_a_copied_answer_says_so(office: Office) -> None:
    model = office.open(office.case({"weapon": "yes"}))
    new_line_form(model).hand_in(item="Training", copy_from=model.line_id)
    model.answer("weapon", "no")
    says = history_of(model, "weapon")
    assert "copied from another line" in says.entries[1].given
    assert says.entries[0].state == "the answer now"


def test_a_superseded_record_is_told_from_what_was_stored(office: Office) -> None:
    model = recorded_twice(office)
    first, second = model.earlier
    says = read(model, first)
    assert says.is_superseded
    assert says.mark == "Superseded"
    assert "Determination no. 2" in says.mark_says
    assert says.report.outcome.startswith("Within the cases that may be permitted")
    assert says.report.rules[0].reasons
    assert says.report.steps
    assert says.edition_id == "2026-04-21"
    facts = {answer.label: answer.value for answer in says.answers}
    assert facts[model.phrases.fact("destination")] == "Philippines"
    assert not read(model, second).is_superseded
    assert report_says(model).records[1].text.startswith("no. 1 [superseded]")


def test_a_record_says_what_the_live_determination_said(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    model.record()
    live, stored = report_says(model), read(model, model.earlier[0]).report
    for part in ("outcome", "rules", "why_not", "steps", "notices", "commitments", "recommended", "points"):
        assert getattr(stored, part) == getattr(live, part), part
    assert (stored.curable, stored.world, stored.no_changes) == (live.curable, live.world, live.no_changes)


def test_a_record_is_told_in_both_languages(office: Office) -> None:
    model = recorded_twice(office)
    english = read(model, model.earlier[0])
    office.session.language.switch(Language.JA)
    japanese = read(model, model.earlier[0])
    assert japanese.title == "明細1の第1号の判定"
    assert len(japanese.report.rules[0].reasons) == len(english.report.rules[0].reasons)


def test_a_record_of_an_edition_that_is_not_at_hand_is_shown_all_the_same(office: Office) -> None:
    model = recorded_twice(office)
    text = model.earlier[0].record_text.replace('"fighting"', '"fighting_of_old"').replace('"nsc"', '"nsc_of_old"')
    gone = model.earlier[0]._replace(edition_id="2031-01-01", record_text=text)
    says = read(model, gone)
    assert says.edition_id == ""
    assert "2031-01-01" in says.report.notices_of_change[0]
    misses = (*says.report.why_not.near, *says.report.why_not.far)
    assert any("fighting_of_old" in reason for miss in misses for reason in miss.lacking)
    changed = model.earlier[0]._replace(edition_sha256="0" * 64)
    assert read(model, changed).report.notices_of_change


def test_the_record_that_is_read_gives_way_to_every_other_step(office: Office) -> None:
    model = recorded_twice(office)
    model.read_record(model.earlier[0].id)
    assert model.place.record is model.earlier[0]
    model.go_to_stage(Stage.DETERMINATION)
    assert model.place.record is None
