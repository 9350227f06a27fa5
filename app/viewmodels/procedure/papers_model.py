"""The papers of the procedure: which there are, and the one that was chosen, to be read, saved, printed, handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.case_papers import CasePapers
from app.documents.papers_offered import papers_offered
from app.documents.sheet_to_go import ENDING, sheet_to_go
from app.domain.procedure.sheet_file import bytes_of_sheet
from app.domain.register.procedure_of_case import procedure_of
from app.services.reading_for_papers import read_for_papers
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.session.actions import Action, Offer
from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.session.paper_model import AsFile, Paper
from app.wording.language import N_
from app.wording.letter_words import words_of_letters
from app.wording.procedure_phrases import ProcedurePhrases, titles_of

if TYPE_CHECKING:
    from app.documents.papers_offered import PaperOffered
    from app.services.reading_for_papers import CaseOnPaper
    from app.viewmodels.session.session import Reply, Session


def has_papers(model: CaseModel) -> bool:
    """Whether anything of the procedure can be put on paper: something was asked."""
    return bool(procedure_of(model.case).requests)


def ask_for_paper(model: CaseModel) -> None:
    """Asks which paper is wanted, of those that there are."""
    session, case_id = model.session, model.case.id

    def ask(read: CaseOnPaper) -> None:
        if model.case.id == case_id:
            model.form_wanted.emit(papers_form(model, papers_of(session, read)))

    session.read(lambda work: read_for_papers(work, session.shelf, case_id), ask)


def papers_of(session: Session, read: CaseOnPaper) -> CasePapers:
    """Of what the papers of a case are made, in the words of letters."""
    phrases = ProcedurePhrases(
        words_of_letters(session.words), read.edition, session.shelf.reference(), read.examination, titles_of(read.case)
    )
    heading = read.heading
    return CasePapers(phrases, read.case, heading.office, heading.uuid, is_training=heading.kind == "training")


def papers_form(model: CaseModel, papers: CasePapers) -> Form:
    """Lets one paper be chosen, the blank sheet of what is asked for now first."""
    _ = model.session.words._
    offered = papers_offered(papers, model.session.today())
    asked = {step.id for step in papers.procedure.steps if papers.procedure.current_request(step.id) is not None}
    waiting = [at for at, each in enumerate(offered) if each.of in asked and not each.is_filled]
    first = next((at for at in waiting if offered[at].of == offered[waiting[-1]].of), 0) if waiting else 0

    def act(reply: Reply | None, paper: int) -> None:
        if reply is not None:
            reply.taken.emit(None)
        model.paper_made.emit(paper_of(model.session, papers, offered[paper]))

    return Form(
        _("Sheets and papers"),
        _(
            "Sheets bear the code of what was put before the body, and come back with it. What is shown changes "
            "nothing on record."
        ),
        accept=_("Show it"),
        act=act,
        fields=(
            Field(
                "paper",
                _("Paper"),
                FieldKind.CHOICE,
                first,
                choices=tuple((at, each.label) for at, each in enumerate(offered)),
            ),
        ),
        width=620,
    )


def paper_of(session: Session, papers: CasePapers, chosen: PaperOffered) -> Paper:
    """A paper to be read; the blank sheet of one office also as a file that the office fills in."""
    document, request = chosen.make(), chosen.request
    explanation = session.words._("It is made from what is on record; making it changes nothing.")
    if request is None or chosen.is_filled or not chosen.office:
        return Paper(session, document, explanation)

    def content() -> bytes:
        return bytes_of_sheet(sheet_to_go(papers, request, chosen.office, session.outlet().press))

    kind = session.words._("Sheet to be filled in (*{ending})", ending=ENDING)
    return Paper(session, document, explanation, as_file=AsFile(f"{document.file_name}{ENDING}", kind, content))


PAPERS = Action(
    "procedure_papers",
    N_("Sheets and papers of the procedure"),
    ask_for_paper,
    ("Ctrl+Shift+P",),
    has_papers,
    Offer.IN_MENU,
)
