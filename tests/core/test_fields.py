"""Formatted columns are clean however they are written."""

import pytest

from strategy.models import ElementText, ElementTranslation
from tests.factories.strategy import ElementTextFactory, TranslationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("S10")]
DIRTY = '<p onclick="x()">Gut</p><script>x()</script><img src="https://example.org/x.png">'
CLEAN = "<p>Gut</p>"


def test_save_cleans_the_row_and_the_object_in_memory() -> None:
    text = ElementTextFactory(body=DIRTY)
    assert text.body == CLEAN
    assert ElementText.objects.get().body == CLEAN


def test_update_cleans() -> None:
    ElementTextFactory()
    ElementText.objects.update(body=DIRTY)
    assert ElementText.objects.get().body == CLEAN


def test_bulk_create_cleans() -> None:
    draft = ElementTextFactory()
    element = ElementTextFactory(
        version__strategy=draft.version.strategy, version__state="withdrawn"
    )
    ElementText.objects.bulk_create(
        [ElementText(version=draft.version, element=element.element, title="Neu", body=DIRTY)]
    )
    assert ElementText.objects.get(title="Neu").body == CLEAN


def test_bulk_update_cleans() -> None:
    text = ElementTextFactory()
    text.body = DIRTY
    ElementText.objects.bulk_update([text], ["body"])
    assert ElementText.objects.get().body == CLEAN


def test_translations_are_cleaned_in_the_same_way() -> None:
    translation = TranslationFactory(body=DIRTY)
    assert translation.body == CLEAN
    ElementTranslation.objects.update(body=DIRTY)
    assert ElementTranslation.objects.get().body == CLEAN


def test_migrations_see_a_plain_text_column() -> None:
    field = ElementText._meta.get_field("body")
    assert field.deconstruct()[1] == "django.db.models.TextField"
