"""
Plain statements for the few tables that every act writes.

An act writes a dozen rows; through model instances that costs more than the database does. Values still go through
the fields of the models, so that both databases get what they expect.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]], *, known: str = "") -> None:
    """Insert rows in one statement; `known` says what to do with a row that is there already: "nothing"."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_insert(model, tuple(names), len(rows), known), _values(model, names, rows))


def insert_one(model: type[models.Model], names: Sequence[str], row: Sequence[Any]) -> int:
    """Insert a row and return the key that the database gave it."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_insert(model, tuple(names), 1, '')} RETURNING id", _values(model, names, [row]))
        return int(cursor.fetchone()[0])


def update(model: type[models.Model], key: int, names: Sequence[str], row: Sequence[Any]) -> None:
    """Write some columns of one row."""
    with connection.cursor() as cursor:
        cursor.execute(_update(model, tuple(names)), [*_values(model, names, [row]), key])


def _values(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Any]:
    fields = _fields(model, tuple(names))
    return [_value(field, value) for row in rows for field, value in zip(fields, row, strict=True)]


def _value(field: models.Field[Any, Any], value: object) -> object:
    if isinstance(value, models.Model):
        return value.pk
    return field.get_db_prep_save(value, connection)


@lru_cache(maxsize=64)
def _fields(model: type[models.Model], names: tuple[str, ...]) -> list[models.Field[Any, Any]]:
    return [model._meta.get_field(name) for name in names]  # type: ignore[misc]


@lru_cache(maxsize=512)
def _insert(model: type[models.Model], names: tuple[str, ...], rows: int, known: str) -> str:
    columns = ", ".join(_columns(model, names))
    places = ", ".join([f"({', '.join(['%s'] * len(names))})"] * rows)
    conflict = " ON CONFLICT DO NOTHING" if known == "nothing" else ""
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {places}{conflict}"  # noqa: S608 - names of ours


@lru_cache(maxsize=64)
def _update(model: type[models.Model], names: tuple[str, ...]) -> str:
    columns = ", ".join(f"{column} = %s" for column in _columns(model, names))
    return f"UPDATE {model._meta.db_table} SET {columns} WHERE id = %s"  # noqa: S608 - names of ours


def _columns(model: type[models.Model], names: tuple[str, ...]) -> list[str]:
    return [f'"{field.column}"' for field in _fields(model, names)]
