"""What a node records of itself when it starts, if it is not as it was: its program, its law, its settings, its key."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from importlib.metadata import version

from django.conf import settings
from django.db import transaction

from cauce.law.library import Library
from cauce.node.conf import SETTINGS
from cauce.node.record.events import record_event
from cauce.node.record.keys import log_key
from cauce.node.record.models import Event
from cauce.node.record.store import only_writer


def record_start(library: Library, *, upgraded: bool = False) -> None:
    """Record what is not as it was when the node last started; of a start that changes nothing, nothing."""
    program = version("cauce")
    with transaction.atomic():
        only_writer()  # two processes that start at once see one after the other what there is to tell
        _key()
        if upgraded:
            record_event("administration", {"what": "upgrade", "about": program})
        _if_changed("program", [program])
        _if_changed("law", _law(library))
        _if_changed("settings", _settings())


def _key() -> None:
    """Record the key of the record itself, if it has not been yet."""
    key = log_key().verifier
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
