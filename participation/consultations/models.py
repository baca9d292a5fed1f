"""Comments on the passages of a strategy that is out for consultation."""

import uuid
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Answer, Contribution
from smartregion.core.models import Snapshot
from smartregion.core.retention import CITIZENS, PUBLIC_TASK, Retention, follows
from smartregion.county.models import Organisation
from strategy.models import Element, StrategyVersion


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: Any) -> "CommentQuerySet":
        """Everybody sees what is not hidden, on versions that they may read."""
        return self.filter(
            contribution__in=Contribution.objects.visible_to(user),
            version__in=StrategyVersion.objects.visible_to(user),
        )

    def unconsidered(self) -> "CommentQuerySet":
        """Comments that still wait for a consideration; hidden ones count like all others."""
        return self.filter(contribution__state__in=Contribution.OPEN)

    def decided(self, decision: str) -> "CommentQuerySet":
        """Comments for which this decision holds, as the latest one."""
        answers = Answer.objects.filter(contribution=OuterRef("pk")).order_by("-at", "-pk")
        latest = Subquery(answers.values("decision")[:1])
        return self.alias(latest_decision=latest).filter(latest_decision=decision)


class Comment(models.Model):
    """What a contribution is about: the whole draft, one element of it, or one of its paragraphs.

    The element lasts while its wording changes, so the words that were commented on are kept here,
    beside the snapshot of the round in which they were read.
    """

    retention = Retention(
        label=_("Stellungnahmen zum Entwurf"),
        whose=CITIZENS,
        ground=PUBLIC_TASK,
        period=_("Bleiben als Teil der Abwägung"),
        links={"contribution": follows("quote", "on_behalf_of")},
    )

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="comment", primary_key=True
    )
    version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="comments")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    element = models.ForeignKey(
        Element, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    # Counted from 1 in the body of the element; none: the comment is about the whole element.
    paragraph = models.PositiveSmallIntegerField(_("Absatz"), null=True, blank=True)
    quote = models.TextField(_("Wortlaut"), blank=True)
    on_behalf_of = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Stellungnahme von"),
    )
    # Comes from the form that was sent, so that sending it twice still makes one comment.
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True)
                | (Q(paragraph__gte=1) & Q(element__isnull=False) & ~Q(quote="")),
                name="comment_paragraph_is_quoted",
            )
        ]

    def __str__(self) -> str:
        return str(self.contribution)

    def get_absolute_url(self) -> str:
        return reverse("contributions:detail", args=[self.pk])
