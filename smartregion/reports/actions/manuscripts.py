"""Manuscripts: begun with the chapters of their kind, changed by several people, copied, laid aside."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState
from smartregion.reports.actions.openness import hold_open
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Design, Exhibit, Manuscript, ManuscriptChapter
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.queries.manuscripts import registered_keys

# What a manuscript may be about, one of each.
SUBJECTS = ("version", "earlier_version", "cycle", "earlier_cycle", "measure")


@transaction.atomic
def create_manuscript(
    *, brief: Brief, by: Any, at: datetime, subtitle: str = "", design: Design | None = None
) -> Manuscript:
    """Begin a manuscript with all chapters of its kind."""
    brief = _fitting(brief)
    manuscript = Manuscript.objects.create(
        kind=brief.kind,
        subtitle=subtitle,
        design=design,
        created_by=by,
        created_at=at,
        changed_at=at,
        **_single(brief),
    )
    _connect(manuscript, brief)
    outline = OUTLINES[brief.kind]
    ManuscriptChapter.objects.bulk_create(
        ManuscriptChapter(
            manuscript=manuscript,
            key=key,
            position=place,
            is_included=key not in outline.left_out,
        )
        for place, key in enumerate(registered_keys(brief.kind))
    )
    audit.record(by=by, verb="create_manuscript", subject=manuscript)
    return manuscript


def _refuse_incomplete(brief: Brief) -> None:
    for name in OUTLINES[brief.kind].needs:
        if not getattr(brief, name):
            message = _(
                "Ohne diese Angabe lässt sich ein Bericht dieser Art nicht zusammenstellen."
            )
            raise ValidationError({name: ValidationError(message, code="needed")})
    _refuse_same("earlier_version", brief.version, brief.earlier_version)
    _refuse_same("earlier_cycle", brief.cycle, brief.earlier_cycle)


def _refuse_same(name: str, one: Any, other: Any) -> None:
    if one is not None and one == other:
        message = _(
            "Bitte wählen Sie zwei verschiedene: Mit sich selbst verglichen ändert sich nichts."
        )
        raise ValidationError({name: ValidationError(message, code="same")})


def _fitting(brief: Brief) -> Brief:
    """The brief without what its kind does not take. Refuses one that lacks what it needs."""
    outline = OUTLINES[brief.kind]
    taken = {*outline.needs, *outline.takes}
    dropped: dict[str, Any] = {name: None for name in SUBJECTS if name not in taken}
    dropped |= {name: () for name in ("surveys", "forums") if name not in taken}
    fitting = replace(brief, **dropped)
    _refuse_incomplete(fitting)
    return fitting


def _single(brief: Brief) -> dict[str, Any]:
    """What is kept in fields of the manuscript itself."""
    return {"title": brief.title, **{name: getattr(brief, name) for name in SUBJECTS}}


def _connect(manuscript: Manuscript, brief: Brief) -> None:
    manuscript.surveys.set(brief.surveys)
    manuscript.forums.set(brief.forums)


@transaction.atomic
def change_manuscript(
    *, manuscript: Manuscript, brief: Brief, lock_version: int, by: Any, at: datetime,
    subtitle: str = "", design: Design | None = None,
) -> None:  # fmt: skip
    """Say otherwise what it is about and how it looks; raises ``EditConflict`` for who came second."""
    hold_open(manuscript)
    brief = _fitting(brief)
    write_if_unchanged(
        Manuscript.objects.filter(pk=manuscript.pk),
        lock_version=lock_version,
        subtitle=subtitle,
        design=design,
        changed_at=at,
        **_single(brief),
    )
    _connect(manuscript, brief)
    audit.record(by=by, verb="change_manuscript", subject=manuscript)


@transaction.atomic
def copy_manuscript(*, manuscript: Manuscript, title: str, by: Any, at: datetime) -> Manuscript:
    """The same once more, for next year: chapters with their words, exhibits with their numbers."""
    if not title.strip():
        message = _("Bitte geben Sie der Kopie einen Titel.")
        raise ValidationError({"title": ValidationError(message, code="no_title")})
    original = Manuscript.objects.get(pk=manuscript.pk)
    surveys, forums = list(original.surveys.all()), list(original.forums.all())
    chapters = list(original.chapters.prefetch_related("exhibits"))
    copy = original
    copy.pk, copy._state.adding = uuid4(), True
    copy.title, copy.created_by, copy.lock_version = title.strip(), by, 0
    copy.created_at = copy.changed_at = at
    copy.archived_at, copy.override = None, ""
    copy.save()
    if copy.foreword_picture:
        _copy_picture(copy)
    copy.surveys.set(surveys)
    copy.forums.set(forums)
    for chapter in chapters:
        _copy_chapter(chapter, copy)
    audit.record(by=by, verb="copy_manuscript", subject=copy, changes={"of": str(manuscript.pk)})
    return copy


def _copy_picture(copy: Manuscript) -> None:
    """Each has a file of its own: the picture of one may be replaced or removed."""
    with copy.foreword_picture.open("rb") as file:
        data = file.read()
    copy.foreword_picture.save("bild.jpg", ContentFile(data))


def _copy_chapter(chapter: ManuscriptChapter, copy: Manuscript) -> None:
    exhibits = list(chapter.exhibits.all())
    chapter.pk, chapter._state.adding = None, True
    chapter.manuscript, chapter.lock_version = copy, 0
    chapter.save()
    for exhibit in exhibits:
        exhibit.pk, exhibit._state.adding, exhibit.chapter = uuid4(), True, chapter
    Exhibit.objects.bulk_create(exhibits)


@transaction.atomic
def archive_manuscript(*, manuscript: Manuscript, by: Any, at: datetime) -> None:
    """Lay a manuscript aside; what was built from it stays."""
    open_ = Manuscript.objects.in_work().filter(pk=manuscript.pk)
    if not open_.update(archived_at=at):
        raise WrongState(_("Dieses Manuskript ist schon abgelegt."))
    audit.record(by=by, verb="archive_manuscript", subject=manuscript)


@transaction.atomic
def restore_manuscript(*, manuscript: Manuscript, by: Any) -> None:
    """Take a manuscript up again."""
    aside = Manuscript.objects.filter(pk=manuscript.pk, archived_at__isnull=False)
    if not aside.update(archived_at=None):
        raise WrongState(_("Dieses Manuskript ist nicht abgelegt."))
    audit.record(by=by, verb="restore_manuscript", subject=manuscript)
