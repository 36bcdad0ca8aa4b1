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

from record_reference import KEY, NEXT_KEY, ORIGIN, SEVEN, WITNESS, WITNESS_2, WITNESS_3, Key, b64, head, tree

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


FILES = {
    "cosignature/cosignature.json": cosignatures,
    "policy/policy.json": policies,
    "policy/quorum.json": quorums,
}


def write(folder: Path) -> None:
    for name, make in FILES.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(make(), indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
