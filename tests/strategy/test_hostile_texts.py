"""Whatever is typed, pasted, imported or smuggled into the database: readers get clean text."""

import pytest
from django.db import connection
from django.urls import reverse

from smartregion.core.richtext import clean
from smartregion.core.templatetags.richtext import richtext, richtext_below
from strategy.models import Element, ElementText, ElementTranslation
from tests.core.hostile import HOSTILE, traces_in
from tests.factories.strategy import TranslationFactory, whole_version

pytestmark = pytest.mark.behaviour("S10")
ALL = "<p>Anfang</p>" + "".join(HOSTILE.values()) + "<p>Ende</p>"


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_acts_or_loads_is_stored_or_shown(hostile: str) -> None:
    for cleaned in (clean(hostile), richtext(hostile), richtext_below(hostile, 2)):
        assert traces_in(cleaned) == []


@pytest.mark.django_db
def test_form_stores_both_languages_clean(client_as, office) -> None:
    version = whole_version()
    text = version.texts.get(element__kind=Element.Kind.FIELD)
    url = reverse(
        "strategy:text_edit", args=[version.strategy.slug, version.label, text.element_id]
    )
    sent = {"title": "Feld", "title_en": "Field", "body": ALL, "body_en": ALL, "lock_version": 1}
    assert client_as(office).post(url, sent).status_code == 302
    text.refresh_from_db()
    for body in (text.body, text.translations.get().body):
        assert traces_in(body) == []
        assert "Anfang" in body


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/en"])
def test_page_is_clean_even_if_the_database_is_not(client_as, office, language) -> None:
    version = whole_version()
    text = version.texts.get(element__kind=Element.Kind.FIELD)
    translation = TranslationFactory(text=text, body="<p>x</p>")
    _smuggle(ElementText, text.pk)
    _smuggle(ElementTranslation, translation.pk)
    url = reverse("strategy:version", args=[version.strategy.slug, version.label])
    page = client_as(office).get(language + url).content.decode()
    shown = page.partition("<p>Anfang</p>")[2].partition("<p>Ende</p>")[0]
    assert shown
    assert traces_in(shown) == []


def _smuggle(model: type[ElementText | ElementTranslation], pk: int) -> None:
    """Past all fields of the ORM, as a restored backup might bring it."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET body = %s WHERE id = %s", [ALL, pk])
