"""Surveys, forums and what people said there."""

from typing import Any

from django.utils import timezone

from participation.contributions.models import Contribution
from participation.forums.models import Forum, Post, Topic
from participation.surveys.models import Question, Survey
from strategy.models import Element
from tests.architecture.access.table import Row, only, public, signed_in

BUILDERS = ("strategy_office", "editor", "administration")
READERS = (*BUILDERS, "analyst", "consultant")
HOSTS = ("strategy_office", "moderator", "administration")
DOWN = {"direction": "down"}
BATCH = {"batch": "Stichprobe, Brief vom Oktober"}
ANSWERING = ("strategy_office", "moderator", "editor")


# -- surveys -----------------------------------------------------------------------------------
def survey() -> dict[str, Any]:
    return {"slug": open_survey().slug}


def open_survey() -> Survey:
    """The one that everybody may answer; journeys open further ones beside it."""
    return Survey.objects.get(slug="digitalisierung-in-potsdam-mittelmark")


def survey_with_codes() -> dict[str, Any]:
    return {"slug": Survey.objects.get(mode=Survey.Mode.CODE).slug}


def page() -> dict[str, Any]:
    return {**survey(), "page": open_survey().pages.first().pk}


def question() -> dict[str, Any]:
    return {**survey(), "question": open_survey().questions.first().pk}


def long_text() -> dict[str, Any]:
    texts = open_survey().questions.filter(type=Question.Type.LONG_TEXT)
    return {**survey(), "code": texts.first().code}


SURVEYS: dict[str, Row] = {
    "surveys:survey_list": public(),
    "surveys:intro": public(where=survey),
    "surveys:answer": public(where=survey),
    "surveys:receipt": public(),
    "surveys:codes": only(*BUILDERS, where=survey),
    "surveys:codes_revoke": only(*BUILDERS, where=survey_with_codes, post=True, sent=BATCH),
    "surveys:manage_list": only(*READERS),
    "surveys:results": only(*READERS, where=survey),
    "surveys:texts": only(*READERS, where=long_text),
    "surveys:create": only(*BUILDERS),
    "surveys:edit": only(*BUILDERS, where=survey),
    "surveys:details": only(*BUILDERS, where=survey),
    "surveys:page_add": only(*BUILDERS, where=survey),
    "surveys:page_edit": only(*BUILDERS, where=page),
    "surveys:page_condition": only(*BUILDERS, where=page),
    "surveys:page_move": only(*BUILDERS, where=page, post=True, sent=DOWN),
    "surveys:page_delete": only(*BUILDERS, where=page),
    "surveys:question_add": only(*BUILDERS, where=page, query="?type=single"),
    "surveys:question_edit": only(*BUILDERS, where=question),
    "surveys:copy": only(*BUILDERS, where=survey, post=True),
    "surveys:question_copy": only(*BUILDERS, where=question, post=True),
    "surveys:question_condition": only(*BUILDERS, where=question),
    "surveys:question_move": only(*BUILDERS, where=question),
    "surveys:question_delete": only(*BUILDERS, where=question),
    "surveys:preview": only(*BUILDERS, where=survey),
    "surveys:publish": only(*BUILDERS, where=survey),
    "surveys:close": only(*BUILDERS, where=survey),
    "surveys:reopen": only(*BUILDERS, where=survey),
}


# -- forums ------------------------------------------------------------------------------------
def forum() -> dict[str, Any]:
    return {"forum": Forum.objects.values_list("slug", flat=True)[0]}


def topic() -> dict[str, Any]:
    found = Topic.objects.select_related("forum").first()
    return {"forum": found.forum.slug, "topic": found.slug}


def post() -> dict[str, Any]:
    """What everybody may read and, signed in, answer; which one it is differs with each loading."""
    shown = Post.objects.openings().filter(contribution__is_hidden=False)
    now_open = shown.filter(topic__in=Topic.objects.open(timezone.now()), topic__stages=None)
    found = now_open.select_related("topic__forum")[0]
    return {"forum": found.topic.forum.slug, "topic": found.topic.slug, "pk": found.pk}


FORUMS: dict[str, Row] = {
    "forums:forum_list": public(),
    "forums:forum": public(where=forum),
    "forums:topic": public(where=topic),
    "forums:permalink": public(where=post),
    "forums:post": signed_in(where=topic),
    "forums:reply": signed_in(where=post),
    "forums:manage_list": only(*HOSTS),
    "forums:forum_create": only(*HOSTS),
    "forums:forum_edit": only(*HOSTS, where=forum),
    "forums:publish": only(*HOSTS, where=forum),
    "forums:archive": only(*HOSTS, where=forum),
    "forums:topic_create": only(*HOSTS, where=forum),
    "forums:topic_edit": only(*HOSTS, where=topic),
    "forums:publish_topic": only(*HOSTS, where=topic),
    "forums:close_topic": only(*HOSTS, where=topic),
}


# -- contributions -----------------------------------------------------------------------------
def contribution() -> dict[str, Any]:
    # One that everybody may read; moderation has hidden or held others.
    return {"pk": Contribution.objects.filter(is_hidden=False, channel="forum").first().pk}


def element() -> dict[str, Any]:
    """A field of action that people wrote about."""
    return {"key": Element.objects.get(slug="mobilitaet-verkehr").pk}


CONTRIBUTIONS: dict[str, Row] = {
    "contributions:detail": public(where=contribution),
    "contributions:about": public(where=element),
    "contributions:queue": only(*ANSWERING),
    "contributions:answer": only(*ANSWERING, where=contribution),
    "contributions:hide": only(*HOSTS, where=contribution),
    "contributions:unhide": only(*HOSTS, where=contribution),
}

TABLE = {**SURVEYS, **FORUMS, **CONTRIBUTIONS}
