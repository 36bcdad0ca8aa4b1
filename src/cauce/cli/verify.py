"""`cauce verify`: check a receipt and the act in hand, offline, with nothing but the files and the keys."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cauce.cli.verify_check import Asked, check
from cauce.cli.words import say


def verify(
    receipt: Annotated[
        Path,
        typer.Argument(
            metavar=say("RECEIPT", "ACUSE"),
            help=say(
                "The receipt, a text file. Exit code 0: verified; 1: not verified; 2: it could not be checked.",
                "El acuse, un archivo de texto. Código de salida 0: verificado; 1: no verificado; 2: sin comprobar.",
            ),
        ),
    ],
    act: Annotated[
        Path | None,
        typer.Option(
            metavar=say("FILE", "ARCHIVO"),
            help=say("The act in hand, as JSON.", "La actuación que se tiene, en JSON."),
        ),
    ] = None,
    event: Annotated[
        Path | None,
        typer.Option(
            metavar=say("FILE", "ARCHIVO"),
            help=say(
                "Or the event in hand: who read a case, who signed in.",
                "O bien: el suceso que se tiene, como quién consultó un expediente o quién entró.",
            ),
        ),
    ] = None,
    digest: Annotated[
        str | None,
        typer.Option(
            metavar="SHA-256",
            help=say("Or its digest, 64 hexadecimal digits.", "O bien: su huella, 64 dígitos hexadecimales."),
        ),
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option(
            metavar=say("KEY|FILE", "LLAVE|ARCHIVO"),
            help=say(
                "The record's verifier key, or a file of them; if none is given, the file “vkey” beside the receipt.",
                "La llave de la bitácora, o un archivo de llaves; si no se indica, el archivo «vkey» junto al acuse.",
            ),
        ),
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option(
            metavar=say("FILE", "ARCHIVO"),
            help=say(
                "Instead of --key: a policy, a file that says which records and witnesses are trusted, and how many.",
                "En lugar de --key: una política, archivo que dice en qué bitácoras y testigos se confía, y cuántos.",
            ),
        ),
    ] = None,
    office_key: Annotated[
        list[str] | None,
        typer.Option(
            metavar=say("KEY|FILE", "LLAVE|ARCHIVO"),
            help=say(
                "With --act: a key of the office that signed it, as the node's operator published it, or a file of "
                "them.",
                "Con --act: una llave de la oficina que la firmó, como la publicó quien opera el nodo, o un archivo "
                "de llaves.",
            ),
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Answer as JSON.", "Responde en JSON."))] = False,
) -> int:
    """Check offline that an act is in the record; return 0 if it is shown, 1 if not, 2 if it could not be checked."""
    return check(Asked(receipt, act, event, digest, tuple(key or ()), policy, tuple(office_key or ()), as_json))
