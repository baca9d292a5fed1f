"""The map of a topic."""

from typing import Any

from participation.forums.models import Topic
from tests.architecture.access.table import Row, public


def topic_with_map() -> dict[str, Any]:
    topic = Topic.objects.public().filter(has_map=True).select_related("forum")[0]
    return {"forum": topic.forum.slug, "topic": topic.slug}


TABLE: dict[str, Row] = {
    "forums:topic_map": public(where=topic_with_map),
    "forums:topic_map_json": public(where=topic_with_map),
}
