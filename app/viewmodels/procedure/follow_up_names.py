"""What commitments, countries and covers are called on the page of what follows a permit, and in its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.commitments.refusals import CommitmentCode, CountryCode
from app.domain.errors import Quoted
from app.domain.register.procedure_of_case import procedure_of
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.wording.follow_up_words import COVERS

if TYPE_CHECKING:
    from app.viewmodels.case.case_model import CaseModel


class FollowUpNames:
    """The names for codes of a case, in the present language."""

    def __init__(self, model: CaseModel) -> None:
        self._words, self._shelf = model.session.words, model.session.shelf
        self._procedure, self._phrases = procedure_of(model.case), phrases_of(model.session, model.case)

    def commitment(self, commitment: str) -> str:
        """By its edition, or by the words of the condition."""
        kind, _, number = commitment.partition(":")
        if not number:
            return self._phrases.named(kind)
        condition = self._procedure.conditions[int(number) - 1]
        return self._words._("Condition {n}: {text}", n=condition.number, text=condition.text)

    def country(self, code: str) -> str:
        """By the list in force; that to which equipment returns by its own name."""
        if code == self._shelf.onward().returns_to:
            return self._words._("Japan")
        row = self._shelf.reference().countries.get(code)
        return code if row is None else self._words.text(row.name)

    def countries(self) -> list[tuple[object, str]]:
        """Between which equipment can pass, with their codes: where it returns to, then the others by name."""
        home, others = self._shelf.onward().returns_to, self._shelf.reference().countries
        named = sorted((self.country(code), code) for code in others)
        return [(home, self.country(home)), *((code, name) for name, code in named)]

    def cover(self, cover: str) -> str:
        """What covers a hop, or that nothing does: a consent by its name."""
        if cover in COVERS:
            return self._words._(COVERS[cover])
        return self._words._("consent “{name}”", name=cover)

    def in_refusal(self, said: object) -> object:
        """What stands in a refusal, with names in place of codes."""
        if type(said) is tuple:
            return tuple(map(self.in_refusal, said))
        if isinstance(said, CommitmentCode):
            return Quoted(self.commitment(said.text))
        return Quoted(self.country(said.text)) if isinstance(said, CountryCode) else said
