"""What the command palette offers besides cases: what can be done now, and the questions and rules to go to."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.domain.law.facts import Fact
from app.domain.law.rulebook import Ground, Rule
from app.viewmodels.case.panels import DOCUMENTS, PARTICULARS
from app.viewmodels.case.place import Stage
from app.viewmodels.rulebook.entry_model import texts_in
from app.viewmodels.window.frame_model import OTHER_LANGUAGE
from app.viewmodels.window.palette_model import Action, PaletteModel
from app.viewmodels.window.window_model import WindowModel


def actions_of(
    model: WindowModel,
    *,
    new_request: Callable[[], None],
    show_help: Callable[[], None],
    acts_here: Sequence[tuple[str, str, Callable[[], None]]],
) -> tuple[Action, ...]:
    """What can be done now; `acts_here` are those of the screen that is shown, with their words and keys."""
    _, case = model.session.words._, model.case
    actions = [Action(label, label, keys, act) for label, keys, act in acts_here]
    if case is not None:
        stages = (
            (Stage.REQUEST, _("Go to: request"), "Ctrl+1"),
            (Stage.CHECK, _("Go to: check answers"), "Ctrl+2"),
            (Stage.DETERMINATION, _("Go to: determination"), "Ctrl+3"),
        )
        actions += [Action(stage.value, label, keys, partial(case.go_to_stage, stage)) for stage, label, keys in stages]
        panels = ((PARTICULARS, _("Go to: particulars")), (DOCUMENTS, _("Go to: documents")))
        actions += [Action(panel, label, "", partial(case.go_to_panel, panel)) for panel, label in panels]
        actions.append(Action("editions", _("Show this line under every edition"), "Ctrl+4", case.show_editions))
    actions.append(Action("requests", _("Go to: list of requests"), "", model.show_requests))
    actions.append(Action("rulebook", _("Go to: Rulebook"), "", model.show_rulebook))
    if not model.session.is_read_only:
        actions.append(Action("new", _("New request"), "Ctrl+N", new_request))
    actions += [
        Action("language", OTHER_LANGUAGE[model.session.language.language], "Ctrl+L", model.other_language),
        Action("theme", _("Next appearance"), "Ctrl+T", model.next_theme),
        Action("help", _("Help"), "F1", show_help),
    ]
    return tuple(actions)


def places_of(model: WindowModel, go_to_fact: Callable[[str], None] | None) -> tuple[Action, ...]:
    """The questions and the rules, found by any of their words: of the case shown, else of the edition in force.

    A question is shown with `go_to_fact`, without a case in the Rulebook, as a rule is.
    """
    words, shelf = model.session.words, model.session.shelf
    edition = model.case.interview.edition if model.case else shelf.edition(shelf.id_on(model.session.today()))
    read = partial(model.show_rule, edition.id)

    def place(kind: str, entry: Fact | Rule | Ground, label: str, go: Callable[[str], None]) -> Action:
        return Action(f"{kind}:{entry.id}", label, "", partial(go, entry.id), "\n".join(texts_in(entry)))

    questions = ((fact, words._("Question: {name}", name=words.text(fact.label))) for fact in edition.asked)
    rules = ((rule, words._("Rule: {name}", name=words.text(rule.label))) for rule in edition.rules_and_grounds)
    return (
        *(place("question", fact, label, go_to_fact or read) for fact, label in questions),
        *(place("rule", rule, label, read) for rule, label in rules),
    )


def palette_of(
    model: WindowModel, actions: Sequence[Action], go_to_fact: Callable[[str], None] | None, parent: QObject
) -> PaletteModel:
    """What the command palette offers now."""
    return PaletteModel(model.session, actions, places_of(model, go_to_fact), model.open_case, parent)
