"""A register in which bits were flipped is read as it was, or said to be damaged; it is no fault of the program."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import Damaged, Mendable
from app.domain.register.cases import RecordedDetermination
from app.services.publishing import examine_draft, put_in_force
from app.services.reading import list_cases, read_case, read_heading
from app.services.referring import record_official_answer
from app.services.renewing import examine_pack, take_pack
from app.storage.register import sqlite
from app.storage.register.soundness import damage_of
from app.storage.register.unit_of_work import RegisterWork
from tests.builders import OFFICIAL_ANSWER, PARTS_FOR_XA, a_register_file, a_shelf, an_official, opened
from tests.conftest import HowMany
from tests.drafts import a_draft_that_opens_parts, a_pack
from tests.fakes import TickingClock


@pytest.fixture(scope="module")
def full_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with something in most tables, closed."""
    path = a_register_file(tmp_path_factory.mktemp("full"))
    with opened(path) as work:
        official = an_official(work, TickingClock())
        for item in ("Gyros", "Antennas", "魚雷の部品"):
            case = official.a_case(PARTS_FOR_XA, item=item, title=f"{item} to XA", end_user="Navy of XA")
            official.a_document(case.id, sha256=item.encode().hex().ljust(64, "0")[:64])
            official.determine(case.lines[0].id)
        case = official.a_case(PARTS_FOR_XA)
        record_official_answer(official, case_id=case.id, particulars=OFFICIAL_ANSWER)
        official.determine(case.lines[0].id)
        draft = examine_draft(official.shelf, str(a_draft_that_opens_parts(path.parent)))
        put_in_force(official, report=draft, named_person="Taro Sato", since=date(2026, 5, 1))
        pack = examine_pack(official.shelf, str(a_pack(path.parent)))
        take_pack(official, report=pack, named_person="Taro Sato")
    return path


def everything(work: RegisterWork) -> Iterator[object]:
    """All that is read of a register, as the screens read it."""
    yield read_heading(work)
    shelf = a_shelf()
    law = work.law.on_record()
    yield law
    shelf.learn(law)
    yield [edition.id for edition in shelf.editions()]
    yield shelf.reference().version
    for summary in list_cases(work):
        yield summary
        case = read_case(work, summary.id)
        yield case
        yield work.events.of_case(case.id)
        for line in case.lines:
            yield work.answers.history(line.id)
            for determination in work.determinations.of_line(line.id):
                yield determination
                yield determination.record
    yield work.lines_under_reexamination.part(0, 100, date(2000, 1, 1), None)  # type: ignore[arg-type]


def read_all(path: Path) -> list[object]:
    """All that is in a register."""
    with opened(path, is_claimed=False) as work:
        return list(everything(work))


def records(found: list[object]) -> list[object]:
    """The recorded determinations among what was read."""
    return [each for each in found if isinstance(each, RecordedDetermination)]


def test_a_sound_register_is_told_to_be_sound(full_register: Path) -> None:
    assert damage_of(full_register, lambda _share: None) is None


def test_flipped_bits_are_said_to_be_damage_or_change_nothing(
    full_register: Path, tmp_path: Path, how_many: HowMany
) -> None:
    chance = random.Random(20261130)  # noqa: S311 - places to damage, no secret
    sound = full_register.read_bytes()
    before = read_all(full_register)
    path = tmp_path / "rotten.sekisho"
    said, changed = 0, 0
    for _ in range(how_many(300, long=20_000)):
        at = chance.randrange(len(sound) * 8)
        rotten = bytearray(sound)
        rotten[at // 8] ^= 1 << at % 8
        path.write_bytes(rotten)
        try:
            found = read_all(path)
            changed += found != before
            assert records(found) == records(before), f"bit {at} changes a record, and nobody says so"
        except Mendable:
            said += 1
        except AssertionError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is
            pytest.fail(f"bit {at} makes a fault of the program: {error!r}")
        for left in tmp_path.iterdir():
            left.unlink()
    assert said > 10
    assert changed < said * 3


def test_the_sentence_names_a_copy_only_where_there_is_one(full_register: Path, tmp_path: Path) -> None:
    path = tmp_path / "training.sekisho"
    sound = full_register.read_bytes()
    path.write_bytes(sound)
    with closing(sqlite.connect(path)) as connection:
        connection.executescript(
            "DROP TRIGGER documents_keep_their_file; PRAGMA ignore_check_constraints = ON;"
            "UPDATE documents SET dated = 'never', sha256 = 'none'"
        )
    with pytest.raises(Damaged, match="There is no copy of it in its folder"):
        read_all(path)
    (tmp_path / "training.2026-11-29.sekisho").write_bytes(sound)
    with pytest.raises(Damaged, match=r"The last copy of it in its folder is training\.2026-11-29\.sekisho"):
        read_all(path)
    assert "is damaged" in str(damage_of(path, lambda _share: None))


def test_nothing_is_written_into_a_damaged_register(full_register: Path, tmp_path: Path) -> None:
    path = tmp_path / "training.sekisho"
    path.write_bytes(full_register.read_bytes())
    with opened(path) as work:
        work.give_up(Damaged("It is damaged."))
        before = path.read_bytes()
        with pytest.raises(Damaged):
            an_official(work, TickingClock()).a_case()
        assert str(read_heading(work).trouble) == "It is damaged."
    assert path.read_bytes() == before
