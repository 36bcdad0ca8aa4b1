"""The witnesses of this node's record: asked at once, waited for a little, and never in the way of what is signed."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import NoReturn

from cauce.node.frame import clock
from cauce.node.record.asking import Reply, ask, ask_and_look, latest
from cauce.node.record.keys import log_key
from cauce.node.record.mark import remember
from cauce.node.record.models import Witness as Health
from cauce.node.record.policies import asked, public_policy
from cauce.node.record.seen import seen
from cauce.node.record.set_back import stop
from cauce.node.record.store import head
from cauce.node.record.trees import holds
from cauce.node.witness.alarms import (
    LYING_WITNESS,
    SILENT_WITNESS,
    WITNESS_DISAGREES,
    raise_alarm,
)
from cauce.record import Checkpoint, Files, FileTiles, Signature, TileReader, Tree, format_note, parse_note
from cauce.record.policy import NONE, Witness, check_policy, show

#: seconds: how long a publication waits for its quorum, after which a witness that failed is asked again, and after
#: which one that was silent all the time is an alarm
PATIENCE, AGAIN, SILENCE = 2.0, 5.0, 300.0


class Witnesses:
    """What a process remembers of the witnesses that it asks."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._witnesses = asked()
        self._pool = ThreadPoolExecutor(max(len(self._witnesses), 1), thread_name_prefix="witness")
        #: who is being asked, and to cosign a tree of which size
        self._asked: dict[Future[Reply], tuple[Witness, int]] = {}
        self._again: dict[str, float] = {}
        self._claims: set[str] = set()
        #: the lines that came, for the size that is being published
        self._size = 0
        self._lines: dict[str, tuple[Signature, ...]] = {}

    def cosign(self, size: int, note: str) -> tuple[str, bool]:
        """
        Return the checkpoint with the cosignatures that came in time, and whether they are a quorum.

        Errors: RecordRolledBack: a witness showed a tree that this node signed and does not have.
        """
        if size != self._size:
            self._size, self._lines = size, {}
        self._ask(size, note)
        until = monotonic() + PATIENCE
        while True:
            pending = [each for each in self._asked if not each.done()]  # first: what ends from here on is looked at
            self._collect()
            cosigned = self._added(note)
            reached = check_policy(cosigned, public_policy()).reached
            left = until - monotonic()
            if not pending or left <= 0 or (reached and left < PATIENCE / 2):
                return cosigned, reached
            wait(pending, min(left, 0.1), FIRST_COMPLETED)

    def wanting(self) -> bool:
        """Say whether a witness has answered meanwhile, or one that has not cosigned may be asked again now."""
        if any(each.done() for each in self._asked):
            return True
        busy = {witness.name for witness, _ in self._asked.values()}
        return any(self._is_free(each, busy) for each in self._witnesses)

    def asking(self) -> bool:
        """Say whether a witness is still thinking about the last checkpoint."""
        return any(size == self._size for _, size in self._asked.values())

    def check_head(self) -> None:
        """Ask every witness what it last cosigned of ours, after what was shown before. Errors: RecordRolledBack."""
        for note, shown in seen().items():  # the halt that followed may have gone with a database, the witness be away
            if not holds(shown):
                stop(head().size, shown.size, f"{note}\n{shown.size}; {head().size}\n", note)
        own = log_key().verifier
        for witness, found in zip(
            self._witnesses, self._pool.map(lambda each: latest(each, own), self._witnesses), strict=True
        ):
            if found and not holds(found[1]):
                signed = head()
                if 0 < signed.size < found[1].size:  # so that it sees what it is told of, and raises its own alarm
                    ask(witness, signed.size, signed.checkpoint, signed.size, lambda _: ())
                _halt(witness, *found)

    def _is_free(self, witness: Witness, busy: set[str]) -> bool:
        waits = self._again.get(witness.name, 0.0) > monotonic()
        return witness.name not in busy and witness.name not in self._lines and not waits

    def _ask(self, size: int, note: str) -> None:
        busy = {witness.name for witness, _ in self._asked.values()}
        free = [witness for witness in self._witnesses if self._is_free(witness, busy)]
        if not free:
            return
        known = dict(Health.objects.values_list("name", "size"))
        own, tree = log_key().verifier, Tree(TileReader(FileTiles(self._files)), size)
        for witness in free:
            old = min(known.get(show(witness.name), 0), size)
            asking = self._pool.submit(ask_and_look, witness, own, old, note, size, tree.consistency)
            self._asked[asking] = witness, size

    def _collect(self) -> None:
        for done in [each for each in self._asked if each.done()]:
            witness, size = self._asked.pop(done)
            self._take(witness, size, done.result())

    def _take(self, witness: Witness, size: int, reply: Reply) -> None:
        name, now = show(witness.name), clock.real()
        health, _ = Health.objects.get_or_create(name=name, defaults={"since": now})
        health.tried_at, health.why = now, reply.why[:200]
        if reply.lines:
            health.ok_at, health.size = now, size
            if size == self._size:  # a late answer belongs to a checkpoint that was followed by another one
                self._lines[witness.name] = reply.lines
            self._claims.discard(witness.name)
        else:
            self._again[witness.name] = monotonic() + AGAIN
            self._tell(witness, reply, health)
        health.save()

    def _tell(self, witness: Witness, reply: Reply, health: Health) -> None:
        own, name = log_key().verifier.name, show(witness.name)
        signed = head().checkpoint
        if reply.shown and not holds(reply.shown[1]):
            _halt(witness, *reply.shown)
        if reply.ahead:
            self._ahead(witness, reply)
        elif reply.fork:
            # The word of a witness, not a proof: that would be a tree with our signature.
            text = f"cauce/evidence/v1 {WITNESS_DISAGREES}\n\n{signed}\n{name}: {reply.why}\n"
            raise_alarm(WITNESS_DISAGREES, own, text, f"{name}: {reply.why}")
        elif reply.lying:
            # Its words may hold a signature, another one each time: what is the same again is told by their code.
            matter = reply.why.partition(":")[0]
            raise_alarm(LYING_WITNESS, name, f"cauce/evidence/v1 {LYING_WITNESS}\n\n{name}: {reply.why}\n", matter)
        elif clock.real() - (health.ok_at or health.since) > timedelta(seconds=SILENCE):
            since = (health.ok_at or health.since).isoformat(timespec="seconds")
            raise_alarm(SILENT_WITNESS, name, f"cauce/evidence/v1 {SILENT_WITNESS}\n\n{name}: {since}\n")

    def _ahead(self, witness: Witness, reply: Reply) -> None:
        """Weigh the word of a witness that it cosigned more than we have."""
        own, name, here = log_key().verifier.name, show(witness.name), head().size
        if reply.ahead <= here:
            return  # another sequencer of this node was faster
        if not reply.shown:  # whoever shows a smaller one contradicts itself
            self._claims.add(witness.name)
        if _trusted(self._claims):
            _halt(witness, "", reply.ahead)
        text = f"cauce/evidence/v1 {WITNESS_DISAGREES}\n\n\n{name}: {reply.ahead} > {here}\n"
        raise_alarm(WITNESS_DISAGREES, own, text, name)

    def _added(self, note: str) -> str:
        read = parse_note(note)
        more = [line for lines in self._lines.values() for line in lines]
        renewed = {(line.name, line.key_id) for line in more}
        kept = [line for line in read.signatures if (line.name, line.key_id) not in renewed]
        return format_note(replace(read, signatures=(*kept, *more)))


def _halt(witness: Witness, proof: str, signed: Checkpoint | int) -> NoReturn:
    """Let nothing be recorded or signed any more: a witness has cosigned what this database does not have."""
    size = signed if isinstance(signed, int) else signed.size
    here, name = head().size, show(witness.name)
    try:
        if proof:
            remember(proof, size)
    finally:  # whatever becomes of the mark
        stop(here, size, f"{proof}\n{name}: {size}; {here}\n", name)


def _trusted(names: set[str]) -> bool:
    """Say whether witnesses are believed without a proof: a quorum of them, and never one alone, which may just lie."""
    policy = public_policy()
    return len(names) > 1 and policy.quorum != NONE and policy.reached(names)
