"""How it came about: occasion, way, and how people could take part."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import figures, parts
from smartregion.reports.rendering.chapters import situation
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter


@chapter("occasion", gettext_lazy("Anlass und Vorgehen"), needs=("reading", "phases", "formats"))
def occasion(content: Content) -> Made:
    """Sections that are called like this chapter or the next one open it and are no headings of their own."""
    title = _("Anlass und Vorgehen")
    elsewhere = [title]
    is_described = parts.has_chapter(content, "situation")
    if is_described:
        elsewhere.append(str(situation.TITLE))
    opening = content["reading"]["opening"]
    headings = [Heading(each["title"], each) for each in opening if each["title"] not in elsewhere]
    if not is_described:
        headings.append(Heading(_("Der Landkreis in Zahlen"), "county"))
    headings.append(Heading(_("Der Weg zur Strategie"), "way"))
    # Snapshots of earlier days hold no formats.
    if "formats" in content:
        headings.append(Heading(_("Wie die Menschen mitreden konnten"), "formats"))
    context = {
        "openings": parts.opening_named(content, title),
        "timeline": figures.phases(content),
    }
    return Made(headings, context)
