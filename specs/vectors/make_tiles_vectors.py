"""
Writes the vectors of tiles: how files are named, bundles of entries, whole records, and steps of a monitor.

Run it with any Python that has `cryptography`, with a folder if not into this one; the same files come out every time.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from record_reference import KEY, OTHER_KEY, SEVEN, bundle, entry, head, tile_name, tiles, tree
from record_reference import proof as proof_of

HERE = Path(__file__).parent
Vectors = list[dict[str, Any]]


def flip(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def named(level: int | None, n: int, width: int) -> str:
    return tile_name("entries" if level is None else str(level), n, width)


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


def bundles() -> Vectors:
    def case(name: str, data: bytes, expect: str, entries: list[bytes] | None = None) -> dict[str, Any]:
        shown = {} if entries is None else {"entries": [entry.hex() for entry in entries]}
        return {"name": name, "bundle": data.hex(), **shown, "expect": expect}

    def good(name: str, entries: list[bytes]) -> dict[str, Any]:
        return case(name, bundle(entries), "ok", entries)

    seven = bundle(SEVEN)
    return [
        good("the seven entries of the worked tree", SEVEN),
        good("one entry", SEVEN[:1]),
        good("an empty entry", [b""]),
        good("256 entries", [b"%d" % i for i in range(256)]),
        good("an entry of 258 bytes", [bytes(258)]),
        case("nothing", b"", "record.E064"),
        case("257 entries", bundle([b""] * 257), "record.E064"),
        case("cut within the last entry", seven[:-1], "record.E063"),
        case("cut within a length", seven[: 34 * 6 + 1], "record.E063"),
        case("cut behind a length", seven[: 34 * 6 + 2], "record.E063"),
        case("one byte more", seven + b"\0", "record.E063"),
        case("a length of one more", seven[: 34 * 6] + b"\0\x21" + SEVEN[6], "record.E063"),
        case("lengths in the other byte order", seven.replace(b"\0\x20", b"\x20\0"), "record.E063"),
        case("entries without lengths", b"".join(SEVEN), "record.E063"),
    ]


class Log:
    """A record of the first `size` entries; in another history they differ from entry 5 on."""

    def __init__(self, size: int, history: int = 0) -> None:
        self.size, self.history = size, history
        self.entries = [entry(i if i < 5 else i + history) for i in range(size)]
        self.note = KEY.note(head(size, tree(self.entries)))
        self.files = tiles(self.entries)

    def vector(self, name: str, expect: str = "ok", changes: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """Describe the record by its entries: sums of the files tell who makes them where they went wrong."""
        return {
            "name": name,
            "size": self.size,
            "history": self.history,
            "keys": [KEY.line],
            "checkpoint": self.note,
            "known": [],
            "sha256": {path: sha256(data).hexdigest() for path, data in sorted(self.files.items())},
            "changes": changes or [],
            "finds": [] if expect == "ok" else [expect],
            "expect": expect,
        }


def xor(path: str, at: int, value: str = "01") -> dict[str, Any]:
    return {"path": path, "at": at, "xor": value}


def swap(path: str, data: bytes) -> dict[str, Any]:
    return {"path": path, "content": data.hex()}


def gone(path: str) -> dict[str, Any]:
    return {"path": path, "gone": True}


def cut(path: str, length: int) -> dict[str, Any]:
    return {"path": path, "length": length}


def logs() -> Vectors:
    one, full, more = Log(1), Log(256), Log(257)
    other = flip(one.entries[0])
    return [
        *(Log(size).vector(f"{size} entries") for size in (0, 1, 2, 255, 256, 257)),
        more.vector("257 entries, with what was signed before")
        | {"known": [Log(size).note for size in (0, 1, 255, 256, 257)]},
        one.vector("the entry altered", "record.E091", [xor("tile/entries/000.p/1", 2)])
        | {"finds": ["record.E091", "record.E093"]},
        one.vector("the tile altered", "record.E091", [xor("tile/0/000.p/1", 31)]),
        one.vector(
            "entry and tile altered alike",
            "record.E093",
            [
                swap("tile/entries/000.p/1", bundle([other])),
                swap("tile/0/000.p/1", sha256(b"\0" + other).digest()),
            ],
        ),
        full.vector("an entry altered", "record.E091", [xor("tile/entries/000", 34 * 99 + 33)]),
        full.vector("a hash altered in level 0", "record.E091", [xor("tile/0/000", 32 * 99)]),
        full.vector("a hash altered in level 1", "record.E092", [xor("tile/1/000.p/1", 0)]),
        full.vector("a tile cut by a byte", "record.E095", [cut("tile/0/000", 8191)]),
        full.vector("a tile cut by a hash", "record.E095", [cut("tile/0/000", 8160)]),
        full.vector("a tile of nothing", "record.E095", [cut("tile/0/000", 0)]),
        full.vector("a bundle cut by a byte", "record.E095", [cut("tile/entries/000", 34 * 256 - 1)]),
        full.vector("a bundle cut by an entry", "record.E095", [cut("tile/entries/000", 34 * 255)]),
        more.vector("a bundle is missing", "record.E090", [gone("tile/entries/000")]),
        more.vector("a tile is missing", "record.E090", [gone("tile/0/000")]),
        more.vector("the partial bundle is missing", "record.E090", [gone("tile/entries/001.p/1")]),
        more.vector("the partial tile of level 1 is missing", "record.E090", [gone("tile/1/000.p/1")]),
        more.vector("a bundle and its tile are missing", "record.E090", [gone("tile/0/000"), gone("tile/entries/000")])
        | {"finds": ["record.E090", "record.E090", "record.E097"]},
        more.vector("the partial tile stands in for a full one", "record.E095", [swap("tile/0/000", bytes(32))]),
        more.vector("signed for another root", "record.E093") | {"checkpoint": Log(257, 1000).note},
        more.vector("signed earlier for another history", "record.E094") | {"known": [Log(256, 1000).note]},
        more.vector("signed earlier for another history, the same size", "record.E094")
        | {"known": [Log(257, 1000).note]},
        full.vector("signed earlier for more entries", "record.E096") | {"known": [more.note]},
    ]


def steps() -> Vectors:
    def step(name: str, shown: Log, known: Log | None, saw: str, expect: str = "ok", **other: Any) -> dict[str, Any]:
        grown = known is not None and 0 < known.size < shown.size
        proof = proof_of(known.size, shown.entries) if grown else []
        return {
            "name": name,
            "size": shown.size,
            "history": shown.history,
            "keys": [KEY.line],
            "known": known.note if known else "",
            "checkpoint": shown.note,
            "changes": [],
            "proof": [node.hex() for node in proof],
            "saw": saw,
            "expect": expect,
            **other,
        }

    six, seven, fork = Log(6), Log(7), Log(7, 1000)
    wide, wide_fork = Log(257), Log(257, 1000)
    forged = KEY.note(head(7, tree(SEVEN))).replace("\n7\n", "\n8\n")
    return [
        step("the first look", seven, None, "grew"),
        step("one entry more", seven, six, "grew"),
        step("nothing new", seven, seven, "same"),
        step("a second tile", wide, seven, "grew"),
        step("from nothing", seven, Log(0), "grew"),
        step("fewer entries", six, seven, "smaller", "record.E096"),
        step("two roots of one size", fork, seven, "fork", "record.E094"),
        step("a tree that begins otherwise", fork, six, "fork", "record.E094"),
        step("a large tree that begins otherwise", wide_fork, seven, "fork", "record.E094"),
        step("a size that was not signed", seven, six, "bad", "record.E021", checkpoint=forged, proof=[]),
        step("signed by nobody known", seven, None, "bad", "record.E022", keys=[OTHER_KEY.line]),
        step(
            "a new entry altered", seven, six, "bad", "record.E091", changes=[xor("tile/entries/000.p/7", 34 * 7 - 1)]
        ),
        step("the tile altered", seven, six, "bad", "record.E093", changes=[xor("tile/0/000.p/7", 0)], proof=[]),
        step("a full tile altered", wide, six, "bad", "record.E092", changes=[xor("tile/0/000", 0)], proof=[]),
        step("the tile is missing", seven, six, "bad", "record.E090", changes=[gone("tile/0/000.p/7")], proof=[]),
        step("the bundle is missing", seven, six, "bad", "record.E090", changes=[gone("tile/entries/000.p/7")]),
        step("the tile is cut", seven, six, "bad", "record.E095", changes=[cut("tile/0/000.p/7", 223)], proof=[]),
    ]


FILES = {"tiles/path.json": paths, "tiles/bundle.json": bundles, "tiles/log.json": logs, "tiles/step.json": steps}


def write(folder: Path) -> None:
    for name, make in FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(make(), indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
