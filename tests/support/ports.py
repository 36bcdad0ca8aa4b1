"""Free ports, and waiting until somebody answers on one."""

import socket
import time
from collections.abc import Callable


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody holds now; another process may still take it first."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Say whether something accepts connections on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(ready: Callable[[], bool], seconds: float) -> bool:
    """Ask every 20 ms until it is ready; False when the seconds are over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.02)
    return False
