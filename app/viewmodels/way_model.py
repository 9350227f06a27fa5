"""The way of law into force, step by step: what an edition and a pack of reference tables have in common on it."""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.errors import Flaw
from app.services.reexamining import ChangedCase, ChangedLine, cases_to_redetermine
from app.viewmodels.desk_model import Desk
from app.viewmodels.header_model import StageSays
from app.viewmodels.rulebook_model import RulebookModel


class WaySays(NamedTuple):
    """What stands above and below the steps."""

    explanation: str
    stages: tuple[StageSays, ...]
    back: str
    next: str
    next_says: str
    may_go_on: bool


class FindingSays(NamedTuple):
    """One mistake: where it is, and what is wrong."""

    place: str
    text: str


class FolderSays(NamedTuple):
    """The field for a folder, and what was found in it."""

    label: str
    help: str
    choose: str
    read: str
    working: str
    title: str
    summary: str
    findings_heading: str
    findings: tuple[FindingSays, ...]


class EntrySays(NamedTuple):
    """Law that is or was in force: what, and who put it in force."""

    text: str
    detail: str
    here: bool


class HistorySays(NamedTuple):
    """What is in force, and what was before."""

    heading: str
    entries: tuple[EntrySays, ...]
    in_force_now: str


class ChangedCaseSays(NamedTuple):
    """An open case to be determined again, with the first line of it that would come out otherwise."""

    case_id: int
    line_id: int
    label: str


class ActSays(NamedTuple):
    """The last step: what it does and who answers for it; `done` says that it is done, and what is left to do then."""

    says: str
    person_label: str
    person_help: str
    note_label: str
    act: str
    missing: str
    may_act: bool
    done: str
    done_says: str
    cases_heading: str
    no_cases: str
    cases: tuple[ChangedCaseSays, ...]
    again: str


class ConfirmSays(NamedTuple):
    """The last question before the law of the register is changed."""

    title: str
    explanation: str
    facts: tuple[tuple[str, str], ...]
    consequences: tuple[str, ...]
    repeat_label: str
    repeat: str
    missing: str
    accept: str
    cancel: str


def findings_says(desk: Desk, flaws: Sequence[Flaw]) -> tuple[FindingSays, ...]:
    """Mistakes in words, each with its place."""
    return tuple(FindingSays(flaw.place(), desk.words.error(flaw)) for flaw in flaws)


def register_says(rulebook: RulebookModel) -> str:
    """Which register it is, in a word."""
    _ = rulebook.desk.words._
    return _("this training register; not an official record") if rulebook.is_training else _("this register")


def changed_cases_says(cases: Sequence[ChangedCase]) -> tuple[ChangedCaseSays, ...]:
    """The open cases that are to be determined again."""
    return tuple(ChangedCaseSays(case.case_id, case.lines[0].line_id, f"{case.number}　{case.title}") for case in cases)


def changes_says(desk: Desk, lines: Sequence[ChangedLine]) -> tuple[str, ...]:
    """What comes of it for the stored lines, in sentences."""
    words, open_cases = desk.words, len(cases_to_redetermine(lines))
    return (
        words.ngettext(
            "{n} stored line would come out otherwise.", "{n} stored lines would come out otherwise.", len(lines)
        ),
        words.ngettext(
            "{n} open case is listed to be determined again.",
            "{n} open cases are listed to be determined again.",
            open_cases,
        ),
        words._("Recorded determinations stay as they are."),
    )


def act_missing(desk: Desk, named_person: str) -> str:
    """Why it can't be done yet; empty where it can."""
    if desk.is_read_only:
        return desk.words._("The register is open for reading only.")
    return "" if named_person.strip() else desk.words._("Name the person who answers for it.")


def stages_says(desk: Desk, names: Sequence[tuple[str, str]], here: str, done: int) -> tuple[StageSays, ...]:
    """The steps by id and name; the first `done` of them are done."""
    _ = desk.words._
    return tuple(
        StageSays(stage, name, _("done") if number < done else _("still to come"), stage == here, number < done)
        for number, (stage, name) in enumerate(names)
    )
