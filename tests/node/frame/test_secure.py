"""The cookies of a node that others reach, which settings fix when the process starts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import json
from cauce.node.boot import boot
boot()
from django.conf import settings as s
from django.test import Client
answer = Client().get("/sign-in/", secure=True, headers={"Host": "cauce.example"})
print(json.dumps({"session": s.SESSION_COOKIE_NAME, "secure": s.SESSION_COOKIE_SECURE, "status": answer.status_code,
    "hsts": answer.headers.get("Strict-Transport-Security", ""),
    "cookie": {name: morsel["secure"] for name, morsel in answer.cookies.items()}}))
"""


def answer_of(tmp_path: Path, **variables: str) -> dict[str, object]:
    """Ask a process with these settings for its cookies."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("CAUCE_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**clean, "CAUCE_DATA": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("hosts", ["cauce.example", "localhost,cauce.example"])
def test_a_node_with_a_name_sends_cookies_over_https_only(tmp_path: Path, hosts: str) -> None:
    """Bound to this host alone by their prefix, and browsers are told to insist."""
    assert answer_of(tmp_path, CAUCE_HOSTS=hosts) == {
        "session": "__Host-cauce",
        "secure": True,
        "status": 200,
        "hsts": "max-age=31536000",
        "cookie": {"__Host-cauce-form": True},
    }


def test_a_node_of_this_machine_only_answers_to_no_other_name(tmp_path: Path) -> None:
    """Its cookies travel over plain HTTP, and it does not know the name."""
    found = answer_of(tmp_path)
    assert (found["session"], found["secure"], found["status"]) == ("cauce", False, 400)
