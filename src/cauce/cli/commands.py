"""Which commands there are. Each stands in a module of its own that is imported only when it is called."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: the module that has it under the same name, and one line of help in both languages."""

    module: str
    en: str
    es: str
    #: it has commands of its own
    group: bool = False

    @property
    def is_there(self) -> bool:
        """Say whether the module exists in this installation."""
        return find_spec(self.module) is not None


COMMANDS: dict[str, Entry] = {
    "up": Entry("cauce.cli.up", "Build what is missing and serve it", "Prepara lo que falte y lo sirve"),
    "serve": Entry("cauce.cli.serve", "Serve the node", "Sirve el nodo"),
    "demo": Entry("cauce.cli.demo", "Build the demonstration", "Prepara la demostración"),
    "law": Entry(
        "cauce.cli.law",
        "Check, read, compare and test the law",
        "Revisa, lee, compara y prueba la ley",
        group=True,
    ),
    "directory": Entry(
        "cauce.cli.directory",
        "Enter offices, accounts and persons",
        "Registra oficinas, cuentas y personas",
        group=True,
    ),
    "record": Entry(
        "cauce.cli.record",
        "Sequence, rebuild, audit and follow a record",
        "Ordena, rehace, audita y sigue una bitácora",
        group=True,
    ),
    "verify": Entry("cauce.cli.verify", "Check a receipt, without the node", "Comprueba un acuse, sin el nodo"),
    "explain": Entry(
        "cauce.cli.explain",
        "Explain duties and irregular acts: rule, source, every day counted",
        "Explica deberes y actuaciones irregulares: regla, fuente, cada día contado",
    ),
    "rebuild": Entry(
        "cauce.cli.rebuild",
        "Make every derived table again from the acts",
        "Rehace las tablas a partir de las actuaciones",
    ),
}
