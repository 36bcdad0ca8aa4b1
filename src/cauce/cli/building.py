"""Putting the command together: the part that is called is imported, of the others only the line of help is known."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cauce.cli.commands import COMMANDS, Entry
from cauce.cli.words import say

_PANELS = {
    "ARGUMENTS_PANEL_TITLE": ("Arguments", "Argumentos"),
    "OPTIONS_PANEL_TITLE": ("Options", "Opciones"),
    "COMMANDS_PANEL_TITLE": ("Commands", "Instrucciones"),
    "REQUIRED_LONG_STRING": ("[required]", "[obligatorio]"),
    "DEFAULT_STRING": ("[default: {}]", "[si no se dice: {}]"),
}


class _OwnWords:
    """Says in the language in use what the library of the command line says in English."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("Show this page.", "Muestra esta página.")
        return option

    def get_usage(self, ctx: Any) -> str:
        usage = str(super().get_usage(ctx))  # type: ignore[misc]
        return usage.replace("Usage:", say("Usage:", "Uso:"), 1)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from typer import rich_utils  # loaded for help alone: it takes longer than most commands

        for panel, title in _PANELS.items():
            setattr(rich_utils, panel, say(*title))
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_OwnWords, TyperCommand):
    """A command."""


class Group(_OwnWords, TyperGroup):
    """A command that has commands of its own."""


def new_app(help_: str) -> typer.Typer:
    """Return an empty command with our settings."""
    return typer.Typer(
        cls=Group,
        help=help_,
        options_metavar=options_words(),
        subcommand_metavar=say("COMMAND …", "INSTRUCCIÓN …"),
        epilog=say(
            "--lang es|en anywhere chooses the language, --packs DIR adds law. "
            "Exit codes: 0 fine, 1 something was found, 2 bad use.",
            "--lang es|en, donde sea, elige el idioma; --packs DIR agrega normas. "
            "Códigos de salida: 0 bien, 1 se encontró algo, 2 mal uso.",
        ),
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def options_words() -> str:
    """Return how a line of usage says that there are options."""
    return say("[OPTIONS]", "[OPCIONES]")


def build(args: list[str]) -> typer.Typer:
    """Return the command for these arguments."""
    app = new_app(
        say(
            "The accountable channel between the security services of two states.",
            "El canal, con rendición de cuentas, entre los servicios de seguridad de dos Estados.",
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
        app.command(name, help=words, cls=Command)(_nothing)
    elif entry.group:
        app.add_typer(import_module(entry.module).app(), name=name, help=words)
    else:
        command: Callable[..., object] = getattr(import_module(entry.module), name)
        app.command(name, help=words, cls=Command, options_metavar=options_words())(command)


def known_commands(args: list[str]) -> str:
    """Return the names of the commands that could have been meant."""
    if args and args[0] in COMMANDS and COMMANDS[args[0]].group:
        return ", ".join(import_module(COMMANDS[args[0]].module).NAMES)
    return ", ".join(name for name, entry in COMMANDS.items() if entry.is_there)
