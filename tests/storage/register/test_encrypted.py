"""A register that is encrypted by a file key: everything that a plain one does, and nothing of it can be read."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.services.reading import list_cases
from app.storage.register import sqlite
from app.storage.register.connections import OWN_FILES, KeyDoesNotFit, beside, connect, connect_unset
from app.storage.register.copying import digests
from app.storage.register.database import open_register
from app.storage.register.file_key import FileKey, may_be_live
from app.storage.register.soundness import damage_of
from tests.builders import LONG_AGO, ME, MIGRATIONS, ROOT, a_register_file, an_official, opened
from tests.fakes import TickingClock

KEY = FileKey(bytes(range(32)))
OTHER_KEY = FileKey(bytes(range(1, 33)))
CANARY = "canary-7f3a"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """An encrypted register with a case in it, that nobody has open."""
    path = a_register_file(tmp_path, file_key=KEY)
    add_case(path, CANARY)
    return path


def add_case(path: Path, number: str) -> None:
    """Somebody works in it."""
    with opened(path, file_key=KEY) as work:
        an_official(work, TickingClock()).a_case(number=number)


def numbers(path: Path, key: FileKey = KEY) -> list[str]:
    """The cases in a file, newest first."""
    with opened(path, file_key=key, is_claimed=False) as work:
        return [case.number for case in list_cases(work)]


def assert_says_nothing(*paths: Path) -> None:
    """Neither the case nor how a register is made can be read in any of the files."""
    for path in paths:
        content = path.read_bytes()
        assert content, path
        for plain in (CANARY.encode(), b"SQLite format", b"CREATE TABLE", b"case_created"):
            assert plain not in content, (path, plain)


def test_nothing_can_be_read_in_the_file_nor_beside_it_nor_in_a_copy(register: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sekisho"
    with opened(register, file_key=KEY) as work:
        an_official(work, TickingClock()).a_case(number=f"{CANARY}-2")
        rest = beside(register, "-wal")
        assert rest.stat().st_size > 4096
        work.save_copy(str(copy))
        assert_says_nothing(register, rest, copy)
    assert numbers(copy) == numbers(register) == [f"{CANARY}-2", CANARY]
    # The same key twice is not the same bytes twice.
    assert copy.read_bytes()[:4096] != register.read_bytes()[:4096]


@pytest.mark.parametrize(
    ("key", "said"), [(None, "is no register of this program"), (OTHER_KEY, "can't be read by its seals")]
)
def test_without_its_key_it_is_not_opened_and_stays_as_it_is(register: Path, key: FileKey | None, said: str) -> None:
    before = register.read_bytes()
    with pytest.raises(Mendable, match=said):
        open_register(register, MIGRATIONS, lambda: ME, LONG_AGO, file_key=key)
    assert register.read_bytes() == before
    assert not any(beside(register, ending).exists() for ending in OWN_FILES)


def test_a_plain_register_is_not_opened_by_a_key(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    before = path.read_bytes()
    with pytest.raises(Mendable, match="can't be read by its seals"):
        open_register(path, MIGRATIONS, lambda: ME, LONG_AGO, file_key=KEY)
    assert path.read_bytes() == before


def test_a_live_register_is_told_by_its_bytes_from_a_plain_one_and_from_a_letter(
    register: Path, tmp_path: Path
) -> None:
    """So that it can be said that its seals are missing."""
    assert may_be_live(register)
    (tmp_path / "letter.sekisho").write_text("Dear colleague, " * 100)
    (tmp_path / "empty.sekisho").touch()
    plain = a_register_file(tmp_path, "plain.sekisho")
    for other in (plain, tmp_path / "letter.sekisho", tmp_path / "empty.sekisho", tmp_path / "none", tmp_path):
        assert not may_be_live(other)


def test_a_key_is_printed_nowhere() -> None:
    for text in (repr(KEY), str(KEY), f"{KEY}"):
        assert text == "<file key>"
    assert KEY.fingerprint != OTHER_KEY.fingerprint
    assert KEY.octets.hex() not in KEY.fingerprint
    with pytest.raises(ValueError, match="32 bytes"):
        FileKey(b"short")


def test_a_wrong_key_writes_nothing_to_the_terminal(register: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """SQLCipher would, by itself."""
    with pytest.raises(KeyDoesNotFit):
        connect(register, "ro", OTHER_KEY)
    assert capfd.readouterr() == ("", "")


def test_no_connection_puts_anything_plain_into_a_file_or_the_swap(register: Path) -> None:
    with closing(connect_unset(register, "ro", KEY)) as connection:
        for name, value in (("temp_store", 2), ("cipher_use_hmac", "1")):
            assert connection.execute(f"PRAGMA {name}").fetchone() == (value,)


def test_old_changes_that_were_put_beside_it_are_not_taken_for_its_last_ones(register: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.sekisho"
    with opened(register, file_key=KEY) as work:
        an_official(work, TickingClock()).a_case(number="old")
        shutil.copy(register, old)
        shutil.copy(beside(register, "-wal"), beside(old, "-wal"))
    # With the file that they go on from, they are its last changes.
    assert numbers(old) == ["old", CANARY]
    rest = tmp_path / "rest"
    with opened(register, file_key=KEY) as work:
        an_official(work, TickingClock()).a_case(number="newer")
        shutil.copy(beside(register, "-wal"), rest)
    for number in range(3):
        add_case(register, f"newest-{number}")
    shutil.copy(rest, beside(register, "-wal"))
    with pytest.raises(Mendable, match="does not belong to the register as it is now"):
        numbers(register)
    beside(register, "-wal").unlink()
    assert len(numbers(register)) == 6


def test_what_was_saved_is_kept_encrypted_when_the_file_is_exchanged(register: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    arrived = Path(shutil.copy(register, other))
    add_case(arrived, "theirs")
    with opened(register, file_key=KEY) as work:
        official = an_official(work, TickingClock())
        official.a_case(number="ours")
        arrived.replace(register)
        with pytest.raises(Mendable, match="Another file was put in the place of"):
            official.a_case(number="late")
    (kept,) = tmp_path.glob("*.kept.*.sekisho")
    assert_says_nothing(kept)
    assert (numbers(kept), numbers(register)) == (["ours", CANARY], ["theirs", CANARY])


def test_what_another_program_writes_into_it_is_noticed(register: Path) -> None:
    """Its head is encrypted, too, and changes with each change all the same."""
    with opened(register, file_key=KEY) as work:
        official = an_official(work, TickingClock())
        official.a_case(number="ours")
        work.tend()
        content = bytearray(register.read_bytes())
        content[:4096] = os.urandom(4096)
        register.write_bytes(content)
        with pytest.raises(Mendable, match="Another program wrote into"):
            official.a_case(number="late")


def test_a_flipped_bit_is_found_in_every_page_even_in_one_that_holds_nothing(register: Path) -> None:
    with closing(connect(register, "rw", KEY)) as connection:
        connection.execute("CREATE TABLE gone (it BLOB)")
        connection.execute("INSERT INTO gone VALUES (zeroblob(30000))")
        connection.execute("DROP TABLE gone")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] > 5
    assert damage_of(register, lambda _share: None, KEY) is None
    whole = register.read_bytes()
    for page in range(len(whole) // 4096):
        content = bytearray(whole)
        content[page * 4096 + 100 + page] ^= 1
        register.write_bytes(content)
        assert "is damaged" in str(damage_of(register, lambda _share: None, KEY) or "sound"), page
    register.write_bytes(whole[:-4096])
    assert "is damaged" in str(damage_of(register, lambda _share: None, KEY))


def test_one_of_an_earlier_version_is_copied_encrypted_and_brought_up_to_date(register: Path, tmp_path: Path) -> None:
    later = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, later)
    number = len(list(later.glob("*.sql"))) + 1
    (later / f"{number:04}_shapes.sql").write_text("CREATE TABLE shapes (id INTEGER PRIMARY KEY) STRICT;\n")
    with closing(connect(register, "ro", KEY)) as connection:
        before = digests(connection)
    open_register(register, later, lambda: ME, LONG_AGO, file_key=KEY).close()
    (copy,) = tmp_path.glob("*.version-*.sekisho")
    assert_says_nothing(copy, register)
    with closing(connect(copy, "ro", KEY)) as connection:
        assert digests(connection) == before
    with closing(connect(register, "ro", KEY)) as connection:
        assert "shapes" in digests(connection)


def test_the_library_is_the_one_that_the_lock_names() -> None:
    with closing(sqlite.connect(":memory:")) as connection:
        assert connection.execute("PRAGMA cipher_version").fetchone()[0].startswith("4.")
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    assert "sqlcipher3==" in lock
