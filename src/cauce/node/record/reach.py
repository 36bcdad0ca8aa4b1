"""
Whether the store of the record can be used, asked at the start.

In a process of its own: the store's client has threads, and who serves parts into workers, which would have none.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

from cauce.node.record.errors import StoreAway, StoreExtraMissing, StoreUnconditional

#: seconds
PATIENCE = 120
_SAID = {each.__name__: each for each in (StoreAway, StoreUnconditional)}


def check_store(where: str) -> None:
    """Do nothing where no store is named. Errors: StoreExtraMissing, StoreAway, StoreUnconditional."""
    if not where:
        return
    if not find_spec("obstore"):
        raise StoreExtraMissing()
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-m", "cauce.node.record.reach", where],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise StoreAway(why={"en": "no answer", "es": "no responde"}) from error
    if done.returncode:  # what the client itself calls wrong in the AWS_ variables
        last = done.stderr.strip().rpartition("\n")[2][:200]
        raise StoreAway(why=last)
    if done.stdout:
        name, values = json.loads(done.stdout)
        raise _SAID[name](**values)


def _main(where: str) -> None:
    from cauce.node.record.objects import Objects

    try:
        Objects(where).probe()
    except (StoreAway, StoreUnconditional) as error:
        print(json.dumps([type(error).__name__, error.values]))


if __name__ == "__main__":
    _main(*sys.argv[1:])
