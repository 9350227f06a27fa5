"""The entries of a step in words: what an office found or decided, who entered and confirmed it, why it counts no
longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.procedure.entries import EntryState
from app.domain.procedure.events import (
    DecisionEntered,
    FindingEntered,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
)
from app.domain.procedure.permits import permit_of, permit_said
from app.domain.register.events import kind_of
from app.statements.content_differences import differences_in_words
from app.wording.event_words import SAID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.procedure.entries import Entry
    from app.domain.procedure.events import View
    from app.domain.procedure.procedure import Procedure
    from app.wording.procedure_phrases import ProcedurePhrases


class ViewSays(NamedTuple):
    """What an office holds of one question; `view` and `state` by their words on record."""

    slot: str
    view: str
    state: str


class EntrySays(NamedTuple):
    """An entry. `state` is its word on record, `mark` what it is called; what counts no longer is struck through.

    `details` is what it says, `trail` who entered and confirmed it, `why` what makes that it counts no longer, for some
    lines or for all.
    """

    number: int
    kind: str
    office: str
    decision: str
    state: str
    lines: tuple[int, ...]
    title: str
    mark: str
    is_struck: bool
    details: tuple[str, ...]
    trail: str
    why: tuple[str, ...]
    views: tuple[ViewSays, ...] = ()


#: States in which an entry counts no longer, and never will.
_STRUCK = (EntryState.WITHDRAWN, EntryState.VOID, EntryState.SUPERSEDED, EntryState.CORRECTED)


class Entries:
    """Puts the entries of a procedure into words."""

    def __init__(self, phrases: ProcedurePhrases, procedure: Procedure) -> None:
        self._phrases, self._procedure = phrases, procedure
        #: Which questions of a finding count on any line, and which entries count of an office, and question, of a
        #: step: looked up once for all entries, as a large case has hundreds.
        self._counting_slots: dict[int, set[str]] = {}
        self._counting: dict[tuple[str, str, str], set[int]] = {}
        entries = procedure.entries.values()
        for step, line in {(entry.step, line) for entry in entries if entry.step for line in entry.contents}:
            for (office, slot), (entry, _view) in procedure.views(step, line).items():
                self._counting_slots.setdefault(entry.number, set()).add(slot)
                self._counting.setdefault((step, office, slot), set()).add(entry.number)
            for office, entry in procedure.decisions(step, line).items():
                self._counting.setdefault((step, office, ""), set()).add(entry.number)

    def _counts(self, entry: Entry) -> bool:
        """Whether anything of an entry counts on any line."""
        if isinstance(entry.said, FindingEntered):
            return entry.number in self._counting_slots
        if entry.decision:
            return entry.number in self._counting.get((entry.step, entry.office, ""), ())
        return entry.stands

    def says(self, entry: Entry) -> EntrySays:
        """One entry."""
        said, words = entry.said, self._phrases.words
        state = self._procedure.state_of_entry(entry, counts=self._counts(entry))
        return EntrySays(
            number=entry.number,
            kind=kind_of_entry(entry),
            office=entry.office,
            decision=entry.decision,
            state=state.value,
            lines=entry.lines,
            title=words._("No. {number}: {what}", number=entry.number, what=self._title(entry)),
            mark=self._phrases.entry_state(state),
            is_struck=state in _STRUCK,
            details=tuple(part for part in self._details(entry) if part),
            trail=self._trail(entry),
            why=tuple(self._why(entry, state)),
            views=tuple(self._view(entry, view) for view in said.views) if isinstance(said, FindingEntered) else (),
        )

    def together(self, entries: Iterable[Entry]) -> Iterator[EntrySays]:
        """Entries that stand below each other: what has changed since several of them is told at the first."""
        told_at: dict[tuple[str, ...], int] = {}
        for each in map(self.says, entries):
            first = told_at.setdefault(each.why, each.number)
            if len(each.why) < 2 or first == each.number:
                yield each
            else:
                said = self._phrases.words._("The same has changed as since no. {number}.", number=str(first))
                yield each._replace(why=(said,))

    def _title(self, entry: Entry) -> str:
        phrases, said = self._phrases, entry.said
        _ = phrases.words._
        match said:
            case FindingEntered():
                return _("{office}: finding", office=phrases.body(said.office))
            case DecisionEntered():
                return _(
                    "{office}: {decision}", office=phrases.body(said.office), decision=phrases.decision(said.decision)
                )
            case PermitEntered():
                return _("Permit {number}", number=said.number)
            case PermitRefusalEntered():
                return _("{office}: {decision}", office=phrases.body(said.office), decision=_("permit refused"))
            case PermitExtensionEntered():
                return _("Extension of permit {number}", number=self._permit_number(said.permit))
            case PermitEndEntered():
                return _("End of permit {number}", number=self._permit_number(said.permit))
            case _:
                return _(SAID[kind_of(type(said))])

    def _permit_number(self, number: int) -> str:
        permit = permit_of(self._procedure, number)
        return "" if permit is None else permit_said(permit).number

    def _details(self, entry: Entry) -> Iterator[str]:
        phrases, said = self._phrases, entry.said
        words = phrases.words
        _ = words._
        step = self._procedure.step(entry.step)
        if entry.contents and (step is None or set(entry.contents) != set(step.lines)):
            yield phrases.lines(sorted(entry.contents))
        if isinstance(said, FindingEntered):
            yield _("{author}, dated {day}", author=said.author, day=words.date(said.dated))
            yield from self._views(entry, said)
        elif isinstance(said, DecisionEntered):
            yield _("{signatory}, dated {day}", signatory=said.signatory, day=words.date(said.dated))
            yield acting_says(phrases, said)
        elif isinstance(said, PermitEntered):
            yield _("Dated {day}, valid until {until}", day=words.date(said.dated), until=words.date(said.valid_until))
        elif isinstance(said, PermitExtensionEntered):
            yield _("Dated {day}, until {until}", day=words.date(said.dated), until=words.date(said.valid_until))
        else:
            yield _("Dated {day}", day=words.date(said.dated))
        if reference := getattr(said, "reference", ""):
            yield _("{label}: {value}", label=_("Reference"), value=reference)
        if document := getattr(said, "document", None):
            yield _("{label}: {value}", label=_("Document"), value=phrases.document(document))
        yield from (_("Condition: {text}", text=text) for text in getattr(said, "conditions", ()))
        if entry.corrects is not None:
            yield _("Corrects no. {number}.", number=entry.corrects)
        if reason := getattr(said, "reason", ""):
            yield _("{label}: {value}", label=_("Reason"), value=reason)

    def _views(self, entry: Entry, said: FindingEntered) -> Iterator[str]:
        """The questions by what the office holds of them; the reasons of what is no plain "no objection" as well."""
        phrases = self._phrases
        words = phrases.words
        plain = [phrases.slot(view.slot) for view in said.views if view.view == "no_objection"]
        if plain:
            yield words._("{label}: {value}", label=phrases.view("no_objection"), value=words.listed(plain))
        for view in said.views:
            if view.view != "no_objection":
                told = words.noted(phrases.view(view.view), phrases.slot(view.slot))
                yield words._("{label}: {value}", label=told, value=view.text)
        replaced = [
            phrases.slot(view.slot)
            for view in said.views
            if entry.stands and entry.lines and view.slot not in self._counting_slots.get(entry.number, ())
        ]
        if replaced and len(replaced) < len(said.views):
            yield words._("A later finding counts for: {slots}", slots=words.listed(replaced))

    def _view(self, entry: Entry, view: View) -> ViewSays:
        counts = view.slot in self._counting_slots.get(entry.number, ())
        return ViewSays(view.slot, view.view, self._procedure.state_of_entry(entry, counts=counts).value)

    def _trail(self, entry: Entry) -> str:
        words = self._phrases.words
        trail = [words._("Entered by {name} on {day}", name=words.person(entry.by), day=words.date(entry.on))]
        if entry.confirmed_on is not None:
            name, day = words.person(entry.confirmed_by), words.date(entry.confirmed_on)
            trail.append(words._("confirmed by {name} on {day}", name=name, day=day))
        return words.listed(trail)

    def _why(self, entry: Entry, state: EntryState) -> Iterator[str]:
        words = self._phrases.words
        if state is EntryState.WITHDRAWN:
            yield words._("Withdrawn: {reason}", reason=entry.withdrawn_because)
        elif state is EntryState.CORRECTED:
            yield words._("No. {number} stands in its place.", number=entry.corrected_by)
        elif state is EntryState.SUPERSEDED:
            later = self._later(entry)
            yield words._("A later one of this office counts: no. {numbers}.", numbers=words.listed(later))
        if entry.void and state not in (EntryState.WITHDRAWN, EntryState.CORRECTED):
            yield from self._void(entry)

    def _later(self, entry: Entry) -> list[str]:
        """Which entries count in the place of one that is superseded."""
        slots = [view.slot for view in getattr(entry.said, "views", ())] or [""]
        found = {number for slot in slots for number in self._counting.get((entry.step, entry.office, slot), ())}
        return [str(number) for number in sorted(found)]

    def _void(self, entry: Entry) -> Iterator[str]:
        """Why it is void, line by line; lines of which the same is said stand together."""
        words, several = self._phrases.words, len(self._procedure.lines) > 1
        told: dict[tuple[str, ...], list[int]] = {}
        for line in sorted(entry.void):
            told.setdefault(self._void_for(entry, line), []).append(line)
        for sentences, lines in told.items():
            if several:
                yield words._("Void for {lines}.", lines=self._phrases.lines(lines))
            yield from sentences

    def _void_for(self, entry: Entry, line: int) -> tuple[str, ...]:
        words, now = self._phrases.words, self._procedure.content(entry.step, line)
        if now is None:
            return (words._("The line has no such step any more."),)
        differ = differences_in_words(self._phrases, entry.contents[line], now)
        if not differ:
            return (
                words._("What it was given on was changed in between. It stands again, and has to be signed anew."),
            )
        return (words._("Changed since it was given:"), *differ)


def kind_of_entry(entry: Entry) -> str:
    """What kind an entry is of, in a word for pictures and tests."""
    match entry.said:
        case FindingEntered():
            return "finding"
        case DecisionEntered():
            return "decision"
        case PermitEntered():
            return "permit"
        case PermitRefusalEntered():
            return "permit_refusal"
        case PermitExtensionEntered():
            return "extension"
        case PermitEndEntered():
            return "end"
        case _:
            return kind_of(type(entry.said))


def acting_says(phrases: ProcedurePhrases, said: DecisionEntered) -> str:
    """On what ground somebody signs for an office that is not their own; empty where nobody does."""
    return phrases.words._("Acting for the office: {basis}", basis=said.acting) if said.acting else ""
