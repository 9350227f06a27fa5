"""The file of a document is kept in the register, once, and nothing reads it but who saves it."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap.ledgers import check_register
from app.domain.errors import Damaged, Mendable
from app.domain.ids import DocumentId
from app.domain.register import kept_files
from app.domain.register.cases import Case
from app.domain.register.kept_files import LARGEST_FILE, MOST_IN_A_REGISTER, refusal_of_keeping
from app.services.answering import give_answer
from app.services.documenting import add_document, kept_file
from app.services.duplicating import Taken, duplicate_case
from app.services.reading import list_cases
from app.storage.register import sqlite
from app.storage.register.connections import connect
from tests.builders import Official, case_particulars, document_particulars, opened

CONTENT = bytes(range(256)) * 40
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture
def case(official: Official) -> Case:
    """A case with an answer."""
    return official.a_case({"weapon": "yes"})


def keep(official: Official, case: Case, content: bytes = CONTENT) -> DocumentId:
    """A document with its file."""
    particulars = document_particulars(sha256=sha256(content).hexdigest(), file_name="contract.pdf")
    return add_document(official, case_id=case.id, particulars=particulars, content=content).document_id


def test_a_kept_file_is_there_years_later_as_it_was(official: Official, case: Case, register_file: Path) -> None:
    document = keep(official, case)
    assert official.case(case.id).document(document).is_kept
    assert kept_file(official.work, document) == CONTENT
    assert official.work.kept_files.size() == len(CONTENT)
    official.work.register.close()
    with opened(register_file) as work:
        assert kept_file(work, document) == CONTENT


def test_a_hash_alone_stays_possible(official: Official, case: Case) -> None:
    particulars = document_particulars(sha256=DIGEST, file_name="contract.pdf")
    document = add_document(official, case_id=case.id, particulars=particulars).document_id
    assert not official.case(case.id).document(document).is_kept
    with pytest.raises(LookupError):
        kept_file(official.work, document)


def test_it_is_an_entry_that_speaks_of_the_row(official: Official, case: Case) -> None:
    keep(official, case)
    ((last,),) = official.work.register.every("SELECT entry FROM entries ORDER BY number DESC LIMIT 1")
    assert '"act":"document_file_kept"' in last
    assert f'"document_files/{DIGEST}":' in last
    spoken_for = official.work.register.spoken_for.row("document_files", DIGEST)
    assert spoken_for is not None
    assert "content" not in spoken_for


def test_a_copied_case_shares_the_file(official: Official, case: Case) -> None:
    keep(official, case)
    other = duplicate_case(
        official, case_id=case.id, particulars=case_particulars(number="2026-0002"), taken=Taken.EVIDENCE
    )
    (document,) = official.case(other.case_id).documents
    assert document.is_kept
    assert kept_file(official.work, document.id) == CONTENT
    third = official.a_case()
    assert official.case(third.id).documents == ()
    keep(official, third)
    assert official.work.kept_files.all() == (DIGEST,)
    assert official.work.kept_files.size() == len(CONTENT)


def test_what_is_too_large_is_refused_whole(official: Official, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "LARGEST_FILE", 99)
    with pytest.raises(Mendable, match=r"only files of up to 0 MB are kept") as refused:
        keep(official, case)
    assert refused.value.params["field"] == "is_kept"
    assert official.case(case.id).documents == (), "neither the document stands"
    monkeypatch.undo()
    monkeypatch.setattr(kept_files, "MOST_IN_A_REGISTER", 2 * len(CONTENT))
    keep(official, case)
    keep(official, case, CONTENT[::-1])
    with pytest.raises(Mendable, match="keeps 0 MB of files already, and keeps 0 MB at most"):
        keep(official, case, b"x")


@given(st.integers(0, 2 * LARGEST_FILE), st.integers(0, MOST_IN_A_REGISTER + LARGEST_FILE))
def test_both_ceilings_are_those_that_are_told(size: int, kept: int) -> None:
    is_refused = refusal_of_keeping(size, kept) is not None
    assert is_refused == (size > 25_000_000 or kept + size > 2_000_000_000)


def test_another_content_than_that_of_the_document_is_a_fault(official: Official, case: Case) -> None:
    with pytest.raises(ValueError, match="another file"):
        add_document(official, case_id=case.id, particulars=document_particulars(sha256=DIGEST), content=b"x")
    assert official.case(case.id).documents == ()


def test_a_file_that_was_altered_is_told_when_it_is_read_and_by_the_check(
    official: Official, case: Case, register_file: Path
) -> None:
    document = keep(official, case)
    official.work.register.close()
    assert list(check_register(register_file)) == []
    with closing(connect(register_file, "rw")) as forger:
        (trigger,) = forger.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'document_files_are_not_changed'"
        ).fetchone()
        forger.execute("DROP TRIGGER document_files_are_not_changed")
        forger.execute("UPDATE document_files SET content = zeroblob(size)")
        forger.execute(trigger)
        forger.commit()
    with opened(register_file) as work, pytest.raises(Damaged):
        kept_file(work, document)
    assert any(DIGEST[:16] in str(wrong) for wrong in check_register(register_file))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document_files SET content = x'00', size = 1",
        "DELETE FROM document_files",
        "INSERT OR REPLACE INTO document_files SELECT sha256, 1, kept_at, kept_by, x'00' FROM document_files",
    ],
)
def test_what_is_kept_stays(official: Official, case: Case, statement: str) -> None:
    keep(official, case)
    with pytest.raises(sqlite.IntegrityError, match="the file of a document is never"):
        official.work.register.database.execute(statement)


def test_nothing_reads_the_files_but_who_saves_one(official: Official, case: Case, register_file: Path) -> None:
    """SQLite asks for each column that a statement reads: that of the files is refused."""
    document = keep(official, case)
    read: list[str] = []

    def authorize(action: int, table: str | None, column: str | None, *_: object) -> int:
        if action == _READ and table == "document_files" and column == "content":
            read.append(str(table))
        return 0

    connection = official.work.register._connection
    connection.set_authorizer(authorize)
    list_cases(official.work)
    shown = official.case(case.id)
    give_answer(official, line_id=shown.lines[0].id, fact="weapon", value="no")
    official.a_case()
    duplicate_case(official, case_id=case.id, particulars=case_particulars(number="2026-0009"), taken=Taken.EVIDENCE)
    official.work.documents.get(document)
    official.work.kept_files.size()
    assert read == []
    kept_file(official.work, document)
    assert read, "the test sees who reads"


#: As SQLite numbers the reading of a column.
_READ = 20


def test_it_is_a_part_of_copies(official: Official, case: Case, register_file: Path, tmp_path: Path) -> None:
    document = keep(official, case)
    copy = tmp_path / "copy.sekisho"
    official.work.save_copy(str(copy))
    with opened(copy) as work:
        assert kept_file(work, document) == CONTENT
