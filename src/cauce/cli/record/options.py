"""The options that the commands which read a record from the outside share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cauce.cli.words import say

KEY = Annotated[
    list[str] | None,
    typer.Option(
        metavar=say("KEY|FILE", "LLAVE|ARCHIVO"),
        help=say(
            "The record's verifier key, or a file of them. If none is given, the one that the record itself shows, "
            "which proves only that it agrees with itself.",
            "La llave de la bitácora, o un archivo de llaves. Si no se indica, la que la propia bitácora muestra, "
            "lo que solo prueba que concuerda consigo misma.",
        ),
    ),
]
POLICY = Annotated[
    Path | None,
    typer.Option(
        metavar=say("FILE", "ARCHIVO"),
        help=say(
            "Instead of --key: a policy, a file that says which records and witnesses are trusted, and how many.",
            "En lugar de --key: una política, archivo que dice en qué bitácoras y testigos se confía, y cuántos.",
        ),
    ),
]
SECONDS = Annotated[
    float,
    typer.Option(
        "--timeout",
        min=0.1,
        metavar=say("SECONDS", "SEGUNDOS"),
        help=say("How long a server may be silent.", "Cuánto tiempo puede callar un servidor."),
    ),
]
AS_JSON = Annotated[bool, typer.Option("--json", help=say("Answer as JSON.", "Responde en JSON."))]
