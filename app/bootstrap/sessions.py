"""What every screen works with, put together: a session, how documents leave it, and where their files lie."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap.composition import new_file, press
from app.bootstrap.log import log_fault, log_fault_of_live

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.ports import Clock
    from app.storage.law.register_shelf import RegisterShelf
    from app.viewmodels.session.background import Runner
    from app.viewmodels.session.language_model import LanguageModel
    from app.viewmodels.session.outlet import DocumentFiles, Outlet
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.session.session import Session


def new_session(
    runner: Runner, clock: Clock, language: LanguageModel, shelf: RegisterShelf, account: str | None, *, is_live: bool
) -> Session:
    """A session; `account` is who has opened a live register. Of a live one nothing is noted outside it."""
    from app.viewmodels.session.session import Session

    session = Session(
        runner,
        clock,
        account,
        shelf,
        language,
        document_files_of_live if is_live else document_files,
        log_fault_of_live if is_live else log_fault,
        outlet,
    )
    session.is_training = not is_live
    return session


@cache
def outlet() -> Outlet:
    """How documents leave the window."""
    from app.viewmodels.session.outlet import Outlet

    def verify(public: bytes, signature: bytes, message: bytes) -> bool:
        from app.storage.register.signing import holds  # of use only once something signed comes back

        return holds(public, signature, message)

    return Outlet(press(), new_file, verify)


@cache
def document_files() -> DocumentFiles:
    """The files of documents; where they lie is noted for the next time."""
    from app.storage.files.preferences_file import PreferencesFile

    return _document_files(PreferencesFile(paths.data_folder() / "places_of_documents.json"))


@cache
def document_files_of_live() -> DocumentFiles:
    """Those of a live register: what they are called is no one else's business, and is forgotten with the program."""
    from app.viewmodels.session.preferences import Forgetful

    return _document_files(Forgetful())


def _document_files(places: Preferences) -> DocumentFiles:
    """The files of documents, opened by the programs of the machine."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    from app.storage.files.document_files import content_of_file, ensure_file, sha256_of_file
    from app.viewmodels.session.outlet import DocumentFiles

    def open_file(path: Path) -> bool:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    return DocumentFiles(ensure_file, sha256_of_file, open_file, places, content_of_file)
