"""What most readers see the same, drawn once as long as nothing about it changes.

That is each thread, for readers without an account, and the form that sorts and filters. All that
they show is part of the key under which their markup is kept, so nothing has to be told when
somebody writes, answers or hides: what is new is simply drawn. Each process keeps its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from participation.contributions.queries import Mine
from participation.forums.forms import ThreadFilter
from participation.forums.models import Topic
from participation.forums.queries import Thread

# Some kilobytes each: fifty pages of threads.
KEPT = 1_000


def drawn(threads: Sequence[Thread], topic: Topic, *, may_reply: bool) -> list[str]:
    """The markup of these threads for somebody without an account."""
    language = get_language() or ""
    return [_drawn(thread, topic.forum.slug, topic.slug, may_reply, language) for thread in threads]


@lru_cache(maxsize=KEPT)
def _drawn(thread: Thread, forum: str, topic: str, may_reply: bool, _language: str) -> str:
    context = {
        "thread": thread,
        "topic": {"slug": topic, "forum": {"slug": forum}},
        "may_reply_as_guest": may_reply,
        "mine": Mine(),
    }
    return render_to_string("forums/_thread.html", context)


def drawn_filter(form: ThreadFilter) -> str:
    """The form with what was chosen in it; a list of all municipalities is long to draw."""
    shows = tuple(
        (bound.name, bound.value(), tuple((str(value), str(label)) for value, label in choices))
        for bound in form
        if (choices := bound.field.choices)  # type: ignore[attr-defined]
    )
    return _drawn_filter(_Choice(shows, get_language() or "", form))


@dataclass(frozen=True)
class _Choice:
    """A form under what it shows."""

    shows: tuple[Any, ...]
    language: str
    filter: ThreadFilter = field(compare=False)


@lru_cache(maxsize=100)
def _drawn_filter(chosen: _Choice) -> str:
    return render_to_string("forums/_filter.html", {"filter": chosen.filter})
