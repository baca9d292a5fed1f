"""Pages of the strategy lead to the draft of this wing while people may comment on it."""

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


def test_pages_lead_to_the_draft_while_people_may_comment(anonymous_client) -> None:
    version = consulted_version()
    for page in (PROCESS, version.get_absolute_url()):
        assert f'href="{draft_url(version)}"' in page_of(anonymous_client, page)


def test_pages_offer_no_comments_once_the_window_is_over(anonymous_client) -> None:
    over = consulted_version(starts_on=DAY - timedelta(days=60), ends_on=DAY - timedelta(days=30))
    assert f'href="{over.get_absolute_url()}"' in page_of(anonymous_client, PROCESS)
    for page in (PROCESS, over.get_absolute_url()):
        assert "Stellung nehmen" not in page_of(anonymous_client, page)
