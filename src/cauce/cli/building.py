"""Putting the command together: the part that is called is imported, of the others only the line of help is known."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import typer
from typer import rich_utils

from cauce.cli.commands import COMMANDS, Entry
from cauce.cli.words import language, say

_SPANISH = {
    "ARGUMENTS_PANEL_TITLE": "Argumentos",
    "OPTIONS_PANEL_TITLE": "Opciones",
    "COMMANDS_PANEL_TITLE": "Instrucciones",
    "REQUIRED_LONG_STRING": "[obligatorio]",
    "DEFAULT_STRING": "[si no se dice: {}]",
}


def new_app(help_: str) -> typer.Typer:
    """Return an empty command with our settings."""
    return typer.Typer(
        help=help_,
        epilog=say(
            "--lang es|en anywhere chooses the language. Exit codes: 0 fine, 1 something was found, 2 bad use.",
            "--lang es|en en cualquier lugar elige el idioma. Códigos de salida: 0 bien, 1 se encontró algo, 2 mal uso.",
        ),
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def build(args: list[str]) -> typer.Typer:
    """Return the command for these arguments."""
    if language() == "es":
        for name, words in _SPANISH.items():
            setattr(rich_utils, name, words)
    app = new_app(
        say(
            "The accountable channel between the security services of two states.",
            "El cauce responsable entre los servicios de seguridad de dos Estados.",
        )
    )
    app.callback()(_nothing)  # so that one command alone is still called by its name
    called = next((arg for arg in args if not arg.startswith("-")), "")
    for name, entry in COMMANDS.items():
        if entry.is_there:
            _add(app, name, entry, called)
    return app


def _nothing() -> None:
    pass


def _add(app: typer.Typer, name: str, entry: Entry, called: str) -> None:
    words = say(entry.en, entry.es)
    if name != called:
        app.command(name, help=words)(_nothing)
    elif entry.group:
        app.add_typer(import_module(entry.module).app(), name=name, help=words)
    else:
        command: Callable[..., object] = getattr(import_module(entry.module), name)
        app.command(name, help=words)(command)


def known_commands(args: list[str]) -> str:
    """Return the names of the commands that could have been meant."""
    if args[:1] == ["law"]:
        return ", ".join(import_module("cauce.cli.law").NAMES)
    return ", ".join(name for name, entry in COMMANDS.items() if entry.is_there)
