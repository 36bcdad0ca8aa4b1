"""`cauce law show`: the law of a day, consolidated, as it runs here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cauce.cli.law.common import AsJson, Packs, RegimeId, load, read_day
from cauce.cli.words import say

if TYPE_CHECKING:
    from cauce.law.library import Version

HELP = ("Show the law of a day with its sources.", "Muestra la ley de un día con sus fuentes.")


def command(
    regime: RegimeId,
    at: Annotated[
        str | None,
        typer.Option(
            metavar=say("DAY", "DÍA"), help=say("The newest version if not said.", "La más nueva si no se indica.")
        ),
    ] = None,
    packs: Packs = None,
    as_json: AsJson = False,
) -> int:
    """Print the version in force on a day."""
    from cauce.cli.law.show_page import print_version
    from cauce.cli.output import print_json

    found = load(packs).regime(regime)
    version = found.in_force(read_day(at)) if at else found.versions[-1]
    if as_json:
        print_json(as_data(version))
    else:
        print_version(version)
    return 0


def as_data(version: Version) -> dict[str, Any]:
    """Return a version with its regime as plain data, with the keys of the pack."""

    def plain(model: Any) -> Any:
        return model.model_dump(mode="json", by_alias=True, exclude_none=True)

    until: date | None = version.until
    return {
        "id": version.id,
        "digest": version.digest,
        "since": version.since.isoformat(),
        "until": until.isoformat() if until else None,
        "regime": plain(version.regime),
        "version": plain(version.file),
    }
