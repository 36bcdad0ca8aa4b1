"""
The node's policies, one for each audience: which witnesses must have cosigned a checkpoint before it counts.

A folder with files of C2SP tlog-policy. `public.policy` rules what is published and names the witnesses to ask; the
others (`court.policy`, `mission.policy`, …) say what a receipt for that audience needs.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings

from cauce.law.system import why_of
from cauce.node.record.errors import BadPolicyFile
from cauce.node.record.keys import log_key
from cauce.record import RecordError
from cauce.record.policy import Log, Policy, Witness, parse_policy

PUBLIC = "public"


def policies() -> dict[str, Policy]:
    """Return the policies by audience; there is always one for the public. Errors: BadPolicyFile."""
    found = _read(settings.CAUCE.record_policies)
    own = (Log(log_key().verifier),)
    return {name: replace(policy, logs=own) for name, policy in found.items()}


def public_policy() -> Policy:
    """Return the policy under which checkpoints are published."""
    return policies()[PUBLIC]


def for_readers(policy: Policy) -> Policy:
    """Return a policy as it is given to those who check receipts: without the addresses of witnesses."""
    return replace(policy, witnesses=tuple(Witness(each.name, each.key) for each in policy.witnesses))


def asked() -> tuple[Witness, ...]:
    """Return the witnesses that are asked, of all policies, each once."""
    found = {each.key: each for policy in policies().values() for each in policy.witnesses if each.url}
    return tuple(found.values())


@cache
def _read(folder: Path | None) -> dict[str, Policy]:
    found = {PUBLIC: Policy((), (), (), "none")}
    if folder is None:
        return found
    try:
        paths = sorted(folder.glob("*.policy"))
        if not folder.is_dir():
            raise BadPolicyFile(path=folder, why={"en": "it is no folder", "es": "no es una carpeta"})
        for path in paths:
            found[path.stem] = parse_policy(path.read_bytes())
    except OSError as error:
        raise BadPolicyFile(path=folder, why=why_of(error)) from error
    except RecordError as error:
        raise BadPolicyFile(path=path, why={lang: error.text(lang) for lang in ("en", "es")}) from error
    return found
