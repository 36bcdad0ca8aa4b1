"""`cauce directory password`: give an account a password."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import Annotated

import typer

from cauce.cli.errors import FOUND, tell
from cauce.cli.words import say
from cauce.node.boot import boot_existing
from cauce.node.frame.errors import NodeError

HELP = (
    "Give an account a new password; sessions begun with the old one end. It is asked for, or read from a pipe.",
    "Asigna una contraseña nueva a una cuenta y termina sus sesiones. Se pregunta o se lee de una tubería.",
)


def command(
    username: Annotated[str, typer.Argument(metavar=say("USERNAME", "USUARIO"))],
    generate: Annotated[
        bool,
        typer.Option(
            "--generate",
            help=say("Make one and print it on stdout, once.", "Crea una y la escribe en la salida, una vez."),
        ),
    ] = False,
) -> int:
    """Set the password; 1 if it will not do."""
    try:
        boot_existing()
        from cauce.node.people.enter import set_password
        from cauce.node.ready import make_ready

        make_ready()
        password = secrets.token_urlsafe(15) if generate else _asked()
        set_password(username, password)
    except NodeError as error:
        tell(error)
        return FOUND
    if generate:
        print(password)
    print(say("The password is set.", "La contraseña quedó asignada."), file=sys.stderr)
    return 0


def _asked() -> str:
    if sys.stdin.isatty():
        return getpass.getpass(say("New password: ", "Contraseña nueva: "))
    return sys.stdin.readline().rstrip("\n")
