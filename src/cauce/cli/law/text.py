"""`cauce law text`: the words of a law, loaded by whoever runs a node; the program ships none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cauce.cli.building import Command, new_app, options_words
from cauce.cli.errors import BAD_USE, FINE, FOUND, tell
from cauce.cli.law.common import AsJson, read_day
from cauce.cli.words import say

if TYPE_CHECKING:
    from cauce.node.law.models import LawText
    from cauce.node.law.texts import Loaded

HELP = ("Load the words of a law into the node.", "Carga en el nodo el texto de una ley.")


def app() -> typer.Typer:
    """Return the group of commands."""
    group = new_app(say(*HELP))
    commands = (
        ("load", load, say("Load a file, in place of the same edition.", "Carga un archivo; sustituye la edición.")),
        ("list", list_, say("List what is loaded.", "Enumera lo que está cargado.")),
    )
    for name, function, words in commands:
        group.command(name, help=words, cls=Command, options_metavar=options_words())(function)
    return group


def load(
    file: Annotated[Path, typer.Argument(metavar=say("FILE", "ARCHIVO"), help=say("Plain text.", "Texto simple."))],
    source: Annotated[
        str,
        typer.Option(
            metavar=say("KEY", "CLAVE"),
            help=say("Source that the rules cite, such as lsn.", "Fuente que citan las reglas, por ejemplo lsn."),
        ),
    ],
    regime: Annotated[
        str,
        typer.Option(
            metavar=say("REGIME", "RÉGIMEN"),
            help=say("If several regimes cite the source.", "Si varios régimenes citan la fuente."),
        ),
    ] = "",
    edition: Annotated[
        str,
        typer.Option(
            metavar=say("DAY", "DÍA"),
            help=say("Its latest reform, if the file does not say.", "Su última reforma, si el archivo no la indica."),
        ),
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Load the words of a law from a file."""
    day = read_day(edition) if edition else None
    try:
        loaded = _load(file, source, regime, day)
    except Exception as err:
        return _told(err)
    if as_json:
        from cauce.cli.output import print_json

        print_json(_plain(loaded.text) | {"articles": loaded.articles, "missing": list(loaded.missing)})
    else:
        _print(loaded)
    return FINE


def list_(as_json: AsJson = False) -> int:
    """List the texts that are loaded."""
    try:
        _ready(new=False)
        from cauce.node.law.models import LawText

        texts = list(LawText.objects.order_by("regime", "source", "edition"))
    except Exception as err:
        return _told(err)
    if as_json:
        from cauce.cli.output import print_json

        print_json([_plain(text) for text in texts])
        return FINE
    for text in texts:
        typer.echo(f"{text.regime} {text.source} {text.edition}  {text.title or text.file_name}  {text.digest[:16]}")
    if not texts:
        typer.echo(say("No text is loaded.", "No hay textos cargados."), err=True)
    return FINE


def _ready(*, new: bool = True) -> None:
    """Make the node ready, `new` or not."""
    from cauce.node.boot import boot, boot_existing

    (boot if new else boot_existing)()
    from cauce.node.ready import make_ready

    make_ready()


def _load(file: Path, source: str, regime: str, edition: date | None) -> Loaded:
    _ready()
    from django.db import transaction

    from cauce.node.cases.world import library
    from cauce.node.frame.failures import as_errors
    from cauce.node.law import texts
    from cauce.node.record.events import record_event

    with as_errors(), transaction.atomic():
        loaded = texts.load(file, library(), source, regime, edition)
        if not loaded.known:
            text = loaded.text
            about = f"{text.regime} {text.source} {text.edition}"
            record_event("administration", {"what": "law-text", "about": about, "found": [text.digest]})
        return loaded


def _told(err: Exception) -> int:
    """Print an error that has a code and return the exit code; raise any other again."""
    from cauce.law.errors import LawError
    from cauce.node.frame.errors import NodeError
    from cauce.node.law.errors import TextError

    if isinstance(err, (NodeError, LawError)):
        tell(err)
        return BAD_USE if isinstance(err, (TextError, LawError)) else FOUND
    raise err


def _plain(text: LawText) -> dict[str, Any]:
    names = ("regime", "source", "title", "file_name", "digest", "size")
    return {name: getattr(text, name) for name in names} | {
        "edition": text.edition.isoformat(),
        "loaded_at": text.loaded_at.isoformat(timespec="seconds"),
    }


def _print(loaded: Loaded) -> None:
    text = loaded.text
    if loaded.known:
        typer.echo(say("It was loaded already, byte for byte.", "Ya estaba cargado, byte por byte."), err=True)
    typer.echo(f"{text.regime} {text.source} · {text.title or text.file_name}")
    typer.echo(
        say(
            f"Edition of {text.edition}, {loaded.articles} articles, SHA-256 {text.digest}",
            f"Edición del {text.edition}, {loaded.articles} artículos, SHA-256 {text.digest}",
        )
    )
    typer.echo(
        say(
            f"Articles that the rules cite and the text has: {', '.join(loaded.found) or '–'}",
            f"Artículos que citan las reglas y tiene el texto: {', '.join(loaded.found) or '–'}",
        )
    )
    if loaded.missing:
        typer.echo(
            say(
                f"Cited, but not in the text: {', '.join(loaded.missing)}",
                f"Citados, pero ausentes en el texto: {', '.join(loaded.missing)}",
            ),
            err=True,
        )
