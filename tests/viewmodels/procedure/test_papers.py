"""The papers of a procedure in the window: which can be chosen, and what comes of the choice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.documents.document import text_of
from app.domain.procedure.sheet_file import read_sheet
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.papers_model import PAPERS
from app.viewmodels.session.form import Form
from app.viewmodels.session.paper_model import Paper
from app.wording.language import Language
from tests.documents.played_case import Played, played
from tests.domain.procedure.sheets import verify
from tests.viewmodels.surroundings import session_on


class Asked(NamedTuple):
    """A case in the window, with what it was asked to show."""

    case: Played
    model: CaseModel
    forms: list[Form]
    papers: list[Paper]

    def show(self, label: str) -> Paper:
        """The paper with a label."""
        PAPERS.do(self.model)
        (field,) = self.forms[-1].fields
        (chosen,) = [at for at, named in field.choices if named == label]
        self.forms[-1].hand_in(paper=chosen)
        return self.papers[-1]


def asked_of(case: Played) -> Asked:
    """A case that was played, opened in the window."""
    stage = case.stage
    model = CaseModel(session_on(stage.work, stage.clock, stage.shelf, Language.JA), case.case)
    asked = Asked(case, model, [], [])
    model.form_wanted.connect(asked.forms.append)
    model.paper_made.connect(asked.papers.append)
    return asked


@pytest.fixture(scope="module")
def asked(qapp: object) -> Iterator[Asked]:
    """A case of which everything was asked."""
    with played("fact_changed_after_three_of_four") as case:
        yield asked_of(case)


def test_every_paper_there_is_can_be_chosen_and_is_the_one_that_the_command_line_makes(asked: Asked) -> None:
    PAPERS.do(asked.model)
    (field,) = asked.forms[-1].fields
    offered = asked.case.offered(Language.JA)
    assert [named for _at, named in field.choices] == [paper.label for paper in offered]
    for paper in offered:
        assert asked.show(paper.label).text == text_of(paper.make()), paper.label


def test_what_is_asked_for_now_stands_first(qapp: object) -> None:
    with played("fact_changed_after_three_of_four", until="r4") as case:
        asked = asked_of(case)
        PAPERS.do(asked.model)
        (field,) = asked.forms[-1].fields
        (first,) = [at for at, _label in field.choices if at == field.value]
        shown = case.offered(Language.JA)[int(str(first))]
        assert (shown.of, shown.office, shown.is_filled) == ("nsc_four_ministers", "", False)


def test_only_the_blank_sheet_of_one_office_is_handed_out_as_a_file(asked: Asked, tmp_path: Path) -> None:
    for offered in asked.case.offered(Language.JA):
        paper = asked.show(offered.label)
        is_for_one = offered.request is not None and offered.office != "" and not offered.is_filled
        assert (paper.as_file is not None) is is_for_one, offered.label
        if is_for_one and offered.office in ("mofa", "foreign_minister", "meti_minister"):
            path = tmp_path / f"{offered.office}.sekisho-sheet"
            assert not paper.save_as_file(str(path)).is_refused
            sheet = read_sheet(path.read_bytes(), verify)
            assert offered.request is not None
            assert (sheet.asked.step, sheet.asked.office) == (offered.of, offered.office)
            assert sheet.asked.code == offered.request.code
            pdf = tmp_path / "sheet.pdf"
            paper.save(str(pdf))
            assert sheet.pdf == pdf.read_bytes()


def test_there_is_nothing_to_show_before_anything_was_asked(qapp: object) -> None:
    with played("fact_changed_after_three_of_four", until="d1") as case:
        assert not PAPERS.is_possible(asked_of(case).model)
    with played("fact_changed_after_three_of_four", until="r1") as case:
        assert PAPERS.is_possible(asked_of(case).model)
