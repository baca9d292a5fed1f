"""Setting up a forum, inviting people to it, and putting it to rest."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.contributions.actions.completeness import label, refuse_incomplete
from participation.forums.actions.addresses import free_slug
from participation.forums.models import Forum
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.richtext import clean


@transaction.atomic
def create_forum(
    *,
    title: str,
    summary: str = "",
    intro: str = "",
    by: Any,
    slug: str = "",
    is_example: bool = False,
) -> Forum:
    """Start a forum as a draft that only staff see."""
    forum = Forum.objects.create(
        slug=slug or free_slug(title, Forum.objects.values_list("slug", flat=True)),
        title=title,
        summary=summary,
        intro=clean(intro),
        is_example=is_example,
    )
    audit.record(by=by, verb="create_forum", subject=forum)
    return forum


@transaction.atomic
def change_forum(*, forum: Forum, title: str, summary: str, intro: str, by: Any) -> Forum:
    forum.title, forum.summary, forum.intro = title, summary, clean(intro)
    if forum.is_public:
        refuse_incomplete(_missing_in_forum(forum))
    forum.save(update_fields=["title", "summary", "intro"])
    audit.record(by=by, verb="change_forum", subject=forum)
    return forum


@transaction.atomic
def publish_forum(*, forum: Forum, by: Any) -> Forum:
    """Invite people: refused, with names, while something is missing."""
    missing = _missing_in_forum(forum)
    if not forum.topics.filter(is_public=True).exists():
        missing.append(_("mindestens ein veröffentlichtes Thema"))
    refuse_incomplete(missing)
    if not Forum.objects.filter(pk=forum.pk, is_public=False).update(is_public=True):
        raise WrongState(_("Dieses Forum ist bereits veröffentlicht."))
    forum.is_public = True
    audit.record(by=by, verb="publish_forum", subject=forum)
    return forum


@transaction.atomic
def archive_forum(*, forum: Forum, by: Any, at: datetime) -> Forum:
    """Put a forum to rest: it stays readable, nobody writes in it any more."""
    rows = Forum.objects.filter(pk=forum.pk, is_public=True, archived_at__isnull=True)
    if not rows.update(archived_at=at):
        raise WrongState(_("Nur ein veröffentlichtes Forum kann ins Archiv, und nur einmal."))
    forum.archived_at = at
    audit.record(by=by, verb="archive_forum", subject=forum)
    return forum


def _missing_in_forum(forum: Forum) -> list[str]:
    return [label(forum, name) for name in ("summary", "intro") if not getattr(forum, name)]
