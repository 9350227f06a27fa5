"""The papers of a procedure say what is on record: to be filled in, filled in, permitted, drafted; page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest

from app.documents.document import Blank, Heading, Items, Note, Part, text_of
from app.documents.papers_offered import PaperOffered
from app.documents.press import Press
from app.documents.step_sheet import CHOSEN, NOT_CHOSEN, Sheet, step_sheet
from app.domain.procedure.entries import EntryState
from app.domain.procedure.permits import PermitState, permit_said
from app.rehearsals.rehearsal import RehearsedAct
from app.wording.language import Language
from tests.documents.played_case import Played, played
from tests.documents.reading import body_of, metadata_of, read, said_by, squeezed

#: Each with the language in which its pages are read.
REHEARSED = {
    "four_ministers": Language.JA,
    "fact_changed_after_three_of_four": Language.EN,
    "lines_with_different_steps": Language.JA,
    "objection_carried_on": Language.EN,
    "conditions": Language.JA,
    "permit_refused": Language.EN,
    "returned_and_requested_again": Language.JA,
    "permits_in_parts": Language.EN,
}


class Told:
    """A case that was played, with its papers in one language; each PDF is made once."""

    def __init__(self, case: Played, language: Language, press: Press) -> None:
        self.case, self.language = case, language
        self.papers = case.papers(language)
        self.phrases, self.words = self.papers.phrases, self.papers.words
        self.offered = case.offered(language)
        self._press, self._pdfs = press, dict[int, bytes]()

    def pdf(self, paper: PaperOffered) -> bytes:
        """The PDF of a paper."""
        at = self.offered.index(paper)
        if at not in self._pdfs:
            self._pdfs[at] = self._press.pdf(paper.make())
        return self._pdfs[at]

    def of(self, name: str, office: str = "", *, is_filled: bool = False) -> PaperOffered:
        """A paper by what it is of."""
        return next(
            each for each in self.offered if (each.of, each.office, each.is_filled) == (name, office, is_filled)
        )

    @property
    def steps(self) -> dict[str, Any]:
        """The steps of the state, by id."""
        return {step["id"]: step for step in self.case.state["steps"]}


Get = Callable[[str], Told]


@pytest.fixture(scope="module")
def get(press: Press) -> Iterator[Get]:
    """Rehearsals by their names, each played once."""
    made: dict[str, Told] = {}
    with ExitStack() as stack:

        def got(name: str) -> Told:
            if name not in made:
                made[name] = Told(stack.enter_context(played(name)), REHEARSED[name], press)
            return made[name]

        yield got


@pytest.fixture(params=REHEARSED)
def told(request: pytest.FixtureRequest, get: Get) -> Told:
    """Each rehearsal."""
    return get(request.param)


@pytest.fixture
def changed(get: Get) -> Told:
    """A fact changed after three of four ministers had signed; everything was asked again."""
    return get("fact_changed_after_three_of_four")


@pytest.fixture
def conditions(get: Get) -> Told:
    """A decision with conditions, carried on to the permit."""
    return get("conditions")


def blanks(paper: PaperOffered) -> list[Blank]:
    """The places on a form, from first to last."""
    return [part for part in paper.make().parts if isinstance(part, Blank)]


def headings(parts: tuple[Part, ...]) -> list[str]:
    """The headings, from first to last."""
    return [part.text for part in parts if isinstance(part, Heading)]


def ticked(blank: Blank) -> list[str]:
    """What is ticked in a place."""
    assert all(each[:2] in (f"{CHOSEN} ", f"{NOT_CHOSEN} ") for each in blank.ticks)
    return [each[2:] for each in blank.ticks if each.startswith(CHOSEN)]


# -- the pages


def one_of_each(told: Told) -> list[PaperOffered]:
    """A paper of each kind: to read pages takes long."""
    return list({(each.make().title, each.is_filled): each for each in told.offered}.values())


def test_the_text_of_the_pages_is_what_the_paper_says(changed: Told, conditions: Told) -> None:
    for told, paper in [
        *((changed, each) for each in one_of_each(changed)[::2]),
        *((conditions, each) for each in one_of_each(conditions)[1::3]),
    ]:
        document = paper.make()
        body = body_of(told.pdf(paper), document)
        assert [text for text in said_by(document) if squeezed(text) not in body] == [], paper.label


def test_each_page_bears_number_mark_code_and_what_the_code_is_for(conditions: Told) -> None:
    told = conditions
    for paper in one_of_each(told)[::2]:
        document, pages = paper.make(), read(told.pdf(paper)).pages
        for number, page in enumerate(pages, 1):
            text = squeezed(page.extract_text())
            assert f"{number}/{len(pages)}" in text
            assert told.case.state["number"] in text
            assert text.count("訓練TRAINING") == 2, "at the head, and across the page"
            assert all(squeezed(foot) in text for foot in document.foot)
            if paper.request is not None:
                assert paper.request.code in text


def test_papers_claim_to_be_kept_and_to_be_read_by_all(changed: Told) -> None:
    """That the claims hold is the word of typst, which refuses a document that breaks them."""
    kinds = {paper.make().template: paper for paper in changed.offered}
    assert set(kinds) == {"sheet", "letter"}
    for paper in kinds.values():
        metadata, root = metadata_of(changed.pdf(paper)), read(changed.pdf(paper)).trailer["/Root"]
        for claim in ("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1"):
            assert claim in metadata
        assert root["/Lang"] == "en"  # type: ignore[index]
        assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_a_paper_is_the_same_bytes_each_time(changed: Told, press: Press) -> None:
    with played("fact_changed_after_three_of_four") as again:
        others = again.offered(Language.EN)
        assert [each.label for each in others] == [each.label for each in changed.offered]
        for paper, other in zip(changed.offered, others, strict=True):
            assert paper.make() == other.make()
        for paper in one_of_each(changed)[::2]:
            other = others[changed.offered.index(paper)]
            assert press.pdf(other.make()) == changed.pdf(paper), paper.label


def test_a_blank_sheet_is_the_same_whatever_was_done_since(press: Press) -> None:
    with played("fact_changed_after_three_of_four", until="r2") as then:
        blank = step_sheet(then.papers(Language.JA), Sheet(then.case.procedure.requests[-1]))  # type: ignore[union-attr]
        code = then.codes["r2"]
    with played("fact_changed_after_three_of_four") as now:
        procedure = now.case.procedure
        assert procedure is not None
        request = next(each for each in procedure.requests if each.code == code)
        assert press.pdf(step_sheet(now.papers(Language.JA), Sheet(request))) == press.pdf(blank)


def test_how_a_case_is_handled_stands_on_each_page_and_a_live_paper_bears_no_mark(changed: Told, press: Press) -> None:
    case = changed.case.case
    case = case._replace(particulars=case.particulars._replace(marking="secret"))
    papers = changed.papers._replace(case=case, is_training=False)
    request = changed.case.case.procedure.requests[0]  # type: ignore[union-attr]
    pages = read(press.pdf(step_sheet(papers, Sheet(request, "mofa")))).pages
    for page in pages:
        text = page.extract_text()
        assert "Secret" in text
        assert "TRAINING" not in text


# -- what sheets say


def test_what_is_filled_in_is_what_the_state_says(told: Told) -> None:
    seen = 0
    for paper in told.offered:
        if not paper.is_filled or not paper.office or paper.request is None:
            continue
        step = told.steps[paper.of]
        if paper.request.code != step["code"]:
            continue  # what came back on an earlier sheet
        seen += 1
        if step["kind"] == "finding":
            expected = {
                told.phrases.slot(each["slot"]): (told.phrases.view(each["view"]), each["state"])
                for each in step["findings"]
                if each["office"] == paper.office and each["lines"]
            }
            found = {}
            for blank in blanks(paper):
                for tick in ticked(blank):
                    state = next(s for s in EntryState if f"{told.phrases.entry_state(s)}" in blank.text[-30:])
                    found[blank.label.partition("〔" if told.language is Language.JA else " [")[0]] = tick, state.value
            assert found == expected, paper.label
        elif step["kind"] in ("each", "meeting"):
            (last,) = [each for each in step["decisions"] if each["office"] == paper.office and each["lines"]][-1:]
            (blank,) = [each for each in blanks(paper) if each.ticks]
            assert ticked(blank) == [told.phrases.decision(last["decision"])]
            assert blank.text == told.phrases.entry_state(EntryState(last["state"]))
    assert seen >= 4


def test_a_blank_sheet_has_a_place_for_each_question_and_for_each_signature(told: Told) -> None:
    for paper in told.offered:
        if paper.request is None or paper.is_filled:
            continue
        step = told.steps[paper.of]
        places = blanks(paper)
        assert [tick for blank in places for tick in ticked(blank)] == []
        assert [blank.text for blank in places if blank.text] == []
        offices = headings(paper.make().parts)
        if step["kind"] == "finding":
            assert len([blank for blank in places if len(blank.ticks) == 3]) >= 11
            assert told.phrases.body(paper.office) in offices
        if step["kind"] == "each":
            asked = len({each["office"] for each in step["decisions"]} | set(step["missing"]))
            assert len([blank for blank in places if blank.ticks]) == (1 if paper.office else asked)


def test_for_four_ministers_there_is_one_sheet_and_four_single_ones(changed: Told) -> None:
    blank = [each.office for each in changed.offered if each.of == "nsc_four_ministers" and not each.is_filled]
    ministers = ["prime_minister", "chief_cabinet_secretary", "foreign_minister", "defense_minister"]
    assert blank == ["", *ministers]
    assert len([each for each in blanks(changed.of("nsc_four_ministers")) if each.ticks]) == 4


def test_a_sheet_after_a_change_begins_with_what_has_changed_for_whom_and_with_nothing_else(changed: Told) -> None:
    parts = changed.of("nsc_four_ministers").make().parts
    first = headings(parts)[0]
    signed = ("prime_minister", "chief_cabinet_secretary", "foreign_minister")
    assert all(changed.phrases.body(office) in first for office in signed)
    assert changed.phrases.body("defense_minister") not in first
    at = next(at for at, part in enumerate(parts) if isinstance(part, Heading))
    (item,) = next(part for part in parts[at:] if isinstance(part, Items)).items
    fact, before, now = (
        changed.phrases.fact("item_heading"),
        *(changed.phrases.value("item_heading", v) for v in "23"),
    )
    assert item.label == f"{fact}: {before} → {now}"
    # The fourth minister had decided on nothing yet, and those who are asked first have nothing to compare.
    for paper in (changed.of("nsc_four_ministers", "defense_minister"), changed.of("meti_permit", "meti_minister")):
        assert not any(each.startswith("Changed since") for each in headings(paper.make().parts))
    requests = changed.case.case.procedure.requests  # type: ignore[union-attr]
    before_it = step_sheet(changed.papers, Sheet(requests[1]))
    assert not any(each.startswith("Changed since") for each in headings(before_it.parts))


def test_what_was_objected_to_stands_first(get: Get) -> None:
    told = get("objection_carried_on")
    (step,) = [each for each in told.case.state["steps"] if each["kind"] == "finding"]
    against = [each for each in step["findings"] if each["view"] == "objection" and each["state"] == "confirmed"]
    assert against
    parts = told.of("nsc", "nsc").make().parts
    notes = [at for at, part in enumerate(parts) if isinstance(part, Note)]
    assert notes[0] < next(at for at, part in enumerate(parts) if isinstance(part, Heading))
    (note,) = [part for part in parts if isinstance(part, Note)]
    assert len(note.lines) == 1 + len(against)
    for each in against:
        named = f"{told.phrases.body(each['office'])}, {told.phrases.slot(each['slot'])}"
        assert any(line.startswith(named) for line in note.lines)


def test_lines_outside_the_procedure_are_named_on_each_sheet_and_record(get: Get) -> None:
    told = get("lines_with_different_steps")
    (outside,) = [
        line for line in told.case.case.lines if not any(line.position in s["lines"] for s in told.steps.values())
    ]
    for paper in told.offered:
        if paper.make().template == "sheet":
            text = text_of(paper.make())
            assert told.words._("Lines outside the procedure") in text
            assert outside.particulars.item in text


def test_conditions_are_carried_on_with_their_numbers(conditions: Told) -> None:
    decided = [each for each in conditions.case.state["conditions"] if each["from"] != "meti_permit"]
    assert len(decided) == 2
    parts = conditions.of("meti_permit", "meti_minister").make().parts
    listed = [part for part in parts if isinstance(part, Items) and part.numbers]
    (items,) = listed
    assert list(items.numbers) == [f"({each['n']})" for each in decided]
    assert [item.label for item in items.items] == [each["text"] for each in decided]


def test_on_what_ground_somebody_signed_for_another_office_stands_wherever_the_signature_does(press: Press) -> None:
    ground = "職務代行（架空の根拠）"

    def act_for(act: RehearsedAct) -> RehearsedAct:
        return act._replace(fields={**act.fields, "acting": ground}) if act.key == "m4" else act

    with played("four_ministers", alter=act_for) as case:
        told = Told(case, Language.JA, press)
        shown = [
            told.of("nsc_four_ministers", "defense_minister", is_filled=True),
            told.of("nsc_four_ministers", is_filled=True),
            told.of("meti_permit", "meti_minister"),
            told.of("diet_notice"),
            told.of(case.state["permits"][0]["number"]),
        ]
        for paper in shown:
            assert ground in text_of(paper.make()), paper.label
        assert ground not in text_of(told.of("nsc_four_ministers", "prime_minister", is_filled=True).make())


# -- permits and notices


def test_the_record_of_a_permit_says_what_the_state_says(told: Told) -> None:
    for permit in told.case.state["permits"]:
        if permit["state"] in ("withdrawn", "corrected"):
            continue
        said = text_of(told.of(permit["number"]).make())
        words = told.words
        procedure = told.case.case.procedure
        assert procedure is not None
        entry = next(each for each in procedure.permits() if permit_said(each).number == permit["number"])
        for text in (
            permit["number"],
            words.date(entry.dated),
            *(str(quantity) for quantity in permit["lines"].values()),
        ):
            assert text in said
        state = told.phrases.permit_state(PermitState(permit["state"]))
        until = words.date(date.fromisoformat(permit["valid_until"]))
        assert words._("{state}, until {day}", state=state, day=until) in said


def test_each_notice_of_the_edition_has_a_draft_that_says_it_is_one_in_the_words_of_the_edition(told: Told) -> None:
    drafts = [paper for paper in told.offered if paper.make().template == "letter"]
    assert [paper.of for paper in drafts] == [notice["id"] for notice in told.case.state["notices"]]
    draft = {Language.JA: "案", Language.EN: "draft"}[told.language]
    for paper in drafts:
        document = paper.make()
        assert draft in document.title
        first = document.parts[0]
        assert isinstance(first, Note)
        assert draft in first.lines[0]
        entry = told.phrases.edition.entry_by_id[paper.of]
        assert told.words.text(entry.says) in said_by(document)
        for point in entry.origin.unverified:
            assert any(point in text for text in said_by(document))


def test_nothing_is_put_on_paper_before_it_was_asked() -> None:
    with played("four_ministers", until="d1") as case:
        assert case.offered(Language.EN) == ()
