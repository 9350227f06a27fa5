"""Sets documents: as a PDF that claims PDF/A-2a and PDF/UA-1, and as pictures of its pages, for printers."""

import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.documents.document import Document, Part
from app.documents.drawn_characters import DrawnCharacters, Lacking, read_drawn_characters
from app.domain.japan_time import JAPAN_TIME

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard

#: That they hold is the claim of typst, which refuses a document that breaks them.
_STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]


class Press:
    """Sets documents by the templates of a folder, with the bundled fonts and no others."""

    def __init__(self, templates: Path, fonts: Path) -> None:
        self._templates = templates
        self._fonts = fonts

    def pdf(self, document: Document) -> bytes:
        """The document as a PDF: the same bytes each time it is made."""
        (made,) = self._set(
            document, lambda compiler, **given: compiler(format="pdf", pdf_standards=_STANDARDS, **given)
        )
        return made

    def pages(self, document: Document, dots_per_inch: float) -> list[bytes]:
        """The pages as pictures, in the form of PNG."""
        return self._set(document, lambda compiler, **given: compiler(format="png", ppi=dots_per_inch, **given))

    def lacking(self, document: Document) -> tuple[Lacking, ...]:
        """The characters of a document that the bundled fonts lack, each once."""
        return self.lacking_in("\n".join(_texts(data_of(document))))

    def lacking_in(self, text: str) -> tuple[Lacking, ...]:
        """The characters of a text that the bundled fonts lack, each once."""
        return self._drawn.lacking(text)

    @cached_property
    def _drawn(self) -> DrawnCharacters:
        return read_drawn_characters(self._fonts / "characters.txt")

    @cached_property
    def _compiler(self) -> "Compiler":
        from typst import Compiler, Fonts  # 80 MB, of use only once a document is made

        fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[self._fonts])
        return Compiler(root=self._templates, font_paths=fonts, ignore_system_fonts=True)

    def _set(self, document: Document, make: Callable[..., Any]) -> list[bytes]:
        given = self._drawable(data_of(document))
        made, warnings = make(
            self._compiler.compile_with_warnings,
            input=self._templates / f"{document.template}.typ",
            sys_inputs={"document": json.dumps(given, ensure_ascii=False)},
            timestamp=document.dated.astimezone(JAPAN_TIME).replace(microsecond=0),
        )
        if warnings:
            # A font that is not found is only a warning to typst; here nothing may be set otherwise than it is meant.
            raise RuntimeError("; ".join(warning.message for warning in warnings))
        return made if isinstance(made, list) else [made]

    def _drawable(self, data: Any) -> Any:
        if isinstance(data, str):
            return self._drawn.drawable(data)
        if isinstance(data, dict):
            return {name: self._drawable(value) for name, value in data.items()}
        return [self._drawable(each) for each in data] if isinstance(data, list) else data


def data_of(document: Document) -> dict[str, Any]:
    """What a template is given."""
    return {
        "language": document.language.value,
        "title": document.title,
        "head": document.head,
        "mark": document.mark,
        "marking": document.marking,
        "foot": list(document.foot),
        "parts": [_part_data(part) for part in document.parts],
    }


def _part_data(part: Part) -> dict[str, Any]:
    return {"kind": type(part).__name__.lower(), **_plain(part)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return [_plain(each) for each in value]
        return {name: _plain(each) for name, each in zip(fields, value, strict=True)}
    return value


def _texts(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for each in data.values() for text in _texts(each)]
    if isinstance(data, list):
        return [text for each in data for text in _texts(each)]
    return [data] if isinstance(data, str) else []
