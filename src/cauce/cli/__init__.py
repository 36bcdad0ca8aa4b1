"""The command `cauce`: results to stdout, words to stderr, exit codes 0 fine, 1 something found, 2 bad use."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cauce.cli.words import choose_language

__all__ = ["main", "run"]


def run() -> None:
    """Run the command with the arguments of the process and end it with the exit code."""
    sys.exit(main())


def main(args: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    rest = choose_language(list(sys.argv[1:] if args is None else args))
    from cauce.cli.errors import tell_unexpected

    try:
        return _call(rest)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # nobody reads on; Python would complain about the closed pipe while it ends
        return 1
    except Exception as err:  # whatever it is, the person is told in plain words
        tell_unexpected(err)
        return 1


def _call(args: list[str]) -> int:
    if args[:1] == ["verify"]:
        from cauce.cli.verify_check import check
        from cauce.cli.verify_plain import read_plainly

        if asked := read_plainly(args[1:]):
            return check(asked)
    return _call_by_library(args)


def _call_by_library(args: list[str]) -> int:
    import typer

    from cauce.cli.building import build, known_commands
    from cauce.cli.errors import BAD_USE, BadUse, from_usage, tell
    from cauce.cli.packs import place
    from cauce.law.errors import LawError

    try:
        args = place(args)
        code = build(args)(args, prog_name="cauce", standalone_mode=False)
    except (BadUse, LawError) as err:
        tell(err)
        return BAD_USE
    except typer.TyperException as err:
        if type(err).__name__ == "NoArgsIsHelpError":
            print(err.format_message())
            return BAD_USE
        tell(from_usage(err, known_commands(args)))
        return BAD_USE
    return code if isinstance(code, int) else 0
