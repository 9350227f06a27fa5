"""A wrong call ends with status 2, prints nothing, and names file, key, value and what is allowed in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.cases import answers, case_file, case_text
from tests.commands.conftest import Call

GOOD = case_text(answers())
EDITIONS = "2014-04-01, 2022-03-08, 2023-12-22, 2024-03-26, 2026-04-21"
STATES = "an ISO 3166-1 alpha-2 code other than JP, XK (Kosovo), or XA to XZ for an invented country"


def with_answer(line: str) -> str:
    """A good case file in which one answer is written otherwise."""
    fact = line.partition("=")[0].strip()
    return "\n".join([*(kept for kept in GOOD.splitlines() if not kept.startswith(f"{fact} =")), line]) + "\n"


#: What the file holds, and what the message says after the name of the file.
FILES: dict[str, tuple[str, str]] = {
    "a fact that no edition knows": (
        with_answer('colour = "green"'),
        "answers.colour = “green”: no edition knows the fact “colour”. The facts are: item_heading, form, ",
    ),
    "a value outside the list of the fact": (
        with_answer('weapon = "perhaps"'),
        "answers.weapon = “perhaps” is not allowed. Allowed: yes, no.",
    ),
    "an empty value": (with_answer('weapon = ""'), "answers.weapon = “” is not allowed. Allowed: yes, no."),
    "a value in capitals": (with_answer('weapon = "Yes"'), "answers.weapon = “Yes” is not allowed. Allowed: yes, no."),
    "a heading that there is not": (
        with_answer('item_heading = "18"'),
        "answers.item_heading = “18” is not allowed. Allowed: none, 1, 2, ",
    ),
    "Japan as the destination": (
        with_answer('destination = "JP"'),
        f"answers.destination = “JP”: Japan cannot be the country here. Allowed: {STATES}.",
    ),
    "Japan as the licensor": (
        with_answer('licensor_state = "JP"'),
        f"answers.licensor_state = “JP”: Japan cannot be the country here. Allowed: {STATES}.",
    ),
    "no such country": (
        with_answer('destination = "ZZ"'),
        f"answers.destination = “ZZ”: there is no such country. Allowed: {STATES}.",
    ),
    "a country in small letters": (
        with_answer('destination = "ph"'),
        f"answers.destination = “ph”: there is no such country. Allowed: {STATES}.",
    ),
    "a country as a number": (
        with_answer("destination = 608"),
        f"answers.destination = 608 is of the wrong type. Give a text: {STATES}.",
    ),
    "an answer for what follows from others": (
        with_answer('destination_is_licensor = "yes"'),
        "answers.destination_is_licensor = “yes”: it follows from other facts and cannot be answered. Leave it out.",
    ),
    "an agreement that is perhaps in force": (
        with_answer('agreement_in_force = "perhaps"'),
        "answers.agreement_in_force = “perhaps” is not allowed. Allowed: yes, no, unconfirmed.",
    ),
    "true for yes": (with_answer("weapon = true"), "answers.weapon = true is of the wrong type. Give a text: yes, no."),
    "a number": (with_answer("weapon = 1"), "answers.weapon = 1 is of the wrong type. Give a text: yes, no."),
    "a list": (with_answer('weapon = ["yes"]'), "answers.weapon = […] is of the wrong type. Give a text: yes, no."),
    "a table": (
        with_answer('weapon = { is = "yes" }'),
        "answers.weapon = {…} is of the wrong type. Give a text: yes, no.",
    ),
    "a date for an answer": (
        with_answer("weapon = 2026-05-20"),
        "answers.weapon = 2026-05-20 is of the wrong type. Give a text: yes, no.",
    ),
    "infinity": (with_answer("weapon = inf"), "answers.weapon = inf is of the wrong type. Give a text: yes, no."),
    "a huge number": (
        with_answer("weapon = 0x" + "f" * 9_000),
        "answers.weapon = … is of the wrong type. Give a text: yes, no.",
    ),
    "a value of two lines": (
        with_answer('weapon = "yes\\nno"'),
        "answers.weapon = “yes\\nno” is not allowed. Allowed: yes, no.",
    ),
    "a value that would move the cursor": (
        with_answer('weapon = "\\u001b[2J"'),
        "answers.weapon = “\\x1b[2J” is not allowed. Allowed: yes, no.",
    ),
    "a value of a thousand letters": (
        with_answer(f'weapon = "{"y" * 1_000}"'),
        f"answers.weapon = “{'y' * 80}…” is not allowed. Allowed: yes, no.",
    ),
    "a fact of two lines": (
        with_answer('"co\\nlour" = "green"'),
        "answers.co\\nlour = “green”: no edition knows the fact “co\\nlour”. The facts are: ",
    ),
    "a date before the first edition": (
        case_text(answers(), on="2014-03-31"),
        "on: No edition of the rulebook was in force on 2014-03-31: the first is in force from 2014-04-01.",
    ),
    "a text that is no date": (
        case_text(answers(), on='"tomorrow"'),
        "on: “tomorrow” can't be read as a date. Write it like 2026-05-20, 2026年5月20日, 令和8年5月20日 or R8.5.20.",
    ),
    "a date with a time": (
        case_text(answers(), on="2026-05-20T09:00:00"),
        "on = 2026-05-20 09:00:00 is of the wrong type. Give a date, such as 2026-05-20.",
    ),
    "a year": (
        case_text(answers(), on="2026"),
        "on = 2026 is of the wrong type. Give a date, such as 2026-05-20.",
    ),
    "a title that is no text": (
        GOOD.replace('title = "Destroyers"', "title = 7"),
        "title = 7 is of the wrong type. Give a text.",
    ),
    "answers that are no table": (
        'title = "Destroyers"\non = 2026-05-20\nanswers = ["yes"]\n',
        "answers = […] is of the wrong type. Give a table of facts with their values.",
    ),
    "an unknown key": (
        f"edition = '2014-04-01'\n{GOOD}",
        "edition = “2014-04-01”: there is no such key. The keys are: title, on, answers.",
    ),
    "no title": (
        GOOD.replace('title = "Destroyers"\n', ""),
        "the key “title” is missing. The keys are: title, on, answers.",
    ),
    "no date": (GOOD.replace("on = 2026-05-20\n", ""), "the key “on” is missing. The keys are: title, on, answers."),
    "no answers": (
        'title = "Destroyers"\non = 2026-05-20\n',
        "the key “answers” is missing. The keys are: title, on, answers.",
    ),
    "nothing at all": ("", "the key “title” is missing. The keys are: title, on, answers."),
    "what is not TOML": ("Destroyers for the Philippines", "the file cannot be read as TOML: "),
    "an answer twice": (with_answer('weapon = "yes"\nweapon = "no"'), "the file cannot be read as TOML: "),
    "a date that there never was": (case_text(answers(), on="2026-02-29"), "the file cannot be read as TOML: "),
    "a NUL": ('title = "Des\0troyers"', "the file cannot be read as TOML: look at line 1, column 13."),
    "a quotation mark too few": ('title = "Destroyers', "the file cannot be read as TOML: it ends too early"),
    "deep nesting": ("answers = " + "[" * 50_000, "the file cannot be read as TOML: it is nested too deeply."),
    "a number too long to be one": ("on = " + "9" * 9_000, "the file cannot be read as TOML: "),
    "a deep table": (
        "answers" + ".a" * 5_000 + ' = "yes"\ntitle = "T"\non = 2026-05-20\n',
        "answers.a = {…}: no edition",
    ),
}


def is_refused(said: tuple[int, str, str], message: str) -> None:
    """Check the status, that nothing was printed, and that one line begins with the message."""
    status, out, err = said
    assert (status, out) == (2, "")
    assert err.startswith(message)
    assert err.count("\n") == 1
    assert err.endswith(".\n")
    assert err[:-1].isprintable()


@pytest.mark.parametrize(("text", "message"), FILES.values(), ids=FILES.keys())
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_case_with_a_mistake_is_refused_in_one_line(
    form: str, text: str, message: str, sekisho: Call, tmp_path: Path
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    is_refused(sekisho("assess", path, "--format", form), f"{path}: {message}")


def test_every_fact_that_is_listed_can_be_answered(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(with_answer('colour = "green"'), encoding="utf-8")
    listed = sekisho("assess", path)[2].partition("The facts are: ")[2].removesuffix(".\n").split(", ")
    assert {"destination", "licensor_state", "agreement_in_force"} <= set(listed)
    for fact in listed:
        path.write_text(with_answer(f'{fact} = ""'), encoding="utf-8")
        assert "Allowed: " in sekisho("assess", path)[2], fact


def test_a_file_that_is_not_there_is_named(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    is_refused(sekisho("assess", path), f"{path}: there is no such file. Name a case file.")
    is_refused(sekisho("assess", "--batch", path), f"{path}: there is no such file. Name a batch file.")


def test_a_folder_is_no_file(sekisho: Call, tmp_path: Path) -> None:
    is_refused(sekisho("assess", tmp_path), f"{tmp_path}: the file cannot be read: Is a directory.")
    is_refused(sekisho("assess", "--batch", tmp_path), f"{tmp_path}: the file cannot be read: Is a directory.")


def test_a_file_that_may_not_be_read_is_named(sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # However long its path is: whoever is to mend something has to find it.
    folder = tmp_path / ("a-long-name-" * 20)
    folder.mkdir()
    path = case_file(folder)
    opened = Path.open

    def refuse(file: Path, *arguments: object, **options: object) -> object:
        if file == path:
            raise PermissionError(13, "Permission denied", str(file))
        return opened(file, *arguments, **options)  # type: ignore[call-overload]  # passed on as they came

    monkeypatch.setattr(Path, "open", refuse)
    is_refused(sekisho("assess", path), f"{path}: the file cannot be read: Permission denied.")


def test_a_file_in_another_encoding_is_refused(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(GOOD.replace("Destroyers", "護衛艦").encode("shift-jis"))
    is_refused(sekisho("assess", path), f"{path}: the file is not encoded as UTF-8. Save it as UTF-8.")


#: Arguments after `assess`, given a good case file and a folder, and what is complained of.
CALLS: dict[str, tuple[Callable[[Path, Path], list[str | Path]], str]] = {
    "an unknown edition": (
        lambda case, _: [case, "--edition", "2025-01-01"],
        f"--edition: There is no edition “2025-01-01”. The editions are: {EDITIONS}.",
    ),
    "an unknown edition for a batch": (
        lambda case, _: ["--batch", case, "--edition", "newest"],
        f"--edition: There is no edition “newest”. The editions are: {EDITIONS}.",
    ),
    "an edition that is a path": (
        lambda case, _: [case, "--edition", "../three-principles/2014-04-01"],
        "--edition: There is no edition “../three-principles/2014-04-01”.",
    ),
    "an edition that would move the cursor": (
        lambda case, _: [case, "--edition", "\x1b[2J"],
        "--edition: There is no edition “\\x1b[2J”.",
    ),
    "a date that is none": (
        lambda case, _: [case, "--on", "20 Mai 2026"],
        "--on: “20 Mai 2026” can't be read as a date. Write it like 2026-05-20, ",
    ),
    "a date of another form": (lambda case, _: [case, "--on", "2026-W21-3"], "--on: “2026-W21-3” can't be read"),
    "a date whose year is not clear": (
        lambda case, _: [case, "--on", "5/20/2026"],
        "--on: “5/20/2026”: which number is the year, which the month?",
    ),
    "an empty date": (lambda case, _: [case, "--on", ""], "--on: No date is given. Write it like 2026-05-20 "),
    "a day that there never was": (
        lambda case, _: [case, "--on", "2026-02-29"],
        "--on: “2026-02-29”: the calendar has no such day.",
    ),
    "a date before the first edition": (
        lambda case, _: [case, "--on", "2014-03-31"],
        "--on: No edition of the rulebook was in force on 2014-03-31: the first is in force from 2014-04-01.",
    ),
    "neither a case nor a batch": (lambda *_: [], "Name either one case file, or a batch with --batch FILE.jsonl."),
    "a case and a batch": (lambda case, _: [case, "--batch", case], "Name either one case file, or a batch"),
    "two rulebooks": (
        lambda case, folder: [case, "--edition", "2014-04-01", "--rulebook", folder],
        "Name either --edition or --rulebook, not both.",
    ),
    "brief without a batch": (lambda case, _: [case, "--brief"], "--brief goes with --batch. Leave it out."),
    "a rulebook that is not there": (
        lambda case, folder: [case, "--rulebook", folder / "nowhere"],
        "{folder}/nowhere is not a folder. Name the folder of an edition.",
    ),
    "a rulebook that is a file": (
        lambda case, _: [case, "--rulebook", case],
        "{case} is not a folder. Name the folder of an edition.",
    ),
    "a folder that is no rulebook": (
        lambda case, folder: [case, "--rulebook", folder],
        "{folder} holds no edition.toml, so it is not an edition. Name the folder of an edition.",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), CALLS.values(), ids=CALLS.keys())
def test_a_wrong_call_is_refused_in_one_line(
    arguments: Callable[[Path, Path], list[str | Path]], message: str, sekisho: Call, tmp_path: Path
) -> None:
    case = case_file(tmp_path)
    said = sekisho("assess", *arguments(case, tmp_path))
    is_refused(said, message.format(case=case, folder=tmp_path) if "{" in message else message)


def test_a_file_may_have_a_name_like_an_option(sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case_file(tmp_path).rename(tmp_path / "-case.toml")
    monkeypatch.chdir(tmp_path)
    assert sekisho("assess", "--format", "json", "--", "-case.toml").status == 0


def test_a_rulebook_with_mistakes_is_refused_with_all_of_them(sekisho: Call, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    heading = 'id = "mine"\nbuilds_on = "2026-04-21"\nin_force_from = 2026-01-01\n'
    (folder / "edition.toml").write_text(heading, encoding="utf-8")
    (folder / "rules.toml").write_text('[rule.green]\nwhen = { green = "yes" }\nthen = "blue"\n', encoding="utf-8")
    said = sekisho("assess", case_file(tmp_path), "--rulebook", folder)
    first, *flaws = said.err.splitlines()
    assert (said.status, said.out) == (2, "")
    assert first == f"{folder} is refused. Mistakes found: {len(flaws)}. Mend them and try again."
    expected = {
        "edition.toml:3 [in_force_from]: The edition comes into force before the one that it builds on, “2026-04-21”.",
        "edition.toml [title]: “title” is missing.",
        "rules.toml:1 [rule.green.label]: “label” is missing.",
    }
    assert expected <= set(flaws)
    assert any(
        flaw.startswith("rules.toml:3 [rule.green.then]: “blue” is not allowed here. Allowed:") for flaw in flaws
    )
    assert any(flaw.startswith("rules.toml:2 [rule.green.when.green]: “green” is neither a fact") for flaw in flaws)


def test_complaints_follow_the_language_of_the_user(
    sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    said = sekisho("assess", tmp_path / "case.toml")
    assert (said.status, said.out) == (2, "")
    assert str(tmp_path / "case.toml") in said.err


#: The words of a call that cannot be understood: which word is wrong, what is allowed, and where it is explained.
SLIPS: dict[str, tuple[list[str], str, str, str]] = {
    "an unknown command": (
        ["approve"],
        "“approve”",
        "assess, interview, case, waiting, sheet, rehearse, rulebook, register, ledger, screenshots",
        "sekisho",
    ),
    "no action": (["rulebook"], "“sekisho rulebook”", "show, facts, certify, compare, draft", "sekisho rulebook"),
    "an unknown action": (["rulebook", "shw"], "“shw”", "show, facts, certify, compare, draft", "sekisho rulebook"),
    "an unknown option": (["assess", "case.toml", "--colour"], "“--colour”", "--batch, --brief", "sekisho assess"),
    "an unknown option of the program": (["--colour", "assess"], "“--colour”", "--version, --register", "sekisho"),
    "an option that is cut short": (["assess", "--edit", "2014-04-01"], "“--edit”", "--edition", "sekisho assess"),
    "a word too many": (["assess", "case.toml", "other.toml"], "“other.toml”", "--batch", "sekisho assess"),
    "a value outside the list": (["assess", "case.toml", "--format=xml"], "“xml”", "text, json", "sekisho assess"),
    "another language": (["assess", "case.toml", "--language", "fr"], "“fr”", "ja, en", "sekisho assess"),
    "an option without its value": (["assess", "case.toml", "--on"], "--on", "a value", "sekisho assess"),
    "a value that an option does not take": (["assess", "--brief=yes"], "--brief", "no value", "sekisho assess"),
    "needed words that are missing": (
        ["rulebook", "draft"],
        "“sekisho rulebook draft”",
        "FROM, DIR",
        "sekisho rulebook draft",
    ),
    "a word that would move the cursor": (["\x1b[2J"], "“\\x1b[2J”", "assess", "sekisho"),
}


@pytest.mark.parametrize(("words", "wrong", "allowed", "command"), SLIPS.values(), ids=SLIPS.keys())
def test_a_call_that_cannot_be_understood_is_refused_in_one_line(
    words: list[str], wrong: str, allowed: str, command: str, sekisho: Call
) -> None:
    said = sekisho(*words)
    is_refused(said, "")
    assert wrong in said.err
    assert allowed in said.err
    assert f"“{command} --help”" in said.err


@pytest.mark.parametrize("words", [words for words, *_ in SLIPS.values()], ids=SLIPS.keys())
def test_in_japanese_such_a_call_is_refused_without_english(
    words: list[str], sekisho: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    said = sekisho(*words)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.endswith(" --help」で表示します。\n") or said.err.endswith(" --help」で確かめてください。\n")
    assert not set("“”,") & set(said.err)
