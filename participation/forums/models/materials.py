"""What lies beside a topic: slides, papers, links."""

from django.db import models
from django.urls import reverse

from participation.contributions.models import Material
from participation.forums.models.topics import Topic
from smartregion.core.retention import NO_PERSONAL_DATA


class TopicMaterial(Material):
    """A file or link that goes with an impulse."""

    retention = NO_PERSONAL_DATA

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="materials")

    def get_absolute_url(self) -> str:
        """The link itself, or where the file is handed out; needs the topic with its forum."""
        here = [self.topic.forum.slug, self.topic.slug, self.pk]
        return self.link or reverse("forums:material", args=here)
