"""Commenting on a passage, and putting down what came another way."""

from datetime import timedelta
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.core.cache import cache
from django.urls import reverse

from participation.consultations.models import Comment
from participation.contributions.models import Contribution
from strategy.models import StrategyVersion
from tests.factories.accounts import UserFactory
from tests.factories.consultations import CommentFactory, consulted_version, field_of, spot_in
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import DAY
from tests.factories.unhurried import unhurried
from tests.participation.consultations.test_views_reading import html, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TOKEN = "6e0f1b1c-6a4e-4e43-9d43-1d1f4f0f7c11"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def paragraph(version, number=1):
    return url("paragraph", version, field_of(version).element_id, number)


def typed(**words):
    fields = {"text": "Dreimal wäre besser.", "municipality": "", "token": TOKEN}
    return {**fields, **unhurried(), **words}


def test_person_comments_and_comes_back_to_the_passage(client_as, participant):
    version, home = consulted_version(), MunicipalityFactory(slug="goerzke")
    client = client_as(participant)
    response = client.post(paragraph(version), typed(municipality="goerzke"))
    comment = Comment.objects.get()
    assert response.url == f"{paragraph(version)}#kommentar-{comment.pk}"
    assert comment.contribution.municipality == home
    page = html(client, paragraph(version))
    assert "Ihr Kommentar ist veröffentlicht." in page
    assert "Dreimal wäre besser." in page


def test_double_click_makes_one_comment(client_as, participant):
    version, client = consulted_version(), client_as(participant)
    for _ in range(2):
        assert client.post(paragraph(version), typed()).status_code == 302
    assert Comment.objects.count() == 1


def test_empty_comment_is_refused_on_the_passage(client_as, participant):
    version = consulted_version()
    page = client_as(participant).post(paragraph(version), typed(text="  ")).content.decode()
    assert "Bitte schreiben Sie einen Text." in page
    assert "Der Bus fährt zweimal am Tag." in page
    assert not Comment.objects.exists()


def test_whoever_belongs_to_an_organisation_may_speak_for_it(client_as, participant):
    version = consulted_version()
    home = MunicipalityFactory(slug="werder")
    participant.organisation = OrganisationFactory(name="Landfrauenverein", municipality=home)
    participant.save()
    client = client_as(participant)
    page = html(client, paragraph(version))
    assert "Ich schreibe für: Landfrauenverein" in page
    assert '<option value="werder" selected>' in page
    client.post(paragraph(version), typed(for_organisation="on"))
    assert Comment.objects.get().on_behalf_of == participant.organisation
    assert "Landfrauenverein" in html(client, paragraph(version))


def test_nobody_speaks_for_an_organisation_they_do_not_belong_to(client_as, participant):
    version = consulted_version()
    client_as(participant).post(paragraph(version), typed(for_organisation="on"))
    assert Comment.objects.get().on_behalf_of is None


def test_stranger_is_led_to_the_login_and_back_to_the_passage(anonymous_client):
    version = consulted_version()
    page = html(anonymous_client, paragraph(version))
    assert "Anmelden, um zu kommentieren" in page
    assert f"?next={paragraph(version)}%23kommentieren" in page


def test_text_of_somebody_whose_session_ended_is_not_lost(anonymous_client, participant):
    version, client = consulted_version(), anonymous_client
    response = client.post(paragraph(version), typed(text="Mühsam geschrieben."))
    assert unquote(response.url) == f"/konto/login/?next={paragraph(version)}#kommentieren"
    assert not Comment.objects.exists()
    client.force_login(participant, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Mühsam geschrieben." in html(client, paragraph(version))
    assert "Mühsam geschrieben." not in html(client, paragraph(version, 2))
    client.post(paragraph(version), typed(text="Mühsam geschrieben."))
    assert html(client, paragraph(version)).count("Mühsam geschrieben.") == 1


def test_a_comment_has_a_receipt_and_can_be_changed_within_the_days(client_as, participant):
    version, client = consulted_version(), client_as(participant)
    page = client.post(paragraph(version), typed(), follow=True).content.decode()
    assert "Ihr Beleg-Code: " in page
    change = reverse("contributions:edit", args=[Comment.objects.get().pk])
    assert change in page
    assert client.post(change, {"text": "Viermal."}).status_code == 302
    assert "Viermal." in html(client, paragraph(version))
    StrategyVersion.objects.update(state="reworking")
    assert client.post(change, {"text": "Fünfmal."}).status_code == 409


@pytest.mark.behaviour("F20")
def test_a_burst_of_comments_by_newcomers_waits_for_moderation(client_as):
    version = consulted_version()
    for number in range(7):
        client = client_as(UserFactory())
        client.post(paragraph(version), typed(token=str(UUID(int=number))))
    assert Contribution.objects.filter(is_held=True).count() == 2
    assert html(client, paragraph(version)).count("Dreimal wäre besser.") == 5


PASSED = {"starts_on": DAY - timedelta(days=9), "ends_on": DAY - timedelta(days=1)}
FUTURE = {"starts_on": DAY + timedelta(days=1), "ends_on": DAY + timedelta(days=9)}


@pytest.mark.parametrize(
    ("window", "sentence"),
    [(PASSED, "Die Beteiligung endete am 14. Juni 2026."), (FUTURE, "beginnt am 16. Juni 2026")],
)
@pytest.mark.parametrize("role", ["participant", "office", "moderator", "administration", None])
def test_outside_the_window_everybody_reads_and_nobody_writes(
    window, sentence, role, request, client_as, anonymous_client
):
    version = consulted_version(**window)
    client = client_as(request.getfixturevalue(role)) if role else anonymous_client
    page = html(client, paragraph(version))
    assert sentence in page
    assert "Kommentar veröffentlichen" not in page
    for address in (
        paragraph(version),
        url("passage", version, field_of(version).element_id),
        url("whole", version),
    ):
        assert client.post(address, typed()).status_code == 409
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("state", ["reworking", "submitted"])
def test_in_another_state_nobody_writes(state, client_as, participant):
    version = consulted_version()
    StrategyVersion.objects.update(state=state)
    assert client_as(participant).post(paragraph(version), typed()).status_code == 409


def test_withdrawn_draft_is_gone_for_readers(anonymous_client, participant, client_as):
    version = consulted_version()
    comment = CommentFactory(version=version, spot=spot_in(version))
    StrategyVersion.objects.update(state="withdrawn")
    assert anonymous_client.get(paragraph(version)).status_code == 404
    assert client_as(participant).post(paragraph(version), typed()).status_code == 404
    assert anonymous_client.get(url("permalink", version, comment.pk)).status_code == 404


# -- statements -----------------------------------------------------------------------------------
def statement(version, **more):
    return {
        "place": f"{field_of(version).element_id}/1",
        "channel": "letter",
        "received_on": "2026-06-12",
        "author_name": "Bürger aus Werder",
        "text": "Der Bus fehlt.",
        "token": TOKEN,
        **more,
    }


def test_office_puts_down_a_letter(client_as, office):
    version, client = consulted_version(), client_as(office)
    page = html(client, url("record", version) + f"?place={field_of(version).element_id}/1")
    assert f'value="{field_of(version).element_id}/1" selected' in page
    response = client.post(url("record", version), statement(version))
    comment = Comment.objects.get()
    assert response.url == url("permalink", version, comment.pk)
    assert comment.contribution.channel == "letter"
    assert comment.paragraph == 1


def test_statement_of_an_organisation_on_the_whole_draft(client_as, office):
    version = consulted_version()
    OrganisationFactory(slug="beirat", name="Kreisseniorenbeirat")
    sent = statement(version, place="entwurf", author_name="", on_behalf_of="beirat")
    client_as(office).post(url("record", version), sent)
    comment = Comment.objects.get()
    assert comment.element is None
    assert comment.contribution.author_name == "Kreisseniorenbeirat"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"received_on": "2026-06-16"}, "Dieser Tag liegt in der Zukunft."),
        ({"received_on": "2026-06-01"}, "Die Stellungnahme muss zwischen"),
        ({"author_name": ""}, "Von wem kommt die Stellungnahme?"),
    ],
)
def test_faulty_statement_is_refused_at_its_field(wrong, sentence, client_as, office):
    version = consulted_version()
    page = client_as(office).post(url("record", version), statement(version, **wrong))
    assert sentence in page.content.decode()
    assert not Comment.objects.exists()


def test_statements_are_put_down_by_the_office_only(client_as, participant, consultant):
    version = consulted_version()
    for person in (participant, consultant):
        assert client_as(person).post(url("record", version), statement(version)).status_code == 403


def test_no_statement_after_the_submission(client_as, office):
    version = consulted_version()
    StrategyVersion.objects.update(state="submitted")
    response = client_as(office).post(url("record", version), statement(version))
    assert response.status_code == 409
