"""What lies beside a topic: slides, papers, links."""

from django.db import models

from participation.contributions.models import Material
from participation.forums.models.topics import Topic


class TopicMaterial(Material):
    """A file or link that goes with an impulse."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="materials")
