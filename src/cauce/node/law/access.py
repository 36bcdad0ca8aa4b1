"""
Who may know how often a rule was met.

The law is public: texts, rules, readings, what is left open. Numbers are not: they tell what offices did. An office is
told the numbers of a procedure if it may read every case of it anyway, because the law names its kind among the
procedure's readers, itself or as the panel of which it is a member. Nobody else is told any, and nobody who is not
signed in.
"""

from __future__ import annotations

from cauce.case.directory import Directory
from cauce.law.library import Version


def counted_for(office: str, version: Version, directory: Directory) -> set[str]:
    """Return the procedures of a version whose numbers an office may know."""
    regime = version.regime.regime
    own = set(directory.kinds_of(office, regime))
    return {name for name, procedure in version.file.procedures.items() if own & readers_of(version, procedure.readers)}


def readers_of(version: Version, kinds: list[str] | None) -> set[str]:
    """Return kinds of the host's offices that read every case, with the members of panels among them."""
    found: set[str] = set()
    for kind in kinds or ():
        described = version.file.offices.get(kind)
        if described is None or described.of == "sender":
            continue
        found |= {kind, *(described.panel.seats if described.panel else ())}
    return found
