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

from record_reference import KEY, NEXT_KEY, ORIGIN, SEVEN, WITNESS, WITNESS_2, WITNESS_3, Key, b64, head, proof, tree

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


# ---- policy --------------------------------------------------------------------------------------------------------

W1, W2, W3 = WITNESS, WITNESS_2, WITNESS_3
LOG = f"log {KEY.line}\n"
THREE = "".join(f"witness w{n} {key.line}\n" for n, key in enumerate((W1, W2, W3), 1))


def policies() -> Vectors:
    def good(name: str, policy: str, quorum: str, logs: int = 1, **more: Any) -> dict[str, Any]:
        found = {"logs": logs, "witnesses": [], "groups": [], "quorum": quorum} | more
        return {"name": name, "policy": policy, **found, "expect": "ok"}

    def bad(name: str, policy: str, line: int, code: str) -> dict[str, Any]:
        return {"name": name, "policy": policy, "line": line, "expect": f"record.{code}"}

    three = {"witnesses": ["w1", "w2", "w3"]}
    whole = f"{LOG}{THREE}group g 2 w1 w2 w3\nquorum g\n"
    many = [Key(f"w.example/{n}", sha256(b"many %d" % n).digest(), b"\4") for n in range(84)]
    logs = [Key(f"l.example/{n}", sha256(b"log %d" % n).digest()) for n in range(84)]
    witnesses = "".join(f"witness {n} {key.line}\n" for n, key in enumerate(many))
    groups = "".join(f"group g{n} any {n}\n" for n in range(84))
    large = "".join(f"log {key.line}\n" for key in logs) + witnesses + groups
    renamed = Key("other.example/record", sha256(b"key of the record").digest())
    twin = Key("other.example/w1", sha256(b"key of a witness").digest(), b"\4")
    same = Key("same.example", sha256(b"key of the record").digest(), b"\4")
    ml_dsa = Key("w", bytes(32), b"\6")
    kelvin = "\u212a"
    return [
        good("two of three", whole, "g", **three, groups=[["g", 2, ["w1", "w2", "w3"]]]),
        good("nobody need cosign", f"{LOG}quorum none\n", "none"),
        good("a quorum and nothing else", "quorum none\n", "none", logs=0),
        good("one witness is the quorum", f"{LOG}{THREE}quorum w2\n", "w2", **three),
        good("any", f"{THREE}group g any w1 w2\nquorum g\n", "g", 0, **three, groups=[["g", 1, ["w1", "w2"]]]),
        good("all", f"{THREE}group g all w1 w2\nquorum g\n", "g", 0, **three, groups=[["g", 2, ["w1", "w2"]]]),
        good("a group of groups", f"{THREE}group g 1 w1 w2\ngroup h all g w3\nquorum h\n", "h", 0, **three)
        | {"groups": [["g", 1, ["w1", "w2"]], ["h", 2, ["g", "w3"]]]},
        good("quorum before what it does not need", f"{THREE}quorum w1\ngroup g any w2\n{LOG}", "w1", **three)
        | {"groups": [["g", 1, ["w2"]]]},
        good(
            "addresses",
            f"log {KEY.line} https://l.example/\nwitness w1 {W1.line} https://w.example/ñ\nquorum w1\n",
            "w1",
        )
        | {"witnesses": ["w1"], "urls": ["https://l.example/", "https://w.example/ñ"]},
        good(
            "tabs, spaces, comments, empty lines",
            f"\t # x\n\n \t\n  log\t \t{KEY.line} \t\n#quorum x\nquorum\tnone",
            "none",
        ),
        good("no line feed at the end", "quorum none", "none", logs=0),
        good("no-break space is no space", f"witness a\u00a0b {W1.line}\nquorum a\u00a0b\n", "a\u00a0b", 0)
        | {"witnesses": ["a\u00a0b"]},
        good(
            "a letter and its look-alike are two names",
            f"witness K {W1.line}\nwitness {kelvin} {W2.line}\nquorum K\n",
            "K",
            0,
        )
        | {"witnesses": ["K", kelvin]},
        good(
            "composed and decomposed are two names",
            f"witness \u00f1 {W1.line}\nwitness n\u0303 {W2.line}\nquorum \u00f1\n",
            "\u00f1",
            0,
        )
        | {"witnesses": ["\u00f1", "n\u0303"]},
        good(
            "names that look like words of the format",
            f"witness quorum {W1.line}\nwitness any {W2.line}\ngroup 2 2 any quorum\nquorum 2\n",
            "2",
            0,
        )
        | {"witnesses": ["quorum", "any"], "groups": [["2", 2, ["any", "quorum"]]]},
        good("a name that begins with a number sign", f"witness #1 {W1.line}\nquorum #1\n", "#1", 0)
        | {"witnesses": ["#1"]},
        good("one key as record and as witness", f"{LOG}witness w {same.line}\nquorum w\n", "w") | {"witnesses": ["w"]},
        good("256 lines", f"{large}{LOG}witness last {W1.line}\n# no line\ngroup g all g0 last\nquorum g\n", "g", 85)
        | {"witnesses": [*map(str, range(84)), "last"]}
        | {"groups": [*([f"g{n}", 1, [str(n)]] for n in range(84)), ["g", 2, ["g0", "last"]]]},
        bad("257 lines", f"{large}{LOG}{THREE}group g all g0 w1\nquorum g\n", 257, "E079"),
        {
            "name": "octets that are no UTF-8 are a name like others",
            "policy_hex": (
                b"witness \xff\xc0 " + f"{W1.line}\nwitness ".encode() + b"\xff " + f"{W2.line}\n".encode()
            ).hex()
            + b"quorum \xff\n".hex(),
            "logs": 0,
            "expect": "ok",
        },
        {
            "name": "an octet that is no UTF-8, unknown",
            "policy_hex": (b"witness \xff\xc0 " + f"{W1.line}\n".encode() + b"quorum \xff\n").hex(),
            "line": 2,
            "expect": "record.E073",
        },
        bad("empty", "", 0, "E077"),
        bad("no quorum", LOG + THREE, 0, "E077"),
        bad("quorum in a comment", LOG + "# quorum none\n", 0, "E077"),
        bad("two quorums", "quorum none\nquorum none\n", 2, "E077"),
        bad("quorum of nobody known", f"{LOG}quorum w1\n", 2, "E073"),
        bad("quorum before its witness", f"quorum w1\n{THREE}", 1, "E073"),
        bad("quorum of two", f"{THREE}quorum w1 w2\n", 4, "E070"),
        bad("quorum of no name", "quorum\n", 1, "E070"),
        bad("an unknown word", "quorum none\nwitnesses w\n", 2, "E070"),
        bad("a word in capitals", "Quorum none\n", 1, "E070"),
        bad("a comment after a line", "quorum none # nobody\n", 1, "E070"),
        bad("byte order mark", "\ufeffquorum none\n", 1, "E070"),
        bad("log without key", "log\n", 1, "E070"),
        bad("log with too much", f"log {KEY.line} u v\n", 1, "E070"),
        bad("witness without name", f"witness {W1.line}\n", 1, "E070"),
        bad("witness with too much", f"witness w {W1.line} u v\n", 1, "E070"),
        bad("group without members", "group g any\n", 1, "E070"),
        bad("group without number", f"{THREE}group g w1\n", 4, "E070"),
        bad("group whose number is a name", f"{THREE}group g w1 w2\n", 4, "E075"),
        bad("no-break space for a space", f"log\u00a0{KEY.line}\n", 1, "E070"),
        bad("carriage returns", "quorum none\r\n", 1, "E071"),
        bad("null", f"{LOG}# \x00\nquorum none\n", 2, "E071"),
        bad("delete", f"{LOG}\n\nquorum none\x7f\n", 4, "E071"),
        bad("vertical tab, far below an error", "x\n\n\x0b\n", 3, "E071"),
        bad("one name for two witnesses", f"witness w {W1.line}\nwitness w {W2.line}\n", 2, "E072"),
        bad("one name for a witness and a group", f"{THREE}group w1 any w2\n", 4, "E072"),
        bad("one name for two groups", f"{THREE}group g any w1\ngroup g any w2\n", 5, "E072"),
        bad("a witness of the name none", f"witness none {W1.line}\n", 1, "E072"),
        bad("a group of the name none", f"{THREE}group none any w1\n", 4, "E072"),
        bad("none as a member", f"{THREE}group g any w1 none\n", 4, "E073"),
        bad("a group before its member", f"group g any w1\n{THREE}", 1, "E073"),
        bad("a group in itself", f"{THREE}group g any w1 g\n", 4, "E073"),
        bad("a member twice in a group", f"{THREE}group g any w1 w1\n", 4, "E074"),
        bad("a member of two groups", f"{THREE}group g any w1\ngroup h any w2 w1\n", 5, "E074"),
        bad("a group that is a member twice", f"{THREE}group g any w1\ngroup h any g\ngroup i any g\n", 6, "E074"),
        *(
            bad(f"a group of two that needs {least}", f"{THREE}group g {least} w1 w2\n", 4, "E075")
            for least in ("0", "3", "-1", "+1", "01", "1.0", "ANY", "\u0661", "9" * 5000)
        ),
        bad("one log twice", LOG + LOG, 2, "E076"),
        bad("one log under two names", f"{LOG}log {renamed.line}\n", 2, "E076"),
        bad("one witness under two names of the policy", f"witness a {W1.line}\nwitness b {W1.line}\n", 2, "E076"),
        bad("one witness under two names of its key", f"witness a {W1.line}\nwitness b {twin.line}\n", 2, "E076"),
        bad("a witness's key as a record's", f"log {W1.line}\n", 1, "E080"),
        bad("a record's key as a witness's", f"witness w {KEY.line}\n", 1, "E080"),
        bad("no key", "log key\n", 1, "E014"),
        bad("a key with another hash", f"witness w {W1.line.replace('w1', 'w2')}\n", 1, "E015"),
        bad("a key of type 6", f"witness w {ml_dsa.line}\n", 1, "E016"),
        bad("a key with a look-alike letter", f"log {Key('с', bytes(32)).line}\n", 1, "E013"),
        bad("two things wrong in a line: name and key", f"{THREE}witness w1 key\n", 4, "E072"),
        bad("two things wrong in a group: number and member", f"{THREE}group g 9 w1 w9\n", 4, "E075"),
    ]


def quorums() -> Vectors:
    line = {key.name: key.cosignature(BODY, NOON + n) for n, key in enumerate((W1, W2, W3), 1)}
    by = {1: line[W1.name], 2: line[W2.name], 3: line[W3.name]}
    nested = f"{LOG}{THREE}group g any w1 w2\ngroup h all g w3\nquorum h\n"

    def case(name: str, policy: str, who: tuple[int, ...], expect: str = "ok", /, **more: Any) -> dict[str, Any]:
        note = SIGNED + "".join(by[n] for n in who)
        told = {"cosigned": [[f"w{n}", str(NOON + n)] for n in who]} if expect == "ok" else {}
        return {"name": name, "policy": policy, "note": note, "now": None} | told | more | {"expect": expect}

    def group(least: str) -> str:
        return f"{LOG}{THREE}group g {least} w1 w2 w3\nquorum g\n"

    forged = f"— {W2.name} {b64(W2.id + bytes(72))}\n"
    other = Key("other.example/record", sha256(b"key of another record").digest())
    return [
        case("nobody need", f"{LOG}quorum none\n", (), cosigned=[]),
        case("nobody need, somebody did", f"{LOG}{THREE}quorum none\n", (1,)),
        case("the witness did", f"{LOG}{THREE}quorum w2\n", (2,)),
        case("another witness did", f"{LOG}{THREE}quorum w2\n", (1, 3), "record.E078"),
        case("any: one", group("any"), (3,)),
        case("any: none", group("any"), (), "record.E078"),
        case("two: two", group("2"), (3, 1)),
        case("two: one", group("2"), (1,), "record.E078"),
        case("all: all", group("all"), (1, 2, 3)),
        case("all: two", group("all"), (1, 2), "record.E078"),
        case("a group in a group", nested, (2, 3)),
        case("a group in a group, which lacks the other", nested, (1, 2), "record.E078"),
        case("a witness that the quorum does not need", f"{LOG}{THREE}group g any w1\nquorum g\n", (1, 3)),
        case(
            "only a witness that the quorum does not need",
            f"{LOG}{THREE}group g any w1\nquorum g\n",
            (3,),
            "record.E078",
        ),
        case("a witness that the policy does not know", f"{LOG}witness w1 {W1.line}\nquorum none\n", (2,), cosigned=[]),
        case("exactly now", f"{LOG}{THREE}quorum w1\n", (1,), now=str(NOON + 1)),
        case("one second ahead", f"{LOG}{THREE}quorum w1\n", (1,), "record.E078", now=str(NOON)),
        case(
            "one of two ahead, and not needed",
            group("any"),
            (1, 3),
            now=str(NOON + 2),
            cosigned=[["w1", str(NOON + 1)]],
        )
        | {"ahead": [["w3", str(NOON + 3)]]},
        case("a time long past", f"{LOG}{THREE}quorum w1\n", (1,), now=str(2**63 - 1)),
        case("no log of the policy signed", f"{THREE}quorum none\n", (1,), "record.E031"),
        case("nobody of the policy signed", f"log {other.line}\nquorum none\n", (1,), "record.E022"),
        case("a forged line beside enough others", group("any"), (1,), "record.E021", note=SIGNED + by[1] + forged),
        case("a line twice", group("any"), (1,), "record.E020", note=SIGNED + by[1] + by[1]),
        case("another record of the policy speaks for itself only", f"{LOG}log {other.line}\nquorum none\n", ())
        | {"note": other.note(BODY), "expect": "record.E031"},
        case("the second record of the policy", f"log {other.line}\n{LOG}quorum none\n", (), cosigned=[]),
    ]


# ---- witness -------------------------------------------------------------------------------------------------------


def requests() -> Vectors:
    entries = [sha256(b"entry %d" % n).digest() for n in range(12)]
    other = [*entries[:3], *(sha256(b"other %d" % n).digest() for n in range(9))]

    def signed(size: int, of: list[bytes] = entries, key: Key = KEY) -> str:
        return key.note(head(size, tree(of[:size])))

    def body(old: int, new: int, of: list[bytes] = entries, note: str = "") -> str:
        hashes = proof(old, of[:new]) if 0 < old < new else []
        return "".join(f"{line}\n" for line in (f"old {old}", *map(b64, hashes), "")) + (note or signed(new, of))

    def case(name: str, text: str, status: int, code: str = "", known: int | None = 5, **more: Any) -> dict[str, Any]:
        seen = None if known is None else signed(known)
        size = {"size": str(known or 0)} if code == "E085" else {}
        made = {"name": name, "body": text, "keys": [KEY.line], "known": seen, "same_size": None, "suspicion": None}
        return made | {"status": status} | size | more | {"expect": f"record.{code}" if code else "ok"}

    def bad(name: str, text: str, code: str, **more: Any) -> dict[str, Any]:
        return case(name, text, 400, code, **more)

    def in_hex(vector: dict[str, Any], octets: bytes) -> dict[str, Any]:
        return {("body_hex" if name == "body" else name): value for name, value in vector.items()} | {
            "body_hex": octets.hex()
        }

    good = body(5, 9)
    extended = KEY.note(head(9, tree(entries[:9]), ORIGIN, "an extension"))
    forged = Key(ORIGIN, sha256(b"key of the record").digest())
    forged.private = NEXT_KEY.private  # right name and hash, wrong key
    namesake = Key(ORIGIN, sha256(b"key of a witness").digest(), b"\4")
    stranger = Key("other.example/record", sha256(b"key of another record").digest())
    first, *rest = proof(5, entries[:9])
    flipped = bytes([first[0] ^ 1]) + first[1:]
    fork, smaller, broken = {"suspicion": "fork"}, {"suspicion": "smaller-tree"}, {"suspicion": "broken-proof"}
    return [
        case("the tree has grown", good, 200),
        case("the first tree of a record", body(0, 9), 200, known=None),
        case("the first tree is empty", body(0, 0), 200, known=None),
        case("after an empty tree", body(0, 9), 200, known=0),
        case("the same tree again", body(5, 5), 200),
        case("an empty tree again", body(0, 0), 200, known=0),
        *(
            case(f"from {old} to {new}", body(old, new), 200, known=old)
            for old, new in ((1, 2), (3, 12), (4, 8), (7, 8), (8, 12))
        ),
        case("with an extension line", body(5, 9, note=extended), 200),
        case("cosigned by others already", good + WITNESS.cosignature(head(9, tree(entries[:9])), NOON), 200),
        case("a line of a stranger is ignored", good + stranger.signature("x\n"), 200),
        case(
            "signed by the next key, both trusted",
            body(5, 9, note=signed(9, key=NEXT_KEY)),
            200,
            keys=[KEY.line, NEXT_KEY.line],
        ),
        case("signed by both keys, one trusted", good + NEXT_KEY.signature(head(9, tree(entries[:9]))), 200),
        # 404
        case("no record is known", good, 404, "E084", keys=[]),
        case("another record is known", good, 404, "E084", keys=[stranger.line], known=None),
        case("a witness's key is no key of a record", good, 404, "E084", keys=[namesake.line]),
        case("unknown record, and old larger than new", body(9, 5), 404, "E084", keys=[stranger.line], known=None),
        # 403
        case("signed by an unknown key of that name", body(5, 9, note=signed(9, key=NEXT_KEY)), 403, "E022"),
        case("signed by another record", body(5, 9, note=stranger.note(head(9, tree(entries[:9])))), 403, "E022"),
        case("cosigned only", body(5, 9, note=namesake.note(head(9, tree(entries[:9])))), 403, "E022"),
        case("forged", body(5, 9, note=forged.note(head(9, tree(entries[:9])))), 403, "E021"),
        case("root altered", good.replace(b64(tree(entries[:9])), b64(tree(entries[:8]))), 403, "E021"),
        case("size altered", good.replace("\n9\n", "\n8\n"), 403, "E021"),
        case("extension line added", good.replace("\n\n— ", "\nx\n\n— "), 403, "E021"),
        case("signed twice", good + KEY.signature(head(9, tree(entries[:9]))), 403, "E020"),
        case("a valid line and a forged one", good + forged.signature("x\n"), 403, "E020"),
        case("forged, and old larger than new", body(9, 5, note=forged.note(head(5, tree(entries[:5])))), 403, "E021"),
        case("a smaller tree, forged", body(3, 3, note=forged.note(head(3, tree(entries[:3])))), 403, "E021"),
        # sizes
        case("old larger than new", body(6, 5), 400, "E054"),
        case("old larger than new, though it is the size that is known", body(5, 4), 400, "E054", **smaller),
        case("from nothing", body(0, 9), 409, "E085"),
        case("from a smaller tree", body(3, 9), 409, "E085"),
        case("from a larger tree", body(7, 9), 409, "E085"),
        case("nothing is known", good, 409, "E085", known=None),
        case("from another size, with a proof that does not fit", body(3, 9, other), 409, "E085"),
        # what looks like misbehaviour
        case("the same size with another root", body(5, 5, other), 409, "E086", **fork),
        case("the same size with another root, from nothing", body(0, 5, other), 409, "E085", **fork),
        case(
            "the same size with another root, and a proof",
            body(5, 9).split("\n\n")[0] + "\n\n" + signed(5, other),
            422,
            "E051",
            **fork,
        ),
        case("a smaller tree", body(3, 3), 409, "E085", **smaller),
        case("a smaller tree, as if it grew", body(2, 4), 409, "E085", **smaller),
        case("a smaller tree that is remembered", body(4, 4), 409, "E085", same_size=signed(4)),
        case(
            "a smaller tree with another root than the one that is remembered",
            body(4, 4, other),
            409,
            "E085",
            same_size=signed(4),
        )
        | fork,
        case("history rewritten", body(5, 9, other), 422, "E053", **broken),
        case("a hash altered", good.replace(b64(first), b64(flipped)), 422, "E053", **broken),
        case(
            "two hashes exchanged",
            good.replace(f"{b64(first)}\n{b64(rest[0])}", f"{b64(rest[0])}\n{b64(first)}"),
            422,
            "E053",
        )
        | broken,
        # 422 without a word against the record
        case("no proof", body(5, 5).partition("\n\n")[0] + "\n\n" + signed(9), 422, "E051"),
        case("last hash missing", good.replace(f"{b64(rest[-1])}\n", ""), 422, "E051"),
        case("one hash too many", good.replace("\n\n", f"\n{b64(first)}\n\n", 1), 422, "E051"),
        case("a proof from nothing", good.replace("old 5", "old 0"), 422, "E051", known=None),
        case("a proof for the same tree", good.partition("\n\n")[0] + "\n\n" + signed(5), 422, "E051"),
        case("63 hashes", good.replace("\n\n", f"\n{b64(first)}" * (63 - 1 - len(rest)) + "\n\n", 1), 422, "E051"),
        # 400
        bad("64 hashes", good.replace("\n\n", f"\n{b64(first)}" * (64 - 1 - len(rest)) + "\n\n", 1), "E083"),
        bad(
            "64 hashes, of an unknown record", good.replace("\n\n", f"\n{b64(first)}" * 64 + "\n\n", 1), "E083", keys=[]
        ),
        bad("empty", "", "E082"),
        bad("a checkpoint and nothing else", signed(9), "E082"),
        bad("no old line", good.replace("old 5\n", ""), "E082"),
        bad("old without its size", good.replace("old 5", "old"), "E082"),
        bad("old in capitals", good.replace("old", "Old"), "E082"),
        bad("space before old", " " + good, "E082"),
        bad("empty line before old", "\n" + good, "E082"),
        bad("byte order mark", "\ufeff" + good, "E082"),
        bad("no checkpoint", good.partition("\n\n")[0] + "\n\n", "E082"),
        bad("no empty line", "old 5\n", "E082"),
        bad("two spaces", good.replace("old 5", "old  5"), "E007"),
        bad("space after the size", good.replace("old 5", "old 5 "), "E007"),
        bad("leading zero", good.replace("old 5", "old 05"), "E007"),
        bad("two zeros", good.replace("old 5", "old 00"), "E007"),
        bad("negative", good.replace("old 5", "old -5"), "E007"),
        bad("sign", good.replace("old 5", "old +5"), "E007"),
        bad("digit of another script", good.replace("old 5", "old \u0665"), "E007"),
        bad("2^63", good.replace("old 5", f"old {2**63}"), "E007"),
        bad("a number of 5,000 digits", good.replace("old 5", "old " + "9" * 5000), "E007"),
        bad("a hash of 31 bytes", good.replace(b64(first), b64(first[1:])), "E006"),
        bad("a hash in hexadecimal", good.replace(b64(first), first.hex()), "E006"),
        bad("a hash that is no base64", good.replace(b64(first), "!" + b64(first)[1:]), "E005"),
        bad("space after a hash", good.replace(b64(first), b64(first) + " "), "E005"),
        bad("base64 without padding", good.replace(b64(first), b64(first)[:-1]), "E005"),
        bad("carriage returns", good.replace("\n", "\r\n"), "E003"),
        bad("tab", good.replace("old 5", "old\t5"), "E003"),
        in_hex(bad("a byte that is no UTF-8", "", "E001"), good.encode() + b"\x80"),
        in_hex(bad("half of a surrogate pair", "", "E001"), good.encode() + b"\xed\xa0\x80"),
        bad("checkpoint without signatures", good.rpartition("\n\n")[0] + "\n", "E010"),
        bad("no line feed at the end", good[:-1], "E011"),
        bad("text after the signatures", good + "more\n", "E011"),
        bad("a hundred and one signatures", good + WITNESS.signature("x\n") * 100, "E012"),
        bad("a name with a plus sign", good + "— a+b AAAAAAA=\n", "E013"),
        bad("right-to-left override in a name", good + "— a\u202eb AAAAAAA=\n", "E004"),
        bad(
            "zero-width joiner in the origin",
            body(5, 9, note=KEY.note(head(9, tree(entries[:9]), ORIGIN + "\u200d"))),
            "E004",
        ),
        bad("no root", body(5, 9, note=KEY.note(f"{ORIGIN}\n9\n")), "E030"),
        bad("an empty line in the text", body(5, 9, note=KEY.note(head(9, tree(entries[:9])) + "\nx\n")), "E030"),
        bad("an empty tree with another root", body(0, 0, note=KEY.note(head(0, tree(entries)))), "E032", known=None),
        case("two things wrong: unknown record, nothing known", body(5, 9), 404, "E084", keys=[], known=None),
    ]


FILES = {
    "cosignature/cosignature.json": cosignatures,
    "policy/policy.json": policies,
    "policy/quorum.json": quorums,
    "witness/add-checkpoint.json": requests,
}


def write(folder: Path) -> None:
    for name, make in FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(make(), indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
