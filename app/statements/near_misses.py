"""Why the other rules do not apply, and which steps are not needed: what each lacks, the nearest first."""

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.law.facts import KindOfChange
from app.statements.reasons import Lacking
from app.wording.phrases import Phrases

#: A rule or ground that lacks more than this is no near miss, and of near misses so many are shown at once.
NEAR, MOST = 2, 5


class NearMissSays(NamedTuple):
    """What does not apply or is not needed, and the conditions that fail."""

    label: str
    lacking: tuple[str, ...]


class Miss(NamedTuple):
    """A rule or ground that does not hold. `opens` says that it would open a way."""

    label: str
    opens: bool
    lacking: tuple[Lacking, ...]


class WhyNotSays(NamedTuple):
    """Why the other rules and grounds do not apply: the near misses, and the rest under one heading."""

    near: tuple[NearMissSays, ...]
    far: tuple[NearMissSays, ...]
    far_heading: str


def why_not(phrases: Phrases, missed: Iterable[Miss]) -> WhyNotSays:
    """The misses in order: those that lack least, then what officials can bring about, then what opens a way."""
    kinds = {fact.id: fact.kind for fact in phrases.edition.facts}

    def distance(miss: Miss) -> tuple[int, bool, bool]:
        facts = [fact for lacking in miss.lacking for fact in lacking.facts]
        is_curable = all(kinds.get(fact) is KindOfChange.CURABLE for fact in facts)
        return len(miss.lacking), not is_curable, not miss.opens

    ranked = sorted(missed, key=distance)
    near = [miss for miss in ranked if len(miss.lacking) <= NEAR][:MOST]
    far = ranked[len(near) :]
    heading = phrases.words.ngettext("{n} more that does not apply", "{n} more that do not apply", len(far))
    return WhyNotSays(_said(near), _said(far), heading if far else "")


def _said(misses: Iterable[Miss]) -> tuple[NearMissSays, ...]:
    return tuple(NearMissSays(miss.label, tuple(lacking.text for lacking in miss.lacking)) for miss in misses)
