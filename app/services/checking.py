"""Check what the command line is given: the answers of a file, a batch or an interview, and the edition named."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.errors import Mendable, Quoted, on_one_line
from app.domain.law.facts import Fact, Vocabulary
from app.domain.law.rulebook import Edition

if TYPE_CHECKING:
    from app.services.ports import RulebookShelf

#: A number of more bits is not repeated in a message.
_LONGEST_NUMBER = 80


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
    shelf: "RulebookShelf", answers: Mapping[str, Any], where: str, edition: Edition | None = None
) -> dict[str, str]:
    """The answers, if each is a fact that some edition knows with a value that it can have; those of `edition` first.

    `where` names the file or line for the message. Raises `Mendable` at the first that is not.
    """
    vocabulary = shelf.vocabulary
    own = edition.fact_by_id if edition is not None else {}
    for fact_id, value in answers.items():
        known = _known(fact_id, own, vocabulary)
        if known is None:
            names = [*vocabulary, *(name for name in own if name not in vocabulary)]
            raise Mendable(
                "{where}: answers.{key} = {value}: no edition knows the fact “{key}”. The facts are: {allowed}.",
                where=where,
                key=on_one_line(fact_id),
                value=shown(value),
                allowed=tuple(name for name in names if (each := _known(name, own, vocabulary)) and each.is_answerable),
            )
        if not known.is_answerable:
            raise Mendable(
                "{where}: answers.{key} = {value}: it follows from other facts and cannot be answered. Leave it out.",
                where=where,
                key=fact_id,
                value=shown(value),
            )
        if known.is_state:
            _check_state(shelf, fact_id, value, where)
        elif not isinstance(value, str) or value not in known.values:
            _refuse_value(fact_id, value, known.values, where)
    return dict(answers)


def shown(value: object) -> str | Quoted:
    """A value as it was written, for a message of one line."""
    if isinstance(value, str):
        return Quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return "…"
    return "null" if value is None else str(value)


def _known(fact_id: str, own: Mapping[str, Fact], vocabulary: Mapping[str, Vocabulary]) -> Vocabulary | None:
    fact = own.get(fact_id)
    if fact is not None:
        return Vocabulary(fact.values, fact.is_country, fact.answerable)
    return vocabulary.get(fact_id)


def _check_state(shelf: "RulebookShelf", fact_id: str, value: object, where: str) -> None:
    reference = shelf.reference()
    if isinstance(value, str) and value in reference.countries:
        return
    said = {"where": where, "key": fact_id, "value": shown(value), **reference.codes.for_sentences()}
    if not isinstance(value, str):
        raise Mendable(
            "{where}: answers.{key} = {value} is of the wrong type. Give a text: an ISO 3166-1 alpha-2 code other than "
            "{own}, {others}, or {first} to {last} for an invented country.",
            **said,
        )
    if value == reference.codes.own.id:
        raise Mendable(
            "{where}: answers.{key} = {value}: {state} cannot be the country here."
            " Allowed: an ISO 3166-1 alpha-2 code other than {own}, {others}, or {first} to {last} for an invented "
            "country.",
            **said,
        )
    raise Mendable(
        "{where}: answers.{key} = {value}: there is no such country."
        " Allowed: an ISO 3166-1 alpha-2 code other than {own}, {others}, or {first} to {last} for an invented "
        "country.",
        **said,
    )


def _refuse_value(fact_id: str, value: object, allowed: tuple[str, ...], where: str) -> None:
    said = {"where": where, "key": fact_id, "value": shown(value), "allowed": allowed}
    if not isinstance(value, str):
        raise Mendable("{where}: answers.{key} = {value} is of the wrong type. Give a text: {allowed}.", **said)
    raise Mendable("{where}: answers.{key} = {value} is not allowed. Allowed: {allowed}.", **said)
