"""Working groups at an event, and the project profiles that they write together."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Contribution
from participation.events.models.events import Event
from smartregion.core.retention import NO_PERSONAL_DATA, NOT_THEIRS, Rule
from strategy.models import Element


class WorkingGroup(models.Model):
    """A table of people who work on something; whoever has the link of the group writes along."""

    retention = NO_PERSONAL_DATA

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="working_groups")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("Name der Arbeitsgruppe"), max_length=160)
    task = models.TextField(_("Aufgabe"), blank=True)
    element = models.ForeignKey(
        Element,
        verbose_name=_("Handlungsfeld"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closes_at = models.DateTimeField(_("Schreiben möglich bis"))

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The group's own page: whoever has the address writes along."""
        return reverse("events:group", args=[self.key])

    def is_open(self, at: datetime) -> bool:
        return at < self.closes_at


class ProjectProfile(models.Model):
    """A project as a working group describes it (Projektsteckbrief).

    Handed in, it is a contribution with the group as its author; the office may make it a
    proposed measure.
    """

    retention = Rule({"contribution": NOT_THEIRS})

    QUESTIONS = ("goal", "idea", "partners", "first_step")

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="profiles")
    title = models.CharField(_("Titel des Projekts"), max_length=160)
    goal = models.TextField(_("Was soll besser werden?"), blank=True)
    idea = models.TextField(_("Was wollen wir tun?"), blank=True)
    partners = models.TextField(_("Wer macht mit?"), blank=True)
    first_step = models.TextField(_("Was ist der erste Schritt?"), blank=True)
    # Several people write at once (smartregion/core/editing.py).
    lock_version = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    contribution = models.OneToOneField(
        Contribution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="project_profile",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, contribution__isnull=True)
                | Q(handed_in_at__isnull=False, contribution__isnull=False),
                name="profile_handed_in_is_contribution",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where everybody reads it once it is handed in."""
        return f"{reverse('events:projects', args=[self.group.event.slug])}#projekt-{self.pk}"

    @property
    def is_handed_in(self) -> bool:
        return self.handed_in_at is not None

    @property
    def is_hidden(self) -> bool:
        """Whether what was handed in is out of the public eye; its words are shown nowhere then."""
        return self.contribution is not None and self.contribution.is_hidden

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What it says, each answer under its question."""
        written = [(name, getattr(self, name)) for name in self.QUESTIONS]
        return [(self.question(name), answer) for name, answer in written if answer]

    @classmethod
    def question(cls, name: str) -> str:
        """What is asked in a field."""
        field: Any = cls._meta.get_field(name)
        return str(field.verbose_name)
