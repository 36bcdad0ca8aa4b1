"""Every part in all its states, for the page of patterns."""

from __future__ import annotations

from typing import Any


def samples() -> dict[str, Any]:
    """Return what `frame/patterns.html` shows."""
    return {}
