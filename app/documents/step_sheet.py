"""The sheet of a step: what is put before its bodies, and where they write what they find or decide.

It tells the content on which the code of the request rests, as it was when the step was requested, and so is the same
however often it is made. Filled in, it also tells what was entered with its code since.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from app.documents.case_papers import (
    code_foot,
    facts_in_words,
    objections_note,
    outside_lines,
    parties_in_words,
    permit_says,
    signed_says,
    table_of,
)
from app.documents.document import Blank, Document, Heading, Item, Items, Paragraph, Part, Placed, Row, Table, filled
from app.domain.procedure.differences import given_last
from app.domain.procedure.entries import DECISIONS, VIEWS
from app.domain.procedure.events import DecisionEntered, FindingEntered, PermitEntered, PermitRefusalEntered
from app.domain.procedure.sheets import given_on_sheet, when_asked
from app.statements.content_differences import differences_in_words
from app.wording.letter_words import addressed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.documents.case_papers import CasePapers
    from app.domain.procedure.content import CountingView, StepContent
    from app.domain.procedure.entries import Entry, Request
    from app.domain.procedure.events import SlotAsked, View
    from app.domain.procedure.procedure import Procedure, StepOfCase
    from app.wording.language import Words

#: Before what was chosen, and before what was not; so they are told apart in black and white, and when read aloud.
CHOSEN, NOT_CHOSEN = "■", "□"


class Sheet(NamedTuple):
    """Which sheet: of a request, for one office or for all of its step; blank, or with what came back on it."""

    request: Request
    office: str = ""
    is_filled: bool = False


def step_sheet(papers: CasePapers, sheet: Sheet) -> Document:
    """The sheet of a step."""
    words, request = papers.words, sheet.request
    made = _StepSheet(papers, sheet)
    title = sheet_title(words, made.step.kind)
    office = papers.phrases.bodies((sheet.office,)) if sheet.office else ""
    kind = words._("filled in") if sheet.is_filled else ""
    named = papers.phrases.named(request.step), title, office, kind
    foot = code_foot(words, request.code)
    return papers.document(words.noted(title, kind) if kind else title, request.on, made.parts(), foot, named)


def sheet_title(words: Words, kind: str) -> str:
    """What the sheet of a step is called, by how the step is signed off."""
    if kind == "finding":
        return words._("Examination sheet")
    return words._("Permit sheet") if kind == "permit" else words._("Sign-off sheet")


class _StepSheet:
    """One sheet being written."""

    def __init__(self, papers: CasePapers, sheet: Sheet) -> None:
        self._phrases, self._words, self._case = papers.phrases, papers.words, papers.case
        self._now, self._sheet, self._sender = papers.procedure, sheet, papers.office
        #: As it was when the step was requested.
        self._then = when_asked(self._now, sheet.request)
        step = self._then.step(sheet.request.step)
        if step is None:
            raise LookupError(f"no step {sheet.request.step} in the procedure of its request")
        self.step: StepOfCase = step
        self._contents = [content for _, content in sorted(sheet.request.contents.items())]
        self._offices = (sheet.office,) if sheet.office else step.offices
        self._number = 0

    def parts(self) -> Iterator[Part]:
        """The sheet from its head to its end. What was objected to and what has changed stand first."""
        _, request, phrases = self._words._, self._sheet.request, self._phrases
        yield Placed((self._words.date(request.on),), "right")
        yield Placed(tuple(addressed(self._words, phrases.body(office)) for office in self._offices), "left")
        yield Placed((phrases.body(self._sender),), "right")
        yield Paragraph(self._asks())
        yield from objections_note(phrases, self._contents)
        yield from self._changes()
        yield Heading(_("Code and content"))
        yield table_of(self._words, self._code_rows())
        yield Heading(_("The case"))
        yield table_of(self._words, self._case_rows())
        for content in self._contents:
            yield from self._line(content)
        yield from self._earlier()
        yield from outside_lines(phrases, self._then)
        yield Paragraph(_("This says which published rule applies and who decides. It is not a permit."), "strong")
        yield from self._to_fill_in()

    def _asks(self) -> str:
        _, named = self._words._, self._phrases.named(self.step.id)
        match self.step.kind:
            case "finding":
                return _(
                    "{step}: write what your office finds on each question, and send the sheet back with its code.",
                    step=named,
                )
            case "permit":
                return _(
                    "{step}: write what was decided on the permit, and send the sheet back with its code.", step=named
                )
            case _:
                return _("{step}: write what was decided, and send the sheet back with its code.", step=named)

    # -- what has changed

    def _changes(self) -> Iterator[Part]:
        """What differs, for each office, from what it decided on last; offices of which the same is said together."""
        told: dict[tuple[tuple[str, tuple[str, ...]], ...], list[str]] = {}
        for office in self._offices:
            since = tuple(chain.from_iterable(self._changed(office, content) for content in self._contents))
            if since:
                told.setdefault(since, []).append(office)
        words = self._words
        for since, offices in told.items():
            names = words.listed([self._phrases.body(office) for office in offices])
            yield Heading(words._("Changed since {names} decided last", names=names))
            for line, differences in since:
                yield Paragraph(line, "quiet")
                yield Items(tuple(Item(each) for each in differences))

    def _changed(self, office: str, content: StepContent) -> Iterator[tuple[str, tuple[str, ...]]]:
        line = content.line.line
        # A permit is given for no office, and refused by one.
        kinds = (office, "") if self.step.kind == "permit" else (office,)
        given = [entry for each in kinds if (entry := given_last(self._then, self.step.id, each, line)) is not None]
        if not given:
            return
        last = max(given, key=lambda entry: (entry.dated, entry.confirmed_place))
        differences = differences_in_words(self._phrases, last.contents[line], content)
        if differences:
            what = self._words._(
                "{line}, compared with what was put before them for {day}",
                line=self._line_name(line),
                day=self._words.date(last.dated),
            )
            yield what, differences

    # -- what is put before them

    def _code_rows(self) -> Iterator[tuple[str, str]]:
        _, request = self._words._, self._sheet.request
        yield _("Code of the content"), request.code
        yield _("Requested on"), self._words.date(request.on)
        yield _("Requested by"), self._words.person(request.by)
        for content in self._contents:
            yield _("Content of line {line} (SHA-256)", line=content.line.line), content.digest

    def _case_rows(self) -> Iterator[tuple[str, str]]:
        _, line = self._words._, self._contents[0].line
        yield _("Case number"), line.case_number
        yield _("Title"), self._case.particulars.title
        yield from parties_in_words(self._words, line.parties)
        yield _("Assessed as of"), self._words.date(line.decision.on)

    def _line(self, content: StepContent) -> Iterator[Part]:
        _, words, phrases = self._words._, self._words, self._phrases
        line, decision = content.line, content.line.decision
        yield Heading(self._line_name(line.line), begins_line=True)
        rows = [(words.field(name), getattr(line, name)) for name in ("item", "quantity", "value")]
        yield table_of(self._words, [*rows, (_("Outcome"), phrases.outcome(decision.outcome))])
        yield from self._listed(_("Applicable rule"), [phrases.named(rule) for rule in decision.rules])
        yield Heading(_("Facts"), 2)
        facts = facts_in_words(phrases, decision)
        yield Table((_("Fact"), _("Answer")), tuple(map(Row, facts)), (5, 6))
        yield from self._listed(_("Documents that show them"), [phrases.document(each) for each in line.documents])
        answers = [
            words._(
                "{name}: {value}",
                name=phrases.named(each.rule),
                value=words.listed(
                    [
                        *filled(
                            each.body,
                            words.date(each.dated),
                            each.reference,
                            each.note,
                            _("set aside") if each.sets_aside else _("not set aside"),
                        )
                    ]
                ),
            )
            for each in decision.official_answers
        ]
        yield from self._listed(_("Official answers"), answers)
        commitments = [
            words.noted(phrases.named(each.id), _("binding") if each.binding else _("recommended"))
            for each in decision.commitments
        ]
        yield from self._listed(_("Recipient's commitments"), commitments)
        yield from self._listed(_("Publication and notices"), [phrases.named(each) for each in decision.notices])
        yield Heading(_("Edition and digests"), 2)
        edition = phrases.edition
        named = words.text(edition.heading.title) if edition.id == decision.edition else decision.edition
        yield table_of(
            self._words,
            (
                (_("Rules applied"), named),
                (_("What decides in it (SHA-256)"), decision.decision_digest),
                (_("Reference data"), decision.reference),
            ),
        )

    def _earlier(self) -> Iterator[Part]:
        """What counts of earlier steps, line by line where it is not the same for all."""
        _, words = self._words._, self._words
        told: dict[tuple[Part, ...], list[int]] = {}
        for content in self._contents:
            told.setdefault(tuple(self._earlier_of(content)), []).append(content.line.line)
        for parts, lines in told.items():
            if parts:
                heading = _("Earlier steps")
                if len(told) > 1:
                    heading = words.noted(heading, words.listed([self._line_name(line) for line in lines]))
                yield Heading(heading)
                yield from parts

    def _earlier_of(self, content: StepContent) -> Iterator[Part]:
        _, phrases, line = self._words._, self._phrases, content.line.line
        for earlier in content.earlier:
            if not (earlier.views or earlier.decisions):
                continue
            yield Heading(phrases.named(earlier.step), 2)
            if earlier.views:
                columns = (_("Question"), _("Office"), _("View"), _("Reasons"))
                order = {slot.id: place for place, slot in enumerate(self._then.lines[line].slots)}
                views = sorted(earlier.views, key=lambda each: order.get(each.slot, len(order)))
                yield Table(columns, tuple(self._view_row(view) for view in views), (4, 3, 3, 8))
            if earlier.decisions:
                names = (_("Office"), _("Decision"), _("Signatory"), _("Date and reference"))
                rows = [
                    Row(
                        (
                            phrases.body(each.office),
                            phrases.decision(each.decision),
                            *self._signed(earlier.step, each.office, line),
                        )
                    )
                    for each in earlier.decisions
                ]
                yield Table(names, tuple(rows), (4, 3, 5, 5))
                numbered = [
                    (each.number, condition)
                    for decision in earlier.decisions
                    for condition in decision.conditions
                    for each in self._then.conditions
                    if (each.step, each.text) == (earlier.step, condition)
                    and self._then.entries[each.entry].counts_on(line)
                ]
                conditions = dict.fromkeys(sorted(numbered))
                if conditions:
                    yield Paragraph(_("Conditions:"), "quiet")
                    yield Items(
                        tuple(Item(text) for _, text in conditions), tuple(f"({number})" for number, _ in conditions)
                    )

    def _view_row(self, view: CountingView) -> Row:
        phrases = self._phrases
        text = view.text if view.document is None else f"{view.text}\n{phrases.document(view.document)}"
        return Row((phrases.slot(view.slot), phrases.bodies((view.office,)), phrases.view(view.view), text))

    def _signed(self, step: str, office: str, line: int) -> tuple[str, str]:
        entry = self._then.decisions(step, line).get(office)
        said = entry.said if entry is not None else None
        return signed_says(self._words, said) if isinstance(said, DecisionEntered) else ("", "")

    # -- what is filled in

    def _to_fill_in(self) -> Iterator[Part]:
        _, is_filled = self._words._, self._sheet.is_filled
        yield Heading(_("What came back") if is_filled else _("To be filled in"))
        for office in self._offices:
            yield Heading(self._phrases.body(office), 2)
            given = self._given(office)
            if self.step.kind == "finding":
                yield from self._finding(given)
            elif self.step.kind == "permit":
                yield from self._permit(given)
            else:
                yield from self._decision(given)

    def _given(self, office: str) -> list[Entry]:
        """What came back from an office on this sheet, the latest last; nothing of it on a blank sheet."""
        if not self._sheet.is_filled:
            return []
        given = given_on_sheet(self._now, self._sheet.request, "" if self.step.kind == "permit" else office)
        standing = (entry for entry in given if not entry.is_withdrawn and entry.corrected_by is None)
        return sorted(standing, key=lambda entry: (entry.dated, entry.confirmed_place or entry.place))

    def _finding(self, given: Sequence[Entry]) -> Iterator[Part]:
        _, words, phrases = self._words._, self._words, self._phrases
        said = {
            view.slot: (entry, view)
            for entry in given
            if isinstance(entry.said, FindingEntered)
            for view in entry.said.views
        }
        for slot in slots_of(self._then, self._sheet.request):
            asked = phrases.slot_asked(slot.id)
            asks = words.sentences([*filled(words.text(asked.question), words.text(asked.help))]) if asked else ""
            entry, view = said.get(slot.id, (None, None))
            ticks = self._ticks(VIEWS, phrases.view, "" if view is None else view.view)
            label = (
                words.noted(phrases.slot(slot.id), _("every office")) if slot.of_every_body else phrases.slot(slot.id)
            )
            yield Blank(
                label, asks, ticks, "" if entry is None or view is None else self._found(entry, view), 2, stays=False
            )
        authors = dict.fromkeys(
            words.listed([entry.said.author, words.date(entry.dated)])
            for entry in given
            if isinstance(entry.said, FindingEntered)
        )
        yield Blank(_("Author and date"), "", (), "\n".join(authors), stays=False)

    def _found(self, entry: Entry, view: View) -> str:
        state = self._now.state_of_entry(entry, counts=self._now.view_counts(entry, view))
        return self._words.noted(view.text, self._phrases.entry_state(state))

    def _decision(self, given: Sequence[Entry]) -> Iterator[Part]:
        _, words, phrases = self._words._, self._words, self._phrases
        entry = given[-1] if given else None
        said = entry.said if entry is not None and isinstance(entry.said, DecisionEntered) else None
        ticks = self._ticks(DECISIONS, phrases.decision, "" if said is None else said.decision)
        yield Blank(_("Decision"), "", ticks, self._state(entry), 0)
        conditions = "" if said is None else "\n".join(said.conditions)
        yield Blank(_("Conditions"), _("Each on its own line."), (), self._or_none(said, conditions), 3)
        reason = "" if said is None else said.reason
        yield Blank(_("Reason"), _("Where it is not agreed to, or sent back."), (), self._or_none(said, reason), 2)
        yield Blank(_("Signatory"), "", (), "" if said is None else said.signatory)
        acting = "" if said is None else said.acting
        asks = _("Where somebody signs for another office.")
        yield Blank(_("On what ground somebody signs for another office"), asks, (), self._or_none(said, acting))
        yield Blank(_("Dated"), "", (), "" if said is None else words.date(said.dated))
        yield Blank(_("Reference"), "", (), "" if said is None else said.reference, stays=False)

    def _permit(self, given: Sequence[Entry]) -> Iterator[Part]:
        """Permits come back, of some lines each, or a refusal; a record of a permit tells all of it."""
        _, words = self._words._, self._words
        if not given:
            chosen = (f"{NOT_CHOSEN} {each}" for each in (_("Permit given"), _("Permit refused")))
            yield Blank(_("Decision"), "", tuple(chosen), "", 0)
            yield Blank(_("Number of the permit"), "", (), "")
            yield Blank(_("Lines and quantities"), "", (), "", 2)
            yield Blank(_("Valid until"), _("If nothing is said, for the period of the law."), (), "")
            yield Blank(_("Conditions"), _("Each on its own line."), (), "", 3)
            yield Blank(_("Reason"), _("Where it is refused."), (), "", 2)
            yield Blank(_("Dated"), "", (), "")
            yield Blank(_("Reference"), "", (), "", stays=False)
        for entry in given:
            if isinstance(entry.said, PermitEntered):
                said = permit_says(self._phrases, entry.said)
                yield Blank(_("Permit given"), "", (), "\n".join((*said, self._state(entry))), 2, stays=False)
            elif isinstance(entry.said, PermitRefusalEntered):
                refused = (entry.said.reason, words.date(entry.dated), entry.said.reference)
                yield Blank(_("Permit refused"), "", (), "\n".join((*refused, self._state(entry))), 2, stays=False)

    def _state(self, entry: Entry | None) -> str:
        if entry is None:
            return ""
        now = self._now
        return self._phrases.entry_state(now.state_of_entry(entry, counts=now.counts(entry)))

    def _or_none(self, said: object, text: str) -> str:
        """What stands in a place; of a sheet that came back without anything there it is said so."""
        return text or ("" if said is None else self._words._("none"))

    # -- how it is written

    def _ticks(self, codes: Sequence[str], word: Callable[[str], str], chosen: str) -> tuple[str, ...]:
        return tuple(f"{CHOSEN if code == chosen else NOT_CHOSEN} {word(code)}" for code in codes)

    def _listed(self, heading: str, labels: Sequence[str]) -> Iterator[Part]:
        if labels:
            yield Heading(heading, 2)
            yield Items(tuple(map(Item, labels)))

    def _line_name(self, line: int) -> str:
        return self._words._("Line {position}", position=line)


def slots_of(then: Procedure, request: Request) -> tuple[SlotAsked, ...]:
    """The questions that the lines of a request ask, in the order of the edition."""
    slots = {slot.id: slot for line in sorted(request.contents) for slot in then.lines[line].slots}
    order = [slot.id for line in sorted(then.lines) for slot in then.lines[line].slots]
    return tuple(sorted(slots.values(), key=lambda slot: order.index(slot.id)))
