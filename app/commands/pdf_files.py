"""Writes a document into a file that the command line names, and says what it lacks."""

from pathlib import Path

from app.commands.console import Console
from app.documents.document import Document
from app.documents.drawn_characters import lacking_says
from app.wording.language import Words


def write_pdf(console: Console, words: Words, path: Path, document: Document) -> None:
    """Write a document as a PDF; `Mendable` where something of this name is there already, or it can't be written."""
    press = console.press()
    for warning in lacking_says(words, press.lacking(document)):
        console.err.write(warning + "\n")
    with console.new_file(path, may_replace=False) as file:
        file.write(press.pdf(document))
    console.out.write(words._("Saved as {path}.", path=path) + "\n")
