"""What people wrote in a topic."""

import uuid
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import AwaitsCode, Contribution
from participation.forums.models.topics import Topic
from smartregion.core.retention import CITIZENS, CONSENT, Retention, Rule, follows


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: Any) -> "PostQuerySet":
        """Posts that this person may read: the topic is theirs to see, the text is not hidden."""
        topics = Topic.objects.visible_to(user)
        contributions = Contribution.objects.visible_to(user)
        return self.filter(topic__in=topics, contribution__in=contributions)

    def openings(self) -> "PostQuerySet":
        """Posts that start a thread, not replies."""
        return self.filter(contribution__reply_to__isnull=True)


class Post(models.Model):
    """A contribution's place in a topic; replies have a place of their own."""

    retention = Rule({"contribution": follows("topic")})

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="post", primary_key=True
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="posts")
    # Comes from the form that was sent, so that sending it twice still makes one post.
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = PostQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.contribution)

    def get_absolute_url(self) -> str:
        """The permalink: it stays, whatever page of the topic the post is on."""
        return reverse("forums:permalink", args=[self.topic.forum.slug, self.topic.slug, self.pk])


class GuestPost(AwaitsCode):
    """What somebody without an account wrote, until they enter the code that was mailed to them.

    It is no contribution yet: nobody can read it, and it goes after a day.
    """

    retention = Retention(
        label=_("Beiträge, die auf ihren Code warten"),
        whose=CITIZENS,
        ground=CONSENT,
        period=_("24 Stunden nach dem Absenden"),
        due=lambda rows, at: rows.filter(expires_at__lte=at),
        removed_by="guest_posts",
        since="written_at",
        address="email",
        address_shows=("name", "text", "written_at"),
    )

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    reply_to = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("Name oder Pseudonym"), max_length=80)
    text = models.TextField(_("Beitrag"))
    written_at = models.DateTimeField()
    # The contribution it became, so that sending the code twice shows the same one.
    post = models.OneToOneField(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return f"Guest post {str(self.pk)[:8]}"
