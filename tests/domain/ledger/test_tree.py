"""The tree is that of RFC 6962: as its reference trees were published, and as its definition says word by word."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ledger.tree import (
    Peaks,
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    leaf_hash,
    peaks_of,
    root_of,
)

# Certificate Transparency's reference tree: google/certificate-transparency, python/ct/crypto/
# in_memory_merkle_tree_test.py (test_vector_data, precomputed_path_test_vectors, precomputed_proof_test_vectors) and
# cpp/merkletree/merkle_tree_test.cc; again in transparency-dev/merkle, testonly/constants.go (LeafInputs, RootHashes).
INPUTS = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Index, size, path.
INCLUSION: list[tuple[int, int, list[str]]] = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
# Size of the first tree, size of the second, path.
CONSISTENCY: list[tuple[int, int, list[str]]] = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
REFERENCE = [leaf_hash(data) for data in INPUTS]

sizes = st.integers(1, 70)


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


def largest_power_below(size: int) -> int:
    return max(1 << exponent for exponent in range(64) if 1 << exponent < size)


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, over hashes of leaves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = largest_power_below(len(leaves))
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D[n]) of RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    k = largest_power_below(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_proof(m: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF(m, D[n], b) of RFC 6962, 2.1.2; PROOF(m, D[n]) is SUBPROOF(m, D[n], true)."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = largest_power_below(len(leaves))
    if m <= k:
        return [*naive_proof(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_proof(m - k, leaves[k:], False), naive_root(leaves[:k])]


@pytest.mark.parametrize(("size", "root"), list(enumerate(ROOTS)))
def test_the_roots_are_those_of_the_reference_tree(size: int, root: str) -> None:
    assert root_of(REFERENCE[:size]).hex() == root


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_inclusion_is_proved_as_in_the_reference_tree(index: int, size: int, path: list[str]) -> None:
    assert [each.hex() for each in inclusion_proof(REFERENCE[:size], index)] == path
    assert inclusion_holds(REFERENCE[index], index, size, [*map(bytes.fromhex, path)], bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("first", "second", "path"), CONSISTENCY)
def test_consistency_is_proved_as_in_the_reference_tree(first: int, second: int, path: list[str]) -> None:
    assert [each.hex() for each in consistency_proof(REFERENCE[:second], first)] == path
    roots = [bytes.fromhex(ROOTS[size]) for size in (first, second)]
    assert consistency_holds(first, roots[0], second, roots[1], [*map(bytes.fromhex, path)])


@given(st.integers(0, 300))
def test_the_root_is_that_of_the_definition(size: int) -> None:
    assert root_of(leaves_of(size)) == naive_root(leaves_of(size))


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_stored_tree_is_continued_as_if_it_had_not_been_stored(stored: int, more: int) -> None:
    leaves = leaves_of(stored + more)
    before = peaks_of(leaves[:stored])
    assert before.root() == naive_root(leaves[:stored]), "asking for the root changes nothing"
    continued = Peaks(before.size, before.data())
    for leaf in leaves[stored:]:
        continued.append(leaf)
    assert (continued.size, continued.root()) == (len(leaves), naive_root(leaves))


@pytest.mark.parametrize(("size", "data"), [(-1, b""), (0, bytes(32)), (3, bytes(32)), (4, bytes(64)), (1, bytes(31))])
def test_what_are_no_peaks_of_the_size_is_refused(size: int, data: bytes) -> None:
    with pytest.raises(ValueError, match="are not the peaks"):
        Peaks(size, data)


@given(sizes, st.data())
def test_inclusion_is_proved_as_defined_and_of_nothing_else(size: int, data: st.DataObject) -> None:
    leaves, index = leaves_of(size), data.draw(st.integers(0, size - 1))
    root, path = naive_root(leaves), inclusion_proof(leaves, index)
    assert path == naive_path(index, leaves)
    assert inclusion_holds(leaves[index], index, size, path, root)
    assert not inclusion_holds(leaf_hash(b"another"), index, size, path, root)
    assert not inclusion_holds(leaves[index], index, size, path, leaf_hash(b"another"))
    assert not inclusion_holds(leaves[index], index, size, [*path, root], root)
    for other in range(-1, size + 2):
        assert other == index or not inclusion_holds(leaves[index], other, size, path, root)
    for place in range(len(path)):
        assert not inclusion_holds(leaves[index], index, size, path[:place] + path[place + 1 :], root)
        assert not inclusion_holds(leaves[index], index, size, [*path[:place], root, *path[place + 1 :]], root)


@given(sizes, st.data())
def test_consistency_is_proved_as_defined_and_of_nothing_else(second: int, data: st.DataObject) -> None:
    leaves, first = leaves_of(second), data.draw(st.integers(1, second))
    roots = naive_root(leaves[:first]), naive_root(leaves)
    path = consistency_proof(leaves, first)
    assert path == naive_proof(first, leaves)
    assert consistency_holds(first, roots[0], second, roots[1], path)
    assert not consistency_holds(first, leaf_hash(b"another"), second, roots[1], path)
    assert not consistency_holds(first, roots[0], second, leaf_hash(b"another"), path)
    assert not consistency_holds(first, roots[0], second, roots[1], [*path, roots[1]])
    for other in range(-1, second + 2):
        if other != first:
            assert not consistency_holds(other, roots[0], second, roots[1], path)
    for place in range(len(path)):
        assert not consistency_holds(first, roots[0], second, roots[1], path[:place] + path[place + 1 :])
        altered = [*path[:place], leaf_hash(b"another"), *path[place + 1 :]]
        assert not consistency_holds(first, roots[0], second, roots[1], altered)


def test_what_is_not_in_a_tree_has_no_proof() -> None:
    for index in (-1, 3):
        with pytest.raises(ValueError, match="none of index"):
            inclusion_proof(leaves_of(3), index)
    for size in (0, 4):
        with pytest.raises(ValueError, match="no tree of"):
            consistency_proof(leaves_of(3), size)
    assert not consistency_holds(2, b"", 3, b"", [])
