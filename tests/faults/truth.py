"""What must hold of a node whatever happened to it: its record, its acts and what is derived from them agree."""

from __future__ import annotations

from hashlib import sha256

from django.apps import apps

from cauce.case.act import NO_ACT, digest, read_act
from cauce.case.signing import verify as signed
from cauce.node.cases.bodies import bodies_of
from cauce.node.cases.models import Act, Case
from cauce.node.cases.rebuild import rebuild
from cauce.node.record.files import published
from cauce.node.record.keys import log_key
from cauce.node.record.loop import settle
from cauce.node.record.models import Entry, Event, Queue
from cauce.node.record.receipts import receipt
from cauce.node.record.store import head
from cauce.record import Growth, MemoryFiles, commit, grow, open_checkpoint, verify
from cauce.record.paths import places


def everything() -> dict[str, str]:
    """Return the SHA-256 of what each table of the node holds."""
    return {model._meta.db_table: _content(model) for model in apps.get_models()}


def _content(model: type) -> str:
    rows = model._default_manager.order_by("pk").values_list()
    return sha256(repr([tuple(_plain(value) for value in row) for row in rows]).encode()).hexdigest()


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def assert_sound() -> int:
    """Fail unless every act is signed, chained, recorded and provable, every event recorded; return how many acts."""
    acts = list(Act.objects.select_related("case").order_by("entry"))
    entries = list(Entry.objects.order_by("index"))
    events = {event.entry: sha256(bytes(event.body)).digest() for event in Event.objects.all()}
    stands = sorted([*(act.entry for act in acts), *events])
    assert stands == [entry.index for entry in entries] == list(range(len(entries)))
    assert {index: bytes(entries[index].digest) for index in events} == events
    _assert_record(entries)
    for act, body in zip(acts, bodies_of(acts), strict=True):
        entry = entries[act.entry]
        if not act.case.erased:  # of an erased act what is left fits neither digest nor signature
            assert bytes(entry.digest).hex() == digest(body), act
            assert signed(body, bytes(act.signature), bytes(act.key)), act
        proved = verify(receipt(entry), bytes(entry.digest), [log_key().verifier])
        assert (proved.index, proved.size) == (entry.index, len(entries))
    _assert_chains(acts, {entry.index: bytes(entry.digest).hex() for entry in entries})
    return len(acts)


def _assert_record(entries: list[Entry]) -> None:
    """The signed head is the root over what the entries open, and the published files are those of that tree."""
    settle()
    log, files = head(), MemoryFiles()
    grown = grow(files, Growth(), [commit(bytes(entry.nonce), bytes(entry.digest)) for entry in entries])
    assert log.size == len(entries) == sum(Queue.objects.values_list("next", flat=True))
    if entries:
        for note in (log.checkpoint, log.published, published().read("checkpoint").decode()):
            opened = open_checkpoint(note, [log_key().verifier]).checkpoint
            assert (opened.size, opened.root) == (len(entries), grown.edge.root())
    for place in places(len(entries)):
        assert published().read(str(place)) == files.read(str(place)), place


def _assert_chains(acts: list[Act], digests: dict[int, str]) -> None:
    heads: dict[str, tuple[str, int]] = {}
    for row, body in zip(acts, bodies_of(acts), strict=True):
        act = read_act(body)
        last, number = heads.get(row.case.ref, (NO_ACT, 0))
        assert (act.case, act.number, act.previous) == (row.case.ref, number + 1, last)
        assert (row.number, row.kind, row.by) == (act.number, act.act, act.by)
        heads[row.case.ref] = digests[row.entry], act.number
    assert {case.ref: (case.head, case.number) for case in Case.objects.all()} == heads


def assert_derived() -> None:
    """Fail unless every derived table comes out the same when it is made again."""
    different = [table.table for table in rebuild() if not table.same]
    assert not different
