"""`cauce law text`: the words of a law go into the node, or the person is told why not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LAW = "LEY DE EJEMPLO\nÚltima reforma publicada DOF 14-11-2025\nArtículo 70. Nada.\nArtículo 71. Menos.\n"


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a node of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("CAUCE_", "DJANGO_"))}
    command = (sys.executable, "-m", "cauce", "law", "text", *arguments)
    return subprocess.run(
        command, env={**own, "CAUCE_DATA": str(data)}, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An invented law."""
    path = tmp_path / "ejemplo.txt"
    path.write_text(LAW)
    return path


def test_a_text_is_loaded_listed_and_known_again(tmp_path: Path, file: Path) -> None:
    first = run(tmp_path / "data", "load", str(file), "--source", "lsn", "--json")
    assert first.returncode == 0, first.stderr
    loaded = json.loads(first.stdout)
    assert (loaded["regime"], loaded["edition"], loaded["articles"]) == ("mx-lsn", "2025-11-14", 2)
    again = run(tmp_path / "data", "load", str(file), "--source", "lsn", "--lang", "en")
    assert "It was loaded already, byte for byte." in again.stderr
    listed = run(tmp_path / "data", "list", "--json")
    assert [text["digest"] for text in json.loads(listed.stdout)] == [loaded["digest"]]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--source", "nope"), "text.E008"),
        (("--source", "lsn", "--regime", "us-951"), "text.E008"),
        (("--source", "lsn", "--regime", "nowhere"), "law.E"),
        (("--source", "lsn", "--edition", "soon"), "cli.E006"),
        ((), "cli.E004"),
    ],
)
def test_options_that_cannot_be_meant_are_told_with_a_code(
    tmp_path: Path, file: Path, options: tuple[str, ...], code: str
) -> None:
    done = run(tmp_path / "data", "load", str(file), *options)
    assert done.returncode == 2
    assert code in done.stderr


def test_a_file_that_is_no_text_is_told_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "law.pdf"
    path.write_bytes(b"%PDF-1.7\xff")
    for lang, words in (("es", "no es texto en UTF-8"), ("en", "is not text in UTF-8")):
        done = run(tmp_path / "data", "load", str(path), "--source", "lsn", "--lang", lang)
        assert done.returncode == 2
        assert "text.E003" in done.stderr
        assert words in done.stderr
