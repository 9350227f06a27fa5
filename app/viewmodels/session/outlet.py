"""How something leaves the program, and what it knows outside: the press, new files, the files of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.documents.new_file import NewFile
    from app.documents.press import Press
    from app.domain.procedure.sheet_file import Verify
    from app.services.ports import Report
    from app.viewmodels.session.preferences import Preferences


class Outlet(NamedTuple):
    """How something leaves the program: the press that sets documents, and files.

    `verify` tells of what comes back whether a signature is that of a key.
    """

    press: Press
    new_file: NewFile
    verify: Verify


class DocumentFiles(NamedTuple):
    """The files of documents, wherever they are.

    `ensure`, `digest_of` and `content_of`, which is given the SHA-256, raise `Mendable` where there is no file to be
    read. `open` shows a file in the program that
    the machine has for it, and tells whether there is one. `places` keeps, on this machine only and by the digest,
    where a file was last.
    """

    ensure: Callable[[Path], None]
    digest_of: Callable[[Path, Report], str]
    open: Callable[[Path], bool]
    places: Preferences
    content_of: Callable[[Path, str, Report], bytes]
