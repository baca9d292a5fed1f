"""Form parts that all rooms share."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from smartregion.core.forms import MomentField, refusals_on, sent


class WindowForm(forms.Form):
    until = forms.CharField(required=False)


def refused(refusal: ValidationError, field: str | None = None) -> dict[str, list[str]]:
    form = WindowForm({})
    with refusals_on(form, field=field):
        raise refusal
    return dict(form.errors)


def test_refusal_stands_above_the_form_or_at_its_field():
    assert refused(ValidationError("Nein.")) == {"__all__": ["Nein."]}
    assert refused(ValidationError("Nein."), field="until") == {"until": ["Nein."]}


def test_refusal_that_names_its_field_goes_there():
    named = ValidationError({"until": "Zu spät."})
    assert refused(named) == refused(named, field="until") == {"until": ["Zu spät."]}


def test_other_errors_are_not_swallowed():
    with pytest.raises(RuntimeError), refusals_on(WindowForm({})):
        raise RuntimeError


def test_form_sent_empty_is_still_sent(rf):
    assert sent(rf.get("/?x=1")) is None
    assert sent(rf.post("/")) is not None


@pytest.mark.parametrize("text", ["2026-12-31T18:00", "31.12.2026 18:00"])
def test_moment_is_read_in_both_notations(text):
    assert f"{MomentField().clean(text):%d.%m.%Y %H:%M %Z}" == "31.12.2026 18:00 CET"


def test_moment_without_a_time_is_refused():
    with pytest.raises(ValidationError, match="Tag und Uhrzeit"):
        MomentField().clean("31.12.2026")
