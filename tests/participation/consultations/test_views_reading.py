"""The draft, its passages and the table of considerations as everybody reads them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from participation.contributions.models import Contribution
from strategy.models import StrategyVersion
from tests.factories.consultations import (
    CommentFactory,
    considered,
    consulted_version,
    field_of,
    freeze_again,
    spot_in,
)
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.dates import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def url(name, version, *more):
    return reverse(f"consultations:{name}", args=[version.strategy.slug, version.label, *more])


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_list_of_a_county_without_consultation_says_so(anonymous_client):
    page = html(anonymous_client, reverse("consultations:consultation_list"))
    assert "Noch kein Entwurf in der Beteiligung" in page


def test_list_shows_open_consultations_first(anonymous_client):
    consulted_version(label="2.0")
    consulted_version(
        label="1.0", starts_on=DAY - timedelta(days=60), ends_on=DAY - timedelta(days=30)
    )
    page = html(anonymous_client, reverse("consultations:consultation_list"))
    assert page.index("Fassung 2.0") < page.index("Fassung 1.0")
    assert "Abwägungstabelle" in page


def test_draft_is_readable_without_cookie_and_offers_every_paragraph(anonymous_client):
    version = consulted_version()
    response = anonymous_client.get(url("draft", version))
    page = response.content.decode()
    assert not response.cookies
    field = field_of(version).element_id
    assert "Kommentieren können Sie bis einschließlich 22. Juni 2026." in page
    for words in ("Nah dran", "offen", "Mobilität", "Takt", "Viele Wege enden am Bahnhof."):
        assert words in page
    for address in (
        url("whole", version),
        url("passage", version, field),
        url("paragraph", version, field, 1),
        url("paragraph", version, field, 2),
    ):
        assert f'href="{address}"' in page
    # Headings are not counted: the field has two paragraphs.
    assert url("paragraph", version, field, 3) not in page


def test_draft_counts_the_comments_on_each_passage(anonymous_client):
    version = consulted_version()
    for _ in range(2):
        CommentFactory(version=version, spot=spot_in(version))
    CommentFactory(version=version, spot=spot_in(version), is_hidden=True)
    CommentFactory(version=version, spot=spot_in(version, None))
    page = anonymous_client.get(url("draft", version)).context["page"]
    [fields] = [part for part in page.parts if part.anchor == "handlungsfelder"]
    assert fields.passages[0].comments == 1
    assert [one.comments for one in fields.passages[0].paragraphs] == [0, 2, 0]
    assert page.comments == 3


@pytest.mark.parametrize("number", [1, 3])
def test_draft_takes_the_same_queries_for_any_number_of_comments(
    number, anonymous_client, django_assert_num_queries
):
    CountyFactory()
    version = consulted_version()
    for _ in range(number):
        CommentFactory(version=version, spot=spot_in(version))
    with django_assert_num_queries(3):
        anonymous_client.get(url("draft", version))


def test_draft_that_was_never_out_for_consultation_is_not_found(
    anonymous_client, client_as, office
):
    version = consulted_version()
    StrategyVersion.objects.update(state="draft", consultation_from=None, consultation_until=None)
    assert anonymous_client.get(url("draft", version)).status_code == 404
    assert client_as(office).get(url("draft", version)).status_code == 404


def test_passage_shows_words_comments_and_answers(anonymous_client):
    version = consulted_version()
    home = MunicipalityFactory(name="Görzke")
    comment = CommentFactory(
        version=version, spot=spot_in(version), text="Dreimal wäre besser.", municipality=home
    )
    considered(comment, "partly", reason="Der Takt wird geprüft.", office="Fachdienst Verkehr")
    CommentFactory(version=version, spot=spot_in(version, 2), text="Woanders gesagt.")
    page = html(anonymous_client, url("paragraph", version, field_of(version).element_id, 1))
    for words in (
        "Der Bus fährt zweimal am Tag.",
        "Dreimal wäre besser.",
        "Görzke",
        "teilweise übernommen",
        "Der Takt wird geprüft.",
        "Fachdienst Verkehr",
    ):
        assert words in page
    assert "Woanders gesagt." not in page


def test_passage_leads_on_to_its_neighbours(anonymous_client):
    version = consulted_version()
    field = field_of(version).element_id
    page = html(anonymous_client, url("paragraph", version, field, 1))
    assert f'rel="prev" href="{url("passage", version, field)}"' in page
    assert f'rel="next" href="{url("paragraph", version, field, 2)}"' in page


def test_paragraph_that_is_not_there_leads_to_its_element(anonymous_client):
    version = consulted_version()
    field = field_of(version).element_id
    response = anonymous_client.get(url("paragraph", version, field, 99))
    assert response.url == url("passage", version, field)
    unknown = "00000000-0000-4000-8000-000000000000"
    assert anonymous_client.get(url("passage", version, unknown)).status_code == 404


def test_comment_of_an_earlier_round_stays_with_its_words(anonymous_client):
    version = consulted_version()
    kept = CommentFactory(version=version, spot=spot_in(version, 2), text="Bleibt bei den Wegen.")
    gone = CommentFactory(version=version, spot=spot_in(version, 1), text="Zum alten Takt.")
    text = field_of(version)
    text.body = "<p>Neu: stündlich.</p><p>Viele Wege enden am Bahnhof.</p>"
    version.texts.filter(pk=text.pk).update(body=text.body)
    freeze_again(version)
    field = text.element_id
    leads_to = anonymous_client.get(url("permalink", version, kept.pk)).url
    assert leads_to == f"{url('paragraph', version, field, 2)}#kommentar-{kept.pk}"
    leads_to = anonymous_client.get(url("permalink", version, gone.pk)).url
    assert leads_to == f"{url('passage', version, field)}#kommentar-{gone.pk}"
    page = html(anonymous_client, url("passage", version, field))
    assert "Bezieht sich auf einen früheren Wortlaut" in page
    assert "Der Bus fährt zweimal am Tag." in page


def test_comment_on_an_element_that_is_gone_stands_with_the_draft(anonymous_client):
    version = consulted_version()
    comment = CommentFactory(version=version, spot=spot_in(version), text="Schade darum.")
    version.texts.filter(parent__isnull=False).delete()
    version.texts.filter(element__kind="field").delete()
    freeze_again(version)
    assert "Schade darum." in html(anonymous_client, url("whole", version))
    assert url("whole", version) in anonymous_client.get(url("permalink", version, comment.pk)).url


# -- the table ------------------------------------------------------------------------------------
def finished(**version):
    return consulted_version(
        starts_on=DAY - timedelta(days=30), ends_on=DAY - timedelta(days=1), **version
    )


@pytest.mark.parametrize("name", ["table", "table_csv"])
def test_table_is_public_after_the_window_and_for_the_office_before(
    name, anonymous_client, client_as, office, participant
):
    running = consulted_version()
    assert anonymous_client.get(url(name, running)).status_code == 409
    assert client_as(participant).get(url(name, running)).status_code == 409
    assert client_as(office).get(url(name, running)).status_code == 200
    assert anonymous_client.get(url(name, finished())).status_code == 200


def test_table_follows_the_draft_and_names_decision_reason_and_office(anonymous_client):
    version = finished()
    later = CommentFactory(version=version, spot=spot_in(version, 2), text="Zu den Wegen.")
    CommentFactory(version=version, spot=spot_in(version, 1), text="Zum Takt.")
    CommentFactory(version=version, text="Zum Ganzen.", is_hidden=True)
    considered(later, "rejected", reason="Nicht Aufgabe des Kreises.", office="Fachdienst Verkehr")
    page = html(anonymous_client, url("table", version))
    assert page.index("Zum Takt.") < page.index("Zu den Wegen.")
    for words in ("abgelehnt", "Nicht Aufgabe des Kreises.", "Fachdienst Verkehr", "noch offen"):
        assert words in page
    assert "Zum Ganzen." not in page
    assert "von der Moderation ausgeblendet" in page


def test_file_opens_in_a_spreadsheet_and_runs_nothing(anonymous_client):
    version = finished()
    CommentFactory(version=version, spot=spot_in(version), text='=HYPERLINK("https://example.org")')
    Contribution.objects.update(author_name="@Anwohner")
    response = anonymous_client.get(url("table_csv", version))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Nr.;Stelle im Entwurf;Wortlaut;")
    assert ";'@Anwohner;" in lines[1]
    assert "'=HYPERLINK" in lines[1]


@pytest.mark.parametrize("number", [1, 3])
def test_table_takes_the_same_queries_for_any_number_of_comments(
    number, anonymous_client, django_assert_num_queries
):
    CountyFactory()
    version = finished()
    for _ in range(number):
        considered(CommentFactory(version=version, spot=spot_in(version)))
    with django_assert_num_queries(6):
        anonymous_client.get(url("table", version))
