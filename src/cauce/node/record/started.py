"""
What a node records of itself when it starts, if it is not as it was.

Its program, its law, its settings, its policies, its keys.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version

from django.conf import settings
from django.db import transaction

from cauce.law.library import Library
from cauce.node.conf import SETTINGS
from cauce.node.record.events import record_event
from cauce.node.record.keys import log_key
from cauce.node.record.models import Event
from cauce.node.record.policies import policies
from cauce.node.record.store import only_writer
from cauce.node.witness.key import known_key
from cauce.record import VerifierKey
from cauce.record.policy import format_policy


def record_start(library: Library, *, upgraded: bool = False) -> None:
    """Record what is not as it was when the node last started; of a start that changes nothing, nothing."""
    program = version("cauce")
    with transaction.atomic():
        only_writer()  # two processes that start at once see one after the other what there is to tell
        _key(log_key().verifier)
        if (cosigner := known_key()) is not None:
            _key(cosigner)
        if upgraded:
            record_event("administration", {"what": "upgrade", "about": program})
        _if_changed("program", [program])
        _if_changed("law", _law(library))
        _if_changed("settings", _settings())
        _if_changed("policies", _policies())


def _key(key: VerifierKey) -> None:
    """Record a key of the node itself, if it has not been yet."""
    name = key.key_id.hex()
    known = Event.objects.filter(kind="key").values_list("body", flat=True)
    if any(each["key"] == name for body in known.iterator() for each in json.loads(bytes(body))["body"]["keys"]):
        return
    public = base64.b64encode(key.public).decode()
    record_event("key", {"keys": [{"change": "made", "of": key.name, "key": name, "public": public}]})


def _law(library: Library) -> list[str]:
    """Return every version of every regime with the digest of its content."""
    regimes = sorted(library.regimes.items())
    return [f"{name}@{each.since} {each.digest}" for name, regime in regimes for each in regime.versions]


def _settings() -> list[str]:
    """Return the settings as they are, but for those that are secret."""
    found = {each.variable: str(getattr(settings.CAUCE, each.name)) for each in SETTINGS if not each.secret}
    # A path may hold any character, an event only such as can be seen.
    return [f"{name}={value.encode('unicode_escape').decode()}"[:2000] for name, value in found.items()]


def _policies() -> list[str]:
    """Return each audience with the digest of its policy: which witnesses are asked, and whose word is needed."""
    found = {name: format_policy(policy) for name, policy in policies().items()}
    return [f"{name[:200]} {sha256(text).hexdigest()}" for name, text in sorted(found.items())]


def _if_changed(what: str, found: Sequence[str]) -> None:
    for body in (
        Event.objects.filter(kind="administration").order_by("-entry").values_list("body", flat=True).iterator()
    ):
        told = json.loads(bytes(body))["body"]
        if told["what"] == what:
            if told["found"] == list(found):
                return
            break
    record_event("administration", {"what": what, "found": list(found)})
