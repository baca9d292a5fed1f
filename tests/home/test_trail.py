"""The audit trail as people read it, filter it and take it along."""

import io
from datetime import date, timedelta
from inspect import getsource

import openpyxl
import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.models import Role
from smartregion.core import audit
from smartregion.core.models import AUDIT_KEPT_FOR, AuditEntry
from smartregion.home.queries import trail
from smartregion.home.verbs import LABELS, label_of
from tests.architecture.verbs import used
from tests.factories.accounts import UserFactory
from tests.factories.county import CountyFactory, OrganisationFactory
from tests.factories.events import RegistrationFactory
from tests.factories.measures import MeasureFactory
from tests.factories.minutes import GroupFactory
from tests.factories.surveys import SurveyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = "/protokoll/"
PASSWORD = "nur-fuer-diesen-test-gut"


def fresh(client_as, user):
    """A browser in which this person has just typed the password."""
    user.set_password(PASSWORD)
    user.save()
    client = client_as(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.behaviour("A2")
def test_every_verb_of_the_code_has_words():
    verbs = used()
    assert len(verbs) > 250
    assert not {verb: file for verb, file in verbs.items() if verb not in LABELS}


def test_no_words_are_left_of_a_verb_that_is_gone():
    assert not set(LABELS) - set(used())


def test_verb_of_an_earlier_release_is_shown_as_it_is():
    assert label_of("paint_bridge") == "paint_bridge"


@pytest.mark.behaviour("A2")
def test_page_says_who_did_what_on_which_thing_and_when(client_as, administration):
    county = CountyFactory()
    author = UserFactory(display_name="Erika Beispiel")
    with time_machine.travel("2026-03-01T12:05:00+01:00", tick=False):
        audit.record(by=author, verb="change_county", subject=county, changes={"fields": ["name"]})
    page = client_as(administration).get(PAGE).content.decode()
    for words in ("Erika Beispiel", "Angaben zum Landkreis geändert", str(county), "Felder: Name"):
        assert words in page
    assert "01.03.2026 12:05:00" in page


def test_page_asks_the_database_as_often_for_thirty_entries_as_for_three(
    client_as, administration, django_assert_num_queries
):
    def entries(number):
        for _ in range(number):
            for thing in (SurveyFactory(), MeasureFactory(), OrganisationFactory()):
                audit.record(by=UserFactory(), verb="create_survey", subject=thing)

    CountyFactory()
    client = client_as(administration)
    entries(1)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    entries(9)
    with django_assert_num_queries(len(few)):
        client.get(PAGE)


@pytest.fixture
def three():
    """Entries of three people about three things on three days."""
    rows = [
        ("Anna Amsel", SurveyFactory(title={"de": "Mobil im Alter"}), "publish_survey", 1),
        ("Bernd Buche", MeasureFactory(title="Rufbus"), "change_measure", 2),
        ("Clara Cello", OrganisationFactory(name="Klinik"), "create_organisation", 3),
    ]
    made = []
    for name, thing, verb, day in rows:
        with time_machine.travel(f"2026-03-{day:02}T23:30:00+01:00", tick=False):
            made.append(audit.record(by=UserFactory(display_name=name), verb=verb, subject=thing))
    return made


@pytest.mark.behaviour("A2")
@pytest.mark.parametrize(
    ("wish", "which"),
    [
        ({"who": "amsel"}, [0]),
        ({"room": "measures"}, [1]),
        ({"verb": "create_organisation"}, [2]),
        ({"thing": "rufbus"}, [1]),
        ({"first": date(2026, 3, 2)}, [1, 2]),
        ({"last": date(2026, 3, 2)}, [0, 1]),
        ({"first": date(2026, 3, 2), "last": date(2026, 3, 2)}, [1]),
        ({"who": "Anna", "room": "measures"}, []),
    ],
)
def test_entries_are_found_by_person_room_verb_thing_and_day(three, wish, which):
    assert set(trail.entries(**wish)) == {three[index] for index in which}


def test_entry_leads_to_its_thing_or_says_that_it_is_gone(client_as, office):
    survey = SurveyFactory()
    entry = audit.record(by=office, verb="create_survey", subject=survey)
    client = client_as(office)
    address = reverse("home:trail_thing", args=[entry.pk])
    assert client.get(address)["Location"] == survey.get_absolute_url()
    survey.delete()
    answer = client.get(address)
    assert answer.status_code == 200
    assert "gibt es nicht mehr" in answer.content.decode()


@pytest.mark.behaviour("A2")
@pytest.mark.parametrize("factory", [RegistrationFactory, GroupFactory])
def test_entry_leads_to_the_event_and_never_to_an_address_that_opens_by_itself(client_as, factory):
    thing = factory()
    entry = audit.record(by=None, verb="change_registration", subject=thing)
    answer = client_as(UserFactory(roles=[Role.DATA_PROTECTION])).get(
        reverse("home:trail_thing", args=[entry.pk])
    )
    assert answer["Location"] == thing.event.get_absolute_url()


def test_everything_with_a_secret_address_is_shown_elsewhere():
    secret = {
        model._meta.label_lower
        for model in apps.get_models()
        if hasattr(model, "get_absolute_url") and "self.key" in getsource(model.get_absolute_url)
    }
    assert len(secret) == 2
    assert secret <= set(trail.PAGES)


def test_every_room_whose_verbs_are_noted_can_be_chosen():
    entry = AuditEntry(verb="order_account_export", object_type="privacy.accountexport")
    entry.at = timezone.now()
    assert [line.room for line in trail.lines([entry])] == ["Datenschutz"]


def test_things_without_a_page_are_named_without_a_link(three):
    entry = AuditEntry.objects.create(verb="x", object_type="gone.Model", object_id="1")
    assert [line.link for line in trail.lines([entry])] == [None]
    assert trail.page_of(entry) is None


# -- taking along --------------------------------------------------------------------------------
@pytest.mark.behaviour("A3")
@pytest.mark.parametrize("name", ["home:trail_csv", "home:trail_xlsx"])
def test_file_is_given_after_a_fresh_login_only_and_its_export_is_noted(client_as, office, name):
    CountyFactory()
    client = client_as(office)
    refused = client.get(reverse(name))
    assert refused["Location"].startswith(reverse("account_reauthenticate"))
    assert not AuditEntry.objects.filter(verb="export_trail").exists()
    given = fresh(client_as, office).get(reverse(name))
    assert given.status_code == 200
    assert "no-store" in given["Cache-Control"]
    noted = AuditEntry.objects.get(verb="export_trail")
    assert (noted.actor, noted.changes["n"]) == (office, 0)


def test_csv_holds_the_filtered_entries_and_no_formula(client_as, office, three):
    CountyFactory()
    audit.record(by=office, verb="create_organisation", subject=OrganisationFactory(name="=1+1"))
    client = fresh(client_as, office)
    answer = client.get(reverse("home:trail_csv"), {"verb": "create_organisation"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.count("\r\n") == 3
    assert "'=1+1" in text
    assert "03.03.2026 23:30:00;Clara Cello;Organisation angelegt" in text


def test_workbook_holds_the_same(client_as, office, three):
    CountyFactory()
    answer = fresh(client_as, office).get(reverse("home:trail_xlsx"), {"who": "Bernd"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[1] for row in rows] == ["Wer", "Bernd Buche"]


def test_day_that_is_none_is_refused_in_the_page_and_gives_no_file(client_as, office):
    CountyFactory()
    client = fresh(client_as, office)
    assert client.get(PAGE, {"first": "gestern"}).status_code == 200
    assert client.get(reverse("home:trail_csv"), {"first": "gestern"}).status_code == 404


def test_verbs_are_offered_under_headings_and_there_by_their_words(client_as, administration):
    form = client_as(administration).get(PAGE).context["filter"]
    _all, *groups = form.fields["verb"].choices
    assert [heading for heading, _verbs in groups][1:3] == ["Strategie", "Beteiligung"]
    assert {verb for _heading, verbs in groups for verb, _words in verbs} == set(LABELS)
    words = [words for _verb, words in groups[0][1]]
    assert words.index("Organisation angelegt") < words.index("Person hinzugefügt")


def test_days_in_the_wrong_order_are_named_and_give_no_file(client_as, office):
    CountyFactory()
    client, days = fresh(client_as, office), {"first": "2026-03-03", "last": "2026-03-01"}
    assert "„Bis“ liegt vor „Von“." in client.get(PAGE, days).content.decode()
    assert client.get(reverse("home:trail_csv"), days).status_code == 404


def test_english_readers_read_a_deed_and_an_english_day(client_as, administration, three):
    audit.record(by=administration, verb="grant_role", subject=administration)
    page = client_as(administration).get(f"/en{PAGE}").content.decode()
    assert "Role given</td>" in page
    assert ">1 Mar 2026 23:30:00</time>" in page


def test_page_says_how_long_entries_are_kept(client_as, administration):
    assert timedelta(days=365) == AUDIT_KEPT_FOR
    assert "nach zwölf Monaten" in client_as(administration).get(PAGE).content.decode()
