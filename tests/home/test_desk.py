"""What waits for me, and the first steps of a new county."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from measures.models import FieldLead
from smartregion.accounts.models import Role, User
from smartregion.home.queries import desk_of, first_steps
from strategy.models import StrategyVersion
from tests.factories.accounts import RoleAssignmentFactory, UserFactory
from tests.factories.consultations import CommentFactory, considered, consulted_version
from tests.factories.county import (
    CountyFactory,
    LegalTextFactory,
    MunicipalityFactory,
    OrganisationFactory,
)
from tests.factories.dates import NOON
from tests.factories.measures import AssessmentFactory, MeasureFactory
from tests.factories.strategy import VersionFactory, whole_version
from tests.factories.strategy_maturity import DimensionFactory, RoundFactory, ScoreFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DESK = "/arbeitsplatz/"


def titles(user: User) -> list[str]:
    return [group.title for group in desk_of(user, at=timezone.now())]


def test_desk_of_somebody_with_nothing_to_do_says_so(client_as, analyst) -> None:
    CountyFactory()
    assert "Nichts wartet auf Sie" in client_as(analyst).get(DESK).content.decode()


def test_desk_of_an_empty_county_leads_to_the_first_steps(client_as, administration) -> None:
    assert 'href="/erste-schritte/"' in client_as(administration).get(DESK).content.decode()


def test_desk_leads_to_the_first_steps_until_the_last_is_done(client_as, office) -> None:
    CountyFactory()
    page = client_as(office).get(DESK).content.decode()
    assert 'href="/erste-schritte/"' in page
    # County and strategy office are there, the other seven steps are not.
    assert "noch nicht fertig eingerichtet: 7 Schritte sind offen" in page


def test_desk_bothers_nobody_else_with_the_first_steps(client_as, editor) -> None:
    assert 'href="/erste-schritte/"' not in client_as(editor).get(DESK).content.decode()


def test_desk_is_closed_to_participants(client_as, participant) -> None:
    assert client_as(participant).get(DESK).status_code == 403


def test_versions_in_work_wait_for_those_who_write(office, editor, moderator) -> None:
    whole_version(adopted=True)
    VersionFactory(label="2.0")
    assert titles(office) == ["Strategie in Arbeit"]
    assert titles(editor) == ["Strategie in Arbeit"]
    assert titles(moderator) == []


def test_round_of_maturity_waits_for_the_municipality_and_for_the_office(
    representative, office, participant
) -> None:
    opened = RoundFactory(opens_on=timezone.localdate(), due_on=timezone.localdate())
    dimension = DimensionFactory()
    assert titles(representative) == ["Reifegrad Ihrer Gemeinde"]
    assert titles(office) == ["Reifegrad der Gemeinden"]
    assert titles(participant) == []
    ScoreFactory(
        round=opened,
        dimension=dimension,
        municipality=representative.organisation.municipality,
    )
    (group,) = desk_of(representative, at=timezone.now())
    # It stays, because it can be changed until the round is closed.
    assert group.items[0].note == "vollständig gemeldet, bis zum Abschluss der Runde änderbar"


def test_round_of_maturity_that_begins_later_waits_for_no_municipality(representative) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    RoundFactory(opens_on=tomorrow, due_on=tomorrow)
    DimensionFactory()
    assert titles(representative) == []


def test_representative_has_a_desk_but_no_first_steps(client_as, representative) -> None:
    client = client_as(representative)
    assert client.get("/ankommen/")["Location"] == DESK
    assert client.get(DESK).status_code == 200
    assert client.get("/erste-schritte/").status_code == 403


def test_consultants_who_leave_soon_are_shown_to_administration(administration, office) -> None:
    until = timezone.localdate() + timedelta(days=3)
    RoleAssignmentFactory(role=Role.CONSULTANT, valid_until=until)
    assert titles(administration) == ["Beratung läuft aus"]
    assert titles(office) == []


@pytest.mark.slow
@pytest.mark.xdist_group("demo county")
def test_desks_of_the_demo_county_are_all_different(client_as) -> None:
    call_command("load_demo", verbosity=0)
    found = {
        name: titles(User.objects.get(email=f"{name}@pm.example"))
        for name in ("stabsstelle", "moderation", "mobilitaet", "gemeinde")
    }
    assert "Beiträge ohne Antwort" in found["stabsstelle"]
    assert "Sachstände: Evaluation 2026" in found["stabsstelle"]
    assert "Beiträge ohne Antwort" in found["moderation"]
    assert "Meine Maßnahmen" in found["mobilitaet"]
    assert "Beiträge ohne Antwort" not in found["mobilitaet"]
    assert "Reifegrad der Gemeinden" in found["stabsstelle"]
    assert found["gemeinde"] == ["Sachstände Ihrer Gemeinde", "Reifegrad Ihrer Gemeinde"]
    office = client_as(User.objects.get(email="stabsstelle@pm.example"))
    assert "noch nicht fertig eingerichtet" not in office.get(DESK).content.decode()
    for name in found:
        client = client_as(User.objects.get(email=f"{name}@pm.example"))
        for group in desk_of(User.objects.get(email=f"{name}@pm.example"), at=timezone.now()):
            for url in (group.more_url, *(item.url for item in group.items)):
                assert not url or client.get(url).status_code == 200, url


# -- first steps ---------------------------------------------------------------------------
def test_first_steps_are_all_open_in_the_beginning(client_as, administration) -> None:
    assert not any(step.is_done for step in first_steps()[:3])
    assert client_as(administration).get("/erste-schritte/").status_code == 200


def test_first_steps_read_from_the_data_what_is_done(office) -> None:
    CountyFactory()
    MunicipalityFactory()
    OrganisationFactory()
    LegalTextFactory()
    whole_version()
    done = [step.is_done for step in first_steps()]
    # One of three legal texts is not enough.
    assert done == [True, False, True, True, True, True, False, False, False]


def test_first_steps_name_what_others_have_to_do(client_as, editor) -> None:
    page = client_as(editor).get("/erste-schritte/").content.decode()
    assert 'href="/landkreis/bearbeiten/"' not in page
    assert "offen, macht jemand mit der passenden Rolle" in page


def test_comments_that_wait_to_be_weighed_have_a_group_of_their_own(office, analyst) -> None:
    version = consulted_version()
    for number in range(6):
        CommentFactory(version=version, text=f"Kommentar {number}")
    CommentFactory(version=version, text="Böses Wort", is_hidden=True)
    considered(CommentFactory(version=version))
    [group] = [one for one in desk_of(office, at=timezone.now()) if one.title == "Abwägungen"]
    assert (group.count, len(group.items)) == (7, 5)
    assert group.more_url.endswith("/bearbeiten/?decision=open")
    assert "Beiträge ohne Antwort" not in titles(office)
    assert "Abwägungen" not in titles(analyst)
    StrategyVersion.objects.update(state="submitted")
    assert "Abwägungen" not in titles(office)


# -- reports that nobody else gives -------------------------------------------------------------
@pytest.mark.behaviour("M12")
def test_desk_of_a_field_lead_names_reports_asked_instead_of_others(
    editor: User, office: User
) -> None:
    report = AssessmentFactory()
    FieldLead.objects.create(field=report.measure.field, person=editor)
    (group,) = (one for one in desk_of(editor, at=NOON) if "Handlungsfelds" in one.title)
    (item,) = group.items
    assert (item.label, item.url) == (str(report.measure), f"/massnahmen/meldung/{report.key}/")
    assert "Handlungsfelds" not in str(desk_of(office, at=NOON))


@pytest.mark.behaviour("M12")
def test_desk_of_the_office_names_whom_no_request_reaches(office: User) -> None:
    left = UserFactory(display_name="Anton", is_active=False)
    report = AssessmentFactory(measure=MeasureFactory(responsible=left))
    (group,) = (one for one in desk_of(office, at=NOON) if "nicht erreichbar" in one.title)
    (item,) = group.items
    assert (item.label, item.note) == ("Anton", "Konto geschlossen oder gesperrt, 1 Maßnahme")
    assert item.url == f"/massnahmen/zyklen/{report.cycle.slug}/erinnerungen/"


def test_desk_of_a_representative_names_reports_on_what_their_town_leads(
    representative: User,
) -> None:
    report = AssessmentFactory(measure__lead=representative.organisation)
    AssessmentFactory()
    (group,) = [each for each in desk_of(representative, at=NOON) if "Sachstände" in each.title]
    assert group.title == "Sachstände Ihrer Gemeinde"
    assert [item.label for item in group.items] == [str(report.measure)]
    assert group.items[0].url == report.get_absolute_url()
    report.measure.responsible = representative
    report.measure.save()
    assert "Sachstände Ihrer Gemeinde" not in titles(representative)
