"""The page of the process, which belongs to the strategy, leads to the draft of this wing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories.consultations import consulted_version
from tests.factories.dates import DAY
from tests.pages import page_of

PROCESS = "/strategie/prozess/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def draft_url(version) -> str:
    return reverse("consultations:draft", args=[version.strategy.slug, version.label])


def test_page_leads_to_the_draft_while_people_may_comment(anonymous_client) -> None:
    version = consulted_version()
    assert f'href="{draft_url(version)}"' in page_of(anonymous_client, PROCESS)


def test_page_offers_no_comments_once_the_window_is_over(anonymous_client) -> None:
    over = consulted_version(starts_on=DAY - timedelta(days=60), ends_on=DAY - timedelta(days=30))
    assert "Stellung nehmen" not in page_of(anonymous_client, PROCESS)
    assert f'href="{over.get_absolute_url()}"' in page_of(anonymous_client, PROCESS)
