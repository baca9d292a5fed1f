"""Chapter "Ausblick": how the strategy itself ends, and which days come next."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter
from smartregion.reports.rendering.outlook import days_ahead


@chapter("outlook", gettext_lazy("Ausblick"), needs=("reading", "measures", "calendar"))
def outlook(content: Content) -> Made:
    title = str(_("Ausblick"))
    # A section that is called like the chapter opens it; twice the same heading helps nobody.
    alike = [each for each in content["reading"]["closing"] if each["title"] == title]
    others = [each for each in content["reading"]["closing"] if each["title"] != title]
    headings = [Heading(each["title"], each) for each in others]
    ahead = days_ahead(content)
    if ahead:
        headings.append(Heading(_("Die nächsten zwölf Monate"), "ahead"))
    return Made(headings, {"opening": alike, "ahead": ahead})
