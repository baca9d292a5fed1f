"""Screens that hundreds of people hold in their hands, drawn once for all of them.

A phone asks every two seconds whether anything is new. Which state the room is in is read from the
database at most twice a second by each process, and the list is drawn once for each state: so three
hundred phones cost as much as one (docs/decisions/0014-live-room-polls.md).
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import get_language

from participation.events.queries.live import LiveMark, Order, live_mark, live_room
from smartregion.core.shelf import Shelf

# With the two seconds between two requests of a phone, a new question is seen within three.
FRESH_FOR = 0.5
QUESTIONS, SCREEN = "events/live/_questions.html", "events/live/_screen.html"

_MARKS: Shelf[LiveMark | None] = Shelf(size=50, seconds=FRESH_FOR)
_DRAWN: Shelf[str] = Shelf(size=100, seconds=60)


def mark_of(slug: str, *, at_once: bool = False) -> LiveMark:
    """Where the room stands; ``at_once`` asks the database, for whoever has just said something."""
    if at_once:
        _MARKS.forget(slug)
    mark = _MARKS.get(slug, lambda: live_mark(slug))
    if mark is None:
        raise Http404
    return mark


def drawn(slug: str, mark: LiveMark, *, template: str, order: Order, at: datetime) -> str:
    """The list of questions as everybody sees it."""
    followed = mark.is_followed(at)
    key = (mark.event, mark.value, mark.takes_questions, followed, template, order, get_language())
    return _DRAWN.get(key, lambda: draw(slug, mark, template=template, order=order, at=at))


def draw(
    slug: str,
    mark: LiveMark,
    *,
    template: str,
    order: Order,
    at: datetime,
    supported: Collection[UUID] = (),
) -> str:
    """The list with the questions marked that this person supports; drawn for them alone."""
    context = {
        "slug": slug,
        "mark": mark,
        "order": order,
        "is_followed": mark.is_followed(at),
        "room": live_room(mark.event, order=order),
        "supported": supported,
    }
    return render_to_string(template, context)
