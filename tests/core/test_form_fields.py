"""Fields that several rooms share, and what they refuse."""

from typing import Any

import pytest
from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH

from smartregion.core import forms
from smartregion.core.forms import DateField, MomentField, RichTextField


@pytest.mark.parametrize(
    ("field", "slip"),
    [
        (DateField(), "0206-05-01"),
        (DateField(), "9999-12-31"),
        (MomentField(), "0001-01-01T00:00"),
        (MomentField(), "20266-01-01T00:00"),
    ],
)
def test_slip_in_the_year_is_refused(field: Any, slip: str) -> None:
    with pytest.raises(ValidationError):
        field.clean(slip)


@pytest.mark.parametrize(
    ("field", "given"), [(DateField(), "31.12.2030"), (MomentField(), "2030-12-31T18:00")]
)
def test_year_of_our_time_is_taken(field: Any, given: str) -> None:
    assert field.clean(given).year == 2030


def test_endless_formatted_text_is_refused_before_it_is_cleaned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cleaned: list[str] = []
    monkeypatch.setattr(forms, "clean", lambda text: cleaned.append(text) or text)
    with pytest.raises(ValidationError):
        RichTextField().clean("<div>" * 100_000)
    assert not cleaned


def test_formatted_text_is_clean_for_the_editor_wherever_it_was_stored_from() -> None:
    stored = "<p>Mehr Busse</p><img src=x onerror=alert(1)>"
    assert RichTextField().prepare_value(stored) == "<p>Mehr Busse</p>"
    assert RichTextField().prepare_value(None) is None


@pytest.mark.parametrize(("required", "words"), [(True, "Bitte wählen"), (False, "keine Angabe")])
def test_an_empty_choice_says_what_it_means(required: bool, words: str) -> None:
    class Choosing(django_forms.Form):
        town = django_forms.ChoiceField(choices=[BLANK_CHOICE_DASH[0], ("teltow", "Teltow")])

    form = Choosing()
    form.fields["town"].required = form.fields["town"].widget.is_required = required
    assert f'<option value="" selected>{words}</option>' in str(form["town"])
    assert '<option value="teltow">Teltow</option>' in str(form["town"])
