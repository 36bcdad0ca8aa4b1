"""What the tests of the verifier share: the program itself, vectors, and receipts made from the reference."""

from __future__ import annotations

import importlib.util
import json
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

TOP = Path(__file__).parents[2]
PROGRAM = TOP / "verifier" / "cauce_verify.py"
VECTORS = TOP / "specs" / "vectors"
Vector = dict[str, Any]


def load(path: Path) -> ModuleType:
    """Import a file that belongs to no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(path.stem, module)
    spec.loader.exec_module(module)
    return module


cauce_verify = load(PROGRAM)
reference = load(VECTORS / "record_reference.py")


def read_vectors(name: str) -> list[Vector]:
    """Return the vectors of a file."""
    found: list[Vector] = json.loads((VECTORS / name).read_text(encoding="ascii"))
    return found


def vectors(name: str) -> pytest.MarkDecorator:
    """Run a test once for each vector of a file."""
    return pytest.mark.parametrize("vector", [pytest.param(one, id=one["name"]) for one in read_vectors(name)])


def bytes_of(vector: Vector, field: str) -> bytes:
    """Return the bytes of a vector; those that are no UTF-8 stand in hexadecimal."""
    return bytes.fromhex(vector[f"{field}_hex"]) if f"{field}_hex" in vector else vector[field].encode()


def code_of(run: Callable[[], object]) -> str:
    """Return the code of the check that fails, or "ok"."""
    try:
        run()
    except cauce_verify.Refused as err:
        return str(err.args[0])
    return "ok"


def witness(number: int) -> Any:
    """Return the key of a witness."""
    return reference.Key(f"witness.example/w{number}", sha256(b"witness %d" % number).digest(), b"\4")


def cosigned(key: Any, text: str, at: int = 1612353600) -> str:
    """Return the line with which a witness cosigns the text of a checkpoint."""
    made = key.private.sign(f"cosignature/v1\ntime {at}\n{text}".encode())
    return f"— {key.name} {reference.b64(key.id + at.to_bytes(8, 'big') + made)}\n"


OFFICE = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
ACT: dict[str, Any] = {
    "format": "cauce/act/v1",
    "number": 1,
    "by": "sre",
    "act": "authorise",
    "at": "2021-02-03T20:10:00Z",
    "case": "MX-2021-17",
    "procedure": "meeting",
    "regime": "mx-lsn",
    "person": "ana",
    "previous": "0" * 64,
    "fields": {"reason": "Año nuevo 🎉", "share": 0.5, "count": 3},
    "judgement": {
        "day": "2021-02-03", "filed": "2021-02-03", "law": "e" * 64, "stage": "held", "under": "mx-lsn@2021-01-15",
    },
}  # fmt: skip
CANONICAL = rfc8785.dumps(ACT)
DIGEST = sha256(CANONICAL).digest()
ENTRIES = [
    *reference.SEVEN[:4],
    sha256(b"cauce/leaf/v1\n" + reference.nonce(4) + DIGEST).digest(),
    *reference.SEVEN[5:],
]
CHECKPOINT: str = reference.head(7, reference.tree(ENTRIES))
LOG_LINE: str = reference.KEY.line


def envelope(**changed: object) -> str:
    """Return the act as a page saves it, signed by the office."""
    signature = b64encode(OFFICE.sign(b"cauce/act/v1\n" + CANONICAL)).decode()
    key = b64encode(OFFICE.public_key().public_bytes_raw()).decode()
    return json.dumps({"act": ACT, "key": key, "signature": signature} | changed, indent=1)


def receipt(*witnesses: int) -> str:
    """Return the receipt of the act, its checkpoint cosigned by these witnesses."""
    lines = [
        "c2sp.org/tlog-proof@v1",
        f"extra {reference.b64(reference.nonce(4) + DIGEST)}",
        "index 4",
        *map(reference.b64, reference.path(4, ENTRIES)),
    ]
    note = reference.KEY.note(CHECKPOINT) + "".join(cosigned(witness(one), CHECKPOINT) for one in witnesses)
    return "\n".join(lines) + "\n\n" + note


def policy(rule: str, count: int = 3) -> str:
    """Return a policy with the record, `count` witnesses named w0, w1…, and these further lines."""
    lines = "".join(f"witness w{one} {witness(one).line}\n" for one in range(count))
    return f"log {LOG_LINE}\n{lines}{rule}\n"
