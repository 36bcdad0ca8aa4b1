"""
Writes the vectors of leaf, checkpoint and receipt: each good case, and each way to spoil it with the error it meets.

Run it with any Python that has `cryptography`, with a folder if not into this one; the same files come out every time.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from record_reference import (
    CHECKPOINT,
    KEY,
    NEXT_KEY,
    ORIGIN,
    OTHER,
    OTHER_KEY,
    RECEIPT,
    SEVEN,
    WITNESS,
    Key,
    b64,
    digest,
    entry,
    head,
    nonce,
    path,
    proof,
    receipt,
    tree,
)

HERE = Path(__file__).parent
ML_DSA = Key("witness.example/w1", sha256(b"key of a witness").digest(), b"\6")
Vectors = list[dict[str, Any]]


def flip(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def hexes(hashes: list[bytes]) -> list[str]:
    return [node.hex() for node in hashes]


def once(text: str, old: str, new: str) -> str:
    if text.count(old) < 1 or old == new:
        raise ValueError(old)
    return text.replace(old, new, 1)


def spoilt(vector: dict[str, Any], field: str, data: bytes) -> dict[str, Any]:
    """Carry bytes that are no UTF-8 in hexadecimal: half a character in a JSON text stops many parsers."""
    return {
        (f"{name}_hex" if name == field else name): data.hex() if name == field else value
        for name, value in vector.items()
    }


# ---- leaf ----------------------------------------------------------------------------------------------------------


def commitments() -> Vectors:
    good = [(f"act {i}", nonce(i), digest(i)) for i in range(3)]
    good.append(("all zero", bytes(32), bytes(32)))
    made: Vectors = []
    for name, n, d in good:
        made_entry = sha256(b"cauce/leaf/v1\n" + n + d).digest()
        leaf = sha256(b"\0" + made_entry).digest()
        made.append(
            {"name": name, "nonce": n.hex(), "digest": d.hex(), "entry": made_entry.hex(), "leaf": leaf.hex()}
            | {"expect": "ok"}
        )
    for name, n, d in (
        ("nonce one byte short", nonce(0)[1:], digest(0)),
        ("nonce one byte long", nonce(0) + b"\0", digest(0)),
        ("empty nonce", b"", digest(0)),
        ("digest one byte short", nonce(0), digest(0)[1:]),
        ("digest in hexadecimal", nonce(0), digest(0).hex().encode()),
        ("nonce and digest not where they meet", nonce(0) + digest(0)[:1], digest(0)[1:]),
    ):
        made.append({"name": name, "nonce": n.hex(), "digest": d.hex(), "expect": "record.E006"})
    return made


def roots() -> Vectors:
    return [
        {"name": f"{size} leaves", "size": size, "root": tree([entry(i) for i in range(size)]).hex(), "expect": "ok"}
        for size in (0, 1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 70_000)
    ]


def inclusions() -> Vectors:
    def case(name: str, expect: str = "ok", /, **change: Any) -> dict[str, Any]:
        good = {
            "index": 4,
            "size": 7,
            "leaf": sha256(b"\0" + SEVEN[4]).hexdigest(),
            "path": hexes(path(4, SEVEN)),
            "root": tree(SEVEN).hex(),
        }
        return {"name": name, **good, **change, "expect": expect}

    right = path(4, SEVEN)
    made = [
        case(f"index {i} of 7", index=i, leaf=sha256(b"\0" + SEVEN[i]).hexdigest(), path=hexes(path(i, SEVEN)))
        for i in range(7)
    ]
    only = {"index": 0, "size": 1, "leaf": tree(SEVEN[:1]).hex(), "path": [], "root": tree(SEVEN[:1]).hex()}
    return [
        *made,
        case("the only leaf", **only),
        case("another leaf", "record.E052", leaf=sha256(b"\0" + SEVEN[5]).hexdigest()),
        case("the entry instead of its leaf hash", "record.E052", leaf=SEVEN[4].hex()),
        case("another index", "record.E052", index=5),
        case("another size", "record.E051", size=9),
        case("another root", "record.E052", root=tree(SEVEN[:6]).hex()),
        *(
            case(f"hash {i} altered", "record.E052", path=hexes([*right[:i], flip(right[i]), *right[i + 1 :]]))
            for i in range(len(right))
        ),
        case("two hashes exchanged", "record.E052", path=hexes([right[1], right[0], *right[2:]])),
        case("last hash missing", "record.E051", path=hexes(right[:-1])),
        case("one hash too many", "record.E051", path=hexes([*right, right[0]])),
        case("no hashes", "record.E051", path=[]),
        case("a short hash", "record.E006", path=hexes([right[0][1:], *right[1:]])),
        case("a short root", "record.E006", root=tree(SEVEN)[1:].hex()),
        case("a short hash, and one hash missing", "record.E051", path=hexes([right[0][1:], *right[1:-1]])),
        case("index equal to size", "record.E050", index=7),
        case("negative index", "record.E050", index=-1),
        case("empty tree", "record.E050", index=0, size=0, path=[], root=tree([]).hex()),
    ]


def consistencies() -> Vectors:
    def case(name: str, old: int, new: int, expect: str = "ok", /, **change: Any) -> dict[str, Any]:
        entries = [entry(i) for i in range(max(old, new, 0))]
        good = {
            "old": old,
            "new": new,
            "old_root": tree(entries[: max(old, 0)]).hex(),
            "new_root": tree(entries[:new]).hex(),
            "path": hexes(proof(old, entries[:new])) if 0 < old <= new else [],
        }
        return {"name": name, **good, **change, "expect": expect}

    right = proof(3, SEVEN)
    return [
        *(case(f"{old} to {new}", old, new) for new in (1, 2, 7, 8) for old in range(new + 1)),
        *(
            case(f"hash {i} altered", 3, 7, "record.E053", path=hexes([*right[:i], flip(right[i]), *right[i + 1 :]]))
            for i in range(len(right))
        ),
        case("another old root", 3, 7, "record.E053", old_root=tree(SEVEN[1:4]).hex()),
        case("another new root", 3, 7, "record.E053", new_root=tree(SEVEN[:6]).hex()),
        case("another new root, old one a power of two", 4, 7, "record.E053", new_root=tree(SEVEN[:6]).hex()),
        case("same size, other root", 7, 7, "record.E053", old_root=tree(SEVEN[::-1]).hex()),
        case("from an empty tree with a wrong root", 0, 7, "record.E053", old_root=tree(SEVEN[:1]).hex()),
        case("proof where none belongs", 7, 7, "record.E051", path=hexes(right)),
        case("proof from the empty tree", 0, 7, "record.E051", path=hexes(right)),
        case("last hash missing", 3, 7, "record.E051", path=hexes(right[:-1])),
        case("no hashes", 3, 7, "record.E051", path=[]),
        case("one hash too many", 3, 7, "record.E051", path=hexes([*right, right[0]])),
        case("a short old root", 3, 7, "record.E006", old_root=tree(SEVEN[:3])[1:].hex()),
        case("smaller after larger", 7, 3, "record.E054"),
        case("negative size", -1, 3, "record.E054"),
    ]


# ---- checkpoint ----------------------------------------------------------------------------------------------------


def keys() -> Vectors:
    line, name, key_id, data = KEY.line, ORIGIN, KEY.id.hex(), b64(KEY.typed)
    as_log = b64(b"\1" + WITNESS.typed[1:])
    cyrillic = Key("сauce.example/record", sha256(b"key of the record").digest())  # begins with U+0441
    hidden = Key("cauce.example\u200b/record", sha256(b"key of the record").digest())
    return [
        {"name": "a record's key", "key": line, "key_name": name, "id": key_id, "expect": "ok"},
        {"name": "a witness's key (type 4)", "key": WITNESS.line, "key_name": WITNESS.name, "id": WITNESS.id.hex()}
        | {"expect": "ok"},
        {"name": "another key", "key": OTHER_KEY.line, "key_name": OTHER, "id": OTHER_KEY.id.hex(), "expect": "ok"},
        *(
            {"name": title, "key": key, "expect": code}
            for title, key, code in (
                ("empty", "", "record.E014"),
                ("no name", f"+{key_id}+{data}", "record.E014"),
                ("no hash", f"{name}+{data}", "record.E014"),
                ("line feed at the end", line + "\n", "record.E014"),
                ("space in front", " " + line, "record.E014"),
                ("hash in capitals", f"{name}+{key_id.upper()}+{data}", "record.E014"),
                ("hash of seven digits", f"{name}+{key_id[1:]}+{data}", "record.E014"),
                ("key cut", line[:-4], "record.E014"),
                ("no-break space in the name", f"a\u00a0b+{key_id}+{data}", "record.E014"),
                ("look-alike letter, and cut", cyrillic.line[:-4], "record.E013"),
                ("cut, and of type 4", WITNESS.line[:-4], "record.E014"),
                ("cut, and of type 6", ML_DSA.line[:-4], "record.E016"),
                ("key with padding that says something", f"{name}+{key_id}+{data[:-2]}==", "record.E014"),
                ("one byte too many", f"{name}+{key_id}+{b64(KEY.typed + b'!')}", "record.E014"),
                ("another name", line.replace(name, OTHER), "record.E015"),
                ("another key", f"{name}+{key_id}+{b64(OTHER_KEY.typed)}", "record.E015"),
                ("a key of type 2", Key(name, sha256(b"key of the record").digest(), b"\2").line, "record.E016"),
                ("a key of type 6", ML_DSA.line, "record.E016"),
                ("a key of type 6, of another length", f"w+{key_id}+{b64(bytes([6]) + bytes(1312))}", "record.E016"),
                ("a witness's key made a record's", f"{WITNESS.name}+{WITNESS.id.hex()}+{as_log}", "record.E015"),
                ("look-alike letter in the name", cyrillic.line, "record.E013"),
                ("hidden character in the name", hidden.line, "record.E013"),
                ("name of 256 letters", Key("n" * 256, bytes(32)).line, "record.E013"),
            )
        ),
    ]


def notes() -> Vectors:
    text = "line 1\n\nline 3\n"
    good = KEY.note(text)
    line = KEY.signature(text)
    forged = Key(ORIGIN, sha256(b"key of the record").digest())
    forged.private = OTHER_KEY.private  # right name and hash, wrong key
    value = line.split(" ")[2].rstrip("\n")

    def case(title: str, note: str, expect: str = "ok", keys: tuple[Key, ...] = (KEY,), **more: Any) -> dict[str, Any]:
        return {"name": title, "note": note, "keys": [key.line for key in keys], **more, "expect": expect}

    one, both = [f"{ORIGIN}+{KEY.id.hex()}"], [f"{ORIGIN}+{KEY.id.hex()}", f"{ORIGIN}+{NEXT_KEY.id.hex()}"]
    cosigned = good + WITNESS.signature(text)
    return [
        case("one signature", good, signers=one),
        case("an unknown signature is ignored", cosigned, signers=one),
        case("unknown signatures may repeat", cosigned + WITNESS.signature(text), signers=one),
        case(
            "old and new key of the same name",
            good + NEXT_KEY.signature(text),
            keys=(NEXT_KEY, KEY),
            signers=both,
        ),
        case("the same trusted key twice in the list", good, keys=(KEY, KEY), signers=one),
        case("a hundred signatures", good + WITNESS.signature(text) * 99, signers=one),
        case("a hundred and one signatures", good + WITNESS.signature(text) * 100, "record.E012"),
        case("text altered", good.replace("line 3", "line 4"), "record.E021"),
        case("right name and hash, wrong key", forged.note(text), "record.E021"),
        case("signature of 63 bytes", f"{text}\n— {ORIGIN} {b64(KEY.id + bytes(63))}\n", "record.E021"),
        case("unknown key only", OTHER_KEY.note(text), "record.E022"),
        case("right key, other name", Key(OTHER, sha256(b"key of the record").digest()).note(text), "record.E022"),
        case("same name, unknown hash", NEXT_KEY.note(text), "record.E022"),
        case("no trusted key", good, "record.E022", keys=()),
        case("the same signature twice", good + line, "record.E020"),
        case("a valid signature, then a forged one", good + forged.signature("x\n"), "record.E020"),
        case("no signatures", text + "\n", "record.E010"),
        case("no empty line", text.replace("\n\n", "\n") + line, "record.E010"),
        case("empty", "", "record.E010"),
        case("no line feed at the end", good[:-1], "record.E011"),
        case("text after the signatures", good + "more\n", "record.E011"),
        case("hyphen instead of dash", good.replace("— ", "- "), "record.E011"),
        case("no space after the dash", good.replace("— ", "—"), "record.E011"),
        case("two spaces before the signature", good.replace(f" {value}", f"  {value}"), "record.E011"),
        case("space at the end of the line", good[:-1] + " \n", "record.E011"),
        case("signature line without signature", f"{text}\n— {ORIGIN}\n", "record.E011"),
        case("name with a plus sign", good + "— a+b AAAAAAA=\n", "record.E013"),
        case("empty name", f"{text}\n—  {value}\n", "record.E013"),
        case("no-break space in a name", good + "— a\u00a0b AAAAAAA=\n", "record.E013"),
        case("right-to-left override in a name", good + "— a\u202eb AAAAAAA=\n", "record.E004"),
        case("zero-width space in a name", good + "— a\u200bb AAAAAAA=\n", "record.E004"),
        case("base64 of another alphabet", good + "— a AAAA-AA=\n", "record.E005"),
        case("base64 without padding", good + "— a AAAAAAA\n", "record.E005"),
        case("base64 padding that says something", good + "— a AAAAAAB=\n", "record.E005"),
        case("signature of four bytes", good + "— a AAAAAA==\n", "record.E006"),
        case("carriage returns", good.replace("\n", "\r\n"), "record.E003"),
        case("tab in the text", good.replace("line 1", "line\t1"), "record.E003"),
        case("null in the text", good.replace("line 1", "line\x001"), "record.E003"),
        spoilt(
            case("a lone surrogate", "", "record.E001"), "note", good.encode().replace(b"line 1", b"line \xed\xa0\x80")
        ),
        spoilt(case("a byte of another encoding", "", "record.E001"), "note", good.encode("utf-8")[:-1] + b"\xf1\n"),
        case("a signature cut, of an unknown key", good + "— a AAAAAAA=\n", signers=one),
        case("two things wrong: hidden in the name, and no base64", good + "— a\u200bb AAAA-AA=\n", "record.E004"),
        case(
            "two things wrong: a form in the second line, a name in the first",
            good + "— a+b AAAAAAA=\n-\n",
            "record.E013",
        ),
    ]


def checkpoints() -> Vectors:
    good, root = head(7, tree(SEVEN)), b64(tree(SEVEN))

    def case(title: str, text: str, expect: str = "ok", **more: Any) -> dict[str, Any]:
        return {"name": title, "text": text, **more, "expect": expect}

    return [
        case("a record of seven", good, origin=ORIGIN, size="7", root=tree(SEVEN).hex(), extensions=[]),
        case("an empty record", head(0, tree([])), origin=ORIGIN, size="0", root=tree([]).hex(), extensions=[]),
        case(
            "two extension lines",
            head(7, tree(SEVEN), ORIGIN, "first", "second line"),
            origin=ORIGIN,
            size="7",
            root=tree(SEVEN).hex(),
            extensions=["first", "second line"],
        ),
        case("origin with spaces", head(7, tree(SEVEN), "a b"), origin="a b", size="7", extensions=[]),
        case("largest size", head(2**63 - 1, tree(SEVEN)), origin=ORIGIN, size=str(2**63 - 1), extensions=[]),
        case("size too large", head(2**63, tree(SEVEN)), "record.E007"),
        case("leading zero", good.replace("\n7\n", "\n07\n"), "record.E007"),
        case("sign", good.replace("\n7\n", "\n+7\n"), "record.E007"),
        case("negative", good.replace("\n7\n", "\n-7\n"), "record.E007"),
        case("digit of another script", good.replace("\n7\n", "\n٧\n"), "record.E007"),
        case("space after the size", good.replace("\n7\n", "\n7 \n"), "record.E007"),
        case("underscore", good.replace("\n7\n", "\n1_0\n"), "record.E007"),
        case("empty root", f"{ORIGIN}\n7\n=\n", "record.E005"),
        case("root of 31 bytes", head(7, tree(SEVEN)[1:]), "record.E006"),
        case("root with padding that says something", good.replace(root, root[:-2] + "B="), "record.E005"),
        case("root in hexadecimal", good.replace(root, tree(SEVEN).hex()), "record.E006"),
        case("empty record with another root", head(0, tree(SEVEN)), "record.E032"),
        case("two lines", f"{ORIGIN}\n7\n", "record.E030"),
        case("empty", "", "record.E030"),
        case("no line feed at the end", good[:-1], "record.E030"),
        case("extension line without a line feed", good + "x", "record.E030"),
        case("empty origin", head(7, tree(SEVEN), ""), "record.E030"),
        case("empty extension line", head(7, tree(SEVEN), ORIGIN, "", "x"), "record.E030"),
        case("empty line at the end", good + "\n", "record.E030"),
        case("too many extension lines", head(7, tree(SEVEN), ORIGIN, *"abcdefghijklmn"), "record.E030"),
        case("tab in the origin", head(7, tree(SEVEN), "a\tb"), "record.E003"),
        case("zero-width joiner in the origin", head(7, tree(SEVEN), "cauce\u200d.example"), "record.E004"),
        case("right-to-left override in the origin", head(7, tree(SEVEN), "\u202ecauce.example"), "record.E004"),
        case("C1 control in the origin", head(7, tree(SEVEN), "cauce\u0085"), "record.E004"),
        case("hidden character in an extension line", head(7, tree(SEVEN), ORIGIN, "x\u2066y"), "record.E004"),
    ]


# ---- receipt -------------------------------------------------------------------------------------------------------


def receipts() -> Vectors:
    hashes = path(4, SEVEN)
    extra = b64(nonce(4) + digest(4))

    def case(title: str, text: str, expect: str = "ok", **more: Any) -> dict[str, Any]:
        return {"name": title, "receipt": text, "keys": [KEY.line], "digest": digest(4).hex(), **more, "expect": expect}

    def signed(size: int, entries: list[bytes], **more: Any) -> str:
        return KEY.note(head(size, tree(entries), **more))

    good = {"index": 4, "size": 7}
    body = head(7, tree(SEVEN))
    return [
        case("an act and its receipt", RECEIPT, **good),
        case("without the act", RECEIPT, digest=None, **good),
        case("the only entry", receipt(0, [], signed(1, SEVEN[:1])), digest=digest(0).hex(), index=0, size=1),
        *(
            case(f"entry {i} of 7", receipt(i, path(i, SEVEN), CHECKPOINT), digest=digest(i).hex(), index=i, size=7)
            for i in range(7)
        ),
        case("cosigned by a witness", RECEIPT + WITNESS.signature(body), **good),
        case("another act", RECEIPT, "record.E042", digest=digest(5).hex()),
        case("nonce altered", once(RECEIPT, extra, b64(flip(nonce(4)) + digest(4))), "record.E052"),
        case("digest altered to that of another act", once(RECEIPT, extra, b64(nonce(4) + digest(5))), "record.E052")
        | {"digest": digest(5).hex()},
        case("nonce and digest exchanged", once(RECEIPT, extra, b64(digest(4) + nonce(4))), "record.E052"),
        case("index altered", once(RECEIPT, "index 4", "index 5"), "record.E052"),
        case("index outside the record", once(RECEIPT, "index 4", "index 7"), "record.E050"),
        *(
            case(f"hash {i} altered", once(RECEIPT, b64(node), b64(flip(node))), "record.E052")
            for i, node in enumerate(hashes)
        ),
        case("last hash missing", receipt(4, hashes[:-1], CHECKPOINT), "record.E051"),
        case("one hash too many", receipt(4, [*hashes, hashes[0]], CHECKPOINT), "record.E051"),
        case("sixty-four hashes", receipt(4, [hashes[0]] * 64, CHECKPOINT), "record.E051"),
        case("size in the checkpoint altered", once(RECEIPT, "\n7\n", "\n8\n"), "record.E021"),
        case("root in the checkpoint altered", once(RECEIPT, b64(tree(SEVEN)), b64(tree(SEVEN[:6]))), "record.E021"),
        case("checkpoint of a smaller record", receipt(4, path(3, SEVEN[:4]), signed(4, SEVEN[:4])), "record.E050"),
        case("checkpoint of another history", receipt(4, hashes, signed(7, SEVEN[::-1])), "record.E052"),
        case("another record's key", receipt(4, hashes, OTHER_KEY.note(body)), "record.E031", keys=[OTHER_KEY.line]),
        case("signed by nobody known", receipt(4, hashes, OTHER_KEY.note(body)), "record.E022"),
        case("signed twice", RECEIPT + KEY.signature(body), "record.E020"),
        case("another name of the record", receipt(4, hashes, KEY.note(head(7, tree(SEVEN), OTHER))), "record.E031"),
        case("no checkpoint", RECEIPT.partition("\n\n")[0] + "\n\n", "record.E041"),
        case("cut in the middle of a hash", RECEIPT[:200], "record.E005"),
        case("checkpoint without signature", receipt(4, hashes, body), "record.E010"),
        case("another header", once(RECEIPT, "@v1", "@v2"), "record.E040"),
        case("byte order mark", "\ufeff" + RECEIPT, "record.E040"),
        case("empty line in front", "\n" + RECEIPT, "record.E040"),
        case("empty", "", "record.E040"),
        case("a checkpoint", CHECKPOINT, "record.E040"),
        case("no extra line", once(RECEIPT, f"extra {extra}\n", ""), "record.E041"),
        case("no index line", once(RECEIPT, "index 4\n", ""), "record.E041"),
        case("lines exchanged", once(RECEIPT, f"extra {extra}\nindex 4", f"index 4\nextra {extra}"), "record.E041"),
        case("two spaces after extra", once(RECEIPT, "extra ", "extra  "), "record.E005"),
        case("space after the index", once(RECEIPT, "index 4", "index 4 "), "record.E007"),
        case("index with a leading zero", once(RECEIPT, "index 4", "index 04"), "record.E007"),
        case("nonce alone", once(RECEIPT, extra, b64(nonce(4))), "record.E006"),
        case("one byte too many in extra", once(RECEIPT, extra, b64(nonce(4) + digest(4) + b"!")), "record.E006"),
        case("extra not base64", once(RECEIPT, extra, "!" + extra[1:]), "record.E005"),
        case("hash of 31 bytes", once(RECEIPT, b64(hashes[0]), b64(hashes[0][1:])), "record.E006"),
        case("carriage returns", RECEIPT.replace("\n", "\r\n"), "record.E003"),
        spoilt(case("a byte that is no UTF-8", "", "record.E001"), "receipt", RECEIPT.encode() + b"\x80"),
        case("no empty line", once(RECEIPT, "\n\n", "\n"), "record.E005"),
        case("nothing after the path", RECEIPT.partition("\n\n")[0] + "\n", "record.E006"),
        case(
            "two things wrong: a bad path and an altered checkpoint",
            once(receipt(4, hashes[:-1], CHECKPOINT), "\n7\n", "\n8\n"),
            "record.E021",
        ),
        case(
            "two things wrong: another act and a wrong index",
            once(RECEIPT, "index 4", "index 5"),
            "record.E052",
            digest=digest(5).hex(),
        ),
    ]


FILES = {
    "leaf/commitment.json": commitments,
    "leaf/root.json": roots,
    "leaf/inclusion.json": inclusions,
    "leaf/consistency.json": consistencies,
    "checkpoint/key.json": keys,
    "checkpoint/note.json": notes,
    "checkpoint/checkpoint.json": checkpoints,
    "receipt/receipt.json": receipts,
}


def write(folder: Path) -> None:
    for name, make in FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(make(), indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
