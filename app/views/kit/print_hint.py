"""Says below a text what documents can't show of it: the characters that the bundled fonts lack. Nothing is refused."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from app.views.kit.layouts import column, held
from app.views.kit.prose import Prose

#: The property of the application that says in a sentence what documents lack of a text.
_LACKING = "lacking_in_print"


def hint_by(says: Callable[[str], str]) -> None:
    """What is entered is looked through by this from now on: a sentence, empty where everything can be printed."""
    cast("QApplication", QApplication.instance()).setProperty(_LACKING, says)


def hinted(field: QWidget, text: Callable[[], str], changed: SignalInstance) -> QWidget:
    """A field with its hint below it, which takes no room where there is nothing to say."""
    hint = Prose(size=12, token="muted")

    def say() -> None:
        says = cast("QApplication", QApplication.instance()).property(_LACKING)
        hint.say(says(text()) if says is not None else "")

    changed.connect(say)
    cell = held(column(field, hint, spacing=4))
    hint.hide()
    return cell
