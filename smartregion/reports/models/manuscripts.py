"""What consultants and the county write before a report is built: chapters, words and exhibits."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models import Cycle, Measure
from participation.forums.models import Forum
from participation.surveys.models import Survey
from smartregion.core.retention import NO_PERSONAL_DATA, office_record
from smartregion.reports.models.designs import Design
from smartregion.reports.models.reports import Kind
from strategy.models import StrategyVersion


class Author(models.TextChoices):
    """Who answers for words that are in no source: marked in the report (annex: data and method)."""

    COUNTY = "county", _("Landkreis")
    CONSULTANT = "consultant", _("Beratung")


class ManuscriptQuerySet(models.QuerySet["Manuscript"]):
    def visible_to(self, user: Any) -> "ManuscriptQuerySet":
        """What is being written is for those who see reports in work."""
        return self if user.has_perm("reports.view_all") else self.none()

    def in_work(self) -> "ManuscriptQuerySet":
        return self.filter(archived_at__isnull=True)


class Manuscript(models.Model):
    """A report in the making. Building freezes a snapshot of it; the manuscript lives on."""

    retention = office_record("created_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind)
    title = models.CharField(_("Titel"), max_length=200)
    subtitle = models.CharField(_("Untertitel"), max_length=200, blank=True)
    # What it is about; which of these a kind needs stands in its outline (outlines.py).
    version = models.ForeignKey(
        StrategyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="manuscripts",
        verbose_name=_("Fassung der Strategie"),
    )  # fmt: skip
    earlier_version = models.ForeignKey(
        StrategyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("Frühere Fassung"),
    )  # fmt: skip
    cycle = models.ForeignKey(
        Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="manuscripts",
        verbose_name=_("Evaluationszyklus"),
    )  # fmt: skip
    earlier_cycle = models.ForeignKey(
        Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("Vergleichen mit"),
    )  # fmt: skip
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="manuscripts",
        verbose_name=_("Maßnahme"),
    )  # fmt: skip
    surveys = models.ManyToManyField(
        Survey, blank=True, related_name="manuscripts", verbose_name=_("Umfragen")
    )
    forums = models.ManyToManyField(
        Forum, blank=True, related_name="manuscripts", verbose_name=_("Foren")
    )
    design = models.ForeignKey(
        Design, null=True, blank=True, on_delete=models.PROTECT, related_name="manuscripts",
        verbose_name=_("Gestaltung"),
    )  # fmt: skip
    # Clean HTML as core.richtext makes it; the office that signs, never a name.
    foreword = models.TextField(_("Vorwort"), blank=True)
    foreword_by = models.CharField(_("Wer das Vorwort zeichnet"), max_length=120, blank=True)
    foreword_picture = models.FileField(_("Bild zum Vorwort"), upload_to="manuscripts/", blank=True)
    foreword_picture_alt = models.CharField(_("Bildbeschreibung"), max_length=300, blank=True)
    # Printed where people still wait for answers (F23).
    override = models.CharField(max_length=1000, blank=True)
    lock_version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="manuscripts"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ManuscriptQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:manuscript_detail", args=[self.pk])


class ManuscriptChapter(models.Model):
    """A chapter as it is wanted here: in or out, where, and the words around the living data."""

    retention = office_record("changed_by")

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="chapters")
    # Of the outline of the kind; "own-…" is a chapter that consists of its own words only.
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    is_included = models.BooleanField(_("im Bericht"), default=True)
    # Empty: the usual title.
    title = models.CharField(_("Titel"), max_length=200, blank=True)
    introduction = models.TextField(_("Einleitung"), blank=True)
    conclusion = models.TextField(_("Schluss"), blank=True)
    written_by = models.CharField(
        _("Verfasst von"), max_length=10, choices=Author, default=Author.COUNTY
    )
    lock_version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "key"], name="manuscript_chapter_once")
        ]

    def __str__(self) -> str:
        return f"{self.manuscript}: {self.key}"


class Exhibit(models.Model):
    """A figure or table that somebody chose for a chapter, with its numbers as of that day.

    ``source`` says how to draw it again; ``content`` is what the report prints. It never changes by
    itself: where the source says something else today, the exhibit is stale until it is refreshed.
    """

    retention = NO_PERSONAL_DATA

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(
        ManuscriptChapter, on_delete=models.CASCADE, related_name="exhibits"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    source = models.JSONField()
    caption = models.CharField(_("Bildunterschrift"), max_length=300)
    # As rendering/exhibits.py reads it.
    content = models.JSONField()
    # Of the content: two exhibits with the same numbers have the same.
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption
