"""What would come out now is what was recorded, or it is told what has changed: with what stood, and what stands."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.decision.record import EvidenceOnRecord
from app.domain.ids import OfficialAnswerId
from app.domain.register.basis import DECISIVE, PARTICULARS, Basis, Changed, Part, changes_between
from app.domain.register.cases import CaseParticulars, LineParticulars

CONTRACT = EvidenceOnRecord("weapon", "Contract", "contract", "ab" * 32, "3")
LETTER = EvidenceOnRecord("purpose", "Letter", "correspondence", "", "")
RECORDED = Basis(
    on=date(2026, 5, 20),
    answers={"weapon": "yes", "destination": "PH"},
    derived={"agreement_in_force": "yes"},
    set_aside=frozenset({"weapon-agreement-parts"}),
    official_answers=frozenset({OfficialAnswerId(1)}),
    edition_id="2026-04-21",
    edition_sha256="a" * 64,
    decision_digest="d" * 64,
    particulars=dict.fromkeys(PARTICULARS, "as it was"),
    evidence=frozenset({CONTRACT, LETTER}),
)
AS_IT_WAS = RECORDED.particulars or {}

DECIDING: list[tuple[dict[str, Any], list[Changed]]] = [
    ({"on": date(2026, 5, 21)}, [Changed(Part.DAY, "", "2026-05-20", "2026-05-21")]),
    ({"answers": {"weapon": "no", "destination": "PH"}}, [Changed(Part.ANSWERS, "weapon", "yes", "no")]),
    ({"answers": {"destination": "PH"}}, [Changed(Part.ANSWERS, "weapon", "yes", None)]),
    ({"answers": {**RECORDED.answers, "terms": "sale"}}, [Changed(Part.ANSWERS, "terms", None, "sale")]),
    ({"derived": {"agreement_in_force": "no"}}, [Changed(Part.TABLES, "agreement_in_force", "yes", "no")]),
    ({"derived": {}}, [Changed(Part.TABLES, "agreement_in_force", "yes", None)]),
    (
        {"set_aside": frozenset()},
        [Changed(Part.OFFICIAL_ANSWERS, "weapon-agreement-parts", "weapon-agreement-parts", None)],
    ),
    ({"official_answers": frozenset({OfficialAnswerId(2)})}, [Changed(Part.OFFICIAL_ANSWERS, "", None, None)]),
    (
        {"edition_sha256": "b" * 64, "decision_digest": "e" * 64},
        [Changed(Part.EDITION, "", "2026-04-21", "2026-04-21")],
    ),
    (
        {"edition_id": "next", "edition_sha256": "b" * 64, "decision_digest": None},
        [Changed(Part.EDITION, "", "2026-04-21", "next")],
    ),
    ({"evidence": frozenset({LETTER})}, [Changed(Part.EVIDENCE, "weapon", (CONTRACT,), ())]),
    (
        {"evidence": frozenset({CONTRACT._replace(page="4"), LETTER})},
        [Changed(Part.EVIDENCE, "weapon", (CONTRACT,), (CONTRACT._replace(page="4"),))],
    ),
    (
        {"evidence": frozenset({CONTRACT, LETTER._replace(title="Another letter")})},
        [Changed(Part.EVIDENCE, "purpose", (LETTER,), (LETTER._replace(title="Another letter"),))],
    ),
    *(
        ({"particulars": {**AS_IT_WAS, name: "another"}}, [Changed(Part.PARTICULARS, name, "as it was", "another")])
        for name in DECISIVE
    ),
]

ASIDE: list[tuple[dict[str, Any], list[Changed]]] = [
    ({}, []),
    ({"edition_sha256": "b" * 64}, [Changed(Part.EDITION, "", "2026-04-21", "2026-04-21")]),
    ({"edition_id": "next", "edition_sha256": "b" * 64}, [Changed(Part.EDITION, "", "2026-04-21", "next")]),
    ({"evidence": frozenset({CONTRACT._replace(title="The contract"), LETTER})}, []),
    *(
        ({"particulars": {**AS_IT_WAS, name: "another"}}, [Changed(Part.PARTICULARS, name, "as it was", "another")])
        for name in PARTICULARS
        if name not in DECISIVE
    ),
]


@pytest.mark.parametrize(("changes", "told"), DECIDING)
def test_what_decides_is_told_with_what_stood_and_what_stands(changes: dict[str, Any], told: list[Changed]) -> None:
    since = changes_between(RECORDED, RECORDED._replace(**changes))
    assert (since.is_as_recorded, list(since.deciding), since.aside, since.not_noted) == (False, told, (), ())


@pytest.mark.parametrize(("changes", "told"), ASIDE)
def test_what_makes_no_difference_is_told_aside(changes: dict[str, Any], told: list[Changed]) -> None:
    since = changes_between(RECORDED, RECORDED._replace(**changes))
    assert (since.is_as_recorded, since.deciding, list(since.aside), since.not_noted) == (True, (), told, ())


@given(st.lists(st.sampled_from(DECIDING), max_size=4), st.lists(st.sampled_from(ASIDE), max_size=4))
def test_several_changes_are_told_as_each_by_itself(deciding: list[Any], aside: list[Any]) -> None:
    now = RECORDED
    for changes, _ in (*aside, *deciding):
        now = now._replace(**changes)
    since = changes_between(RECORDED, now)
    parts = {changed.part for changed in since.deciding}
    # Of two changes of one part the later stands, whether it decides or not.
    last = {name: told for changes, told in (*aside, *deciding) for name in changes}
    assert since.is_as_recorded == (not deciding)
    assert parts <= {changed.part for told in last.values() for changed in told}
    assert [list(Part).index(changed.part) for changed in since.deciding] == sorted(
        list(Part).index(changed.part) for changed in since.deciding
    )


def test_what_an_older_record_does_not_note_is_not_compared_and_is_named() -> None:
    older = RECORDED._replace(official_answers=None, decision_digest=None, particulars=None, evidence=None)
    since = changes_between(older, RECORDED)
    assert (since.deciding, since.aside, since.not_noted) == ((), (), (Part.PARTICULARS, Part.EVIDENCE))
    other = RECORDED._replace(particulars={}, evidence=frozenset(), official_answers=frozenset())
    assert changes_between(older, other).is_as_recorded
    assert not changes_between(older, other._replace(set_aside=frozenset())).is_as_recorded


def test_only_what_the_law_says_can_change_without_the_case() -> None:
    of_the_law = [{"derived": {}}, {"edition_sha256": "b" * 64, "decision_digest": None}, {"set_aside": frozenset()}]
    for changes in of_the_law:
        assert changes_between(RECORDED, RECORDED._replace(**changes)).is_of_the_same_case  # type: ignore[arg-type]
    for changes, told in DECIDING:
        if told[0].part in (Part.DAY, Part.PARTICULARS, Part.ANSWERS, Part.EVIDENCE) or not (
            told[0].subject or told[0].part is Part.EDITION
        ):
            assert not changes_between(RECORDED, RECORDED._replace(**changes)).is_of_the_same_case


def test_every_particular_is_compared() -> None:
    assert set(PARTICULARS) == {*CaseParticulars._fields, *LineParticulars._fields} - {"assessed_on"}
