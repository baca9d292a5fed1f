"""News of measures as Atom feeds, for programs that look by themselves whether there is something new."""

import unicodedata
from datetime import datetime
from typing import Generic, TypeVar

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from measures.models import Measure
from measures.queries.news import NewsItem, news_of
from smartregion.core.links import public_url

Item = TypeVar("Item")
About = TypeVar("About")


class PublicFeed(Feed[Item, About], Generic[Item, About]):
    """A feed that names itself as the county does, under whichever name it was asked for."""

    def get_feed(self, obj: About, request: HttpRequest) -> SyndicationFeed:
        self.feed_url = public_url(request.path)
        return super().get_feed(obj, request)


class News(PublicFeed[NewsItem, None]):
    """What happened to all public measures, or to one of them."""

    feed_type = Atom1Feed

    def __init__(self, measure: Measure | None = None) -> None:
        self.measure = measure

    def title(self, _thing: None) -> str:
        every = _("Neues zu den Maßnahmen des Landkreises")
        return printable(str(self.measure)) if self.measure else every

    def subtitle(self, _thing: None) -> str:
        every = _("Neue Stände, erreichte Meilensteine und Bewertungen.")
        return printable(self.measure.summary) if self.measure else every

    def link(self, _thing: None) -> str:
        every = reverse("measures:measure_list")
        return public_url(self.measure.get_absolute_url() if self.measure else every)

    def items(self, _thing: None) -> list[NewsItem]:
        public = Measure.objects.public()
        wanted = public.filter(pk=self.measure.pk) if self.measure else public
        return news_of(wanted, at=timezone.now())

    def item_title(self, item: NewsItem) -> str:
        words = {"measure": item.measure, "what": item.what}
        return printable(_("%(measure)s: %(what)s") % words)

    def item_description(self, item: NewsItem) -> str:
        # Feed readers show it as a page, so whatever looks like markup is escaped.
        return linebreaks(printable(item.text), autoescape=True)

    def item_link(self, item: NewsItem) -> str:
        return public_url(item.measure.get_absolute_url())

    def item_guid(self, item: NewsItem) -> str:
        return item.key.urn

    def item_pubdate(self, item: NewsItem) -> datetime:
        return item.at

    item_updateddate = item_pubdate


def printable(words: str) -> str:
    """Without the control characters that XML cannot hold, whoever has pasted them in."""
    return "".join(sign for sign in words if sign in "\n\t" or unicodedata.category(sign) != "Cc")
