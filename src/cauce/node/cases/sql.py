"""
Plain statements for the few tables that every act reads and writes.

An act reads and writes a dozen rows; having Django compose the same statements every time costs several times what
the database does. Values still go through the fields of the models, so that both databases get what they expect.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

from cauce.node.driver import execute, execute_many

Row = TypeVar("Row", bound=models.Model)


def read(model: type[Row], tail: str, values: Sequence[Any] = ()) -> list[Row]:
    """Return the rows of a table as instances; `tail` is what follows the name of the table in the statement."""
    select, fields = _select(model, connection.vendor)
    return [_instance(model, fields, row) for row in execute(f"{select} {tail}", values).fetchall()]


def ask(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return what a statement finds, as the database has it."""
    found: list[tuple[Any, ...]] = execute(statement, values).fetchall()
    return found


def run(statement: str, values: Sequence[Any] = ()) -> None:
    """Run a statement that finds nothing."""
    execute(statement, values)


def places(values: Collection[Any]) -> str:
    """Return as many placeholders as there are values."""
    return ", ".join(["%s"] * len(values))


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    unique: Sequence[str] = (),
) -> None:
    """
    Insert rows in one statement.

    Shape:  `unique` names the columns by which a row may be there already; its other columns are then written anew.
    """
    if rows:
        execute(_insert(model, tuple(names), len(rows), tuple(unique)), _values(model, names, rows))


def insert_one(model: type[models.Model], names: Sequence[str], row: Sequence[Any]) -> int:
    """Insert a row and return the key that the database gave it."""
    found = ask(f"{_insert(model, tuple(names), 1, ())} RETURNING id", _values(model, names, [row]))
    return int(found[0][0])


def update(
    model: type[models.Model], key: int, names: Sequence[str], row: Sequence[Any], *, key_of: str = "id"
) -> None:
    """Write some columns of the row with this key, or of every row whose `key_of` has it."""
    execute(_update(model, tuple(names), key_of), [*_values(model, names, [row]), key])


def update_all(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[tuple[int, Sequence[Any]]],
    *,
    key_of: str = "id",
) -> None:
    """Write some columns of many rows, each by its key."""
    if rows:
        values = [[*_values(model, names, [row]), key] for key, row in rows]
        execute_many(_update(model, tuple(names), key_of), values)


_Converted = tuple[int, Any, list[Any]]


@lru_cache(maxsize=64)
def _select(model: type[models.Model], vendor: str) -> tuple[str, tuple[list[str], list[_Converted]]]:
    """Return the statement that reads whole rows, the names of their columns, and how values become Python's."""
    fields, table = model._meta.concrete_fields, model._meta.db_table
    columns = ", ".join(f'"{table}"."{field.column}"' for field in fields)
    converted = []
    for place, field in enumerate(fields):
        column = field.get_col(table)
        how = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
        if how:
            converted.append((place, column, how))
    select = f'SELECT {columns} FROM "{table}"'  # noqa: S608 - names of ours
    return select, ([field.attname for field in fields], converted)


def _instance(model: type[Row], fields: tuple[list[str], list[_Converted]], row: Sequence[object]) -> Row:
    names, converted = fields
    values = list(row)
    for place, column, how in converted:
        for convert in how:
            values[place] = convert(values[place], column, connection)
    return model.from_db(connection.alias, names, values)


def _values(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Any]:
    fields = _fields(model, tuple(names), connection.vendor)
    return [
        value if type(value) in plain else _value(field, value)
        for row in rows
        for (field, plain), value in zip(fields, row, strict=True)
    ]


def _value(field: models.Field[Any, Any], value: object) -> object:
    return value.pk if isinstance(value, models.Model) else field.get_db_prep_save(value, connection)


#: a field, and the types of values that it hands on as they are
_Field = tuple["models.Field[Any, Any]", tuple[type, ...]]


@lru_cache(maxsize=64)
def _fields(model: type[models.Model], names: tuple[str, ...], vendor: str) -> list[_Field]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return [(field, _plain(field, vendor)) for field in fields]


def _plain(field: models.Field[Any, Any], vendor: str) -> tuple[type, ...]:
    if isinstance(field, models.CharField | models.TextField):
        return (str,)
    if isinstance(field, models.DateField) and vendor == "postgresql":
        return (date, datetime, type(None))
    known = {
        models.IntegerField: int,
        models.BooleanField: bool,
        models.BinaryField: bytes,
        models.DateField: type(None),
    }
    return tuple(plain for kind, plain in known.items() if isinstance(field, kind))


@lru_cache(maxsize=512)
def _insert(model: type[models.Model], names: tuple[str, ...], rows: int, unique: tuple[str, ...]) -> str:
    columns = ", ".join(_columns(model, names))
    places = ", ".join([f"({', '.join(['%s'] * len(names))})"] * rows)
    conflict = ""
    if unique:
        rest = [
            f"{column} = excluded.{column}"
            for column in _columns(model, names)
            if column not in _columns(model, unique)
        ]
        then = f"UPDATE SET {', '.join(rest)}" if rest else "NOTHING"
        conflict = f" ON CONFLICT ({', '.join(_columns(model, unique))}) DO {then}"
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {places}{conflict}"  # noqa: S608 - names of ours


@lru_cache(maxsize=64)
def _update(model: type[models.Model], names: tuple[str, ...], key_of: str) -> str:
    columns = ", ".join(f"{column} = %s" for column in _columns(model, names))
    (key,) = _columns(model, (key_of,))
    return f"UPDATE {model._meta.db_table} SET {columns} WHERE {key} = %s"  # noqa: S608 - names of ours


def _columns(model: type[models.Model], names: tuple[str, ...]) -> list[str]:
    return [f'"{field.column}"' for field, _ in _fields(model, names, connection.vendor)]
