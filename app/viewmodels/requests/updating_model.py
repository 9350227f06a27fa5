"""The list brought up to date after another law, in steps between which the register can be worked with."""

from PySide6.QtCore import QObject, QTimer

from app.services.ports import Progress
from app.services.updating import bring_up_to_date, notice_law, read_progress
from app.viewmodels.requests.requests_model import RequestsModel


class UpdatingModel(QObject):
    """Notices the law in force and works out anew how cases stand; the list says how far that has come."""

    def __init__(self, requests: RequestsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._session = requests.session
        self._is_running = False
        self._session.law_changed.connect(self.start)

    def start(self) -> None:
        """Begins, or goes on where it was left; where nothing can be written, only says how far the list is."""
        session = self._session
        if session.is_read_only:
            session.read(lambda work: read_progress(work, session.shelf), self._requests.take_progress)
        elif not self._is_running:
            self._is_running = True
            self._tend()

    def _tend(self) -> None:
        # The law may have become another between two steps: it is noticed before each of them.
        self._session.tend(notice_law, self._noticed, self._failed)

    def _noticed(self, progress: Progress) -> None:
        self._requests.take_progress(progress)
        self._is_running = bool(progress.behind)
        if self._is_running:
            self._session.tend(bring_up_to_date, self._stepped, self._failed)

    def _stepped(self, _progress: Progress) -> None:
        QTimer.singleShot(0, self, self._tend)

    def _failed(self, error: Exception) -> None:
        self._is_running = False
        self._session.tell(error)
