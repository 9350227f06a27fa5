"""Editions are kept between starts: what is kept gives the same as the files, and a damaged cache does no harm."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.record import lasting_record
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.storage.editions import edition_files
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.register_shelf import RegisterShelf
from app.storage.law.scenario_shelf import worked_cases
from tests.rulebooks.broken_files import EDITIONS, RESOURCES

CASES = worked_cases(RESOURCES / "scenarios" / "worked_cases.toml")


def as_read(edition: Edition) -> dict[str, object]:
    """All that an edition was made of."""
    given = ("heading", "sections", "facts", "definitions", "grounds", "rules", "approvals", "notices", "commitments")
    return {name: getattr(edition, name) for name in (*given, "sources", "points", "risk_exceptions", "sha256")}


def records(shelf: RegisterShelf) -> list[bytes]:
    """What a register would keep of each worked case, traces included, under the edition of its day."""
    kept = []
    for case in CASES:
        compiled = shelf.compiled(shelf.id_on(case.on))
        determination = assess(compiled, shelf.reference(), case.on, case.answers)
        record = lasting_record(
            compiled, shelf.reference(), case.answers, determination, particulars={"title": case.id}
        )
        kept.append(json.dumps(record.data(), ensure_ascii=False).encode())
    return kept


@pytest.fixture
def cache(tmp_path: Path, reference: Reference) -> Path:
    """A cache that has been filled."""
    assert RegisterShelf(ProgramEditions(EDITIONS, lambda: reference, tmp_path / "cache")).editions()
    return tmp_path / "cache"


def unread(*_arguments: object) -> None:
    """Stands for the reading of TOML where the cache has to do."""
    raise AssertionError("the files were read although the cache is good")


def test_what_is_kept_gives_the_same_editions_traces_and_records(
    cache: Path, shelf: RegisterShelf, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_records = records(shelf)
    monkeypatch.setattr(edition_files._Reading, "add_file", unread)
    kept = RegisterShelf(ProgramEditions(EDITIONS, lambda: reference, cache))
    assert kept.timeline.days == shelf.timeline.days
    assert kept.vocabulary == shelf.vocabulary
    assert [as_read(edition) for edition in kept.editions()] == [as_read(edition) for edition in shelf.editions()]
    assert [kept.content(edition) for edition in kept.editions()] == [shelf.content(one) for one in shelf.editions()]
    assert records(kept) == fresh_records


def cut_off(file: Path) -> None:
    """Lose the second half of a file."""
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def empty(file: Path) -> None:
    """Lose all of a file."""
    file.write_bytes(b"")


def change_a_letter(file: Path) -> None:
    """Change one byte in the middle, so that it is still well formed."""
    content = bytearray(file.read_bytes())
    at = content.index(b"e", len(content) // 2)
    content[at] = ord("a")
    file.write_bytes(bytes(content))


def fill_with_nonsense(file: Path) -> None:
    """Put something else in the file."""
    file.write_bytes(b"\xff\0{" * 100)


def put_a_folder_there(file: Path) -> None:
    """Put a folder in the place of a file."""
    file.unlink()
    file.mkdir()


def remove(file: Path) -> None:
    """Take a file away."""
    file.unlink()


DAMAGES = (cut_off, empty, change_a_letter, fill_with_nonsense, put_a_folder_there, remove)


@pytest.mark.parametrize("name", ["index", "2014-04-01", "2026-04-21"])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage.__name__))
def test_a_damaged_cache_does_no_harm(
    damage: Callable[[Path], None], name: str, cache: Path, shelf: RegisterShelf, reference: Reference
) -> None:
    damage(cache / f"{name}.json")
    kept = RegisterShelf(ProgramEditions(EDITIONS, lambda: reference, cache))
    assert [as_read(edition) for edition in kept.editions()] == [as_read(edition) for edition in shelf.editions()]
    assert kept.timeline.days == shelf.timeline.days


def test_a_damaged_index_is_kept_anew(cache: Path, reference: Reference) -> None:
    good = (cache / "index.json").read_bytes()
    cut_off(cache / "index.json")
    assert RegisterShelf(ProgramEditions(EDITIONS, lambda: reference, cache)).timeline.days
    assert (cache / "index.json").read_bytes() == good
    assert list(cache.glob("*.partial")) == []


def test_a_cache_that_cannot_be_written_does_no_harm(
    tmp_path: Path, shelf: RegisterShelf, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    for deed in ("write_bytes", "mkdir", "replace", "unlink"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, deed, refuse)
            kept = RegisterShelf(ProgramEditions(EDITIONS, lambda: reference, tmp_path / deed))
            assert [edition.sha256 for edition in kept.editions()] == [one.sha256 for one in shelf.editions()]


def test_a_file_where_the_cache_should_be_does_no_harm(
    tmp_path: Path, shelf: RegisterShelf, reference: Reference
) -> None:
    (tmp_path / "cache").write_text("a file")
    kept = RegisterShelf(ProgramEditions(EDITIONS, lambda: reference, tmp_path / "cache"))
    assert kept.timeline.days == shelf.timeline.days


@pytest.mark.parametrize("file", ["2014-04-01/rules.toml", "2026-04-21/rules.toml"])
def test_a_changed_file_is_read_anew(file: str, tmp_path: Path, reference: Reference) -> None:
    folder = shutil.copytree(EDITIONS, tmp_path / "editions")
    before = RegisterShelf(ProgramEditions(folder, lambda: reference, tmp_path / "cache")).edition("2026-04-21").sha256
    with (folder / file).open("a", encoding="utf-8") as opened:
        opened.write('\n[rule.licensor-silent]\nwhen = { treaty_breach = "yes" }\nthen = "barred"\nlabel.ja = "規則"\n')
        opened.write('label.en = "A rule"\nsays.ja = "規則。"\nsays.en = "A rule."\nsources = ["principles-2014"]\n')
        opened.write('confidence = "I"\n')
    after = RegisterShelf(ProgramEditions(folder, lambda: reference, tmp_path / "cache")).edition("2026-04-21")
    assert after.sha256 != before
    assert "licensor-silent" in [rule.id for rule in after.rules]


def test_a_cache_made_with_other_reference_tables_is_not_used(
    cache: Path, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = (reference.embargo_flags, reference.item_headings, reference.bodies, reference.markings, reference.codes)
    other = Reference(lambda: "other", b"other", reference.countries, reference.invented, (), *tables)
    monkeypatch.setattr(edition_files._Reading, "add_file", unread)
    with pytest.raises(AssertionError, match="the files were read"):
        RegisterShelf(ProgramEditions(EDITIONS, lambda: other, cache)).editions()
