"""Why the file of a document is not opened: it is another one than was recorded, or could run as a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable, Quoted

if TYPE_CHECKING:
    from app.domain.register.cases import DocumentParticulars

#: Kinds of files, by the end of their names, that programs show without running what is in them. Documents with macros
#: are not among them, nor pages of the web.
_ONLY_READ = (
    *("pdf", "txt", "csv", "rtf", "eml", "msg", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"),
    *("jtd", "jtt", "jtdc", "xdw", "xbd", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic"),
)


def refusal_of_other_file(document: DocumentParticulars, found: str, file_name: str) -> Mendable | None:
    """A file of this digest and name is opened as that of a document only where it is the one that was recorded."""
    if found != document.sha256:
        return Mendable(
            "{name} is another file than the one that was recorded: its fingerprint differs. It was changed since, or "
            "only has the same name, and is not opened. Find the file as it was, or add this one as a document of its "
            "own.",
            name=Quoted(file_name),
        )
    return None


def refusal_of_running(file_name: str) -> Mendable | None:
    """What could run as a program is not opened."""
    if file_name.rpartition(".")[2].lower() not in _ONLY_READ:
        return Mendable(
            "{name} is the file that was recorded, but not of a kind that is only read: it could run as a program. It "
            "is not opened from here. Look at it where it lies, if you know what it is.",
            name=Quoted(file_name),
        )
    return None
