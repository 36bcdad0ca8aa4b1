"""Who is on the register, and every standing that acts gave."""

from __future__ import annotations

from django.db import models

from cauce.node.people.models import Listed


class Person(Listed):
    """A foreign agent, or any other person whom a sending state named. Their standings come from acts alone."""

    code = models.SlugField(max_length=64, unique=True)
    given_names = models.CharField(max_length=120)
    #: both, where there are two
    surnames = models.CharField(max_length=120)
    state = models.CharField(max_length=2)
    #: code of the office that answers for them
    mission = models.CharField(max_length=64)
    agency = models.CharField(max_length=160, blank=True)
    post = models.CharField(max_length=160, blank=True)

    class Meta:
        db_table = "register_person"
        indexes = (models.Index(fields=("state", "code")), models.Index(fields=("mission",)))

    def __str__(self) -> str:
        return f"{self.given_names} {self.surnames}"


class Standing(models.Model):
    """
    A status over a span of days and a territory, derived from the act that gave it and those that ended it.

    `until` and `ended_*` are what all acts have made of it; `ends` has every end, for what was known before.
    """

    regime = models.CharField(max_length=64)
    standing = models.CharField(max_length=64)
    #: code of a person or an office, or a country code
    holder = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField(null=True)
    #: last day as it was granted, before any act ended it
    granted_until = models.DateField(null=True)
    within = models.JSONField(default=list)
    case = models.CharField(max_length=40)
    number = models.IntegerField()
    granted_at = models.DateTimeField()
    #: the first act that gave it its last day, if it is not the one that was granted
    ended_case = models.CharField(max_length=40, blank=True)
    ended_number = models.IntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "register_standing"
        indexes = (
            models.Index(fields=("regime", "holder")),
            models.Index(fields=("regime", "standing", "since")),
            models.Index(fields=("case",)),
        )

    def __str__(self) -> str:
        return f"{self.holder}: {self.standing} since {self.since}"


class End(models.Model):
    """
    That an act ended a standing before the last day that was granted.

    Every such act is kept, also one that came after an earlier end and changed nothing: whoever asks what was known on
    a day may have to leave the other out.
    """

    standing = models.ForeignKey(Standing, models.CASCADE, related_name="ends")
    until = models.DateField()
    case = models.CharField(max_length=40)
    number = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "register_end"

    def __str__(self) -> str:
        return f"{self.standing_id}: until {self.until}"
