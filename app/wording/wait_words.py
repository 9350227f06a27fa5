"""What cases wait for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.procedure.permits import warned_at
from app.domain.procedure.waits import Wait, WaitKind
from app.domain.register.awaited import OF_CASE_OFFICER
from app.domain.register.people import Role
from app.wording.language import N_, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition
    from app.domain.register.awaited import Awaited

_KINDS = {
    WaitKind.DRAFT: N_("Determinations to be recorded"),
    WaitKind.REOPENED: N_("Determinations to be recorded again"),
    WaitKind.REVIEW: N_("Review of the determinations"),
    WaitKind.REQUEST: N_("Step to be requested"),
    WaitKind.ANSWER: N_("Finding or decision asked for"),
    WaitKind.CONFIRM: N_("Entry to be confirmed"),
    WaitKind.VOID: N_("Void, to be given anew"),
    WaitKind.NOTICE: N_("Notice due"),
    WaitKind.PERMIT: N_("Permit that runs out"),
    WaitKind.END: N_("To be closed or reopened"),
}
#: What an entry is, by its word.
_ENTRIES = {
    "finding": N_("finding"),
    "decision": N_("decision"),
    "permit": N_("permit"),
    "permit_refusal": N_("refusal of the permit"),
    "permit_extension": N_("extension of a permit"),
    "permit_end": N_("end of a permit"),
    "commitment": N_("commitment"),
    "waiver": N_("waiver"),
    "breach_end": N_("outcome of a breach"),
    "consent_answer": N_("answer to a request for consent"),
    "revocation": N_("revocation of a consent"),
}
#: What an office is asked for, by the kind of the step.
_ASKED = {
    "finding": N_("Finding: {step}"),
    "meeting": N_("Decision: {step}"),
    "each": N_("Decision: {step}"),
    "permit": N_("Permit: {step}"),
}
#: Why nobody may at present, by the code.
_HELD = {
    "already_done": N_("what it is about was settled otherwise: it can only be withdrawn"),
    "no_permit": N_("the permit ended before: it can only be withdrawn"),
    "not_confirmed": N_("an entry has to be confirmed or withdrawn first"),
    "out_of_order": N_("an earlier step is not done"),
    "same_person": N_("fewer than three people have entered and confirmed so far"),
}


def wait_kind(words: Words, kind: WaitKind) -> str:
    """What is waited for, whatever the case."""
    return words._(_KINDS[kind])


class WaitWords:
    """Puts what waits into words of one language, with the names that the editions and tables have for codes."""

    def __init__(self, words: Words, editions: Sequence[Edition], reference: Reference) -> None:
        """Of several editions that name a step, the last counts."""
        self.words = words
        self._editions = tuple(reversed(editions))
        self._reference = reference
        self._named: dict[str, str] = {}

    def what(self, wait: Wait, on: date) -> str:
        """What is waited for, as of a day."""
        said = self._what(wait, on)
        held = _HELD.get(wait.refusal)
        return self.words.noted(said, self.words._(held)) if held else said

    def _what(self, wait: Wait, on: date) -> str:
        _, step = self.words._, self.name(wait.step) if wait.step else ""
        match wait.kind:
            case WaitKind.REQUEST:
                return _("Request: {step}", step=step)
            case WaitKind.ANSWER:
                return _(_ASKED[wait.subject], step=step)
            case WaitKind.CONFIRM:
                entry = _(_ENTRIES[wait.subject])
                if not step:
                    return _("Confirm: {entry}", entry=entry)
                return _("Confirm: {entry} ({step})", entry=entry, step=step)
            case WaitKind.VOID:
                return _("Void: {entry} ({step})", entry=_(_ENTRIES[wait.subject]), step=step)
            case WaitKind.NOTICE:
                return _("Notice due: {notice}", notice=self.name(wait.subject))
            case WaitKind.PERMIT:
                return self._permit(wait, on)
            case _:
                return wait_kind(self.words, wait.kind)

    def _permit(self, wait: Wait, on: date) -> str:
        _, number = self.words._, wait.subject
        if wait.until is not None and wait.until < on:
            return _("Permit {number} has lapsed", number=number)
        within = None if wait.until is None else warned_at((wait.until - on).days)
        if within is None:
            return _("Permit {number}", number=number)
        return _("Permit {number} runs out within {days} days", number=number, days=within)

    def whom(self, awaited: Awaited) -> str:
        """For whom the case waits: an office, a person, or whoever holds a role."""
        words, wait = self.words, awaited.wait
        match wait.kind:
            case WaitKind.ANSWER:
                return self.body(wait.office) if wait.office else words._("One of the bodies asked")
            case WaitKind.CONFIRM:
                return words._("Somebody else than {name}", name=words.person(wait.by))
            case WaitKind.VOID:
                return self.body(wait.office) if wait.office else "—"
            case WaitKind.REVIEW:
                return words.role(Role.REVIEWER)
            case WaitKind.NOTICE:
                return words.role(Role.RECORDER)
            case kind if kind in OF_CASE_OFFICER:
                return words.person(awaited.case_officer) or words.role(Role.OFFICER)
            case _:
                return "—"

    def until(self, wait: Wait, on: date) -> str:
        """The last day of a permit, and how far it is; empty of anything else."""
        if wait.until is None:
            return ""
        left = (wait.until - on).days
        if left < 0:
            far = self.words.ngettext("{n} day ago", "{n} days ago", -left)
        else:
            far = self.words.ngettext("{n} day left", "{n} days left", left)
        return self.words.noted(self.words.date(wait.until), far)

    def since(self, wait: Wait, on: date) -> str:
        """Since when it waits, and for how many days."""
        days = self.words.ngettext("{n} day", "{n} days", max(0, (on - wait.since).days))
        return self.words.noted(self.words.date(wait.since), days)

    def body(self, code: str) -> str:
        """The name of a body or office, or its code where the tables in force have none."""
        row = self._reference.bodies.get(code)
        return code if row is None else self.words.text(row.name)

    def name(self, code: str) -> str:
        """What the latest edition that has it calls a step or notice, or its code where none has."""
        if code not in self._named:
            labels = (edition.label_by_id.get(code) for edition in self._editions)
            label = next((each for each in labels if each is not None), None)
            self._named[code] = code if label is None else self.words.text(label)
        return self._named[code]
