"""Words that a widget has of its own: they depend on nothing but the language, and follow it when it changes."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias, cast

from PySide6.QtWidgets import QApplication, QWidget

from app.viewmodels.session.language_model import LanguageModel

#: The property of the application that puts a sentence into the present language.
_TRANSLATE = "translate"
#: Before the name of what a widget says, as the property of the widget that keeps the caption.
_KEPT = "caption_of_"


class Caption(NamedTuple):
    """A sentence of the program as the catalogue knows it, not yet in a language."""

    message: str


#: What a widget can be given to say: words of the present moment from a view-model, or a caption.
Said: TypeAlias = str | Caption


def N_(message: str) -> Caption:
    """A sentence that a widget always says."""
    return Caption(message)


def spoken(said: Said) -> str:
    """The words in the present language; a caption is English until the language is known."""
    if isinstance(said, str):
        return said
    application = _application()
    if application.property(_TRANSLATE) is None:
        application.setProperty(_TRANSLATE, str)
    translate: Callable[[str], str] = application.property(_TRANSLATE)
    return translate(said.message)


def say(widget: QWidget, **parts: Said) -> None:
    """Says something in parts of a widget, named as its setters are: `say(field, toolTip=…, placeholderText=…)`.

    A caption is said again after each change of language, until the part says something else.
    """
    for part, said in parts.items():
        widget.setProperty(_KEPT + part, said.message if isinstance(said, Caption) else None)
        _set(widget, part, spoken(said))


def follow(language: LanguageModel) -> None:
    """Says all captions in the language of the window from now on, those on the screen and those to come."""
    application = _application()

    was_spoken = application.property(_TRANSLATE) is not None
    application.setProperty(_TRANSLATE, lambda message: language.words._(message))

    def tell() -> None:
        for widget in QApplication.allWidgets():
            for name in (bytes(name.data()).decode() for name in widget.dynamicPropertyNames()):
                if name.startswith(_KEPT):
                    _set(widget, name.removeprefix(_KEPT), spoken(Caption(widget.property(name))))

    language.changed.connect(tell)
    if was_spoken:
        # At a start nothing is: to look through the widgets makes Qt's bindings load the class of each.
        tell()


def _application() -> QApplication:
    return cast("QApplication", QApplication.instance())


def as_written(text: str) -> str:
    """A text for where Qt looks for markup, such as a tooltip: it is shown letter by letter, whatever it holds."""
    if "<" not in text and "&" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"


def _set(widget: QWidget, part: str, text: str) -> None:
    if part == "toolTip":
        text = as_written(text)
    # By the setter and not by the property of Qt: a widget may have a setter of its own.
    getattr(widget, f"set{part[0].upper()}{part[1:]}")(text)
