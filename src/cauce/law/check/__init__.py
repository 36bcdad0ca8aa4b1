"""The checker of packs: everything wrong in one run, each finding with its file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cauce.law.draft import Drafts, read_drafts
from cauce.law.findings import Finding, tidy

__all__ = ["check_drafts", "check_packs"]


def check_drafts(drafts: Drafts) -> list[Finding]:
    """Return everything found in packs that were read, by file and line."""
    return tidy(drafts.findings)


def check_packs(paths: Sequence[Path]) -> list[Finding]:
    """Return everything found in the packs under `paths`, by file and line."""
    return check_drafts(read_drafts(paths))
