"""Finding one's words again with a code, without an account."""

import re
import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse

from participation.contributions.actions import (
    answer_contribution,
    hide_contribution,
    record_contribution,
)
from participation.contributions.codes import receipt_code
from participation.contributions.models import Contribution, Moderation
from participation.forums import actions
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import NOON
from tests.factories.forums import TopicFactory
from tests.factories.measures import MeasureFactory
from tests.pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

TOKEN = uuid.UUID(int=7)
CODE = receipt_code(TOKEN)


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def contribution(**fields) -> Contribution:
    words = {"channel": "letter", "text": "Mehr Busse!", "author_name": "Anwohnerin", "at": NOON}
    return record_contribution(**(words | {"receipt_code": CODE} | fields))


def entered(client, code=CODE) -> str:
    return client.post(reverse("contributions:receipt"), {"code": code}).content.decode()


@pytest.mark.behaviour("F13")
def test_a_code_shows_state_answer_and_what_grew_from_it(anonymous_client, office):
    said = contribution()
    answer_contribution(
        contribution=said,
        state="taken_up",
        reason="Der Takt wird dichter.",
        office="Fachdienst Verkehr",
        by=office,
        at=NOON,
    )
    measure = MeasureFactory(title="Rufbus am Abend")
    measure.origins.create(kind="contribution", contribution=said)
    page = entered(anonymous_client)
    for words in ("Mehr Busse!", "aufgegriffen", "Der Takt wird dichter.", "Rufbus am Abend"):
        assert words in page
    assert said.get_absolute_url() in page


@pytest.mark.behaviour("F13")
def test_everybody_who_writes_in_a_forum_has_a_code(participant, anonymous_client):
    post = actions.write_post(topic=TopicFactory(), author=participant, text="Ja!", at=NOON)
    page = entered(anonymous_client, receipt_code(post.token))
    assert "Ja!" in page
    assert "Antwort steht noch aus" in page


@pytest.mark.parametrize("written", [CODE.lower(), CODE.replace("-", " "), f" {CODE} "])
def test_a_code_is_read_however_it_was_written_down(written, anonymous_client):
    contribution()
    assert "Mehr Busse!" in entered(anonymous_client, written)


def test_only_what_cannot_be_turned_back_is_stored():
    assert CODE.replace("-", "") not in contribution().receipt_hash


@pytest.mark.behaviour("F13")
def test_codes_cannot_be_guessed_by_trying(anonymous_client):
    contribution()
    pages = [entered(anonymous_client, receipt_code(uuid.UUID(int=n))) for n in range(100, 122)]
    assert "gibt es keinen Beitrag" in pages[19]
    assert "zu viele Versuche" in pages[20]
    # Who has a good one is not locked out by a neighbour who guesses.
    assert "Mehr Busse!" in entered(anonymous_client)


def test_what_waits_or_is_hidden_is_shown_to_whoever_wrote_it_with_the_reason(
    anonymous_client, moderator
):
    said = contribution(is_held=True)
    assert "wartet auf die Moderation" in entered(anonymous_client)
    Contribution.objects.update(is_held=False)
    Moderation.objects.create(
        contribution=said,
        step="hidden",
        reason="off_topic",
        explanation="Gehört nicht hierher.",
        by=moderator,
        at=NOON,
    )
    page = entered(anonymous_client)
    for words in ("Mehr Busse!", "ohne Bezug zum Thema", "Gehört nicht hierher."):
        assert words in page
    assert said.get_absolute_url() not in page


@pytest.mark.behaviour("F18")
def test_whoever_has_only_the_code_can_object(anonymous_client, office):
    said = contribution()
    hide_contribution(
        contribution=said, reason="insult", explanation="Zu grob.", by=office, at=NOON
    )
    address = re.search(r'href="([^"]*/einspruch/[^"]+)"', entered(anonymous_client))
    assert address
    assert anonymous_client.get(address.group(1)).status_code == 200


def test_pages_behind_a_code_are_never_kept(anonymous_client):
    contribution()
    answer = anonymous_client.post(reverse("contributions:receipt"), {"code": CODE})
    assert "no-store" in answer["Cache-Control"]


def test_a_text_is_taken_back_with_its_code_after_a_second_look(anonymous_client):
    said, address = contribution(), reverse("contributions:receipt_withdraw")
    asked = anonymous_client.post(address, {"code": CODE}).content.decode()
    assert "endgültig gelöscht" in asked
    assert not Contribution.objects.get().is_hidden
    done = anonymous_client.post(address, {"code": CODE, "sure": "yes"}, follow=True)
    assert "ist zurückgenommen" in done.content.decode()
    said.refresh_from_db()
    assert said.is_hidden
    assert "Busse" not in said.text
    again = anonymous_client.post(address, {"code": CODE, "sure": "yes"})
    assert again.status_code == 409
    assert "Sie haben diesen Beitrag zurückgenommen" in entered(anonymous_client)


def test_without_a_good_code_nothing_is_taken_back(anonymous_client):
    ContributionFactory()
    sent = {"code": "x", "sure": "yes"}
    page = anonymous_client.post(reverse("contributions:receipt_withdraw"), sent).content.decode()
    assert "gibt es keinen Beitrag" in page
    assert not Contribution.objects.get().is_hidden


def test_the_way_to_the_code_is_shown_where_people_write(anonymous_client):
    assert reverse("contributions:receipt") in page_of(
        anonymous_client, reverse("forums:forum_list")
    )
