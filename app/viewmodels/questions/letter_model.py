"""The letter by which an office is asked: its entries, and the document that is made of them."""

from typing import Any

from app.documents.letter import letter
from app.domain.errors import Mendable
from app.domain.register.days_meant import KindOfDay
from app.domain.register.query import (
    LetterHead,
    Query,
    checked_letter_head,
    missing_addressee,
    missing_sender,
    open_facts,
    rules_to_refer,
)
from app.services.referring import prepare_query
from app.statements.facts import facts_says, known_only
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.session.paper_model import Paper
from app.viewmodels.session.session import Reply, field_of
from app.wording.letter_words import phrases_of_letters


def ask_for_letter(model: CaseModel) -> None:
    """Asks what the letter to the office needs beside the case, and then makes it."""
    shelf, line_id = model.session.shelf, model.line_id
    model.session.read(
        lambda work: prepare_query(work, shelf, line_id=line_id), lambda query: model.ask(letter_form(model, query))
    )


def may_ask(model: CaseModel) -> bool:
    """Whether there is something to ask an office: about a rule that needs its answer, or a fact that is not known."""
    interview = model.interview
    return bool(
        rules_to_refer(interview.edition, interview.determination)
        or open_facts(interview.edition, interview.line, interview.determination)
    )


def letter_form(model: CaseModel, query: Query) -> Form:
    """The entries of a letter. What was entered last for the line stands in it again, also where it was only begun; of
    another line, who writes. It is kept until the program is closed: a letter is no part of the case before it is sent,
    and then it is a document of it."""
    session, kept = model.session, model.session.letters_begun
    words, key = session.words, (query.line.case_id, query.line.id)
    _ = words._
    nobody_asked, nobody_asks = words.error(missing_addressee()), words.error(missing_sender())
    days = DayReader(session, KindOfDay.LETTER)
    new = LetterHead("", session.today(), "", session.last_sender, session.last_contact)
    last = kept.get(key) or new._asdict()

    def leave(**entered: Any) -> None:
        kept[key] = entered

    def act(reply: Reply | None, **entered: Any) -> None:
        head = LetterHead(**entered)
        kept[key], session.last_sender, session.last_contact = entered, head.sender, head.contact
        try:
            checked = checked_letter_head(head)
        except Mendable as mistake:
            if reply is None:
                raise
            reply.field = field_of(mistake)
            reply.refused.emit(words.error(mistake))
            return
        if reply is not None:
            reply.taken.emit(None)
        phrases = phrases_of_letters(model.phrases)
        document = letter(
            phrases,
            query,
            checked,
            known_only(facts_says(phrases, model.interview_of(query.line.id))),
            is_training=session.is_training,
        )
        explanation = _("Nothing is sent from here. Copy, save or print the letter, and send it by your own channel.")
        model.paper_made.emit(Paper(session, document, explanation))

    return Form(
        _("Query to the competent office"),
        _("The letter names the transfer, the points on which an answer is asked, and the facts with their evidence."),
        accept=_("Write the letter"),
        act=act,
        fields=(
            Field("number", _("Reference number of the letter"), value=last["number"], is_short=True),
            Field("dated", _("Date"), FieldKind.DATE, last["dated"], days=days, is_short=True),
            Field("addressee", _("To (office and title)"), value=last["addressee"], missing=nobody_asked),
            Field(
                "sender",
                _("From (office, title and name)"),
                FieldKind.LONG_TEXT,
                last["sender"],
                missing=nobody_asks,
                height=66,
            ),
            Field("contact", _("Contact"), value=last["contact"]),
            Field(
                "reply_by",
                _("Answer asked for by"),
                FieldKind.DATE,
                last["reply_by"],
                days=days,
                may_lack=True,
                is_short=True,
            ),
        ),
        width=600,
        leave=leave,
    )
