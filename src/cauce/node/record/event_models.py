"""What is recorded besides acts: events as they were hashed, who may see them, and readings on their way into one."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """An event of the record. `body` is the canonical JSON that was hashed; the rest only finds it."""

    #: its place in the record
    entry = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    body = models.BinaryField()

    class Meta:
        db_table = "record_event"
        indexes = (models.Index(fields=("kind", "entry")),)

    def __str__(self) -> str:
        return f"{self.entry} {self.kind}"


class EventFor(models.Model):
    """That an office may see an event; what has no row here only whoever runs the node sees."""

    entry = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    office = models.CharField(max_length=64)

    class Meta:
        db_table = "record_event_for"
        constraints = (models.UniqueConstraint(fields=("office", "kind", "entry"), name="one_sight_of_an_event"),)

    def __str__(self) -> str:
        return f"{self.office}: {self.entry}"


class Reading(models.Model):
    """
    That an account had a page or a file of a case before it, for an office: stored before the answer is given.

    Without an `entry` it waits for the next batch. There it becomes a line of an event, and rows that one line tells of
    become one row; so the rows of a case are what the page of its readings shows.
    """

    case_ref = models.CharField(max_length=40)
    office = models.CharField(max_length=64)
    account = models.CharField(max_length=64)
    at = models.DateTimeField()
    what = models.CharField(max_length=24)
    #: of the act in the case; 0 for the case as a whole
    number = models.IntegerField(default=0)
    times = models.IntegerField(default=1)
    entry = models.BigIntegerField(null=True)

    class Meta:
        db_table = "record_reading"
        indexes = (
            models.Index(fields=("case_ref", "-id")),
            models.Index(fields=("case_ref",), condition=models.Q(entry=None), name="record_reading_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.case_ref}: {self.what} by {self.account}"
