"""
Acts are the only truth; every other table here is derived from them and can be made again by `cauce rebuild`.

Codes of offices and persons are kept as text, not as foreign keys: an act names them so for ever. A foreign key with
which a constraint begins has no index of its own: every index is written with every act.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Case(models.Model):
    """One instance of a procedure, as its acts have left it."""

    ref = models.CharField(max_length=40, unique=True)
    regime = models.CharField(max_length=64)
    procedure = models.CharField(max_length=64)
    stage = models.CharField(max_length=64)
    closed = models.BooleanField(default=False)
    #: how many acts it has
    number = models.IntegerField()
    #: SHA-256 of the last one
    head = models.CharField(max_length=64)
    opener = models.CharField(max_length=64)
    #: the person it is about, as its acts name them
    subject = models.CharField(max_length=280, blank=True)
    #: the sending state
    state = models.CharField(max_length=2, blank=True)
    #: a few words that tell it from others: topic, or what the first text field holds
    topic = models.CharField(max_length=280, blank=True)
    opened_on = models.DateField()
    moved_at = models.DateTimeField()
    #: how many of its acts offend a rule
    irregular = models.IntegerField(default=0)
    #: its content was erased by law: see `Erasure`
    erased = models.BooleanField(default=False)
    #: number of its key, which is kept apart (`case_keys`); no two cases share one
    key = models.BigIntegerField(unique=True)

    class Meta:
        db_table = "case_case"
        indexes = (
            models.Index(fields=("subject",)),
            models.Index(fields=("regime", "procedure")),
        )

    def __str__(self) -> str:
        return self.ref


class Act(models.Model):
    """One signed step. `body` has the canonical JSON that was hashed and signed, sealed; the rest only finds it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="acts", db_index=False)
    number = models.IntegerField()
    kind = models.CharField(max_length=64)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    #: read and written by `bodies` alone
    body = models.BinaryField()
    signature = models.BinaryField()
    #: public key of the office, Ed25519, 32 bytes
    key = models.BinaryField()
    #: its place in the record
    entry = models.BigIntegerField(unique=True)

    class Meta:
        db_table = "case_act"
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_act_a_number"),)

    def __str__(self) -> str:
        return f"{self.case_id}#{self.number} {self.kind}"


class Erasure(models.Model):
    """That an act erased what a case says. What it says of the act can be read there too; the readers nowhere else."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="erasure")
    #: the act that erased it: case and number
    by_case = models.CharField(max_length=40)
    by_number = models.IntegerField()
    #: the version, procedure and kind of that act, and its ground: together they say it in words
    under = models.CharField(max_length=80)
    procedure = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    ground = models.CharField(max_length=64)
    at = models.DateTimeField()
    #: offices that could read the case; they read of it what is left
    readers = models.JSONField(default=list)

    class Meta:
        db_table = "case_erasure"

    def __str__(self) -> str:
        return f"{self.case_id} by {self.by_case}#{self.by_number}"


class Sequence(models.Model):
    """The last number given to a case, for each prefix and year."""

    name = models.CharField(max_length=40, primary_key=True)
    last = models.IntegerField(default=0)

    class Meta:
        db_table = "case_sequence"

    def __str__(self) -> str:
        return f"{self.name}-{self.last:06}"


class Stamp(models.Model):
    """A value that changes whenever something that processes keep in memory has changed."""

    name = models.CharField(max_length=64, primary_key=True)
    value = models.CharField(max_length=32)

    class Meta:
        db_table = "case_stamp"

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class Phase(models.TextChoices):
    """How a duty stands apart from the calendar: whether it is late today is a comparison with `due`, not a column."""

    RUNNING = "running"
    NO_TERM = "no-term"
    STOPPED = "stopped"
    FILED = "filed"
    MET = "met"
    MET_LATE = "met-late"
    CANCELLED = "cancelled"


class Duty(models.Model):
    """What an office owes by a date. `due` is the last day under the reading that governs."""

    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="duties", db_index=False)
    #: `report#3` in its case; for a recurring duty regime, rule, period and who
    key = models.CharField(max_length=240)
    regime = models.CharField(max_length=64)
    under = models.CharField(max_length=80)
    procedure = models.CharField(max_length=64, blank=True)
    duty = models.CharField(max_length=64)
    owes = models.CharField(max_length=64)
    about = models.CharField(max_length=280, blank=True)
    period = models.CharField(max_length=10, blank=True)
    since = models.DateField()
    arose = models.DateField()
    #: instant of filing of the act that gave rise to it, as acts write it: a term in hours runs from there
    arose_at = models.CharField(max_length=20, blank=True)
    #: a last day that an act gave, which no reading may fall short of
    extended = models.DateField(null=True)
    #: spans in which an act stopped the clock: first day, and the day it ran again
    pauses = models.JSONField(default=list)
    phase = models.CharField(max_length=10, choices=Phase.choices)
    at_end = models.CharField(max_length=16)
    due = models.DateField(null=True)
    #: the latest day that any reading allows
    latest = models.DateField(null=True)
    governing = models.CharField(max_length=64)
    #: last day by reading
    last_days = models.JSONField(default=dict)
    met_on = models.DateField(null=True)
    #: instant of filing of the act that fulfils it, as acts write it: what is settled later leaves its clock alone
    met_at = models.CharField(max_length=20, blank=True)
    #: reference of the case of that act, for a recurring duty
    met_in = models.CharField(max_length=40, blank=True)
    #: addressees that said they have it, with the day
    received = models.JSONField(default=dict)

    class Meta:
        db_table = "case_duty"
        constraints = (
            models.UniqueConstraint(fields=("case", "key"), name="one_duty_a_key"),
            models.UniqueConstraint(fields=("key",), condition=models.Q(case=None), name="one_recurring_duty_a_key"),
        )
        # The law page counts the duties of a rule of one version by how they stand.
        indexes = (models.Index(fields=("under", "procedure", "duty", "phase", "due")),)

    def __str__(self) -> str:
        return f"{self.key} of {self.owes}"


class Side(models.TextChoices):
    """Which end of a duty an office is on."""

    OWES = "owes"
    OWED = "owed"
    #: it was filed to this office, whose receipt is awaited
    RECEIPTS = "receipts"


class DutyFor(models.Model):
    """A duty as one office sees it: what the Due page reads, in the order in which it shows it."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="seen_by", db_index=False)
    office = models.CharField(max_length=64)
    side = models.CharField(max_length=8, choices=Side.choices)
    #: still to be done: running, stopped, filed or without a term
    live = models.BooleanField()
    due = models.DateField(null=True)
    #: what the Due page shows on one line: rule and obligor of a duty that recurs; empty for a duty of a case
    alike = models.CharField(max_length=210, blank=True)

    class Meta:
        db_table = "case_duty_for"
        constraints = (models.UniqueConstraint(fields=("duty", "office", "side"), name="one_view_of_a_duty"),)
        indexes = (models.Index(fields=("office", "side", "live", "due", "alike", "duty")),)

    def __str__(self) -> str:
        return f"{self.office} {self.side}"


class Reported(models.Model):
    """A period that an office names in an act of a case: by it the reports are found that fulfil what recurs."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reported", db_index=False)
    period = models.CharField(max_length=10)
    office = models.CharField(max_length=64)

    class Meta:
        db_table = "case_reported"
        constraints = (models.UniqueConstraint(fields=("period", "office", "case"), name="one_period_a_case"),)

    def __str__(self) -> str:
        return self.period


class LastDay(models.Model):
    """The last days that were computed for a duty before its calendar or reading changed: old answers are kept."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="earlier")
    due = models.DateField(null=True)
    last_days = models.JSONField(default=dict)
    governing = models.CharField(max_length=64)
    #: the act that made it change: case and number
    because_case = models.CharField(max_length=40)
    because_number = models.IntegerField()

    class Meta:
        db_table = "case_last_day"

    def __str__(self) -> str:
        return f"{self.due}, before {self.because_case}#{self.because_number}"


class Waiting(models.Model):
    """A decision that a case waits for, seat by seat: what the Docket reads."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="waiting", db_index=False)
    act = models.CharField(max_length=64)
    office = models.CharField(max_length=64)
    since = models.DateField()

    class Meta:
        db_table = "case_waiting"
        constraints = (models.UniqueConstraint(fields=("case", "act", "office"), name="one_wait_a_seat"),)
        indexes = (models.Index(fields=("office", "since", "case")),)

    def __str__(self) -> str:
        return f"{self.office}: {self.act}"


class Reader(models.Model):
    """An office that may read a case; `moved_at` is the case's, so that one index lists an office's cases."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="readers", db_index=False)
    office = models.CharField(max_length=64)
    moved_at = models.DateTimeField()

    class Meta:
        db_table = "case_reader"
        constraints = (models.UniqueConstraint(fields=("case", "office"), name="one_reader"),)
        indexes = (models.Index(fields=("office", "-moved_at", "-case")),)

    def __str__(self) -> str:
        return self.office


class Word(models.Model):
    """A folded, stemmed word of a case, for the search."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="words", db_index=False)
    word = models.CharField(max_length=40)

    class Meta:
        db_table = "case_word"
        constraints = (models.UniqueConstraint(fields=("word", "case"), name="one_word_a_case"),)

    def __str__(self) -> str:
        return self.word


class Flag(models.Model):
    """An expectation that an act offends, so that the cases of a rule are found by it."""

    #: without an index: no page goes from a case to its flags
    case = models.ForeignKey(Case, models.CASCADE, related_name="flags", db_index=False)
    #: of the act in its case
    number = models.IntegerField()
    under = models.CharField(max_length=80)
    procedure = models.CharField(max_length=64)
    rule = models.CharField(max_length=64)
    #: of the fact
    day = models.DateField()

    class Meta:
        db_table = "case_flag"
        # In the order in which the list of cases asks, so that one index does for both.
        constraints = (
            models.UniqueConstraint(fields=("under", "procedure", "rule", "case", "number"), name="one_flag_a_rule"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}#{self.number} {self.rule}"


class Tally(models.Model):
    """How many acts kept and how many offended an expectation of a version: kept up act by act, never counted."""

    under = models.CharField(max_length=80)
    procedure = models.CharField(max_length=64)
    rule = models.CharField(max_length=64)
    kept = models.IntegerField()
    flagged = models.IntegerField()

    class Meta:
        db_table = "case_tally"
        constraints = (models.UniqueConstraint(fields=("under", "procedure", "rule"), name="one_tally_a_rule"),)

    def __str__(self) -> str:
        return f"{self.under} {self.procedure}.{self.rule}"


class Setting(models.Model):
    """What an act settled for a regime from a day on: a parameter, a reading, days of a calendar."""

    regime = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=64)
    value = models.CharField(max_length=64, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    case = models.CharField(max_length=40)
    number = models.IntegerField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        db_table = "case_setting"

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Notice(models.Model):
    """Word to an office that something in a case concerns it; it says no more than that."""

    office = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.CASCADE, related_name="notices", db_index=False)
    act = models.IntegerField()
    at = models.DateTimeField()
    seen_by = models.CharField(max_length=150, blank=True)

    class Meta:
        db_table = "case_notice"
        indexes = (
            models.Index(fields=("office", "seen_by", "-at")),
            # The navigation counts the cases, as far as it shows a number, on every page.
            models.Index(fields=("office", "seen_by", "case")),
        )

    def __str__(self) -> str:
        return f"{self.office}: {self.case_id}"


class FormDraft(models.Model):
    """What somebody has typed into a form and not yet filed."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    office = models.CharField(max_length=64)
    #: empty for a form that opens a case
    case_ref = models.CharField(max_length=40, blank=True)
    regime = models.CharField(max_length=64)
    procedure = models.CharField(max_length=64)
    act = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "case_draft"
        constraints = (
            models.UniqueConstraint(
                fields=("account", "office", "case_ref", "regime", "procedure", "act"), name="one_draft_a_form"
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} for {self.case_ref or 'a new case'}"


class Filing(models.Model):
    """That a form was filed, by the one-time token it carried: sent twice, it is answered with the same act."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    token = models.CharField(max_length=40)
    case_ref = models.CharField(max_length=40, blank=True)
    number = models.IntegerField(default=0)

    class Meta:
        db_table = "case_filing"
        constraints = (models.UniqueConstraint(fields=("account", "token"), name="one_filing_a_form"),)

    def __str__(self) -> str:
        return f"{self.case_ref}#{self.number}"
