"""Files and links that the office lays out beside a topic, an event or a measure."""

import uuid
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.contributions.files import BY_TYPE


class Material(models.Model):
    """A file, or a link to somewhere else; what the file is was told from its content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("Titel"), max_length=160)
    link = models.URLField(_("Link"), max_length=500, blank=True)
    file = models.FileField(_("Datei"), upload_to="materials/", blank=True)
    # As it was called when it came; the name on the disk is our own.
    file_name = models.CharField(max_length=160, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(_("Größe in Byte"), default=0)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(link="") ^ Q(file=""), name="%(class)s_file_or_link")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        """What people get: the kind of file, or where the link leads."""
        if self.link:
            return urlsplit(self.link).hostname or ""
        known = BY_TYPE.get(self.content_type)
        return f"{known.label} ({known.endings[0][1:].upper()})" if known else ""
