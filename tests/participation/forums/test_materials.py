"""Files and links beside a topic."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from participation.forums.models import TopicMaterial
from tests.factories.forums import TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "own_media")]
PDF = b"%PDF-1.7\n1 0 obj"


@pytest.fixture
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def address(name, topic, *args):
    return reverse(f"forums:{name}", args=[topic.forum.slug, topic.slug, *args])


def lay_out(client, topic, **fields):
    return client.post(address("materials", topic), {"title": "Plan", "link": "", **fields})


def pdf(name="Plan für Ämter.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="text/html")


def test_file_is_laid_out_and_handed_out_to_be_kept(client_as, office, anonymous_client, own_media):
    topic = TopicFactory()
    lay_out(client_as(office), topic, file=pdf())
    material = topic.materials.get()
    assert (material.content_type, material.size) == ("application/pdf", len(PDF))
    [stored] = [path for path in own_media.rglob("*") if path.is_file()]
    assert "Plan" not in stored.name
    page = anonymous_client.get(topic.get_absolute_url()).content.decode()
    assert "Dokument (PDF), 16\xa0Bytes" in page
    answer = anonymous_client.get(address("material", topic, material.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not answer.cookies


def test_link_stands_beside_the_topic_under_its_title(client_as, office, anonymous_client):
    topic = TopicFactory()
    lay_out(client_as(office), topic, link="www.example.de/plan")
    page = anonymous_client.get(topic.get_absolute_url()).content.decode()
    assert 'href="https://www.example.de/plan"' in page
    assert "www.example.de</span>" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Bitte wählen Sie eine Datei oder geben Sie einen Link an."),
        ({"file": "pdf", "link": "https://example.de"}, "nicht beides"),
        ({"link": "javascript:alert(1)"}, "eine vollständige Adresse"),
        ({"link": "ftp://example.de/plan"}, "eine vollständige Adresse"),
        ({"file": "page"}, "kein PDF, kein Bild und kein Office-Dokument"),
        ({"file": "pdf", "title": ""}, "Dieses Feld"),
    ],
)
def test_what_cannot_be_laid_out_is_refused(fields, sentence, client_as, office, own_media):
    files = {"pdf": pdf(), "page": SimpleUploadedFile("plan.pdf", b"<script>alert(1)</script>")}
    given = {key: files.get(value, value) for key, value in fields.items()}
    page = lay_out(client_as(office), TopicFactory(), **given).content.decode()
    assert sentence in page
    assert not TopicMaterial.objects.exists()
    assert not [path for path in own_media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["material", "material_remove", "material_move"])
def test_material_of_another_topic_or_of_a_draft_is_not_there(
    name, client_as, office, anonymous_client
):
    draft = TopicFactory(draft=True)
    client = client_as(office)
    lay_out(client, draft, file=pdf())
    pk = draft.materials.get().pk
    assert anonymous_client.get(address("material", draft, pk)).status_code == 404
    assert client.post(address(name, TopicFactory(), pk)).status_code in (404, 405)
    answer = client.get(address("material", draft, pk))
    assert b"".join(answer.streaming_content) == PDF


def test_material_is_put_in_order(client_as, office):
    topic, client = TopicFactory(), client_as(office)
    for title in "abc":
        lay_out(client, topic, title=title, link="https://example.de")

    def titles():
        return "".join(one.title for one in topic.materials.all())

    for title, direction, order in (("c", "up", "acb"), ("a", "down", "cab"), ("c", "up", "cab")):
        moved = topic.materials.get(title=title)
        client.post(address("material_move", topic, moved.pk), {"direction": direction})
        assert titles() == order


def test_file_goes_with_its_material(
    client_as, office, own_media, django_capture_on_commit_callbacks
):
    topic, client = TopicFactory(), client_as(office)
    lay_out(client, topic, file=pdf())
    pk = topic.materials.get().pk
    assert (
        "Eine Datei wird gelöscht."
        in client.get(address("material_remove", topic, pk)).content.decode()
    )
    assert [path for path in own_media.rglob("*") if path.is_file()]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("material_remove", topic, pk))
    assert not topic.materials.exists()
    assert not [path for path in own_media.rglob("*") if path.is_file()]
