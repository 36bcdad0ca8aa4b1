"""The pages of specs/ are true: what they show is read, verified and computed as they say."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from cauce.record import (
    act_leaf,
    check_policy,
    commit,
    open_checkpoint,
    parse_policy,
    parse_receipt,
    parse_verifier_key,
    verify,
)
from cauce.record.merkle import node_hash
from cauce.record.text import _HIDDEN
from cauce.record.witness import parse_request

SPECS = Path(__file__).parents[2] / "specs"


def blocks(page: str) -> list[str]:
    """Return the fenced blocks of a page."""
    found: list[str] = re.findall(r"^```\w+\n(.*?)^```$", (SPECS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return found


KEY = parse_verifier_key(blocks("checkpoint.md")[1].strip())
VECTORS = json.loads((SPECS / "vectors" / "witness" / "add-checkpoint.json").read_text("ascii"))
NUMBERS = {line.split()[0]: bytes.fromhex(line.split()[1]) for line in blocks("leaf.md")[0].splitlines()}


def test_leaf_page_shows_a_leaf() -> None:
    assert commit(NUMBERS["nonce"], NUMBERS["digest"]) == NUMBERS["entry"]
    assert act_leaf(NUMBERS["nonce"], NUMBERS["digest"]) == NUMBERS["leaf"]


def test_checkpoint_page_shows_a_checkpoint_and_its_key() -> None:
    assert open_checkpoint(blocks("checkpoint.md")[0], [KEY]).checkpoint.size == 7
    page = (SPECS / "checkpoint.md").read_text("utf-8")
    assert KEY.public.hex() in page
    assert f"`{KEY.key_id.hex()}…`" in page


def test_cosignature_page_shows_that_checkpoint_cosigned() -> None:
    signed, line = blocks("cosignature.md")
    opened = open_checkpoint(signed, [KEY, parse_verifier_key(line.strip())])
    assert signed.startswith(blocks("checkpoint.md")[0])
    assert [(one.key.name, one.at) for one in opened.signatures] == [
        ("cauce.example/record", None),
        ("witness.example/w1", 1_612_353_600),
    ]
    assert opened.signatures[1].line.value[:8].hex() == "00000000601a9040"


def test_policy_page_shows_a_policy_that_the_cosigned_checkpoint_satisfies() -> None:
    verdict = check_policy(blocks("cosignature.md")[0], parse_policy(blocks("policy.md")[0]))
    assert [one.name for one in verdict.require().cosigned_by] == ["other-state"]


def test_witness_page_shows_a_request_that_is_cosigned() -> None:
    request = parse_request(blocks("witness.md")[0])
    assert next(one["status"] for one in VECTORS if one.get("body") == blocks("witness.md")[0]) == 200
    assert (request.old, request.checkpoint.size) == (5, 9)


def test_receipt_page_shows_the_receipt_of_that_leaf_in_that_checkpoint() -> None:
    text = blocks("receipt.md")[0]
    found = verify(text, NUMBERS["digest"], [KEY])
    assert (found.index, found.size) == (4, 7)
    assert text.endswith(blocks("checkpoint.md")[0])


def test_worked_tree_leads_to_the_root_of_that_checkpoint() -> None:
    steps = [re.findall(r"[0-9a-f]{8,64}", line) for line in blocks("leaf.md")[2].splitlines()]
    path = [node.hex() for node in parse_receipt(blocks("receipt.md")[0]).path]
    node = NUMBERS["leaf"].hex()
    for sibling, (left, right, found) in zip(path, steps, strict=True):
        assert {left, right} == {node[:8], sibling[:8]}
        hashes = {node[:8]: node, sibling[:8]: sibling}
        assert found == node_hash(bytes.fromhex(hashes[left]), bytes.fromhex(hashes[right])).hex()
        assert found[:8] in blocks("leaf.md")[1]
        node = found
    assert node == open_checkpoint(blocks("checkpoint.md")[0], [KEY]).checkpoint.root.hex()


def test_list_of_hidden_characters_is_the_one_that_is_checked() -> None:
    page = (SPECS / "checkpoint.md").read_text("utf-8")
    listed = re.search(r"Nobody sees: (.*?)\. The list", page, re.DOTALL)
    assert listed
    points: set[int] = set()
    for one in listed[1].replace("\n", " ").split(", "):
        first, _, last = one.strip().replace("U+", "").partition("–")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    assert points == {point for point in range(0x110000) if _HIDDEN.match(chr(point))}


def test_line_for_the_shell_computes_the_entry(tmp_path: Path) -> None:
    (tmp_path / "act.tlog-proof").write_text(blocks("receipt.md")[0], "utf-8", newline="")
    shown = subprocess.run(["sh", "-c", blocks("receipt.md")[1]], cwd=tmp_path, check=True, capture_output=True)
    assert shown.stdout.decode().split()[0] == NUMBERS["entry"].hex()
