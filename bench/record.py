"""
The record: appends, proofs, receipts, audit, through the node, and reading; each beside a peer in the same run.

Run `python -m bench.record`, or `python -m bench.record append proofs` for some parts. `--share 0.1` does a tenth of
the work of each, to see that it runs. `--folder` says which disk is measured; by default it is that of temporary files.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from importlib import import_module
from pathlib import Path

from bench.common import line

PARTS = ("append", "proofs", "verify", "audit", "node", "read")


def main() -> None:
    """Measure what was asked for, one part after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--share", type=float, default=1.0, help="how much of the work of each part")
    parser.add_argument("--folder", type=Path, help="where to write")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        raise SystemExit(f"No part is called {', '.join(unknown)}. There are: {', '.join(PARTS)}.")
    for part in options.parts or PARTS:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            os.environ["CAUCE_DATA"] = f"{folder}/data"
            print(f"  {part}", flush=True)
            found = import_module(f"bench._record_{part}").measure(Path(folder), options.rounds, options.share)
            print(line(f"record {part}", ("cryptography", "pymerkle"), **found), flush=True)


if __name__ == "__main__":
    main()
