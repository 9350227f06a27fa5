"""The schema file shows what the migrations make."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from app.storage.register.migrations import schema
from tests.builders import MIGRATIONS, ROOT


def test_the_schema_file_is_up_to_date() -> None:
    expected = schema(MIGRATIONS)
    assert (ROOT / "db" / "schema.sql").read_text(encoding="utf-8") == expected, "run: python db/write_schema.py"


def test_every_table_is_described() -> None:
    described = (ROOT / "db" / "README.md").read_text(encoding="utf-8")
    for line in schema(MIGRATIONS).splitlines():
        if line.startswith("CREATE TABLE"):
            assert f"`{line.split()[2].strip(chr(34))}`" in described


def test_the_schema_file_is_written_anew(tmp_path: Path) -> None:
    target = tmp_path / "schema.sql"
    subprocess.run([sys.executable, ROOT / "db" / "write_schema.py", target], check=True)
    with closing(target.open(encoding="utf-8")) as written:
        assert written.read() == schema(MIGRATIONS)
