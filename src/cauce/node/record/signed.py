"""Who cosigned the checkpoint of a receipt, and whether they are enough for the audience that it is for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from cauce.node.frame.parts import Chip, Table
from cauce.node.frame.words import say
from cauce.node.record.policies import PUBLIC, everybody, policies, policy_for
from cauce.node.record.public_present import cosigner_table
from cauce.record.policy import NONE, Policy, check_policy


@dataclass(frozen=True, slots=True)
class For:
    """An audience for which there may be a receipt; `query` leads to it."""

    name: str
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SignedFor:
    """What the page of a receipt says of its signatures."""

    #: none to choose from if there is only the public
    audiences: tuple[For, ...]
    audience: str
    query: str
    chip: Chip
    table: Table


def signed_for(note: str, audience: str) -> SignedFor:
    """Return who cosigned a checkpoint, and whether they are enough for an audience."""
    names = list(policies())
    audiences = tuple(For(name, _query(name), name == audience) for name in names) if len(names) > 1 else ()
    cosigned = check_policy(note, everybody()).cosigned_by
    return SignedFor(audiences, audience, _query(audience), _chip(note, policy_for(audience)), cosigner_table(cosigned))


def _query(audience: str) -> str:
    return "" if audience == PUBLIC else f"?{urlencode({'for': audience})}"


def _chip(note: str, policy: Policy) -> Chip:
    if policy.quorum == NONE:
        return Chip(say("its policy requires no witness", "su política no exige testigos"))
    if check_policy(note, policy).reached:
        return Chip(say("enough for its policy", "suficientes para su política"), "met")
    return Chip(say("not yet enough for its policy", "aún insuficientes para su política"), "soon")
