"""The Merkle tree over the entries of a ledger, as RFC 6962 defines it, section 2.1.

It stands for a list of leaves: nobody can leave one out, add, alter or move one and keep the root. An inclusion proof
shows that a leaf is in a tree, a consistency proof that a smaller tree is the beginning of a larger one.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

#: Bytes of a SHA-256 hash.
HASH_SIZE = 32


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf (RFC 6962, 2.1): the first byte keeps it apart from that of a node."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of the node over two others (RFC 6962, 2.1)."""
    return sha256(b"\1" + left + right).digest()


class Peaks:
    """All of a growing tree that its root and its next leaf depend on: at most one hash a bit of its size.

    They are the roots of the full subtrees that the leaves fall into, the largest first. Stored as `size` and `data()`,
    they are continued from there, and no earlier leaf is read again.
    """

    __slots__ = ("_hashes", "size")

    def __init__(self, size: int = 0, data: bytes = b"") -> None:
        """The peaks of a tree that was stored. Raises `ValueError` where there are more or fewer than its size has."""
        if size < 0 or len(data) != size.bit_count() * HASH_SIZE:
            raise ValueError(f"{len(data)} bytes are not the peaks of a tree of {size} leaves")
        self.size = size
        self._hashes = [data[start : start + HASH_SIZE] for start in range(0, len(data), HASH_SIZE)]

    def append(self, leaf: bytes) -> None:
        """Take in the hash of the next leaf."""
        full, hashes = self.size, self._hashes
        while full & 1:
            leaf = sha256(b"\1" + hashes.pop() + leaf).digest()
            full >>= 1
        hashes.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree so far; of no leaves, the hash of nothing."""
        if not self.size:
            return sha256().digest()
        *others, root = self._hashes
        for peak in reversed(others):
            root = node_hash(peak, root)
        return root

    def data(self) -> bytes:
        """The peaks one after the other, to be stored."""
        return b"".join(self._hashes)


def peaks_of(leaves: Iterable[bytes]) -> Peaks:
    """The peaks of the tree over these hashes of leaves."""
    peaks = Peaks()
    for leaf in leaves:
        peaks.append(leaf)
    return peaks


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of the tree over these hashes of leaves: MTH of RFC 6962, 2.1."""
    return peaks_of(leaves).root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The path that shows that the leaf of this index, from 0, is in the tree: PATH of RFC 6962, 2.1.1."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"a tree of {len(leaves)} leaves has none of index {index}")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end - start > 1:
        middle = start + _left_part(end - start)
        if index < middle:
            path.append(root_of(leaves[middle:end]))
            end = middle
        else:
            path.append(root_of(leaves[start:middle]))
            start = middle
    return path[::-1]


def consistency_proof(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """The path that shows that the tree over the first `size` leaves begins this one: PROOF of RFC 6962, 2.1.2."""
    if not 0 < size <= len(leaves):
        raise ValueError(f"no tree of {size} leaves begins one of {len(leaves)}")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end != size:
        middle = start + _left_part(end - start)
        if size <= middle:
            path.append(root_of(leaves[middle:end]))
            end = middle
        else:
            path.append(root_of(leaves[start:middle]))
            start = middle
    if start:  # else the smaller tree is a subtree whose root the reader has
        path.append(root_of(leaves[start:end]))
    return path[::-1]


def _left_part(size: int) -> int:
    """The number of leaves on the left of a tree: the largest power of two that is smaller than its size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_holds(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a path shows that the leaf of this index is in the tree of this size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    last, current = size - 1, leaf
    for other in path:
        if not last:
            return False
        if index & 1 or index == last:
            current = node_hash(other, current)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            current = node_hash(current, other)
        index, last = index >> 1, last >> 1
    return not last and current == root


def consistency_holds(first: int, first_root: bytes, second: int, second_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a path shows that the first tree, of a size and a root, begins the second (RFC 9162, 2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and first_root == second_root
    hashes = [first_root, *path] if not first & (first - 1) else list(path)
    if not hashes:
        return False
    index, last = first - 1, second - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    of_first = of_second = hashes[0]
    for other in hashes[1:]:
        if not last:
            return False
        if index & 1 or index == last:
            of_first, of_second = node_hash(other, of_first), node_hash(other, of_second)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            of_second = node_hash(of_second, other)
        index, last = index >> 1, last >> 1
    return not last and of_first == first_root and of_second == second_root
