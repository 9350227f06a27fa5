"""Where files are: the data shipped with the program, and the folders of the user."""

import sys
from pathlib import Path

_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))

RESOURCES = _ROOT / "resources"
EDITIONS = RESOURCES / "rulebooks" / "three-principles"
REFERENCE = RESOURCES / "reference"
WORKED_CASES = RESOURCES / "scenarios" / "worked_cases.toml"
TRAINING_PEOPLE = RESOURCES / "people" / "training.toml"
PICTURES = RESOURCES / "scenarios" / "pictures.toml"
PRACTICE_EDITION = RESOURCES / "scenarios" / "practice_edition"
CATALOGUES = RESOURCES / "i18n"
DOCUMENTS = RESOURCES / "documents"
FONTS = RESOURCES / "fonts"
#: What verifies an exported ledger without the program.
VERIFIER = RESOURCES / "verifier"
RISKY_PLACES = RESOURCES / "places" / "folders.toml"
ICONS = RESOURCES / "icons"
STYLE = RESOURCES / "style"
MIGRATIONS = _ROOT / "db" / "migrations"


def cache_folder() -> Path:
    """The user's folder for what can be made anew at any time."""
    from platformdirs import user_cache_path  # only when it is needed: a call that only prints help is quicker

    return user_cache_path("sekisho", appauthor=False)


def data_folder() -> Path:
    """The user's folder for registers."""
    from platformdirs import user_data_path

    return user_data_path("sekisho", appauthor=False)


def log_folder() -> Path:
    """The user's folder for the log."""
    from platformdirs import user_log_path

    return user_log_path("sekisho", appauthor=False)
