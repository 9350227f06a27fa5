"""The seals of one register at work: who opens it, by what, and who else is let in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.domain.errors import Mendable, Quoted
from app.domain.keys.passphrase import counting, refusal_of_passphrase
from app.domain.keys.pauses import Attempts, remaining_pause
from app.domain.keys.recovery_code import CODE_SIZE, read_code, spelled
from app.services.ports import PublicHalves
from app.storage.keys.attempts_file import AttemptsFile
from app.storage.keys.key_pairs import HALF_SIZE, KeyPairs, new_key_pairs
from app.storage.keys.sealing import (
    Chance,
    Derivation,
    DoesNotOpen,
    derived,
    key_of_code,
    new_derivation,
    opened,
    opened_file_key,
    sealed,
    sealed_file_key,
)
from app.storage.keys.seals_file import (
    ACCOUNT,
    SealedPerson,
    SealedSheet,
    Seals,
    damaged_seals,
    parsed,
    read_bytes,
    replace,
    written,
)
from app.storage.register.connections import KeyDoesNotFit, connect_for_reading
from app.storage.register.disk_faults import explained
from app.storage.register.file_key import KEY_SIZE, FileKey, seals_beside
from app.storage.register.signing import SigningKey

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What is said of the keys of the recovery sheet, which belongs to nobody: of what opens, and of what signs.
_SHEET, _SIGNING = "recovery sheet", "recovery signing key"


class Waits(Mendable):
    """The pause after wrong passphrases is not over; `left` says how long it still is."""

    def __init__(self, left: timedelta) -> None:
        self.left = left
        super().__init__(
            "The passphrase was wrong before. Seconds to wait before the next try: {seconds}. Nothing was changed.",
            seconds=-(-int(left.total_seconds() * 1000) // 1000),
        )


class WrongPassphrase(Mendable):
    """The account or the passphrase is not right; which of them is not said."""

    def __init__(self) -> None:
        super().__init__(
            "The account or the passphrase is not right. Nothing was changed. Look whether capital letters are locked "
            "and which input method is on, then try again."
        )


class Known(NamedTuple):
    """What the register itself holds of the public halves: who could exchange the seals could not exchange these."""

    people: Mapping[str, PublicHalves]  #: by their accounts, those who may open the register
    sheet: str | None  #: that of the recovery sheet


class Unlocked:
    """What a person has who gave the right passphrase: the own keys, and the file keys that are in use."""

    def __init__(self, account: str, keys: KeyPairs, file_keys: tuple[FileKey, ...]) -> None:
        self.account = account
        self.keys = keys
        #: Newest first; two while one takes the other's place.
        self.file_keys = file_keys

    def __repr__(self) -> str:
        return f"<unlocked by {self.account}>"

    def wipe(self) -> None:
        """Forget all keys, as far as Python lets one."""
        self.keys.wipe()
        for file_key in self.file_keys:
            file_key.wipe()


class OpenedSheet(NamedTuple):
    """What the code on the recovery sheet opens: the file keys in use, newest first, and the key under which it signs.

    `key` is the public half to which the file keys are sealed, in hex.
    """

    key: str
    signing: SigningKey
    file_keys: tuple[FileKey, ...]

    @property
    def public(self) -> PublicHalves:
        """What the register knows of the sheet."""
        return PublicHalves(self.signing.public, self.key)


class RegisterSeals:
    """The seals beside a register.

    `on_wrong` is told the account and how often in a row its passphrase was wrong; for an account that is not there, an
    empty one.
    """

    def __init__(
        self,
        register: Path,
        chance: Chance,
        now: Callable[[], datetime],
        on_wrong: Callable[[str, int], None],
    ) -> None:
        self.register = register
        self.path = seals_beside(register)
        self._chance = chance
        self._now = now
        self._on_wrong = on_wrong
        self._attempts = AttemptsFile(self.path.with_suffix(".attempts"))

    def read(self) -> Seals:
        """What stands in them; `Mendable` where they are missing or damaged."""
        return parsed(read_bytes(self.path, self.register), self.path)

    def make(self, register_id: str, account: str, names: Mapping[str, str], passphrase: str) -> Unlocked:
        """Make the seals of a new register, with a file key of its own and the first person.

        Raises `Mendable` where the passphrase is not taken, or there are seals already.
        """
        file_key = FileKey(self._chance(KEY_SIZE))
        keys, person = self._sealed_anew(register_id, account, names, passphrase, file_key)
        content = written(Seals(register_id, (file_key.fingerprint,), (person,)))
        replace(self.path, content, b"")
        file_key.seals = content
        return Unlocked(account, keys, (file_key,))

    def open(self, account: str, passphrase: str) -> Unlocked:
        """Open the seals of a person.

        Raises `Waits` after wrong ones, and `Mendable` where the account or the passphrase is not right (it does not
        say which, and takes as long), or the seals are missing or damaged.
        """
        content = read_bytes(self.path, self.register)
        seals = parsed(content, self.path)
        person = seals.person(account)
        with self._attempt("" if person is None else account):
            keys = self._opened(seals, person, passphrase)
        if person is None or keys.public != person.public:
            raise damaged_seals(self.path, f"{account}: signing_key, sealing_key")
        return Unlocked(account, keys, self._file_keys(content, seals, person.file_keys, keys.sealing, account))

    def open_by_code(self, typed: str) -> OpenedSheet:
        """What is opened by the code on the recovery sheet.

        Raises `Mendable` where it is mistyped, is no code of this register, or there is no recovery sheet.
        """
        code = read_code(typed)
        content = read_bytes(self.path, self.register)
        seals = parsed(content, self.path)
        if seals.sheet is None:
            raise Mendable(
                "No recovery code opens this register: no recovery sheet was made, or the code of the last one was "
                "used and a new one was not made since. Who has a passphrase for it can open it and print one; without "
                "one it can't be opened."
            )
        about = _about(seals.register, _SHEET)
        try:
            private = X25519PrivateKey.from_private_bytes(opened(key_of_code(code, about), seals.sheet.private, about))
        except DoesNotOpen:
            raise Mendable(
                "The recovery code is typed without a slip, and is not that of this register: the sheet is that of "
                "another register, or a newer one took its place. Look for the sheet that was printed last, with the "
                "identifier {register} on it.",
                register=seals.register,
            ) from None
        if private.public_key().public_bytes_raw().hex() != seals.sheet.sealing:
            raise damaged_seals(self.path, "recovery_sheet.sealing_key")
        signing = _signing_key_of(code, seals.register)
        file_keys = self._file_keys(content, seals, seals.sheet.file_keys, private, _SHEET)
        return OpenedSheet(seals.sheet.sealing, signing, file_keys)

    def sheet_of(self, typed: str) -> PublicHalves:
        """The public halves that belong to the code on the recovery sheet. Raises `Mendable` as `open_by_code`."""
        return self.open_by_code(typed).public

    def open_with(self, unlocked: Unlocked) -> Unlocked:
        """Open other seals of the same register, as those of a copy are, by the keys that a passphrase opened already.

        Raises `Mendable` where these keys opened nothing then.
        """
        content = read_bytes(self.path, self.register)
        seals = parsed(content, self.path)
        person = seals.person(unlocked.account)
        if person is None or person.public != unlocked.keys.public:
            raise Mendable(
                "{path} can't be opened by {account}: at the time of its seals this account had other keys, or none. "
                "Open it by itself, with the passphrase of that time.",
                path=self.register,
                account=unlocked.account,
            )
        keys = self._file_keys(content, seals, person.file_keys, unlocked.keys.sealing, unlocked.account)
        return Unlocked(unlocked.account, unlocked.keys, keys)

    def fitting(self, file_keys: tuple[FileKey, ...]) -> FileKey:
        """The file key that the register is encrypted by; `KeyDoesNotFit` where none of them is.

        There are two where the exchange of one for the other was interrupted; nothing is tidied up here.
        """
        with explained(self.register):
            for file_key in file_keys[:-1]:
                with suppress(KeyDoesNotFit):
                    connect_for_reading(self.register, file_key)[0].close()
                    return file_key
            connect_for_reading(self.register, file_keys[-1])[0].close()
            return file_keys[-1]

    def pause_of(self, account: str) -> timedelta:
        """How long an account still has to wait before the next try; one that is not there waits like another."""
        seals = self.read()
        known = account if seals.person(account) is not None else ""
        return remaining_pause(self._attempts.of(known), self._now())

    def change_passphrase(self, account: str, old: str, new: str) -> None:
        """Have a person's seals opened by another passphrase from now on; the keys stay as they are."""
        self._ensure_taken(new)
        unlocked = self.open(account, old)
        before, seals = self._read_settled(unlocked.file_keys[0], may_be_exchanged=True)
        person = seals.person(account)
        if person is None:
            raise damaged_seals(self.path, "people")
        derivation, private = self._sealed_private(seals.register, account, unlocked.keys, new)
        changed = seals.with_person(person._replace(derivation=derivation, private=private))
        unlocked.wipe()
        replace(self.path, written(changed), before)

    def add(self, file_key: FileKey, account: str, names: Mapping[str, str], passphrase: str) -> PublicHalves:
        """Let a person in, by the file key of who has the register open; the public halves, for the register to keep.

        Raises `Mendable` where the account is taken or none, or the passphrase is not taken.
        """
        before, seals = self._read_settled(file_key)
        if seals.person(account) is not None:
            raise Mendable(
                "The account {account} is taken. Choose another one.",
                account=account,
            )
        return self._let_in(before, seals, file_key, account, names, passphrase)

    def let_in(self, file_key: FileKey, account: str, names: Mapping[str, str], passphrase: str) -> PublicHalves:
        """The same for an account that the register does not know: what stands in the seals for it was left behind."""
        before, seals = self._read_settled(file_key)
        return self._let_in(before, seals, file_key, account, names, passphrase)

    def give_new_keys(self, file_key: FileKey, account: str, passphrase: str) -> PublicHalves:
        """Give a person whose passphrase is lost new keys; the public halves, for the register to keep."""
        before, seals = self._read_settled(file_key)
        person = seals.person(account)
        if person is None:
            raise Mendable("There is no account {account} in the seals of this register.", account=account)
        public = self._let_in(before, seals, file_key, account, person.names, passphrase)
        self._attempts.note(account, Attempts())
        return public

    def make_sheet(self, file_key: FileKey) -> tuple[str, PublicHalves]:
        """Make a recovery sheet in the place of any former one: the code to print, and the public halves to be kept.

        From now on a sheet that was printed before opens nothing.
        """
        before, seals = self._read_settled(file_key)
        code = self._chance(CODE_SIZE)
        about = _about(seals.register, _SHEET)
        private = bytearray(self._chance(HALF_SIZE))
        sealing = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()
        sheet = SealedSheet(
            sealing=sealing,
            private=sealed(key_of_code(code, about), private, about, self._chance),
            file_keys={file_key.fingerprint: _for(file_key, sealing, seals.register, _SHEET)},
        )
        _wipe(private)
        replace(self.path, written(seals._replace(sheet=sheet)), before)
        return spelled(code), PublicHalves(_signing_key_of(code, seals.register).public, sealing)

    def ensure_known(self, seals: Seals, known: Known, without: str | None = None) -> None:
        """Raise `Mendable` where the seals hold other public halves than the register knows, but for one who leaves.

        Who exchanged one would be handed the next file key.
        """
        held = {person.account: person.public for person in seals.people if person.account != without}
        right = {account: public for account, public in known.people.items() if account != without}
        strangers = {account for account in held.keys() | right.keys() if held.get(account) != right.get(account)}
        if strangers:
            raise Mendable(
                "The seals {path} are not those that the register knows: the keys of {who} differ. Somebody may have "
                "put other keys there to read along. Nothing was changed. Put the seals of the last copy beside the "
                "register, and find out who changed them.",
                path=self.path,
                who=tuple(sorted(strangers)),
            )
        if (seals.sheet and seals.sheet.sealing) != known.sheet:
            raise Mendable(
                "The recovery sheet in the seals {path} is not the one that the register knows. Somebody may have put "
                "another one there to read along. Nothing was changed. Make a new recovery sheet, then try again.",
                path=self.path,
            )

    def ensure_of(self, register_id: str) -> None:
        """Raise `Mendable` where the seals name another register than the one they opened."""
        if self.read().register != register_id:
            raise damaged_seals(self.path, "register")

    def sealed_for_all(self, seals: Seals, file_key: FileKey, without: str | None, *, for_sheet: bool = True) -> Seals:
        """The same seals with those of one file key more, in front, for all but one; for the recovery sheet, or not."""
        fingerprint = file_key.fingerprint
        people = tuple(
            person
            if person.account == without
            else person._replace(
                file_keys={
                    fingerprint: _for(file_key, person.public.sealing, seals.register, person.account),
                    **person.file_keys,
                }
            )
            for person in seals.people
        )
        sheet = seals.sheet
        if sheet is not None and for_sheet:
            own = _for(file_key, sheet.sealing, seals.register, _SHEET)
            sheet = sheet._replace(file_keys={fingerprint: own, **sheet.file_keys})
        return seals._replace(file_keys=(fingerprint, *seals.file_keys), people=people, sheet=sheet)

    def settle(self, file_key: FileKey) -> None:
        """Drop what is sealed of another file key than the one that fits, and who has nothing else there."""
        before, seals = self.read_with_content()
        if seals.file_keys != (file_key.fingerprint,):
            replace(self.path, written(seals.with_only(file_key.fingerprint)), before)

    def read_with_content(self) -> tuple[bytes, Seals]:
        """What stands in the file, and the file as it was read, to be compared when it is replaced."""
        content = read_bytes(self.path, self.register)
        return content, parsed(content, self.path)

    def _read_settled(self, file_key: FileKey, *, may_be_exchanged: bool = False) -> tuple[bytes, Seals]:
        """The same, of a register whose file key is this one and is not being exchanged."""
        content, seals = self.read_with_content()
        if file_key.fingerprint not in seals.file_keys:
            raise Mendable(
                "The seals {path} are not those by which the register was opened. Nothing was changed. Close the "
                "register and open it again.",
                path=self.path,
            )
        if len(seals.file_keys) > 1 and not may_be_exchanged:
            raise Mendable(
                "The file key of the register is just being exchanged, or that was interrupted. Nothing was changed. "
                "Close the register and open it again."
            )
        return content, seals

    def _let_in(
        self, before: bytes, seals: Seals, file_key: FileKey, account: str, names: Mapping[str, str], passphrase: str
    ) -> PublicHalves:
        keys, person = self._sealed_anew(seals.register, account, names, passphrase, file_key)
        keys.wipe()
        replace(self.path, written(seals.with_person(person)), before)
        return person.public

    def _sealed_anew(
        self, register_id: str, account: str, names: Mapping[str, str], passphrase: str, file_key: FileKey
    ) -> tuple[KeyPairs, SealedPerson]:
        self._ensure_taken(passphrase)
        if not ACCOUNT.fullmatch(account):
            raise Mendable(
                "{account} can't be an account. It has up to 32 characters: small Latin letters and digits, and behind "
                "the first one also “.”, “_” and “-”.",
                account=Quoted(account),
            )
        keys = new_key_pairs(self._chance)
        derivation, private = self._sealed_private(register_id, account, keys, passphrase)
        file_keys = {file_key.fingerprint: _for(file_key, keys.public.sealing, register_id, account)}
        return keys, SealedPerson(account, dict(names), keys.public, derivation, private, file_keys)

    def _sealed_private(
        self, register_id: str, account: str, keys: KeyPairs, passphrase: str
    ) -> tuple[Derivation, bytes]:
        derivation = new_derivation(self._chance)
        key = _derived(passphrase, derivation)
        private = sealed(key, keys.private, _about(register_id, account), self._chance)
        _wipe(key)
        return derivation, private

    def _ensure_taken(self, passphrase: str) -> None:
        refusal = refusal_of_passphrase(passphrase)
        if refusal is not None:
            raise refusal

    @contextmanager
    def _attempt(self, account: str) -> Iterator[None]:
        """Wait for nobody, but refuse before the pause is over; what is tried counts as wrong until it is right."""
        attempts, now = self._attempts.of(account), self._now()
        left = remaining_pause(attempts, now)
        if left:
            if attempts.last is not None and now < attempts.last:
                # The clock went back: from now on the pause is counted by it.
                self._attempts.note(account, attempts._replace(last=now))
            raise Waits(left)
        attempts = Attempts(attempts.wrong + 1, now)
        self._attempts.note(account, attempts)
        try:
            yield
        except DoesNotOpen:
            self._on_wrong(account, attempts.wrong)
            raise WrongPassphrase from None
        self._attempts.note(account, Attempts())

    def _opened(self, seals: Seals, person: SealedPerson | None, passphrase: str) -> KeyPairs:
        """The keys of a person; `DoesNotOpen` after the same time where there is none of this account."""
        derivation = seals.people[0].derivation if person is None else person.derivation
        key = _derived(passphrase, derivation)
        try:
            if person is None:
                raise DoesNotOpen
            return KeyPairs(opened(key, person.private, _about(seals.register, person.account)))
        finally:
            _wipe(key)

    def _file_keys(
        self, content: bytes, seals: Seals, sealed_keys: Mapping[str, bytes], private: X25519PrivateKey, account: str
    ) -> tuple[FileKey, ...]:
        """The file keys that are sealed to a private half, newest first, each what its fingerprint says."""
        found = []
        for fingerprint in seals.file_keys:
            if fingerprint not in sealed_keys:
                continue
            try:
                file_key = opened_file_key(sealed_keys[fingerprint], private, _about(seals.register, account))
            except DoesNotOpen as error:
                raise damaged_seals(self.path, f"{account}: file_keys") from error
            if file_key.fingerprint != fingerprint:
                raise damaged_seals(self.path, f"{account}: file_keys")
            file_key.seals = content
            found.append(file_key)
        return tuple(found)


def _about(register_id: str, account: str) -> bytes:
    """What a seal is bound to: it opens nothing where it is put into another register, or to another account."""
    return f"sekisho.keys/1\0{register_id}\0{account}".encode()


def _signing_key_of(code: bytes, register_id: str) -> SigningKey:
    """The key under which a recovery code signs; nothing of it stands anywhere but on paper."""
    seed = key_of_code(code, _about(register_id, _SIGNING))
    key = SigningKey(bytes(seed))
    _wipe(seed)
    return key


def _for(file_key: FileKey, sealing: str, register_id: str, account: str) -> bytes:
    return sealed_file_key(file_key, bytes.fromhex(sealing), _about(register_id, account))


def _derived(passphrase: str, derivation: Derivation) -> bytearray:
    typed = bytearray(counting(passphrase).encode("utf-8", "surrogatepass"))
    key = derived(typed, derivation)
    _wipe(typed)
    return key


def _wipe(secret: bytearray) -> None:
    secret[:] = bytes(len(secret))
