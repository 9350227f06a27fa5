"""Write schema.sql anew from the migrations: python db/write_schema.py [FILE]."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from app.storage.register.migrations import schema  # noqa: E402 - the program is found only now

target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "schema.sql"
target.write_text(schema(HERE / "migrations"), encoding="utf-8", newline="\n")
