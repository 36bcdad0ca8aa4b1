"""Style sheets, fonts and pictures: compiled once into the data folder, named by their content, served for ever."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names each file by its content; compiles them all the first time that a name is asked for."""

    def __init__(self, location: str | Path | None = None, *arguments: Any, **options: Any) -> None:
        if location is None:
            collect()
        super().__init__(location or settings.STATIC_ROOT, *arguments, **options)


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves what `collect` compiled, before anything else looks at the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        collect()
        super().__init__(get_response)

    def add_mime_headers(self, headers: Any, path: str, url: str) -> None:
        """Let a file be taken for nothing but what it says it is."""
        super().add_mime_headers(headers, path, url)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"


def collect() -> Path:
    """Compile the static files into STATIC_ROOT, unless that was done, and return it."""
    root = Path(settings.STATIC_ROOT)
    if root.exists():
        return root
    root.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".making-", dir=root.parent))
    try:
        _compile(aside)
        # Whoever is first wins; two processes compile the same.
        with suppress(OSError):
            os.rename(aside, root)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return root


def _compile(folder: Path) -> None:
    storage = Storage(folder, settings.STATIC_URL)
    found = {path: (source, path) for finder in get_finders() for path, source in finder.list([])}
    for path, (source, _) in found.items():
        with source.open(path) as file:
            storage.save(path, file)
    for name, _, processed in storage.post_process(found, dry_run=False):
        if isinstance(processed, Exception):
            raise RuntimeError(f"static file {name}") from processed
