#!/usr/bin/env python3
"""
Verify a receipt of Cauce offline, with nothing but Python 3.9 or later. It writes nothing and asks nobody.
Verifica un acuse de Cauce sin red, solo con Python 3.9 o posterior. No escribe nada ni pregunta a nadie.

    python3 cauce_verify.py RECEIPT (--policy FILE | --key LINE) [--act FILE | --digest HEX] [--lang es|en]

Exit code: 0 verified, 1 not verified, 2 not checked. Checks have the codes and the order of specs/*.md, as those of
`cauce verify`, with which this shares no line. Ed25519 only verifies: no secret that its time could give away.
"""

import json
import re
import sys
import time
from binascii import a2b_base64, b2a_base64
from collections import namedtuple
from hashlib import sha256, sha512
from pathlib import Path

HIDDEN = (  # what nobody sees: the fixed list of specs/checkpoint.md
    "[\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
NAME = "[^+\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"  # neither plus sign nor white space
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519: its field, the order of its group
D = -121665 * pow(121666, -1, P) % P  # and its curve: y² - x² = 1 + D x² y²
LOG, WITNESS = 1, 4  # kinds of key: a record's, which signs checkpoints, and a witness's, which adds the time
Key = namedtuple("Key", "name hash kind public")

class Refused(Exception):
    """A check that failed: its code, and what it is about."""

def need(holds, code, about=""):
    """Return what holds; stop if it does not."""
    if not holds:
        raise Refused(code, about)
    return holds

def text(data, limit=1_000_000):
    """Read a text: UTF-8, not too large, no control character but the line feed."""
    found = data.decode(errors="replace")
    need(found.encode() == data, "record.E001")
    need(len(data) <= limit, "record.E002", len(data))
    need(not re.search("[\x00-\x09\x0b-\x1f]", found), "record.E003")
    return found

def number(line):
    """Read a decimal number from 0 to 2^63 - 1 in its one form."""
    need(re.fullmatch("0|[1-9][0-9]{0,18}", line) and int(line) < 2**63, "record.E007", line)
    return int(line)

def base64(line, length=None, code=None):
    """Read base64 (RFC 4648, section 4) in its one form."""
    form = re.fullmatch("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?", line)
    need(form and b2a_base64(a2b_base64(line), newline=False).decode() == line, code or "record.E005", line)
    need(length in (None, len(a2b_base64(line))), code or "record.E006", line)
    return a2b_base64(line)

def point(data):
    """Decode a point (RFC 8032, 5.1.3) as X, Y, Z, T: x = X/Z, y = Y/Z, xy = T/Z; None if this is not its one form."""
    sign, y = divmod(int.from_bytes(data, "little"), 2**255)
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    x = x if v * x * x % P == u else x * pow(2, (P - 1) // 4, P) % P
    one_form = y < P and v * x * x % P == u and (x or not sign)
    x = x if x % 2 == sign else P - x
    return (x, y, 1, x * y % P) if one_form else None

def add(p, q):
    """Add two points (RFC 8032, 5.1.4); the formula has no exceptions, so that it also doubles."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * D * p[3] * q[3] % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def signed(public, message, signature):
    """Say whether R || s signs a message (RFC 8032, 5.1.7): whether R is s·B - h·A, without the cofactor."""
    a, base, s = point(public), point(b"\x58" + b"\x66" * 31), int.from_bytes(signature[32:], "little")
    if a is None or len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % L
    minus_a = (P - a[0], a[1], 1, P - a[3])
    choices, total = (None, base, minus_a, add(base, minus_a)), (0, 1, 1, 0)
    for bit in range(252, -1, -1):  # both products in one pass, from the highest bit down
        total, choice = add(total, total), (s >> bit & 1) + 2 * (h >> bit & 1)
        total = add(total, choices[choice]) if choice else total
    x, y = (coordinate * pow(total[2], -1, P) % P for coordinate in total[:2])
    return (y + (x % 2 << 255)).to_bytes(32, "little") == signature[:32]

def parse_key(line, kinds=(LOG, WITNESS)):
    """Read a verifier key (specs/checkpoint.md), name+hash+base64(kind || public key)."""
    form = need(re.fullmatch(rf"({NAME})\+([0-9a-f]{{8}})\+([A-Za-z0-9+/]+={{0,2}})", line), "record.E014", line)
    typed = base64(form[3], code="record.E014")
    need(typed[0] in (LOG, WITNESS), "record.E016", line)
    need(re.fullmatch("[!-*,-~]{1,255}", form[1]), "record.E013", line)
    need(len(typed) == 33, "record.E014", line)
    key = Key(form[1], sha256(form[1].encode() + b"\n" + typed).digest()[:4], typed[0], typed[1:])
    need(key.hash.hex() == form[2], "record.E015", line)
    return need(key.kind in kinds and key, "record.E080", line)

def parse_policy(data):
    """Read a policy (specs/policy.md): return the trusted keys, and whether those who signed are enough."""
    need(len(data) <= 65_536, "record.E002", len(data))
    need(re.fullmatch(b"[\t\n -~\x80-\xff]*", data), "record.E071")
    keys, rules, members, quorum = [], {b"none": lambda signers: True}, set(), None
    lines = [line.split() for line in data.split(b"\n") if not re.match(b"[ \t]*(#|$)", line)]
    for count, (word, *rest) in enumerate(lines):
        need(count < 256, "record.E079")
        if word == b"log" and len(rest) in (1, 2):
            keys.append(parse_key(rest[0].decode(errors="replace"), (LOG,)))
        elif word == b"witness" and len(rest) in (2, 3):
            need(rest[0] not in rules, "record.E072", rest[0])
            keys.append(parse_key(rest[1].decode(errors="replace"), (WITNESS,)))
            rules[rest[0]] = lambda signers, key=keys[-1]: key in signers
        elif word == b"group" and len(rest) > 2:
            need(rest[0] not in rules, "record.E072", rest[0])
            counts = {b"any": 1, b"all": len(rest) - 2, **{b"%d" % k: k for k in range(1, len(rest) - 1)}}
            need(rest[1] in counts, "record.E075", rest[1])
            for name in rest[2:]:
                need(name in rules and name != b"none", "record.E073", name)
                need(name not in members, "record.E074", name)
                members.add(name)
            each, least = [rules[name] for name in rest[2:]], counts[rest[1]]
            rules[rest[0]] = lambda signers, each=each, least=least: sum(rule(signers) for rule in each) >= least
        else:
            need(word == b"quorum" and len(rest) == 1, "record.E070", word)
            need(quorum is None, "record.E077")
            need(rest[0] in rules, "record.E073", rest[0])
            quorum = rules[rest[0]]
        need(len({key[2:] for key in keys}) == len(keys), "record.E076")
    return keys, need(quorum, "record.E077")

def open_note(note, keys):
    """Open a signed note (specs/checkpoint.md): return its text and {key that signed it: time, if a witness's}."""
    body, gap, tail = text(note).rpartition("\n\n")
    need(gap and tail, "record.E010")
    need(tail.endswith("\n"), "record.E011", tail)
    lines, signatures, trusted, signers = tail[:-1].split("\n"), [], {}, {}
    need(len(lines) <= 100, "record.E012", len(lines))
    for line in lines:
        form = need(re.fullmatch("— ([^ ]*) ([^ ]*)", line), "record.E011", line)
        need(not re.search(HIDDEN, form[1]), "record.E004", line)
        need(re.fullmatch(NAME, form[1]), "record.E013", line)
        need(len(value := base64(form[2])) > 4, "record.E006", line)
        signatures.append(((form[1], value[:4]), value[4:]))
    for key in keys:
        need(trusted.setdefault(key[:2], key) == key, "record.E018", key.name)
    for key, value in ((trusted[who], value) for who, value in signatures if who in trusted):  # others are passed over
        need(key not in signers, "record.E020", key.name)
        stamp, message = None, f"{body}\n".encode()
        if key.kind == WITNESS:  # specs/cosignature.md
            stamp, value = int.from_bytes(value[:8], "big"), value[8:]
            message = b"cosignature/v1\ntime %d\n" % stamp + message
        need((stamp or 0) < 2**63 and signed(key.public, message, value), "record.E021", key.name)
        signers[key] = stamp
    return f"{body}\n", need(signers, "record.E022")

def verify(data, keys, quorum=bool, digest=b""):
    """Check a receipt (specs/receipt.md): return record, index, size, digest, and who signed."""
    head, _, note = text(data, 1_004_000).partition("\n\n")
    header, extra, place, *path = [*head.split("\n"), *["", ""][head.count("\n") :]]
    need(header == "c2sp.org/tlog-proof@v1", "record.E040", header)
    need(extra.startswith("extra "), "record.E041", extra)
    extra = base64(extra[6:], 64)
    need(place.startswith("index "), "record.E041", place)
    index, path = number(place[6:]), [base64(line, 32) for line in path]
    body, signers = open_note(need(note, "record.E041").encode(), keys)
    origin, *more = lines = body[:-1].split("\n")  # the checkpoint, which specs/checkpoint.md describes
    need(3 <= len(lines) <= 16 and all(lines), "record.E030", len(lines))
    need(not re.search(HIDDEN, origin + "".join(more[2:])), "record.E004", origin)
    size, root = number(more[0]), base64(more[1], 32)
    need(size or root == sha256(b"").digest(), "record.E032")
    need(any(key.kind == LOG and key.name == origin for key in signers), "record.E031", origin)
    need(quorum(signers), "record.E078")
    need(index < size, "record.E050", index)
    inner = (index ^ size - 1).bit_length()  # up to here the path turns as the index says, above it joins from the left
    need(len(path) == inner + bin(index >> inner).count("1"), "record.E051", len(path))
    node = sha256(b"\0" + sha256(b"cauce/leaf/v1\n" + extra).digest()).digest()  # specs/leaf.md
    for height, other in enumerate(path):
        node = sha256(b"\1" + (other + node if height >= inner or index >> height & 1 else node + other)).digest()
    need(node == root, "record.E052")
    need(digest in (b"", extra[32:]), "record.E042")
    return origin, index, size, extra[32:], signers

def numeric(digits):
    """Read a number of an act: within what every reader keeps, and whole without a point."""
    need(abs(float(digits)) < 2**53, "verify.E003", digits)
    return int(float(digits)) if float(digits).is_integer() else float(digits)

def small(found):
    """Write what Python writes with an exponent as RFC 8785 does; texts, which the same expression finds, stay."""
    power, places = int(found[2] or 0), len((found[1] or "").partition(".")[2])
    return f"{float(found[0]):.{power + places}f}" if 0 < power < 7 else f"{found[1]}e-{power}" if power else found[0]

def parse_act(data):
    """Read an envelope (specs/act.md): return its members and the canonical bytes (RFC 8785) of its act."""
    try:
        found = json.loads(data.decode(), **dict.fromkeys(("parse_int", "parse_float", "parse_constant"), numeric),
            object_pairs_hook=lambda pairs: need(len(dict(pairs)) == len(pairs), "verify.E003") and dict(
                sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))))  # in order of UTF-16
        plain = json.dumps({**found["act"]}, ensure_ascii=False, separators=(",", ":"))
        return found, re.sub(r'"(?:[^"\\]|\\.)*"|([0-9.]+)e-([0-9]+)', small, plain).encode()
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused("verify.E003", "JSON") from None

def main(arguments):
    """Check what the command line names, and say in both languages what that shows; return the exit code."""
    receipt, *rest = arguments or [""]
    given, act, status = dict(zip(rest[::2], rest[1::2])), None, 2
    names = "(--act |--digest )?(--key( --lang)?|(--lang )?--policy)"
    if len(rest) != 2 * len(given) or not re.fullmatch(names, " ".join(sorted(given))):
        return print(__doc__) or status
    try:
        data, digest, key = Path(receipt).read_bytes(), given.get("--digest", ""), given.get("--key")
        keys, quorum = parse_policy(Path(given["--policy"]).read_bytes()) if key is None else ([parse_key(key)], bool)
        need(re.fullmatch("[0-9a-fA-F]{64}", given.get("--digest", "0" * 64)), "verify.E004", digest)
        if "--act" in given:
            act, canonical = parse_act(Path(given["--act"]).read_bytes())
            digest = sha256(canonical).hexdigest()
        status = 1
        origin, index, size, shown, signers = verify(data, keys, quorum, bytes.fromhex(digest))
        if act:
            need(act.keys() == {"act", "key", "signature"}, "act.E301")
            need(act["act"].get("format") == "cauce/act/v1", "act.E303")
            value, public = base64(str(act["signature"]), 64, "act.E302"), base64(str(act["key"]), 32, "act.E302")
            need(signed(public, b"cauce/act/v1\n" + canonical, value), "act.E305")
    except (OSError, Refused) as err:
        code, about = err.args if isinstance(err, Refused) else ("verify.E001", err.filename)
        what = (("NO VERIFICADO", "NOT VERIFIED"), ("SIN COMPROBAR", "NOT CHECKED"))[status - 1]
        said = [[f"{word}: {code}" + f" {about!a}" * (about != "") for word in what]]
    else:
        status, seen = 0, [(key.name, time.gmtime(min(at, 2**34))) for key, at in signers.items() if at is not None]
        names = ", ".join(f"{name} ({time.strftime('%Y-%m-%d %H:%M:%SZ', at)})" for name, at in seen) or "-"
        said = [(f"VERIFICADO: {origin}, entrada {index} de {size}", f"VERIFIED: {origin}, entry {index} of {size}")]
        said += [(f"Huella de la actuación: {shown.hex()}", f"Digest of the act: {shown.hex()}")]
        for holds, es, en in (
            (digest, "que la huella es la de lo que usted indicó", "that this is the digest of what you gave"),
            (act, "que la llave del archivo firmó la actuación", "that the key in the file signed the act"),
            (seen, f"que los testigos vieron esta historia: {names}", f"that witnesses saw this history: {names}"),
            (False, "que la llave sea de la oficina; que sea verdad", "that the key is the office's; that it is true"),
        ):
            said += [(f"Demostrado: {es}", f"Shown: {en}") if holds else (f"SIN demostrar: {es}", f"NOT shown: {en}")]
    for lang in given.get("--lang", "es en").split():
        print(*(words[lang == "en"] for words in said), sep="\n")
    return status

if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
