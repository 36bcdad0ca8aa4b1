"""
Acts as strangers hand them in: one form only, each chained to the one before it in its case.

Source: specs/act.md. What this node wrote itself is read by `cauce.case.act.read_act`, which trusts its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
import rfc8785

from cauce.case.act import LARGEST, NO_ACT, Act, canonical, digest, moment_of, read_act
from cauce.case.errors import BadAct, Problem

_HASH = re.compile(r"[0-9a-f]{64}")
_INSTANT = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def parse_act(body: bytes) -> Act:
    """Read an act and make sure that these are its canonical bytes. Errors: BadAct, act.E303 or act.E304."""
    try:
        act = read_act(body)
        again = canonical(act)
    except (msgspec.DecodeError, rfc8785.CanonicalizationError, UnicodeError, RecursionError) as err:
        raise BadAct(Problem("act.E303")) from err
    instant = _INSTANT.fullmatch(act.at) and moment_of(act.at)
    if act.number < 1 or not _HASH.fullmatch(act.previous) or not instant or not _exact(act):
        raise BadAct(Problem("act.E303"))
    if again != body:
        raise BadAct(Problem("act.E304"))
    return act


def _exact(act: Act) -> bool:
    """Say whether every reader of JSON sees the same numbers: those beyond 2^53 − 1 are rounded by some."""
    return all(-LARGEST <= number <= LARGEST for number in _all_numbers(act))


def _all_numbers(act: Act) -> Iterator[float]:
    erased = act.judgement.erases
    yield from (act.number, act.judgement.corrects, erased.acts if erased else 0)
    yield from _numbers(act.fields)


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _numbers(item)
    elif isinstance(value, list):
        for item in value:
            yield from _numbers(item)


def check_chain(bodies: Iterable[bytes]) -> list[Act]:
    """
    Return the acts of one case, from the first on, if each rests on the one before it.

    Errors: BadAct, act.E303 and act.E304 for one act, act.E306 to act.E309 for the chain.
    """
    acts: list[Act] = []
    previous = NO_ACT
    for body in bodies:
        act = parse_act(body)
        _follows(act, acts, previous)
        acts.append(act)
        previous = digest(body)
    return acts


def _follows(act: Act, acts: list[Act], previous: str) -> None:
    first, last = (acts[0], acts[-1]) if acts else (act, act)
    wrong = {
        "act.E307": act.number != len(acts) + 1,
        "act.E308": (act.case, act.regime, act.procedure) != (first.case, first.regime, first.procedure),
        "act.E306": act.previous != previous,
        "act.E309": act.at < last.at,
    }
    for code, is_wrong in wrong.items():
        if is_wrong:
            raise BadAct(Problem(code, "", {"number": len(acts) + 1}))
