"""What somebody without an account asked for, until the code from a mail confirms it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class AwaitsCode(models.Model):
    """Waits for six digits that were mailed; without them it goes after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-Mail-Adresse"))
    # Of the six digits only a keyed hash is stored; a few wrong tries end it.
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()

    class Meta:
        abstract = True
