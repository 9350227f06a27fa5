"""Somebody who works at a register: the same acts one after another on each, known by number, and what they leave.

Act 17 of a copy is act 17 of every other copy: what is in a register after it is the same, to the last row. So one
register on which nothing ever goes wrong tells what must be in another that was ended, cut off or hindered.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from app.bootstrap import composition
from app.domain.ledger.entry import NOTHING_BEFORE, entry_hash
from app.domain.register.cases import Case, DocumentKind, DocumentParticulars
from app.services.acting import Acting
from app.services.answering import give_answer, take_back_answer
from app.services.determining import record_determination
from app.services.documenting import add_document, attach_evidence
from app.services.ending import close_case, reopen_case, withdraw_case
from app.services.reading import read_case
from app.services.receiving import amend_particulars, open_case
from app.services.referring import record_official_answer, withdraw_official_answer
from app.services.verifying import Check
from app.storage.register.connections import connect
from app.storage.register.copying import digests
from app.storage.register.file_key import FileKey
from app.storage.register.soundness import damage_of
from app.storage.register.unit_of_work import RegisterWork
from tests.builders import (
    ARMS_TAKEN_ALONG,
    OFFICIAL_ANSWER,
    PARTS_FOR_XA,
    an_official,
    case_particulars,
    opened,
)
from tests.fakes import TickingClock

#: As many cases are worked on side by side.
_SIDE_BY_SIDE = 4
_SEED = 20260421

#: A register that anybody reads who has the file, and one that is encrypted.
KEYS = {"plain": None, "encrypted": FileKey(bytes(range(32)))}

Act = Callable[[Acting], object]


class Desk:
    """A register, opened as the program opens it, and who works at it."""

    def __init__(self, path: Path, work: RegisterWork, acting: Acting) -> None:
        self.path = path
        self.work = work
        self._acting = acting

    def do(self, number: int) -> None:
        """Do an act; it is on the disk when this returns."""
        act_of(number)(self._acting._replace(clock=clock_at(number)))

    def open_case(self, number: str) -> None:
        """Open a case of a number that nobody else gives."""
        open_case(self._acting, particulars=case_particulars(number=number))


@contextmanager
def at_desk(path: Path, number: int, key: FileKey | None) -> Iterator[Desk]:
    """Open a register to do the act of a number next."""
    clock, shelf = clock_at(number), composition.register_shelf()
    with opened(path, clock, learner=shelf, file_key=key) as work:
        yield Desk(path, work, an_official(work, clock)._replace(shelf=shelf))


def content(path: Path, key: FileKey | None) -> str:
    """All that a register holds, as one number."""
    with closing(connect(path, "ro", key)) as connection:
        held = digests(connection)
    del held["_sqlite_migrations"]  # has its moments from the clock of the machine
    return sha256(repr(sorted(held.items())).encode()).hexdigest()


def verified(path: Path, key: FileKey | None) -> list[str]:
    """What the program's own verification finds wrong with the records of a register, and what with its ledger."""
    shelf, check = composition.register_shelf(), Check()
    found = list(_out_of_order(path, key))
    with opened(path, is_claimed=False, learner=shelf, file_key=key) as work:
        while not check.is_finished:
            found += map(str, check.step(work, shelf))
    return found


def _out_of_order(path: Path, key: FileKey | None) -> Iterator[str]:
    """The entries that do not go on from the one before."""
    before = NOTHING_BEFORE
    with closing(connect(path, "ro", key)) as connection:
        rows = connection.execute("SELECT signature, entry FROM entries ORDER BY number").fetchall()
    for number, (signature, entry) in enumerate(rows, start=1):
        told = json.loads(entry)
        if (told["number"], told["before"]) != (number, before):
            yield f"entry {number}"
        before = entry_hash(bytes.fromhex(signature), entry.encode()).hex()


class Undisturbed:
    """A register on which nothing goes wrong: what is in it after each act."""

    def __init__(self, empty: Path, key: FileKey | None, acts: int = 0) -> None:
        self.key = key
        self._path = empty
        self._contents = [content(empty, key)]
        self._verified: set[int] = set()
        self.content_after(acts)
        #: The register after so many acts, to work on in copies.
        self.begun = empty.with_name("begun.sekisho")
        shutil.copy(empty, self.begun)
        self.acts = acts

    def content_after(self, number: int) -> str:
        """What is in the register after an act; acts are numbered from 1."""
        if len(self._contents) <= number:
            with at_desk(self._path, len(self._contents), self.key) as desk:
                while len(self._contents) <= number:
                    desk.do(len(self._contents))
                    self._contents.append(content(self._path, self.key))
        return self._contents[number]

    def acts_in(self, path: Path, told: int, under_way: int = 0) -> int:
        """How many acts are in a register, whole: those that somebody was told of, and maybe some of those under way.

        It is sound, as a file and in its records. Fails where it is not, or holds anything else.
        """
        held = content(path, self.key)
        for number in range(told, told + under_way + 1):
            if self.content_after(number) == held:
                assert damage_of(path, lambda _share: None, self.key) is None
                # It reads nothing but this content, and says the same of it each time.
                if number not in self._verified:
                    self._verified.add(number)
                    assert verified(path, self.key) == []
                return number
        there = [number for number in range(told) if self.content_after(number) == held]
        raise AssertionError(f"not what {told} acts leave that were told to be saved, but {there or 'something else'}")


def clock_at(number: int) -> TickingClock:
    """The clock when an act of a number begins."""
    return TickingClock(datetime(2026, 11, 22, 3, 0, tzinfo=UTC) + timedelta(minutes=number))


def act_of(number: int) -> Act:
    """The act of a number: which case, and what of it, was settled by chance once and for all."""
    while len(_PLAN) <= number:
        _PLAN.append(_next_act())
    return _PLAN[number]


def _next_act() -> Act:
    # A new case is begun as soon as there is place for it.
    if len(_UNDER_WAY) < _SIDE_BY_SIDE and (not _UNDER_WAY or _CHANCE.random() < 0.3):
        number = f"2026-{next(_NUMBERS):04}"
        _UNDER_WAY.append(_acts_of_case(number))
    under_way = _CHANCE.choice(_UNDER_WAY)
    act = next(under_way, None)
    if act is None:
        _UNDER_WAY.remove(under_way)
        return _next_act()
    return act


def _acts_of_case(number: str) -> Iterator[Act]:
    """All that is done with a case, from its opening to its end."""

    def case(acting: Acting) -> Case:
        case_id = acting.work.cases.of_number(number)
        assert case_id is not None
        return read_case(acting.work, case_id)

    def amended(title: str) -> Act:
        return lambda acting: amend_particulars(acting, case_id=case(acting).id, field="title", value=title)

    def answered(fact: str, value: str | None) -> Act:
        return lambda acting: give_answer(acting, line_id=case(acting).lines[0].id, fact=fact, value=value)

    def shown(acting: Acting) -> None:
        now = case(acting)
        attach_evidence(acting, answer_id=now.lines[0].answers[0].id, document_id=now.documents[0].id, page="3")

    is_referred = _CHANCE.random() < 0.5
    answers = list((PARTS_FOR_XA if is_referred else ARMS_TAKEN_ALONG).items())
    _CHANCE.shuffle(answers)
    yield lambda acting: open_case(acting, particulars=case_particulars(number=number))
    for fact, value in answers:
        if _CHANCE.random() < 0.15:
            yield answered(fact, None)
        yield answered(fact, value)
    yield amended(f"Frigates to {number}")
    paper = DocumentParticulars(DocumentKind.CONTRACT, "Contract " + "x" * _CHANCE.randrange(9_000))
    yield lambda acting: add_document(acting, case_id=case(acting).id, particulars=paper)
    yield shown
    if is_referred:
        yield lambda acting: record_official_answer(acting, case_id=case(acting).id, particulars=OFFICIAL_ANSWER)
    yield lambda acting: record_determination(acting, line_id=case(acting).lines[0].id)
    if is_referred and _CHANCE.random() < 0.5:
        yield lambda acting: withdraw_official_answer(
            acting, official_answer_id=case(acting).official_answers[0].id, reason="Recorded by mistake."
        )
    elif _CHANCE.random() < 0.5:
        yield lambda acting: close_case(acting, case_id=case(acting).id, reason="Cut short.")
        yield lambda acting: reopen_case(acting, case_id=case(acting).id, reason="Taken up again.")
    fact = answers[0][0]
    yield lambda acting: take_back_answer(acting, line_id=case(acting).lines[0].id, fact=fact)
    yield lambda acting: withdraw_case(acting, case_id=case(acting).id, reason="Given up.")


_CHANCE = random.Random(_SEED)  # noqa: S311 - which act comes next, not a secret
_NUMBERS = iter(range(1, 10_000))
_UNDER_WAY: list[Iterator[Act]] = []
_PLAN: list[Act] = [lambda _acting: None]
