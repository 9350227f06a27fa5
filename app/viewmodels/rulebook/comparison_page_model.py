"""What a comparison of two editions says: kinds of difference, what decides, and groups of situations, counted."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from app.domain.decision.comparison import Difference, Group, Shift
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome
from app.viewmodels.rulebook.comparison_model import ComparisonModel
from app.wording.language import N_

_CLOSED = (Outcome.NOT_ELIGIBLE, Outcome.BARRED)
#: As many rules or grounds are named in a sentence on what changes.
_MOST_NAMED = 3


class ShareSays(NamedTuple):
    """Something that is counted. `share` is its part of all that differs, from 0 to 1."""

    lines: tuple[str, ...]
    caption: str
    share: float
    here: bool


class GroupSays(NamedTuple):
    """Situations that differ alike, by short conditions that all of them meet."""

    caption: str
    conditions: tuple[str, ...]


class ShiftSays(NamedTuple):
    """What decides under either edition, counted; open it has the groups of situations."""

    row: ShareSays
    steps: tuple[str, ...]
    common_heading: str
    common: tuple[str, ...]
    groups: tuple[GroupSays, ...]
    progress: str
    stop: str
    more: str


class ComparisonSays(NamedTuple):
    """The whole of two editions beside each other."""

    choices: tuple[tuple[str, str], ...]
    summary: str
    lead: tuple[str, ...]
    note: str
    working: str
    kinds: tuple[ShareSays, ...]
    shifts: tuple[ShiftSays, ...]


def comparison_says(model: ComparisonModel) -> ComparisonSays:
    """The page as it stands, in the present language."""
    words = model.session.words
    kinds = model.kinds()
    return ComparisonSays(
        choices=tuple(
            (edition.id, f"{edition.id}　{words.text(edition.heading.title)}")
            for edition in model.session.shelf.editions()
        ),
        summary=_summary(model, kinds),
        lead=_lead(model),
        note=_note(model) if kinds else "",
        working=_working(model),
        kinds=tuple(_kind(model, kind, number) for kind, number in kinds),
        shifts=tuple(_shift(model, shift) for shift in model.shifts()),
    )


def _working(model: ComparisonModel) -> str:
    _ = model.session.words._
    if model.is_working:
        return _("The two editions are being compared …")
    return "" if model.comparison is not None else _("Choose two editions, and compare them.")


def _counts(model: ComparisonModel) -> tuple[int, int]:
    """How many situations differ, and how many there are."""
    if model.comparison is None:
        return 0, 0
    return sum(shift.situations for shift in model.comparison.shifts), model.comparison.situations


def _summary(model: ComparisonModel, kinds: list[tuple[Difference, int]]) -> str:
    if model.comparison is None or model.a is None or model.b is None:
        return ""
    _ = model.session.words._
    if not kinds:
        return _("The two editions say the same in every situation.")
    return _("What changes from {a} to {b}", a=model.a.edition.id, b=model.b.edition.id)


def _lead(model: ComparisonModel) -> tuple[str, ...]:
    """What opened, what closed and what has to be asked now: of each the largest change, and what decides it."""
    shifts = model.comparison.shifts if model.comparison is not None else ()
    told = []
    for caption, leads in (
        (N_("Opened: {change}"), _opens),
        (N_("Closed: {change}"), _closes),
        (N_("Now needs an official answer: {change}"), _refers),
    ):
        found = [shift for shift in shifts if leads(shift.difference)]
        if found:
            told.append(model.session.words._(caption, change=_change(model, found)))
    return tuple(told)


def _opens(kind: Difference) -> bool:
    return kind.outcome_b in OPEN_OUTCOMES and kind.outcome_a not in OPEN_OUTCOMES


def _closes(kind: Difference) -> bool:
    return kind.outcome_a in (*OPEN_OUTCOMES, Outcome.REFER) and kind.outcome_b in _CLOSED


def _refers(kind: Difference) -> bool:
    return kind.outcome_b is Outcome.REFER and kind.outcome_a is not Outcome.REFER


def _change(model: ComparisonModel, shifts: list[Shift]) -> str:
    """From which outcome to which, and the rules or grounds of the later edition that decide most of it."""
    words, said = model.session.words, model.words()
    largest = shifts[0].difference
    before, after = said.kind_lines(largest)
    sizes: Counter[str] = Counter()
    for shift in shifts:
        if shift.difference[:2] == largest[:2]:
            sizes[shift.decides_b] += shift.situations
    named = [said.named(entry_id) for entry_id, _size in sizes.most_common(_MOST_NAMED)]
    rules = words.listed(named)
    return words._("from “{before}” to “{after}” ({rules})", before=before, after=after, rules=rules)


def _note(model: ComparisonModel) -> str:
    said = model.words()
    differing, whole = _counts(model)
    return model.session.words._(
        "Counted are combinations of answers, every one alike: {number} of {whole} come out differently ({share}). "
        "This is no share of real requests. Where several rules or grounds decide, the first in the edition is named.",
        number=said.number(differing),
        whole=said.number(whole),
        share=said.share(differing, whole),
    )


def _kind(model: ComparisonModel, kind: Difference, number: int) -> ShareSays:
    said, (differing, _whole) = model.words(), _counts(model)
    return ShareSays(said.kind_lines(kind), _part(model, number), number / differing, kind == model.kind)


def _part(model: ComparisonModel, number: int) -> str:
    """A part of the combinations that differ; one below a hundredth only as small, for it says nothing more."""
    differing, _whole = _counts(model)
    if 100 * number < differing:
        return model.session.words._("a small part of what differs")
    return model.session.words._("{share} of what differs", share=model.words().share(number, differing))


def _shift(model: ComparisonModel, shift: Shift) -> ShiftSays:
    said, words = model.words(), model.session.words
    row = _shift_row(model, shift)
    if not row.here:
        return ShiftSays(row, said.steps(shift), "", (), (), "", "", "")
    # While more are being found the list would jump about: only their number is told.
    found = [] if model.is_finding else model.open_groups()
    left = len(found) - model.shown
    common = _common(found) if len(found) > 1 else {}
    return ShiftSays(
        row=row,
        steps=said.steps(shift),
        common_heading=words._("Common to all of them") if common else "",
        common=said.conditions(common),
        groups=tuple(_group(model, group, common) for group in found[: model.shown]),
        progress=_progress(model),
        stop=words._("Stop") if model.is_finding else "",
        more=words.ngettext("Show more ({n} group is left)", "Show more ({n} groups are left)", left)
        if left > 0
        else "",
    )


def _shift_row(model: ComparisonModel, shift: Shift) -> ShareSays:
    said, (differing, _whole) = model.words(), _counts(model)
    caption = _part(model, shift.situations)
    return ShareSays(said.decides(shift), caption, shift.situations / differing, model.is_open(shift))


def _progress(model: ComparisonModel) -> str:
    words, found = model.session.words, len(model.open_groups())
    if model.is_finding:
        return words.ngettext("{n} group found so far …", "{n} groups found so far …", found)
    return words.ngettext(
        "{n} group of combinations, the largest first", "{n} groups of combinations, the largest first", found
    )


def _group(model: ComparisonModel, group: Group, common: Mapping[str, tuple[str, ...]]) -> GroupSays:
    said = model.words()
    own = {fact: values for fact, values in group.when.items() if fact not in common}
    caption = model.session.words._("{number} combinations of answers", number=said.number(group.situations))
    return GroupSays(caption, said.conditions(own))


def _common(groups: list[Group]) -> dict[str, tuple[str, ...]]:
    """The conditions that every group names alike."""
    first = groups[0].when if groups else {}
    return {fact: values for fact, values in first.items() if all(group.when.get(fact) == values for group in groups)}
