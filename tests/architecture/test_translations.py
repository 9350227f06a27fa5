"""Every sentence of the program is said in Japanese too, with the same blanks to fill in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from translations import extract, in_the_catalogue, said_by_the_program

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "app").rglob("*.py"))
BLANKS = re.compile(r"{(\w*)[^{}]*}")
MEND = "run `make translations`, then edit resources/i18n/ja/LC_MESSAGES/sekisho.po"


@pytest.fixture(scope="module")
def said() -> Catalog:
    """What the code says."""
    return said_by_the_program()


@pytest.fixture(scope="module")
def translated() -> Catalog:
    """What the catalogue holds."""
    return in_the_catalogue()


def sentences(message: Message) -> tuple[str, ...]:
    """The English forms of a message: one, or one and many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def versions(message: Message) -> tuple[str, ...]:
    """The Japanese forms of a message."""
    forms = (message.string,) if isinstance(message.string, str) else message.string
    return tuple(form or "" for form in forms or ("",))


def untranslated(said: Catalog, translated: Catalog) -> Iterator[str]:
    """The sentences that have no Japanese form."""
    for message in said:
        found = translated.get(message.id, message.context) if message.id else None
        if message.id and (found is None or found.fuzzy or not all(versions(found))):
            yield sentences(message)[0]


def filled_in_differently(translated: Catalog) -> Iterator[str]:
    """The sentences whose Japanese form has other blanks."""
    for message in translated:
        if not message.id or not all(versions(message)):
            continue
        blanks = [set(BLANKS.findall(text)) for text in sentences(message)]
        if any(set(BLANKS.findall(text)) != blanks[-1] for text in versions(message)):
            yield sentences(message)[0]


def texts_with_blanks(source: str) -> Iterator[str]:
    """The plain strings of a module, other than docstrings, that have blanks to fill in: sentences, most likely."""
    tree = ast.parse(source)
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in parts | notes)
    return (node.value for node in strings if isinstance(node.value, str) and re.search(r"(?<!{){[a-z_]+}", node.value))


def bare_words(source: str) -> Iterator[str]:
    """What a view says to the user without asking for the present language: strings with a space between two words, a
    capital or other letters than those of English. Docstrings, type hints, names of keys and dates' forms are none."""
    tree = ast.parse(source)
    marked = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("N_", "cast", "TypeVar")
        for part in node.args
    }
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    hints = {
        id(part)
        for node in ast.walk(tree)
        for hint in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if hint is not None
        for part in ast.walk(hint)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in marked | notes | hints:
            text = node.value
            if re.search(r"[A-Z]|\w \w|[^\W\x00-\x7f]", text) and not re.fullmatch(r"F1|(Alt|Ctrl)\+\S+", text):
                yield text


#: What views say of themselves: names that are the same in every language, and what is no word of the user's at all.
SAID_ALIKE = {
    # A name of Qt.
    "kit/captions.py": {"toolTip"},
    "kit/date_field.py": {"yyyy-MM-dd"},
    "kit/drawing.py": {"currentColor"},
    # Where a line of Japanese may end.
    "kit/line_breaking.py": {
        "ごお",
        "々〆",
        "第",
        "(?:あり|おり|なり|でき|され|られ)?(?:ませんでした|ません|ました|ます|でした|です|ください)",
        "(?<=[一二三四五六七八九十]の)(?P<unit>項|[一二三四五六七八九十](?!の項))",
    },
    # Said in both languages at once: a picture of the screen travels further than its reader.
    "kit/live_band.py": {"実務  LIVE"},
    "kit/training_band.py": {"訓練  TRAINING"},
    "kit/training_stamp.py": {"訓練 TRAINING", "訓\u3000練", "TRAINING"},
    # A language is called by its own name, and so is the program.
    "window/rail_view.py": {"日本語", "English", "関所", "Sekisho"},
    "window/screenshots.py": {"GCAP"},
}
VIEWS = sorted((ROOT / "app" / "views").rglob("*.py"))


@pytest.mark.parametrize("module", VIEWS, ids=lambda file: str(file.relative_to(ROOT / "app")))
def test_a_view_says_nothing_that_is_not_marked_as_a_caption(module: Path) -> None:
    allowed = SAID_ALIKE.get(module.relative_to(ROOT / "app" / "views").as_posix(), set())
    assert set(bare_words(module.read_text(encoding="utf-8"))) <= allowed, "mark it with N_"


@pytest.mark.parametrize(
    "said", ['Button("Close")', 'button.setText("no file")', 'Prose(f"Line {n}")', 'say(w, toolTip="閉じる")']
)
def test_bare_words_would_be_found(said: str) -> None:
    assert list(bare_words(f'"""A View."""\n\nname: "QWidget" = N_("Open the case")\n{said}\n'))


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_sentence_escapes_the_catalogue(module: Path, said: Catalog) -> None:
    known = {text for message in said if message.id for text in sentences(message)}
    assert set(texts_with_blanks(module.read_text(encoding="utf-8"))) <= known, "mark it with _ or N_"


def test_every_sentence_has_a_japanese_form(said: Catalog, translated: Catalog) -> None:
    assert list(untranslated(said, translated)) == [], MEND


def test_the_blanks_are_the_same_in_both_languages(translated: Catalog) -> None:
    assert list(filled_in_differently(translated)) == []


def test_the_catalogue_holds_nothing_that_the_program_no_longer_says(said: Catalog, translated: Catalog) -> None:
    unsaid = [message for message in translated if message.id and said.get(message.id, message.context) is None]
    stale = [sentences(message)[0] for message in (*unsaid, *translated.obsolete.values())]
    assert stale == [], f"{MEND}, or forget them: packaging/translations.py extract --prune"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that says two things."""
    (tmp_path / "app").mkdir()
    source = '_("Open")\nself.complain(key, 1, "There is no {kind} “{id}”.", kind=kind, id=id)\n'
    (tmp_path / "app" / "says.py").write_text(source, encoding="utf-8")
    return tmp_path / "app"


def test_new_sentences_are_added_and_translations_are_kept(program: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "sekisho.po"
    extract(catalogue, program, prune=False)
    text = catalogue.read_text(encoding="utf-8").replace('msgid "Open"\nmsgstr ""', 'msgid "Open"\nmsgstr "開く"')
    catalogue.write_text(text, encoding="utf-8")
    with (program / "says.py").open("a", encoding="utf-8") as file:
        file.write('_("Close")\n')
    extract(catalogue, program, prune=False)
    held = in_the_catalogue(catalogue)
    assert {message.id: message.string for message in held if message.id and "{" not in message.id} == {
        "Open": "開く",
        "Close": "",
    }
    assert set(untranslated(said_by_the_program(program), held)) == {"Close", "There is no {kind} “{id}”."}


def test_a_second_collection_changes_nothing(program: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "sekisho.po"
    extract(catalogue, program, prune=False)
    before = catalogue.read_bytes()
    extract(catalogue, program, prune=False)
    assert catalogue.read_bytes() == before


def test_what_is_no_longer_said_is_set_aside_until_it_is_pruned(program: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "sekisho.po"
    extract(catalogue, program, prune=False)
    catalogue.write_text(catalogue.read_text("utf-8").replace('"Open"\nmsgstr ""', '"Open"\nmsgstr "開く"'), "utf-8")
    (program / "says.py").write_text('_("Close")\n', encoding="utf-8")
    extract(catalogue, program, prune=False)
    assert "Open" in in_the_catalogue(catalogue).obsolete
    extract(catalogue, program, prune=True)
    assert "Open" not in in_the_catalogue(catalogue).obsolete


def test_another_blank_would_be_found() -> None:
    catalogue = Catalog(locale="ja")
    catalogue.add("There is no {kind} “{id}”.", "{id} がありません。")
    assert list(filled_in_differently(catalogue)) == ["There is no {kind} “{id}”."]
