"""A public key has one form: what a library takes beyond it signs nothing here."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from cauce.case.signing import signed_bytes
from cauce.case.signing import verify as signed_by_office
from cauce.record import VerifierKey

PRIME = 2**255 - 19
SIGN = 1 << 255
#: the neutral point R, and s = 0: fits any message under a key of small order whose multiples are neutral
EMPTY = (1).to_bytes(32, "little") + bytes(32)


@pytest.mark.parametrize("y", [PRIME + 1, 1 | SIGN, (PRIME + 1) | SIGN])
def test_second_forms_of_the_neutral_point_sign_nothing(y: int) -> None:
    public = y.to_bytes(32, "little")
    Ed25519PublicKey.from_public_bytes(public).verify(EMPTY, b"any")  # the library takes it
    assert not VerifierKey("log.example", public).signed(b"any", EMPTY)
    assert not signed_by_office(b"any", EMPTY, public)
    Ed25519PublicKey.from_public_bytes(public).verify(EMPTY, signed_bytes(b"any"))
