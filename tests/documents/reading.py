"""A PDF as a library reads it that had no part in making it: its text, its claims, its fonts."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from app.documents.document import Document
from app.documents.press import data_of


def read(pdf: bytes) -> PdfReader:
    """The PDF, opened."""
    return PdfReader(io.BytesIO(pdf))


def squeezed(text: str) -> str:
    """A text without its blanks: where a line was broken says nothing."""
    return "".join(text.split())


def body_of(pdf: bytes, document: Document) -> str:
    """All that is said on the pages, without what stands at the head, at the foot and across each."""
    pages = read(pdf).pages
    texts = []
    across = "訓練 TRAINING" if document.mark else ""
    for number, page in enumerate(pages, 1):
        text = squeezed(page.extract_text())
        for around in filter(
            None, (document.head, document.marking, document.mark, across, f"{number} / {len(pages)}")
        ):
            text = text.replace(squeezed(around), "", 1)
        for foot in document.foot:
            before, _found, after = text.rpartition(squeezed(foot))
            text = before + after
        texts.append(text)
    return "".join(texts)


def said_by(document: Document) -> Iterator[str]:
    """Every text in the parts of a document."""
    yield from texts_in(data_of(document)["parts"])


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a value of any depth."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in ("kind", "tone", "place"):
                yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """The fonts of all pages by name, and whether each lies in the file."""
    found = {}
    for page in read(pdf).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()
            for below in inner.get("/DescendantFonts", [inner]):
                descriptor = below.get_object()["/FontDescriptor"].get_object()
                files = ("/FontFile", "/FontFile2", "/FontFile3")
                found[re.sub(r"^/[A-Z]{6}\+", "", inner["/BaseFont"])] = any(file in descriptor for file in files)
    return found


def metadata_of(pdf: bytes) -> str:
    """What the PDF says of itself, as XMP."""
    metadata = read(pdf).trailer["/Root"]["/Metadata"]  # type: ignore[index]
    return str(metadata.get_object().get_data().decode("utf-8"))
