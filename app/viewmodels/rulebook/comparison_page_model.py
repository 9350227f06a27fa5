"""What a comparison of two editions says: kinds of difference, what decides, and groups of situations, counted."""

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.decision.comparison import Difference, Group, Shift
from app.viewmodels.rulebook.comparison_model import ComparisonModel


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
    common_heading: str
    common: tuple[str, ...]
    groups: tuple[GroupSays, ...]
    progress: str
    stop: str
    more: str


class ChangeSays(NamedTuple):
    """A row of the table: what stood before, and what stands now; the first line names it."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class ChangesSays(NamedTuple):
    """The rows of the table under one heading."""

    heading: str
    rows: tuple[ChangeSays, ...]


class ComparisonSays(NamedTuple):
    """The whole of two editions beside each other: what changes in words, the entries that differ, and the counts."""

    choices: tuple[tuple[str, str], ...]
    summary: str
    columns: tuple[str, str]
    changes: tuple[ChangesSays, ...]
    entries_heading: str
    entries: tuple[str, ...]
    note: str
    working: str
    kinds: tuple[ShareSays, ...]
    shifts: tuple[ShiftSays, ...]


def comparison_says(model: ComparisonModel) -> ComparisonSays:
    """The page as it stands, in the present language."""
    words = model.session.words
    kinds = model.kinds()
    entries = model.words().entries_that_differ() if model.comparison is not None else ()
    return ComparisonSays(
        choices=tuple(
            (edition.id, f"{edition.id}　{words.text(edition.heading.title)}")
            for edition in model.session.shelf.editions()
        ),
        summary=_summary(model),
        columns=_columns(model),
        changes=_changes(model),
        entries_heading=words.ngettext("{n} entry that differs", "{n} entries that differ", len(entries))
        if entries
        else "",
        entries=entries,
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


def _summary(model: ComparisonModel) -> str:
    if model.comparison is None or model.a is None or model.b is None:
        return ""
    what_changes = model.session.words._("What changes from {a} to {b}", a=model.a.edition.id, b=model.b.edition.id)
    return model.words().verdict(model.comparison.shifts) or what_changes


def _columns(model: ComparisonModel) -> tuple[str, str]:
    """What stands above the two columns of the table."""
    if model.a is None or model.b is None:
        return "", ""
    _ = model.session.words._
    return (
        _("Before: edition {edition}", edition=model.a.edition.id),
        _("Now: edition {edition}", edition=model.b.edition.id),
    )


def _changes(model: ComparisonModel) -> tuple[ChangesSays, ...]:
    if model.comparison is None:
        return ()
    return tuple(
        ChangesSays(heading, tuple(ChangeSays(*change) for change in changes))
        for heading, changes in model.words().changes(model.comparison.shifts)
    )


def _note(model: ComparisonModel) -> str:
    said = model.words()
    differing, whole = _counts(model)
    return model.session.words._(
        "Counted are combinations of answers, each with the same weight: {number} of {whole} come out differently "
        "({share}). This is no share of real requests. Where several rules or grounds decide, the first in the "
        "edition is named.",
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
        return ShiftSays(row, "", (), (), "", "", "")
    # While more are being found the list would jump about: only their number is told.
    found = [] if model.is_finding else model.open_groups()
    left = len(found) - model.shown
    common = _common(found) if len(found) > 1 else {}
    return ShiftSays(
        row=row,
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
    caption = "\n".join((*said.steps(shift), _part(model, shift.situations)))
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
