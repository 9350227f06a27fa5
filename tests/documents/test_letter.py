"""The query is an official letter: numbered, dated by the era, addressed, its points below 記, 以上 at its end."""

import re
from datetime import date

import pytest

from app.bootstrap import composition
from app.documents.document import Table
from app.documents.press import Press
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.place import Stage
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.letter_model import ask_for_letter, may_ask
from app.viewmodels.session.form import Form
from app.viewmodels.session.paper_model import Paper
from app.viewmodels.session.session import Reply
from app.wording.language import Language
from app.wording.letter_words import phrases_of_letters
from app.wording.phrases import Phrases
from tests.documents.reading import body_of, squeezed
from tests.viewmodels.surroundings import MISSILES, Office

HEAD = {
    "number": "防装庁第123号",
    "dated": date(2026, 11, 22),
    "addressee": "経済産業省貿易経済安全保障局長",
    "sender": "防衛装備庁装備政策部長\n防衛 太郎",
    "contact": "国際装備課",
    "reply_by": date(2026, 12, 20),
}


@pytest.fixture
def to_canada(office: Office) -> CaseModel:
    """A case that a refer rule holds up, with a fact that was answered "not yet known"."""
    model = office.open(office.case({**MISSILES, "destination": "CA", "careful_consideration": "no"}))
    model.take_back("precedent")
    model.answer("precedent", None)
    return model


def asked(model: CaseModel) -> Form:
    """The form of the letter."""
    forms: list[Form] = []
    model.form_wanted.connect(forms.append)
    ask_for_letter(model)
    model.form_wanted.disconnect(forms.append)
    return forms[0]


def written(model: CaseModel, **entered: object) -> Paper:
    """The letter, with its entries filled in."""
    papers: list[Paper] = []
    model.paper_made.connect(papers.append)
    asked(model).hand_in(None, **{**HEAD, **entered})
    return papers[0]


def lines_of(paper: Paper) -> list[str]:
    """Its lines, without the blanks that place them."""
    return [line.strip(" 　") for line in paper.text.splitlines() if line.strip(" 　")]


def test_everything_stands_in_its_place(to_canada: CaseModel, office: Office) -> None:
    lines = lines_of(written(to_canada))
    if office.session.words.language is Language.JA:
        expected: tuple[str, ...] = (
            "防装庁第123号",
            "令和8年11月22日",
            "経済産業省貿易経済安全保障局長　殿",
            "防衛装備庁装備政策部長",
            "防衛 太郎",
            "防衛装備の海外移転に係る規則の適用について（照会）",
            "標記の件について、下記のとおり照会しますので、令和8年12月20日までに御回答願います。",
            "記",
            "1　対象となる移転",
            "2　照会事項",
            "3　当方で確認できていない事実",
            "4　事実関係及び根拠資料",
            "5　回答の方法",
            "以上",
        )
    else:
        expected = (
            "Reference number: 防装庁第123号",
            "November 22, 2026",
            "To: 経済産業省貿易経済安全保障局長",
            "防衛装備庁装備政策部長",
            "防衛 太郎",
            "Application of the rules on transfers of defense equipment (query)",
            "1. The transfer",
            "2. Points on which an answer is asked",
            "3. Facts that could not be established here",
            "End of the letter",
        )
    places = [lines.index(line) for line in expected]
    assert places == sorted(places)


def test_the_letter_asks_by_words_and_names_no_number_of_ours(to_canada: CaseModel, office: Office) -> None:
    text, edition = written(to_canada).text, to_canada.interview.edition
    rule = next(rule for rule in edition.rules if rule.id == "agreement-unconfirmed")
    points = [edition.point(point) for point in rule.origin.unverified]
    assert points
    for wanted in (rule.label, rule.says, *(point.says for point in points if point)):
        assert phrases_of_letters(to_canada.phrases).words.text(wanted) in text
    assert "U-0" not in text
    assert "root" not in text


def test_a_fact_that_is_not_known_is_asked(to_canada: CaseModel, office: Office) -> None:
    text, fact = written(to_canada).text, to_canada.interview.edition.fact_by_id["precedent"]
    assert fact.question is not None
    assert office.session.words.text(fact.question) in text


def test_not_yet_known_leads_to_a_letter_where_no_rule_refers(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    assert not may_ask(model), "everything is known, and nothing is to be referred"
    model.answer("destination", None)
    assert may_ask(model)
    lines = lines_of(written(model))
    assert office.session.words._("Facts of an overseas transfer of defense equipment (query)") in lines
    assert office.session.words._("Points on which an answer is asked") not in "".join(lines)


def test_the_pages_say_what_the_letter_says_and_the_bytes_are_the_same(to_canada: CaseModel, press: Press) -> None:
    paper = written(to_canada)
    document = paper._document
    pdf = press.pdf(document)
    body = body_of(pdf, document)
    assert all(squeezed(line) in body for line in lines_of(paper)[1:-1] if "\t" not in line)
    assert press.pdf(document) == pdf


def test_what_was_entered_stands_in_the_form_the_next_time(to_canada: CaseModel) -> None:
    written(to_canada)
    assert {field.name: field.value for field in asked(to_canada).fields} == HEAD


def test_what_was_begun_stands_in_the_form_the_next_time_also_when_the_case_was_closed(
    to_canada: CaseModel, office: Office
) -> None:
    begun = {**HEAD, "number": "防装庁第124号", "dated": "令和8年11月", "addressee": ""}
    form = asked(to_canada)
    assert form.leave is not None
    form.leave(**begun)
    again = office.open(office.register.case(to_canada.case.id))
    assert {field.name: field.value for field in asked(again).fields} == begun, "a date that can't be read, too"


def test_every_date_has_the_one_form_of_letters(to_canada: CaseModel, office: Office) -> None:
    new_document_form(to_canada).hand_in(title="契約書（2026年3月1日付）", dated=date(2026, 3, 1), reference="第5号")
    evidence_form(to_canada, "destination", None).hand_in(document_id=to_canada.case.documents[-1].id, page="2")
    text = written(to_canada).text.replace("契約書（2026年3月1日付）", "")
    if office.session.words.language is Language.JA:
        assert "令和8年3月1日" in text
        assert "令和8年5月20日" in text
        assert not re.search(r"[0-9]{4}(年|-[0-9]{2}-)", text)
    else:
        assert "March 1, 2026" in text
        assert "May 20, 2026" in text
        assert not re.search(r"[0-9]{4}-[0-9]{2}-|[0-9] [A-Z][a-z]+ [0-9]{4}", text)


@pytest.mark.parametrize("edition_id", ["2014-04-01", "2026-04-21"])
def test_what_the_law_says_has_no_western_date_in_a_japanese_letter(office: Office, edition_id: str) -> None:
    shelf = office.session.shelf
    words = composition.words_in(Language.JA)
    phrases = phrases_of_letters(Phrases(words, shelf.edition(edition_id), shelf.reference()))
    texts = [rule.says for rule in phrases.edition.rules] + [point.says for point in phrases.edition.points]
    assert any("年" in text.ja and re.search("[0-9]{4}年", text.ja) for text in texts)
    assert not [text.ja for text in texts if re.search("[0-9]{4}年", phrases.words.text(text))]


def test_who_writes_stands_in_the_letter_about_another_line(to_canada: CaseModel, office: Office) -> None:
    written(to_canada)
    other = office.open(office.case({**MISSILES, "destination": "CA"}))
    stands = {field.name: field.value for field in asked(other).fields}
    assert (stands["sender"], stands["contact"]) == (HEAD["sender"], HEAD["contact"])
    assert (stands["number"], stands["addressee"]) == ("", "")


@pytest.mark.parametrize(
    "entered", [{"addressee": " "}, {"sender": ""}, {"reply_by": date(2026, 11, 21)}, {"number": "x\x00"}]
)
def test_an_entry_that_will_not_do_is_refused_in_sight_and_kept(
    to_canada: CaseModel, entered: dict[str, object]
) -> None:
    papers: list[Paper] = []
    to_canada.paper_made.connect(papers.append)
    reply, refusals = Reply(), list[str]()
    reply.refused.connect(refusals.append)
    asked(to_canada).hand_in(reply, **{**HEAD, **entered})
    assert len(refusals) == 1
    assert not papers
    assert to_canada.session.letters_begun[to_canada.case.id, to_canada.line_id] == {**HEAD, **entered}


@pytest.mark.usefixtures("real_cases")
def test_a_letter_of_a_register_for_real_cases_carries_no_mark(to_canada: CaseModel) -> None:
    assert "TRAINING" not in written(to_canada).text


def test_asking_is_offered_where_the_determination_is(to_canada: CaseModel) -> None:
    to_canada.go_to_stage(Stage.DETERMINATION)
    assert may_ask(to_canada)


def test_the_text_that_is_copied_has_the_headings_of_its_tables_and_a_blank_behind_each_number(
    to_canada: CaseModel,
) -> None:
    paper = written(to_canada)
    tables = [part for part in paper._document.parts if isinstance(part, Table) and len(part.columns) > 2]
    assert tables
    lines = lines_of(paper)
    for table in tables:
        at = lines.index("\t".join(table.columns))
        assert lines[at + 1].startswith(table.rows[0].cells[0])
    numbered = [line for line in lines if line.startswith("(1)")]
    assert numbered
    assert all(line.startswith("(1) ") for line in numbered)


def test_every_entry_of_a_letter_begins_with_a_capital(to_canada: CaseModel, office: Office) -> None:
    if office.session.words.language is Language.JA:
        return
    for table in (part for part in written(to_canada)._document.parts if isinstance(part, Table)):
        begun = [cell for row in table.rows for cell in row.cells if cell[:1].islower()]
        assert begun == []
