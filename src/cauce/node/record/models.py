"""What the record keeps: tiles of hashes, one entry for each leaf, and the latest checkpoint."""

from __future__ import annotations

from django.db import models


class Log(models.Model):
    """The head of this node's record; there is one row."""

    size = models.BigIntegerField(default=0)
    #: the signed note over the tree of that size; empty before the first entry
    checkpoint = models.TextField(blank=True)

    class Meta:
        db_table = "record_log"

    def __str__(self) -> str:
        return f"{self.size} entries"


class Tile(models.Model):
    """A tile of the tree, as `cauce.record.tiles` writes it."""

    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    data = models.BinaryField()

    class Meta:
        db_table = "record_tile"
        constraints = (models.UniqueConstraint(fields=("level", "number"), name="one_tile"),)

    def __str__(self) -> str:
        return f"tile {self.level}/{self.number}"


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
