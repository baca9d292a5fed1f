"""Whatever people write and others can read is a contribution, and every contribution can be reported.

The first half looks at the tables: a model with words in it carries them for a contribution, or is named
here with the reason why moderation has nothing to do with it. The second half looks at the pages.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape

from participation.contributions.models import Contribution
from participation.contributions.queries.moderation import waiting
from tests.architecture.access import ACCESS
from tests.architecture.access.table import STRANGER
from tests.factories.contributions import ContributionFactory, ReportFactory
from tests.factories.forums import PostFactory
from tests.journeys.pages import NOT_PAGES

WORDS = (models.CharField, models.TextField, models.JSONField)
NO_WORDS = (models.SlugField, models.URLField, models.EmailField)

# Written by the office, which answers for it; nobody else can change it.
BY_THE_OFFICE = {
    *("Event", "AgendaItem", "EventMaterial", "WorkingGroup", "Minutes"),
    *("Forum", "Topic", "TopicStage", "TopicMaterial"),
    *("Survey", "SurveyVersion", "Page", "Question", "BankQuestion", "Quota", "Pretest"),
    *("TextCode", "CodedText", "CodingDecision", "CodingStep", "Weighting", "PaperBatch"),
}
# Read by the office alone, or by nobody; what of it becomes public becomes a contribution.
NOT_PUBLIC = {
    *("Objection", "GuestPost", "Registration", "PretestComment", "PretestAnswers"),
    *("Response", "SavedAnswers", "PaperSheet", "SurveyImport"),
}
# Numbers, settings and hashes: no sentence of anybody.
NO_SENTENCES = {
    *("ContributionExport", "ThreadCheck", "LiveSupport", "AccessCode", "ColumnStore"),
    *("AnswerBlock", "SurveyExport", "PassageCount"),
}


def with_words() -> Iterator[type[models.Model]]:
    for model in apps.get_app_config("participation").get_models():
        fields = (field for field in model._meta.get_fields() if isinstance(field, WORDS))
        if any(not field.choices and not isinstance(field, NO_WORDS) for field in fields):
            yield model


def carries_for_a_contribution(model: type[models.Model]) -> bool:
    related = (field.related_model for field in model._meta.get_fields() if field.concrete)
    return model is Contribution or Contribution in related


@pytest.mark.behaviour("F16")
def test_every_table_with_words_belongs_to_contributions_or_is_named_here() -> None:
    elsewhere = {model.__name__ for model in with_words() if not carries_for_a_contribution(model)}
    named = BY_THE_OFFICE | NOT_PUBLIC | NO_SENTENCES
    assert not elsewhere - named, "moderation never sees: " + ", ".join(sorted(elsewhere - named))
    assert not named - elsewhere, "named for nothing: " + ", ".join(sorted(named - elsewhere))


@pytest.mark.behaviour("F16")
@pytest.mark.django_db
@pytest.mark.parametrize("channel", Contribution.Channel)
def test_whatever_way_it_came_it_can_be_reported_and_is_in_the_list(channel: str) -> None:
    made = PostFactory if channel == Contribution.Channel.FORUM else ContributionFactory
    contribution = Contribution.objects.get(pk=made(channel=channel).pk)
    url = reverse("contributions:report", args=[contribution.pk])
    assert Client().get(url).status_code == 200
    ReportFactory(contribution=contribution)
    assert contribution in waiting()


def public_pages() -> Iterator[str]:
    for name, row in ACCESS.items():
        if STRANGER in row.allowed and name not in NOT_PAGES and row.answer is None:
            try:
                yield reverse(name, kwargs=row.where()) + row.query
            except NoReverseMatch:
                continue


@pytest.mark.behaviour("F16")
@pytest.mark.slow
@pytest.mark.django_db
def test_wherever_a_text_stands_in_full_it_can_be_reported() -> None:
    call_command("load_demo", verbosity=0)
    # Shorter ones stand in lists of links as well, which lead to their page.
    texts = {
        one.pk: one.text
        for one in Contribution.objects.filter(is_hidden=False)
        if len(one.text) > 200 and "\n" not in one.text
    }
    assert len(texts) > 10
    found, missing = 0, set()
    for url in public_pages():
        response = Client().get(url, follow=True)
        if response.streaming or "html" not in response.get("Content-Type", ""):
            continue
        page = response.content.decode()
        for key, text in texts.items():
            if escape(text) in page:
                found += 1
                if reverse("contributions:report", args=[key]) not in page:
                    missing.add(urlsplit(url).path)
    assert found >= 5
    assert not missing, "words without a way to report them: " + ", ".join(sorted(missing))
