"""A document as a value: what it says, part by part, in one language; set by the press, or written out as text."""

from datetime import datetime
from typing import NamedTuple, TypeAlias

from app.wording.language import Language


class Heading(NamedTuple):
    """The heading of what follows; of several lines of a case each begins with its own, one level above the others."""

    text: str
    level: int = 1
    begins_line: bool = False


class Paragraph(NamedTuple):
    """Running text. `tone` is plain, quiet for what stands beside the matter, or strong."""

    text: str
    tone: str = "plain"


class Result(NamedTuple):
    """What a line comes to, in a frame."""

    outcome: str
    says: str


class Note(NamedTuple):
    """What must not be overlooked, in a frame; sentence by sentence."""

    lines: tuple[str, ...]


class Row(NamedTuple):
    """A row of a table, cell by cell."""

    cells: tuple[str, ...]


class Table(NamedTuple):
    """A table under the names of its columns, which stand again on each page. `widths` are shares of the page."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]


class Reason(NamedTuple):
    """A condition with its sign (met, not met, not known), and what it rests on below it."""

    text: str
    sign: str
    parts: tuple["Reason", ...] = ()


class Rule(NamedTuple):
    """A rule: what it says, its clause, source and confidence, what is not settled about it, and why it applies."""

    label: str
    says: str
    basis: str
    points: tuple[str, ...]
    why: str
    reasons: tuple[Reason, ...]


class Step(NamedTuple):
    """A rung of the ladder: who decides, how, and what that rests on."""

    number: int
    label: str
    who: str
    details: tuple[str, ...]


class Ladder(NamedTuple):
    """The steps of a procedure, one after the other."""

    steps: tuple[Step, ...]


class Item(NamedTuple):
    """An item of a list: its name, and what is said of it below."""

    label: str
    details: tuple[str, ...] = ()


class Items(NamedTuple):
    """A list; `numbers` are the marks before its items, where they have any of their own."""

    items: tuple[Item, ...]
    numbers: tuple[str, ...] = ()


class Placed(NamedTuple):
    """Lines of a letter at their place: left, middle or right."""

    lines: tuple[str, ...]
    place: str
    #: Of the middle: the subject, larger.
    is_subject: bool = False


class Blank(NamedTuple):
    """A place on a form: what is asked, what can be ticked, and what stands there.

    Where nothing does, room is left for so many lines of writing. `stays` keeps it on the page of what follows.
    """

    label: str
    asks: str
    ticks: tuple[str, ...]
    text: str
    room: int = 1
    stays: bool = True


Part: TypeAlias = Heading | Paragraph | Result | Note | Table | Rule | Ladder | Items | Placed | Blank


class Document(NamedTuple):
    """A document to be set by a template of `resources/documents`.

    `dated` is the moment that it bears, the same each time it is made. `head` stands at the head of each page, `mark`
    at the head and across it: that it is of a training register, or nothing. `file_name` is proposed, without ending.
    `marking` says at the head of each page how it is to be handled, `foot` stands at the foot of each.
    """

    template: str
    language: Language
    title: str
    dated: datetime
    head: str
    mark: str
    parts: tuple[Part, ...]
    file_name: str
    marking: str = ""
    foot: tuple[str, ...] = ()


def text_of(document: Document) -> str:
    """The document as plain text, to be copied."""
    blocks = [_lines(part, document.language) for part in document.parts]
    blocks.append(list(document.foot))
    if document.marking:
        blocks = [[document.marking], *blocks]
    if document.mark:
        blocks = [[document.mark], *blocks, [document.mark]]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _lines(part: Part, language: Language) -> list[str]:
    """One part, line by line."""
    indent = "　" if language is Language.JA else "  "
    match part:
        case Heading(text, _, begins_line):
            return [("■ " if begins_line else "") + text]
        case Paragraph(text):
            return [text]
        case Result(outcome, says):
            return [outcome, says]
        case Note(lines):
            return list(lines)
        case Table(columns, rows):
            # The names of two columns say nothing that their rows do not.
            return [*(["\t".join(columns)] if len(columns) > 2 else []), *map(_row, rows)]
        case Rule(label, says, basis, points, why, reasons):
            below = [line for reason in reasons for line in _reason(reason, indent, 1)]
            return [f"● {label}", says, *filter(None, (basis, *points, why)), *below]
        case Ladder(steps):
            return [
                line
                for step in steps
                for line in (
                    f"{step.number}. {step.label}",
                    f"{indent}{step.who}",
                    *(indent + each for each in step.details),
                )
            ]
        case Items(items, numbers):
            marks = [f"{number} " for number in numbers] or ["・"] * len(items)
            return [
                line
                for mark, item in zip(marks, items, strict=True)
                for line in (f"{mark}{item.label}", *(indent + each for each in item.details))
            ]
        case Blank(label, asks, ticks, text, room):
            said = [text] if text else ["＿" * 20] * room
            return [label, *filter(None, (asks, "　".join(ticks))), *(f"{indent}{line}" for line in said)]
        case Placed(lines, place):
            return [_placed(line, place, indent) for line in lines]


def _row(row: Row) -> str:
    """A row in a line, cell by cell with tabs between."""
    return "\t".join(cell.replace("\n", " · ") for cell in row.cells).rstrip("\t")


def _reason(reason: Reason, indent: str, depth: int) -> list[str]:
    below = [line for part in reason.parts for line in _reason(part, indent, depth + 1)]
    return [f"{indent * depth}{reason.sign} {reason.text}", *below]


def _placed(line: str, place: str, indent: str) -> str:
    return {"left": "", "middle": indent * 8, "right": indent * 16}[place] + line


def filled(*texts: str) -> tuple[str, ...]:
    """The texts that say something."""
    return tuple(text for text in texts if text)
