"""What is told to be missing before a determination is recorded."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.decision.assessment import assess
from app.domain.register.cases import DocumentKind, EvidenceGiven
from app.domain.register.gaps import GapKind, gaps_before_recording
from app.services.answering import give_answer
from tests.builders import Official, a_register_file, an_official, opened
from tests.fakes import TickingClock
from tests.viewmodels.surroundings import MISSILES


@pytest.fixture
def official(tmp_path: Path) -> Iterator[Official]:
    """An official at a training register."""
    clock = TickingClock()
    with opened(a_register_file(tmp_path), clock) as work:
        yield an_official(work, clock)


def gaps(official: Official, case_id: object) -> dict[str, set[str]]:
    """The gaps of the first line of a case, by kind."""
    case = official.case(case_id)  # type: ignore[arg-type]
    line, shelf = case.lines[0], official.shelf
    compiled = shelf.compiled(shelf.id_on(case.particulars.assessed_on))
    reference, edition = shelf.reference(), compiled.edition
    determination = assess(compiled, reference, case.particulars.assessed_on, line.known_answers)
    found: dict[str, set[str]] = {}
    for gap in gaps_before_recording(line, case, edition, reference, shelf.judgements(edition), determination):
        found.setdefault(gap.kind.value, set()).add(gap.name)
    return found


def test_an_empty_case_lacks_all_that_a_record_should_say(official: Official) -> None:
    case = official.a_case(MISSILES, assessed_on=date(2026, 5, 20), case_officer="")
    found = gaps(official, case.id)
    assert found["of_case"] == {"exporter", "end_user", "case_officer"}
    assert found["of_line"] == {"item", "quantity"}
    assert {"weapon", "fighting", "conflict_party", "unsc_breach", "treaty_breach"} <= found["judgement"]
    assert {"destination", "form", "item_heading"} <= found["evidence"]
    assert not found["judgement"] & found["evidence"], "each answer is told once"
    answers = {answer.fact for answer in official.case(case.id).lines[0].answers}
    assert found["judgement"] | found["evidence"] <= answers


def test_a_judgement_needs_a_document_with_its_date_and_who_made_it(official: Official) -> None:
    case = official.a_case(MISSILES, assessed_on=date(2026, 5, 20))
    line_id = case.lines[0].id
    shown = {
        "undated": official.a_document(case.id, title="A note", from_whom="MOFA", dated=None),
        "of nobody": official.a_document(case.id, title="A paper", from_whom="", dated=date(2026, 5, 1)),
        "a judgement": official.a_document(
            case.id, title="View", from_whom="MOFA", dated=date(2026, 5, 1), kind=DocumentKind.OFFICIAL_JUDGEMENT
        ),
    }
    for name, document in shown.items():
        give_answer(official, line_id=line_id, fact="fighting", value="no", evidence=(EvidenceGiven(document),))
        found = gaps(official, case.id)
        assert ("fighting" in found["judgement"]) == (name != "a judgement"), name
        assert "fighting" not in found["evidence"]


def test_a_judgement_is_asked_only_of_the_answers_that_rest_on_one(official: Official) -> None:
    case = official.a_case({**MISSILES, "recipient_control": "no"}, assessed_on=date(2026, 5, 20))
    assert "recipient_control" not in gaps(official, case.id)["judgement"]
    official.answer(case.lines[0].id, {"recipient_control": "yes"})
    assert "recipient_control" in gaps(official, case.id)["judgement"]


def test_what_does_not_apply_or_is_not_known_is_not_told_to_lack_evidence(official: Official) -> None:
    case = official.a_case({**MISSILES, "licensor_agrees": "yes"}, assessed_on=date(2026, 5, 20))
    found = gaps(official, case.id)
    assert "licensor_agrees" not in found["evidence"], "the item is of domestic origin"
    assert all("licensor_agrees" not in names for kind, names in found.items() if kind != GapKind.NOT_KNOWN.value)


def test_a_complete_case_has_no_gap_of_its_particulars(official: Official) -> None:
    case = official.a_case(
        MISSILES,
        "Missiles",
        assessed_on=date(2026, 5, 20),
        exporter="A",
        end_user="B",
        case_officer="officer",
        title="For NZ",
    )
    assert gaps(official, case.id).get("of_line") == {"quantity"}
    assert "of_case" not in gaps(official, case.id)
