"""Who opens a live register, by what; and what is said to who does not."""

import json
import shutil
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import Mendable
from app.domain.keys.recovery_code import read_code, spelled
from app.services.reading import list_cases
from app.storage.keys import register_seals, sealing
from app.storage.keys.key_pairs import KeyPairs, new_key_pairs
from app.storage.keys.register_seals import RegisterSeals, Waits
from app.storage.register.connections import KeyDoesNotFit
from app.storage.register.file_key import FileKey, seals_beside
from app.storage.register.signing import holds, public_of
from tests.builders import UUID, opened
from tests.storage.keys.office import CANARY, MORI, NAMES, OTHER_HALVES, PASSPHRASES, SATO, Office


def refused(act: object, *arguments: object) -> str:
    """The sentence that says why not."""
    assert callable(act)
    with pytest.raises(Mendable) as refusal:
        act(*arguments)
    return str(refusal.value)


def test_each_person_opens_the_same_register_by_an_own_passphrase(office: Office) -> None:
    for account in (SATO, MORI):
        unlocked = office.unlocked(account)
        assert [key.octets for key in unlocked.file_keys] == [office.file_key.octets]
        assert unlocked.keys.public == office.people[account]
        assert office.cases(*unlocked.file_keys) == [CANARY]
    assert office.people[SATO] != office.people[MORI]


def test_what_a_person_signs_is_signed_by_the_key_that_others_know(office: Office) -> None:
    signature = office.unlocked(MORI).keys.sign(b"an entry")
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(office.people[MORI].signing))
    public.verify(signature, b"an entry")
    with pytest.raises(InvalidSignature):
        public.verify(signature, b"another")


def test_a_passphrase_counts_however_wide_it_was_typed(office: Office) -> None:
    wide = "".join("\u3000" if letter == " " else chr(ord(letter) + 0xFEE0) for letter in PASSPHRASES[SATO])
    assert office.another_window().open(SATO, wide).keys.public == office.people[SATO]


def test_a_wrong_passphrase_and_an_unknown_account_get_the_same_sentence(office: Office) -> None:
    before = office.seals.path.read_bytes()
    said = refused(office.seals.open, SATO, "seven wooden bridge!")
    assert said.startswith("The account or the passphrase is not right. Nothing was changed.")
    assert refused(office.seals.open, "nobody", PASSPHRASES[SATO]) == said
    assert refused(office.seals.open, MORI, PASSPHRASES[SATO]) == said
    assert office.seals.path.read_bytes() == before
    # What is typed where an account belongs may be a passphrase.
    assert office.wrong == [(SATO, 1), ("", 1), (MORI, 1)]


def test_an_unknown_account_takes_the_same_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    derivations: list[sealing.Derivation] = []

    def counted(passphrase: bytearray, derivation: sealing.Derivation) -> bytearray:
        derivations.append(derivation)
        return sealing.derived(passphrase, derivation)

    monkeypatch.setattr(register_seals, "derived", counted)
    refused(office.seals.open, SATO, "a wrong passphrase")
    refused(office.seals.open, "nobody", "a wrong passphrase")
    assert len(derivations) == 2
    assert derivations[0][1:] == derivations[1][1:]


def test_ten_wrong_passphrases_are_throttled_and_told_and_the_right_one_ends_it(office: Office) -> None:
    waited = 0
    for count in range(1, 11):
        refused(office.another_window().open, SATO, "a wrong passphrase")
        assert office.wrong[-1] == (SATO, count)
        # Neither another window nor the right passphrase shortens the pause.
        with pytest.raises(Waits) as waits:
            office.another_window().open(SATO, PASSPHRASES[SATO])
        assert waits.value.left.total_seconds() == 2 ** (count - 1)
        office.clock.go_on(2 ** (count - 1) - 0.5)
        assert "before the next try: 1." in refused(office.another_window().open, SATO, PASSPHRASES[SATO])
        # Nobody else waits.
        assert office.unlocked(MORI).account == MORI
        office.clock.go_on(0.5)
        waited += 2 ** (count - 1)
    assert waited == 1023
    assert office.unlocked(SATO).account == SATO
    assert not list(office.path.parent.glob("*.attempts"))
    refused(office.seals.open, SATO, "a wrong passphrase")
    assert office.wrong[-1] == (SATO, 1)


def test_a_clock_that_goes_back_ends_no_pause_and_makes_none_endless(office: Office) -> None:
    for _ in range(3):
        refused(office.another_window().open, SATO, "a wrong passphrase")
        office.clock.go_on(600)
    office.clock.go_on(-600)
    office.clock.go_on(-86400)
    assert "before the next try: 4." in refused(office.another_window().open, SATO, PASSPHRASES[SATO])
    office.clock.go_on(3)
    assert "before the next try: 1." in refused(office.another_window().open, SATO, PASSPHRASES[SATO])
    office.clock.go_on(1)
    assert office.unlocked(SATO).account == SATO


def test_an_attempt_counts_before_it_is_known_to_be_wrong(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who ends the program while it tries has tried all the same."""

    def ended(*_arguments: object) -> bytearray:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(register_seals, "derived", ended)
        with pytest.raises(KeyboardInterrupt):
            office.seals.open(SATO, PASSPHRASES[SATO])
    with pytest.raises(Waits):
        office.another_window().open(SATO, PASSPHRASES[SATO])


def test_where_nothing_can_be_written_the_window_itself_remembers(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "write_text", full)
    refused(office.seals.open, SATO, "a wrong passphrase")
    with pytest.raises(Waits):
        office.seals.open(SATO, PASSPHRASES[SATO])
    office.clock.go_on(1)
    assert office.seals.open(SATO, PASSPHRASES[SATO]).account == SATO
    assert office.seals.open(SATO, PASSPHRASES[SATO]).account == SATO


@pytest.mark.parametrize("content", ["", "[]", '{"sato": 3}', '{"sato": [1, 2, 3]}', '{"sato": ["x", null]}', "\0"])
def test_attempts_that_are_not_as_they_were_written_lock_nobody_out(office: Office, content: str) -> None:
    office.seals.path.with_suffix(".attempts").write_text(content)
    assert office.unlocked(SATO).account == SATO


def test_a_changed_passphrase_opens_the_same_keys_and_the_old_one_nothing(office: Office) -> None:
    office.seals.change_passphrase(SATO, PASSPHRASES[SATO], "another long passphrase")
    assert "not right" in refused(office.seals.open, SATO, PASSPHRASES[SATO])
    office.clock.go_on(1)
    unlocked = office.seals.open(SATO, "another long passphrase")
    assert unlocked.keys.public == office.people[SATO]
    assert office.cases(*unlocked.file_keys) == [CANARY]
    assert office.unlocked(MORI).keys.public == office.people[MORI]


def test_a_passphrase_is_changed_only_by_who_knows_it_and_into_a_long_one(office: Office) -> None:
    before = office.seals.path.read_bytes()
    assert "at least 12 characters" in refused(office.seals.change_passphrase, SATO, PASSPHRASES[SATO], "short")
    assert "not right" in refused(office.seals.change_passphrase, SATO, "a wrong passphrase", "another long passphrase")
    assert office.seals.path.read_bytes() == before


def test_somebody_is_let_in_by_who_has_it_open(office: Office) -> None:
    public = office.seals.add(office.file_key, "ueda", {"ja": "上田", "en": "Ueda"}, "a third passphrase")
    unlocked = office.seals.open("ueda", "a third passphrase")
    assert unlocked.keys.public == public
    assert office.cases(*unlocked.file_keys) == [CANARY]
    assert [(person.account, person.names["en"]) for person in office.seals.read().people] == [
        (SATO, "Sato (invented)"), (MORI, "Sato (invented)"), ("ueda", "Ueda"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("account", "passphrase", "said"),
    [
        (SATO, "a third passphrase", "The account sato is taken"),
        ("Ueda", "a third passphrase", "“Ueda” can't be an account"),
        ("", "a third passphrase", "can't be an account"),
        ("-ueda", "a third passphrase", "can't be an account"),
        ("u" * 33, "a third passphrase", "can't be an account"),
        ("ueda\n", "a third passphrase", "can't be an account"),
        ("ueda", "too short", "at least 12 characters"),
    ],
)
def test_who_can_not_be_let_in_changes_nothing(office: Office, account: str, passphrase: str, said: str) -> None:
    before = office.seals.path.read_bytes()
    assert said in refused(office.seals.add, office.file_key, account, NAMES, passphrase)
    assert office.seals.path.read_bytes() == before


def test_nobody_is_let_in_by_another_key_than_that_of_the_register(office: Office) -> None:
    other = FileKey(bytes(32))
    for said in (
        refused(office.seals.add, other, "ueda", NAMES, "a third passphrase"),
        refused(office.seals.give_new_keys, other, MORI, "a third passphrase"),
        refused(office.seals.make_sheet, other),
    ):
        assert "not those by which the register was opened" in said


def test_two_who_change_the_seals_at_once_undo_nothing_of_each_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(chance: sealing.Chance) -> KeyPairs:
        monkeypatch.undo()
        office.another_window().add(office.file_key, "ueda", NAMES, "a third passphrase")
        return new_key_pairs(chance)

    monkeypatch.setattr(register_seals, "new_key_pairs", meanwhile)
    assert "changed elsewhere just now" in refused(
        office.seals.add, office.file_key, "ono", NAMES, "a fourth passphrase"
    )
    assert office.seals.open("ueda", "a third passphrase").account == "ueda"


def test_the_code_of_the_sheet_opens_the_register_and_nothing_else_does(office: Office) -> None:
    assert office.cases(*office.seals.open_by_code(office.code.lower().replace("-", "ー")).file_keys) == [CANARY]
    slip = office.code[:-1] + ("0" if office.code[-1] != "0" else "1")
    assert "is mistyped" in refused(office.seals.open_by_code, slip)
    said = refused(
        office.seals.open_by_code, spelled((int.from_bytes(read_code(office.code), "big") ^ 1).to_bytes(20, "big"))
    )
    assert "typed without a slip, and is not that of this register" in said
    assert f"with the identifier {UUID} on it" in said


def test_a_renewed_sheet_takes_the_place_of_the_former_one(office: Office) -> None:
    code, sheet = office.seals.make_sheet(office.file_key)
    assert code != office.code
    assert office.sheet not in sheet
    assert office.cases(*office.seals.open_by_code(code).file_keys) == [CANARY]
    assert "a newer one took its place" in refused(office.seals.open_by_code, office.code)


def test_a_code_signs_by_a_key_of_its_own_in_its_own_register(office: Office) -> None:
    code, sheet = office.seals.make_sheet(office.file_key)
    opened = office.seals.open_by_code(code.lower())
    assert opened.public == sheet == office.seals.sheet_of(code)
    assert holds(bytes.fromhex(sheet.signing), opened.signing.sign(b"an entry"), b"an entry")
    # What signs comes of the code by itself, as the half that opens does, and none of it stands in the file.
    assert sheet.signing == public_of(of_code(code, UUID, "recovery signing key"))
    assert sheet.signing.encode() not in office.seals.path.read_bytes()
    others = {
        public_of(of_code(code, *said))
        for said in ((UUID, "recovery sheet"), (UUID, ""), (UUID[::-1], "recovery signing key"))
    }
    others |= {office.seals.make_sheet(office.file_key)[1].signing, *(each.signing for each in office.people.values())}
    assert sheet.signing not in others


def of_code(code: str, register: str, label: str) -> str:
    """What HKDF (RFC 5869) makes of a code for something in a register."""
    about = f"sekisho.keys/1\0{register}\0{label}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=about).derive(read_code(code)).hex()


def test_without_a_sheet_no_code_opens_it(tmp_path: Path, office: Office) -> None:
    seals = RegisterSeals(tmp_path / "new.sekisho", office.chance, office.clock.now, lambda _who, _count: None)
    seals.make(UUID, SATO, NAMES, PASSPHRASES[SATO])
    assert "No recovery code opens this register" in refused(seals.open_by_code, office.code)


def test_a_lost_passphrase_is_mended_by_the_code_and_the_keys_are_new(office: Office) -> None:
    for _ in range(5):
        refused(office.another_window().open, MORI, "what was it again")
        office.clock.go_on(600)
    (file_key,) = office.seals.open_by_code(office.code).file_keys
    public = office.seals.give_new_keys(file_key, MORI, "not to be forgotten")
    assert public.signing != office.people[MORI].signing
    unlocked = office.another_window().open(MORI, "not to be forgotten")
    assert unlocked.keys.public == public
    assert office.cases(*unlocked.file_keys) == [CANARY]
    assert "not right" in refused(office.seals.open, MORI, PASSPHRASES[MORI])
    assert "There is no account ono" in refused(office.seals.give_new_keys, file_key, "ono", "not to be forgotten")


def test_nothing_secret_stands_in_the_seals_nor_in_what_is_printed(office: Office) -> None:
    unlocked = office.unlocked(SATO)
    content = office.seals.path.read_bytes()
    (file_key,) = unlocked.file_keys
    assert len(unlocked.keys.private) == 64
    for secret in (file_key.octets, unlocked.keys.private[:32], unlocked.keys.private[32:], read_code(office.code)):
        assert secret.hex().encode() not in content
    shown = f"{unlocked!r} {unlocked.keys!r} {file_key!r}"
    assert shown == "<unlocked by sato> <key pairs> <file key>"


def test_what_was_unlocked_is_written_over(office: Office) -> None:
    unlocked = office.unlocked(SATO)
    private, octets = unlocked.keys.private, unlocked.file_keys[0].octets
    assert any(private)
    assert any(octets)
    unlocked.wipe()
    assert not any(private)
    assert not any(octets)
    with pytest.raises(AttributeError):
        unlocked.keys.sign(b"an entry")


def test_seals_put_into_another_account_or_register_open_nothing(office: Office, tmp_path: Path) -> None:
    told = json.loads(office.seals.path.read_text())
    mine, theirs = told["people"]
    exchanged = {**told, "people": [{**mine, "account": MORI}, {**theirs, "account": SATO}]}
    office.seals.path.write_text(json.dumps(exchanged))
    assert "not right" in refused(office.seals.open, MORI, PASSPHRASES[SATO])
    office.seals.path.write_text(json.dumps({**told, "register": UUID.replace("4", "5")}))
    assert "not right" in refused(office.seals.open, SATO, PASSPHRASES[SATO])
    assert "is not that of this register" in refused(office.seals.open_by_code, office.code)


def test_exchanged_public_halves_are_found_by_who_opens_and_by_the_register(office: Office) -> None:
    office.seals.ensure_known(office.seals.read(), office.known)
    told = json.loads(office.seals.path.read_text())
    told["people"][1]["sealing_key"] = OTHER_HALVES.sealing
    office.seals.path.write_text(json.dumps(told))
    assert "“mori.k: signing_key, sealing_key”" in refused(office.seals.open, MORI, PASSPHRASES[MORI])
    assert "the keys of mori.k differ" in refused(office.seals.ensure_known, office.seals.read(), office.known)


def test_an_exchanged_public_half_of_the_sheet_is_found_by_who_types_its_code(office: Office) -> None:
    told = json.loads(office.seals.path.read_text())
    told["recovery_sheet"]["sealing_key"] = OTHER_HALVES.sealing
    office.seals.path.write_text(json.dumps(told))
    assert "“recovery_sheet.sealing_key”" in refused(office.seals.open_by_code, office.code)


@pytest.mark.parametrize("change", ["one more", "one less", "another sheet", "no sheet"])
def test_seals_that_the_register_does_not_know_are_refused(office: Office, change: str) -> None:
    if change == "one more":
        office.seals.add(office.file_key, "ueda", NAMES, "a third passphrase")
    elif change == "one less":
        office.people["ueda"] = OTHER_HALVES
    elif change == "another sheet":
        office.seals.make_sheet(office.file_key)
    else:
        office.seals.path.write_text(json.dumps({**json.loads(office.seals.path.read_text()), "recovery_sheet": None}))
    said = refused(office.seals.ensure_known, office.seals.read(), office.known)
    assert ("the keys of ueda differ" if change.startswith("one") else "The recovery sheet in the seals") in said
    if change.startswith("one"):
        office.seals.ensure_known(office.seals.read(), office.known, without="ueda")


def test_a_file_key_that_is_not_the_one_it_is_said_to_be_is_damage(office: Office) -> None:
    """Who may write there could seal a key of their own; what is encrypted by it they could read."""
    told = json.loads(office.seals.path.read_text())
    theirs = FileKey(bytes(range(32)))
    about = f"sekisho.keys/1\0{UUID}\0{SATO}".encode()
    seal = sealing.sealed_file_key(theirs, bytes.fromhex(office.people[SATO].sealing), about)
    (fingerprint,) = told["people"][0]["file_keys"]
    told["people"][0]["file_keys"] = {fingerprint: seal.hex()}
    office.seals.path.write_text(json.dumps(told))
    assert "“sato: file_keys”" in refused(office.seals.open, SATO, PASSPHRASES[SATO])


def test_a_wrong_file_key_is_told_apart_from_a_damaged_register(office: Office) -> None:
    """The seals open and say by their fingerprint that the key is right; the register does not open by it."""
    content = bytearray(office.path.read_bytes())
    content[100] ^= 1
    office.path.write_bytes(content)
    with pytest.raises(KeyDoesNotFit, match="or the beginning of the file is damaged"):
        office.seals.fitting(office.unlocked(SATO).file_keys)


def test_seals_of_another_register_are_not_taken_for_its_own(office: Office, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Office(tmp_path / "other")
    shutil.copy(other.seals.path, office.seals.path)
    other_key = FileKey(bytes(32))
    with pytest.raises(KeyDoesNotFit):
        office.seals.fitting((other_key,))
    office.seals.ensure_of(UUID)
    assert "“register”" in refused(office.seals.ensure_of, UUID.replace("4", "5"))


def test_a_copy_has_the_seals_beside_it_and_is_opened_by_them(office: Office, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "live.2026-11-30.sekisho"
    copy.parent.mkdir()
    unlocked = office.unlocked(MORI)
    with opened(office.path, file_key=unlocked.file_keys[0]) as work:
        work.save_copy(str(copy))
        assert seals_beside(copy).read_bytes() == office.seals.path.read_bytes()
        with pytest.raises(Mendable, match="There is a file at"):
            work.save_copy(str(copy.with_suffix(".other")))
        # Even where the seals were taken away meanwhile, a copy is made with those by which the register was opened.
        before = office.seals.path.read_bytes()
        office.seals.path.unlink()
        late = copy.with_name("late.sekisho")
        work.save_copy(str(late))
        assert seals_beside(late).read_bytes() == before
    seals = RegisterSeals(late, office.chance, office.clock.now, lambda _who, _count: None)
    with opened(late, file_key=seals.fitting(seals.open(SATO, PASSPHRASES[SATO]).file_keys)) as work:
        assert [case.number for case in list_cases(work)] == [CANARY]


def test_seals_are_made_once(office: Office) -> None:
    before = office.seals.path.read_bytes()
    assert "There is a file at" in refused(office.seals.make, UUID, SATO, NAMES, PASSPHRASES[SATO])
    assert office.seals.path.read_bytes() == before
    assert not list(office.path.parent.glob(".*"))


def test_by_a_link_the_seals_of_the_register_itself_are_read(office: Office, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.sekisho"
    link.parent.mkdir()
    link.symlink_to(office.path)
    seals = RegisterSeals(link, office.chance, office.clock.now, lambda _who, _count: None)
    assert seals.open(SATO, PASSPHRASES[SATO]).account == SATO
