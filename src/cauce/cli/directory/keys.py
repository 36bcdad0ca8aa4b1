"""`cauce directory keys`: the public keys of the offices, for whoever checks their signatures elsewhere."""

from __future__ import annotations

from cauce.cli.errors import FOUND, tell
from cauce.node.boot import boot_existing
from cauce.node.frame.errors import NodeError

HELP = (
    "Print the offices' public keys, one a line with the office's code, as “cauce verify --office-key” reads them.",
    "Escribe las llaves públicas de las oficinas, una por línea con la clave de cada una, como las lee "
    "«cauce verify --office-key».",
)


def command() -> int:
    """Print the keys to standard output."""
    try:
        boot_existing()
        from cauce.node.people.models import OfficeKey
        from cauce.node.ready import make_ready

        make_ready()
        for office, public in OfficeKey.objects.order_by("office", "since", "id").values_list("office", "public"):
            print(office, public)
    except NodeError as error:
        tell(error)
        return FOUND
    return 0
