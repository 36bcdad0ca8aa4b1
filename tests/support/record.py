"""What a node's record leaves outside its database."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def forget_record() -> None:
    """Take away what a rolled-back story's record left outside the database: nobody was told of it."""
    data = Path(os.environ["CAUCE_DATA"])
    (data / "keys" / "record.mark").unlink(missing_ok=True)
    shutil.rmtree(data / "keys" / "record.seen", ignore_errors=True)
    shutil.rmtree(data / "record", ignore_errors=True)
