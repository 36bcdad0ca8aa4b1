"""
The hashes of a tree and the check of its proofs, without any storage.

Source: RFC 6962, section 2.1 (hashes and proofs); RFC 9162, sections 2.1.3 and 2.1.4 (how a verifier walks them).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from .errors import NotConsistent, NotInRecord, OutsideTree, WrongOrder, WrongPathLength
from .text import check_length

HASH_BYTES = 32
#: the root of a tree without leaves
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a log entry as a leaf of the tree."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def pair_up(row: bytes) -> bytes:
    """Return the row above this row of hashes: `node_hash` of each whole pair, written out because time goes here."""
    ends = range(2 * HASH_BYTES, len(row) + 1, 2 * HASH_BYTES)
    return b"".join([sha256(b"\x01" + row[end - 2 * HASH_BYTES : end]).digest() for end in ends])


def join_peaks(peaks: Sequence[bytes]) -> bytes:
    """Return the root of the tree whose perfect subtrees, largest first, have these roots."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def extend_peaks(peaks: Sequence[bytes], size: int, leaves: Iterable[bytes]) -> tuple[bytes, ...]:
    """
    Return the roots of the perfect subtrees, largest first, of a tree of this size after these leaf hashes.

    Shape:  one for each bit that is set in the size, which is all that the next leaf and the root call for.
    Errors: WrongLength, if a leaf hash is not of 32 bytes.
    """
    row = list(peaks)
    for leaf in leaves:
        node, carry = check_length(leaf, "leaf"), size
        while carry & 1:
            node = node_hash(row.pop(), node)
            carry >>= 1
        row.append(node)
        size += 1
    return tuple(row)


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """
    Check that the tree of this size and root has this leaf hash at this index.

    Shape:  path runs from the leaf's sibling up to the root's child.
    Errors: OutsideTree, WrongPathLength, WrongLength, NotInRecord.
    """
    if not 0 <= index < size:
        raise OutsideTree(index=index, size=size)
    inner, border = _path_shape(index, size)
    _check_path(path, inner + border)
    found = _climb(check_length(leaf, "leaf"), index, path[:inner])
    if _climb_left(found, path[inner:]) != check_length(root, "root"):
        raise NotInRecord()


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """
    Check that the tree of size `new` begins with the leaves of the tree of size `old`.

    Shape:  path as RFC 6962, section 2.1.2 gives it; empty where `old` is 0 or equal to `new`.
    Errors: WrongOrder, WrongPathLength, WrongLength, NotConsistent.
    """
    if not 0 <= old <= new:
        raise WrongOrder(old=old, new=new)
    if old in (0, new):
        _check_path(path, 0)
        _check_roots(old_root, new_root)
        if old_root != (EMPTY_ROOT if old == 0 else new_root):
            raise NotConsistent(old=old, new=new)
        return
    height = _trailing_zeros(old)  # of the last perfect subtree of the old tree, where the walk begins
    node = (old - 1) >> height
    inner, border = _path_shape(node, ((new - 1) >> height) + 1)
    whole = node == 0  # the old tree is that subtree, and its root is known
    _check_path(path, inner + border + (not whole))
    _check_roots(old_root, new_root)
    seed, rest = (old_root, path) if whole else (path[0], path[1:])
    before = _climb_left(seed, [left for bit, left in enumerate(rest[:inner]) if node >> bit & 1])
    if _climb_left(before, rest[inner:]) != old_root:
        raise NotConsistent(old=old, new=new)
    if _climb_left(_climb(seed, node, rest[:inner]), rest[inner:]) != new_root:
        raise NotConsistent(old=old, new=new)


def _path_shape(index: int, size: int) -> tuple[int, int]:
    """Return how many steps a path takes below the point where it meets the right edge, and how many above."""
    inner = (index ^ (size - 1)).bit_length()
    return inner, (index >> inner).bit_count()


def _check_path(path: Sequence[bytes], expected: int) -> None:
    if len(path) != expected:
        raise WrongPathLength(found=len(path), expected=expected)
    for node in path:
        check_length(node, "path")


def _check_roots(old_root: bytes, new_root: bytes) -> None:
    check_length(old_root, "root")
    check_length(new_root, "root")


def _climb(node: bytes, index: int, path: Iterable[bytes]) -> bytes:
    for sibling in path:
        node = node_hash(sibling, node) if index & 1 else node_hash(node, sibling)
        index >>= 1
    return node


def _climb_left(node: bytes, path: Iterable[bytes]) -> bytes:
    for sibling in path:
        node = node_hash(sibling, node)
    return node


def _trailing_zeros(number: int) -> int:
    return (number & -number).bit_length() - 1
