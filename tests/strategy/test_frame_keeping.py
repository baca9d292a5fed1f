"""The people who keep the frame of strategies."""

from typing import Any

import pytest
from django.urls import reverse

from smartregion.core.models import AuditEntry
from strategy.models import Framework
from tests.factories.strategy import ElementFactory, whole_version
from tests.factories.strategy_frame import FrameworkFactory
from tests.pages import page_of, queries_of

MANAGE = "/strategie/pflege/gefuege/"
NEW = f"{MANAGE}neu/"
pytestmark = pytest.mark.django_db


def typed(**changes: Any) -> dict[str, Any]:
    document = {
        "title": "Nahverkehrsplan",
        "level": "county",
        "kind": "plan",
        "owner": "Landkreis Musterland",
        "valid_from": "01.01.2023",
        "valid_until": "31.12.2027",
        "link": "https://example.org/plan",
        "summary": "Legt fest, wie oft der Bus fährt.",
    }
    return {**document, **changes}


def edit_url(document: Framework) -> str:
    return reverse("strategy:framework_edit", args=[document.pk])


def test_consultant_enters_a_document_with_its_fields(client_as, consultant) -> None:
    field = whole_version(adopted=True).texts.get(element__kind="field").element
    response = client_as(consultant).post(NEW, typed(fields_of_action=[field.pk]))
    assert response["Location"] == MANAGE
    document = Framework.objects.get()
    assert str(document.valid_until) == "2027-12-31"
    assert list(document.fields_of_action.all()) == [field]
    assert AuditEntry.objects.get().verb == "save_framework"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"level": "planet"}, "level"),
        ({"valid_until": "31.12.2022"}, "valid_until"),
        ({"valid_from": "01.01.0206"}, "valid_from"),
        ({"link": "kein Link"}, "link"),
        ({"summary": "x" * 501}, "summary"),
        ({"fields_of_action": ["00000000-0000-0000-0000-000000000000"]}, "fields_of_action"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(client_as, editor, changes, field) -> None:
    response = client_as(editor).post(NEW, typed(**changes))
    assert list(response.context["form"].errors) == [field]
    assert not Framework.objects.exists()


def test_same_document_of_the_same_owner_is_refused_twice(client_as, editor) -> None:
    FrameworkFactory(title="Nahverkehrsplan", owner="Landkreis Musterland")
    form = client_as(editor).post(NEW, typed()).context["form"]
    assert form.errors["title"] == ["Dieses Dokument dieser Stelle ist schon eingetragen."]
    assert client_as(editor).post(NEW, typed(owner="Stadt Musterstadt")).status_code == 302


def test_document_keeps_its_own_title_when_it_is_changed(client_as, editor) -> None:
    document = FrameworkFactory(title="Nahverkehrsplan", owner="Landkreis Musterland")
    client_as(editor).post(edit_url(document), typed(kind="strategy"))
    document.refresh_from_db()
    assert document.kind == "strategy"


def test_field_that_was_merged_stays_ticked(client_as, editor) -> None:
    version = whole_version(adopted=True)
    merged = ElementFactory(strategy=version.strategy, retired_in=version, name="Verkehr alt")
    document = FrameworkFactory(touched=[merged])
    assert "Verkehr alt" in page_of(client_as(editor), edit_url(document))
    assert "Verkehr alt" not in page_of(client_as(editor), NEW)


def test_document_is_deleted_only_after_a_second_look(client_as, office) -> None:
    document = FrameworkFactory(title="Doppelt")
    url = reverse("strategy:framework_delete", args=[document.pk])
    assert "„Doppelt“ löschen?" in page_of(client_as(office), url)
    assert Framework.objects.exists()
    client_as(office).post(url)
    assert not Framework.objects.exists()
    assert AuditEntry.objects.get().verb == "remove_framework"


def test_empty_list_says_where_to_begin(client_as, office) -> None:
    assert "Erstes Dokument eintragen" in page_of(client_as(office), MANAGE)


def test_list_asks_as_often_for_three_documents_as_for_one(client_as, office) -> None:
    field = whole_version(adopted=True).texts.get(element__kind="field").element
    client = client_as(office)
    FrameworkFactory(touched=[field])
    client.get(MANAGE)
    one = queries_of(lambda: client.get(MANAGE))
    for _time in range(2):
        FrameworkFactory(touched=[field])
    assert queries_of(lambda: client.get(MANAGE)) == one


def test_moderator_keeps_no_frame(client_as, moderator) -> None:
    assert client_as(moderator).get(MANAGE).status_code == 403
    assert client_as(moderator).post(NEW, typed()).status_code == 403
