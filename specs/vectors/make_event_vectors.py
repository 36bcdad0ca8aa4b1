"""
Writes the vectors of event: a good event of each kind, and each way to spoil one with the error it meets.

It shares no line with the program. Run it with any Python, with a folder if not into this one; the same file comes out
every time.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Plain = dict[str, Any]
AT = "2021-02-05T17:00:30Z"


def canonical(plain: Plain) -> str:
    """RFC 8785 for ASCII names and whole numbers: sorted, tight, nothing escaped that need not be."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def event(kind: str, body: Plain | None, **more: Any) -> Plain:
    plain: Plain = {"at": AT, "format": "cauce/event/v1", "kind": kind}
    return plain | ({} if body is None else {"body": body}) | more


def readings(*lines: Plain, **more: Any) -> Plain:
    body = {"case": "MX-2021-000017", "lines": list(lines) or [LINE, SECOND], "office": "tamaulipas-prosecutor"}
    return event("readings", body | more)


LINE: Plain = {"account": "l.ibanez", "at": "2021-02-05T17:00:02Z", "office": "tamaulipas-prosecutor", "what": "case"}
SECOND: Plain = {
    "account": "r.oseguera", "at": "2021-02-05T17:00:09Z", "number": 2, "office": "sre", "times": 3, "what": "receipt",
}  # fmt: skip
SIGN_IN = event("sign-in", {"account": "l.ibanez", "office": "tamaulipas-prosecutor"})
APPOINTED: Plain = {"change": "new", "code": "l.ibanez", "office": "sre", "part": "appointment", "since": "2021-02-01"}
RENAMED: Plain = {"change": "changed", "code": "sre", "members": ["title-es", "until"], "part": "office"}
KEY: Plain = {
    "change": "made", "key": "49a9cd24a1fd0b20", "of": "sre", "public": "Rw5E0RzVbQV8aVKnT4PGPF9gw3Z9xehASGVNx/WcQHg=",
}  # fmt: skip
ERASED: Plain = {"acts": [1, 2], "by": "sre", "case": "MX-2021-000017", "ground": "Orden judicial, «caso» 4/2021"}
TEXT = sha256(b"a file").hexdigest()
EXPORT: Plain = {"about": "2021", "account": "l.ibanez", "digest": TEXT, "office": "sre", "what": "cases"}
PADDING = event("padding", None)


def good() -> list[tuple[str, Plain]]:
    return [
        ("readings of a case", readings()),
        ("two readings of one second", readings(LINE, LINE | {"what": "receipt"})),
        ("a reading of the instant of the event", readings(LINE | {"at": AT})),
        ("a sign-in", SIGN_IN),
        ("an export", event("export", EXPORT)),
        ("an export of which no more is known", event("export", {"account": "a", "office": "sre", "what": "cases"})),
        ("a change of the directory", event("directory", {"changes": [APPOINTED, RENAMED]})),
        ("a change that a person made", event("directory", {"by": "l.ibanez", "changes": [RENAMED]})),
        ("a key", event("key", {"keys": [KEY]})),
        (
            "an administrative act",
            event("administration", {"about": "mx-lsn lsn", "found": [TEXT], "what": "law-text"}),
        ),
        ("an administrative act without more", event("administration", {"what": "start"})),
        ("an erasure", event("erasure", ERASED)),
        ("padding", PADDING),
        ("a leap day", event("padding", None, at="2024-02-29T00:00:00Z")),
        ("a text with a character beyond the basic plane", event("sign-in", {"account": "𝛼", "office": "sre"})),
        ("the largest number", readings(LINE | {"number": 2**53 - 1})),
    ]


def spoilt_bytes() -> dict[str, list[tuple[str, str]]]:
    whole = canonical(SIGN_IN)
    return {
        "record.E100": [
            ("nothing", ""),
            ("no JSON", whole[:-1]),
            ("a list", f"[{whole}]"),
            ("a text", '"event"'),
            ("two objects", whole + whole),
            ("a byte order mark", "\ufeff" + whole),
            ("a member twice", whole.replace('{"at"', '{"at":"2021-02-05T17:00:30Z","at"', 1)),
            ("a member of the body twice", whole.replace('"office"', '"account":"l.ibanez","office"', 1)),
            ("not a number", whole.replace('"sign-in"', "NaN")),
            ("nested too deeply to be read", "[" * 5_000),
        ],
        "record.E106": [
            ("a line feed at the end", whole + "\n"),
            ("a space", whole.replace(":", ": ", 1)),
            ("another order", json.dumps(dict(reversed(SIGN_IN.items())), separators=(",", ":"))),
            ("a needless escape", whole.replace("l.ibanez", "l.iba\\u006eez")),
            ("a pair of escapes for one character", whole.replace("l.ibanez", "\\ud835\\udefc")),
        ],
    }


def spoilt() -> dict[str, list[tuple[str, Plain]]]:
    def signed_in(**more: Any) -> Plain:
        return event("sign-in", SIGN_IN["body"] | more)

    without = {name: {k: v for k, v in SIGN_IN.items() if k != name} for name in ("at", "format", "kind", "body")}
    return {
        "record.E101": [
            ("no format", without["format"]),
            ("an act", event("padding", None, format="cauce/act/v1")),
            ("a later format", event("padding", None, format="cauce/event/v2")),
            ("a format that is no text", event("padding", None, format=1)),
        ],
        "record.E102": [
            ("no kind", without["kind"]),
            ("an unknown kind", event("visit", None)),
            ("a kind in capitals", event("Padding", None)),
            ("a kind that is no text", PADDING | {"kind": ["padding"]}),
        ],
        "record.E103": [
            ("no instant", without["at"]),
            ("an instant that is a number", event("padding", None, at=1612544430)),
            ("no body", without["body"]),
            ("padding with a body", event("padding", {})),
            ("a body that is a list", SIGN_IN | {"body": []}),
            ("a member that the format does not know", signed_in() | {"note": "x"}),
            ("a member of the body that the kind does not have", signed_in(case="MX-2021-000017")),
            ("a member of the body that is missing", event("sign-in", {"account": "l.ibanez"})),
            ("an account that is nothing", signed_in(account=None)),
            ("a line with a member too many", readings(LINE | {"ip": "192.0.2.1"})),
            ("a line without an office", readings({k: v for k, v in LINE.items() if k != "office"})),
            ("a line that is a text", event("readings", {"case": "a", "lines": ["x"], "office": "b"})),
            ("lines that are an object", readings(lines=LINE)),
            ("a number with a point", readings(LINE | {"number": 2.0})),
            ("a number that is a truth", readings(LINE | {"number": True})),
            ("a number in a text", readings(LINE | {"times": "2"})),
            ("numbers of acts that are texts", event("erasure", ERASED | {"acts": ["1"]})),
        ],
        "record.E104": [
            ("an instant without a zone", event("padding", None, at="2021-02-05T17:00:30")),
            ("an instant with a fraction", event("padding", None, at="2021-02-05T17:00:30.5Z")),
            ("an instant of another zone", event("padding", None, at="2021-02-05T17:00:30+00:00")),
            ("a day that there is not", event("padding", None, at="2021-02-29T00:00:00Z")),
            ("an hour that there is not", event("padding", None, at="2021-02-05T24:00:00Z")),
            ("a leap second", event("padding", None, at="2016-12-31T23:59:60Z")),
            ("a year out of range", event("padding", None, at="2200-01-01T00:00:00Z")),
            ("digits of another script", event("padding", None, at="٢021-02-05T17:00:30Z")),
            ("an empty text", signed_in(account="")),
            ("a control character", signed_in(account="l.ibanez\n")),
            ("a character that nobody sees", signed_in(account="l.ibanez\u200b")),
            ("half a character", signed_in(account="\ud835")),
            ("a text that is too long", event("erasure", ERASED | {"ground": "x" * 2001})),
            ("a word with a space", readings(LINE | {"what": "a case"})),
            ("a word in capitals", readings(LINE | {"what": "Case"})),
            ("no lines", event("readings", {"case": "a", "lines": [], "office": "b"})),
            ("the number that is the default", readings(LINE | {"number": 0})),
            ("the times that are the default", readings(LINE | {"times": 1})),
            ("a number that some readers round", readings(LINE | {"number": 2**53})),
            ("a digest in capitals", event("export", EXPORT | {"digest": TEXT.upper()})),
            ("a day with an hour", event("directory", {"changes": [APPOINTED | {"since": AT}]})),
        ],
        "record.E105": [
            ("lines out of order", readings(SECOND, LINE)),
            ("a line after the event", readings(LINE, SECOND | {"at": "2021-02-05T17:00:31Z"})),
        ],
    }


def main() -> None:
    folder = (Path(sys.argv[1]) if len(sys.argv) > 1 else HERE) / "event"
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Plain] = []
    for name, plain in good():
        body = canonical(plain)
        found.append({"name": name, "event": body, "digest": sha256(body.encode()).hexdigest(), "expect": "ok"})
    bodies = {code: [(name, canonical(plain)) for name, plain in each] for code, each in spoilt().items()}
    # half a character cannot be written as UTF-8, only as its escape
    bodies = {code: [(name, body.replace("\ud835", "\\ud835")) for name, body in each] for code, each in bodies.items()}
    for code in sorted({*bodies, *spoilt_bytes()}):
        each = spoilt_bytes().get(code, []) + bodies.get(code, [])
        found += [{"name": name, "event": body, "expect": code} for name, body in each]
    found.append({"name": "no UTF-8", "event_hex": "7b22ff", "expect": "record.E100"})
    (folder / "event.json").write_text(json.dumps(found, indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
