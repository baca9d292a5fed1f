"""Chapters of a manuscript: in or out, in which order, with which words around them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState
from smartregion.core.richtext import clean
from smartregion.core.rows import moved, write_places
from smartregion.reports.actions.openness import hold_open
from smartregion.reports.models import Manuscript, ManuscriptChapter
from smartregion.reports.models.manuscripts import Author
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.queries.manuscripts import OWN_PREFIX, missing_keys, title_of


@dataclass(frozen=True)
class Words:
    """What somebody says around the living data of a chapter; both texts as HTML of the editor."""

    title: str = ""
    introduction: str = ""
    conclusion: str = ""
    written_by: str = Author.COUNTY


@transaction.atomic
def write_chapter(
    *, chapter: ManuscriptChapter, words: Words, lock_version: int, by: Any, at: datetime
) -> None:
    """Write over what was opened; raises ``EditConflict`` where that is gone."""
    hold_open(chapter.manuscript)
    _refuse_nameless(chapter, words)
    write_if_unchanged(
        ManuscriptChapter.objects.filter(pk=chapter.pk),
        lock_version=lock_version,
        title=words.title.strip(),
        introduction=clean(words.introduction),
        conclusion=clean(words.conclusion),
        written_by=words.written_by,
        changed_by=by,
        changed_at=at,
    )
    _touched(chapter.manuscript, at)
    chapter.title = words.title.strip()
    _note("write_chapter", chapter, by)


def _note(verb: str, chapter: ManuscriptChapter, by: Any, **changes: object) -> None:
    """By the title it has in the report; the chapter itself knows its key only."""
    label = f"{chapter.manuscript}: {title_of(chapter)}"
    audit.record(by=by, verb=verb, subject=chapter, changes=changes, label=label)


def _refuse_nameless(chapter: ManuscriptChapter, words: Words) -> None:
    if chapter.key.startswith(OWN_PREFIX) and not words.title.strip():
        message = _("Ein eigenes Kapitel braucht einen Titel.")
        raise ValidationError({"title": ValidationError(message, code="no_title")})


def _touched(manuscript: Manuscript, at: datetime) -> None:
    Manuscript.objects.filter(pk=manuscript.pk).update(changed_at=at)


@transaction.atomic
def include_chapter(
    *, chapter: ManuscriptChapter, is_included: bool, by: Any, at: datetime
) -> None:
    """Take a chapter into the report or leave it out; its words and exhibits stay."""
    hold_open(chapter.manuscript)
    ManuscriptChapter.objects.filter(pk=chapter.pk).update(is_included=is_included)
    _touched(chapter.manuscript, at)
    verb = "include_chapter" if is_included else "leave_out_chapter"
    _note(verb, chapter, by)


@transaction.atomic
def add_own_chapter(
    *, manuscript: Manuscript, words: Words, by: Any, at: datetime
) -> ManuscriptChapter:
    """A chapter that consists of words and exhibits only, behind the other chapters."""
    chapter = ManuscriptChapter(manuscript=manuscript, key=f"{OWN_PREFIX}{uuid4().hex[:12]}")
    hold_open(manuscript)
    _refuse_nameless(chapter, words)
    chapter.title = words.title.strip()
    chapter.introduction, chapter.conclusion = clean(words.introduction), clean(words.conclusion)
    chapter.written_by, chapter.changed_by, chapter.changed_at = words.written_by, by, at
    return _appended(chapter, by, at)


@transaction.atomic
def add_known_chapter(
    *, manuscript: Manuscript, key: str, by: Any, at: datetime
) -> ManuscriptChapter:
    """A chapter that the kind knows and this manuscript, begun earlier, does not."""
    hold_open(manuscript)
    if key not in missing_keys(manuscript):
        raise WrongState(_("Dieses Kapitel steht schon im Manuskript oder gehört nicht dazu."))
    return _appended(ManuscriptChapter(manuscript=manuscript, key=key), by, at)


def _appended(chapter: ManuscriptChapter, by: Any, at: datetime) -> ManuscriptChapter:
    chapter.position = chapter.manuscript.chapters.count()
    chapter.save()
    chapters, annexes = _rows_of(chapter.manuscript)
    write_places([*chapters, *annexes])
    _touched(chapter.manuscript, at)
    _note("add_chapter", chapter, by)
    return chapter


@transaction.atomic
def remove_own_chapter(*, chapter: ManuscriptChapter, by: Any, at: datetime) -> None:
    """Delete a chapter of somebody's own, with its exhibits. The others can only be left out."""
    hold_open(chapter.manuscript)
    if not chapter.key.startswith(OWN_PREFIX):
        raise WrongState(_("Dieses Kapitel gehört zur Art des Berichts. Sie können es weglassen."))
    _note("remove_chapter", chapter, by)
    chapter.delete()
    _touched(chapter.manuscript, at)


# -- order -------------------------------------------------------------------------------------
@transaction.atomic
def move_chapter(*, chapter: ManuscriptChapter, up: bool, by: Any, at: datetime) -> None:
    """Change places with the neighbour; at the end of the row nothing happens."""
    _take(chapter, lambda here, _last: here + (-1 if up else 1), by, at)


@transaction.atomic
def place_chapter(*, chapter: ManuscriptChapter, place: int, by: Any, at: datetime) -> None:
    """Put a chapter at a place among its like, counted from 0; behind the last one it stays last."""
    _take(chapter, lambda _here, last: min(place, last), by, at)


def _rows_of(manuscript: Manuscript) -> tuple[list[ManuscriptChapter], list[ManuscriptChapter]]:
    """Chapters and annexes; annexes stay behind the chapters, so each is moved among its like."""
    annexes = OUTLINES[manuscript.kind].annexes
    rows = list(ManuscriptChapter.objects.select_for_update().filter(manuscript=manuscript))
    behind = [row for row in rows if row.key in annexes]
    return [row for row in rows if row not in behind], behind


def _take(
    chapter: ManuscriptChapter, goal: Callable[[int, int], int], by: Any, at: datetime
) -> None:
    hold_open(chapter.manuscript)
    chapters, annexes = _rows_of(chapter.manuscript)
    row = annexes if chapter in annexes else chapters
    here = row.index(chapter)
    there = goal(here, len(row) - 1)
    if moved(row, here, there):
        write_places([*chapters, *annexes])
        _touched(chapter.manuscript, at)
        _note("move_chapter", chapter, by, **{"from": here + 1, "to": there + 1})
