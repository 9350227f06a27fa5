"""What a determination can come to, and the order in which rules prevail over each other."""

from enum import Enum, IntEnum


class Outcome(str, Enum):
    """The outcomes of a determination; never "permitted"."""

    OUTSIDE_SCOPE = "outside_scope"
    BARRED = "barred"
    NOT_ELIGIBLE = "not_eligible"
    REFER = "refer"
    EXCEPTIONAL = "exceptional"
    ELIGIBLE = "eligible"
    UNDETERMINED = "undetermined"


#: The first of these that some rule gives is the result; `ELIGIBLE` when no rule fires.
PRECEDENCE = (
    Outcome.OUTSIDE_SCOPE,
    Outcome.BARRED,
    Outcome.NOT_ELIGIBLE,
    Outcome.REFER,
    Outcome.EXCEPTIONAL,
    Outcome.ELIGIBLE,
)

#: The outcomes under which bodies examine, and the recipient undertakes something.
OPEN_OUTCOMES = (Outcome.EXCEPTIONAL, Outcome.ELIGIBLE)

_BETTER = {
    Outcome.BARRED: (Outcome.REFER, Outcome.EXCEPTIONAL, Outcome.ELIGIBLE),
    Outcome.NOT_ELIGIBLE: (Outcome.REFER, Outcome.EXCEPTIONAL, Outcome.ELIGIBLE),
    Outcome.REFER: (Outcome.EXCEPTIONAL, Outcome.ELIGIBLE),
    Outcome.EXCEPTIONAL: (Outcome.ELIGIBLE,),
}


def better_than(outcome: Outcome) -> tuple[Outcome, ...]:
    """The outcomes that a change of facts would have to reach to be an improvement, the least first."""
    return _BETTER.get(outcome, ())


class Result(IntEnum):
    """The three truth values; ordered, so that `min` is "all" and `max` is "any"."""

    FAILS = 0
    UNKNOWN = 1
    HOLDS = 2

    @property
    def code(self) -> str:
        """The word used in files and on the command line."""
        return self.name.lower()
