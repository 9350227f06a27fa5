"""Editions and packs from outside are bounded: what is too much, and what can't be shown, is refused in a sentence."""

import shutil
import time
from pathlib import Path

import pytest

from app.domain.decision.certificate import certify
from app.domain.errors import Mendable, RefusedData
from app.storage.law.reference_shelf import read_pack
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import the_shelf
from tests.drafts import REFERENCE, a_draft

_ORIGIN = 'sources = ["reports-2026"]\nconfidence = "R"\n'


def _fact(name: str) -> str:
    return f"""\
[fact.{name}]
section = "item"
kind = "world"
values = ["yes", "no"]
value.yes = {{ja = "yes", en = "yes"}}
value.no = {{ja = "no", en = "no"}}
applicable = "always"
label = {{ja = "{name}", en = "{name}"}}
question = {{ja = "{name}", en = "{name}"}}
why = {{ja = "{name}", en = "{name}"}}
{_ORIGIN}
"""


def _rule(name: str, when: str) -> str:
    return f"""\
[rule.{name}]
when = {when}
then = "refer"
label = {{ja = "{name}", en = "{name}"}}
says = {{ja = "{name}", en = "{name}"}}
{_ORIGIN}
"""


def _entangled(pairs: int) -> str:
    """Facts of which each looks at one far from it: in every order of the questions all combinations must be kept."""
    facts = "".join(_fact(f"x{number}") for number in range(2 * pairs))
    either = ", ".join(f'{{x{number} = "yes", x{number + pairs} = "yes"}}' for number in range(pairs))
    return facts + _rule("entangled", f"{{any = [{either}]}}")


def test_rules_that_branch_too_far_are_refused_in_seconds(tmp_path: Path, shelf: RegisterShelf) -> None:
    draft = a_draft(tmp_path, {"more.toml": _entangled(18)})
    compiled = shelf.read_outside(str(draft))
    begun = time.process_time()
    with pytest.raises(Mendable, match=r"branch too far: .* more than 300000 situations"):
        certify(compiled, shelf.reference())
    assert time.process_time() - begun < 30


def test_rules_that_branch_less_far_are_taken(tmp_path: Path, shelf: RegisterShelf) -> None:
    compiled = shelf.read_outside(str(a_draft(tmp_path, {"more.toml": _entangled(6)})))
    assert compiled.diagram.root


def test_of_thousands_of_flaws_the_first_are_listed_and_all_are_counted(tmp_path: Path, shelf: RegisterShelf) -> None:
    files = {f"{part}.toml": "".join(_rule(f"r{part}{n}", '{nowhere = "yes"}') for n in range(300)) for part in "abc"}
    begun = time.process_time()
    with pytest.raises(RefusedData, match=r"Mistakes found: 900; the first 200 are listed") as refused:
        shelf.read_outside(str(a_draft(tmp_path, files)))
    assert time.process_time() - begun < 20
    assert len(refused.value.flaws) == 200
    assert refused.value.flaws[0].line > 0


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"large.toml": "#" * 2_000_001}, "more than 2000000 bytes"),
        ({f"file{number}.toml": "" for number in range(201)}, "more than 200 files"),
        ({"many.toml": "".join(f"[source.s{number}]\n" for number in range(1_001))}, "more than 1000 entries"),
    ],
    ids=["a file", "files", "entries"],
)
def test_too_much_is_refused(tmp_path: Path, shelf: RegisterShelf, files: dict[str, str], sentence: str) -> None:
    with pytest.raises(Mendable) as refused:
        shelf.read_outside(str(a_draft(tmp_path, files)))
    flaws = refused.value.flaws if isinstance(refused.value, RefusedData) else (refused.value,)
    assert [str(flaw) for flaw in flaws if sentence in str(flaw)]


@pytest.mark.parametrize("hidden", ["\\u202e", "\\u001b", "\\u0007", "\\u2028"])
@pytest.mark.parametrize(
    "written",
    [
        '[section.item]\nlabel = {{ja = "{0}物品", en = "Item"}}\n',
        '["section"."it{0}em"]\nlabel = {{ja = "物品", en = "Item"}}\n',
        '[fact.form]\nvalues = ["finished", "{0}part"]\n',
    ],
    ids=["a label", "an id", "a value"],
)
def test_what_cannot_be_shown_is_refused(tmp_path: Path, shelf: RegisterShelf, written: str, hidden: str) -> None:
    with pytest.raises(RefusedData) as refused:
        shelf.read_outside(str(a_draft(tmp_path, {"hidden.toml": written.format(hidden)})))
    code = hidden[2:].upper()
    assert f"cannot be shown (U+{code})" in " ".join(map(str, refused.value.flaws))
    assert all(flaw.place().isprintable() for flaw in refused.value.flaws)


def test_hidden_files_are_no_part_of_an_edition(tmp_path: Path, shelf: RegisterShelf) -> None:
    draft = a_draft(tmp_path)
    (draft / "._rules.toml").write_bytes(b"\x00\x05\x16\x07Mac OS X")
    assert shelf.read_outside(str(draft)).edition.id == "next"


def _pack(tmp_path: Path, table: str, before: str, after: str) -> Path:
    pack = tmp_path / "pack"
    shutil.copytree(REFERENCE, pack)
    text = (pack / table).read_text(encoding="utf-8")
    assert before in text
    (pack / table).write_text(text.replace(before, after, 1), encoding="utf-8")
    return pack


def _flaws_of_pack(pack: Path) -> str:
    with pytest.raises(RefusedData) as refused:
        read_pack(pack, the_shelf().reference())
    return "\n".join(f"{flaw.place()}: {flaw}" for flaw in refused.value.flaws)


@pytest.mark.parametrize("name", ["China", "china", "Ｃｈｉｎａ"])
def test_two_states_of_one_name_are_refused(tmp_path: Path, name: str) -> None:
    flaws = _flaws_of_pack(_pack(tmp_path, "countries.csv", "Andorra", name))
    assert "The name is already that of AD." in flaws


@pytest.mark.parametrize("hidden", ["\u202e", "\x1b", "\x07"])
def test_what_cannot_be_shown_is_refused_in_a_pack(tmp_path: Path, hidden: str) -> None:
    flaws = _flaws_of_pack(_pack(tmp_path, "countries.csv", "Andorra", f"And{hidden}orra"))
    assert f"countries.csv:2 [AD]: The text holds a character that cannot be shown (U+{ord(hidden):04X})" in flaws
    assert hidden not in flaws


def test_the_name_of_a_pack_can_be_shown(tmp_path: Path) -> None:
    version = (REFERENCE / "reference.toml").read_text(encoding="utf-8").split('version = "')[1].split('"')[0]
    flaws = _flaws_of_pack(_pack(tmp_path, "reference.toml", version, "\\u202e1202"))
    assert "cannot be shown (U+202E)" in flaws
