"""What the checker finds in a pack: a stable code, a file and a line, plain words in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from cauce.law.yaml12 import Place

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its code, what it says and what to do, with places for values in braces."""

    code: str
    says: dict[str, str]
    hint: dict[str, str]

    @property
    def severity(self) -> Severity:
        """Return "warning" for codes with W, which load all the same, else "error"."""
        return "warning" if self.code.split(".")[1].startswith("W") else "error"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found at a line of a file; with an error in it a pack is not loaded."""

    file: str
    line: int
    code: str
    says: dict[str, str] = field(compare=False)
    hint: dict[str, str] = field(compare=False)
    severity: Severity = field(compare=False, default="error")

    def text(self, lang: str) -> str:
        """Return what was found, in plain words of `lang` ("en" or "es")."""
        return self.says[lang]

    def advice(self, lang: str) -> str:
        """Return what to do about it."""
        return self.hint[lang]

    def to_json(self) -> dict[str, Any]:
        """Return the finding as plain data."""
        names = ("code", "severity", "file", "line", "says", "hint")
        return {name: getattr(self, name) for name in names}


def finding(kind: Kind, place: Place, **values: object) -> Finding:
    """Return a finding of the kind; a value that is a dict of `en` and `es` is shown in each language."""
    says = {lang: kind.says[lang].format(**_in(lang, values)) for lang in ("en", "es")}
    hint = {lang: kind.hint[lang].format(**_in(lang, values)) for lang in ("en", "es")}
    return Finding(place.file, place.line, kind.code, says, hint, kind.severity)


def _in(lang: str, values: dict[str, object]) -> dict[str, object]:
    return {name: value[lang] if isinstance(value, dict) else value for name, value in values.items()}


def tidy(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by file and line, each said once: a version repeats what it takes over from another."""
    unique = {(item.file, item.line, item.code, item.says["en"]): item for item in findings}
    return sorted(unique.values(), key=lambda item: (item.file, item.line, item.code, item.says["en"]))


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that keep a pack from being loaded."""
    return [item for item in findings if item.severity == "error"]
