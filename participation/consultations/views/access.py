"""Fetching drafts and comments by their address."""

from django.http import Http404, HttpRequest

from participation.consultations.drafts import Draft
from participation.consultations.models import Comment
from participation.consultations.queries import consulted_versions, latest_draft
from smartregion.core.access import get_for
from strategy.models import StrategyVersion

CONSIDER = "participation.consider"


def version_for(
    request: HttpRequest, slug: str, label: str, permission: str | None = None
) -> StrategyVersion:
    """A version that is or was out for consultation, as far as this person may see it."""
    versions = consulted_versions(request.user)
    return get_for(request, permission, versions, strategy__slug=slug, label=label)


def draft_for(version: StrategyVersion) -> Draft:
    """The wording that people read today; 404 where nothing was ever frozen for them."""
    draft = latest_draft(version)
    if draft is None:
        raise Http404
    return draft


def comment_for(request: HttpRequest, version: StrategyVersion, pk: object) -> Comment:
    """Any comment on this version, hidden ones included: for those who weigh them."""
    comments = Comment.objects.select_related(
        "version__strategy", "contribution__municipality", "on_behalf_of"
    )
    return get_for(request, CONSIDER, comments, version=version, pk=pk)
