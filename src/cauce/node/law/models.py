"""The words of laws, as whoever runs the node has loaded them; the program itself ships none."""

from __future__ import annotations

from django.db import models


class LawText(models.Model):
    """A law in one edition, from one file."""

    regime = models.CharField(max_length=64)
    #: key of the regime's `sources`
    source = models.CharField(max_length=64)
    #: day of the latest reform that it holds
    edition = models.DateField()
    title = models.CharField(max_length=280)
    file_name = models.CharField(max_length=200)
    #: SHA-256 of the file, hexadecimal
    digest = models.CharField(max_length=64)
    size = models.IntegerField()
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "law_text"
        constraints = (models.UniqueConstraint(fields=("regime", "source", "edition"), name="one_text_an_edition"),)

    def __str__(self) -> str:
        return f"{self.regime} {self.source} {self.edition}"


class LawArticle(models.Model):
    """One article of a loaded text."""

    text = models.ForeignKey(LawText, models.CASCADE, related_name="articles")
    position = models.IntegerField()
    #: number as packs write it: `70`, `28-bis`
    key = models.CharField(max_length=40)
    #: number as the text writes it: `Artículo 28 Bis`
    label = models.CharField(max_length=80)
    #: title and chapter under which it stands
    division = models.CharField(max_length=280, blank=True)
    #: pairs: a paragraph, or a note of the publisher on its reform, and whether it is a note
    lines = models.JSONField(default=list)
    #: day of its latest reform that the notes name
    reformed = models.DateField(null=True)

    class Meta:
        db_table = "law_article"
        constraints = (models.UniqueConstraint(fields=("text", "key"), name="one_article_a_number"),)

    def __str__(self) -> str:
        return self.label
