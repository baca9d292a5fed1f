"""Writing a profile and the rows that hang on it, as the office does it."""

import pytest

from measures.models import Measure
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.contributions import ContributionFactory
from tests.factories.county import OrganisationFactory
from tests.factories.measures import (
    MeasureFactory,
    MilestoneFactory,
)
from tests.factories.strategy import (
    ElementFactory,
    ElementTextFactory,
    VersionFactory,
    put_in_force,
)

pytestmark = pytest.mark.django_db


# -- writing -----------------------------------------------------------------------------------
def profile_data(measure: Measure, **changes: object) -> dict[str, object]:
    return {
        "number": measure.number, "title": measure.title, "summary": measure.summary,
        "body": measure.body, "kind": measure.kind, "field": str(measure.field_id),
        "is_public": "on", "lead": measure.lead_id, "lock_version": measure.lock_version,
        "planned_precision": measure.planned_precision, "actual_precision": "day",
        **changes,
    }  # fmt: skip


def test_create_makes_a_proposed_measure(office: User, client_as: ClientAs) -> None:
    field = ElementFactory(kind="field")
    data = {
        "number": "HF1-M7", "title": "Rufbus", "summary": "Kommt auf Anruf.", "kind": "measure",
        "field": str(field.pk), "cost_eur": "1.234,50", "starts_on": "2026-01-31",
        "planned_precision": "day", "actual_precision": "day",
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
        ({"kind": "finding"}, "finding"),
        ({"kind": "finding", "finding": "99999"}, "finding"),
        ({"kind": "municipality"}, "municipality"),
        ({"kind": "erfunden"}, "kind"),
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


def test_guidelines_of_drafts_and_of_other_strategies_are_not_asked_about(
    office: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory()
    version = VersionFactory(strategy=measure.strategy)
    held, retired, coming = ElementFactory.create_batch(
        3, kind="guideline", strategy=measure.strategy
    )
    ElementTextFactory(element=held, version=version)
    put_in_force(version)
    measure.guidelines.create(guideline=retired, level=1, reason="Von früher.")
    url = f"{measure.get_absolute_url()}leitlinien/"
    asked = [form.initial["guideline"] for form in client_as(office).get(url).context["rows"].forms]
    assert asked == [held.pk, retired.pk]
    for foreign in (coming, ElementFactory(kind="guideline")):
        row = {"guideline": str(foreign.pk), "level": "3", "reason": "Hilft."}
        assert client_as(office).post(url, rows_data(1, row, stored=1)).status_code == 200
    assert [one.guideline for one in measure.guidelines.all()] == [retired]


def test_parties_are_saved(office: User, client_as: ClientAs) -> None:
    measure, partner = MeasureFactory(), OrganisationFactory()
    url = f"{measure.get_absolute_url()}beteiligte/"
    row = {"organisation": partner.pk, "part": "funder"}
    assert client_as(office).post(url, rows_data(1, row)).status_code == 302
    assert measure.parties.get().part == "funder"
