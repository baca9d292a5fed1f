"""Where a comment was made, how its words read today, and what was said about an element."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from participation.consultations.queries.places import most_alike
from participation.contributions.queries import related_to
from strategy.models import ElementText, StrategyVersion
from tests.factories.consultations import (
    CommentFactory,
    considered,
    consulted_version,
    field_of,
    spot_in,
)
from tests.factories.contributions import ContributionFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY
from tests.factories.forums import PostFactory
from tests.factories.strategy import ElementTextFactory, ResolutionFactory, VersionFactory
from tests.participation.consultations.test_views_reading import html, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOBODY = AnonymousUser()


def page_of(client, comment):
    return html(client, reverse("contributions:detail", args=[comment.pk]))


def reworked(version, body):
    """The office works in what was said."""
    StrategyVersion.objects.filter(pk=version.pk).update(state="reworking")
    ElementText.objects.filter(pk=field_of(version).pk).update(body=body)


def test_contribution_tells_its_passage_and_the_words_as_they_stood(anonymous_client):
    version = consulted_version(label="1.1")
    comment = CommentFactory(version=version, spot=spot_in(version))
    considered(comment, "partly", reason="Der Takt wird geprüft.")
    reworked(version, field_of(version).body)
    page = page_of(anonymous_client, comment)
    assert "Beteiligung am Entwurf 1.1" in page
    assert url("permalink", version, comment.pk) in page
    assert "Wortlaut im Entwurf" in page
    assert "Der Bus fährt zweimal am Tag." in page
    assert "In der Fassung 1.1 steht diese Stelle unverändert." in page
    assert "teilweise übernommen" in page


def test_there_is_no_wording_afterwards_while_people_still_comment(anonymous_client):
    version = consulted_version(label="1.1")
    page = page_of(anonymous_client, CommentFactory(version=version, spot=spot_in(version)))
    assert "Wortlaut im Entwurf" in page
    assert "Wortlaut danach" not in page


def test_contribution_shows_the_wording_afterwards(anonymous_client):
    version = consulted_version()
    comment = CommentFactory(version=version, spot=spot_in(version))
    reworked(version, "<p>Ganz neu davor.</p><p>Der Bus fährt dreimal am Tag.</p>")
    page = page_of(anonymous_client, comment)
    assert "Der Bus fährt zweimal am Tag." in page
    assert "Der Bus fährt dreimal am Tag." in page


def test_contribution_says_when_its_words_are_gone(anonymous_client):
    version = consulted_version(label="1.1")
    comment = CommentFactory(version=version, spot=spot_in(version))
    reworked(version, "<p>Hier steht jetzt etwas völlig anderes.</p>")
    page = page_of(anonymous_client, comment)
    assert "In der Fassung 1.1 steht diese Stelle nicht mehr." in page


def test_newest_readable_version_tells_the_wording_afterwards(anonymous_client):
    version = consulted_version(label="1.1")
    comment = CommentFactory(version=version, spot=spot_in(version))
    StrategyVersion.objects.update(
        state="adopted", resolution=ResolutionFactory(), effective_from=DAY
    )
    draft = VersionFactory(strategy=version.strategy, label="1.2")
    element = field_of(version).element
    ElementTextFactory(version=draft, element=element, body="<p>Der Bus fährt viermal am Tag.</p>")
    assert "viermal" not in page_of(anonymous_client, comment)
    draft.state = "reworking"
    draft.save()
    page = page_of(anonymous_client, comment)
    assert "Der Bus fährt viermal am Tag." in page
    assert "Abschnitt in der Fassung 1.2 lesen" in page


def test_comment_on_a_withdrawn_draft_keeps_its_page_but_leads_nowhere(anonymous_client):
    version = consulted_version()
    comment = CommentFactory(version=version, spot=spot_in(version), text="Bleibt lesbar.")
    StrategyVersion.objects.update(state="withdrawn")
    page = page_of(anonymous_client, comment)
    assert "Bleibt lesbar." in page
    assert "/beteiligung/" not in page
    assert "Der Bus fährt zweimal am Tag." not in page


def test_most_alike_takes_the_nearest_paragraph_or_none():
    old = "Der Bus fährt zweimal am Tag."
    assert most_alike(old, ["Anderes.", "Der Bus fährt oft am Tag."]) == "Der Bus fährt oft am Tag."
    assert most_alike(old, ["Der Bus fährt dreimal am Tag.", old]) == old
    assert most_alike(old, ["Radwege enden am Ortsrand."]) == ""
    assert most_alike(old, []) == ""


# -- what was said about an element ---------------------------------------------------------------
def test_everything_said_about_a_field_counts_wherever_it_was_said():
    version = consulted_version()
    field = field_of(version).element
    CommentFactory(version=version, spot=spot_in(version))
    PostFactory().contribution.elements.add(field)
    ContributionFactory(is_hidden=True).elements.add(field)
    [related] = related_to([field.pk], NOBODY)[field.pk]
    assert (related.count, related.label) == (2, "2 Beiträge dazu")
    assert related.url == reverse("contributions:about", args=[field.pk])
    other = version.texts.get(element__kind="vision").element_id
    assert related_to([other], NOBODY) == {other: []}


def test_what_was_said_about_a_predecessor_counts_for_its_successor(anonymous_client):
    version = consulted_version()
    field = field_of(version).element
    old = version.texts.get(element__kind="guideline").element
    old.successor, old.retired_in = field, version
    old.save()
    both = ContributionFactory(text="Zu beiden.")
    both.elements.set([old, field])
    ContributionFactory(text="Zum alten.").elements.add(old)
    [related] = related_to([field.pk], NOBODY)[field.pk]
    assert related.count == 2
    page = html(anonymous_client, related.url)
    assert page.count("Zu beiden.") == 1
    assert "Zum alten." in page


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_what_was_said_takes_the_same_queries_for_any_number(
    number, anonymous_client, django_assert_num_queries
):
    CountyFactory()
    version = consulted_version()
    for _ in range(number):
        considered(CommentFactory(version=version, spot=spot_in(version)))
    address = reverse("contributions:about", args=[field_of(version).element_id])
    with django_assert_num_queries(12):
        anonymous_client.get(address)


def test_nothing_is_told_about_elements_of_a_draft(anonymous_client):
    version = consulted_version()
    StrategyVersion.objects.update(state="draft")
    address = reverse("contributions:about", args=[field_of(version).element_id])
    assert anonymous_client.get(address).status_code == 404
