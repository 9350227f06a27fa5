"""Every change of a case: how often the case is read for it, and what a mistake calls things."""

from datetime import date

import pytest

from app.bootstrap import composition
from app.domain.errors import Mendable
from app.domain.ids import CaseId
from app.domain.law.timeline import EntryIntoForce
from app.domain.register.cases import Case, DocumentKind
from app.domain.register.events import AnswerGiven, EditionPutInForce
from app.services.acting import Acting
from app.services.answering import give_answer
from app.services.changing import case_after, change_of_law
from app.services.documenting import detach_evidence
from app.wording.language import Language
from tests.builders import PARTS_FOR_XA, Official


@pytest.mark.parametrize("value", ["no", "yes"])
def test_a_case_is_read_twice_for_an_answer_and_handed_on_as_it_is_then(
    official: Official, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    case = official.a_case({"precedent": "yes"})
    read: list[CaseId] = []
    get = official.work.cases.get

    def counted(case_id: CaseId) -> Case:
        read.append(case_id)
        return get(case_id)

    monkeypatch.setattr(official.work.cases, "get", counted)

    def give(acting: Acting) -> AnswerGiven | None:
        return give_answer(acting, line_id=case.lines[0].id, fact="precedent", value=value)

    after, given = case_after(official, case.id, give)
    assert len(read) == 2
    assert (given is None) is (value == "yes")
    assert after == official.case(case.id)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "Transfer agreement in force [agreement_in_force] is answered"),
        (Language.JA, "「防衛装備品・技術移転協定の発効〔agreement_in_force〕」の回答には"),
    ],
)
def test_a_fact_is_named_in_the_readers_language_with_its_id(official: Official, language: Language, said: str) -> None:
    case = official.a_case(PARTS_FOR_XA)
    document = official.a_document(case.id, kind=DocumentKind.CONTRACT)
    official.set_aside_agreement(case.lines[0].id, "yes", document)
    answer = official.line(case.lines[0].id).answer("agreement_in_force")
    assert answer is not None
    with pytest.raises(Mendable) as refused:
        detach_evidence(official, evidence_id=answer.evidence[0].id)
    assert composition.words_in(language).error(refused.value).startswith(said)


def test_law_that_is_changed_without_an_event_is_a_fault_and_nothing_is_written(official: Official) -> None:
    entry = EntryIntoForce("2024-03-26", official.shelf.edition("2024-03-26").sha256, date(2026, 12, 1), "Taro Sato")
    with (
        pytest.raises(RuntimeError, match="without an event"),
        change_of_law(official, EditionPutInForce, "Taro Sato", "") as change,
    ):
        official.work.law.put_in_force(entry, change.at, change.by)
    assert official.work.law.on_record().entries == ()
    assert official.kinds_of_register_events() == []
