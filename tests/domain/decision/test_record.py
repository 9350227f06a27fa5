"""What is kept of a determination is read back as it was, byte for byte; what is none is told by its name."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.canonical import canonical_json
from app.domain.decision.assessment import assess
from app.domain.decision.record import (
    BasisOnRecord,
    DeterminationOnRecord,
    DocumentOnRecord,
    EvidenceOnRecord,
    OfficialAnswerOnRecord,
    ReasonsOnRecord,
    ResultOnRecord,
    determination_of_record,
    lasting_record,
    result_of_record,
)
from app.domain.plain_data import Unreadable
from app.services.reading import list_cases, read_case, recorded_determinations
from app.storage.law.scenario_shelf import worked_cases
from tests.builders import WORKED_CASES, opened, the_shelf

REGISTERS = sorted((Path(__file__).parents[2] / "storage" / "register" / "registers").iterdir())
ANSWER = OfficialAnswerOnRecord(
    "weapon-agreement-parts",
    "METI",
    date(2026, 5, 30),
    "",
    "",
    DocumentOnRecord("Reply"),
    "2026-04-21",
    "ab" * 32,
    sets_aside=True,
    clears=True,
)


#: What is kept beside the determination itself.
NOTED: dict[str, Any] = {
    "particulars": {"title": "Frigates", "end_user": "Navy"},
    "evidence": (EvidenceOnRecord("weapon", "Contract", "contract", "ab" * 32, "3"),),
    "official_answers": (ANSWER,),
}


def records() -> list[DeterminationOnRecord]:
    """What a register would keep of each worked case under the edition of its day, with an official answer."""
    shelf, kept = the_shelf(), []
    for case in worked_cases(WORKED_CASES):
        compiled = shelf.compiled(shelf.id_on(case.on))
        determination = assess(compiled, shelf.reference(), case.on, case.answers)
        kept.append(lasting_record(compiled, shelf.reference(), case.answers, determination, **NOTED))
    return kept


def test_the_record_of_every_worked_case_is_read_back() -> None:
    kept = records()
    assert kept
    for record in kept:
        text = canonical_json(record.data())
        assert determination_of_record(text, "record") == record
        assert canonical_json(determination_of_record(text, "record").data()) == text
        assert result_of_record(text, "record") == record.result


@pytest.mark.parametrize("register", REGISTERS, ids=lambda path: path.stem)
def test_the_records_of_earlier_registers_are_read_back_byte_for_byte(register: Path, tmp_path: Path) -> None:
    with opened(Path(shutil.copy(register, tmp_path / "training.sekisho"))) as work:
        lines = [line for case in list_cases(work) for line in work.cases.get(case.id).lines]
        recorded = [each for line in lines for each in work.determinations.of_line(line.id)]
    assert recorded
    for each in recorded:
        assert canonical_json(each.record.data()) == each.record_text
        assert each.result == each.record.result
        assert (each.result.outcome, each.result.edition, each.record.basis.answers) == (
            each.outcome,
            each.edition_id,
            each.answers,
        )


def test_a_record_made_before_official_answers_were_noted_is_read() -> None:
    data = records()[0].data()
    del data["official_answers"]
    again = determination_of_record(canonical_json(data), "record")
    assert again.basis.official_answers is None
    assert again.data() == data


def test_a_record_of_the_first_schema_notes_neither_particulars_nor_evidence_nor_what_decides() -> None:
    data = {**records()[0].data(), "schema": "sekisho.determination/1"}
    for part in ("decision_digest", "particulars", "evidence"):
        del data[part]
    again = determination_of_record(canonical_json(data), "record")
    assert (again.basis.decision_digest, again.basis.particulars, again.basis.evidence) == (None, None, None)
    assert again.data() == data


def test_a_record_without_evidence_says_so_and_one_that_notes_none_does_not() -> None:
    bare = records()[0]
    bare = bare._replace(basis=bare.basis._replace(evidence=()))
    assert bare.data()["evidence"] == []
    assert determination_of_record(canonical_json(bare.data()), "record").basis.evidence == ()


def test_an_official_answer_that_does_not_say_whether_it_clears_was_one_that_does() -> None:
    data = json.loads(canonical_json(records()[0].data()))
    del data["official_answers"][0]["clears"]
    (answer,) = determination_of_record(canonical_json(data), "record").basis.official_answers or ()
    assert answer == ANSWER


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("outcome", "permitted", "determination 12.outcome: Outcome expected, not 'permitted'"),
        ("settled", "yes", "determination 12.settled: bool expected, not 'yes'"),
        ("rules", [{"id": "r"}], "determination 12.rules[0].kind: a value expected, not None"),
        ("trace", {"r": {"kind": "all"}}, "determination 12.trace.r.result: a value expected, not None"),
        ("schema", "sekisho.determination/3", "determination 12.schema: sekisho.determination/2 expected"),
    ],
)
def test_what_is_no_record_is_told_by_the_name_of_the_determination(part: str, value: Any, said: str) -> None:
    text = canonical_json({**records()[0].data(), part: value})
    with pytest.raises(Unreadable) as refused:
        determination_of_record(text, "determination 12")
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("text", ["", "[]", "{", "null"])
def test_what_is_not_even_a_map_is_told_too(text: str) -> None:
    with pytest.raises(Unreadable, match=r"^determination 12"):
        result_of_record(text, "determination 12")


def test_a_missing_part_is_told() -> None:
    data = records()[0].data()
    may_lack = {"official_answers", "decision_digest", "particulars", "evidence"}
    for part in {*ResultOnRecord._fields, *ReasonsOnRecord._fields, *BasisOnRecord._fields} - may_lack:
        text = canonical_json({name: value for name, value in data.items() if name != part})
        with pytest.raises(Unreadable, match=rf"^determination 12\.{part}: "):
            determination_of_record(text, "determination 12")


def test_the_names_of_the_parts_are_all_different() -> None:
    names = [*ResultOnRecord._fields, *ReasonsOnRecord._fields, *BasisOnRecord._fields]
    assert len(names) == len(set(names))


def test_no_record_is_read_where_none_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(*_arguments: object) -> None:
        raise AssertionError("a record was read")

    with opened(Path(shutil.copy(REGISTERS[-1], tmp_path / "training.sekisho"))) as work:
        monkeypatch.setattr("app.domain.decision.record.determination_of_record", unread)
        monkeypatch.setattr("app.domain.decision.record.result_of_record", unread)
        lines = [line for case in list_cases(work) for line in read_case(work, case.id).lines]
        recorded = [each for line in lines for each in recorded_determinations(work, line_id=line.id)]
        assert recorded
        with pytest.raises(AssertionError, match="a record was read"):
            _ = recorded[0].record


@pytest.mark.parametrize("part", ["record", "result"])
def test_a_damaged_record_of_a_register_is_told_by_the_id_of_its_determination(part: str, tmp_path: Path) -> None:
    with opened(Path(shutil.copy(REGISTERS[-1], tmp_path / "training.sekisho"))) as work:
        (case,) = (case for case in list_cases(work) if case.outcome is not None)
        recorded = read_case(work, case.id).lines[0].determination
    assert recorded is not None
    with pytest.raises(Unreadable, match=rf"^determination {recorded.id}\.outcome: a value expected"):
        getattr(
            recorded._replace(
                record_text='{"schema":"sekisho.determination/1","title":"","on":"2026-05-20","edition":"","edition_sha256":""}'
            ),
            part,
        )
