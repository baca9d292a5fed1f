"""Forums, events, consultations and contributions."""

from django.utils import timezone

from participation.contributions.models import Contribution, ContributionExport
from participation.events.models import Event
from participation.forums.models import Forum, Topic
from smartregion.accounts.models import User
from strategy.models import StrategyVersion
from tests.architecture.access.participation import HOSTS
from tests.architecture.access.table import PEOPLE, STAFF
from tests.architecture.states.words import EVERYBODY, Arguments, Noun, State

TEAM = frozenset(HOSTS)


def forum_unpublished(given: Arguments) -> Arguments:
    Forum.objects.filter(slug=given["forum"]).update(is_public=False)
    return given


def forum_archived(given: Arguments) -> Arguments:
    Forum.objects.filter(slug=given["forum"]).update(archived_at=timezone.now())
    return given


def topic_unpublished(given: Arguments) -> Arguments:
    topics = Topic.objects.filter(forum__slug=given["forum"], slug=given["topic"])
    topics.update(is_public=False)
    return given


def event_unpublished(given: Arguments) -> Arguments:
    Event.objects.filter(slug=given["slug"]).update(is_public=False)
    return given


def event_of_registration_unpublished(given: Arguments) -> Arguments:
    Event.objects.update(is_public=False)
    return given


def event_called_off(given: Arguments) -> Arguments:
    Event.objects.filter(slug=given["slug"]).update(cancelled_at=timezone.now())
    return given


def hidden(given: Arguments) -> Arguments:
    Contribution.objects.filter(pk=given["pk"]).update(is_hidden=True)
    return given


def held(given: Arguments) -> Arguments:
    Contribution.objects.filter(pk=given["pk"]).update(is_hidden=True, is_held=True)
    return given


def somebody_elses(given: Arguments) -> Arguments:
    other = User.objects.get(email=PEOPLE["moderator"])
    Contribution.objects.filter(pk=given["pk"]).update(author=other)
    return given


def taken_along_by_another(given: Arguments) -> Arguments:
    other = User.objects.get(email=PEOPLE["analyst"])
    ContributionExport.objects.filter(pk=given["pk"]).update(ordered_by=other)
    return given


def back_in_draft(given: Arguments) -> Arguments:
    versions = StrategyVersion.objects.filter(strategy__slug=given["slug"], label=given["label"])
    versions.update(state=StrategyVersion.State.DRAFT)
    return given


def withdrawn(given: Arguments) -> Arguments:
    versions = StrategyVersion.objects.filter(strategy__slug=given["slug"], label=given["label"])
    versions.update(state=StrategyVersion.State.WITHDRAWN)
    return given


OWN_WORDS = {
    "contributions:edit": "one's own words stay one's own, also while nobody else reads them",
    "contributions:withdraw": "one's own words stay one's own, also while nobody else reads them",
}
ANYBODYS = {
    "contributions:detail": "public", "contributions:editions": "public", "contributions:report": "for everybody",
    "contributions:support": "for everybody with an account", "contributions:follow": "for everybody with an account",
}  # fmt: skip
WORDS = (
    "contributions:detail", "contributions:answer", "contributions:hide", "contributions:unhide", "contributions:edit",
    "contributions:withdraw", "contributions:support", "contributions:follow", "contributions:editions",
    "contributions:report", "contributions:moderation_case",
)  # fmt: skip

NOUNS = (
    Noun(
        "forum", "forum", ("forums:*",),
        states=(State("draft", forum_unpublished, TEAM), State("archived", forum_archived)),
    ),
    Noun("topic", "topic", ("forums:*",), states=(State("draft", topic_unpublished, TEAM),)),
    Noun(
        "event", "slug", ("events:*",),
        states=(State("draft", event_unpublished, TEAM), State("called off", event_called_off)),
    ),
    Noun("registration or table", "key", ("events:*",),
         states=(State("of an event in draft", event_of_registration_unpublished),)),
    Noun(
        "contribution", "pk", WORDS,
        states=(
            State("hidden", hidden, TEAM, besides=OWN_WORDS),
            State("held", held, TEAM, besides=OWN_WORDS),
            State(
                "another's", somebody_elses, EVERYBODY - {"participant"}, besides=ANYBODYS,
                handed=("participant", "moderator"),
            ),
        ),
    ),
    Noun(
        "file of contributions", "pk", ("contributions:export_*",),
        states=(State("another's", taken_along_by_another, frozenset(), handed=("strategy_office", "analyst")),),
    ),
    Noun("element people wrote about", "key", ("contributions:about",),
         stateless="its drafts are those of strategy:element"),
    Noun("link of a letter", "signed", ("contributions:*",), stateless="a secret of its own"),
    Noun(
        "draft under consultation", "slug", ("consultations:*",),
        states=(
            State("draft", back_in_draft, frozenset(STAFF)),
            State("withdrawn", withdrawn, frozenset(STAFF)),
        ),
    ),
)  # fmt: skip
