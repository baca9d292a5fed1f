"""The pages: what they show, what they keep, what they cost."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import Assessment, Cycle, Measure
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.contributions import ContributionFactory
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import DAY
from tests.factories.measures import (
    AssessmentFactory,
    GuidelineFactory,
    MeasureFactory,
    MilestoneFactory,
    OriginFactory,
    PartyFactory,
    closed,
    reported,
)
from tests.factories.strategy import ElementFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
LIST = "/massnahmen/"


def shown(client: Client, query: str) -> set[str]:
    cards = client.get(f"{LIST}?{query}").context["cards"]
    return {card.number for card in cards}


# -- the public list ---------------------------------------------------------------------------
def test_filter_names_no_field_whose_measures_are_internal(
    anonymous_client: Client, client_as: ClientAs, office: User
) -> None:
    hidden = MeasureFactory(is_public=False, field__name="Noch geheimes Feld").field
    assert hidden.name not in page_of(anonymous_client, LIST)
    assert hidden.name in page_of(client_as(office), LIST)


@pytest.mark.behaviour("M19")
def test_list_filters_by_each_quality(anonymous_client: Client) -> None:
    town = MunicipalityFactory(slug="ziesar")
    wanted = MeasureFactory(number="A1", is_key_project=True, state="completed", title="Bus rufen")
    wanted.municipalities.add(town)
    other = MeasureFactory(number="B1", field__strategy=wanted.strategy)
    other.municipalities.add(MunicipalityFactory())
    closed((wanted, "red"), (other, "green"))
    for query in (
        f"field={wanted.field.slug}", "state=completed", "light=red", "municipality=ziesar",
        "key=on", "q=bus+rufen", f"field={wanted.field.slug}&light=red&key=on",
    ):  # fmt: skip
        assert shown(anonymous_client, query) == {"A1"}, query
    assert shown(anonymous_client, "light=red&state=running") == set()
    assert shown(anonymous_client, "") == {"A1", "B1"}


@pytest.mark.behaviour("M19")
def test_list_of_five_hundred_needs_few_queries(anonymous_client: Client) -> None:
    field, lead = ElementFactory(kind="field"), OrganisationFactory()
    town = MunicipalityFactory(slug="ziesar")
    made = Measure.objects.bulk_create(
        MeasureFactory.build(field=field, strategy=field.strategy, lead=lead, number=f"M{n}")
        for n in range(500)
    )
    made[0].municipalities.add(town)
    closed(*[(measure, "green") for measure in made[:20]])
    query = f"field={field.slug}&state=running&light=green&municipality=ziesar"
    for url in (LIST, f"{LIST}?{query}"):
        assert queries_of(partial(page_of, anonymous_client, url)) < 15


def test_list_costs_the_same_for_one_three_and_many(anonymous_client: Client) -> None:
    field = ElementFactory(kind="field")
    costs = []
    for more in (1, 2, 297):
        for _ in range(more):
            MilestoneFactory(measure=MeasureFactory(field=field, lead__name="Amt"))
        costs.append(queries_of(lambda: page_of(anonymous_client, LIST)))
    assert len(set(costs)) == 1


def test_list_says_so_when_nothing_fits(anonymous_client: Client) -> None:
    MeasureFactory()
    assert "Keine Maßnahme passt" in page_of(anonymous_client, f"{LIST}?q=nirgends")


def test_list_of_an_empty_county_says_so(anonymous_client: Client) -> None:
    assert "Noch keine Maßnahmen" in page_of(anonymous_client, LIST)


@pytest.mark.parametrize("query", ["state=quatsch", "field=gibtsnicht", "page=999", "page=x"])
def test_list_survives_nonsense_in_the_address(query: str, anonymous_client: Client) -> None:
    MeasureFactory(number="A1")
    assert shown(anonymous_client, query) == {"A1"}


def test_list_pages_keep_the_filters(anonymous_client: Client) -> None:
    field = ElementFactory(kind="field")
    MeasureFactory.create_batch(30, field=field)
    page = page_of(anonymous_client, f"{LIST}?state=running")
    assert "state=running&amp;page=2" in page
    assert "30 Maßnahmen" in page


def test_list_serves_the_fragment_alone(anonymous_client: Client) -> None:
    MeasureFactory(title="Rufbus")
    headers = {"HX-Request": "true", "HX-Target": "measure-results"}
    fragment = anonymous_client.get(LIST, headers=headers).content.decode()
    assert "Rufbus" in fragment
    assert "<html" not in fragment


@pytest.mark.parametrize("url", [LIST, "/massnahmen/zyklen/", "/massnahmen/HF1-M1/"])
def test_public_pages_set_no_cookie(url: str, anonymous_client: Client) -> None:
    MeasureFactory(number="HF1-M1")
    assert not anonymous_client.get(url).cookies


# -- the profile -------------------------------------------------------------------------------
def test_detail_shows_the_whole_profile(anonymous_client: Client) -> None:
    measure = MeasureFactory(
        body="<p>Das Auto kommt auf Zuruf.</p>", cost_eur=285_000, target_groups="Pendelnde"
    )
    milestone = MilestoneFactory(measure=measure, done_on=DAY)
    MilestoneFactory(measure=measure, due_on=DAY - timedelta(days=1000), title="Verspätetes")
    guideline = GuidelineFactory(measure=measure, level=3)
    party = PartyFactory(measure=measure)
    said = ContributionFactory()
    OriginFactory(measure=measure, kind="contribution", contribution=said, note="")
    closed((measure, "yellow"))
    page = page_of(anonymous_client, measure.get_absolute_url())
    for text in (
        "Das Auto kommt auf Zuruf.", "285.000", "Pendelnde", milestone.title, "1 von 2", "überfällig",
        guideline.guideline.name, "3 von 3", party.organisation.name, said.get_absolute_url(),
        measure.lead.name, "mit Abweichungen", "in Umsetzung", "im ganzen Landkreis",
    ):  # fmt: skip
        assert text in page, text


def test_detail_says_not_reported_honestly(anonymous_client: Client) -> None:
    measure = MeasureFactory()
    closed((measure, ""))
    page = page_of(anonymous_client, measure.get_absolute_url())
    assert "Nicht gemeldet" in page
    assert "wurde zu dieser Maßnahme nichts gemeldet" in page


def test_detail_keeps_an_open_report_to_itself(anonymous_client: Client) -> None:
    measure = MeasureFactory()
    reported(measure, "red", done_since="Noch nicht öffentlich")
    assert "Noch nicht öffentlich" not in page_of(anonymous_client, measure.get_absolute_url())


def test_names_of_people_and_internal_measures_stay_inside(
    owner: User, anonymous_client: Client
) -> None:
    measure = MeasureFactory(responsible=owner, title="Offen")
    hidden = MeasureFactory(field=measure.field, is_public=False, title="Verborgen")
    cycle = closed((measure, "green"), (hidden, "red"))
    search = f"{LIST}?q=Verborgen"
    for url in (LIST, search, measure.get_absolute_url(), cycle.get_absolute_url()):
        page = page_of(anonymous_client, url)
        assert owner.display_name not in page.replace("Verborgen", "")
        assert hidden.get_absolute_url() not in page
    assert anonymous_client.get(hidden.get_absolute_url()).status_code == 404


# -- writing -----------------------------------------------------------------------------------
def profile_data(measure: Measure, **changes: object) -> dict[str, object]:
    return {
        "number": measure.number, "title": measure.title, "summary": measure.summary,
        "body": measure.body, "kind": measure.kind, "field": str(measure.field_id),
        "is_public": "on", "lead": measure.lead_id, "lock_version": measure.lock_version,
        **changes,
    }  # fmt: skip


def test_create_makes_a_proposed_measure(office: User, client_as: ClientAs) -> None:
    field = ElementFactory(kind="field")
    data = {
        "number": "HF1-M7", "title": "Rufbus", "summary": "Kommt auf Anruf.", "kind": "measure",
        "field": str(field.pk), "cost_eur": "1.234,50", "starts_on": "2026-01-31",
    }  # fmt: skip
    answer = client_as(office).post("/massnahmen/neu/", data)
    assert answer["Location"] == "/massnahmen/HF1-M7/"
    measure = Measure.objects.get()
    assert str(measure.cost_eur) == "1234.50"
    assert measure.strategy == field.strategy
    assert not measure.is_public


def test_broken_profile_comes_back_with_links_and_all_text(
    office: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory()
    data = profile_data(
        measure, title="", summary="Mein langer Satz", starts_on="2026-05-01", ends_on="2026-04-01"
    )
    answer = client_as(office).post(f"{measure.get_absolute_url()}bearbeiten/", data)
    page = answer.content.decode()
    assert "<title>Fehler:" in page
    assert 'href="#id_title"' in page
    assert "Mein langer Satz" in page
    assert Measure.objects.get().title == measure.title


def test_second_editor_sees_both_texts_and_loses_none(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory(title="Ursprung")
    url = f"{measure.get_absolute_url()}bearbeiten/"
    client = client_as(office)
    client.post(url, profile_data(measure, title="Zuerst gespeichert"))
    answer = client.post(url, profile_data(measure, title="Mein Titel"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert answer.context["measure"].title == "Zuerst gespeichert"
    assert "Zuerst gespeichert" in page
    assert 'value="Mein Titel"' in page
    assert Measure.objects.get().title == "Zuerst gespeichert"
    # Whoever has read both may now save over it.
    again = profile_data(measure, title="Mein Titel", lock_version=2)
    assert client.post(url, again).status_code == 302
    assert Measure.objects.get().title == "Mein Titel"


def test_owner_changes_the_profile_but_not_what_is_managed(
    owner: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory(responsible=owner, number="HF1-M1")
    data = profile_data(measure, title="Neuer Titel", number="X9", is_key_project="on")
    del data["is_public"]
    client_as(owner).post(f"{measure.get_absolute_url()}bearbeiten/", data)
    stored = Measure.objects.get()
    assert (stored.title, stored.number) == ("Neuer Titel", "HF1-M1")
    assert stored.is_public
    assert not stored.is_key_project


def test_approved_measure_keeps_its_number(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory(state="approved", number="HF1-M1")
    data = profile_data(measure, number="HF9-M9")
    client_as(office).post(f"{measure.get_absolute_url()}bearbeiten/", data)
    assert Measure.objects.get().number == "HF1-M1"


def test_origin_is_named_by_the_address_of_a_contribution(
    office: User, client_as: ClientAs
) -> None:
    measure, said = MeasureFactory(), ContributionFactory()
    url = f"{measure.get_absolute_url()}herkunft/"
    address = f"https://example.org{said.get_absolute_url()}"
    client_as(office).post(url, {"kind": "contribution", "contribution": address})
    assert measure.origins.get().contribution == said


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"kind": "contribution"}, "contribution"),
        ({"kind": "contribution", "contribution": "irgendwas"}, "contribution"),
        ({"kind": "workshop"}, "note"),
        ({}, "kind"),
    ],
)
def test_origin_without_its_source_is_refused(
    data: dict[str, str], field: str, office: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory()
    answer = client_as(office).post(f"{measure.get_absolute_url()}herkunft/", data)
    assert field in answer.context["form"].errors
    assert not measure.origins.exists()


# -- rows --------------------------------------------------------------------------------------
def rows_data(lock_version: int, *rows: dict[str, object], stored: int = 0) -> dict[str, object]:
    data: dict[str, object] = {
        "form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": stored, "lock_version": lock_version,
    }  # fmt: skip
    for index, row in enumerate(rows):
        data |= {f"form-{index}-{name}": value for name, value in row.items()}
    return data


def test_milestones_are_added_and_removed_without_a_script(
    office: User, client_as: ClientAs
) -> None:
    old = MilestoneFactory()
    url = f"{old.measure.get_absolute_url()}meilensteine/"
    data = rows_data(
        1,
        {"pk": old.pk, "title": old.title, "due_on": "2026-06-15", "DELETE": "on"},
        {"title": "Neu", "due_on": "2026-07-01"},
        {"title": "", "due_on": ""},
        stored=1,
    )
    assert client_as(office).post(url, data).status_code == 302
    assert [step.title for step in old.measure.milestones.all()] == ["Neu"]


@pytest.mark.parametrize(
    "row",
    [
        {"title": "Zu spät", "due_on": "2031-01-01"},
        {"title": "Zu früh", "due_on": "2019-01-01"},
        {"title": "Zukunft", "due_on": "2026-06-15", "done_on": "2999-01-01"},
        {"title": "Ohne Tag", "due_on": ""},
    ],
)
def test_milestone_outside_its_time_is_refused(
    row: dict[str, object], office: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory()
    url = f"{measure.get_absolute_url()}meilensteine/"
    answer = client_as(office).post(url, rows_data(1, row))
    assert answer.status_code == 200
    assert str(row["title"]) in answer.content.decode()
    assert not measure.milestones.exists()


def test_rows_of_the_second_editor_are_kept_on_the_page(office: User, client_as: ClientAs) -> None:
    stored = MilestoneFactory(title="Von der anderen")
    Measure.objects.update(lock_version=2)
    url = f"{stored.measure.get_absolute_url()}meilensteine/"
    answer = client_as(office).post(url, rows_data(1, {"title": "Von mir", "due_on": "2026-06-15"}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Von der anderen" in page
    assert 'value="Von mir"' in page
    assert 'name="lock_version" value="2"' in page


def test_guidelines_want_a_reason_for_a_contribution(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory()
    guideline = ElementFactory(kind="guideline", strategy=measure.strategy)
    url = f"{measure.get_absolute_url()}leitlinien/"
    row = {"guideline": str(guideline.pk), "level": "3", "reason": ""}
    assert client_as(office).post(url, rows_data(1, row, stored=1)).status_code == 200
    row["reason"] = "Hilft vor Ort."
    assert client_as(office).post(url, rows_data(1, row, stored=1)).status_code == 302
    assert measure.guidelines.get().level == 3


def test_parties_are_saved(office: User, client_as: ClientAs) -> None:
    measure, partner = MeasureFactory(), OrganisationFactory()
    url = f"{measure.get_absolute_url()}beteiligte/"
    row = {"organisation": partner.pk, "part": "funder"}
    assert client_as(office).post(url, rows_data(1, row)).status_code == 302
    assert measure.parties.get().part == "funder"


# -- cycles ------------------------------------------------------------------------------------
def test_owner_reports_from_the_desk(owner: User, client_as: ClientAs) -> None:
    assessment = AssessmentFactory(measure__responsible=owner)
    client = client_as(owner)
    url = reverse("measures:assess", args=[assessment.cycle.slug, assessment.measure.number])
    assert url in page_of(client, "/massnahmen/meine/")
    client.post(url, {"lock_version": 1, "done_since": "Halb fertig", "deed": "draft"})
    assert Assessment.objects.get().state == "draft"
    assert "Halb fertig" in page_of(client, url)
    client.post(url, {"lock_version": 2, "light": "green", "deed": "submit"})
    stored = Assessment.objects.get()
    assert (stored.state, stored.submitted_by) == ("submitted", owner)


def test_report_without_light_comes_back_with_its_text(owner: User, client_as: ClientAs) -> None:
    assessment = AssessmentFactory(measure__responsible=owner)
    url = reverse("measures:assess", args=[assessment.cycle.slug, assessment.measure.number])
    data = {"lock_version": 1, "next_steps": "Weiter so", "deed": "submit"}
    page = client_as(owner).post(url, data).content.decode()
    assert 'href="#id_light_0"' in page
    assert "Weiter so" in page


def test_second_reporter_sees_both_texts(owner: User, client_as: ClientAs) -> None:
    assessment = AssessmentFactory(measure__responsible=owner)
    client = client_as(owner)
    url = reverse("measures:assess", args=[assessment.cycle.slug, assessment.measure.number])
    client.post(url, {"lock_version": 1, "done_since": "Die erste", "deed": "draft"})
    answer = client.post(url, {"lock_version": 1, "done_since": "Die zweite", "deed": "draft"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Die erste" in page
    assert "Die zweite" in page


def test_light_is_said_in_words_and_signs(owner: User, client_as: ClientAs) -> None:
    assessment = AssessmentFactory(measure__responsible=owner)
    url = reverse("measures:assess", args=[assessment.cycle.slug, assessment.measure.number])
    page = page_of(client_as(owner), url)
    for word, sign in (("im Plan", "success"), ("gefährdet", "danger"), ("ruht", "dark-mode")):
        assert word in page
        assert f"kern-icon--{sign}" in page


def test_office_accepts_what_was_handed_in(office: User, client_as: ClientAs) -> None:
    assessment = reported(MeasureFactory())
    url = reverse("measures:accept", args=[assessment.cycle.slug, assessment.measure.number])
    assert client_as(office).post(url).status_code == 302
    assert Assessment.objects.get().state == "accepted"
    assert client_as(office).get(url).status_code == 405


def test_cycle_is_opened_once_however_often_one_clicks(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory()
    data = {
        "strategy": measure.strategy_id, "title": "Evaluation 2026",
        "cutoff_on": "2026-12-31", "due_on": "2027-01-15",
    }  # fmt: skip
    client = client_as(office)
    first, second = (client.post("/massnahmen/zyklen/neu/", data) for _ in range(2))
    assert first["Location"] == "/massnahmen/zyklen/evaluation-2026/"
    assert second.status_code == 200
    assert "läuft bereits" in second.content.decode()
    assert Assessment.objects.count() == 1


@pytest.mark.behaviour("M16")
def test_close_page_lists_what_is_open_and_wants_a_second_look(
    office: User, client_as: ClientAs
) -> None:
    assessment = AssessmentFactory()
    url = reverse("measures:cycle_close", args=[assessment.cycle.slug])
    client = client_as(office)
    assert str(assessment.measure) in page_of(client, url)
    refused = client.post(url, {})
    assert refused.context["form"].errors["force"]
    assert Cycle.objects.get().is_open
    assert client.post(url, {"force": "on"})["Location"] == assessment.cycle.get_absolute_url()
    assert not Cycle.objects.get().is_open


def test_closed_cycle_shows_lights_gaps_and_checksum(anonymous_client: Client) -> None:
    given = MeasureFactory()
    silent = MeasureFactory(field=given.field)
    cycle = closed((given, "green"), (silent, ""))
    page = page_of(anonymous_client, cycle.get_absolute_url())
    assert cycle.snapshot is not None
    assert cycle.snapshot.sha256 in page
    assert page.count("<figure") == 2
    assert silent.get_absolute_url() in page
    assert "nicht gemeldet" in page


def test_cycle_pages_cost_the_same_for_one_and_three(office: User, client_as: ClientAs) -> None:
    client, measure = client_as(office), MeasureFactory()
    cycle = AssessmentFactory(measure=measure).cycle
    costs = []
    for more in (0, 2):
        for _ in range(more):
            AssessmentFactory(cycle=cycle, measure=MeasureFactory(field=measure.field))
        costs.append(queries_of(lambda: client.get(cycle.get_absolute_url())))
    assert costs[0] == costs[1]


def test_desk_costs_the_same_for_one_and_three(owner: User, client_as: ClientAs) -> None:
    client, field = client_as(owner), ElementFactory(kind="field")
    costs = []
    for more in (1, 2):
        for _ in range(more):
            MilestoneFactory(measure=MeasureFactory(field=field, responsible=owner))
        costs.append(queries_of(lambda: client.get("/massnahmen/meine/")))
    assert costs[0] == costs[1]


def test_unknown_measures_and_cycles_are_not_found(anonymous_client: Client) -> None:
    for url in ("/massnahmen/HF9-M99/", "/massnahmen/zyklen/nie/"):
        assert anonymous_client.get(url).status_code == 404
