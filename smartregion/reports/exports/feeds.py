"""Released reports as an Atom feed, for programs that look by themselves whether there is a new one."""

from datetime import datetime

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from measures.exports.feeds import PublicFeed, printable
from smartregion.core.links import public_url
from smartregion.reports.models import Report
from smartregion.reports.queries.archive import archived

NEWEST = 30


class News(PublicFeed[Report, None]):
    """The newest of the archive."""

    feed_type = Atom1Feed

    def title(self, _thing: None) -> str:
        return _("Berichte des Landkreises")

    def subtitle(self, _thing: None) -> str:
        return _("Was zu Strategie, Beteiligung und Maßnahmen veröffentlicht wurde.")

    def link(self, _thing: None) -> str:
        return public_url(reverse("reports:archive"))

    def items(self, _thing: None) -> list[Report]:
        return list(archived()[:NEWEST])

    def item_title(self, item: Report) -> str:
        return printable(item.title)

    def item_description(self, item: Report) -> str:
        if item.withdrawn_at:
            return _("Dieser Bericht wurde zurückgezogen.")
        return str(item.get_kind_display())

    def item_link(self, item: Report) -> str:
        return public_url(item.get_absolute_url())

    def item_guid(self, item: Report) -> str:
        return item.pk.urn

    def item_pubdate(self, item: Report) -> datetime | None:
        return item.released_at

    def item_updateddate(self, item: Report) -> datetime | None:
        return item.withdrawn_at or item.released_at
