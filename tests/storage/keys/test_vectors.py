"""The cryptography as the program uses it, against published vectors and against a second way of working it out."""

import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.storage.keys.key_pairs import KeyPairs, new_key_pairs
from app.storage.keys.sealing import (
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
from app.storage.register.file_key import FileKey
from tests.storage.keys.office import Chance

KEY = FileKey(bytes(range(32)))


def test_argon2id_is_that_of_rfc_9106_section_5_3() -> None:
    argon2id = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, secret=b"\x03" * 8, ad=b"\x04" * 12
    )
    assert argon2id.derive(b"\x01" * 32).hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    derivation = Derivation(b"\x02" * 16, iterations=2, memory=64, lanes=1)
    plain = Argon2id(salt=b"\x02" * 16, length=32, iterations=2, lanes=1, memory_cost=64).derive(b"a passphrase")
    assert derived(bytearray(b"a passphrase"), derivation) == plain


def test_a_new_passphrase_takes_what_rfc_9106_recommends_second() -> None:
    derivation = new_derivation(Chance())
    assert derivation[1:] == (3, 65536, 4)
    assert derivation.is_sensible


def extract(salt: bytes, secret: bytes) -> bytes:
    """HKDF-Extract of RFC 5869."""
    return hmac.digest(salt, secret, "sha256")


def expand(key: bytes, info: bytes, length: int) -> bytes:
    """HKDF-Expand of RFC 5869."""
    blocks, block = b"", b""
    for count in range(1, -(-length // 32) + 1):
        block = hmac.digest(key, block + info + bytes([count]), "sha256")
        blocks += block
    return blocks[:length]


KEM_SUITE = b"KEM" + b"\x00\x20"
SUITE = b"HPKE" + b"\x00\x20" + b"\x00\x01" + b"\x00\x03"


def labelled_extract(suite: bytes, salt: bytes, label: bytes, secret: bytes) -> bytes:
    """RFC 9180, section 4."""
    return extract(salt, b"HPKE-v1" + suite + label + secret)


def labelled_expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """RFC 9180, section 4."""
    return expand(key, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


def opened_by_hand(
    enc: bytes, ciphertext: bytes, private: bytes, info: bytes, aad: bytes
) -> tuple[bytes, bytes, bytes]:
    """RFC 9180, sections 4.1 and 5.1, mode_base: the text, and the key and nonce on the way."""
    key = X25519PrivateKey.from_private_bytes(private)
    dh = key.exchange(X25519PublicKey.from_public_bytes(enc))
    prk = labelled_extract(KEM_SUITE, b"", b"eae_prk", dh)
    shared = labelled_expand(KEM_SUITE, prk, b"shared_secret", enc + key.public_key().public_bytes_raw(), 32)
    context = (
        b"\x00" + labelled_extract(SUITE, b"", b"psk_id_hash", b"") + labelled_extract(SUITE, b"", b"info_hash", info)
    )
    secret = labelled_extract(SUITE, shared, b"secret", b"")
    aead_key = labelled_expand(SUITE, secret, b"key", context, 32)
    nonce = labelled_expand(SUITE, secret, b"base_nonce", context, 12)
    return ChaCha20Poly1305(aead_key).decrypt(nonce, ciphertext, aad), aead_key, nonce


def test_the_file_key_is_sealed_as_rfc_9180_says() -> None:
    """First the second way is held against appendix A.2.1, then what the program seals against the second way."""
    text, key, nonce = opened_by_hand(
        enc=bytes.fromhex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"),
        ciphertext=bytes.fromhex(
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"
        ),
        private=bytes.fromhex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"),
        info=b"Ode on a Grecian Urn",
        aad=b"Count-0",
    )
    assert text == b"Beauty is truth, truth beauty"
    assert key.hex() == "ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91"
    assert nonce.hex() == "5c4d98150661b848853b547f"
    private = bytes(range(100, 132))
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    seal = sealed_file_key(KEY, public, b"about")
    assert opened_by_hand(seal[:32], seal[32:], private, b"about", b"")[0] == KEY.octets


def test_a_sealed_file_key_opens_for_one_and_for_one_purpose() -> None:
    keys = new_key_pairs(Chance())
    seal = sealed_file_key(KEY, bytes.fromhex(keys.public.sealing), b"about")
    assert opened_file_key(seal, keys.sealing, b"about").octets == KEY.octets
    other = KeyPairs(bytearray(64))
    for wrong in (
        (seal, keys.sealing, b"other"),
        (seal, other.sealing, b"about"),
        (seal[:-1], keys.sealing, b"about"),
        (bytes([seal[0] ^ 1]) + seal[1:], keys.sealing, b"about"),
        (bytes(80), keys.sealing, b"about"),
        (b"", keys.sealing, b"about"),
    ):
        with pytest.raises(DoesNotOpen):
            opened_file_key(*wrong)


def test_a_sealed_secret_opens_by_its_key_and_for_its_purpose() -> None:
    key, secret = bytearray(range(32)), bytearray(b"private halves")
    seal = sealed(key, secret, b"about", Chance())
    assert opened(key, seal, b"about") == secret
    for wrong in (
        (bytearray(32), seal, b"about"),
        (key, seal, b"other"),
        (key, seal[:-1], b"about"),
        (key, b"", b"about"),
        *((key, seal[:at] + bytes([seal[at] ^ 1]) + seal[at + 1 :], b"about") for at in range(len(seal))),
    ):
        with pytest.raises(DoesNotOpen):
            opened(*wrong)


def test_the_key_of_a_code_is_that_of_rfc_5869() -> None:
    code = bytes(range(20))
    assert key_of_code(code, b"about") == expand(extract(bytes(32), code), b"about", 32)
    assert key_of_code(code, b"about") != key_of_code(code, b"other")


def test_keys_are_those_of_rfc_8032_and_rfc_7748() -> None:
    """Section 7.1, TEST 2, and section 6.1 (Alice)."""
    keys = KeyPairs(
        bytearray.fromhex(
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
            "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"
        )
    )
    assert keys.public.sealing == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    assert keys.public.signing == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    signature = keys.sign(b"\x72")
    assert signature.hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys.public.signing)).verify(signature, b"\x72")


def test_two_halves_are_not_made_of_one() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        KeyPairs(bytearray(32))
    private = new_key_pairs(Chance()).private
    assert private[:32] != private[32:]
