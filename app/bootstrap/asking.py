"""Account and passphrase as the command line asks for them: at the terminal, or from a file descriptor."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.composition import user_name
from app.bootstrap.keyring import Typed
from app.domain.errors import Mendable, Quoted
from app.domain.keys.passphrase import ensure_typed_alike
from app.wording.language import Words

if TYPE_CHECKING:
    from app.domain.register.people import Person

#: In bytes; nobody types a longer one.
_LONGEST = 10_000


class Asking:
    """Asks whoever called the program; the passphrase is never an argument, which others on the machine could read."""

    def __init__(self, options: argparse.Namespace, words: Words) -> None:
        self._account: str | None = options.account
        self._descriptor: str | None = options.passphrase_fd
        self._code_descriptor: str | None = getattr(options, "code_fd", None)
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
        return Typed(account, self.new_of(account))

    def new_of(self, account: str) -> str:
        """A new passphrase, typed twice."""
        _ = self._words._
        passphrase = self._passphrase(_("New passphrase for {account}: ", account=account))
        if self._descriptor is None:
            ensure_typed_alike(passphrase, self._passphrase(_("The same once more: ")))
        return passphrase

    def code(self, register: Path) -> str:
        """The code of a recovery sheet; it is not shown while it is typed, for a terminal keeps what it shows."""
        if self._code_descriptor is not None:
            return self._from_descriptor(self._code_descriptor, "--code-fd")
        self._ensure_terminal("--code-fd")
        from getpass import getpass

        return getpass(self._words._("Recovery code for {register}: ", register=register), sys.stderr)

    def administrator(self, people: Sequence[Person]) -> Person:
        """Which administrator is meant: the only one, else the one who is named."""
        accounts = {person.account: person for person in people}
        account = self._account
        if account is None and len(people) > 1:
            self._ensure_terminal("--account")
            listed = self._words.listed([*accounts])
            sys.stderr.write(self._words._("Which administrator ({accounts}): ", accounts=listed))
            sys.stderr.flush()
            account = sys.stdin.readline().strip()
        if account is None and people:
            return people[0]
        if account not in accounts:
            raise Mendable(
                "{account} is no administrator of this register today. Its administrators are: {accounts}",
                account=Quoted(account or ""),
                accounts=tuple(accounts),
            )
        return accounts[account]

    def _passphrase(self, prompt: str) -> str:
        if self._descriptor is not None:
            return self._from_descriptor(self._descriptor, "--passphrase-fd")
        self._ensure_terminal("--passphrase-fd")
        from getpass import getpass

        return getpass(prompt, sys.stderr)

    def _from_descriptor(self, given: str, option: str) -> str:
        """The first line of what can be read there."""
        try:
            with os.fdopen(int(given), "rb", closefd=False) as file:
                line = file.readline(_LONGEST)
            return line.decode("utf-8").rstrip("\r\n")
        except (ValueError, OSError) as error:
            raise Mendable(
                "Nothing can be read from {given}: {option} needs the number of a file descriptor that is open for "
                "reading, with the passphrase or the code in its first line, as UTF-8.",
                given=given,
                option=option,
            ) from error

    def _ensure_terminal(self, instead: str) -> None:
        if not sys.stdin.isatty():
            raise Mendable(
                "This is a live register, and there is no terminal at which to ask for account and passphrase. Give "
                "{instead}.",
                instead=instead,
            )
