"""
Writes the vectors of cosignature, policy and witness: each good case, and each way to spoil it with what it meets.

Run it with any Python that has `cryptography`, with a folder if not into this one; the same files come out every time.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from record_reference import KEY, NEXT_KEY, ORIGIN, SEVEN, WITNESS, WITNESS_2, Key, b64, head, tree

HERE = Path(__file__).parent
Vectors = list[dict[str, Any]]
NOON = 1_612_353_600  # 2021-02-03T12:00:00Z
BODY = head(7, tree(SEVEN))
SIGNED = KEY.note(BODY)


# ---- cosignature ---------------------------------------------------------------------------------------------------


def cosignatures() -> Vectors:
    def case(
        name: str, note: str, expect: str = "ok", keys: tuple[Key, ...] = (KEY, WITNESS), **more: Any
    ) -> dict[str, Any]:
        return {"name": name, "note": note, "keys": [key.line for key in keys], **more, "expect": expect}

    def says(*found: tuple[Key, int | None]) -> list[dict[str, Any]]:
        times = [None if time is None else str(time) for _, time in found]
        return [
            {"key": f"{key.name}+{key.id.hex()}", "time": time} for (key, _), time in zip(found, times, strict=True)
        ]

    log, line = says((KEY, None)), WITNESS.cosignature(BODY, NOON)
    both = says((KEY, None), (WITNESS, NOON))
    last = 2**63 - 1
    longer = head(7, tree(SEVEN), ORIGIN, "an extension")
    namesake = Key(ORIGIN, sha256(b"key of a witness").digest(), b"\4")
    twin = Key(ORIGIN, sha256(b"key of the record").digest(), b"\4")
    plain = Key(WITNESS.name, sha256(b"key of a witness").digest())
    return [
        case("cosigned", SIGNED + line, signatures=both),
        case("cosignature before the record's own line", f"{BODY}\n{line}{KEY.signature(BODY)}", signatures=both[::-1]),
        case("cosigned by two", SIGNED + line + WITNESS_2.cosignature(BODY, NOON + 9), keys=(KEY, WITNESS, WITNESS_2))
        | {"signatures": [*both, *says((WITNESS_2, NOON + 9))]},
        case("a witness that nobody trusts is ignored", SIGNED + line, keys=(KEY,), signatures=log),
        case("an unknown witness, forged", SIGNED + WITNESS_2.signature(BODY), signatures=log),
        case("at the first second", SIGNED + WITNESS.cosignature(BODY, 0), signatures=says((KEY, None), (WITNESS, 0))),
        case("at the last second", SIGNED + WITNESS.cosignature(BODY, last))
        | {"signatures": says((KEY, None), (WITNESS, last))},
        case("one second later", SIGNED + WITNESS.cosignature(BODY, last + 1), "record.E021"),
        case("extension lines are cosigned too", KEY.note(longer) + WITNESS.cosignature(longer, NOON), signatures=both),
        case("made without the extension line", KEY.note(longer) + line, "record.E021"),
        case("made over the whole note", SIGNED + WITNESS.cosignature(SIGNED, NOON), "record.E021"),
        case("made over another tree", SIGNED + WITNESS.cosignature(head(6, tree(SEVEN[:6])), NOON), "record.E021"),
        case("one name, a key of the record and a key of a witness", SIGNED + namesake.cosignature(BODY, NOON))
        | {"keys": [KEY.line, namesake.line], "signatures": says((KEY, None), (namesake, NOON))},
        case("one key in both functions", SIGNED + twin.cosignature(BODY, NOON), keys=(KEY, twin))
        | {"signatures": says((KEY, None), (twin, NOON))},
        case("old and new key of the record", SIGNED + line + NEXT_KEY.signature(BODY), keys=(NEXT_KEY, WITNESS, KEY))
        | {"signatures": [*both, *says((NEXT_KEY, None))]},
        case(
            "another time than the one that was signed",
            SIGNED + WITNESS.cosignature(BODY, NOON, says="7"),
            "record.E021",
        ),
        case("time signed with a leading zero", SIGNED + WITNESS.cosignature(BODY, 7, says="07"), "record.E021"),
        case("another header", SIGNED + WITNESS.cosignature(BODY, NOON, "cosignature/v2"), "record.E021"),
        case("signed as a record signs", SIGNED + WITNESS.signature(BODY), "record.E021"),
        case("a record's key that signs with a time", SIGNED + plain.cosignature(BODY, NOON), "record.E021")
        | {"keys": [KEY.line, plain.line]},
        case("one byte short", SIGNED + f"— {WITNESS.name} {b64(WITNESS.id + bytes(71))}\n", "record.E021"),
        case("one byte long", SIGNED + f"— {WITNESS.name} {b64(WITNESS.id + bytes(73))}\n", "record.E021"),
        case("a time and nothing else", SIGNED + f"— {WITNESS.name} {b64(WITNESS.id + bytes(8))}\n", "record.E021"),
        case("one byte", SIGNED + f"— {WITNESS.name} {b64(WITNESS.id + bytes(1))}\n", "record.E021"),
        case("twice the same", SIGNED + line + line, "record.E020"),
        case("twice, at two times", SIGNED + line + WITNESS.cosignature(BODY, NOON + 1), "record.E020"),
        case("no signature of the record", f"{BODY}\n{line}", "record.E031"),
        case("a witness with the name of the record is not the record", f"{BODY}\n{namesake.cosignature(BODY, NOON)}")
        | {"keys": [KEY.line, namesake.line], "expect": "record.E031"},
        case("none that is trusted", SIGNED + line, "record.E022", keys=(WITNESS_2,)),
    ]


FILES = {
    "cosignature/cosignature.json": cosignatures,
}


def write(folder: Path) -> None:
    for name, make in FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(make(), indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
