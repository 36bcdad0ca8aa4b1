"""Run every measurement, each in a process of its own: `python -m bench`, or `python -m bench fold terms` for some."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HELPERS = ("__init__", "__main__", "common")


def measurements() -> list[str]:
    """Return the names of the modules here that can be run."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    return [name for name in names if name not in HELPERS and not name.startswith("_")]


def main() -> None:
    """Run them in turn and stop at the first that fails."""
    known = measurements()
    asked = sys.argv[1:] or known
    if unknown := [name for name in asked if name not in known]:
        raise SystemExit(f"No measurement is called {', '.join(unknown)}. There are: {', '.join(known)}.")
    for name in asked:
        print(f"── {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False)
        if done.returncode:
            raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
