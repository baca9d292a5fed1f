"""The pages: a version as a file, and the way a file takes until it is a draft."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from smartregion.core.canonical import canonical_json, sha256_of
from strategy import actions
from strategy.interchange import MAX_BYTES
from strategy.models import Strategy, StrategyVersion
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import (
    StrategyFactory,
    TranslationFactory,
    VersionFactory,
    whole_version,
)
from tests.factories.strategy_files import as_bytes, upload, version_data

pytestmark = pytest.mark.django_db
IMPORT = "/strategie/verwalten/einspielen/"


def export_url(version: StrategyVersion) -> str:
    return reverse("strategy:version_export", args=[version.strategy.slug, version.label])


# -- out ---------------------------------------------------------------------------------------
def test_everybody_gets_the_file_of_a_public_version(anonymous_client) -> None:
    version = whole_version(adopted=True, label="1.0")
    answer = anonymous_client.get(export_url(version))
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    name = f"{version.strategy.slug}-fassung-1.0.json"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    data = json.loads(answer.content)
    assert len(data["wording"]["texts"]) == 4
    assert data["version"]["resolution"]["body"] == "Kreistag"


@pytest.mark.behaviour("S1")
def test_file_of_a_draft_does_not_exist_for_strangers(anonymous_client, client_as, office) -> None:
    draft = whole_version()
    assert anonymous_client.get(export_url(draft)).status_code == 404
    assert client_as(office).get(export_url(draft)).status_code == 200


def test_anybody_can_compute_the_checksum_from_the_file(office, anonymous_client) -> None:
    version = whole_version()
    actions.start_consultation(version=version, starts_on=DAY, ends_on=DAY, by=office, at=NOON)
    data = anonymous_client.get(export_url(version)).json()
    assert sha256_of(canonical_json(data["wording"])) == version.content_sha256
    assert data["sha256"] == data["version"]["content_sha256"] == version.content_sha256


@pytest.mark.parametrize("many", [1, 30])
def test_file_asks_as_often_for_many_texts(anonymous_client, django_assert_num_queries, many):
    version = whole_version(state="consultation")
    for _time in range(many):
        TranslationFactory(text__version=version)
    with django_assert_num_queries(6):
        anonymous_client.get(export_url(version))


def test_reading_page_leads_to_file_and_checksum(office, anonymous_client) -> None:
    version = whole_version()
    actions.start_consultation(version=version, starts_on=DAY, ends_on=DAY, by=office, at=NOON)
    page = anonymous_client.get(version.get_absolute_url()).content.decode()
    assert export_url(version) in page
    assert reverse("strategy:verify", args=[version.strategy.slug, version.label]) in page
    assert version.content_sha256 in page


# -- in ----------------------------------------------------------------------------------------
@pytest.fixture
def client(client_as, office) -> Client:
    return client_as(office)


def look(client: Client, content=None, **sent):
    sent = {"target": "new", **sent}
    return client.post(IMPORT, {"file": upload(content or version_data()), **sent})


def confirm(client: Client, looked_at):
    form = looked_at.context["form"]
    return client.post(IMPORT, {field.name: field.value() or "" for field in form})


def test_file_is_looked_at_before_anything_is_stored(client) -> None:
    answer = look(client)
    assert "Bisher ist nichts gespeichert." in answer.content.decode()
    assert answer.context["plan"].new[0] == "Zusammen digital"
    assert not Strategy.objects.exists()


def test_confirmed_file_becomes_a_draft(client) -> None:
    answer = confirm(client, look(client, label="3.0", title="Neu"))
    version = StrategyVersion.objects.get()
    assert (version.label, version.strategy.title, version.state) == ("3.0", "Neu", "draft")
    assert answer.headers["Location"] == reverse(
        "strategy:version_edit", args=[version.strategy.slug, "3.0"]
    )


def test_file_becomes_the_next_version_of_a_strategy(client) -> None:
    old = whole_version(adopted=True, label="1.0")
    looked_at = look(client, target=old.strategy.pk, label="2.0")
    assert len(looked_at.context["plan"].missing) == 4
    assert "Titel und Laufzeit der Strategie ändern sich" in looked_at.content.decode()
    confirm(client, looked_at)
    assert old.strategy.versions.get(label="2.0").based_on == old


def test_faults_stand_at_the_field_of_the_file(client) -> None:
    data = version_data()
    data["wording"]["texts"][0]["summary"] = "x" * 301
    answer = look(client, data)
    sentence = "Text 1 („Zusammen digital“), summary: 301 Zeichen sind zu viele, erlaubt sind 300."
    assert answer.context["form"].errors["file"] == [sentence]
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Die übertragene Datei ist leer."),
        (b"{", "Die Datei ist kein gültiges JSON: Zeile 1, Zeichen 2."),
        ("{ü".encode("cp1252"), "Die Datei ist nicht in der Kodierung UTF-8 gespeichert."),
        (b" " * (MAX_BYTES + 1), "Die Datei ist größer als 10 Megabyte."),
    ],
    ids=["empty", "broken", "encoding", "too large"],
)
def test_what_is_no_such_file_gets_one_sentence(client, content: bytes, sentence: str) -> None:
    answer = client.post(IMPORT, {"file": upload(content), "target": "new"})
    assert answer.context["form"].errors["file"] == [sentence]


def test_without_a_file_nothing_happens(client) -> None:
    assert "file" in client.post(IMPORT, {"target": "new"}).context["form"].errors


def test_what_stands_in_the_way_is_said_at_once(client) -> None:
    draft = VersionFactory(label="1.0")
    errors = look(client, target=draft.strategy.pk).context["form"].errors
    assert errors == {
        "target": ["Hier ist schon eine Fassung in Arbeit."],
        "label": ["Eine Fassung mit dieser Bezeichnung gibt es schon."],
    }


def test_title_that_is_taken_is_said_at_once(client) -> None:
    StrategyFactory(slug="strategie-fuer-musterland")
    errors = look(client).context["form"].errors
    assert errors == {"title": ["Eine Strategie mit diesem Titel gibt es schon."]}


def test_title_that_somebody_took_meanwhile_is_refused(client) -> None:
    looked_at = look(client)
    StrategyFactory(slug="strategie-fuer-musterland")
    answer = confirm(client, looked_at)
    assert "Eine Strategie mit diesem Titel gibt es schon." in answer.content.decode()
    assert Strategy.objects.count() == 1


def test_file_that_was_put_aside_too_long_ago_is_asked_for_again(client) -> None:
    looked_at = look(client)
    cache.clear()
    answer = confirm(client, looked_at)
    assert answer.headers["Location"] == IMPORT
    assert "noch einmal" in client.get(IMPORT).content.decode()


def test_nobody_stores_what_somebody_else_has_looked_at(client, client_as, editor) -> None:
    looked_at = look(client)
    assert confirm(client_as(editor), looked_at).headers["Location"] == IMPORT
    assert not Strategy.objects.exists()


def test_tampered_confirmation_is_refused(client) -> None:
    form = look(client).context["form"]
    sent = {field.name: field.value() or "" for field in form}
    answer = client.post(IMPORT, {**sent, "target": "999", "label": "../x"})
    assert answer.status_code == 200
    assert not Strategy.objects.exists()


def test_file_that_was_edited_by_hand_is_announced(client) -> None:
    answer = look(client, as_bytes({**version_data(), "sha256": "0" * 64}))
    assert "wurde seit ihrer Ausgabe verändert" in answer.content.decode()


def test_consultant_takes_in_no_version(client_as, consultant) -> None:
    assert client_as(consultant).get(IMPORT).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "\0", "a" * 500, "../../etc"])
def test_what_is_no_token_brings_nothing_back(client, token) -> None:
    answer = client.post(IMPORT, {"token": token}, follow=True)
    assert "Bitte wählen Sie sie noch einmal." in answer.content.decode()
