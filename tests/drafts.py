"""Drafts of editions and packs of reference tables, as an official would bring them in a folder."""

import shutil
from datetime import date
from pathlib import Path

from app.storage.edition_files import Tables
from tests.builders import ROOT

#: Weapon parts for a state without an agreement are no longer referred; the sentence behind the rule says so too.
PARTS_ARE_OPEN = """\
[sentence.reported-2026-agreement]
ja = "武器の完成品の移転先は、防衛装備品・技術移転協定の締結国に限る。"
en = "Finished weapons go only to states bound by a defense equipment and technology transfer agreement."
from = "reports-2026"
own_words = true
coded_by = ["weapon-agreement", "weapon-agreement-partner", "agreement-unconfirmed", "weapon-body"]
"""

REFERENCE = ROOT / "resources" / "reference"

_HEADING = """\
id = "{id}"
in_force_from = {in_force_from}
builds_on = "{builds_on}"
title.ja = "次の版"
title.en = "The next edition"
authority.ja = "未定"
authority.en = "Not yet known"
summary.ja = "試験のための版。"
summary.en = "An edition for tests."
sources = ["reports-2026"]
confidence = "R"
"""


def a_draft(
    folder: Path,
    files: dict[str, str] | None = None,
    *,
    edition_id: str = "next",
    in_force_from: date = date(2026, 5, 1),
    builds_on: str = "2026-04-21",
    without: str = "",
) -> Path:
    """The folder of an edition that builds on another; `without` is the table of what falls away."""
    draft = folder / f"draft-{edition_id}"
    draft.mkdir(exist_ok=True)
    heading = _HEADING.format(id=edition_id, in_force_from=in_force_from, builds_on=builds_on)
    written = {"edition.toml": heading + (f"[without]\n{without}\n" if without else ""), **(files or {})}
    for name, text in written.items():
        (draft / name).write_text(text, encoding="utf-8")
    return draft


def a_draft_that_opens_parts(folder: Path, edition_id: str = "next", in_force_from: date = date(2026, 5, 1)) -> Path:
    """A draft in which weapon parts need no agreement."""
    files, without = {"guideline.toml": PARTS_ARE_OPEN}, 'rule = ["weapon-agreement-parts"]'
    return a_draft(folder, files, edition_id=edition_id, in_force_from=in_force_from, without=without)


def leave_out_the_text(tables: Tables) -> None:
    """Take the text out of an edition, and every reference to it, so that its rules can be changed freely."""
    tables["sentence"].clear()
    for entries in tables.values():
        for entry in entries.values():
            entry.pop("cites", None)


def a_pack(folder: Path, *changes: tuple[str, str], version: str = "2026-12-01", table: str = "agreements") -> Path:
    """The folder of a pack like the program's own, with texts of one table replaced."""
    pack = folder / f"pack-{version}"
    shutil.copytree(REFERENCE, pack)
    heading, rows = pack / "reference.toml", pack / f"{table}.csv"
    heading.write_text(heading.read_text(encoding="utf-8").replace("2026-11-22", version, 1), encoding="utf-8")
    text = rows.read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    rows.write_text(text, encoding="utf-8")
    return pack
