"""Sheets as files: one of another office is filled in here, and one of ours that came back is taken to be entered."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.documents.sheet_to_go import ENDING
from app.domain.procedure.entries import REFUSE
from app.domain.procedure.sheet_file import bytes_of_sheet
from app.services.filling_in import fill_in, sheet_come_back, sheet_from_outside
from app.viewmodels.procedure.answer_fields import answer_entered, answer_fields, answer_says, values_of
from app.viewmodels.procedure.entering_model import EnteringModel
from app.viewmodels.procedure.entry_forms import quantities_typed
from app.viewmodels.session.form import NO_FILE, Field, FieldKind, Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.procedure.sheet_file import SheetFile
    from app.domain.register.cases import Case
    from app.services.acting import Acting
    from app.services.ports import UnitOfWork
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.session.form import ChosenFile
    from app.viewmodels.session.session import Reply, Session

    _Facts = tuple[tuple[str, str], ...]
    _Ask = Callable[[Form], None]

_WIDTH = 760


def filling_form(session: Session, ask: _Ask) -> Form:
    """Asks for the sheet of another office; `ask` gets the form in which it is filled in."""
    _ = session.words._
    content_of, outlet = session.files().content_of, session.outlet()

    def act(reply: Reply | None, file: ChosenFile) -> None:
        path = Path(file.path)

        def read(work: UnitOfWork) -> tuple[SheetFile, Path]:
            sheet = sheet_from_outside(work, content_of(path, file.sha256, _heard(reply)), outlet.verify)
            # Named by its digest: what is there under this name already is the same.
            page = path.with_name(f"{path.stem}-{sheet.asked.pdf_sha256[:8]}.pdf")
            with outlet.new_file(page, may_replace=True) as out:
                out.write(sheet.pdf)
            return sheet, page

        def show(made: tuple[SheetFile, Path]) -> None:
            if reply is not None:
                reply.taken.emit(None)
            ask(answer_form(session, path, *made, ask))

        session.read(read, show, reply)

    return Form(
        _("Fill in a sheet from another office"),
        _(
            "It needs no case in this register, and nothing is recorded here. The sheet itself is saved beside the "
            "file as a PDF, to be read before it is filled in."
        ),
        accept=_("Open it"),
        act=act,
        fields=(_file(session, _("Their sheet")),),
        width=560,
    )


def answer_form(session: Session, path: Path, sheet: SheetFile, page: Path, ask: _Ask) -> Form:
    """Fills in a sheet of another office; it is saved as a file of its own beside the one that came."""
    _ = session.words._
    outlet = session.outlet()

    def act(reply: Reply | None, lines: tuple[tuple[int, str], ...] = (), **entered: Any) -> None:
        def fill(acting: Acting) -> tuple[SheetFile, Path]:
            quantities, refusal = quantities_typed(lines)
            if refusal is not None:
                raise refusal
            made = fill_in(acting, sheet=sheet, answer=answer_entered(quantities=quantities, **entered))
            named = chain((path.with_name(f"{path.stem}-{made.asked.office}{ENDING}"),), _numbered(path, made))
            new = next(each for each in named if not each.exists())
            with outlet.new_file(new, may_replace=False) as out:
                out.write(bytes_of_sheet(made))
            return made, new

        session.hand_in(fill, lambda made: ask(_filled_form(session, *made)), reply)

    return Form(
        _("Fill in: {step}", step=session.words.text(sheet.asked.named)),
        _(
            "It is signed by your key, and goes back to the office that sent it, which enters it. Read first: {path}",
            path=page,
        ),
        accept=_("Save the answer"),
        act=act,
        facts=_asked_says(session, sheet),
        fields=answer_fields(session, sheet),
        width=_WIDTH,
    )


def _numbered(path: Path, sheet: SheetFile) -> Any:
    return (path.with_name(f"{path.stem}-{sheet.asked.office}-{number}{ENDING}") for number in count(2))


def _filled_form(session: Session, sheet: SheetFile, path: Path) -> Form:
    _ = session.words._
    return Form(
        _("The sheet is filled in"),
        _(
            "{path} goes back to the office that sent it. Tell it on another way than the file goes by which key it "
            "is signed.",
            path=path,
        ),
        accept="",
        cancel=_("Close"),
        act=lambda **_: None,
        facts=((_("Signed by the key"), sheet.key or _("not signed: your key is not at hand")),),
        width=_WIDTH,
    )


def coming_back_form(session: Session, opened: Callable[[Case], CaseModel], ask: _Ask) -> Form:
    """Asks for a sheet of ours that came back as a file; `ask` gets what would be entered of it."""
    _ = session.words._
    content_of, outlet = session.files().content_of, session.outlet()

    def act(reply: Reply | None, file: ChosenFile) -> None:
        def read(work: UnitOfWork) -> tuple[SheetFile, Case]:
            data = content_of(Path(file.path), file.sha256, _heard(reply))
            return sheet_come_back(work, data, outlet.verify)

        def show(found: tuple[SheetFile, Case]) -> None:
            if reply is not None:
                reply.taken.emit(None)
            sheet, case = found
            ask(preview_form(session, file.name, sheet, lambda: opened(case)))

        session.read(read, show, reply)

    return Form(
        _("Enter from a sheet that came back as a file"),
        _("What stands in it is shown first. It is entered by you and confirmed by another person, as from paper."),
        accept=_("Look at it"),
        act=act,
        fields=(_file(session, _("The filled sheet")),),
        width=560,
    )


def preview_form(session: Session, name: str, sheet: SheetFile, opened: Callable[[], CaseModel]) -> Form:
    """What would be entered of a sheet that came back: who filled it in, whether they signed, and what they wrote."""
    words = session.words
    _ = words._

    filled = sheet.filled

    def act(reply: Reply | None) -> None:
        if reply is not None:
            reply.taken.emit(None)
        entering = opened().page_model(EnteringModel)
        is_refusal = filled is not None and sheet.asked.kind == "permit" and filled.answer.decision == REFUSE
        entering.enter_from_sheet(
            sheet.asked.code, lambda form: _prefilled(session, form, name, sheet), is_refusal=is_refusal
        )

    who = (
        ()
        if filled is None
        else (
            (_("Filled in by"), _person_says(session, filled.office, words.text(filled.person), words.date(filled.on))),
        )
    )
    unsigned = _("Nobody has signed this file: who filled it in is known only from how it came.")
    signed = _("It is signed by the key {key}. Whose key that is, the office says.", key=sheet.key)
    return Form(
        _("What stands on the sheet"),
        _("Nothing is entered yet. Compare it with the paper, where there is one."),
        accept=_("Go on to entering it"),
        act=act,
        facts=(*_asked_says(session, sheet), *who, *(each for each in answer_says(session, sheet) if each[1])),
        consequences=(signed if sheet.is_signed else unsigned,),
        width=_WIDTH,
    )


def _prefilled(session: Session, form: Form, name: str, sheet: SheetFile) -> Form:
    """A form for entering, with what stands in the file in its fields; that it comes from there is said."""
    if sheet.filled is None:
        return form
    values = values_of(sheet.filled.answer) | {"office": sheet.asked.office}
    fields = tuple(
        field._replace(value=values[field.name]) if values.get(field.name) else field for field in form.fields
    )
    said = session.words._(
        "The fields hold what stands in the file {name}. You enter it; look through each.", name=name
    )
    return form._replace(fields=fields, consequences=(said, *form.consequences))


def _asked_says(session: Session, sheet: SheetFile) -> _Facts:
    words, asked = session.words, sheet.asked
    _ = words._
    return (
        (_("Case"), "　".join(part for part in (asked.case_number, asked.title) if part)),
        (_("Step"), words.text(asked.named)),
        (_("To"), words.text(asked.office_named)),
        (_("Code on the sheet"), asked.code),
        *(
            (
                _("Line {position}", position=each.line),
                "　".join(part for part in (each.item, each.quantity) if part) or "—",
            )
            for each in asked.lines
        ),
    )


def _person_says(session: Session, office: str, *more: str) -> str:
    bodies, words = session.shelf.reference().bodies, session.words
    return words.listed([words.text(bodies[office].name) if office in bodies else office, *more])


def _file(session: Session, label: str) -> Field:
    missing = session.words._("Choose the file first.")
    return Field("file", label, FieldKind.FILE, NO_FILE, missing=missing, read=session.read_file)


def _heard(reply: Reply | None) -> Callable[[float], None]:
    return _unheard if reply is None else reply.report


def _unheard(_share: float) -> None:
    """Nobody watches."""
