"""What the record keeps in the database: the queue, one entry for each leaf, the signed head, what was published."""

from __future__ import annotations

from django.db import models

from cauce.node.record.event_models import Event, EventFor, Reading


class Queue(models.Model):
    """Where the next entry goes; there is one row, and whoever holds it is the one writer of acts."""

    next = models.BigIntegerField(default=0)
    #: the code of what was found wrong with the record; then nothing is recorded until somebody has seen to it
    halted = models.CharField(max_length=16, blank=True)

    class Meta:
        db_table = "record_queue"

    def __str__(self) -> str:
        return f"next {self.next}"


class Log(models.Model):
    """The head of this node's record; there is one row."""

    size = models.BigIntegerField(default=0)
    #: the signed note over the tree of that size; empty before the first entry
    checkpoint = models.TextField(blank=True)
    #: the roots of the perfect subtrees of that tree, 32 bytes each, largest first
    peaks = models.BinaryField(default=b"")
    #: the latest checkpoint that the public was given, with its cosignatures; never larger than the head
    published = models.TextField(blank=True)
    #: who sequences, and until when by the database's clock; only on a database that several machines share
    holder = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "record_log"

    def __str__(self) -> str:
        return f"{self.size} entries"


class Entry(models.Model):
    """A leaf with what opens its commitment: secret until a receipt gives it to whoever may read the act."""

    index = models.BigIntegerField(primary_key=True)
    nonce = models.BinaryField()
    #: SHA-256 of what was recorded
    digest = models.BinaryField()

    class Meta:
        db_table = "record_entry"

    def __str__(self) -> str:
        return f"entry {self.index}"


class Checkpoint(models.Model):
    """A checkpoint that was published, with the cosignatures that came for it."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    at = models.DateTimeField()
    #: how many witnesses cosigned it
    cosigned = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "record_checkpoint"
        indexes = (models.Index(fields=("at",), name="record_checkpoint_at"),)

    def __str__(self) -> str:
        return f"checkpoint of {self.size}"


class Witness(models.Model):
    """How it went with a witness that this node asks."""

    #: as the policies call it
    name = models.CharField(max_length=255, primary_key=True)
    #: the largest tree that it has cosigned
    size = models.BigIntegerField(default=0)
    #: since when it is asked, when it was asked last, and when it last cosigned
    since = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    ok_at = models.DateTimeField(null=True)
    #: what kept it the last time; empty if nothing did
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "record_witness"

    def __str__(self) -> str:
        return self.name


__all__ = ["Checkpoint", "Entry", "Event", "EventFor", "Log", "Queue", "Reading", "Witness"]
