"""Which keys each kind of entry of an edition has, and what has to be written at each: a text, a list, a date …"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias, TypeGuard

from app.domain.law.texts import Text
from app.wording.language import N_

#: Reports a mistake: the key at fault, an English sentence with {names}, and their values.
Complain: TypeAlias = Callable[..., None]

#: Says whether the value at a key is written as it should be, and complains where it is not.
Form: TypeAlias = Callable[[str, Any, Complain], bool]

#: Of each kind of entry, the keys that have to be there and those that may be there.
_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "edition": (
        ("id", "in_force_from", "title", "authority", "summary", "sources", "confidence"),
        ("builds_on", "unverified", "without", "risk_exception"),
    ),
    "section": (("label",), ()),
    "fact": (
        ("section", "kind", "label", "sources", "confidence"),
        ("question", "why", "help", "values", "value", "labels", "applicable", "derived", "answerable")
        + ("risk", "alike", "unverified"),
    ),
    "definition": (("label", "when"), ("sources", "confidence", "unverified")),
    "ground": (("when", "label", "says", "sources", "confidence"), ("paragraph", "unverified", "cites")),
    "rule": (
        ("when", "then", "label", "says", "sources", "confidence"),
        ("paragraph", "unverified", "yields_to", "cites"),
    ),
    "approval": (
        ("when", "bodies", "sign_off", "label", "says", "sources", "confidence"),
        ("signatories", "paragraph", "unverified", "cites"),
    ),
    "notice": (("when", "label", "says", "sources", "confidence"), ("paragraph", "unverified", "cites")),
    "commitment": (("when", "binding", "label", "says", "sources", "confidence"), ("paragraph", "unverified", "cites")),
    "source": (("title", "confidence"), ("date", "reference", "kind")),
    "unverified": (("says", "default"), ()),
    "judgement": (("says", "sources", "confidence"), ("values", "unverified")),
    "slot": (("when", "of_every_body", "label", "question", "sources", "confidence"), ("help", "unverified")),
    "trigger": (("due_after", "sources", "confidence"), ("unverified",)),
    "permit": (("months", "says", "sources", "confidence"), ("unverified",)),
    "test": (("label", "sources", "confidence"), ("unverified",)),
    "sentence": (("ja", "from", "own_words"), ("en", "paragraph", "mark", "coded_by")),
}


def well_formed(kind: str, entry: Mapping[str, Any], complain: Complain) -> dict[str, Any]:
    """The keys and values of an entry that are written as they should be; `complain` is told of all others."""
    needed, optional = _KEYS[kind]
    kept = {}
    for key, value in entry.items():
        if key not in needed and key not in optional:
            allowed = (*needed, *optional)
            complain(key, "There is no key “{key}” here. The keys are: {allowed}.", key=key, allowed=allowed)
        elif _FORMS.get(key, _anything)(key, value, complain):
            kept[key] = value
    for key in needed:
        if key not in entry:
            complain(key, "“{key}” is missing.", key=key)
    return kept


def is_day(value: object) -> bool:
    """Whether this is a date written as year-month-day, and in no other way that Python understands."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_words(value: object) -> TypeGuard[list[str]]:
    """Whether this is a list of texts that are not empty."""
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def _is_wording(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_values(value: object) -> bool:
    return value == "countries" or (bool(value) and is_words(value) and len(set(value)) == len(value))


def _are_groups(value: object) -> bool:
    return isinstance(value, list) and all(is_words(group) and len(set(group)) > 1 for group in value)


# The forms: each says whether a value has it, and complains where not.


def _anything(key: str, value: object, complain: Complain) -> bool:  # noqa: ARG001  forms are called alike
    return True


def _form(is_good: Callable[[Any], bool], complaint: str) -> Form:
    """A form that a value has if `is_good` of it; `complaint` is said of every other, with its {key} and {value}."""

    def has_form(key: str, value: object, complain: Complain) -> bool:
        if is_good(value):
            return True
        complain(key, complaint, key=key, value=value)
        return False

    return has_form


_word = _form(_is_wording, N_("“{key}” has to be a text."))
_words = _form(is_words, N_("“{key}” has to be a list of texts."))
_count = _form(lambda value: type(value) is int and value > 0, N_("“{key}” has to be a whole number, 1 or more."))
_flag = _form(lambda value: isinstance(value, bool), N_("“{key}” has to be true or false."))
_day = _form(is_day, N_("“{value}” is not a date (year-month-day)."))
_table = _form(lambda value: isinstance(value, dict), N_("“{key}” has to be a table."))
_values = _form(_are_values, N_("“{key}” has to be a list of different texts, or “countries”."))
_groups = _form(_are_groups, N_("“{key}” has to be a list of groups of two values or more."))


def _paragraph(key: str, value: object, complain: Complain) -> bool:
    """An empty one stands for a number that is not at hand."""
    return value == "" or _word(key, value, complain)


def _text(key: str, value: object, complain: Complain) -> bool:
    if not isinstance(value, dict):
        complain(key, "“{key}” needs a text in both languages: {key}.ja and {key}.en.", key=key)
        return False
    for language in value:
        if language not in Text._fields:
            complain(f"{key}.{language}", "“{language}” is no language of a text: ja or en.", language=language)
    missing = [language for language in Text._fields if not _is_wording(value.get(language))]
    for language in missing:
        complain(
            f"{key}.{language}" if language in value else key,
            "The wording in “{language}” is missing.",
            language=language,
        )
    return not missing


def _place(key: str, value: object, complain: Complain) -> bool:
    """An address is the same in both languages; what is said of a place is not."""
    return _text(key, value, complain) if isinstance(value, dict) else _word(key, value, complain)


def _texts(key: str, value: object, complain: Complain) -> bool:
    if not isinstance(value, dict):
        return _table(key, value, complain)
    faulty = [name for name, text in value.items() if not _text(f"{key}.{name}", text, complain)]
    return not faulty


def _choices(key: str, value: object, complain: Complain) -> bool:
    """Each value with its wording, and perhaps a note."""
    if not isinstance(value, dict):
        return _table(key, value, complain)
    good = True
    for name, wording in value.items():
        said = wording
        if isinstance(wording, dict) and "note" in wording:
            good &= _text(f"{key}.{name}.note", wording["note"], complain)
            said = {language: text for language, text in wording.items() if language != "note"}
        good &= _text(f"{key}.{name}", said, complain)
    return good


_FORMS: Mapping[str, Form] = {
    "id": _word,
    "in_force_from": _day,
    "builds_on": _word,
    "without": _table,
    "risk_exception": _texts,
    **dict.fromkeys(("title", "authority", "summary", "label", "says", "default", "question", "why", "help"), _text),
    **dict.fromkeys(("section", "kind", "then", "confidence", "labels", "risk"), _word),
    **dict.fromkeys(("ja", "en", "from", "mark"), _word),
    "paragraph": _paragraph,
    "reference": _place,
    **dict.fromkeys(("sources", "unverified", "yields_to", "bodies", "signatories"), _words),
    **dict.fromkeys(("cites", "coded_by"), _words),
    "due_after": _words,
    "months": _count,
    **dict.fromkeys(("binding", "answerable", "own_words", "of_every_body"), _flag),
    "date": _day,
    "derived": _table,
    "value": _choices,
    "values": _values,
    "alike": _groups,
}
