"""News of measures for feed readers."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from measures.actions import move_measure
from measures.models import Measure, MeasureStateChange
from tests.factories.dates import DAY, NOON
from tests.factories.measures import AssessmentFactory, MeasureFactory, MilestoneFactory, closed
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ATOM = "{http://www.w3.org/2005/Atom}"
ALL = reverse("measures:feed")


def feed_of(measure):
    return reverse("measures:measure_feed", args=[measure.number])


def entries(client, url=ALL):
    """Title and words of each entry, in their order."""
    answer = client.get(url)
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.content)
    return [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary"))
        for entry in root.iter(f"{ATOM}entry")
    ]


def moved(measure, at=NOON, reason=""):
    return MeasureStateChange.objects.create(
        measure=measure, old_state="approved", new_state="running", reason=reason, at=at
    )


@pytest.fixture
def busy():
    """A measure to which everything has happened that a feed tells."""
    measure = MeasureFactory(number="HF1-M01", title="Rufbus")
    moved(measure, at=NOON - timedelta(days=9), reason="Der Kreistag hat zugestimmt.")
    MilestoneFactory(measure=measure, title="Fahrzeug da", done_on=DAY - timedelta(days=2))
    MilestoneFactory(measure=measure, title="Erst geplant")
    return measure


def test_feed_tells_states_milestones_and_reports_the_newest_first(anonymous_client, busy):
    cycle = closed((busy, "yellow"))
    found = entries(anonymous_client)
    assert found[0][0] == f"HF1-M01 Rufbus: mit Abweichungen ({cycle})"
    assert found[1:] == [
        ("HF1-M01 Rufbus: Meilenstein erreicht", "<p>Fahrzeug da</p>"),
        ("HF1-M01 Rufbus: jetzt in Umsetzung", "<p>Der Kreistag hat zugestimmt.</p>"),
    ]
    assert entries(anonymous_client, feed_of(busy)) == found


def test_feed_of_a_measure_tells_of_no_other(anonymous_client, busy):
    other = MeasureFactory()
    moved(other)
    assert len(entries(anonymous_client)) == 3
    assert len(entries(anonymous_client, feed_of(other))) == 1


def test_feed_is_atom_without_a_cookie_and_its_entries_keep_their_names(anonymous_client, busy):
    answer = anonymous_client.get(ALL)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=900"
    assert not answer.cookies
    root = ElementTree.fromstring(answer.content)
    names = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(names)) == 2
    assert all(name.startswith("urn:uuid:") for name in names)
    Measure.objects.update(number="HF2-M09", title="Anders")
    again = ElementTree.fromstring(anonymous_client.get(ALL).content)
    assert [entry.findtext(f"{ATOM}id") for entry in again.iter(f"{ATOM}entry")] == names


def test_markup_and_control_characters_in_a_reason_do_no_harm(anonymous_client):
    moved(MeasureFactory(), reason="<script>x</script>\x0b & mehr")
    [(_title, words)] = entries(anonymous_client)
    assert words == "<p>&lt;script&gt;x&lt;/script&gt; &amp; mehr</p>"


@pytest.mark.behaviour("M20")
def test_nothing_that_is_not_public_stands_in_a_feed(anonymous_client, client_as, office):
    hidden = MeasureFactory(is_public=False)
    moved(hidden)
    MilestoneFactory(measure=hidden, done_on=DAY)
    closed((hidden, "red"))
    public = MeasureFactory()
    AssessmentFactory(measure=public, state="submitted", light="green", done_since="Noch offen")
    MilestoneFactory(measure=public, done_on=DAY + timedelta(days=3))
    for browser in (anonymous_client, client_as(office)):
        assert entries(browser) == []
        assert browser.get(feed_of(hidden)).status_code == 404


def test_feed_of_a_merged_measure_leads_to_where_it_went(anonymous_client):
    into = MeasureFactory()
    gone = MeasureFactory(
        state="merged", state_reason="Dasselbe.", merged_into=into, strategy=into.strategy
    )
    answer = anonymous_client.get(feed_of(gone))
    assert (answer.status_code, answer.url) == (301, feed_of(into))


def test_pages_name_their_feeds(anonymous_client, busy):
    assert f'type="application/atom+xml" title="Neues zu den Maßnahmen" href="{ALL}"' in page_of(
        anonymous_client, reverse("measures:measure_list")
    )
    page = page_of(anonymous_client, busy.get_absolute_url())
    assert f'title="Neues zu „Rufbus“" href="{feed_of(busy)}"' in page


def test_feed_asks_equally_often_for_one_and_for_many(anonymous_client):
    moved(MeasureFactory())
    entries(anonymous_client)
    few = queries_of(lambda: entries(anonymous_client))
    for _each in range(3):
        moved(MeasureFactory())
    assert queries_of(lambda: entries(anonymous_client)) == few


def test_empty_feed_is_one(anonymous_client, office):
    assert entries(anonymous_client) == []
    measure = MeasureFactory(state="proposed")
    move_measure(measure=measure, to="rejected", reason="Zu teuer.", by=office, at=NOON)
    assert entries(anonymous_client) == [(f"{measure}: jetzt verworfen", "<p>Zu teuer.</p>")]
