"""Assess answers that come from outside the register: from a file, a batch, an interview."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.assessment import CompiledEdition
from app.domain.errors import Mendable
from app.domain.facts import Fact, Vocabulary

if TYPE_CHECKING:
    from app.services.ports import RulebookShelf


def edition_for(
    shelf: "RulebookShelf", on: date, edition_id: str | None, outside: CompiledEdition | None
) -> CompiledEdition:
    """The edition to assess under: one from outside, one named by hand, or the one in force on the date.

    Raises `Mendable` for a date before the first edition, whichever is named, and for an edition that is not there.
    """
    in_force = shelf.id_on(on)
    if outside is not None:
        return outside
    return shelf.compiled(edition_id if edition_id is not None else in_force)


def checked_answers(
    shelf: "RulebookShelf", answers: Mapping[str, Any], where: str, outside: CompiledEdition | None = None
) -> dict[str, str]:
    """The answers, if each is a fact that some edition knows with a value that it can have.

    `where` names the file or line for the message. Raises `Mendable` at the first that is not.
    """
    vocabulary = shelf.vocabulary
    own = outside.edition.fact_by_id if outside else {}
    for fact_id, value in answers.items():
        known = _known(fact_id, own, vocabulary)
        if known is None:
            raise Mendable(
                "{where}: answers.{key} = {value}: no edition knows the fact “{key}”. The facts are: {allowed}.",
                where=where,
                key=fact_id,
                value=shown(value),
                allowed=", ".join(name for name, fact in vocabulary.items() if fact.is_answerable),
            )
        if not known.is_answerable:
            raise Mendable(
                "{where}: answers.{key} = {value}: it follows from other facts and cannot be answered. Leave it out.",
                where=where,
                key=fact_id,
                value=shown(value),
            )
        _check_value(shelf, fact_id, value, known, where)
    return dict(answers)


def shown(value: object) -> str:
    """A value as it was written, for a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"“{value}”" if isinstance(value, str) else str(value)


def _known(fact_id: str, own: Mapping[str, Fact], vocabulary: Mapping[str, Vocabulary]) -> Vocabulary | None:
    fact = own.get(fact_id)
    if fact is not None:
        return Vocabulary(fact.values, fact.is_country, fact.answerable)
    return vocabulary.get(fact_id)


def _check_value(shelf: "RulebookShelf", fact_id: str, value: object, known: Vocabulary, where: str) -> None:
    if known.is_state:
        allowed = "an ISO 3166-1 alpha-2 code other than JP, or XA to XZ for an invented state"
        valid = isinstance(value, str) and value in shelf.reference().countries
    else:
        allowed = ", ".join(known.values)
        valid = isinstance(value, str) and value in known.values
    if valid:
        return
    said = {"where": where, "key": fact_id, "value": shown(value), "allowed": allowed}
    if not isinstance(value, str):
        raise Mendable("{where}: answers.{key} = {value} is of the wrong type. Give a text: {allowed}.", **said)
    if known.is_state and value == "JP":
        raise Mendable("{where}: answers.{key} = {value}: Japan cannot be the state here. Allowed: {allowed}.", **said)
    if known.is_state:
        raise Mendable("{where}: answers.{key} = {value}: there is no such country. Allowed: {allowed}.", **said)
    raise Mendable("{where}: answers.{key} = {value} is not allowed. Allowed: {allowed}.", **said)
