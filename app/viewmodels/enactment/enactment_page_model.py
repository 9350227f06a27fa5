"""What stands on the pages on which law is put in force: the words that an edition and a pack have in common there."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.domain.errors import Flaw
from app.domain.register.line_under_reexamination import LineUnderReexamination
from app.services.reexamining import ChangedLine, cases_to_redetermine
from app.viewmodels.enactment.enactment_model import EnactmentModel
from app.viewmodels.rulebook.rulebook_model import RulebookModel
from app.viewmodels.session.form import Field, Form
from app.viewmodels.session.pieces import StageSays
from app.viewmodels.session.session import Session

#: An edition or a pack of reference tables that is being put in force.
AnyEnactment = EnactmentModel[Any, Any]


class EnactmentSays(NamedTuple):
    """What stands above and below the steps."""

    stages: tuple[StageSays, ...]
    may_go_back: bool
    next: str
    next_says: str
    may_go_on: bool


class FindingSays(NamedTuple):
    """One mistake: where it is, and what is wrong."""

    place: str
    text: str


class FolderSays(NamedTuple):
    """What was found in a folder, or that it is being read."""

    is_working: bool
    title: str
    summary: str
    findings_heading: str
    findings: tuple[FindingSays, ...]


class HistoryEntrySays(NamedTuple):
    """Law that is or was in force: what, and who put it in force."""

    text: str
    detail: str
    here: bool


class ChangedCaseSays(NamedTuple):
    """An open case to be determined again, with the first line of it that would come out otherwise."""

    case_id: int
    line_id: int
    label: str


class ActSays(NamedTuple):
    """The last step: what it does and who answers for it; `done` says that it is done, and what is left to do then."""

    says: str
    person_label: str
    act: str
    missing: str
    may_act: bool
    done: str
    cases: tuple[ChangedCaseSays, ...]


class EnactmentPageSays(NamedTuple):
    """What the pages of an edition and of a pack have in common; `history` is what is in force, and was before."""

    enactment: EnactmentSays
    folder: FolderSays
    history: tuple[HistoryEntrySays, ...]
    act: ActSays


def enactment_says(model: AnyEnactment, names: Sequence[str], on: Sequence[str], why_not_on: str = "") -> EnactmentSays:
    """The steps by their names; `on` is what leads on from each, `why_not_on` why nothing does, where that is own."""
    _ = model.session.words._
    at, furthest = model.stages.index(model.stage), model.stages.index(model.furthest())
    waits = (
        _("Every stored line has to be looked at first.")
        if model.is_at_lines and not model.reexamination.is_finished
        else ""
    )
    done = len(model.stages) if model.is_done else furthest
    return EnactmentSays(
        stages=tuple(
            StageSays(
                stage.value, name, _("done") if number < done else _("still to come"), number == at, number < done
            )
            for number, (stage, name) in enumerate(zip(model.stages, names, strict=True))
        ),
        may_go_back=at > 0 and not model.is_done,
        next=on[at],
        next_says=why_not_on or waits,
        may_go_on=furthest > at,
    )


def folder_says(model: AnyEnactment, *, title: str, summary: str, findings_heading: str) -> FolderSays:
    """What was found in a folder, or that it is being read."""
    return FolderSays(
        is_working=model.is_working,
        title=title,
        summary=summary,
        findings_heading=findings_heading if flaws_of(model) else "",
        findings=tuple(FindingSays(flaw.place(), model.session.words.error(flaw)) for flaw in flaws_of(model)),
    )


def flaws_of(model: AnyEnactment) -> tuple[Flaw, ...]:
    """The mistakes in the folder that was read; none before one was read."""
    return model.report.findings if model.report is not None else ()


def act_says(model: AnyEnactment, *, says: str, person_label: str, act: str, done: str) -> ActSays:
    """The last step; `done` is said when it is done."""
    return ActSays(
        says=says,
        person_label=person_label,
        act=act,
        missing=model.missing(),
        may_act=model.may_act,
        done=done if model.is_done else "",
        cases=_changed_cases(model.to_redetermine),
    )


def last_question(
    model: AnyEnactment,
    *,
    title: str,
    explanation: str,
    law: tuple[str, str],
    sha256: str,
    since: str,
    way_back: str,
    repeat_label: str,
    repeat: str,
    missing: str,
    accept: str,
) -> Form:
    """The last question before `law`, its kind and its name, is put in force."""
    _ = model.session.words._
    field = Field("repeated", repeat_label, repeat=repeat, missing=missing)
    return Form(
        title,
        explanation,
        accept=accept,
        cancel=_("Leave it"),
        act=lambda reply, **_repeated: model.act(reply),
        fields=(field,),
        facts=(
            law,
            (_("Fingerprint of the content"), f"{sha256[:16]}…"),
            (_("In force from"), since),
            (_("By"), model.named_person.strip()),
            (_("Register"), _register(model.rulebook)),
        ),
        consequences=(*_changes(model.session, model.reexamination.lines), way_back),
        is_lasting=True,
        width=600,
    )


def history_entry(text: str, detail: str, note: str, *, here: bool) -> HistoryEntrySays:
    """Law that is or was in force, with the note that was made of it."""
    return HistoryEntrySays(text, f"{detail} — {note}" if note else detail, here)


def _register(rulebook: RulebookModel) -> str:
    """Says whether the register is a training register, for the last question."""
    _ = rulebook.session.words._
    return _("this training register; not an official record") if rulebook.is_training else _("this register")


def _changed_cases(lines: Sequence[LineUnderReexamination]) -> tuple[ChangedCaseSays, ...]:
    """The open cases that are to be determined again."""
    return tuple(ChangedCaseSays(line.case_id, line.id, f"{line.number}　{line.title}") for line in lines)


def _changes(session: Session, lines: Sequence[ChangedLine]) -> tuple[str, ...]:
    """How many stored lines would come out otherwise and open cases are to be determined again, in sentences."""
    words, open_cases = session.words, len(cases_to_redetermine(lines))
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
