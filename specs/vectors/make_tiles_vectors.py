"""
Writes the vectors of tiles: how files are named, and bundles of entries.

Run it with any Python that has `cryptography`, with a folder if not into this one; the same files come out every time.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from record_reference import SEVEN

HERE = Path(__file__).parent
Vectors = list[dict[str, Any]]


def named(level: int | None, n: int, width: int) -> str:
    """Write a path as C2SP tlog-tiles words it: three digits an element, all but the last behind an x."""
    digits = str(n).rjust((len(str(n)) + 2) // 3 * 3, "0")
    parts = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    index = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    kind = "entries" if level is None else str(level)
    return f"tile/{kind}/{index}" + (f".p/{width}" if width < 256 else "")


def paths() -> Vectors:
    good = [
        (0, 0, 256),
        (0, 0, 1),
        (0, 0, 255),
        (None, 0, 256),
        (None, 273, 112),
        (0, 273, 112),
        (1, 1, 17),
        (2, 0, 1),
        (0, 999, 256),
        (0, 1000, 256),
        (0, 999_999, 9),
        (0, 1_000_000, 10),
        (0, 1_234_067, 256),
        (63, 0, 256),
        (0, 2**55 - 1, 255),
    ]
    bad = {
        "level 64": "tile/64/000",
        "level with a leading zero": "tile/00/000",
        "negative level": "tile/-1/000",
        "level that is a word": "tile/data/000",
        "index of two digits": "tile/0/00",
        "index of four digits": "tile/0/0000",
        "groups without x": "tile/0/001/234",
        "x in the last group": "tile/0/x000",
        "leading group of zeros": "tile/0/x000/001",
        "last group after x missing": "tile/0/x001",
        "index beyond any tree": named(0, 2**55, 256),
        "partial of width 0": "tile/0/000.p/0",
        "partial of width 256": "tile/0/000.p/256",
        "width with a leading zero": "tile/0/000.p/01",
        "partial without a width": "tile/0/000.p",
        "partial without a number": "tile/0/000.p/",
        "other digits": "tile/0/\u0660\u0660\u0660",
        "slash in front": "/tile/0/000",
        "slash behind": "tile/0/000/",
        "line feed behind": "tile/0/000\n",
        "up and out": "tile/0/../../checkpoint",
        "capital X": "tile/0/X001/234",
        "no path": "",
    }
    return [
        *(
            {"name": named(*place), "path": named(*place), "level": place[0], "index": str(place[1]), "width": place[2]}
            | {"expect": "ok"}
            for place in good
        ),
        *({"name": name, "path": path, "expect": "record.E061"} for name, path in bad.items()),
    ]


def bundled(entries: list[bytes]) -> bytes:
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def bundles() -> Vectors:
    def case(name: str, data: bytes, expect: str, entries: list[bytes] | None = None) -> dict[str, Any]:
        shown = {} if entries is None else {"entries": [entry.hex() for entry in entries]}
        return {"name": name, "bundle": data.hex(), **shown, "expect": expect}

    def good(name: str, entries: list[bytes]) -> dict[str, Any]:
        return case(name, bundled(entries), "ok", entries)

    seven = bundled(SEVEN)
    return [
        good("the seven entries of the worked tree", SEVEN),
        good("one entry", SEVEN[:1]),
        good("an empty entry", [b""]),
        good("256 entries", [b"%d" % i for i in range(256)]),
        good("an entry of 258 bytes", [bytes(258)]),
        case("nothing", b"", "record.E064"),
        case("257 entries", bundled([b""] * 257), "record.E064"),
        case("cut within the last entry", seven[:-1], "record.E063"),
        case("cut within a length", seven[: 34 * 6 + 1], "record.E063"),
        case("cut behind a length", seven[: 34 * 6 + 2], "record.E063"),
        case("one byte more", seven + b"\0", "record.E063"),
        case("a length of one more", seven[: 34 * 6] + b"\0\x21" + SEVEN[6], "record.E063"),
        case("lengths in the other byte order", seven.replace(b"\0\x20", b"\x20\0"), "record.E063"),
        case("entries without lengths", b"".join(SEVEN), "record.E063"),
    ]


FILES = {"tiles/path.json": paths, "tiles/bundle.json": bundles}


def write(folder: Path) -> None:
    for name, make in FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(make(), indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
