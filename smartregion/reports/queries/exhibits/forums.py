"""How much was said in public forums."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.forums.models import Forum
from participation.forums.queries import forum_documentation
from smartregion.core.charts import bar_chart
from smartregion.reports.queries.exhibits.registry import (
    Look,
    Offer,
    Offers,
    Source,
    as_of,
    draws,
    offers,
    said_n,
)
from smartregion.reports.rendering.exhibits import Shown


@offers(gettext_lazy("Foren"))
def _from_forums() -> Iterator[Offers]:
    public = Forum.objects.filter(is_public=True)
    listed = [Offer(each.title, {"kind": "topics", "forum": each.slug}) for each in public]
    yield Offers(_("Beiträge je Impuls"), listed)


@draws("topics")
def _topics(source: Source, look: Look) -> Shown | None:
    forum = Forum.objects.filter(is_public=True, slug=source["forum"]).first()
    if forum is None:
        return None
    documented = forum_documentation(forum, at=look.at)
    if not documented.topics:
        return None
    total = documented.coverage.total
    chart = bar_chart(
        title=_("Beiträge je Impuls"),
        bars=[(topic.title, topic.coverage.total) for topic in documented.topics],
        total=total,
    )
    base = [said_n(total), as_of(look.on), _("Forum „%(title)s“") % {"title": forum.title}]
    if forum.is_example:
        base.append(_("Beispieldaten"))
    return Shown(chart.title, chart.table, tuple(base), forum.get_absolute_url(), chart)
