"""What others published and we must read the same way: Certificate Transparency's tree, Go's keys and checkpoints."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cauce.record import (
    EMPTY_EDGE,
    MemoryTiles,
    RecordError,
    TileReader,
    Tree,
    append,
    format_note,
    format_signing_key,
    format_verifier_key,
    leaf_hash,
    open_note,
    parse_checkpoint,
    parse_note,
    parse_signing_key,
    parse_verifier_key,
    verify_consistency,
)

# The eight entries, roots and proofs with which Certificate Transparency's first implementations tested their trees.
CT_ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
CT_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
CT_INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
CT_CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}

# Keys of the tests of golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SIGNS = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"

# The checksum database of the Go modules: its key and two checkpoints that it has signed, years apart.
SUMDB = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
SUMDB_HEADS = [
    "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n"
    "— sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n",
    "go.sum database tree\n65209736\n5+uGFjx6xBZG8ip1+wi77v+grwbhhukIrxEUS8PXvRo=\n\n"
    "— sum.golang.org Az3grnbssgK7ubgFX36gVETtNv0U23qxyAhAMai2QUfeGa3nB/akvkMdlUErfcZz7l/R3cVtYspg3dxXABkGZZKdsQ8=\n",
]


def ct_tree(size: int) -> Tree:
    store = MemoryTiles()
    append(store, EMPTY_EDGE, [leaf_hash(bytes.fromhex(entry)) for entry in CT_ENTRIES])
    return Tree(TileReader(store), size)


@pytest.mark.parametrize("size", range(9))
def test_roots_of_certificate_transparency(size: int) -> None:
    assert ct_tree(size).root().hex() == CT_ROOTS[size]


@pytest.mark.parametrize(("index", "size"), CT_INCLUSION)
def test_inclusion_proofs_of_certificate_transparency(index: int, size: int) -> None:
    assert [node.hex() for node in ct_tree(size).inclusion(index)] == CT_INCLUSION[index, size]


@pytest.mark.parametrize(("old", "new"), CT_CONSISTENCY)
def test_consistency_proofs_of_certificate_transparency(old: int, new: int) -> None:
    path = ct_tree(new).consistency(old)
    assert [node.hex() for node in path] == CT_CONSISTENCY[old, new]
    verify_consistency(old, new, bytes.fromhex(CT_ROOTS[old]), bytes.fromhex(CT_ROOTS[new]), path)


@pytest.mark.parametrize("line", [PETER, ENOCH, SUMDB])
def test_verifier_keys_of_go(line: str) -> None:
    assert format_verifier_key(parse_verifier_key(line)) == line


def test_signing_key_of_go() -> None:
    key = parse_signing_key(PETER_SIGNS)
    assert format_verifier_key(key.verifier) == PETER
    assert format_signing_key(key) == PETER_SIGNS


@pytest.mark.parametrize(
    "line",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        *sorted({PETER[:start] + PETER[end:] for start, end in pairwise(range(len(PETER) + 1))}),
        *sorted({PETER[:end] for end in range(len(PETER))}),
        *sorted({PETER[start:] for start in range(1, len(PETER))}),
        *sorted({PETER[:at] + chr(ord(PETER[at]) + 1) + PETER[at + 1 :] for at in range(len(PETER))}),
    ],
)
def test_every_mangling_of_a_key_is_refused(line: str) -> None:
    with pytest.raises(RecordError):
        parse_verifier_key(line)


@pytest.mark.parametrize("signed", SUMDB_HEADS)
def test_checkpoints_of_the_go_checksum_database(signed: str) -> None:
    note = parse_note(signed)
    assert [key.name for key in open_note(note, [parse_verifier_key(SUMDB)])] == ["sum.golang.org"]
    assert parse_checkpoint(note.text).origin == "go.sum database tree"
    assert format_note(note) == signed
