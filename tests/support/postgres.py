"""A private PostgreSQL for the tests: its own cluster, on a free port, gone afterwards."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.support.ports import free_port

USER = "cauce"
DEBIAN = Path("/usr/lib/postgresql")
# Durability is not what these tests measure, and a lost cluster is a finished test run.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60", "shared_buffers=64MB")
MISSING = """PostgreSQL's programs (initdb, pg_ctl) are not here. Install them: scripts/need postgresql
No están los programas de PostgreSQL (initdb, pg_ctl). Para instalarlos: scripts/need postgresql"""


class Identity(TypedDict, total=False):
    """Who a child process runs as; empty for the current user."""

    user: int
    group: int
    extra_groups: list[int]


def find_binaries() -> Path:
    """
    Return the folder of the newest PostgreSQL on this machine.

    Errors: RuntimeError, in both languages, if there is none.
    """
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise RuntimeError(MISSING)
    return Path(on_path).resolve().parent


def server_identity() -> Identity:
    """Return the user that may run a cluster: initdb refuses root, so root hands over to `postgres`."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam("postgres")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def running_postgres() -> Iterator[str]:
    """Run a cluster and yield the URL of its `postgres` database; `new_database` makes others beside it."""
    binaries, identity = find_binaries(), server_identity()
    # Not pytest's tmp_path: only its owner may enter that one, and the owner may be root.
    home = Path(tempfile.mkdtemp(prefix="cauce-postgres-"))
    try:
        if identity:
            os.chown(home, identity["user"], identity["group"])
        password = _create_cluster(binaries, identity, home)
        port = _start(binaries, identity, home)
        try:
            yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
        finally:
            _run(identity, binaries / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home)


def new_database(url: str, name: str) -> str:
    """Create an empty database in the cluster of this URL and return the URL of the new one."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def own_database() -> dict[str, str]:
    """Return the settings that give another process an empty database where these tests run; none on SQLite."""
    url = os.environ.get("CAUCE_DATABASE_URL", "")
    if not url.startswith("postgresql:"):
        return {}
    return {"CAUCE_DATABASE_URL": new_database(url, f"server_{secrets.token_hex(4)}")}


def _create_cluster(binaries: Path, identity: Identity, home: Path) -> str:
    """Create the cluster and return its password: other users of this machine reach the port too."""
    password = secrets.token_hex(16)
    secret = home / "password"
    secret.write_text(password)
    if identity:
        os.chown(secret, identity["user"], identity["group"])
    options = ("-U", USER, "--auth=scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "--locale=C", "--no-sync")
    _run(identity, binaries / "initdb", "-D", home / "data", *options)
    return password


def _start(binaries: Path, identity: Identity, home: Path) -> int:
    """Start the cluster and return its port; a port that was taken meanwhile is tried anew."""
    for _ in range(3):
        port = free_port()
        settings = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={home}", *FAST)
        options = " ".join(f"-c {setting}" for setting in settings)
        with suppress(RuntimeError):
            _run(identity, binaries / "pg_ctl", "-D", home / "data", "-l", home / "log", "-o", options, "-w", "start")
            return port
    raise RuntimeError(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def _run(identity: Identity, *command: str | Path) -> None:
    # pg_ctl's server keeps whatever descriptors it is given, so it gets a file and never our pipe.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, cwd="/", check=False, **identity)
        if done.returncode != 0:
            output.seek(0)
            raise RuntimeError(f"{command[0]} ended with {done.returncode}:\n{output.read()}")
