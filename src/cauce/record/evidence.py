"""
What a monitor keeps of what it found: all that a third party needs to see it, in one file of text.

Source: specs/tiles.md (Evidence).
"""

from __future__ import annotations

import json

from .monitor import Step
from .text import write_base64

FORMAT = "cauce/evidence/v1"


def format_evidence(step: Step) -> str:
    """
    Write what a step found as JSON, the same bytes for the same finding.

    Shape:  both checkpoints stand in it as the signed notes that they are, so their signatures can be checked again.
    """
    error = step.error
    data = {
        "format": FORMAT,
        "saw": str(step.saw),
        "code": error.code if error else "",
        "says": {lang: error.text(lang) for lang in ("en", "es")} if error else {},
        "known": step.known,
        "shown": step.shown,
        "proof": [write_base64(node) for node in step.proof],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
