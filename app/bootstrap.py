"""Puts the program together: the only module that knows every part. What a call doesn't need is not imported."""

import os
import sys
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from app import __version__, paths
from app.commands.desk import Desk
from app.commands.front import parsed
from app.domain.errors import Mendable, RefusedData
from app.wording.language import Language, Words, language_of_locale

if TYPE_CHECKING:
    from app.storage.rulebook_shelf import EditionShelf

#: Exit statuses: done; done, but something answered badly; the call itself was wrong.
DONE, ANSWERED_BADLY, WRONG_CALL = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # both are text files here
    options, command = parsed(arguments, __version__)
    words = words_in(_language_of_user())
    try:
        if command is None:
            raise SystemExit("window")
        status: int = command.run(options, _desk())
        return status
    except RefusedData as refused:
        _complain(words.error(refused), *(f"{flaw.place()}: {words.error(flaw)}" for flaw in refused.flaws))
        return WRONG_CALL
    except Mendable as mistake:
        _complain(words.error(mistake))
        return WRONG_CALL
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell, and Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED_BADLY


@cache
def shelf() -> "EditionShelf":
    """The editions and reference tables shipped with the program."""
    from app.storage.reference_shelf import read_reference
    from app.storage.rulebook_shelf import EditionShelf

    return EditionShelf(paths.EDITIONS, read_reference(paths.REFERENCE), paths.cache_folder() / "rulebooks")


@cache
def words_in(language: Language) -> Words:
    """The program's words in a language."""
    return Words(language, paths.CATALOGUES)


def _desk() -> Desk:
    return Desk(shelf, words_in, _language_of_user(), sys.stdout, sys.stderr)


def _language_of_user() -> Language:
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return language_of_locale(locale)


def _complain(*sentences: str) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
