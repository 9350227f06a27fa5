"""The program as the command line calls it: parse, do, and say in words what went wrong."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.bootstrap.asking import Asking
from app.bootstrap.composition import (
    SystemClock,
    make_training_register,
    new_file,
    opened_to_read,
    press,
    register_shelf,
    shelf_of_register,
    words_in,
)
from app.bootstrap.copies import CopiesAtHand
from app.bootstrap.handing_over import hand_over
from app.bootstrap.keyring import Keyring
from app.bootstrap.ledgers import LedgersAtHand, check_register
from app.bootstrap.live import make_live_register
from app.bootstrap.pictures import draw_screens
from app.bootstrap.qt_libraries import has_no_screen
from app.bootstrap.recovering import recover_by_asking
from app.bootstrap.rehearsals_at_hand import RehearsalsAtHand
from app.bootstrap.window import open_window
from app.commands.cli import parsed
from app.commands.console import Console
from app.domain.errors import Mendable, RefusedData
from app.wording.language import Language, Words, language_of_locale

if TYPE_CHECKING:
    from app.services.ports import RulebookShelf, UnitOfWork

#: Exit statuses: done; done, but something answered badly; the call itself was wrong.
DONE, ANSWERED_BADLY, WRONG_CALL = 0, 1, 2
#: Stopped by Ctrl+C, as shells know it.
STOPPED = 130


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # both are text files here
    words = words_in(_language_asked_for(arguments) or _language_of_user())
    try:
        options, command = parsed(arguments, __version__, words)
        if command is not None:
            status = int(command.run(options, _console(options, words)))
        elif has_no_screen():
            status = _offer_interview(words)
        else:
            status = open_window(options.register, words)
        sys.stdout.flush()
    except RefusedData as refused:
        flaws = (words._("{where}: {mistake}", where=flaw.place(), mistake=words.error(flaw)) for flaw in refused.flaws)
        _complain(words.error(refused), *flaws)
        return WRONG_CALL
    except Mendable as mistake:
        _complain(words.error(mistake))
        return WRONG_CALL
    except KeyboardInterrupt:
        _complain("")  # what the terminal shows of the key is no sentence; nothing was left half done
        return STOPPED
    except BrokenPipeError:
        _drop_output()  # whoever read it has gone, and there is nobody to tell
        return ANSWERED_BADLY
    except OSError as fault:
        if fault.errno == errno.ENOSPC and fault.filename is None:
            _drop_output()
            _complain(words.error(Mendable("The answer cannot be written: {why}.", why=fault.strerror)))
        elif fault.filename is not None:
            # A name that is too long, a folder that can't be written to: whoever met it, the system has said why.
            _complain(words.error(Mendable("{path} can't be used: {why}.", path=fault.filename, why=fault.strerror)))
        else:
            raise
        return WRONG_CALL
    return status


def _drop_output() -> None:
    """Let Python, which would try to write the rest at exit, write it to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _console(options: argparse.Namespace, words: Words) -> Console:
    register, asking = options.register, Asking(options, words)
    keyring = Keyring(ask=asking.known)
    shelf_in_use = register_shelf if register is None else partial(shelf_of_register, Path(register), keyring)
    return Console(
        shelf_in_use,
        words_in,
        _language_of_user(),
        make_training_register,
        make_live_register,
        asking.new,
        CopiesAtHand(keyring),
        LedgersAtHand(keyring),
        partial(check_register, keyring=keyring),
        partial(hand_over, keyring),
        partial(recover_by_asking, asking=asking),
        draw_screens,
        RehearsalsAtHand(),
        None if register is None else partial(_opened_plainly, Path(register), keyring, words),
        press,
        new_file,
        SystemClock().today,
        sys.stdin,
        sys.stdout,
        sys.stderr,
    )


@contextmanager
def _opened_plainly(path: Path, keyring: Keyring, words: Words) -> Iterator[tuple[UnitOfWork, RulebookShelf]]:
    """A register to be read from; of a live one it is said that what comes out is encrypted no more."""
    with opened_to_read(path, keyring) as opened:
        if keyring.account_for(path) is not None:
            _complain(words._("{path} is encrypted; what is written out of it here is not.", path=path))
        yield opened


def _offer_interview(words: Words) -> int:
    """Say that there is no screen, and offer the same work in the terminal."""
    _complain(
        words._("There is no screen here for the window (neither DISPLAY nor WAYLAND_DISPLAY is set)."),
        words._("The same work is done in the terminal: sekisho interview"),
    )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return WRONG_CALL
    sys.stderr.write(words._("Press Enter to begin the interview, or Ctrl+C to leave. "))
    sys.stderr.flush()
    try:
        sys.stdin.readline()
    except KeyboardInterrupt:
        return WRONG_CALL
    return run(["interview"])


def _language_asked_for(arguments: Sequence[str]) -> Language | None:
    """The language that the command line names: a refusal is told in it, whatever the locale."""
    values = {argument.partition("=")[2] for argument in arguments if argument.startswith("--language=")}
    values |= {value for option, value in pairwise(arguments) if option == "--language"}
    return next((language for language in Language if language.value in values), None)


def _language_of_user() -> Language:
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return language_of_locale(locale)


def _complain(*sentences: str) -> None:
    for sentence in sentences:
        sys.stderr.write(sentence + "\n")
