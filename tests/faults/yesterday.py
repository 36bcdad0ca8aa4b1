"""A copy of a node as it was, and how it comes back: the database alone, or more of the data folder with it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from cauce.node.cases import case_keys, recur, world
from cauce.node.record.trees import _reader


class Copy:
    """What a backup holds."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._rows = folder, {model: _rows(model) for model in apps.get_models()}
        for name in ("keys", "record"):
            shutil.copytree(settings.CAUCE.data / name, folder / name)

    def bring_back(self, *folders: str) -> None:
        """Put it in the place of what is there now."""
        with transaction.atomic():
            for model in reversed(list(self._rows)):
                model._default_manager.all().delete()  # type: ignore[attr-defined]
            for model, rows in self._rows.items():
                model._default_manager.bulk_create(model(**row) for row in rows)  # type: ignore[attr-defined]
        case_keys.close()
        for name in folders:
            bring_back_folder(self._folder / name, settings.CAUCE.data / name)
        forget()
        connection.close()


def bring_back_folder(copy: Path, place: Path) -> None:
    """Put the copy of a folder in its place."""
    shutil.rmtree(place)
    shutil.copytree(copy, place)


def forget() -> None:
    """Forget what a process knows that was started before: a node that is stopped for it begins anew."""
    world._directory.cache_clear()
    world._settings.cache_clear()
    recur._day.caught_up.clear()
    _reader.cache_clear()


def _rows(model: type[models.Model]) -> list[dict[str, Any]]:
    return list(model._default_manager.values())
