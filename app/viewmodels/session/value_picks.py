"""The values of a fact as rows of a list that is searched by typing."""

from functools import lru_cache

from app.domain.law.facts import Fact
from app.domain.law.reference import Reference
from app.domain.search import findable
from app.domain.sorting import sort_key
from app.viewmodels.session.picker_model import Pick
from app.wording.language import Language
from app.wording.phrases import Phrases

#: How many everyday words stand beside a value.
_SHOWN_WORDS = 5


def value_picks(phrases: Phrases, fact: Fact) -> tuple[Pick, ...]:
    """The values of a fact as rows to search."""
    if fact.is_country:
        return (*country_picks(phrases.reference, phrases.words.language), *_organizations(phrases))
    picks = []
    for value in fact.values:
        text = phrases.value_text(fact, value)
        ja, en = phrases.everyday(fact, value)
        words = ja if phrases.words.language is Language.JA else en
        found_by = findable(value, text.ja, text.en, *ja, *en)
        picks.append(
            Pick(
                value,
                phrases.words.text(text),
                phrases.words.listed(list(words[:_SHOWN_WORDS])),
                found_by,
                words=(*ja, *en),
            )
        )
    return (*picks, *(_items_of_no_heading(phrases) if fact.is_of_item else ()))


@lru_cache(maxsize=4)
def country_picks(reference: Reference, language: Language) -> tuple[Pick, ...]:
    """All states, each found by its name in either language and by its code; invented states stand last."""
    return tuple(_country_picks(reference, language))


def _country_picks(reference: Reference, language: Language) -> list[Pick]:
    picks = []
    for code in sorted(
        reference.countries, key=lambda code: (code in reference.invented, _sort_name(reference, code, language))
    ):
        row = reference.countries[code]
        name = row.name
        other = name.en if language is Language.JA else name.ja
        found_by = reference.states_found_by[code]
        picks.append(Pick(code, name.in_language(language.value), f"{other}　{code}", found_by))
    return picks


def _organizations(phrases: Phrases) -> list[Pick]:
    """What is looked for among states and is none."""
    detail = phrases.words._("an organization: choose the country")
    return [
        Pick("", phrases.words.text(one.name), detail, findable(*one.names), is_choice=False)
        for one in phrases.reference.everyday.organizations
    ]


def _items_of_no_heading(phrases: Phrases) -> list[Pick]:
    """What is looked for among the headings, and none of them names."""
    text = phrases.words.text
    return [
        Pick("", text(one.name), text(one.note), findable(*one.names), is_choice=False)
        for one in phrases.reference.everyday.items
    ]


def _sort_name(reference: Reference, code: str, language: Language) -> str:
    return sort_key(reference.countries[code].name.in_language(language.value))
