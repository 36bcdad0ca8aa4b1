"""The program of the documents that copies a record: what it leaves is the whole record, as an audit needs it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.record.logs import REFERENCE, log
from tests.record.server import serving

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "verify-the-record.md"


@pytest.mark.parametrize("size", [1, 255, 256, 700, 66_000])
def test_the_mirror_has_every_file_of_the_record(tmp_path: Path, size: int) -> None:
    """Full tiles, short ones, and none that does not belong to it; then our audit finds nothing."""
    found = re.search(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found
    program, mirror, files = tmp_path / "mirror.py", tmp_path / "mirror", log(size)
    program.write_text(found[1], encoding="utf-8")
    with serving(files) as address:
        subprocess.run([sys.executable, program, f"{address}/", mirror], check=True, timeout=120)
    copied = {path.relative_to(mirror).as_posix(): path.read_bytes() for path in mirror.rglob("*") if path.is_file()}
    assert copied == dict(files)
    command = [sys.executable, "-m", "cauce", "record", "audit", str(mirror), "--key", REFERENCE.KEY.line]
    assert subprocess.run(command, capture_output=True, timeout=120, check=False).returncode == 0
