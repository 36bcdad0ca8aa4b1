"""
Writes the vectors of act: good acts, envelopes and chains, and each way to spoil them with the error it meets.

It shares no line with the program. Run it with any Python that has `cryptography`, with a folder if not into this one;
the same files come out every time.
"""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

HERE = Path(__file__).parent
Plain = dict[str, Any]
Vectors = list[Plain]

KEY = Ed25519PrivateKey.from_private_bytes(sha256(b"an office").digest())
OTHER = Ed25519PrivateKey.from_private_bytes(sha256(b"another office").digest())
CONTEXT = b"cauce/act/v1\n"
#: order of the group of Ed25519 (RFC 8032, section 5.1)
ORDER = 2**252 + 27742317777372353535851937790883648493
LAW = sha256(b"the text of a version").hexdigest()


def canonical(plain: Plain) -> str:
    """RFC 8785 for objects with ASCII names, whole numbers and short decimals: sorted, tight, nothing escaped."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(body: str) -> str:
    return sha256(body.encode()).hexdigest()


def b64(data: bytes) -> str:
    return b64encode(data).decode()


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


# ---- one case of three acts ------------------------------------------------------------------------------------------


def first() -> Plain:
    return {
        "act": "hold",
        "at": "2021-02-03T20:10:00Z",
        "by": "tamaulipas-prosecutor",
        "case": "MX-2021-17",
        "fields": {
            "agent": "A-0113", "contact": "meeting", "day": "2021-02-03", "place": "MX-TAM", "topic": "Vehículo robado",
        },
        "format": "cauce/act/v1",
        "judgement": {
            "day": "2021-02-03", "filed": "2021-02-03", "flags": ["authorised"], "law": LAW,
            "owed": [{"about": "A-0113", "duty": "report", "from": "2021-02-03", "owes": "tamaulipas-prosecutor"}],
            "stage": "held", "under": "mx-lsn@2021-01-15",
        },
        "number": 1,
        "person": "l.ibanez",
        "previous": "0" * 64,
        "procedure": "meeting",
        "regime": "mx-lsn",
    }  # fmt: skip


def following(before: str, number: int, act: str, at: str, **judgement: Any) -> Plain:
    day = at[:10]
    plain: Plain = {
        "act": act, "at": at, "by": "tamaulipas-prosecutor", "case": "MX-2021-17", "format": "cauce/act/v1",
        "judgement": {"day": day, "filed": day, "law": LAW, "stage": "reported", "under": "mx-lsn@2021-01-15"},
        "number": number, "previous": digest(before), "procedure": "meeting", "regime": "mx-lsn",
    }  # fmt: skip
    plain["judgement"] |= judgement
    return plain


FIRST = canonical(first())
SECOND = canonical(following(FIRST, 2, "report", "2021-02-05T17:00:00Z", meets=["report#1"]))
RECEIVED = [{"duty": "report#1", "on": "2021-02-06"}]
THIRD = canonical(
    following(SECOND, 3, "receive", "2021-02-06T15:30:00Z", received=RECEIVED) | {"by": "foreign-ministry"}
)


def every_member() -> Plain:
    """An act that no law knows, with everything that a judgement can say."""
    plain = first()
    plain["judgement"] |= {
        "cancels": ["answer#1"],
        "corrects": 1,
        "ends": [{"of": "A-0113", "on": "2021-02-02", "standing": "armed"}],
        "erases": {
            "acts": 4,
            "case": "MX-2020-3",
            "ground": "cancellation",
            "head": digest(FIRST),
            "left": digest(SECOND),
        },
        "extends": [{"duty": "report#1", "until": "2021-02-20"}],
        "grants": [
            {"since": "2021-02-03", "standing": "accredited", "to": "A-0113", "until": "2021-12-31", "within": ["MX"]},
            {"since": "2021-02-03", "standing": "suspended", "to": "US"},
        ],
        "meets": ["report#1"],
        "received": RECEIVED,
        "recounts": [{"duty": "report#1", "from": "2021-02-02"}],
        "resumes": ["answer#1"],
        "settles": [
            {"kind": "parameter", "name": "lead", "since": "2021-03-01", "value": "5"},
            {"kind": "reading", "name": "rolled", "since": "2021-03-01"},
            {"kind": "days", "name": "mx-labour", "since": "2021-04-01", "until": "2021-04-02", "value": "closed"},
        ],
        "stops": ["answer#1"],
        "vote": {"choice": "for", "panel": "high-level-group"},
    }
    return plain


# ---- act -------------------------------------------------------------------------------------------------------------


def changed(**members: Any) -> str:
    return canonical({**first(), **members})


def without(name: str) -> str:
    return canonical({key: value for key, value in first().items() if key != name})


def once(old: str, new: str, body: str = FIRST) -> str:
    if body.count(old) < 1 or old == new:
        raise ValueError(old)
    return body.replace(old, new, 1)


def acts() -> Vectors:
    smallest = {key: value for key, value in first().items() if key not in ("fields", "person")}
    smallest["judgement"] = {key: first()["judgement"][key] for key in ("day", "filed", "law", "stage", "under")}
    fields = {
        "count": 3,
        "share": 2.5,
        "story": 'two\nlines, a "quote", a \\, an ñ, a 水 and a 🦅',
        "area": ["MX", "US"],
    }
    good = [
        ("an act with fields and a person", FIRST),
        ("an act with nothing that may be left out", canonical(smallest)),
        ("an act with every kind of answer", changed(fields=fields)),
        ("an act with everything that a judgement can say", canonical(every_member())),
        ("an act with the largest number", changed(fields={"count": 2**53 - 1})),
    ]
    bad = {
        "act.E303": [
            ("nothing", ""),
            ("no JSON", FIRST[:-1]),
            ("a list", f"[{FIRST}]"),
            ("a byte order mark", "\ufeff" + FIRST),
            ("a later format", changed(format="cauce/act/v2")),
            ("no judgement", without("judgement")),
            ("a member that the format does not know", changed(colour="red")),
            ("a member of the judgement that the format does not know", once('"stage"', '"place":"MX","stage"')),
            ("a number that is a text", changed(number="1")),
            ("a number that is no whole one", once('"number":1', '"number":1.0')),
            ("fields that are a list", changed(fields=[1])),
            ("the number 0", changed(number=0)),
            ("a previous act that is no digest", changed(previous="first")),
            ("a previous act in upper case", changed(previous="A" * 64)),
            ("an instant without a zone", changed(at="2021-02-03T20:10:00")),
            ("an instant in another zone", changed(at="2021-02-03T14:10:00-06:00")),
            ("an instant with fractions", changed(at="2021-02-03T20:10:00.5Z")),
            ("an instant that is no day", changed(at="2021-02-30T20:10:00Z")),
            ("a number that JSON readers round", changed(fields={"count": 2**53})),
            ("not a number", once('"fields":{', '"fields":{"a":NaN,')),
            ("a large number with an exponent", once('"fields":{', '"fields":{"a":1e+21,')),
            ("a number of the act that JSON readers round", changed(number=2**53)),
            ("a year before 1900", changed(at="1899-12-31T23:59:59Z")),
            ("a leap second", changed(at="2016-12-31T23:59:60Z")),
            ("a member twice, once of another kind", once('"number":1', '"number":"1","number":1')),
            ("an erasure of which a member is missing", once('"filed"', '"erases":{"case":"MX-2020-3"},"filed"')),
            ("half a character", once('"fields":{', '"fields":{"a":"\\ud800",')),
        ],
        "act.E304": [
            ("a space", once(":", ": ")),
            ("a line feed at the end", FIRST + "\n"),
            ("members in another order", once('"act":"hold",', "")[:-1] + ',"act":"hold"}'),
            ("a default that is written", changed(person="")),
            ("a default of the judgement that is written", once('"filed"', '"corrects":0,"filed"')),
            ("an escape that is not needed", once("í", "\\u00ed")),
            ("a whole number with a decimal point", once('"fields":{', '"fields":{"a":3.0,')),
            ("a member twice", once('"number":1', '"number":1,"number":1')),
            ("no format", without("format")),
            ("no previous act", without("previous")),
            ("a vote that is nothing", once('"under"', '"vote":null,"under"')),
        ],
    }
    found = [{"name": name, "body": body, "digest": digest(body), "expect": "ok"} for name, body in good]
    found += [{"name": name, "body": body, "expect": code} for code, spoilt in bad.items() for name, body in spoilt]
    return found


# ---- envelope --------------------------------------------------------------------------------------------------------


def envelope(
    body: str = FIRST, signed: bytes | None = None, key: Ed25519PrivateKey = KEY, claims: bytes | None = None
) -> Plain:
    signature = key.sign(CONTEXT + body.encode() if signed is None else signed)
    return {"act": json.loads(body), "key": b64(claims or public(key)), "signature": b64(signature)}


def malleable() -> str:
    """The same signature with the order of the group added to its second half: a second form of one thing."""
    signature = KEY.sign(CONTEXT + FIRST.encode())
    again = int.from_bytes(signature[32:], "little") + ORDER
    return b64(signature[:32] + again.to_bytes(32, "little"))


def envelopes() -> Vectors:
    whole = envelope()
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    signature = whole["signature"]
    good = [
        ("an envelope", text),
        ("the same without a space", json.dumps(whole, separators=(",", ":"))),
        ("the same with a number written with a point", text.replace('"number": 1,', '"number": 1.0,')),
        ("the same in another order", json.dumps(dict(reversed(whole.items())))),
    ]
    bad = {
        "act.E301": [
            ("no JSON", text[:-2]),
            ("a list", json.dumps([whole])),
            ("without a key", json.dumps({name: whole[name] for name in ("act", "signature")})),
            ("with another member", json.dumps({**whole, "note": "hello"})),
            ("an act that is a text", json.dumps({**whole, "act": FIRST})),
            ("a byte order mark", "\ufeff" + text),
            ("not a number", text.replace('"number": 1', '"number": NaN')),
            ("a member twice", text.replace('"number": 1,', '"number": 1, "number": 2,')),
        ],
        "act.E302": [
            ("a signature without padding", json.dumps({**whole, "signature": signature.rstrip("=")})),
            ("a signature with a line feed", json.dumps({**whole, "signature": signature + "\n"})),
            ("a signature in the other alphabet", json.dumps({**whole, "signature": "_" + signature[1:]})),
            ("a signature with stray bits", json.dumps({**whole, "signature": signature[:-3] + "B=="})),
            ("a signature that is too short", json.dumps({**whole, "signature": b64(bytes(63))})),
            ("a key that is too long", json.dumps({**whole, "key": b64(bytes(33))})),
            ("a key that is a number", json.dumps({**whole, "key": 7})),
        ],
        "act.E303": [
            ("no act", json.dumps({**whole, "act": {"act": "hold"}})),
            ("no act, and no signature either", json.dumps({**whole, "act": {"act": "hold"}, "signature": ""})),
            ("half a character", text.replace("Vehículo", "\\ud800")),
            ("an act of a later format", json.dumps(envelope(changed(format="cauce/act/v2")))),
            ("a number that JSON readers round", json.dumps(envelope(changed(fields={"count": 2**53})))),
        ],
        "act.E304": [("a default that is written", json.dumps(envelope(changed(person=""))))],
        "act.E305": [
            ("an act that was changed", text.replace("Vehículo robado", "Vehículo hallado")),
            ("somebody else's key", json.dumps(envelope(claims=public(OTHER)))),
            ("a signature without the context", json.dumps(envelope(signed=FIRST.encode()))),
            ("a signature of another format", json.dumps(envelope(signed=b"cauce/leaf/v1\n" + FIRST.encode()))),
            ("a signature of the digest", json.dumps(envelope(signed=sha256(FIRST.encode()).digest()))),
            ("a second form of the signature", json.dumps({**whole, "signature": malleable()})),
            ("a signature of nothing but zeros", json.dumps({**whole, "signature": b64(bytes(64))})),
        ],
    }
    found = [{"name": name, "envelope": body, "digest": digest(FIRST), "expect": "ok"} for name, body in good]
    found += [{"name": name, "envelope": body, "expect": code} for code, spoilt in bad.items() for name, body in spoilt]
    return found


# ---- chain -----------------------------------------------------------------------------------------------------------


def chains() -> Vectors:
    replaced = canonical(following(FIRST, 2, "report", "2021-02-05T17:00:00Z"))
    elsewhere = canonical(json.loads(SECOND) | {"case": "MX-2021-18"})
    early = canonical(json.loads(SECOND) | {"at": "2021-02-03T20:09:59Z"})
    later = canonical(json.loads(SECOND) | {"number": 3})
    unchained = canonical(json.loads(SECOND) | {"previous": "0" * 64})
    cases = [
        ("no act", [], "ok"),
        ("one act", [FIRST], "ok"),
        ("three acts", [FIRST, SECOND, THIRD], "ok"),
        ("two acts of one second", [FIRST, canonical(json.loads(SECOND) | {"at": json.loads(FIRST)["at"]})], "ok"),
        ("an act that is none", [FIRST, SECOND[:-1]], "act.E303"),
        ("an act in another form", [FIRST, SECOND + "\n"], "act.E304"),
        ("an act that was replaced", [FIRST, replaced, THIRD], "act.E306"),
        ("an act that names no act before it", [FIRST, unchained], "act.E306"),
        ("a first act that names one before it", [changed(previous="ab" * 32)], "act.E306"),
        ("an act is missing", [FIRST, THIRD], "act.E307"),
        ("the first act is missing", [SECOND, THIRD], "act.E307"),
        ("an act twice", [FIRST, FIRST], "act.E307"),
        ("a number that is skipped", [FIRST, later], "act.E307"),
        ("an act of another case", [FIRST, elsewhere], "act.E308"),
        ("an act of another procedure", [FIRST, canonical(json.loads(SECOND) | {"procedure": "notice"})], "act.E308"),
        ("an act filed before the one that it follows", [FIRST, early], "act.E309"),
    ]
    return [{"name": name, "acts": bodies, "expect": expect} for name, bodies, expect in cases]


def main() -> None:
    folder = (Path(sys.argv[1]) if len(sys.argv) > 1 else HERE) / "act"
    folder.mkdir(parents=True, exist_ok=True)
    for name, vectors in (("act", acts()), ("envelope", envelopes()), ("chain", chains())):
        (folder / f"{name}.json").write_text(json.dumps(vectors, indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
