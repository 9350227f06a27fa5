"""Published test vectors, entered by hand with their place: what signs in the program, and what verifies outside it."""

import json
from struct import unpack
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical_json
from tests.domain.ledger.test_tree import INPUTS, ROOTS
from tests.verifier.loading import verify_ledger

# RFC 8032, 7.1: secret key, public key, message, signature.
ED25519 = {
    "TEST 1": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
            "655141438e7a100b"
        ),
    ),
    "TEST 2": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
            "b00d291612bb0c00"
        ),
    ),
    "TEST 3": (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
            "c027beceea1ec40a"
        ),
    ),
    "TEST 1024": (
        "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5",
        "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
        (
            "08b8b2b733424243760fe426a4b54908632110a66c2f6591eabd3345e3e4eb98"
            "fa6e264bf09efe12ee50f8f54e9f77b1e355f6c50544e23fb1433ddf73be84d8"
            "79de7c0046dc4996d9e773f4bc9efe5738829adb26c81b37c93a1b270b20329d"
            "658675fc6ea534e0810a4432826bf58c941efb65d57a338bbd2e26640f89ffbc"
            "1a858efcb8550ee3a5e1998bd177e93a7363c344fe6b199ee5d02e82d522c4fe"
            "ba15452f80288a821a579116ec6dad2b3b310da903401aa62100ab5d1a36553e"
            "06203b33890cc9b832f79ef80560ccb9a39ce767967ed628c6ad573cb116dbef"
            "efd75499da96bd68a8a97b928a8bbc103b6621fcde2beca1231d206be6cd9ec7"
            "aff6f6c94fcd7204ed3455c68c83f4a41da4af2b74ef5c53f1d8ac70bdcb7ed1"
            "85ce81bd84359d44254d95629e9855a94a7c1958d1f8ada5d0532ed8a5aa3fb2"
            "d17ba70eb6248e594e1a2297acbbb39d502f1a8c6eb6f1ce22b3de1a1f40cc24"
            "554119a831a9aad6079cad88425de6bde1a9187ebb6092cf67bf2b13fd65f270"
            "88d78b7e883c8759d2c4f5c65adb7553878ad575f9fad878e80a0c9ba63bcbcc"
            "2732e69485bbc9c90bfbd62481d9089beccf80cfe2df16a2cf65bd92dd597b07"
            "07e0917af48bbb75fed413d238f5555a7a569d80c3414a8d0859dc65a46128ba"
            "b27af87a71314f318c782b23ebfe808b82b0ce26401d2e22f04d83d1255dc51a"
            "ddd3b75a2b1ae0784504df543af8969be3ea7082ff7fc9888c144da2af58429e"
            "c96031dbcad3dad9af0dcbaaaf268cb8fcffead94f3c7ca495e056a9b47acdb7"
            "51fb73e666c6c655ade8297297d07ad1ba5e43f1bca32301651339e22904cc8c"
            "42f58c30c04aafdb038dda0847dd988dcda6f3bfd15c4b4c4525004aa06eeff8"
            "ca61783aacec57fb3d1f92b0fe2fd1a85f6724517b65e614ad6808d6f6ee34df"
            "f7310fdc82aebfd904b01e1dc54b2927094b2db68d6f903b68401adebf5a7e08"
            "d78ff4ef5d63653a65040cf9bfd4aca7984a74d37145986780fc0b16ac451649"
            "de6188a7dbdf191f64b5fc5e2ab47b57f7f7276cd419c17a3ca8e1b939ae49e4"
            "88acba6b965610b5480109c8b17b80e1b7b750dfc7598d5d5011fd2dcc5600a3"
            "2ef5b52a1ecc820e308aa342721aac0943bf6686b64b2579376504ccc493d97e"
            "6aed3fb0f9cd71a43dd497f01f17c0e2cb3797aa2a2f256656168e6c496afc5f"
            "b93246f6b1116398a346f1a641f3b041e989f7914f90cc2c7fff357876e506b5"
            "0d334ba77c225bc307ba537152f3f1610e4eafe595f6d9d90d11faa933a15ef1"
            "369546868a7f3a45a96768d40fd9d03412c091c6315cf4fde7cb68606937380d"
            "b2eaaa707b4c4185c32eddcdd306705e4dc1ffc872eeee475a64dfac86aba41c"
            "0618983f8741c5ef68d3a101e8a3b8cac60c905c15fc910840b94c00a0b9d0"
        ),
        (
            "0aab4c900501b3e24d7cdf4663326a3a87df5e4843b2cbdb67cbf6e460fec350aa5371b1508f9f4528ecea23c436d94b5e8fcd4f681e30a6"
            "ac00a9704a188a03"
        ),
    ),
    "TEST SHA(abc)": (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        (
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e"
            "2a9ac94fa54ca49f"
        ),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17a"
            "d9bef1177331a704"
        ),
    ),
}
# RFC 8032, 5.1: the order of the base point, and the field's prime.
ORDER, PRIME = 2**252 + 27742317777372353535851937790883648493, 2**255 - 19

# RFC 8785, appendix B: IEEE 754, JSON.
NUMBERS = [
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("ffefffffffffffff", "-1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("44b52d02c7e14af7", "1.0000000000000001e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"),
    ("41b3de4355555556", "333333333.3333334"),
    ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
    ("43143ff3c1cb0959", "1424953923781206.2"),
]
# RFC 8785, 3.2.3, and what it has to become, with numbers for the words.
NAMES = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
SORTED_NAMES = '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'.encode()
# RFC 8785, 3.2.4, the bytes of the part of the example that holds no fractions.
EXAMPLE = bytes.fromhex(
    "7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c"
    "22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d"
)

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize("vector", ED25519.values(), ids=list(ED25519))
def test_signatures_are_those_of_rfc_8032(vector: tuple[str, ...]) -> None:
    secret, public, message, signature = vector
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    assert key.public_key().public_bytes_raw().hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    assert verify_ledger.holds(public, bytes.fromhex(signature), bytes.fromhex(message))


@pytest.mark.parametrize("vector", ED25519.values(), ids=list(ED25519))
def test_no_other_signature_holds(vector: tuple[str, ...]) -> None:
    _, public, message, signature = vector
    said, signed = bytes.fromhex(message), bytes.fromhex(signature)
    for bit in range(512):
        altered = bytearray(signed)
        altered[bit // 8] ^= 1 << bit % 8
        assert not verify_ledger.holds(public, bytes(altered), said)
    assert not verify_ledger.holds(public, signed, said + b"\0")
    assert not verify_ledger.holds(public, signed[:-1], said)
    # RFC 8032, 5.1.7, 1: S is below the order, or there would be two signatures.
    second = int.from_bytes(signed[32:], "little") + ORDER
    assert not verify_ledger.holds(public, signed[:32] + second.to_bytes(32, "little"), said)


def test_a_key_that_signs_for_anybody_is_no_key() -> None:
    """Points of order 1, 2, 4 and 8: twice each is the next, by the law of RFC 8032, 5.1, and the curve's equation."""

    def y_of_twice(y: int) -> int:
        d = -121665 * pow(121666, -1, PRIME)
        x_squared = (y * y - 1) * pow(d * y * y + 1, -1, PRIME)
        return (y * y + x_squared) * pow(1 - d * x_squared * y * y, -1, PRIME) % PRIME

    eighths = sorted(y for y in verify_ledger.SMALL_ORDER if y_of_twice(y) == 0)
    assert len(eighths) == 2
    assert sum(eighths) == PRIME
    assert sorted(verify_ledger.SMALL_ORDER) == sorted([0, 1, PRIME - 1, *eighths])
    assert (y_of_twice(0), y_of_twice(PRIME - 1), y_of_twice(1)) == (PRIME - 1, 1, 1)
    for y in verify_ledger.SMALL_ORDER:
        for same in (y, y + PRIME):  # a number written in two ways, where it fits
            for sign in (0, 1 << 255):
                if same < 1 << 255:
                    assert not verify_ledger.is_key((same | sign).to_bytes(32, "little").hex())
    anybodys = (1).to_bytes(32, "little")  # with it these 64 bytes "sign" whatever one likes
    assert verify_ledger.holds(anybodys.hex(), anybodys + bytes(32), b"whatever one likes")
    assert all(verify_ledger.is_key(vector[1]) for vector in ED25519.values())


@pytest.mark.parametrize(("bits", "text"), NUMBERS)
def test_of_the_numbers_of_rfc_8785_only_whole_ones_within_bounds_are_admitted(bits: str, text: str) -> None:
    (number,) = unpack(">d", bytes.fromhex(bits))
    assert rfc8785.dumps(number).decode() == text, "entered as published"
    with pytest.raises(ValueError, match="exact"):
        canonical_json(number)
    if text == "0":
        assert verify_ledger.canonical(text.encode()) == 0
        assert canonical_json(0) == text
        return
    with pytest.raises(ValueError, match=r"whole|large"):
        verify_ledger.canonical(text.encode())
    if text.lstrip("-").isdecimal():
        with pytest.raises(ValueError, match="exact"):
            canonical_json(int(text))


def test_the_examples_of_rfc_8785_are_read_and_no_other_order_is() -> None:
    assert canonical_json(NAMES).encode() == SORTED_NAMES
    assert verify_ledger.canonical(SORTED_NAMES) == NAMES
    assert verify_ledger.canonical(EXAMPLE) == {"literals": [None, True, False], "string": '\u20ac$\x0f\nA\'B"\\\\"/'}
    with pytest.raises(ValueError, match="order"):
        verify_ledger.canonical(json.dumps(NAMES, ensure_ascii=False, separators=(",", ":")).encode())


@given(values)
def test_canonical_json_is_what_another_library_writes(value: Any) -> None:
    data = rfc8785.dumps(value)
    assert canonical_json(value).encode() == data
    assert verify_ledger.canonical(data) == value


@given(values, st.booleans(), st.booleans(), st.sampled_from([(",", ":"), (", ", ":"), (",", ": ")]))
def test_no_other_way_of_writing_is_read(value: Any, plain: bool, ordered: bool, separators: tuple[str, str]) -> None:
    text = json.dumps(value, ensure_ascii=plain, sort_keys=ordered, separators=separators)
    if text.encode() != rfc8785.dumps(value):
        with pytest.raises(ValueError, match=r"canonical|order"):
            verify_ledger.canonical(text.encode())


def test_roots_are_those_of_the_reference_tree() -> None:
    """Certificate Transparency's reference tree, as in the tests of the program's own tree."""
    for size, root in enumerate(ROOTS):
        peaks = verify_ledger.Tree()
        for data in INPUTS[:size]:
            peaks.append(verify_ledger.leaf_hash(data))
        assert peaks.root().hex() == root
