"""Forums in full: what was talked about, how much was answered, and each impulse with its contributions."""

from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import voices
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter


@chapter("forum_summary", gettext_lazy("Auf einen Blick"), needs=("forums",))
def forum_summary(content: Content) -> Made:
    return Made([Heading(each["title"], _forum(each)) for each in content["forums"]])


def _forum(forum: Content) -> Content:
    return {
        "forum": forum,
        "base": voices.forum_base(forum),
        "outcomes": voices.outcomes_by_topic(forum),
        "places": voices.by_municipality(forum["topics"]),
    }


@chapter("forum_topics", gettext_lazy("Impulse und Beiträge"), needs=("forums",))
def forum_topics(content: Content) -> Made:
    topics = [(forum, topic) for forum in content["forums"] for topic in forum["topics"]]
    return Made([Heading(topic["title"], {"forum": f, "topic": topic}) for f, topic in topics])
