"""Documents are kept as rows, and evidence links answers to their pages."""

from datetime import date

import pytest

from app.domain.errors import Mendable
from app.domain.register.cases import DocumentKind
from app.services.documenting import add_document, amend_document, attach_evidence, detach_evidence
from app.services.receiving import amend_particulars
from app.storage.register import sqlite
from tests.builders import Official, document_particulars

DIGEST = "ab" * 32


def test_a_document_is_kept_with_all_that_is_known_of_it(official: Official) -> None:
    case = official.a_case()
    particulars = document_particulars(
        kind=DocumentKind.END_USE_PLEDGE,
        title="需要者等の誓約書",
        from_whom="Navy of XA",
        dated=date(2026, 4, 30),
        reference="N-12",
        sha256=DIGEST,
        marking="restricted",
        file_name="需要者等の誓約書 (写).pdf",
    )
    event = add_document(official, case_id=case.id, particulars=particulars)
    document = official.case(case.id).document(event.document_id)
    assert document.particulars == particulars
    assert document.added_by == official.by
    assert official.kinds_of_events(case.id) == ["case_opened", "document_added"]


def test_a_document_needs_a_title_and_one_file_is_one_document(official: Official) -> None:
    case, other = official.a_case(), official.a_case()
    with pytest.raises(Mendable, match="needs a title"):
        official.a_document(case.id, title=" ")
    official.a_document(case.id, title="First", sha256=DIGEST)
    with pytest.raises(Mendable, match="“First”"):
        official.a_document(case.id, title="Second", sha256=DIGEST)
    official.a_document(other.id, sha256=DIGEST)
    official.a_document(case.id)
    official.a_document(case.id)
    with pytest.raises(ValueError, match="SHA-256"):
        official.a_document(case.id, sha256="0123")


def test_what_is_known_of_a_document_is_amended_but_not_its_file(official: Official) -> None:
    case = official.a_case()
    document = official.a_document(case.id, dated=None)
    (event,) = amend_document(official, document_id=document, changes={"dated": date(2026, 4, 1)})
    assert (event.before, event.after) == ("", "2026-04-01")
    assert official.case(case.id).document(document).particulars.dated == date(2026, 4, 1)
    same = amend_document(official, document_id=document, changes={"title": "Contract"})
    assert same == ()
    for field, value in {"sha256": DIGEST, "file_name": "other.pdf"}.items():
        with pytest.raises(ValueError, match=field):
            amend_document(official, document_id=document, changes={field: value})


def test_of_a_file_the_name_is_kept_and_never_the_path(official: Official) -> None:
    case = official.a_case()
    with pytest.raises(ValueError, match="a path"):
        official.a_document(case.id, sha256=DIGEST, file_name="/home/hanako/contract.pdf")
    with pytest.raises(Mendable, match="cannot be shown"):
        official.a_document(case.id, sha256=DIGEST, file_name="contract\u202efdp.exe")
    document = official.a_document(case.id, sha256=DIGEST, file_name="contract.pdf")
    database = official.work.register.database
    for name in ("other.pdf", "/home/contract.pdf"):
        with pytest.raises(sqlite.IntegrityError, match="another file is another document"):
            database.execute("UPDATE documents SET file_name = ? WHERE id = ?", (name, document))


def test_several_fields_of_a_document_are_amended_together_each_with_its_event(official: Official) -> None:
    case = official.a_case()
    document = official.a_document(case.id)
    events = amend_document(
        official,
        document_id=document,
        changes={"reference": "No. 7", "title": "Contract", "kind": DocumentKind.AGREEMENT, "dated": date(2026, 4, 1)},
    )
    assert {(event.field, event.after) for event in events} == {
        ("reference", "No. 7"),
        ("kind", "agreement"),
        ("dated", "2026-04-01"),
    }
    amended = official.case(case.id).document(document).particulars
    assert (amended.reference, amended.kind, amended.dated) == ("No. 7", DocumentKind.AGREEMENT, date(2026, 4, 1))
    assert official.kinds_of_events(case.id).count("document_amended") == 3


def test_a_refused_field_leaves_the_other_fields_of_its_document_as_they_were(official: Official) -> None:
    case = official.a_case()
    document = official.a_document(case.id)
    before = official.case(case.id)
    with pytest.raises(Mendable, match="Shorten it"):
        amend_document(
            official,
            document_id=document,
            changes={"title": "Pledge", "from_whom": "Navy of XA", "marking": "x" * 10_001},
        )
    assert official.case(case.id) == before
    assert "document_amended" not in official.kinds_of_events(case.id)


def test_one_document_supports_many_answers(official: Official) -> None:
    case = official.a_case({"weapon": "yes", "form": "finished"})
    document = official.a_document(case.id)
    for page, answer in enumerate(case.lines[0].answers, start=1):
        attach_evidence(official, answer_id=answer.id, document_id=document, page=str(page))
    shown = [answer.evidence[0] for answer in official.case(case.id).lines[0].answers]
    assert [(each.document_id, each.page) for each in shown] == [(document, "1"), (document, "2")]
    with pytest.raises(Mendable, match="already"):
        attach_evidence(official, answer_id=shown[0].answer_id, document_id=document, page="1")


def test_evidence_is_attached_to_the_answer_that_stands(official: Official) -> None:
    case = official.a_case({"weapon": "yes"})
    document, old = official.a_document(case.id), case.lines[0].answers[0]
    official.answer(case.lines[0].id, {"weapon": "no"})
    with pytest.raises(Mendable, match="changed since"):
        attach_evidence(official, answer_id=old.id, document_id=document)


def test_evidence_that_is_detached_leaves_the_answer_asserted(official: Official) -> None:
    case = official.a_case({"weapon": "yes"})
    answer = case.lines[0].answers[0]
    evidence = attach_evidence(official, answer_id=answer.id, document_id=official.a_document(case.id)).evidence_id
    detach_evidence(official, evidence_id=evidence)
    assert official.case(case.id).lines[0].answers[0].is_asserted
    with pytest.raises(Mendable, match="counts no longer"):
        detach_evidence(official, evidence_id=evidence)
    assert official.kinds_of_events(case.id)[-2:] == ["evidence_attached", "evidence_detached"]


def test_the_last_evidence_of_a_derived_fact_stays(official: Official) -> None:
    case = official.a_case({"destination": "XA"})
    line_id = case.lines[0].id
    official.set_aside_agreement(line_id, "yes", official.a_document(case.id))
    answer = official.line(line_id).answer("agreement_in_force")
    assert answer is not None
    evidence = answer.evidence[0].id
    with pytest.raises(Mendable, match="this is the last"):
        detach_evidence(official, evidence_id=evidence)
    attach_evidence(official, answer_id=answer.id, document_id=official.a_document(case.id), page="9")
    detach_evidence(official, evidence_id=evidence)
    answer = official.line(line_id).answer("agreement_in_force")
    assert answer is not None
    assert [shown.page for shown in answer.evidence] == ["9"]


def test_the_last_evidence_stays_on_a_day_whose_edition_does_not_derive_the_fact_too(official: Official) -> None:
    case = official.a_case({"destination": "XA"})
    line_id, in_2015 = case.lines[0].id, date(2015, 1, 5)
    official.set_aside_agreement(line_id, "yes", official.a_document(case.id))
    answer = official.line(line_id).answer("agreement_in_force")
    assert answer is not None
    assert "agreement_in_force" not in official.shelf.edition_on(in_2015).fact_by_id
    amend_particulars(official, case_id=case.id, field="assessed_on", value=in_2015)
    with pytest.raises(Mendable, match="this is the last"):
        detach_evidence(official, evidence_id=answer.evidence[0].id)
    assert official.line(line_id).answer("agreement_in_force") == answer
