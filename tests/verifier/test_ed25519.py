"""
The Ed25519 of the verifier beside that of `cryptography`: the same answer, but for six keys that nobody can have made.

Those six are second forms of points of small order. RFC 8032, section 5.1.3 refuses them, and so does the verifier; the
library takes them. No key that was made from a seed looks like that.
"""

from __future__ import annotations

import random
from hashlib import sha512
from itertools import product

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .support import cauce_verify

signed = cauce_verify.signed
P, L = cauce_verify.P, cauce_verify.L

#: public key, message and signature of RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc)
RFC_8032 = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2465"
        "5141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb0"
        "0d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc0"
        "27beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        sha512(b"abc").digest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9"
        "bef1177331a704",
    ),
)


def library(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return what `cryptography` says, as `cauce verify` asks it."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def same(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return the answer that both give."""
    found = signed(public, message, signature)
    assert found is library(public, message, signature), (public.hex(), message.hex(), signature.hex())
    return bool(found)


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_vectors_of_rfc_8032_pass_and_no_bit_of_them_may_change(
    public: str, message: bytes, signature: str
) -> None:
    key, good = bytes.fromhex(public), bytes.fromhex(signature)
    assert same(key, message, good)
    assert not same(key, message + b"\0", good)
    for bit in range(0, 512, 7):
        assert not same(key, message, _flip(good, bit))
    for bit in range(0, 256, 7):
        same(_flip(key, bit), message, good)


def test_two_thousand_random_signatures_get_the_same_answer() -> None:
    """A thousand as they were made, a thousand with one bit changed in key, message or signature."""
    chance = random.Random(8032)  # noqa: S311 — the same every time
    for turn in range(1000):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        public, message = key.public_key().public_bytes_raw(), chance.randbytes(chance.randrange(1, 200))
        signature = key.sign(message)
        assert same(public, message, signature)
        parts = [public, message, signature]
        parts[turn % 3] = _flip(parts[turn % 3], chance.randrange(8 * len(parts[turn % 3])))
        assert not same(*parts)


def test_random_bytes_are_no_signature() -> None:
    chance = random.Random(1)  # noqa: S311
    assert not any(same(chance.randbytes(32), b"m", chance.randbytes(64)) for _ in range(300))


def test_a_second_form_of_the_same_number_is_refused() -> None:
    """Malleability: s and s + L lead to the same point (RFC 8032, section 5.1.7)."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, good = key.public_key().public_bytes_raw(), key.sign(b"m")
    s = int.from_bytes(good[32:], "little")
    assert same(public, b"m", good)
    for other in (s + L, s + 2 * L, L - s, 2**255 + s, 2**256 - 1, L, 0):
        if other < 2**256:
            assert not same(public, b"m", good[:32] + other.to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, 1, 32, 63, 65, 128])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    assert not same(bytes([1]) + bytes(31), b"m", bytes(length))


def _flip(data: bytes, bit: int) -> bytes:
    return (int.from_bytes(data, "little") ^ 1 << bit).to_bytes(len(data), "little")


def _encoded(y: int, sign: int) -> bytes:
    return (y + (sign << 255)).to_bytes(32, "little")


#: y of the points of order 8, whose double is of order 4
_Y8 = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
#: every text of 32 bytes that could stand for a point of small order, in its one form
SMALL = [_encoded(y, sign) for y, sign in product((0, _Y8, P - _Y8), (0, 1))] + [_encoded(1, 0), _encoded(P - 1, 0)]
#: and in any other: y not below the field, or a sign where x is 0
SECOND_FORMS = [_encoded(y, sign) for y, sign in product(range(P, 2**255), (0, 1))] + [
    _encoded(1, 1),
    _encoded(P - 1, 1),
]


def test_the_eight_points_of_small_order_are_points_and_the_second_forms_are_none() -> None:
    points = {cauce_verify.point(data) for data in SMALL}
    assert len(points) == 8
    assert None not in points
    for point in points:
        total = point
        for _ in range(3):
            total = cauce_verify.add(total, total)
        assert (total[0] % P, (total[1] - total[2]) % P) == (
            0,
            0,
        )  # eight times a point of small order is the neutral one
    assert {cauce_verify.point(data) for data in SECOND_FORMS} == {None}


def test_small_orders_and_second_forms_get_the_same_answer_but_for_six_keys() -> None:
    """As keys and as first halves, with the s that matter; a key of small order is taken, as RFC 8032 takes it."""
    honest = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    otherwise, taken = set(), set()
    for public, half in product([*SMALL, *SECOND_FORMS, honest], [*SMALL, *SECOND_FORMS[-8:]]):
        for s in (0, 1, L - 1, L, 2**253):
            for message in (b"", b"a", b"b"):
                signature = half + s.to_bytes(32, "little")
                ours, theirs = signed(public, message, signature), library(public, message, signature)
                if ours:
                    taken.add(public)
                if ours != theirs:
                    assert theirs  # never the other way round
                    otherwise.add(public)
    assert taken <= set(SMALL)
    assert otherwise <= set(SECOND_FORMS)
    assert len(otherwise) <= 6


def test_a_first_half_in_a_second_form_is_refused() -> None:
    """With s = 0 and the neutral key, R has to be the neutral point; its other forms are not."""
    neutral = _encoded(1, 0)
    assert same(neutral, b"any", neutral + bytes(32))
    for other in (_encoded(P + 1, 0), _encoded(1, 1), _encoded(P + 1, 1)):
        assert not same(neutral, b"any", other + bytes(32))


def test_a_key_with_a_part_of_small_order_gets_the_same_answer() -> None:
    """The equation without the cofactor: such signatures pass for some messages and fail for others, for both alike."""
    base, small = cauce_verify.point(b"\x58" + b"\x66" * 31), cauce_verify.point(SMALL[2])
    answers = set()
    for number in range(60):
        public, r = _bytes(cauce_verify.add(_times(5, base), small)), _bytes(_times(9, base))
        message = b"%d" % number
        h = int.from_bytes(sha512(r + public + message).digest(), "little") % L
        signature = r + ((9 + h * 5) % L).to_bytes(32, "little")
        answers.add(same(public, message, signature))
    assert answers == {True, False}


def _times(number: int, point: tuple[int, ...]) -> tuple[int, ...]:
    total: tuple[int, ...] = (0, 1, 1, 0)
    for _ in range(number):
        total = cauce_verify.add(total, point)
    return total


def _bytes(point: tuple[int, ...]) -> bytes:
    z = pow(point[2], -1, P)
    return _encoded(point[1] * z % P, point[0] * z % P % 2)
