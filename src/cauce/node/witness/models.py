"""What the witness keeps: what it has cosigned, how far it has come, and alarms."""

from __future__ import annotations

from django.db import models


class State(models.Model):
    """How far this witness has come; there is one row, which whoever cosigns locks."""

    #: the name of the key with which it cosigned
    name = models.CharField(max_length=255, blank=True)
    #: how many times it has cosigned: what `mark` compares
    serial = models.BigIntegerField(default=0)
    #: the last time that it gave, in seconds since 1970
    last = models.BigIntegerField(default=0)

    class Meta:
        db_table = "witness_state"

    def __str__(self) -> str:
        return f"{self.name} #{self.serial}"


class Cosigned(models.Model):
    """A tree of a record that this witness has cosigned: the largest of each record, and some before it."""

    origin = models.CharField(max_length=255)
    size = models.BigIntegerField()
    root = models.BinaryField()
    #: the checkpoint with the signatures of the record alone
    checkpoint = models.TextField()
    #: the signature line of this witness
    cosignature = models.TextField()
    #: the time in it, in seconds since 1970
    at = models.BigIntegerField()

    class Meta:
        db_table = "witness_cosigned"
        constraints = (models.UniqueConstraint(fields=("origin", "size"), name="one_tree_of_a_size"),)

    def __str__(self) -> str:
        return f"{self.origin} {self.size}"


class Alarm(models.Model):
    """Something that a person must look at; what is the same again is counted."""

    kind = models.CharField(max_length=32)
    #: the record or witness that it is about
    origin = models.CharField(max_length=255)
    #: SHA-256 of the evidence, in hexadecimal
    digest = models.CharField(max_length=64)
    evidence = models.TextField()
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    #: how often it was raised, those included that were too many to keep
    count = models.BigIntegerField(default=1)
    seen_at = models.DateTimeField(null=True)
    #: who has looked at it, and for which office
    seen_by = models.CharField(max_length=200, blank=True)
    seen_for = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "witness_alarm"
        constraints = (models.UniqueConstraint(fields=("kind", "origin", "digest"), name="one_alarm"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.origin}"
