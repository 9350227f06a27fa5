"""Reference data: states, agreements, embargo flags, headings, bodies, as dated rows with a source."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from app.domain.errors import Mendable
from app.domain.law.texts import Text
from app.domain.search import EXACT, Findable, closeness, findable, name_typed

#: The values of the agreements table.
IN_FORCE, NOT_IN_FORCE, UNCONFIRMED = "yes", "no", "unconfirmed"

#: The kinds of bodies: a meeting deliberates before it decides, an office decides.
MEETING, OFFICE = "meeting", "office"


class Row(NamedTuple):
    """A named thing of a reference table: a state, a heading, a body, a handling marking.

    `as_of` is the day on which it was compared with its source, where the row itself says so; only a body has a `kind`.
    `also` are other names under which a state is found: short ones, and readings.
    """

    id: str
    name: Text
    short: Text
    confidence: str
    source: Text
    valid_from: date | None = None
    valid_until: date | None = None
    as_of: date | None = None
    kind: str = ""
    also: tuple[str, ...] = ()


class StateCodes(NamedTuple):
    """What some codes mean in every pack, as the program's own data have it.

    `own` is the state that transfers, and so never one that a fact or a row names. The states from `first_invented` to
    `last_invented` are there for training, except those that are `customary` codes of states.
    """

    own: Row
    customary: tuple[Row, ...]
    first_invented: Row
    last_invented: Row

    def is_invented(self, code: str) -> bool:
        """Whether it is the code of a state that is there for training."""
        return self.first_invented.id <= code <= self.last_invented.id and not self.is_customary(code)

    def is_customary(self, code: str) -> bool:
        """Whether a state goes by it although it is left to users, as are those of the states for training."""
        return any(code == row.id for row in self.customary)

    def for_sentences(self) -> dict[str, object]:
        """The codes as sentences name them: `own`, `others` (the customary ones, with names), `first` and `last`."""
        ja = "、".join(f"{row.id}（{row.name.ja}）" for row in self.customary)
        en = ", ".join(f"{row.id} ({row.name.en})" for row in self.customary)
        return {
            "own": self.own.id,
            "state": Mendable("{names}", names=self.own.name),
            "others": Mendable("{names}", names=Text(ja, en)),
            "first": self.first_invented.id,
            "last": self.last_invented.id,
        }


class Established(NamedTuple):
    """How well a day is established: a confidence, and the kind of source, a key of `BEST_OF_KIND`."""

    confidence: str
    kind: str


class Agreement(NamedTuple):
    """A defense equipment and technology transfer agreement; `in_force` is None where it could not be confirmed.

    `confidence` is that of the row as a whole; how well signature and entry into force are established is told apart
    where the tables say so.
    """

    state: str
    signed: date
    in_force: date | None
    precision: str
    confidence: str
    unverified: tuple[str, ...]
    source: Text
    signature: Established | None = None
    entry_into_force: Established | None = None


class EmbargoFlag(NamedTuple):
    """A state for which the resolutions of the Security Council have to be consulted; decides nothing."""

    state: str
    basis: Text
    confidence: str
    source: Text


class Organization(NamedTuple):
    """Something that is looked for among states and is none: what it is, and the names it goes by."""

    name: Text
    names: tuple[str, ...]


class ItemOfNoHeading(NamedTuple):
    """Something that is looked for among the headings of item 1, none of which names it.

    It says what it is, the names it goes by, and where its heading is found.
    """

    name: Text
    names: tuple[str, ...]
    note: Text


class EverydayWords(NamedTuple):
    """Under what else things are looked for: states by code, headings by id (Japanese, English), organizations, and
    items that no heading names."""

    states: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    headings: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType({})
    organizations: tuple[Organization, ...] = ()
    items: tuple[ItemOfNoHeading, ...] = ()


class Reference:
    """The reference tables. `version` is called when theirs is first asked for; they were read from `content`.

    So is `everyday`: the words under which things are looked for are no part of the tables and of their hash.
    """

    def __init__(
        self,
        version: Callable[[], str],
        content: bytes,
        countries: Mapping[str, Row],
        invented: frozenset[str],
        agreements: tuple[Agreement, ...],
        embargo_flags: Mapping[str, EmbargoFlag],
        item_headings: Mapping[str, Row],
        bodies: Mapping[str, Row],
        markings: Mapping[str, Row],
        codes: StateCodes,
        everyday: Callable[[], EverydayWords] = EverydayWords,
    ) -> None:
        self._version = version
        self._everyday = everyday
        self._content = content
        self.countries = countries
        self.invented = invented
        self.agreements = agreements
        self.embargo_flags = embargo_flags
        self.item_headings = item_headings
        self.bodies = bodies
        self.markings = markings
        self.codes = codes
        self.changes = tuple(
            sorted({day for row in agreements for day in (row.signed, row.in_force) if day is not None})
        )
        self._by_state: dict[str, list[Agreement]] = {}
        for agreement in agreements:
            self._by_state.setdefault(agreement.state, []).append(agreement)

    @cached_property
    def version(self) -> str:
        """Their version, such as 2026-11-22; only read now, as a list of cases does not need it. May raise `Flaw`."""
        return self._version()

    @cached_property
    def everyday(self) -> EverydayWords:
        """Under what else things are looked for."""
        return self._everyday()

    @cached_property
    def states_found_by(self) -> Mapping[str, Findable]:
        """Each state with all that finds it: its code, its name in both languages, its other names."""
        return {
            code: findable(code, row.name.ja, row.name.en, *row.also, *self.everyday.states.get(code, ()))
            for code, row in self.countries.items()
        }

    def organization(self, name: str) -> Organization | None:
        """The organization of this name, which is looked for among states and is none."""
        typed = name_typed(name)
        return next(
            (one for one in self.everyday.organizations if closeness(typed, findable(*one.names)) == EXACT), None
        )

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of their content, in hexadecimal."""
        from hashlib import sha256  # a list of cases needs the names of states, and no hash

        return sha256(self._content).hexdigest()

    def agreement_on(self, state: str, day: date) -> str:
        """Whether an agreement with `state` is in force on `day`: yes, no, or unconfirmed.

        A row signed by then whose entry into force is not known makes it unconfirmed; a state without a row has none.
        """
        row = self.agreement_row_on(state, day)
        if row is None:
            return NOT_IN_FORCE
        return UNCONFIRMED if row.in_force is None else IN_FORCE

    def agreement_row_on(self, state: str, day: date) -> Agreement | None:
        """The row that `agreement_on` goes by: one in force rather than one not confirmed; None where there is none."""
        unconfirmed = None
        for row in self._by_state.get(state, ()):
            if row.in_force is None:
                unconfirmed = row if row.signed <= day else unconfirmed
            elif row.in_force <= day:
                return row
        return unconfirmed

    def lookup(self, table: str, state: str, day: date) -> str:
        """What the dated table says of `state` on `day`."""
        if table != "agreements":
            raise KeyError(table)
        return self.agreement_on(state, day)

    def flags(self, state: str | None) -> tuple[str, ...]:
        """The flags of a destination: they decide nothing, and are shown."""
        if state is None:
            return ()
        flags = []
        if state in self.embargo_flags:
            flags.append("un_arms_embargo_check")
        if state in self.invented:
            flags.append("invented_state")
        return tuple(flags)
