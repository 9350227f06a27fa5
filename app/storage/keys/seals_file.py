"""The file with the seals of a live register, `NAME.keys`: written whole or not at all, and read with suspicion."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from app.domain.errors import Mendable
from app.services.ports import PublicHalves
from app.storage.keys.sealing import Derivation
from app.storage.register.copying import synchronise_folder

SCHEMA = "sekisho.keys/1"

#: The short name by which a person opens a register.
ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
#: In bytes; ten thousand people have less.
_LARGEST = 16_000_000
_HEX = re.compile(r"(?:[0-9a-f]{2})+")
#: More than two file keys are in use at no time.
_MOST_KEYS = 2


class SealedPerson(NamedTuple):
    """What the file holds of a person."""

    account: str
    names: Mapping[str, str]  #: in `ja` and `en`
    public: PublicHalves
    derivation: Derivation
    private: bytes  #: both private halves, sealed by the passphrase
    file_keys: Mapping[str, bytes]  #: by their fingerprints, sealed to the public half


class SealedSheet(NamedTuple):
    """What the file holds of the recovery sheet."""

    sealing: str  #: its public half, in hex
    private: bytes  #: its private half, sealed by the code on the sheet
    file_keys: Mapping[str, bytes]


class Seals(NamedTuple):
    """What stands in the file."""

    register: str  #: the identifier of the register
    file_keys: tuple[str, ...]  #: the fingerprints of those in use, newest first: two while one takes the other's place
    people: tuple[SealedPerson, ...]
    sheet: SealedSheet | None = None

    def person(self, account: str) -> SealedPerson | None:
        """The person of an account."""
        return next((person for person in self.people if person.account == account), None)

    def with_person(self, changed: SealedPerson) -> Seals:
        """The same with other seals of one person, or with one person more."""
        if self.person(changed.account) is None:
            return self._replace(people=(*self.people, changed))
        return self._replace(
            people=tuple(changed if person.account == changed.account else person for person in self.people)
        )

    def with_only(self, fingerprint: str) -> Seals:
        """The same with the seals of one file key; who has none of it, person or sheet, is not there any more."""
        sheet = self.sheet if self.sheet is not None and fingerprint in self.sheet.file_keys else None
        sheet = sheet and sheet._replace(file_keys=_only(sheet.file_keys, fingerprint))
        people = (
            person._replace(file_keys=_only(person.file_keys, fingerprint))
            for person in self.people
            if fingerprint in person.file_keys
        )
        return self._replace(file_keys=(fingerprint,), people=tuple(people), sheet=sheet)


def _only(file_keys: Mapping[str, bytes], fingerprint: str) -> dict[str, bytes]:
    return {fingerprint: file_keys[fingerprint]}


def read_bytes(path: Path, register: Path) -> bytes:
    """The file as it is; `Mendable` where it is missing or can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise Mendable(
            "The seals of {register} are not beside it: {name} is missing, and without it nobody can open the "
            "register. Put it back from where the register was moved or copied from, or from a copy of the same time.",
            register=register,
            name=path.name,
        ) from None
    except OSError as error:
        raise Mendable(
            "The seals {path} can't be read: {reason}. See that you may read them and that the drive is connected.",
            path=path,
            reason=error.strerror or str(error),
        ) from error


def parsed(content: bytes, path: Path) -> Seals:
    """The seals that a file holds; `Mendable` that names the first thing that this program did not write so."""
    try:
        if len(content) > _LARGEST:
            raise _Wrong("size")
        root = json.loads(content.decode("utf-8"), object_pairs_hook=_without_doubles)
        if type(root) is dict and type(root.get("schema")) is str and root["schema"] != SCHEMA:
            raise Mendable(
                "The seals {path} were written by a newer version of this program, or are none. Open the register with "
                "that version.",
                path=path,
            )
        return _seals(_table(root, "file", "schema", "register", "file_keys", "people", "recovery_sheet"))
    except (ValueError, RecursionError) as error:
        raise damaged_seals(path, error.args[0] if isinstance(error, _Wrong) else "JSON") from error


def damaged_seals(path: Path, entry: str) -> Mendable:
    """The file holds what the program did not write, or not for this register."""
    return Mendable(
        "The seals {path} are damaged: “{entry}” in them is not what this program wrote. The register itself may be "
        "sound. Nothing was changed. Keep both files, and put the seals of the last copy beside the register.",
        path=path,
        entry=entry,
    )


def written(seals: Seals) -> bytes:
    """The content of the file."""
    people = [
        {
            "account": person.account,
            "names": dict(person.names),
            "signing_key": person.public.signing,
            "sealing_key": person.public.sealing,
            "argon2id": {
                "salt": person.derivation.salt.hex(),
                "iterations": person.derivation.iterations,
                "memory": person.derivation.memory,
                "lanes": person.derivation.lanes,
            },
            "private": person.private.hex(),
            "file_keys": _in_hex(person.file_keys),
        }
        for person in seals.people
    ]
    sheet = seals.sheet and {
        "sealing_key": seals.sheet.sealing,
        "private": seals.sheet.private.hex(),
        "file_keys": _in_hex(seals.sheet.file_keys),
    }
    root = {
        "schema": SCHEMA,
        "register": seals.register,
        "file_keys": list(seals.file_keys),
        "people": people,
        "recovery_sheet": sheet,
    }
    return (json.dumps(root, ensure_ascii=False, indent=1) + "\n").encode()


def replace(path: Path, content: bytes, before: bytes) -> None:
    """Put other seals in the place of those read before; when this returns, they are on the disk.

    `before` is empty where there are none yet. Raises `Mendable` where somebody else changed them meanwhile, and where
    they can't be written; then they are as they were.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if before:
            with suppress(OSError):  # a drive that knows no rights
                partial.chmod(stat.S_IMODE(path.stat().st_mode))
            if path.read_bytes() != before:
                raise Mendable(
                    "The seals {path} were changed elsewhere just now. Nothing was changed here. Try again.", path=path
                )
            partial.replace(path)
        else:
            path.open("xb").close()
            partial.replace(path)
        synchronise_folder(path.parent)
    except FileExistsError:
        raise Mendable("There is a file at {path} already. Choose another name.", path=path) from None
    except OSError as error:
        raise Mendable(
            "The seals {path} can't be written: {reason}. Nothing was changed. See that the disk has room and that you "
            "may write in its folder, then try again.",
            path=path,
            reason=error.strerror or str(error),
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


class _Wrong(ValueError):
    """What is not as it was written, by its place."""


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise _Wrong(next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1))
    return table


def _table(value: Any, place: str, *names: str) -> dict[str, Any]:
    if type(value) is not dict or set(value) != set(names):
        raise _Wrong(place)
    return value


def _hex(value: Any, place: str, size: int | None = None) -> bytes:
    if type(value) is not str or not _HEX.fullmatch(value) or (size is not None and len(value) != 2 * size):
        raise _Wrong(place)
    return bytes.fromhex(value)


def _in_hex(file_keys: Mapping[str, bytes]) -> dict[str, str]:
    return {fingerprint: seal.hex() for fingerprint, seal in file_keys.items()}


def _checked(value: Any, place: str, is_right: Callable[[Any], bool]) -> Any:
    if not is_right(value):
        raise _Wrong(place)
    return value


def _file_keys(value: Any, place: str, known: tuple[str, ...]) -> dict[str, bytes]:
    if type(value) is not dict or not value or not set(value) <= set(known):
        raise _Wrong(place)
    return {fingerprint: _hex(seal, place, _SEALED_KEY) for fingerprint, seal in value.items()}


#: In bytes: what HPKE puts before a sealed key and behind it, what stands before and behind sealed private halves.
_SEALED_KEY = 32 + 32 + 16
_SEALED_PAIRS = 12 + 64 + 16
_SEALED_HALF = 12 + 32 + 16


def _seals(root: dict[str, Any]) -> Seals:
    known = _checked(root["file_keys"], "file_keys", lambda keys: type(keys) is list and 1 <= len(keys) <= _MOST_KEYS)
    fingerprints = tuple(_hex(each, "file_keys", 32).hex() for each in known)
    people = _checked(root["people"], "people", lambda people: type(people) is list and len(people) > 0)
    sheet = root["recovery_sheet"]
    read = Seals(
        register=_checked(root["register"], "register", _is_identifier),
        file_keys=fingerprints,
        people=tuple(_person(person, f"people[{at}]", fingerprints) for at, person in enumerate(people)),
        sheet=None if sheet is None else _sheet(sheet, fingerprints),
    )
    if len({person.account for person in read.people}) != len(read.people):
        raise _Wrong("people")
    if len(set(fingerprints)) != len(fingerprints):
        raise _Wrong("file_keys")
    return read


def _is_identifier(value: Any) -> bool:
    return type(value) is str and str(UUID(value)) == value


def _person(value: Any, at: str, known: tuple[str, ...]) -> SealedPerson:
    members = ("account", "names", "signing_key", "sealing_key", "argon2id", "private", "file_keys")
    table = _table(value, at, *members)
    names = _table(table["names"], f"{at}.names", "ja", "en")
    argon2id = _table(table["argon2id"], f"{at}.argon2id", "salt", "iterations", "memory", "lanes")
    numbers = [argon2id[name] for name in ("iterations", "memory", "lanes")]
    if any(type(number) is not int for number in numbers):
        raise _Wrong(f"{at}.argon2id")
    derivation = Derivation(_hex(argon2id["salt"], f"{at}.argon2id.salt"), *numbers)
    if not derivation.is_sensible:
        raise _Wrong(f"{at}.argon2id")
    return SealedPerson(
        account=_checked(table["account"], f"{at}.account", lambda it: type(it) is str and bool(ACCOUNT.fullmatch(it))),
        names={
            of: _checked(name, f"{at}.names", lambda it: type(it) is str and it != "") for of, name in names.items()
        },
        public=PublicHalves(
            _hex(table["signing_key"], f"{at}.signing_key", 32).hex(),
            _hex(table["sealing_key"], f"{at}.sealing_key", 32).hex(),
        ),
        derivation=derivation,
        private=_hex(table["private"], f"{at}.private", _SEALED_PAIRS),
        file_keys=_file_keys(table["file_keys"], f"{at}.file_keys", known),
    )


def _sheet(value: Any, known: tuple[str, ...]) -> SealedSheet:
    table = _table(value, "recovery_sheet", "sealing_key", "private", "file_keys")
    return SealedSheet(
        sealing=_hex(table["sealing_key"], "recovery_sheet.sealing_key", 32).hex(),
        private=_hex(table["private"], "recovery_sheet.private", _SEALED_HALF),
        file_keys=_file_keys(table["file_keys"], "recovery_sheet.file_keys", known),
    )
