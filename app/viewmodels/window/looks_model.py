"""How the window looks: theme, size of the text, language and place on the screen, kept for the next start."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.viewmodels.session.language_model import LanguageModel
from app.viewmodels.session.preferences import Preferences
from app.wording.language import N_, Language

SCALES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
#: The themes by their names in words; a window that nobody has dressed has the first.
THEMES = {"light": N_("Light"), "dark": N_("Dark"), "high-contrast": N_("High contrast")}


def kept_looks(preferences: Preferences) -> tuple[str, float]:
    """Theme and size of the text as they were chosen last; what there is none of any more is as at the first start."""
    theme, scale = preferences.read("theme"), preferences.read("scale")
    return (
        theme if theme in THEMES else next(iter(THEMES)),
        next((each for each in SCALES if str(each) == scale), 1.0),
    )


class LooksModel(QObject):
    """What a person chooses of the looks is kept at once."""

    changed = Signal()

    def __init__(self, language: LanguageModel, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._preferences = preferences
        self.theme, self.scale = kept_looks(preferences)
        language.changed.connect(lambda: preferences.keep("language", language.language.value))

    @property
    def kept_place(self) -> str:
        """Where the window stood on the screen and how large it was, as it was kept; empty at the first start."""
        return self._preferences.read("place") or ""

    def keep_place(self, place: str) -> None:
        """Keeps where the window stands, for the next start."""
        self._preferences.keep("place", place)

    def choose_theme(self, theme: str) -> None:
        """Paints the window in a theme, and remembers it."""
        self.theme = theme
        self._preferences.keep("theme", theme)
        self.changed.emit()

    def next_theme(self) -> None:
        """Paints the window in the theme after the present one; after the last comes the first."""
        themes = tuple(THEMES)
        self.choose_theme(themes[(themes.index(self.theme) + 1) % len(themes)])

    def enlarge(self, steps: int) -> None:
        """Makes the text larger by so many steps, or smaller where they are negative; 0 makes it as it was at first."""
        at = SCALES.index(self.scale) + steps if steps else SCALES.index(1.0)
        self.scale = SCALES[min(max(at, 0), len(SCALES) - 1)]
        self._preferences.keep("scale", str(self.scale))
        self.changed.emit()

    def choose_language(self, code: str) -> None:
        """Speaks the language of this code."""
        self._language.switch(Language(code))

    def other_language(self) -> None:
        """Speaks the language that is not the present one."""
        present = self._language.language
        self._language.switch(next(language for language in Language if language is not present))
