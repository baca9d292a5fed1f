"""The foreword of a manuscript, with its picture."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.editing import write_if_unchanged
from smartregion.core.richtext import clean
from smartregion.core.storage import discard
from smartregion.reports.actions.openness import hold_open
from smartregion.reports.models import Manuscript


@dataclass(frozen=True)
class Foreword:
    """What is said before everything else, and the office that signs it."""

    text: str = ""
    by: str = ""
    # What the picture shows, for people who do not see it.
    picture_alt: str = ""


@transaction.atomic
def write_foreword(
    *, manuscript: Manuscript, foreword: Foreword, lock_version: int, by: Any, at: datetime,
    picture: ContentFile[bytes] | None = None, drops_picture: bool = False,
) -> None:  # fmt: skip
    """Write over what was opened (else ``EditConflict``); without a new picture the old one stays."""
    hold_open(manuscript)
    there = Manuscript.objects.get(pk=manuscript.pk)
    has_picture = bool(picture) or bool(there.foreword_picture and not drops_picture)
    _refuse_undescribed(has_picture, foreword)
    write_if_unchanged(
        Manuscript.objects.filter(pk=manuscript.pk),
        lock_version=lock_version,
        foreword=clean(foreword.text),
        foreword_by=foreword.by.strip(),
        foreword_picture_alt=foreword.picture_alt.strip() if has_picture else "",
        changed_at=at,
    )
    there.refresh_from_db()
    if picture or not has_picture:
        _replace_picture(there, picture)
    audit.record(by=by, verb="write_foreword", subject=manuscript)


def _refuse_undescribed(has_picture: bool, foreword: Foreword) -> None:
    if has_picture and not foreword.picture_alt.strip():
        message = _("Bitte beschreiben Sie das Bild für Menschen, die es nicht sehen.")
        raise ValidationError({"picture_alt": ValidationError(message, code="no_alt")})


def _replace_picture(manuscript: Manuscript, picture: ContentFile[bytes] | None) -> None:
    """Reports keep the picture in their snapshots, so the old file is not needed any more."""
    if old := manuscript.foreword_picture.name:
        transaction.on_commit(partial(discard, old))
    manuscript.foreword_picture = ""
    if picture:
        manuscript.foreword_picture.save("bild.jpg", picture, save=False)
    manuscript.save(update_fields=["foreword_picture"])
