"""What people said, what the county answers, and what moderation did."""

from participation.contributions.models.answers import Answer, Cluster
from participation.contributions.models.authors import (
    ContributionFollow,
    Edition,
    Support,
)
from participation.contributions.models.checks import ThreadCheck
from participation.contributions.models.contributions import (
    OBJECTION_TIME,
    Contribution,
    ContributionQuerySet,
)
from participation.contributions.models.exports import ContributionExport
from participation.contributions.models.materials import Material
from participation.contributions.models.moderation import Moderation, Objection, Report
from participation.contributions.models.waiting import AwaitsCode

__all__ = [
    "OBJECTION_TIME",
    "Answer",
    "AwaitsCode",
    "Cluster",
    "Contribution",
    "ContributionExport",
    "ContributionFollow",
    "ContributionQuerySet",
    "Edition",
    "Material",
    "Moderation",
    "Objection",
    "Report",
    "Support",
    "ThreadCheck",
]
