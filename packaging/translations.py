"""Collect the program's sentences into the Japanese catalogue, and compile the catalogue for the program.

`extract` keeps each translation, adds what is new without one, and sets aside (`#~`) what the program no longer says;
`extract --prune` forgets what was set aside. `build` compiles. Sentences are found by these words in the code:
`_("…")`, `N_("…")`, `ngettext("…", "…", n)`, `pgettext("context", "…")`, and `Mendable("…")` with its kinds.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "app"
CATALOGUE = ROOT / "resources" / "i18n" / "ja" / "LC_MESSAGES" / "sekisho.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# Calls whose last plain argument is a sentence for the user, in whatever place it stands.
_KINDS = {"Mendable", "Damaged", "GivenUp", "KeyDoesNotFit", "Flaw", "WorkedOutOtherwise", "_OfAnother"}
_KINDS |= {"Remark", "WrongEntry", "WrongRow"}
COMPLAINTS = _KINDS | {"flaw", "_flaw", "complain", "refused", "__init__"}
# Lines of a catalogue's heading that would change at every run, or that say nothing.
IDLE = tuple(
    b'"' + name + b":"
    for name in (b"Generated-By", b"Language-Team", b"Last-Translator", b"PO-Revision-Date", b"POT-Creation-Date")
    + (b"Project-Id-Version", b"Report-Msgid-Bugs-To")
)
HEADING = """\
# The program's own words in Japanese: buttons, labels, messages. The words of the law belong to its editions.
# Sentences to the user end in です・ます; labels are noun phrases."""


def said_by_the_program(program: Path = PROGRAM) -> Catalog:
    """Every sentence that stands in the code under one of the keywords."""
    catalogue = Catalog(domain="sekisho", project="sekisho")
    found = extract_from_dir(program, [("**.py", "python")], keywords=KEYWORDS, comment_tags=["For the translator:"])
    for _file, _line, message, comments, context in found:
        catalogue.add(message, auto_comments=comments, context=context)
    for file in sorted(program.rglob("*.py")):
        for sentence in complaints(file.read_text(encoding="utf-8")):
            catalogue.add(sentence)
    return catalogue


def complaints(source: str) -> Iterator[str]:
    """The sentences that tell the user what to mend."""
    for call in ast.walk(ast.parse(source)):
        match call:
            case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name), args=[*_, ast.Constant(str(sentence))]):
                if name in COMPLAINTS and (" " in sentence or "{" in sentence):
                    yield sentence


def in_the_catalogue(path: Path = CATALOGUE) -> Catalog:
    """What has been translated so far."""
    with path.open("rb") as file:
        return read_po(file, locale="ja", domain="sekisho")


def extract(path: Path, program: Path, *, prune: bool) -> Catalog:
    """Bring the catalogue up to what the code says, and leave every translation as it is."""
    catalogue = in_the_catalogue(path) if path.exists() else Catalog(locale="ja", domain="sekisho", fuzzy=False)
    catalogue.header_comment = HEADING
    catalogue.update(said_by_the_program(program), no_fuzzy_matching=True)
    for key in [key for key, message in catalogue.obsolete.items() if not message.string]:
        del catalogue.obsolete[key]
    written = BytesIO()
    write_po(written, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=prune)
    lines = [line for line in written.getvalue().splitlines(keepends=True) if not line.startswith(IDLE)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(lines))
    return catalogue


def build(path: Path) -> Path:
    """Compile one catalogue beside itself; an untranslated sentence is left to its English form."""
    compiled = path.with_suffix(".mo")
    with compiled.open("wb") as file:
        write_mo(file, in_the_catalogue(path))
    return compiled


def main() -> int:
    """Extract or build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=["extract", "build"])
    parser.add_argument("--prune", action="store_true", help="with extract: forget what the program no longer says")
    arguments = parser.parse_args()
    if arguments.act == "build":
        build(CATALOGUE)
        return 0
    catalogue = extract(CATALOGUE, PROGRAM, prune=arguments.prune)
    untranslated = sum(1 for message in catalogue if message.id and not message.string)
    print(f"{len(catalogue)} sentences, {untranslated} without a translation, {len(catalogue.obsolete)} no longer said")
    return 0


if __name__ == "__main__":
    sys.exit(main())
