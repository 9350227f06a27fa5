"""What the law calls things, in what a mistake says."""

import pytest

from app.bootstrap import composition
from app.domain.errors import Mendable
from app.domain.register.cases import DocumentKind
from app.services.documenting import detach_evidence
from app.wording.language import Language
from tests.builders import PARTS_FOR_XA, Official


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "Transfer agreement in force [agreement_in_force] is answered"),
        (Language.JA, "「防衛装備品・技術移転協定の発効〔agreement_in_force〕」の回答には"),
    ],
)
def test_a_fact_is_named_in_the_readers_language_with_its_id(desk: Official, language: Language, said: str) -> None:
    case = desk.a_case(PARTS_FOR_XA)
    document = desk.a_document(case.id, kind=DocumentKind.CONTRACT)
    desk.set_aside_agreement(case.lines[0].id, "yes", document)
    answer = desk.line(case.lines[0].id).answer("agreement_in_force")
    assert answer is not None
    with pytest.raises(Mendable) as refused:
        detach_evidence(desk, evidence_id=answer.evidence[0].id)
    assert composition.words_in(language).error(refused.value).startswith(said)
