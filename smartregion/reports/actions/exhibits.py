"""Exhibits: taken from their source with the numbers of the day, refreshed when somebody wants it."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.canonical import canonical_json
from smartregion.core.errors import WrongState
from smartregion.core.rows import moved, write_places
from smartregion.reports.actions.openness import hold_open
from smartregion.reports.models import Exhibit, Manuscript, ManuscriptChapter
from smartregion.reports.queries.exhibits import Look, SourceGone, drawn, stale_exhibits
from smartregion.reports.queries.exhibits.registry import Source
from smartregion.reports.rendering.exhibits import Shown, fingerprint, to_content


@transaction.atomic
def take_exhibit(
    *, chapter: ManuscriptChapter, source: Source, caption: str, by: Any, at: datetime
) -> Exhibit:
    """Put a figure or table into a chapter, behind the others, with its numbers of now."""
    hold_open(chapter.manuscript)
    shown = _drawn(source, at)
    exhibit = Exhibit.objects.create(
        chapter=chapter,
        position=chapter.exhibits.count(),
        kind=source["kind"],
        source=dict(source),
        caption=_caption(caption, shown),
        taken_at=at,
        **_numbers(shown),
    )
    _touched(chapter, at)
    audit.record(by=by, verb="take_exhibit", subject=exhibit)
    return exhibit


def _drawn(source: Source, at: datetime) -> Shown:
    try:
        return drawn(source, Look(at))
    except SourceGone:
        message = _("Diese Abbildung gibt es nicht mehr, oder sie ist nicht mehr öffentlich.")
        raise ValidationError(message, code="source_gone") from None


def _caption(typed: str, shown: Shown) -> str:
    """What was typed; the title of the figure where nothing was."""
    length = Exhibit._meta.get_field("caption").max_length
    return (typed.strip() or shown.title)[:length]


def _numbers(shown: Shown) -> dict[str, Any]:
    content = json.loads(canonical_json(to_content(shown)))
    return {"content": content, "sha256": fingerprint(content)}


def _touched(chapter: ManuscriptChapter, at: datetime) -> None:
    Manuscript.objects.filter(pk=chapter.manuscript_id).update(changed_at=at)


@transaction.atomic
def caption_exhibit(*, exhibit: Exhibit, caption: str, by: Any, at: datetime) -> None:
    """Say below a figure what it shows."""
    hold_open(exhibit.chapter.manuscript)
    if not caption.strip():
        message = _("Ohne Bildunterschrift weiß niemand, was die Abbildung zeigt.")
        raise ValidationError({"caption": ValidationError(message, code="no_caption")})
    exhibit.caption = caption.strip()
    exhibit.save(update_fields=["caption"])
    _touched(exhibit.chapter, at)
    audit.record(by=by, verb="caption_exhibit", subject=exhibit)


@transaction.atomic
def remove_exhibit(*, exhibit: Exhibit, by: Any, at: datetime) -> None:
    """Take a figure out of its chapter; its source is not touched."""
    hold_open(exhibit.chapter.manuscript)
    audit.record(by=by, verb="remove_exhibit", subject=exhibit)
    exhibit.delete()
    _touched(exhibit.chapter, at)


@transaction.atomic
def move_exhibit(*, exhibit: Exhibit, up: bool, by: Any, at: datetime) -> None:
    """Change places with the neighbour; at the end of the row nothing happens."""
    _take(exhibit, lambda here, _last: here + (-1 if up else 1), by, at)


@transaction.atomic
def place_exhibit(*, exhibit: Exhibit, place: int, by: Any, at: datetime) -> None:
    """Put a figure at a place in its chapter, counted from 0; behind the last one it stays last."""
    _take(exhibit, lambda _here, last: min(place, last), by, at)


def _take(exhibit: Exhibit, goal: Callable[[int, int], int], by: Any, at: datetime) -> None:
    hold_open(exhibit.chapter.manuscript)
    row = list(exhibit.chapter.exhibits.select_for_update())
    here = row.index(exhibit)
    there = goal(here, len(row) - 1)
    if moved(row, here, there):
        write_places(row)
        _touched(exhibit.chapter, at)
        changes = {"from": here + 1, "to": there + 1}
        audit.record(by=by, verb="move_exhibit", subject=exhibit, changes=changes)


# -- keeping up to date ------------------------------------------------------------------------
@transaction.atomic
def refresh_exhibit(*, exhibit: Exhibit, by: Any, at: datetime) -> None:
    """Take the numbers of today. Refuses where the source is gone; what was taken stays then."""
    hold_open(exhibit.chapter.manuscript)
    _refresh(exhibit, _drawn(exhibit.source, at), by, at)
    _touched(exhibit.chapter, at)


def _refresh(exhibit: Exhibit, shown: Shown, by: Any, at: datetime) -> None:
    for name, value in _numbers(shown).items():
        setattr(exhibit, name, value)
    exhibit.taken_at = at
    exhibit.save(update_fields=["content", "sha256", "taken_at"])
    audit.record(by=by, verb="refresh_exhibit", subject=exhibit)


@transaction.atomic
def refresh_all(*, manuscript: Manuscript, by: Any, at: datetime) -> int:
    """Refresh every stale exhibit whose source is there; says how many."""
    hold_open(manuscript)
    fresh = [(each.exhibit, each.now) for each in stale_exhibits(manuscript, at=at)]
    there = [(exhibit, now) for exhibit, now in fresh if now]
    if not there:
        raise WrongState(_("Alle Abbildungen sind auf dem neuesten Stand."))
    for exhibit, now in there:
        _refresh(exhibit, now, by, at)
    Manuscript.objects.filter(pk=manuscript.pk).update(changed_at=at)
    return len(there)
