"""Drafts of editions and packs of reference tables, as an official would bring them in a folder."""

import shutil
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from app.storage.editions.edition_files import Tables
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import ROOT

#: Weapon parts for a state without an agreement are no longer referred; the sentence behind the rule says so too.
PARTS_ARE_OPEN = """\
[sentence.reported-2026-agreement]
ja = "武器の完成品の移転先は、防衛装備品・技術移転協定の締結国に限る。"
en = "Finished weapons go only to countries bound by a defense equipment and technology transfer agreement."
from = "reports-2026"
own_words = true
coded_by = ["weapon-agreement", "weapon-agreement-partner", "agreement-unconfirmed", "weapon-body"]
"""

REFERENCE = ROOT / "resources" / "reference"
RULEBOOKS = ROOT / "resources" / "rulebooks" / "three-principles"

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


def a_heading(edition_id: str = "next", in_force_from: date = date(2026, 5, 1), builds_on: str = "2026-04-21") -> str:
    """The heading of an edition that builds on another."""
    return _HEADING.format(id=edition_id, in_force_from=in_force_from, builds_on=builds_on)


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
    heading = a_heading(edition_id, in_force_from, builds_on)
    written = {"edition.toml": heading + (f"[without]\n{without}\n" if without else ""), **(files or {})}
    for name, text in written.items():
        (draft / name).write_text(text, encoding="utf-8")
    return draft


def a_draft_that_opens_parts(folder: Path, edition_id: str = "next", in_force_from: date = date(2026, 5, 1)) -> Path:
    """A draft in which weapon parts need no agreement."""
    files, without = {"guideline.toml": PARTS_ARE_OPEN}, 'rule = ["weapon-agreement-parts"]'
    return a_draft(folder, files, edition_id=edition_id, in_force_from=in_force_from, without=without)


def a_draft_with_rules(
    folder: Path, changes: Mapping[str, Mapping[str, Any]], *, edition_id: str, in_force_from: date
) -> Path:
    """A draft of the edition of 2026 in which some rules say something else."""
    rules = rules_of_2026()
    changed = {rule_id: {**rules[rule_id], **change} for rule_id, change in changes.items()}
    files = {"rules.toml": tomlkit.dumps({"rule": changed})}
    return a_draft(folder, files, edition_id=edition_id, in_force_from=in_force_from)


def a_draft_that_prohibits_parts(folder: Path, in_force_from: date = date(2026, 7, 1)) -> Path:
    """A draft in which the question about weapon parts is decided: they may not go."""
    rules, parts = rules_of_2026(), "weapon-agreement-parts"
    decided = {"then": "not_eligible", "yields_to": rules["weapon-agreement"]["yields_to"]}
    yielding = {rule: {"yields_to": [*rules[rule]["yields_to"], parts]} for rule in ("fighting-parts", "licensor")}
    changes = {parts: {**decided, "confidence": "R", "unverified": []}, **yielding}
    return a_draft_with_rules(folder, changes, edition_id="stricter", in_force_from=in_force_from)


def a_draft_that_asks_otherwise(folder: Path, in_force_from: date = date(2026, 7, 1)) -> Path:
    """A draft in which the rule about weapon parts needs an official answer still, but leaves loans out."""
    parts = "weapon-agreement-parts"
    when = {**rules_of_2026()[parts]["when"], "terms": {"other_than": "temporary"}}
    return a_draft_with_rules(folder, {parts: {"when": when}}, edition_id="narrower", in_force_from=in_force_from)


def a_draft_with_another_choice(folder: Path, in_force_from: date = date(2026, 7, 1)) -> Path:
    """A draft in which a transfer can be a barter too, which is decided as a sale is."""
    with (RULEBOOKS / "2014-04-01" / "facts.toml").open("rb") as file:
        terms = tomllib.load(file)["fact"]["terms"]
    terms["values"].append("barter")
    terms["value"]["barter"] = {"ja": "交換", "en": "In exchange"}
    files = {"facts.toml": tomlkit.dumps({"fact": {"terms": {**terms, "alike": [["sale", "barter"]]}}})}
    return a_draft(folder, files, edition_id="barter", in_force_from=in_force_from)


def rules_of_2026() -> dict[str, Any]:
    """The rules that the edition of 2026 is written with, by id."""
    with (RULEBOOKS / "2026-04-21" / "rules.toml").open("rb") as file:
        rules: dict[str, Any] = tomllib.load(file)["rule"]
    return rules


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
    heading.write_text(heading.read_text(encoding="utf-8").replace("2026-11-30", version, 1), encoding="utf-8")
    text = rows.read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    rows.write_text(text, encoding="utf-8")
    return pack


def an_examination(shelf: RegisterShelf, *changes: tuple[str, str], without: str = "") -> str:
    """What is laid beside the edition of 2026, as an edition would write it that says it itself.

    Texts are replaced; an entry (`trigger.diet_notice`) or a whole kind of them (`slot`) is left out.
    """
    beside = shelf.written_beside(shelf.edition("2026-04-21"))
    assert beside is not None
    left = {
        kind: {key: entry for key, entry in entries.items() if without not in (kind, f"{kind}.{key}")}
        for kind, entries in beside.items()
    }
    text = tomlkit.dumps({kind: entries for kind, entries in left.items() if entries})
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text
