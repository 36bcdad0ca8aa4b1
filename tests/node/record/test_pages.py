"""The pages of the record: the head for everybody, a receipt for whoever may read the case, nothing for others."""

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import Client

if TYPE_CHECKING:
    from cauce.node.cases.take import Taken


@pytest.mark.django_db
def test_before_the_first_entry_there_is_a_key_and_no_checkpoint() -> None:
    client = Client(headers={"Accept-Language": "en"})
    assert client.get("/record/vkey").content.decode().startswith("cauce.example/mx+")
    assert client.get("/record/checkpoint").status_code == 404
    assert "There is no entry yet" in client.get("/record/").content.decode()


def test_anybody_reads_the_head_of_the_record(call: "Taken") -> None:
    page = Client(headers={"Accept-Language": "es"}).get("/record/")
    assert page.status_code == 200
    note = Client().get("/record/checkpoint")
    assert note.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert note.content.decode().splitlines()[:2] == ["cauce.example/mx", "5"]
    assert note.content.decode().splitlines()[4] in page.content.decode()


def test_the_page_of_a_receipt_shows_the_whole_way_to_the_root(call: "Taken", sign_in: Callable[..., Client]) -> None:
    page = sign_in("fgj-chh").get(f"/record/{call.entry.index}/").content.decode()
    lines = Client().get("/record/checkpoint").content.decode().splitlines()
    root = base64.b64decode(lines[2]).hex()
    assert page.count(root) >= 2
    assert "left: entries 0–3" in page
    assert 'href="/record/verify/#en"' in page
    assert call.case.ref in page


@pytest.mark.parametrize("path", ["", "receipt.txt", "receipt.pdf", "act.json"])
def test_who_may_not_read_the_case_gets_the_answer_that_a_missing_entry_gets(
    call: "Taken", sign_in: Callable[..., Client], path: str
) -> None:
    from tests.node.stage import same_page

    outsider = sign_in("fgj-son")
    refused = outsider.get(f"/record/{call.entry.index}/{path}")
    missing = outsider.get(f"/record/999/{path}")
    huge = outsider.get(f"/record/{10**30}/{path}")
    assert refused.status_code == missing.status_code == huge.status_code == 404
    assert same_page(refused) == same_page(missing)
    assert sign_in("fgj-chh").get(f"/record/{call.entry.index}/{path}").status_code == 200


def test_a_stranger_is_led_to_the_way_in(call: "Taken") -> None:
    assert Client().get(f"/record/{call.entry.index}/receipt.txt").status_code == 302


def test_the_files_pass_cauce_verify(call: "Taken", sign_in: Callable[..., Client], tmp_path: Path) -> None:
    receipt, act, key = _save(call, sign_in("sre"), tmp_path)
    command = [sys.executable, "-m", "cauce", "verify", str(receipt), "--act", str(act), "--key", str(key), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["index"], found["size"], found["act_given"]) == (4, 5, True)


def test_the_files_pass_a_check_that_shares_no_code_with_ours(
    call: "Taken", sign_in: Callable[..., Client], tmp_path: Path
) -> None:
    """RFC 9162, section 2.1.3.2, and the C2SP pages, written out once more."""
    receipt, act, key = (path.read_text() for path in _save(call, sign_in("fgj-chh"), tmp_path))
    head, _, note = receipt.partition("\n\n")
    _, extra, index, *path = head.split("\n")
    blob = base64.b64decode(extra.removeprefix("extra "))
    envelope = json.loads(act)
    # Keys of an act are ASCII and its numbers small, so this is what RFC 8785 gives.
    body = json.dumps(envelope["act"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert hashlib.sha256(body).digest() == blob[32:]
    signed = b"cauce/act/v1\n" + body
    office = Ed25519PublicKey.from_public_bytes(base64.b64decode(envelope["key"]))
    office.verify(base64.b64decode(envelope["signature"]), signed)

    text, _, signature = note.partition("\n\n")
    origin, size, root = text.split("\n")
    node = hashlib.sha256(b"\0" + hashlib.sha256(b"cauce/leaf/v1\n" + blob).digest()).digest()
    fn, sn = int(index.removeprefix("index ")), int(size) - 1
    for line in path:
        other = base64.b64decode(line)
        if fn & 1 or fn == sn:
            node = hashlib.sha256(b"\1" + other + node).digest()
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = hashlib.sha256(b"\1" + node + other).digest()
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0
    assert node == base64.b64decode(root)

    name, _, public = key.strip().split("+", 2)
    assert name == origin
    stamp = base64.b64decode(signature.strip().rpartition(" ")[2])
    Ed25519PublicKey.from_public_bytes(base64.b64decode(public)[1:]).verify(stamp[4:], f"{text}\n".encode())


def test_the_files_are_named_for_the_act(call: "Taken", sign_in: Callable[..., Client]) -> None:
    answer = sign_in("fgj-chh").get(f"/record/{call.entry.index}/receipt.txt")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{call.case.ref}-1.tlog-proof"'
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_the_page_costs_few_queries(
    call: "Taken", sign_in: Callable[..., Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = sign_in("fgj-chh")
    client.get(f"/record/{call.entry.index}/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get(f"/record/{call.entry.index}/")


def _save(call: "Taken", client: Client, folder: Path) -> tuple[Path, Path, Path]:
    receipt, act, key = folder / "act.tlog-proof", folder / "act.json", folder / "vkey"
    receipt.write_bytes(client.get(f"/record/{call.entry.index}/receipt.txt").content)
    act.write_bytes(client.get(f"/record/{call.entry.index}/act.json").content)
    key.write_bytes(Client().get("/record/vkey").content)
    return receipt, act, key
