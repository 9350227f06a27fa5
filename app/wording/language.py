"""The languages of the program, and its own words in them."""

import gettext
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from pathlib import Path

from app.domain.errors import Account, Mendable, Quoted
from app.domain.japan_time import JAPAN_TIME, day_in_japan
from app.domain.law.texts import Text
from app.domain.register.people import Role
from app.wording.terms import Term, read_terms


class Language(str, Enum):
    """A language in which the program speaks."""

    JA = "ja"
    EN = "en"


def language_of_locale(locale: str) -> Language:
    """Japanese for a Japanese locale such as "ja_JP.UTF-8", English for every other."""
    return Language.JA if locale.lower().startswith("ja") else Language.EN


def N_(message: str) -> str:  # noqa: N802  the name by which the catalogue finds a sentence that is translated later
    """Mark a sentence for the catalogue, without translating it yet."""
    return message


#: What a mistake calls a field of a form, as the form itself does.
_FIELDS = {
    "account": N_("Account"),
    "acting": N_("On what ground somebody signs for another office"),
    "article": N_("Article"),
    "author": N_("Author"),
    "code": N_("Code on the sheet"),
    "finding": N_("What was found"),
    "inspected_by": N_("Who inspected"),
    "instrument": N_("Instrument"),
    "lot": N_("Lot"),
    "name": N_("Name"),
    "on_behalf_of": N_("On behalf of"),
    "owed_by": N_("Owed by"),
    "purpose": N_("Purpose"),
    "satisfied_by": N_("Satisfied by"),
    "serials": N_("Serial numbers"),
    "verified": N_("How this was verified"),
    "waived_by": N_("Waived by"),
    "conditions": N_("Conditions"),
    "name_en": N_("Name in English"),
    "name_ja": N_("Name in Japanese"),
    "addressee": N_("To (office and title)"),
    "body": N_("Office that answered"),
    "case_officer": N_("Case officer"),
    "consignee": N_("Consignee"),
    "contact": N_("Contact"),
    "contract_reference": N_("Contract reference"),
    "end_user": N_("End user"),
    "exporter": N_("Exporter"),
    "file_name": N_("Name of the file"),
    "from_whom": N_("From whom"),
    "intermediaries": N_("Intermediaries"),
    "item": N_("Item"),
    "marking": N_("Handling marking"),
    "named_person": N_("Person who answers for it"),
    "office": N_("Office"),
    "note": N_("What it says"),
    "number": N_("Case number"),
    "page": N_("Page"),
    "permit_number": N_("Number of the permit"),
    "quantity": N_("Quantity"),
    "reason": N_("Reason"),
    "received_on": N_("Received on"),
    "reference": N_("Reference"),
    "remarks": N_("Remarks"),
    "signatory": N_("Signatory"),
    "sender": N_("From (office, title and name)"),
    "text": N_("Reasons"),
    "title": N_("Title"),
    "value": N_("Value"),
}


_ROLES = {
    Role.OFFICER: N_("officer"),
    Role.REVIEWER: N_("reviewer"),
    Role.RECORDER: N_("recorder"),
    Role.RECORDS_KEEPER: N_("records keeper"),
    Role.TRAINER: N_("trainer"),
    Role.ADMINISTRATOR: N_("administrator"),
}


def _catalogue(folder: Path) -> gettext.GNUTranslations:
    """The catalogue of one language. `gettext.translation` would look about for others, for which it imports more."""
    with (folder / "LC_MESSAGES" / "sekisho.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


class Words:
    """The program's words in one language. English sentences are the keys of the Japanese catalogue."""

    def __init__(self, language: Language, catalogues: Path) -> None:
        self.language = language
        self._terms_file = catalogues / "terms.toml"
        #: What the people of the register are called, by account.
        self.people: Mapping[str, Text] = {}
        self.catalogue = (
            gettext.NullTranslations() if language is Language.EN else _catalogue(catalogues / language.value)
        )

    def _(self, message: str, /, **params: object) -> str:
        """The sentence in this language, its {names} filled in."""
        translated = self.catalogue.gettext(message)
        return translated.format(**params) if params else translated

    def ngettext(self, singular: str, plural: str, number: int, /, **params: object) -> str:
        """The sentence for this number, which is filled in as {n}."""
        return self.catalogue.ngettext(singular, plural, number).format(n=number, **params)

    def pgettext(self, context: str, message: str, /, **params: object) -> str:
        """The sentence as it is meant in this context."""
        translated = self.catalogue.pgettext(context, message)
        return translated.format(**params) if params else translated

    def text(self, text: Text) -> str:
        """A text of the law, or of the reference tables."""
        return text.in_language(self.language.value)

    def field(self, name: str) -> str:
        """What a form calls one of its fields."""
        return self._(_FIELDS[name])

    def person(self, account: str) -> str:
        """What somebody in the register is called; who is not known there, by what stands in it."""
        named = self.people.get(account)
        return account if named is None else self.text(named)

    def particular(self, field: str, value: str) -> str:
        """What stands in a text field of the particulars, as it is read: of a case officer the name."""
        return self.person(value) if field == "case_officer" else value

    def role(self, role: Role) -> str:
        """What a role is called."""
        return self._(_ROLES[role])

    def error(self, error: Mendable) -> str:
        """What a mistake says."""
        params = {name: self._said(said) for name, said in error.params.items()}
        if error.params.get("field") in _FIELDS:
            params["field"] = self._(_FIELDS[str(error.params["field"])])
        return self.catalogue.gettext(error.template).format(**params)

    def _said(self, said: object) -> object:
        """What stands in a mistake: another mistake, a list, words of the user, or what is written as it is."""
        if isinstance(said, Mendable):
            return self.error(said)
        if isinstance(said, Text):
            return self.text(said)
        if isinstance(said, Role):
            return self.role(said)
        if isinstance(said, Account):
            return self.person(said)
        if type(said) is tuple:
            return self.listed([str(self._said(part)) for part in said])
        return self.quoted(said.text) if isinstance(said, Quoted) else said

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The words of the law in both languages."""
        return read_terms(self._terms_file)

    def quoted(self, text: str) -> str:
        """A text in the quotation marks of this language."""
        return f"「{text}」" if self.language is Language.JA else f"“{text}”"

    def date(self, day: date) -> str:
        """A date as it is written in running text: 2026-04-21. With its era it is `days.both_ways` or `days.in_era`."""
        return day.isoformat()

    def day_of(self, moment: datetime) -> str:
        """The day of a moment, in Japan."""
        return self.date(day_in_japan(moment))

    def moment(self, moment: datetime) -> str:
        """The day and the minute of a moment, in Japan's time, and that it is that time."""
        zone = "（日本時間）" if self.language is Language.JA else " JST"
        return f"{self.day_of(moment)} {moment.astimezone(JAPAN_TIME):%H:%M}{zone}"

    def listed(self, parts: list[str]) -> str:
        """Several texts as one: “a, b”, in Japanese 「a、b」."""
        return ("、" if self.language is Language.JA else ", ").join(parts)

    def sentences(self, parts: list[str]) -> str:
        """Several sentences one after the other."""
        return ("" if self.language is Language.JA else " ").join(parts)

    def noted(self, text: str, note: str) -> str:
        """A text with a note in brackets behind it."""
        return f"{text}〔{note}〕" if self.language is Language.JA else f"{text} [{note}]".lstrip()
