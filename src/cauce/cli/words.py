"""In which language the command speaks: `--lang` anywhere, else the language of the terminal, else Spanish."""

from __future__ import annotations

import os
from collections.abc import Mapping

LANGUAGES = ("es", "en")
_language = "es"


def choose_language(args: list[str], environ: Mapping[str, str] = os.environ) -> list[str]:
    """Take `--lang` out of the arguments, settle the language, and return the arguments that are left."""
    global _language
    asked, rest = _asked(args)
    _language = asked or _of_terminal(environ)
    return rest


def _asked(args: list[str]) -> tuple[str, list[str]]:
    asked, rest, waiting = "", [], False
    for arg in args:
        if waiting:
            asked, waiting = arg, False
        elif arg == "--lang":
            waiting = True
        elif arg.startswith("--lang="):
            asked = arg.partition("=")[2]
        else:
            rest.append(arg)
    return (asked, rest) if asked in LANGUAGES else ("", rest if asked == "" and not waiting else args)


def _of_terminal(environ: Mapping[str, str]) -> str:
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "en" if named.lower().startswith("en") else "es"


def language() -> str:
    """Return the language in use, "es" or "en"."""
    return _language


def count(n: int, en: tuple[str, str], es: tuple[str, str]) -> str:
    """Return a number with its noun, one or many, in the language in use."""
    one, many = en if _language == "en" else es
    return f"{n} {one if n == 1 else many}"


def say(en: str, es: str) -> str:
    """Return the words of the language in use."""
    return en if _language == "en" else es
