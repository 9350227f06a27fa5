"""What the command palette offers to go to besides cases: questions and rules."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.domain.law.facts import Fact
from app.domain.law.rulebook import Ground, Rule
from app.viewmodels.rulebook.entry_model import texts_in
from app.viewmodels.session.actions import PaletteEntry
from app.viewmodels.window.palette_model import PaletteModel
from app.viewmodels.window.window_model import WindowModel


def places_of(model: WindowModel, go_to_fact: Callable[[str], None] | None) -> tuple[PaletteEntry, ...]:
    """The questions and the rules, found by any of their words: of the case shown, else of the edition in force.

    A question is shown with `go_to_fact`, without a case in the Rulebook, as a rule is.
    """
    words, shelf = model.session.words, model.session.shelf
    edition = model.case.interview.edition if model.case else shelf.edition(shelf.id_on(model.session.today()))
    read = partial(model.show_rule, edition.id)

    def place(kind: str, entry: Fact | Rule | Ground, label: str, go: Callable[[str], None]) -> PaletteEntry:
        return PaletteEntry(f"{kind}:{entry.id}", label, "", partial(go, entry.id), "\n".join(texts_in(entry)))

    questions = ((fact, words._("Question: {name}", name=words.text(fact.label))) for fact in edition.asked)
    rules = ((rule, words._("Rule: {name}", name=words.text(rule.label))) for rule in edition.rules_and_grounds)
    return (
        *(place("question", fact, label, go_to_fact or read) for fact, label in questions),
        *(place("rule", rule, label, read) for rule, label in rules),
    )


def palette_of(
    model: WindowModel, acts: Sequence[PaletteEntry], go_to_fact: Callable[[str], None] | None, parent: QObject
) -> PaletteModel:
    """What the command palette offers now."""
    return PaletteModel(model.session, acts, places_of(model, go_to_fact), model.open_case, parent)
