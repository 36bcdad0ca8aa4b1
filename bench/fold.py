"""
Folding acts into states and duties: Cauce beside the `eventsourcing` library.

Run `python -m bench.fold`. The acts are those of a handful of stories, judged once under the law of the program and
repeated under new references: meetings asked for and not, calls, accreditations, monthly reports, notices of facts.
Each case is rebuilt, looked at and let go, as in a rebuild. Cauce folds acts that are decoded, and once more from their
canonical bytes; the library replays events from its own in-memory recorder, which holds bytes, and once more from
events that are decoded. Both do the same work on a state, and the states must be equal. The library is too slow for a
million acts: it replays a sample of whole cases of the same mix, and rates are compared. Its settings are the ones it
comes with: JSON, no cache, no snapshots. Time is that of the processor: neither side waits for anything.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from time import process_time
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.application import Application, project_aggregate
from eventsourcing.domain import Aggregate, event

from bench.common import Measured, interleaved, line, table
from cauce.case.act import Act, canonical, read_act
from cauce.case.directory import Directory, OfficeEntry, PersonEntry, directory_of
from cauce.case.judge import Draft
from cauce.case.ledger import Ledger
from cauce.case.state import CaseState, Duty, fold
from cauce.law.read import load_library

FOLD, DECODED_FOLD = "cauce: fold", "cauce: decode and fold"
REPLAY, MUTATE = "eventsourcing: replay", "eventsourcing: mutate"
LAW = "mx-lsn"
BODY, GROUP = "chihuahua-prosecutor", "ganseg"

#: one story: procedure, how often it happens in a hundred cases, and its acts (day, act, office, fields)
Step = tuple[str, str, str, dict[str, object]]
CONTACT = {"agent": "hale", "day": "2021-02-03", "contact": "meeting", "place": "MX-CHH-037"}
TOPIC = {"topic": "Serial numbers of seized rifles", "objective": "Trace the rifles to their first sale"}
ASKED = {
    "agent": "hale",
    "planned-day": "2021-02-03",
    "planned-place": "MX-CHH-037",
    "agency": "Tracing agency",
} | TOPIC
ALLOWED = {"for-office": BODY, "planned-day": "2021-02-03", "planned-place": "MX-CHH-037"}
AREA = {"territory": ["MX-CHH", "MX-SON"], "first-day": "2021-03-01"}
STORIES: list[tuple[str, int, list[Step]]] = [
    (
        "meeting",
        25,
        [
            ("2021-01-20", "request", BODY, ASKED),
            ("2021-01-25", "vote", "sspc", {"vote": "for"}),
            ("2021-01-25", "vote", "sedena", {"vote": "for"}),
            ("2021-01-26", "vote", "semar", {"vote": "abstain"}),
            ("2021-01-26", "vote", "cni", {"vote": "for"}),
            ("2021-01-27", "authorise", GROUP, ALLOWED),
            ("2021-01-29", "attend", "sre", {"representative": "Head of the border office"}),
            ("2021-02-03", "hold", BODY, CONTACT | {"sre-present": "present"}),
            ("2021-02-05", "report", BODY, {"day": "2021-02-03", "contact": "meeting"} | TOPIC),
            ("2021-02-05", "acknowledge", "sre", {}),
            ("2021-02-06", "acknowledge", "sspc", {}),
        ],
    ),
    (
        "meeting",
        10,
        [
            ("2021-02-20", "hold", BODY, CONTACT | TOPIC),
            ("2021-02-21", "correct", BODY, {"corrected-act": 1, "explanation": "Wrong day", "day": "2021-02-04"}),
            ("2021-02-22", "report", BODY, {"day": "2021-02-04", "contact": "meeting"}),
            ("2021-02-23", "acknowledge", "sspc", {}),
        ],
    ),
    (
        "communication",
        30,
        [
            ("2021-02-03", "hold", BODY, CONTACT | {"contact": "call"} | TOPIC),
            ("2021-02-04", "report", BODY, {"day": "2021-02-03", "contact": "call"}),
            ("2021-02-05", "acknowledge", "sre", {"received": "2021-02-04"}),
            ("2021-02-05", "acknowledge", "sspc", {}),
        ],
    ),
    (
        "accreditation",
        5,
        [
            ("2021-02-01", "request", "embassy-us",
             {"agent": "hale", "agency": "Tracing agency", "functions": "police"} | AREA),
            ("2021-02-02", "consult", "sre", {}),
            ("2021-02-08", "concur", "sspc", {"answer": "agree"}),
            ("2021-02-09", "concur", "sedena", {"answer": "agree"}),
            ("2021-02-10", "concur", "semar", {"answer": "agree"}),
            ("2021-02-15", "accredit", "sre", AREA | {"last-day": "2021-12-31", "agreement": "Exchange of notes 7"}),
            ("2021-12-15", "end", "embassy-us", {"end-day": "2021-12-15"}),
        ],
    ),
    (
        "monthly-report",
        20,
        [
            ("2021-03-05", "report-of-mission", "embassy-us", {"period": "2021-02", "document": "Note 112"}),
            ("2021-03-06", "acknowledge", "sre", {}),
            ("2021-03-08", "acknowledge", "sspc", {"received": "2021-03-06"}),
        ],
    ),
    (
        "facts-notice",
        10,
        [
            ("2021-02-03", "notify", "embassy-us",
             {"learned-day": "2021-02-02", "addressee": "sspc", "priority": "threat", "topic": "A planned attack"}),
            ("2021-02-03", "acknowledge", "sspc", {}),
        ],
    ),
]  # fmt: skip


# ---- the acts --------------------------------------------------------------------------------------------------------


def cast() -> Directory:
    """Return who takes part."""
    host = {"sre": "sre", "sspc": "sspc", "sedena": "sedena", "semar": "semar", "cni": "cni", GROUP: "ganseg",
            BODY: "state-body"}  # fmt: skip
    offices = [OfficeEntry(code, "MX", frozenset({f"{LAW}/{kind}"})) for code, kind in host.items()]
    offices.append(OfficeEntry("embassy-us", "US", frozenset({f"{LAW}/mission"})))
    return directory_of(offices, [PersonEntry("hale", "US", "embassy-us")])


def stories() -> list[tuple[int, list[bytes]]]:
    """Judge every story once and return its weight and the canonical bytes of its acts."""
    law, found = load_library(), []
    for number, (procedure, weight, steps) in enumerate(STORIES):
        ledger = Ledger(law, cast())
        for day, kind, by, fields in steps:
            at = datetime.fromisoformat(f"{day}T18:00:00").replace(tzinfo=UTC)
            ledger.take(f"case-{number}", Draft(LAW, procedure, kind, by, at, fields))
        found.append((weight, [canonical(act) for act in ledger.acts]))
    return found


def cases(size: int) -> list[list[bytes]]:
    """Return cases with so many acts in all, the same ones on every run; the last case may be cut short."""
    told, drawn = stories(), random.Random(2020)
    bodies, weights = [bodies for _, bodies in told], [weight for weight, _ in told]
    found: list[list[bytes]] = []
    left = size
    while left > 0:
        (number,) = drawn.choices(range(len(told)), weights)
        old, new = f'"case":"case-{number}"'.encode(), f'"case":"MX-2021-{len(found)}"'.encode()
        found.append([body.replace(old, new) for body in bodies[number][:left]])
        left -= len(found[-1])
    return found


# ---- Cauce -----------------------------------------------------------------------------------------------------------


def from_bytes(stored: list[list[bytes]]) -> Iterator[CaseState]:
    """Rebuild every case from the bytes of its acts."""
    return (fold(map(read_act, bodies)) for bodies in stored)


def from_acts(decoded: list[list[Act]]) -> Iterator[CaseState]:
    """Rebuild every case from acts that are decoded already."""
    return map(fold, decoded)


# ---- the peer --------------------------------------------------------------------------------------------------------


class Case(Aggregate):
    """A case as the library would have it: one event an act, and mutators that do what the fold of Cauce does."""

    @event("Opened")
    def __init__(
        self, case: str, regime: str, procedure: str, kind: str, at: str, by: str, number: int, previous: str,
        fields: dict[str, Any], judgement: dict[str, Any],
    ) -> None:  # fmt: skip
        self.case, self.regime, self.procedure = case, regime, procedure
        self.stage = "start"
        self.acts: list[tuple[Any, ...]] = []
        self.duties: dict[str, Duty] = {}
        self.flags: list[tuple[int, str]] = []
        self.corrected: dict[int, int] = {}
        self._step(kind, at, by, number, previous, fields, judgement)

    @event("Taken")
    def take(
        self, kind: str, at: str, by: str, number: int, previous: str, fields: dict[str, Any],
        judgement: dict[str, Any],
    ) -> None:  # fmt: skip
        """Take one act into the state."""
        self._step(kind, at, by, number, previous, fields, judgement)

    def _step(
        self, kind: str, at: str, by: str, number: int, previous: str, fields: dict[str, Any], judgement: dict[str, Any]
    ) -> None:
        self.acts.append((kind, at, by, number, previous, fields, judgement))
        self.stage = judgement["stage"]
        for owed in judgement.get("owed", ()):
            self.duties[f"{owed['duty']}#{number}"] = Duty(
                owed["duty"], judgement["under"], self.procedure, owed["owes"], owed.get("about", ""), number,
                owed["from"], judgement["day"], at,
            )  # fmt: skip
        for key in judgement.get("meets", ()):
            met = self.duties.get(key)
            if met is not None and not met.met_by:
                met.met_by, met.met_on, met.met_at = number, judgement["filed"], at
        self.flags += [(number, flag) for flag in judgement.get("flags", ())]
        for received in judgement.get("received", ()):
            if received["duty"] in self.duties:
                self.duties[received["duty"]].received.setdefault(by, received["on"])
        if judgement.get("corrects"):
            self.corrected[number] = judgement["corrects"]
        for recounted in judgement.get("recounts", ()):
            if recounted["duty"] in self.duties:
                self.duties[recounted["duty"]].since = recounted["from"]


def told(body: bytes) -> dict[str, Any]:
    """Return an act as the arguments of the peer's commands."""
    plain = msgspec.json.decode(body)
    names = ("at", "by", "number", "previous", "judgement")
    return {"kind": plain["act"], "fields": plain.get("fields", {})} | {name: plain[name] for name in names}


def stored_at_peer(stored: list[list[bytes]]) -> tuple[Application[UUID], list[UUID]]:
    """Save the same cases as events of the library, in its recorder of plain objects."""
    app: Application[UUID] = Application()
    ids = []
    for bodies in stored:
        first = read_act(bodies[0])
        case = Case(case=first.case, regime=first.regime, procedure=first.procedure, **told(bodies[0]))
        for body in bodies[1:]:
            case.take(**told(body))
        app.save(case)
        ids.append(case.id)
    return app, ids


def duties_of(states: Iterable[Any]) -> int:
    """Count the duties of all states, letting each go."""
    return sum(len(state.duties) for state in states)


def same(ours: Iterable[CaseState], theirs: Iterable[Any]) -> None:
    """Stop the measurement if a single state differs."""
    for mine, peer in zip(ours, theirs, strict=True):
        parts = ("case", "regime", "procedure", "stage", "duties", "flags", "corrected")
        equal = all(getattr(mine, part) == getattr(peer, part) for part in parts)
        if not equal or len(mine.acts) != len(peer.acts):
            raise SystemExit(f"The state of {mine.case} differs: nothing was measured.")


# ---- measuring -------------------------------------------------------------------------------------------------------


def against_peer(stored: list[list[bytes]], few: list[list[bytes]], rounds: int) -> dict[str, Measured]:
    """Measure both, each from decoded acts and from stored bytes, on all cases and on a few."""
    app, ids = stored_at_peer(few)
    get = app.repository.get
    events = [list(app.events.get(id_)) for id_ in ids]
    same(from_bytes(few), map(get, ids))
    same(from_bytes(few), (project_aggregate(None, each) for each in events))
    decoded = [[read_act(body) for body in bodies] for bodies in stored]
    size, sample = (sum(map(len, each)) for each in (stored, few))
    return interleaved(
        {
            FOLD: (size, lambda: duties_of(from_acts(decoded))),
            REPLAY: (sample, lambda: duties_of(map(get, ids))),
            DECODED_FOLD: (size, lambda: duties_of(from_bytes(stored))),
            MUTATE: (sample, lambda: duties_of(project_aggregate(None, each) for each in events)),
        },
        rounds,
        process_time,
    )


def growth(stored: list[list[bytes]], rounds: int) -> dict[str, dict[str, float]]:
    """Return nanoseconds an act, folded and decoded and folded, for ten times more acts each time."""
    total, size, found = sum(map(len, stored)), 10_000, {}
    while size <= total:
        part = list(first_cases(stored, size))
        decoded = [[read_act(body) for body in bodies] for bodies in part]
        count = sum(map(len, part))
        works = {"fold": partial(from_acts, decoded), "decode_and_fold": partial(from_bytes, part)}
        peers = {name: (count, lambda w=work: duties_of(w())) for name, work in works.items()}
        measured = interleaved(peers, rounds, process_time)
        found[str(size)] = {name: 1e9 / each.rate for name, each in measured.items()}
        size *= 10
    return found


def first_cases(stored: list[list[bytes]], size: int) -> Iterator[list[bytes]]:
    """Yield the first cases that have so many acts together."""
    for bodies in stored:
        if size <= 0:
            return
        yield bodies
        size -= len(bodies)


def main() -> None:
    """Measure, print a small table, and the same as one line of JSON."""
    parser = argparse.ArgumentParser(description="Measure the fold.")
    parser.add_argument("--size", type=int, default=1_000_000, help="acts (default one million)")
    parser.add_argument("--sample", type=int, default=20_000, help="acts for the peer")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    stored = cases(asked.size)
    measured = against_peer(stored, cases(asked.sample), asked.rounds)
    grown = growth(stored, asked.rounds)
    rate = {name: each.rate for name, each in measured.items()}
    times = {
        "fold_to_replay": rate[FOLD] / rate[REPLAY],
        "decode_and_fold_to_replay": rate[DECODED_FOLD] / rate[REPLAY],
        "fold_to_mutate": rate[FOLD] / rate[MUTATE],
    }
    mean = sum(len(body) for bodies in stored for body in bodies) / asked.size
    print(f"{asked.size:,} acts of {len(stored):,} cases, {mean:.0f} bytes each; medians of {asked.rounds} rounds")
    print(table(measured, "acts", FOLD))
    ahead = f"{times['fold_to_replay']:.1f} times the replay, {times['decode_and_fold_to_replay']:.1f} with decoding"
    print(f"  the fold has {ahead}, and {times['fold_to_mutate']:.1f} times the mutation of decoded events")
    for size, each in grown.items():
        print(f"  {int(size):>9,} acts: fold {each['fold']:.0f} ns an act, with decoding {each['decode_and_fold']:.0f}")
    plain = {name: each.to_json() for name, each in measured.items()}
    print(line("fold", ("eventsourcing", "msgspec"), measured=plain, times=times, growth_ns=grown))


if __name__ == "__main__":
    main()
