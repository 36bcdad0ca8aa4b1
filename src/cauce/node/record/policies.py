"""
The node's policies, one for each audience: which witnesses must have cosigned a checkpoint before it counts.

A folder with files of C2SP tlog-policy. `public.policy` rules what is published and names the witnesses to ask; the
others (`court.policy`, `mission.policy`, …) say what a receipt for that audience needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404

from cauce.law.system import why_of
from cauce.node.record.errors import BadPolicyFile
from cauce.node.record.keys import log_key
from cauce.record import RecordError, VerifierKey
from cauce.record.policy import NONE, Log, Policy, Witness, parse_policy, show

PUBLIC = "public"


def policies() -> dict[str, Policy]:
    """Return the policies by audience; there is always one for the public. Errors: BadPolicyFile."""
    found = _read(settings.CAUCE.record_policies)
    own = (Log(log_key().verifier),)
    return {name: replace(policy, logs=own) for name, policy in found.items()}


def public_policy() -> Policy:
    """Return the policy under which checkpoints are published."""
    return policies()[PUBLIC]


def policy_for(audience: str) -> Policy:
    """Return the policy of an audience. Errors: Http404."""
    found = policies().get(audience)
    if found is None:
        raise Http404
    return found


def everybody() -> Policy:
    """Return a policy that knows the witnesses of all policies and needs none: it only says who cosigned."""
    known = {each.key: each for policy in policies().values() for each in policy.witnesses}
    known |= {each.key: each for each in asked()}  # with its address, if any policy has one
    return Policy((Log(log_key().verifier),), tuple(known.values()), (), NONE)


def for_readers(policy: Policy) -> Policy:
    """Return a policy as it is given to those who check receipts: without the addresses of witnesses."""
    return replace(policy, witnesses=tuple(Witness(each.name, each.key) for each in policy.witnesses))


def asked() -> tuple[Witness, ...]:
    """Return the witnesses that are asked, of all policies, each once."""
    found = {each.key: each for policy in policies().values() for each in policy.witnesses if each.url}
    return tuple(found.values())


@cache
def _read(folder: Path | None) -> dict[str, Policy]:
    found = {PUBLIC: Policy((), (), (), NONE)}
    if folder is None:
        return found
    try:
        paths = sorted(folder.glob("*.policy"))
        if not folder.is_dir():
            raise BadPolicyFile(path=folder, why={"en": "it is no folder", "es": "no es una carpeta"})
        for path in paths:
            found[path.stem] = parse_policy(path.read_bytes())
            _check_same(path, found.values())
    except OSError as error:
        raise BadPolicyFile(path=folder, why=why_of(error)) from error
    except RecordError as error:
        raise BadPolicyFile(path=path, why={lang: error.text(lang).rstrip(".") for lang in ("en", "es")}) from error
    return found


def _check_same(path: Path, policies: Iterable[Policy]) -> None:
    """Let a name stand for one witness in all policies of the node: by it is kept what came of asking."""
    known: dict[str, VerifierKey] = {}
    for each in (witness for policy in policies for witness in policy.witnesses):
        same = [name for name, key in known.items() if key == each.key]
        if known.setdefault(each.name, each.key) != each.key or same not in ([], [each.name]):
            raise BadPolicyFile(
                path=path,
                why={
                    "en": f"{show(each.name)} is another witness, or called otherwise, in another policy",
                    "es": f"{show(each.name)} es otro testigo, o se llama de otra manera, en otra política",
                },
            )
