"""The screens offer an act exactly where the use case does not refuse it, whatever has been done with the case."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.errors import Mendable
from app.domain.ids import LineId, OfficialAnswerId
from app.domain.register.cases import Case, DocumentKind, DocumentParticulars
from app.domain.register.people import Role
from app.domain.register.refusals import refusal_of_official_answer
from app.services.answering import give_answer
from app.services.changing import raise_if_refused
from app.services.determining import record_determination
from app.services.documenting import add_document, amend_document, attach_evidence
from app.services.ending import close_case, reopen_case, withdraw_case
from app.services.receiving import add_line, amend_line, amend_particulars, remove_line
from app.services.referring import lines_referred, prepare_query, record_official_answer, withdraw_official_answer
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.header_model import header_says
from app.viewmodels.case.lines_model import ADD_LINE, CLOSE, REMOVE_LINE, REOPEN, WITHDRAW
from app.viewmodels.case.place import Stage
from app.viewmodels.questions.check_model import recording_says
from app.viewmodels.questions.documents_model import documents_says
from app.viewmodels.questions.evidence_model import LINK_DOCUMENT
from app.viewmodels.questions.letter_model import may_ask
from app.viewmodels.questions.particulars_model import case_form, line_form
from app.viewmodels.questions.query_model import answerable_rules, official_answers
from tests.builders import OFFICIAL_ANSWER, PARTS_FOR_XA, Official
from tests.viewmodels.surroundings import Office, an_office

ACTS = (
    *("withdraw", "close", "reopen", "remove line", "add line", "answer", "answer anew", "record"),
    *("answered for", "answered against", "take out"),
)
A_DOCUMENT = DocumentParticulars(DocumentKind.OTHER, "Offer")

#: The question whose answer a document is linked to; no act answers it anew.
LINKED = "weapon"


class Undone(Exception):
    """An act was about to be kept."""


def acts(desk: Official, case: Case, line_id: LineId) -> dict[str, Callable[[], object]]:
    """What can be done with a line and its case, by name."""
    against = OFFICIAL_ANSWER._replace(clears=False)
    return {
        "withdraw": lambda: withdraw_case(desk, case_id=case.id, reason="Given up."),
        "close": lambda: close_case(desk, case_id=case.id, reason="Closed as it is."),
        "reopen": lambda: reopen_case(desk, case_id=case.id, reason="Taken up again."),
        "remove line": lambda: remove_line(desk, line_id=line_id),
        "add line": lambda: add_line(desk, case_id=case.id, copy_answers_from=line_id),
        "answer": lambda: give_answer(desk, line_id=line_id, fact="treaty_breach", value=None),
        "answer anew": lambda: give_answer(desk, line_id=line_id, fact="treaty_breach", value="no"),
        "record": lambda: record_determination(desk, line_id=line_id),
        "answered for": lambda: record_official_answer(desk, case_id=case.id, particulars=OFFICIAL_ANSWER),
        "answered against": lambda: record_official_answer(desk, case_id=case.id, particulars=against),
        "add document": lambda: add_document(desk, case_id=case.id, particulars=A_DOCUMENT),
        "change document": lambda: amend_document(desk, document_id=case.documents[0].id, changes={"title": "Another"}),
        "particulars": lambda: amend_particulars(desk, case_id=case.id, field="title", value="Another"),
        "item": lambda: amend_line(desk, line_id=line_id, field="item", value="Another"),
        "link": lambda: link(desk, case, line_id),
        "query": lambda: prepare_query(desk.work, desk.shelf, line_id=line_id),
        "answer the query": lambda: answer_the_query(desk, case, line_id),
        "take out": lambda: [take_out(desk, answer.id) for answer in case.official_answers],
        **{f"take out {answer.id}": partial(take_out, desk, answer.id) for answer in case.official_answers},
    }


def link(desk: Official, case: Case, line_id: LineId) -> object:
    """Link the document of the case to an answer that every line has."""
    answer = case.line(line_id).answer(LINKED)
    assert answer is not None
    return attach_evidence(desk, answer_id=answer.id, document_id=case.documents[0].id)


def answer_the_query(desk: Official, case: Case, line_id: LineId) -> object:
    """Record an official answer to what is to be referred of the line; others may wait for theirs all the same."""
    prepare_query(desk.work, desk.shelf, line_id=line_id)
    compiled = desk.shelf.compiled(desk.shelf.id_on(case.particulars.assessed_on))
    referred = lines_referred(OFFICIAL_ANSWER.rule, case, compiled, desk.shelf.reference())
    of_line = {key: counts for key, counts in referred.items() if key == line_id}
    raise_if_refused(refusal_of_official_answer(OFFICIAL_ANSWER.rule, case, compiled.edition, of_line))
    return record_official_answer(desk, case_id=case.id, particulars=OFFICIAL_ANSWER)


def take_out(desk: Official, official_answer_id: OfficialAnswerId) -> object:
    """Take an official answer out of account."""
    return withdraw_official_answer(desk, official_answer_id=official_answer_id, reason="Replaced.")


def offered(model: CaseModel) -> dict[str, bool]:
    """Which acts the screens offer for the line shown."""
    return {
        "withdraw": WITHDRAW.is_possible(model),
        "close": CLOSE.is_possible(model),
        "reopen": REOPEN.is_possible(model),
        "remove line": REMOVE_LINE.is_possible(model),
        "add line": ADD_LINE.is_possible(model),
        "answer": model.may_change,
        "answer anew": model.may_change,
        "record": recording_says(model).may_record,
        "add document": documents_says(model).may_add,
        "change document": bool(documents_says(model).documents[0].change),
        "particulars": "title" in case_form(model).open,
        "item": "item" in line_form(model).open,
        "link": LINK_DOCUMENT.is_possible(model),
        "query": may_ask(model),
        "answer the query": bool(answerable_rules(model)),
        **{f"take out {answer.id}": bool(answer.withdraw) for answer in official_answers(model)},
    }


def possible(desk: Official, case: Case, line_id: LineId, names: Iterable[str]) -> dict[str, bool]:
    """Which of the acts the use cases would do; nothing of it is kept."""
    found, known = {}, acts(desk, case, line_id)
    with patch.object(desk.work, "commit", side_effect=Undone):
        for name in names:
            try:
                known[name]()
                found[name] = True
            except Undone:
                found[name] = True
            except Mendable:
                found[name] = False
    return found


def offered_as(office: Office, model: CaseModel, account: str, case: Case, line_id: LineId) -> None:
    """What the screens offer somebody is what the use cases would do for them, and who may not is told who may."""
    office.session.act_as(account)
    desk = office.register._replace(person=office.register.work.people.get(account))
    shown = offered(model)
    assert shown == possible(desk, case, line_id, shown), account
    is_told = not case.state.has_ended and not desk.person.holds(Role.OFFICER, desk.clock.today())
    assert header_says(model).notice.startswith(f"{desk.person.names.en} can't do this: it is for officer.") is is_told


@settings(max_examples=settings().max_examples // 10)
@given(done=st.lists(st.tuples(st.sampled_from(ACTS), st.booleans()), max_size=10), role=st.sampled_from(Role))
@example(done=[("record", False), ("close", False), ("reopen", False), ("add line", False)], role=Role.RECORDER)
@example(done=[("answered against", False)], role=Role.ADMINISTRATOR)
@example(
    done=[("answered for", False), ("record", False), ("answer", False), ("withdraw", False), ("take out", False)],
    role=Role.OFFICER,
)
def test_an_act_is_offered_where_it_is_not_refused(done: list[tuple[str, bool]], role: Role) -> None:
    with TemporaryDirectory() as folder, an_office(Path(folder)) as office:
        desk, case = office.register, office.case(PARTS_FOR_XA)
        add_document(desk, case_id=case.id, particulars=A_DOCUMENT)
        for act, is_last in (("answer anew", False), *done):
            chosen = case.lines[-1 if is_last else 0]
            with suppress(Mendable):
                acts(desk, case, chosen.id)[act]()
            case = desk.case(case.id)
            model = office.open(case)
            for line in case.lines:
                model.choose_line(line.id)
                model.go_to_stage(Stage.REQUEST)
                model.go_to_fact(LINKED)
                for account in (role.value, "hanako"):
                    offered_as(office, model, account, case, line.id)
        assert office.troubles == []
