"""
Writes the vectors of the words: what an entry is called in both languages, and what is refused.

It shares no line with the program but the list of words. Run it with any Python that has `cryptography`, with a folder
if not into this one; the same file comes out every time.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from record_reference import ORIGIN, entry

HERE = Path(__file__).parent
LIST = [line.split() for line in (HERE / "words/list.txt").read_text("ascii").splitlines()]


def said(name: str, origin: str, index: int, bits: bytes) -> dict[str, Any]:
    number = hashlib.sha256(f"cauce/words/v1\n{origin}\n{index}\n{bits.hex()}\n".encode()).hexdigest()
    picked = []
    for place in range(14):
        low = int(number[2 * place : 2 * place + 2], 16) & 0x7F
        picked.append(LIST[low if place % 2 == 0 else 128 + low])
    es, en = ([word[side] for word in picked] for side in (0, 1))
    return asked(name, origin, index, bits, "ok") | {"es": es, "en": en}


def asked(name: str, origin: str, index: int, bits: bytes, expect: str) -> dict[str, Any]:
    return {"name": name, "origin": origin, "index": str(index), "entry": bits.hex(), "expect": expect}


def vectors() -> list[dict[str, Any]]:
    other = "bitácora.example/registro"
    flipped = bytes([entry(4)[0] ^ 1]) + entry(4)[1:]
    return [
        said("the entry of the page", ORIGIN, 4, entry(4)),
        said("the first entry", ORIGIN, 0, entry(0)),
        said("the same entry at another place", ORIGIN, 5, entry(4)),
        said("the same entry in another record", "other.example/record", 4, entry(4)),
        said("one bit is another", ORIGIN, 4, flipped),
        said("an origin that is not ASCII", other, 4, entry(4)),
        said("an entry of zeros at the last place there is", ORIGIN, 2**63 - 1, bytes(32)),
        asked("a place below the first", ORIGIN, -1, entry(4), "record.E007"),
        asked("a place beyond the last", ORIGIN, 2**63, entry(4), "record.E007"),
        asked("an entry without its last byte", ORIGIN, 4, entry(4)[:-1], "record.E006"),
        asked("an entry with a byte more", ORIGIN, 4, entry(4) + b"\0", "record.E006"),
        asked("a line feed in the origin", "cauce.example/record\n4", 4, entry(4), "record.E003"),
        asked("a character that nobody sees in the origin", "cauce.example\u200b/record", 4, entry(4), "record.E004"),
    ]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    (folder / "words").mkdir(parents=True, exist_ok=True)
    text = json.dumps(vectors(), indent=1) + "\n"
    (folder / "words/words.json").write_text(text, encoding="ascii", newline="")


if __name__ == "__main__":
    main()
