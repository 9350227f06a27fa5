"""A case of twenty lines, six steps and two hundred entries is worked out while nobody notices."""

from time import process_time

from app.domain.decision.requirements import Step
from app.domain.procedure.content import code_of_contents
from app.domain.procedure.entries import Act, Turn
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    EntryConfirmed,
    FindingEntered,
    PermitEntered,
    SlotAsked,
    StepRequested,
    Terms,
    View,
)
from app.domain.procedure.procedure import Procedure
from tests.domain.procedure.desk import BEGUN, CASE, a_line

SECONDS = 0.1
LINES = range(1, 21)
STEPS = (
    Step("examination", 1, ("meti", "mofa", "mod", "nss"), "finding"),
    Step("secretaries", 2, ("secretaries",), "meeting"),
    Step("council", 3, ("council",), "meeting"),
    Step("four_ministers", 4, ("council",), "each", ("prime", "chief", "foreign", "defense")),
    Step("cabinet", 5, ("cabinet",), "meeting"),
    Step("permit", 6, ("minister",), "permit"),
)
SLOTS = (*(SlotAsked(f"slot_{n}") for n in range(11)), SlotAsked("overall", of_every_body=True))


def acts_of_a_large_case() -> list[Act]:
    """Each office finds something of each slot three times over; the council meets; twenty permits."""
    reviewed = tuple(a_line(line, steps=STEPS, slots=SLOTS) for line in LINES)
    reviewed = tuple(
        each._replace(
            content=each.content._replace(
                decision=each.content.decision._replace(answers={f"fact_{n}": "yes" for n in range(100)})
            )
        )
        for each in reviewed
    )
    terms = Terms(tuple(step.id for step in STEPS), (), 6, "")
    acts = [Act("sato", BEGUN, Turn.RECORDED), Act("ueda", BEGUN, CaseReviewed(CASE, True, "", reviewed, terms))]
    entries = 0
    for request, step in enumerate(STEPS, 1):
        procedure = Procedure(acts)
        contents = [content for line in LINES if (content := procedure.content(step.id, line)) is not None]
        said = StepRequested(CASE, request, step.id, tuple(LINES), code_of_contents(contents))
        acts.append(Act("sato", BEGUN, said))
        for entry in _entries(step, request, entries):
            entries += 1
            acts += [Act("mori", BEGUN, entry), Act("abe", BEGUN, EntryConfirmed(CASE, entry.entry))]
    return acts


def _entries(step: Step, request: int, last: int) -> list[FindingEntered | DecisionEntered | PermitEntered]:
    lines = tuple(LINES)
    if step.sign_off == "finding":
        views = [(office, slot.id) for office in step.bodies for slot in SLOTS for _ in range(3)]
        return [
            FindingEntered(CASE, n, request, lines, office, "Head", BEGUN, (View(slot, "no_objection", str(n)),))
            for n, (office, slot) in enumerate(views, last + 1)
        ]
    if step.sign_off == "permit":
        return [
            PermitEntered(CASE, n, request, f"P-{line}", BEGUN, BEGUN, {line: 10})
            for n, line in enumerate(LINES, last + 1)
        ]
    offices = (step.signatories or step.bodies) * 5
    return [
        DecisionEntered(CASE, n, request, lines, office, f"Head of {office}", "agree", BEGUN, str(n))
        for n, office in enumerate(offices, last + 1)
    ]


def test_a_large_case_is_worked_out_in_a_tenth_of_a_second() -> None:
    acts = acts_of_a_large_case()
    assert len(Procedure(acts).entries) >= 199
    assert told_of(Procedure(acts)) == [("done", ())] * 6
    seconds = []
    for _ in range(5):
        start = process_time()
        told_of(Procedure(acts))
        seconds.append(process_time() - start)
    assert min(seconds) < SECONDS


def told_of(procedure: Procedure) -> list[tuple[str, tuple[str, ...]]]:
    """Where each step stands, and what it lacks."""
    return [(procedure.state(step).value, procedure.missing(step)) for step in procedure.steps]
