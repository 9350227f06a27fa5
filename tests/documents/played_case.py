"""A case as a rehearsal of the repository leaves it, with its papers in either language and its state as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from app.bootstrap.composition import name_people, words_in
from app.bootstrap.rehearsals import StageAtHand, fresh_stage, read_rehearsal
from app.documents.case_papers import CasePapers
from app.documents.papers_offered import PaperOffered, papers_offered
from app.domain.register.cases import Case
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.rehearsals.rehearsal import RehearsedAct
from app.rehearsals.state import state_of
from app.services.reading_for_papers import CaseOnPaper, read_for_papers
from app.wording.language import Language
from app.wording.letter_words import words_of_letters
from app.wording.procedure_phrases import ProcedurePhrases, titles_of
from tests.builders import ROOT

OFFICES = frozenset({"meti", "mofa"})


class Played(NamedTuple):
    """A case after some acts, on the day of the last of them; `codes` are those of its requests, by their keys."""

    stage: StageAtHand
    on_paper: CaseOnPaper
    state: dict[str, Any]
    on: date
    codes: dict[str, str]

    @property
    def case(self) -> Case:
        """The case."""
        return self.on_paper.case

    def papers(self, language: Language) -> CasePapers:
        """Of what its papers are made in a language."""
        read = self.on_paper
        name_people(self.stage.work)  # another case may have been played since
        words, reference = words_of_letters(words_in(language)), self.stage.register[1].reference()
        phrases = ProcedurePhrases(words, read.edition, reference, read.examination, titles_of(read.case))
        heading = read.heading
        return CasePapers(phrases, read.case, heading.office, heading.uuid, is_training=heading.kind == "training")

    def offered(self, language: Language) -> tuple[PaperOffered, ...]:
        """All papers that can be made of it."""
        return papers_offered(self.papers(language), self.on)


Alter = Callable[[RehearsedAct], RehearsedAct]


@contextmanager
def played(name: str, until: str = "", alter: Alter = lambda act: act) -> Iterator[Played]:
    """A rehearsal of the repository, played to its end, or up to the act with a key; `alter` makes an act another."""
    rehearsal = read_rehearsal(ROOT / "resources" / "rehearsals" / f"{name}.toml", OFFICES)
    acts = tuple(map(alter, rehearsal.acts))
    if until:
        acts = acts[: next(at for at, act in enumerate(acts, 1) if act.key == until)]
    with fresh_stage(rehearsal) as stage:
        yield play_on(stage, acts, Given())


def play_on(stage: StageAtHand, acts: tuple[RehearsedAct, ...], given: Given) -> Played:
    """Some acts played on a stage, and the case as it is then."""
    play(acts, stage, given, lambda _played: None)
    (case_id,) = given.cases.values()
    on = acts[-1].on
    return Played(
        stage,
        read_for_papers(stage.work, stage.shelf, case_id),
        state_of(stage.work, stage.shelf, case_id, on),
        on,
        given.codes,
    )
