"""A hairline between two things."""

from PySide6.QtWidgets import QFrame


class RuleLine(QFrame):
    """One line across the column; the style sheet of the window draws it."""
