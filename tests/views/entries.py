"""Every place of the program in which a text is entered: how it is opened and handed in, and what is kept of it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.bootstrap.composition import SystemClock
from app.bootstrap.registers import OpenRegister
from app.domain.commitments.follow_up import FollowUp
from app.domain.law.texts import Text
from app.domain.procedure.later_events import BreachSuspected
from app.domain.register.people import NewPerson, Role
from app.domain.register.procedure_of_case import procedure_of
from app.domain.search import findable
from app.services.ports import EntryFilter
from app.services.reading import list_cases
from app.services.staffing import add_person
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import closing_form, new_line_form, reopening_form, withdrawal_form
from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.editions.columns_model import SupposeSays
from app.viewmodels.procedure.acts_model import due_notice, notice_form, recording_again_form, review_form
from app.viewmodels.procedure.follow_up_forms import suspicion_form
from app.viewmodels.questions.documents_model import document_change_form, new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.letter_model import ask_for_letter
from app.viewmodels.questions.query_model import answer_withdrawal_form, official_answer_form, refer_rules
from app.viewmodels.rulebook.rulebook_model import Page
from app.viewmodels.session.form import Form
from app.viewmodels.session.picker_model import Pick
from app.viewmodels.window.ledger_model import LedgerModel
from app.viewmodels.window.people_model import PeopleModel
from app.viewmodels.window.picture_model import Practice
from app.views.case.case_view import CaseView
from app.views.editions.suppose_dialog import SupposeDialog
from app.views.enactment.enactment_frame import EnactmentFrame
from app.views.enactment.publishing_view import PublishingView
from app.views.kit.form_dialog import FormDialog
from app.views.kit.form_fields import LongText
from app.views.kit.paper_dialog import PaperDialog
from app.views.kit.picker_field import PickerField
from app.views.rulebook.reading_view import ReadingView
from app.views.window.main_window import MainWindow
from app.views.window.palette_dialog import PaletteDialog
from tests.viewmodels.in_procedure import CaseInProcedure
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views import entries_of_procedure as papers
from tests.views.conftest import settle
from tests.views.hands import press, seen

#: A rule holds that an official answer could set aside, and the determination can be recorded.
ANSWERS = {**MISSILES, "recipient_kind": "international_body"}
ASSESSED_ON = date(2026, 5, 20)

Entry = QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox


class Desk(NamedTuple):
    """A window on a case, and invented law."""

    office: Office
    window: MainWindow
    practice: Practice

    @property
    def view(self) -> CaseView:
        """The case on the screen."""
        assert self.window.case is not None
        return self.window.case

    @property
    def model(self) -> CaseModel:
        """The same, as it is worked on."""
        return self.view.model


class Place(NamedTuple):
    """Where texts are entered. `fields` are the names that a reader of the screen hears; the walk finds the fields
    itself, and finds these.

    `kept` is all that is held of what was entered: in the register, or in the model where it is no entry of it.
    """

    fields: tuple[str, ...]
    open: Callable[[Desk], QWidget]
    hand_in: Callable[[QWidget, Entry], None]
    kept: Callable[[Desk], object]
    #: The function of the view-models that makes the form, or the files of the views that make the fields.
    form: str = ""
    made_in: tuple[str, ...] = ()
    #: What is entered is looked for, and there is nothing that could be refused.
    is_search: bool = False


def entries(root: QWidget) -> list[Entry]:
    """The fields on a part of the screen that take a text, of whatever class."""
    found: list[Entry] = [*seen(root, QLineEdit), *seen(root, QPlainTextEdit)]
    found += [*seen(root, QTextEdit), *seen(root, QAbstractSpinBox)]
    return [each for each in found if each.isEnabled() and not each.isReadOnly() and not _is_inside(each)]


def name_of(entry: QWidget) -> str:
    """What a field is called for readers of the screen."""
    return entry.accessibleName()


def text_of(entry: QWidget) -> str:
    """What stands in a field, letter for letter."""
    if isinstance(entry, LongText):
        return entry.document().toRawText().replace("\u2029", "\n")
    assert isinstance(entry, QLineEdit)
    return entry.text()


def values(kept: object) -> Iterator[object]:
    """Every value in what is kept, however deep."""
    if isinstance(kept, tuple | list | dict):
        for each in kept.values() if isinstance(kept, dict) else kept:
            yield from values(each)
    else:
        yield kept


def _is_inside(entry: QWidget) -> bool:
    """A part of another field, as the line of a box of numbers is."""
    return isinstance(entry.parentWidget(), QAbstractSpinBox | QComboBox)


# -- dialogs


def latest(desk: Desk) -> object:
    """The case that was opened last, as the register has it."""
    register = desk.office.register
    return register.case(max(summary.id for summary in list_cases(register.work)))


def accept(root: QWidget, _entry: Entry) -> None:
    """Presses the button of a dialog that hands it in."""
    assert isinstance(root, FormDialog)
    press(root.accept_button)


def dialog_of(desk: Desk) -> FormDialog:
    """The dialog that has been opened."""
    settle()
    return next(each for each in desk.window.findChildren(FormDialog) if each.isVisible())


def choose(dialog: FormDialog, **chosen: str) -> FormDialog:
    """The dialog with what has to be chosen in it."""
    for name, code in chosen.items():
        box = dialog.fields[name]
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(code))
    return dialog


def asked(form: Callable[[CaseModel], Form], *before: Callable[[CaseModel], None]) -> Callable[[Desk], FormDialog]:
    """Opens the dialog of a form of the case, when that has been done before."""

    def open_it(desk: Desk) -> FormDialog:
        for each in before:
            each(desk.model)
        desk.model.ask(form(desk.model))
        return dialog_of(desk)

    return open_it


def _ask(ask: Callable[[Desk], None]) -> Callable[[Desk], FormDialog]:
    def open_it(desk: Desk) -> FormDialog:
        ask(desk)
        return dialog_of(desk)

    return open_it


def _with_a_paper(model: CaseModel) -> None:
    if not model.case.documents:
        new_document_form(model).hand_in(title="Contract")


def _with_an_official_answer(model: CaseModel) -> None:
    if not model.case.official_answers:
        official_answer_form(model).hand_in(rule=refer_rules(model)[0][0], clears="yes", body="METI", reference="No. 7")


def _without_official_answer(model: CaseModel) -> None:
    for each in model.case.official_answers:
        answer_withdrawal_form(model, each.id).hand_in(reason="Recorded on the wrong case.")


def _differing(model: CaseModel) -> None:
    _open(model)
    _without_official_answer(model)
    if model.interview.line.determination is None:
        model.record()
        model.answer("fighting", "yes")


def _open(model: CaseModel) -> None:
    if model.case.state.has_ended:
        reopening_form(model).hand_in(reason="It was renewed.")


def _withdrawn(model: CaseModel) -> None:
    if not model.case.state.has_ended:
        withdrawal_form(model).hand_in(reason="The contract was cancelled.")


def _to_be_reviewed(desk: Desk) -> FormDialog:
    """Somebody who prepared nothing is asked whether they agree, and does not."""
    session, register = desk.office.session, desk.office.register
    session.act_as("hanako")
    if desk.window.case is None:
        case = register.a_case(MISSILES, assessed_on=ASSESSED_ON)
        register.determine(case.lines[0].id)
        desk.window.model.open_case(case.id)
        settle()
    if procedure_of(desk.model.case).needs_record:
        recording_again_form(desk.model).hand_in()
    session.act_as("reviewer")
    return choose(asked(review_form)(desk), agree="no")


def _reviews(desk: Desk) -> object:
    """What was noted at the reviews of the case."""
    page = desk.office.register.work.events.page(EntryFilter(kind="case_reviewed"), None, 1000)
    return tuple(event.body["note"] for event in page)


def _with_a_due_notice(desk: Desk) -> FormDialog:
    """A case with its permit, of which a notice is due."""
    desk.office.session.act_as("hanako")
    if desk.window.case is None or not due_notice(desk.model):
        case = CaseInProcedure(desk.office)
        case.permit_all()
        desk.window.model.open_case(case.id)
        settle()
    return asked(lambda model: notice_form(model, due_notice(model)))(desk)


def _notices(desk: Desk) -> object:
    """What was recorded of notices."""
    page = desk.office.register.work.events.page(EntryFilter(kind="notice_given"), None, 1000)
    return tuple((event.body["dated"], event.body["reference"]) for event in page)


def _with_a_commitment(desk: Desk) -> FormDialog:
    """A case that was reviewed, one of whose commitments may have been broken."""
    desk.office.session.act_as("hanako")
    if desk.window.case is None or not FollowUp(procedure_of(desk.model.case)).commitments():
        case = CaseInProcedure(desk.office)
        desk.window.model.open_case(case.id)
        settle()
    first = FollowUp(procedure_of(desk.model.case)).commitments()[0]
    return choose(asked(suspicion_form)(desk), of=f"{first.line} {first.id}")


def _suspicions(desk: Desk) -> object:
    """What was recorded of suspected breaches."""
    page = desk.office.register.work.events.page(EntryFilter(kind="breach_suspected"), None, 1000)
    said = (each.event for each in page)
    return tuple((each.finding, each.happened) for each in said if isinstance(each, BreachSuspected))


def _open_official_answer(desk: Desk) -> FormDialog:
    return choose(asked(official_answer_form, _without_official_answer)(desk), clears="yes")


def _letters(desk: Desk) -> object:
    """What the letters say, and the days that were entered last."""
    papers = seen(desk.window, PaperDialog)
    heads = desk.office.session.letters_begun.values()
    texts = [each.text.document().toRawText().replace("\u2029", "\n") for each in papers]
    # Lines of one entry stand below each other, wherever they begin.
    return [re.sub(r"\n +", "\n", text) for text in texts], [(head["dated"], head["reply_by"]) for head in heads]


# -- screens


def _leave(_root: QWidget, entry: Entry) -> None:
    """Goes on to the next field."""
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    settle()


def _confirm(_root: QWidget, entry: Entry) -> None:
    """Presses Enter."""
    QTest.keyClick(entry, Qt.Key.Key_Return)
    settle()


def _panel(panel: str, form: str) -> Callable[[Desk], QWidget]:
    def open_it(desk: Desk) -> QWidget:
        desk.model.go_to_panel(panel)
        settle()
        root = getattr(desk.view.request, form)
        assert isinstance(root, QWidget)
        return root

    return open_it


def _question(desk: Desk) -> QWidget:
    desk.model.go_to_fact("item_heading")
    settle()
    return desk.view.request


def _popup(desk: Desk) -> QWidget:
    desk.model.toggle_one_page()
    settle()
    return seen(desk.view, PickerField)[0].open_list()


def _every_edition(desk: Desk) -> QWidget:
    desk.model.show_editions()
    settle()
    return desk.view.editions


def _suppose(desk: Desk) -> QWidget:
    picks = (Pick("PH", "Philippines", "PH", findable("Philippines")),)
    dialog = SupposeDialog(desk.window, SupposeSays("To whom?", "To whom?", (), picks), None, print)
    dialog.open()
    settle()
    return dialog


def _palette(desk: Desk) -> QWidget:
    desk.window.model.palette_wanted.emit()
    settle()
    return desk.window.findChildren(PaletteDialog)[-1]


def _law(page: Page) -> Callable[[Desk], QWidget]:
    def open_it(desk: Desk) -> QWidget:
        desk.window.model.show_rulebook()
        assert desk.window.rulebook is not None
        desk.window.rulebook.model.go_to_page(page)
        settle()
        return _page(desk)

    return open_it


def _page(desk: Desk) -> QWidget:
    assert desk.window.rulebook is not None
    return cast("QWidget", desk.window.rulebook.page)


def _typed(desk: Desk) -> str:
    page = _page(desk)
    assert isinstance(page, ReadingView)
    return page.model.typed


def _since(desk: Desk) -> date:
    page = _page(desk)
    assert isinstance(page, PublishingView)
    return page.model.since


def _requests(desk: Desk) -> QWidget:
    desk.window.model.show_requests()
    return desk.window.requests


def _approvals(desk: Desk) -> QWidget:
    desk.window.model.show_approvals()
    return desk.window.shown


def _enactment(desk: Desk) -> EnactmentFrame:
    page = _page(desk)
    assert isinstance(page, EnactmentFrame)
    return page


def _step(page: Page, *, is_last: bool) -> Callable[[Desk], QWidget]:
    """A step on the way of law into force: the stored lines, where the day is chosen, or the last."""

    def open_it(desk: Desk) -> QWidget:
        _law(page)(desk)
        frame = _enactment(desk)
        if frame.folder.isVisible():
            frame.folder.folder.setText(str(desk.practice.edition if page is Page.IN_FORCE else desk.practice.pack))
            press(frame.folder.read_button)
        while not (frame.act.isVisible() if is_last else _has_day(frame)):
            press(frame.next_button if is_last else frame.back_button)
        return frame

    return open_it


def _has_day(frame: EnactmentFrame) -> bool:
    assert isinstance(frame, PublishingView)
    return frame.since.isVisible()


def _last_question(page: Page) -> Callable[[Desk], FormDialog]:
    def open_it(desk: Desk) -> FormDialog:
        frame = _step(page, is_last=True)(desk)
        assert isinstance(frame, EnactmentFrame)
        frame.act.person.setText("Hanako Yamada")
        frame.ask_to_confirm()
        return dialog_of(desk)

    return open_it


_TITLE, _NUMBER = "Title", "Case number"
_DAYS = ("Received on", "Assessed as of")
_PAPER = (_TITLE, "From whom", "Dated", "Reference")
_REASON = ("Reason",)


def _narrowing(desk: Desk) -> object:
    return desk.window.model.requests.narrowed


def _approvals_narrowed(desk: Desk) -> object:
    approvals = desk.window.model.approvals
    return None if approvals is None else approvals.narrowed


def _law_kept(desk: Desk) -> object:
    """What stands in the fields of the page, and on record."""
    model = _enactment(desk)._enactment
    return model.folder, model.named_person, model.note, desk.office.session.shelf.timeline.entries


# -- the register


def _people(desk: Desk) -> PeopleModel:
    """The people, read."""
    model = PeopleModel(desk.office.session, desk.window.model.read_heading, desk.window.model.open_anew, desk.window)
    model.refresh()
    return model


def _somebody(desk: Desk) -> str:
    """The account of somebody who was added just now."""
    account = f"person-{len(desk.office.register.work.people.all())}"
    person = NewPerson(account, Text("森", "Mori"), (Role.RECORDER,), date(2026, 1, 1))
    add_person(desk.office.register, person=person)
    return account


def _ask_of_somebody(desk: Desk, form: Callable[[PeopleModel, str], Form]) -> None:
    """Has a form filled in that is about somebody who was added just now."""
    account = _somebody(desk)
    desk.window.model.form_wanted.emit(form(_people(desk), account))


def _ask_to_hand_over(desk: Desk) -> None:
    """Has it asked to whom the requests of somebody are handed over."""
    desk.office.register.a_case(case_officer="officer")
    desk.window.model.propose_handing_over("officer", "")


def _who_has_what(desk: Desk) -> object:
    """Who is the case officer of what, and what was noted when it was handed over."""
    work = desk.office.register.work
    page = work.events.page(EntryFilter(kind="case_handed_over"), None, 1000)
    return work.case_list.open_by_officer(), tuple(event.body["note"] for event in page)


def _notes_of_the_ledger(desk: Desk) -> object:
    """What was noted in the register's own entries."""
    work = desk.office.register.work
    page = work.events.page(EntryFilter(kind="person_left"), None, 1000)
    return tuple(event.body["note"] for event in page)


def _ledger(desk: Desk) -> LedgerModel:
    """The ledger, as it was narrowed last."""
    made = desk.window.findChild(LedgerModel)
    if made is not None:
        return made
    files = OpenRegister(desk.office.register.work.register.path, SystemClock())
    return LedgerModel(desk.office.session, files, desk.window)


def _papers(opened: Callable[[Office, MainWindow], FormDialog]) -> Callable[[Desk], FormDialog]:
    """Opens the form of a paper, on a case that is as far as it has to be for that."""
    return lambda desk: opened(desk.office, desk.window)


def _entered(desk: Desk) -> object:
    return papers.entered(desk.office)


#: In an order in which none takes away what a later one needs.
PLACES: dict[str, Place] = {
    "evidence": Place(
        ("Page",),
        asked(lambda model: evidence_form(model, "fighting", None), _with_a_paper),
        accept,
        latest,
        form="evidence_form",
    ),
    "letter": Place(
        (
            "Reference number of the letter",
            "Date",
            "To (office and title)",
            "Contact",
            "Answer asked for by",
            "From (office, title and name)",
        ),
        _ask(lambda desk: ask_for_letter(desk.model)),
        accept,
        _letters,
        form="letter_form",
    ),
    "official answer": Place(
        ("Office that answered", "Dated", "Reference", "What it says"),
        _open_official_answer,
        accept,
        latest,
        form="official_answer_form",
    ),
    "official answer withdrawn": Place(
        _REASON,
        asked(lambda model: answer_withdrawal_form(model, model.case.official_answers[0].id), _with_an_official_answer),
        accept,
        lambda desk: desk.office.register.work.events.of_case(desk.model.case.id),
        form="answer_withdrawal_form",
    ),
    "withdrawal": Place(_REASON, asked(withdrawal_form, _open), accept, latest, form="withdrawal_form"),
    "reopening": Place(_REASON, asked(reopening_form, _withdrawn), accept, latest, form="reopening_form"),
    "closing": Place(_REASON, asked(closing_form, _differing), accept, latest, form="closing_form"),
    "particulars": Place(
        (
            _TITLE,
            _NUMBER,
            *_DAYS,
            "Exporter",
            "End user",
            "Consignee",
            "Intermediaries",
            "Contract reference",
        ),
        _panel(PARTICULARS, "case_form"),
        _leave,
        latest,
        made_in=("form_panel",),
    ),
    "line": Place(
        ("Item", "Quantity", "Value", "Remarks"), _panel(LINE, "line_form"), _leave, latest, made_in=("form_panel",)
    ),
    "question": Place(
        ("Item", "Search by name or code"), _question, _leave, latest, made_in=("beside_field", "question_panel")
    ),
    "one page": Place(
        ("Search by name or code",), _popup, _confirm, lambda _desk: (), is_search=True, made_in=("one_page_panel",)
    ),
    "supposed answer": Place(
        ("Search",), _suppose, _confirm, lambda _desk: (), is_search=True, made_in=("suppose_dialog",)
    ),
    "day of the editions": Place(
        ("Date",),
        _every_edition,
        _confirm,
        lambda desk: desk.view.editions.model.day,
        made_in=("editions_view",),
    ),
    "new line": Place(("Item",), asked(new_line_form), accept, latest, form="new_line_form"),
    "new document": Place(_PAPER, asked(new_document_form), accept, latest, form="new_document_form"),
    "changed document": Place(
        _PAPER,
        asked(lambda model: document_change_form(model, model.case.documents[0].id), _with_a_paper),
        accept,
        latest,
        form="document_change_form",
    ),
    "new request": Place(
        (_TITLE, _NUMBER, *_DAYS),
        _ask(lambda desk: desk.window.model.propose_request()),
        accept,
        latest,
        form="new_request_form",
    ),
    "another request": Place(
        (_TITLE, _NUMBER, *_DAYS),
        _ask(lambda desk: desk.window.model.propose_copy(desk.model.case.id)),
        accept,
        latest,
        form="copy_form",
    ),
    "narrowing": Place(
        ("Received from", "Received until", "Assessed from", "Assessed until"),
        _ask(lambda desk: desk.window.model.propose_filter()),
        accept,
        _narrowing,
        form="filter_form",
    ),
    "requests": Place(
        ("Search by number, title, party, item, destination or document",),
        _requests,
        _confirm,
        _narrowing,
        is_search=True,
        made_in=("requests_view",),
    ),
    "approvals": Place(
        ("Search by number, title, party, item, destination or document",),
        _approvals,
        _confirm,
        _approvals_narrowed,
        is_search=True,
        made_in=("approvals_view",),
    ),
    "palette": Place(
        ("Type a case, a party, a rule, a question or an action",),
        _palette,
        lambda _root, _entry: settle(),
        lambda desk: desk.window.findChildren(PaletteDialog)[-1].model._wanted,
        is_search=True,
        made_in=("palette_dialog",),
    ),
    "rulebook": Place(
        ("Search in either language",),
        _law(Page.READ),
        _confirm,
        _typed,
        is_search=True,
        made_in=("reading_view",),
    ),
    "folder of an edition": Place(
        ("Folder with the edition",), _law(Page.IN_FORCE), _confirm, _law_kept, made_in=("folder_panel",)
    ),
    "last question, edition": Place(
        ("To confirm, type the edition’s id: practice",),
        _last_question(Page.IN_FORCE),
        accept,
        _law_kept,
        form="last_question",
    ),
    "act, edition": Place(
        ("Put in force by (who answers for it)", "Note (what it rests on)"),
        _step(Page.IN_FORCE, is_last=True),
        _leave,
        _law_kept,
        made_in=("act_panel",),
    ),
    "day of an edition": Place(
        ("In force from",),
        _step(Page.IN_FORCE, is_last=False),
        _confirm,
        _since,
        made_in=("publishing_view",),
    ),
    "folder of tables": Place(("Folder with the pack",), _law(Page.REFERENCE), _confirm, _law_kept),
    "last question, tables": Place(
        ("To confirm, type the version of the pack: 2026-12-01",),
        _last_question(Page.REFERENCE),
        accept,
        _law_kept,
        form="last_question",
    ),
    "act, tables": Place(
        ("Taken by (who answers for it)", "Note (what it rests on)"),
        _step(Page.REFERENCE, is_last=True),
        _leave,
        _law_kept,
    ),
    "new person": Place(
        ("Account", "Name in Japanese", "Name in English", "From"),
        _ask(lambda desk: desk.window.model.form_wanted.emit(_people(desk).adding_form())),
        accept,
        lambda desk: desk.office.register.work.people.all(),
        form="adding_form",
    ),
    "given role": Place(
        ("From", "Until"),
        _ask(lambda desk: _ask_of_somebody(desk, PeopleModel.giving_form)),
        accept,
        lambda desk: desk.office.register.work.people.all(),
        form="giving_form",
    ),
    "ended role": Place(
        ("Until",),
        _ask(lambda desk: _ask_of_somebody(desk, PeopleModel.ending_form)),
        accept,
        lambda desk: desk.office.register.work.people.all(),
        form="ending_form",
    ),
    "handing over": Place(
        ("Case numbers", "Note"),
        _ask(_ask_to_hand_over),
        accept,
        _who_has_what,
        form="handing_over_form",
    ),
    "leaving": Place(
        ("Note",),
        _ask(lambda desk: _ask_of_somebody(desk, PeopleModel.departure_form)),
        accept,
        _notes_of_the_ledger,
        form="departure_form",
    ),
    "narrowed ledger": Place(
        ("Case number", "Day"),
        _ask(lambda desk: desk.window.model.form_wanted.emit(_ledger(desk).narrowing_form())),
        accept,
        lambda desk: (_ledger(desk).case_number, _ledger(desk).wanted),
        form="narrowing_form",
    ),
    "signature taken back": Place(
        ("Name and key",),
        _ask(lambda desk: desk.window.model.form_wanted.emit(_ledger(desk).taking_form())),
        accept,
        lambda desk: desk.office.register.work.cosignatures.all(),
        form="taking_form",
    ),
    # The last: what is done after it is done on that day.
    "training day": Place(
        ("Day",),
        _ask(lambda desk: desk.window.model.propose_day()),
        accept,
        lambda desk: desk.office.register.work.people.training_day(),
        form="training_day_form",
    ),
    "code of a sheet": Place(
        ("Code on the sheet",), _papers(papers.code), accept, lambda _desk: (), form="sheet_code_form"
    ),
    "finding": Place(
        ("Author", "Date on the paper", "Views: Effect of the destination: Reasons"),
        _papers(papers.finding),
        accept,
        _entered,
        form="paper_form",
    ),
    "decision": Place(
        (
            "Signatory",
            "Date on the paper",
            "Reference",
            "On what ground somebody signs for another office",
            "Conditions: Condition 1",
            "Reason of the decision",
        ),
        _papers(papers.decision),
        accept,
        _entered,
        form="paper_form",
    ),
    "permit": Place(
        (
            "Number of the permit",
            "Date on the paper",
            "Valid until",
            "Quantities: Line 1: Quantity",
            "Conditions: Condition 1",
        ),
        _papers(papers.permit),
        accept,
        _entered,
        form="paper_form",
    ),
    "permit refused": Place(
        ("Date on the paper", "Reference", "Reason"),
        _papers(papers.permit_refusal),
        accept,
        _entered,
        form="paper_form",
    ),
    "extension": Place(
        ("Valid until", "Date on the paper", "Reference"),
        _papers(papers.extension),
        accept,
        _entered,
        form="extension_form",
    ),
    "end of a permit": Place(
        ("Date on the paper", "Reference", "Reason"),
        _papers(papers.permit_end),
        accept,
        _entered,
        form="permit_end_form",
    ),
    "confirming": Place(
        ("Code on the sheet", "Signatory", "Number of conditions", "Date on the paper", "Reference"),
        _papers(papers.confirming),
        accept,
        lambda _desk: (),
        form="typing_form",
    ),
    "entry withdrawn": Place(_REASON, _papers(papers.withdrawal), accept, _entered, form="entry_withdrawal_form"),
    "review": Place(("Note",), _to_be_reviewed, accept, _reviews, form="review_form"),
    "suspected breach": Place(
        ("Day on which it happened", "What was found"), _with_a_commitment, accept, _suspicions, form="form"
    ),
    "notice that is due": Place(("Dated", "Reference"), _with_a_due_notice, accept, _notices, form="notice_form"),
    "sheet of another office": Place(
        (
            "Signatory",
            "Dated",
            "Reference",
            "On what ground somebody signs for another office",
            "Conditions: Condition 1",
            "Reason",
        ),
        _papers(papers.answer),
        accept,
        lambda desk: papers.answered(desk.office),
        form="answer_form",
    ),
}
