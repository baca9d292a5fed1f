"""Annexes about what people said: how it was weighed, and what was written down at events."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import voices
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter


@chapter(
    "considerations",
    gettext_lazy("Abwägungen"),
    needs=("consultations", "forums"),
    is_landscape=True,
)
def considerations(content: Content) -> Made:
    drafts = [
        Heading(
            _("Stellungnahmen zum Entwurf %(label)s") % {"label": each["label"]}, {"draft": each}
        )
        for each in content.get("consultations", ())
    ]
    forums = [
        Heading(_("Beiträge im Forum: %(title)s") % each, {"forum": each})
        for each in content["forums"]
    ]
    return Made([*drafts, *forums])


@chapter("minutes", gettext_lazy("Protokolle der Veranstaltungen"), needs=("events",))
def minutes(content: Content) -> Made:
    return Made([Heading(each["title"], _event(each)) for each in content.get("events", ())])


def _event(event: Content) -> Content:
    return {"event": event, "shares": voices.shares_of(event), "base": voices.event_base(event)}
