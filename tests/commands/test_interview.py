"""`sekisho interview`: the questions in the terminal, one after the other, and the determination at the end."""

import json
import sys
import tomllib
from io import StringIO
from pathlib import Path

import pytest

from tests.commands.cases import DESTROYERS
from tests.commands.conftest import Call, Said
from tests.commands.test_wrong_calls import is_refused

QUESTIONS = {
    "item_heading": "Under which heading", "form": "Is the transfer one of a finished product",
    "weapon": "is the item a weapon", "destination": "Which state is the destination?",
    "recipient_kind": "Is the recipient a foreign government", "treaty_breach": "violate an obligation under a treaty",
    "unsc_breach": "resolution of the UN Security Council?", "conflict_party": "country party to a conflict",
    "purpose": "Under which case of principle 2", "origin": "produced under license, or the product",
    "fighting": "Is fighting judged", "terms": "On what terms", "un_charter_commitment": "commit to use consistent",
    "prior_consent_commitment": "prior consent", "recipient_control": "Has appropriate control",
    "careful_consideration": "especially careful consideration?", "precedent": "judged transferable before?",
}  # fmt: skip


class Talk:
    """Types an answer to each question: it reads what was printed since the last one."""

    def __init__(self, answers: dict[str, str], printed: "pytest.CaptureFixture[str]") -> None:
        self.answers = answers
        self.printed = printed
        self.asked: list[str] = []
        self.out = ""

    def readline(self) -> str:
        """The next line that is typed."""
        new = self.printed.readouterr().out
        self.out += new
        question = new.splitlines()[2]
        fact = next(fact for fact, words in QUESTIONS.items() if words in question)
        self.asked.append(fact)
        return self.answers[fact] + "\n"


@pytest.fixture
def interviewed(sekisho: Call, monkeypatch: pytest.MonkeyPatch) -> "Interviewed":
    """An interview in which these lines are typed."""

    def interview(*typed: str, options: tuple[str | Path, ...] = ("--on", "2026-05-20")) -> Said:
        monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in typed)))
        return sekisho("interview", *options)

    return interview
