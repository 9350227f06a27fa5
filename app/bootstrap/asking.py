"""Account and passphrase as the command line asks for them: at the terminal, or from a file descriptor."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from app.bootstrap.composition import user_name
from app.bootstrap.keyring import Typed
from app.domain.errors import Mendable
from app.domain.keys.passphrase import ensure_typed_alike
from app.wording.language import Words

#: In bytes; nobody types a longer one.
_LONGEST = 10_000


class Asking:
    """Asks whoever called the program; the passphrase is never an argument, which others on the machine could read."""

    def __init__(self, options: argparse.Namespace, words: Words) -> None:
        self._account: str | None = options.account
        self._descriptor: str | None = options.passphrase_fd
        self._words = words
        self._typed: Typed | None = None

    def known(self, register: Path) -> Typed:
        """What opens a live register; asked for once, of the register that is opened first."""
        if self._typed is None:
            self._typed = self._asked(register)
        return self._typed

    def _asked(self, register: Path) -> Typed:
        _ = self._words._
        account = self._account
        if account is None:
            self._ensure_terminal(_("--account"))
            sys.stderr.write(_("Your account in {register}: ", register=register))
            sys.stderr.flush()
            account = sys.stdin.readline().strip()
        return Typed(account, self._passphrase(_("Passphrase of {account}: ", account=account)))

    def new(self) -> Typed:
        """What shall open a new live register; typed twice, so that no slip locks it."""
        _ = self._words._
        account = user_name() if self._account is None else self._account
        passphrase = self._passphrase(_("New passphrase for {account}: ", account=account))
        if self._descriptor is None:
            ensure_typed_alike(passphrase, self._passphrase(_("The same once more: ")))
        return Typed(account, passphrase)

    def _passphrase(self, prompt: str) -> str:
        if self._descriptor is not None:
            return self._from_descriptor(self._descriptor)
        self._ensure_terminal("--passphrase-fd")
        from getpass import getpass

        return getpass(prompt, sys.stderr)

    def _from_descriptor(self, given: str) -> str:
        """The first line of what can be read there."""
        try:
            with os.fdopen(int(given), "rb", closefd=False) as file:
                line = file.readline(_LONGEST)
            return line.decode("utf-8").rstrip("\r\n")
        except (ValueError, OSError) as error:
            raise Mendable(
                "No passphrase can be read from {given}: --passphrase-fd needs the number of a file descriptor that is "
                "open for reading, with the passphrase in its first line, as UTF-8.",
                given=given,
            ) from error

    def _ensure_terminal(self, instead: str) -> None:
        if not sys.stdin.isatty():
            raise Mendable(
                "This is a live register, and there is no terminal at which to ask for account and passphrase. Give "
                "{instead}.",
                instead=instead,
            )
