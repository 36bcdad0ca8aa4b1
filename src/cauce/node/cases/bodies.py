"""
The one door to what acts say: sealed where they are stored, each case with a key of its own.

A stored body begins with an octet that says what it is:

- `SEALED`: nonce and the act's canonical bytes under AES-256-GCM. Reference and number of the act belong to what is
  sealed, so that no row can stand in for another.
- `LEFT`: what the law's erasure left of the act (`cauce.case.erasure`), in the clear. There is no key any more.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cauce.case.act import Act, read_act
from cauce.node.cases import case_keys
from cauce.node.cases.errors import BodyDamaged, CaseKeyMissing, ErasedSince
from cauce.node.cases.models import Act as StoredAct
from cauce.node.cases.sql import ask

SEALED: Final = b"\x01"
LEFT: Final = b"\x00"
_NONCE: Final = 12

#: a row of an act: key and reference of its case, its number, what is stored of it
Stored = tuple[int, str, int, bytes | memoryview]
#: the columns of such a row, in a statement over `FROM`
COLUMNS: Final = "case_case.key, case_case.ref, case_act.number, case_act.body"
FROM: Final = "case_act JOIN case_case ON case_case.id = case_act.case_id"


def seal(key: bytes, ref: str, number: int, body: bytes) -> bytes:
    """Return what is stored of an act."""
    nonce = secrets.token_bytes(_NONCE)
    return SEALED + nonce + AESGCM(key).encrypt(nonce, body, _bound_to(ref, number))


def leave(body: bytes) -> bytes:
    """Return what is stored of an act of which the erasure left this."""
    return LEFT + body


def is_left(stored: bytes) -> bool:
    """Return whether a stored body is what an erasure left."""
    return stored[:1] == LEFT


def open_all(rows: Sequence[Stored]) -> Iterator[bytes]:
    """
    Yield the canonical bytes of acts; of an erased one what was left of it, whose digest is not the act's.

    Keys are read anew each time, so nothing is opened with a key that was destroyed before this began.

    Errors: CaseKeysAway, CaseKeyMissing, BodyDamaged, ErasedSince.
    """
    told = [(key, ref, number, bytes(stored)) for key, ref, number, stored in rows]  # PostgreSQL gives views of them
    keys = case_keys.keys_of({key for key, _, _, stored in told if not is_left(stored)})
    openers = {number: AESGCM(key) for number, key in keys.items()}
    for key, ref, number, stored in told:
        yield stored[1:] if is_left(stored) else _open(openers.get(key), key, ref, number, stored)


def _open(opener: AESGCM | None, key: int, ref: str, number: int, stored: bytes) -> bytes:
    if opener is None:
        gone = case_keys.gone(key)
        raise ErasedSince(case=ref, act=gone.act, at=gone.at) if gone else CaseKeyMissing(case=ref)
    sealed = stored[1:]
    try:
        return opener.decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound_to(ref, number))
    except (InvalidTag, ValueError) as error:
        raise BodyDamaged(case=ref, number=number) from error


def _bound_to(ref: str, number: int) -> bytes:
    return f"cauce/body/v1\n{ref}\n{number}".encode()


def acts_where(where: str, values: Sequence[object], order: str) -> list[Act]:
    """Return the acts that a condition over `FROM` finds, in an order; `where` and `order` are ours, never typed."""
    rows = ask(f"SELECT {COLUMNS} FROM {FROM} WHERE {where} ORDER BY {order}", values)  # noqa: S608 - as said
    return [read_act(body) for body in open_all(rows)]


def body_of(row: StoredAct) -> bytes:
    """Return the bytes of one act, its case read along."""
    return next(open_all([_row(row)]))


def act_of(row: StoredAct) -> Act:
    """Return one act, its case read along."""
    return read_act(body_of(row))


def bodies_of(rows: Iterable[StoredAct]) -> Iterator[bytes]:
    """Yield the bytes of acts, their cases read along."""
    yield from open_all([_row(row) for row in rows])


def _row(row: StoredAct) -> Stored:
    return row.case.key, row.case.ref, row.number, bytes(row.body)
