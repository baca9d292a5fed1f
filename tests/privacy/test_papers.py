"""The papers say what is really set up and really stored."""

import io
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override

from smartregion.accounts.models import Role
from smartregion.core.retention import Retention, rule_of
from smartregion.identity_providers import IdentityProvider
from smartregion.privacy.paper import paper_docx, paper_markdown, paper_pdf, together
from smartregion.privacy.papers import PaperKind, paper_of
from smartregion.privacy.papers.facts import facts
from smartregion.privacy.papers.kept import recipients
from smartregion.privacy.queries.titles import title_of
from tests.cast import ClientAs, person
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = "sehr-geheim-4711"


@pytest.fixture(autouse=True)
def county() -> Any:
    return CountyFactory()


def text_of(kind: PaperKind, language: str = "de") -> str:
    with override(language):
        return paper_markdown(paper_of(kind, at=NOON))


@pytest.mark.behaviour("D5")
def test_every_stored_column_stands_in_the_record() -> None:
    text = text_of(PaperKind.PROCESSING)
    held = [model for model in apps.get_models() if isinstance(rule_of(model), Retention)]
    assert len(held) > 50
    for model in held:
        [line] = [line for line in text.splitlines() if line.startswith(f"| {model._meta.label} |")]
        words, names = ({*cell.strip().split(sign)} for cell, sign in zip(line.split("|")[3:5], ("; ", ", "), strict=True))  # fmt: skip
        for column in model._meta.concrete_fields:
            assert title_of(column) in words if title_of(column) else column.name in names, column


def test_what_tells_of_people_stands_in_words_in_the_record() -> None:
    text = text_of(PaperKind.PROCESSING)
    [line] = [line for line in text.splitlines() if line.startswith("| accounts.Invitation |")]
    assert "E-Mail-Adresse; Anzeigename; Organisation; Rollen" in line
    # Whoever did something in office, under whatever name the column has.
    assert "wer gehandelt hat" in line
    assert line.split("|")[4].strip() == "id, token_hash, revoked_at"


@pytest.mark.behaviour("D5")
def test_every_period_stands_in_the_notice() -> None:
    text = text_of(PaperKind.NOTICE)
    rules = [rule for model in apps.get_models() if isinstance(rule := rule_of(model), Retention)]
    for rule in rules:
        assert str(rule.period) in text
        assert f"| {rule.label} |" in text


@pytest.mark.behaviour("D5")
def test_a_map_server_is_named_where_one_is_used(settings: Any) -> None:
    assert "kacheln.example" not in text_of(PaperKind.NOTICE)
    settings.TILE_URL = "https://kacheln.example/{z}/{x}/{y}.png"
    for kind in (PaperKind.NOTICE, PaperKind.PROCESSING, PaperKind.MEASURES, PaperKind.PROCESSORS):
        assert "kacheln.example" in text_of(kind), kind


@pytest.mark.behaviour("D5")
def test_services_are_named_by_their_host_and_without_secrets(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_HOST_PASSWORD = "post.example", SECRET
    settings.REDIS_URL = f"rediss://user:{SECRET}@redis.example:6379/0"
    settings.IDENTITY_PROVIDERS = [
        IdentityProvider(id="kreis", name="Kreiskonto", server="https://anmelden.example/realm", client_id="smartregion", client_secret=SECRET, trusts_email=True)
    ]  # fmt: skip
    settings.SESSION_COOKIE_AGE, settings.SESSION_IDLE_AGE = 5 * 3600, 3 * 3600
    text = text_of(PaperKind.NOTICE) + text_of(PaperKind.PROCESSORS) + text_of(PaperKind.MEASURES)
    for words in (
        "post.example", "redis.example", "Kreiskonto", "anmelden.example",
        "5 Stunden und ohne Besuch 3", "5 Stunden, ohne Besuch nach 3",
    ):  # fmt: skip
        assert words in text, words
    assert SECRET not in text


def test_roles_that_need_a_second_factor_are_those_of_the_settings(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = ["analyst"]
    text = text_of(PaperKind.MEASURES)
    assert "Auswertung" in text
    assert "Stabsstelle" not in text


def test_nothing_is_enumerated_where_there_is_nothing(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = []
    assert "für keine Rolle Pflicht" in text_of(PaperKind.MEASURES)
    alone = replace(facts(), database_host="", redis_host="", mail_host="", tile_host="")
    with override("de"):
        part = recipients("Empfänger", alone, "Vorweg.")
        used = recipients("Empfänger", replace(alone, mail_host="post.example"), "Vorweg.")
    assert part.table is None
    assert part.paragraphs[1].startswith("Kein anderer Dienst")
    assert used.paragraphs == ("Vorweg.",)
    assert [row[1] for row in used.table.rows] == ["post.example"]


@pytest.mark.behaviour("D5")
def test_the_data_protection_officer_is_named_or_asked_for(county: Any) -> None:
    for kind in (PaperKind.NOTICE, PaperKind.PROCESSING):
        assert "bitte ergänzen" in text_of(kind)
    county.data_protection_contact = "Beauftragte des Kreises\r\ndsb@example.org\n"
    county.save()
    for kind in (PaperKind.NOTICE, PaperKind.PROCESSING):
        assert "Beauftragte des Kreises, dsb@example.org" in text_of(kind).replace("\n\n", " ")
        assert "Datenschutzbeauftragten: bitte ergänzen" not in text_of(kind)


def test_without_encryption_the_paper_says_so(settings: Any) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"
    assert "Unverschlüsselt" in text_of(PaperKind.MEASURES)
    settings.PUBLIC_URL = "https://beteiligung.example"
    assert "Unverschlüsselt" not in text_of(PaperKind.MEASURES)


@pytest.mark.parametrize("kind", PaperKind)
def test_every_paper_is_written_in_every_format(kind: PaperKind) -> None:
    from docx import Document

    paper = paper_of(kind, at=NOON)
    assert paper_pdf(paper).startswith(b"%PDF-1.7")
    document = Document(io.BytesIO(paper_docx(paper)))
    assert document.paragraphs[0].text == paper.title
    assert len(document.tables) == sum(part.table is not None for part in paper.parts)


@pytest.mark.page
def test_the_office_reads_and_takes_them_along(editor: Any, client_as: ClientAs) -> None:
    client = client_as(person("keeper", Role.DATA_PROTECTION))
    kind = PaperKind.NOTICE.value
    assert client.get(reverse("privacy:retention")).status_code == 200
    assert client.get(reverse("privacy:paper", args=[kind])).status_code == 200
    taken = client.get(reverse("privacy:paper_file", args=[kind, "md"]))
    assert taken["Content-Disposition"] == f'attachment; filename="{kind}.md"'
    assert client.get(reverse("privacy:paper_file", args=[kind, "exe"])).status_code == 404
    assert client.get(reverse("privacy:paper", args=["anderes"])).status_code == 404
    assert client_as(editor).get(reverse("privacy:retention")).status_code == 403


def test_no_line_ends_between_an_article_and_its_number() -> None:
    assert together("nach Art. 30 DSGVO") == "nach Art.\u00a030 DSGVO"
    assert together("Art. des Datums") == "Art. des Datums"
