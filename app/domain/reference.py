"""Reference data: states, agreements, embargo flags, headings, bodies, as dated rows with a source."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.domain.texts import Text

#: The values of the agreements table.
IN_FORCE, NOT_IN_FORCE, UNCONFIRMED = "yes", "no", "unconfirmed"


class Row(NamedTuple):
    """A named thing of a reference table: a state, a heading, a body, a handling marking.

    `as_of` is the day on which it was compared with its source, where the row itself says so.
    """

    id: str
    name: Text
    short: Text
    confidence: str
    source: str
    valid_from: date | None = None
    valid_until: date | None = None
    as_of: date | None = None


class Agreement(NamedTuple):
    """A defense equipment and technology transfer agreement; `in_force` is None where it could not be confirmed."""

    state: str
    signed: date
    in_force: date | None
    precision: str
    confidence: str
    unverified: tuple[str, ...]
    source: str


class EmbargoFlag(NamedTuple):
    """A state for which the resolutions of the Security Council have to be consulted; decides nothing."""

    state: str
    basis: Text
    confidence: str


class Reference:
    """The reference tables at one version; `sha256` is that of their content."""

    def __init__(
        self,
        version: str,
        sha256: str,
        countries: Mapping[str, Row],
        invented: frozenset[str],
        agreements: tuple[Agreement, ...],
        embargo_flags: Mapping[str, EmbargoFlag],
        item_headings: Mapping[str, Row],
        bodies: Mapping[str, Row],
        markings: Mapping[str, Row],
    ) -> None:
        self.version = version
        self.sha256 = sha256
        self.countries = countries
        self.invented = invented
        self.agreements = agreements
        self.embargo_flags = embargo_flags
        self.item_headings = item_headings
        self.bodies = bodies
        self.markings = markings
        self.changes = tuple(
            sorted({day for row in agreements for day in (row.signed, row.in_force) if day is not None})
        )
        self._by_state: dict[str, list[Agreement]] = {}
        for agreement in agreements:
            self._by_state.setdefault(agreement.state, []).append(agreement)

    def agreement_on(self, state: str, day: date) -> str:
        """Whether an agreement with `state` is in force on `day`: yes, no, or unconfirmed.

        A row signed by then whose entry into force is not known makes it unconfirmed; a state without a row has none.
        """
        rows = self._by_state.get(state, ())
        if any(row.in_force is not None and row.in_force <= day for row in rows):
            return IN_FORCE
        if any(row.in_force is None and row.signed <= day for row in rows):
            return UNCONFIRMED
        return NOT_IN_FORCE

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
