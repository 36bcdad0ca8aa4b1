"""`cauce law reference`: the pages of docs/reference that are made from the code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from cauce.cli.words import say

HELP = ("Print a page of the reference.", "Escribe una página de la referencia.")
#: where the worked example stands, seen from the root of the repository
EXAMPLES = Path("docs/examples/packs")


def command(
    page: Annotated[Literal["pack-format", "errors"], typer.Argument(metavar=say("PAGE", "PÁGINA"))] = "pack-format",
    examples: Annotated[Path, typer.Option(metavar="DIR")] = EXAMPLES,
    format_: Annotated[Literal["markdown"], typer.Option("--format")] = "markdown",
) -> int:
    """Print the page."""
    from cauce.cli.errors_page import errors_page
    from cauce.law.reference import pack_format

    print(errors_page() if page == "errors" else pack_format(example_in(examples)), end="")
    return 0


def example_in(examples: Path) -> dict[str, str]:
    """Return the text of each file of the worked example, in the order in which it is read."""
    order = ("regime.yaml", "territory.yaml", "calendars", "versions", "scenarios")
    found = [path for path in examples.rglob("*.yaml") if path.is_file()]
    names = {path: path.relative_to(examples) for path in found}
    ranked = sorted(found, key=lambda path: (order.index(names[path].parts[1]), names[path]))
    return {names[path].as_posix(): path.read_text(encoding="utf-8") for path in ranked}
