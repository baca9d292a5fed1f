"""Values as people say and write them."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from measures.spoken import said, understood, written

SCALE = ["Idee", "Probebetrieb", "Regelbetrieb"]


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("12500.000", "number", "12.500\N{NO-BREAK SPACE}Orte"), ("12.500", "number", "12,5\N{NO-BREAK SPACE}Orte"),
        ("0", "number", "0\N{NO-BREAK SPACE}Orte"), ("-3.000", "number", "-3\N{NO-BREAK SPACE}Orte"),
        ("45.500", "percent", "45,5\N{NO-BREAK SPACE}%"), ("100", "percent", "100\N{NO-BREAK SPACE}%"),
        ("1", "yes_no", "ja"), ("0", "yes_no", "nein"), ("2", "ordinal", "Probebetrieb (Stufe 2 von 3)"),
        ("7", "ordinal", "Stufe 7"),
    ],
)  # fmt: skip
def test_a_value_in_words(value: str, kind: str, words: str) -> None:
    assert said(Decimal(value), kind=kind, unit="Orte", scale=SCALE) == words


def test_no_value_is_a_dash() -> None:
    assert said(None, kind="number", unit="Orte") == "–"
    assert written(None, kind="number") == ""


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.250", "number", "1250"), ("1.250,5", "number", "1250.5"), ("27 Orte", "number", "27"),
        ("1250.5", "number", "1250.5"), ("45,5 %", "percent", "45.5"), ("Ja", "yes_no", "1"), ("nein", "yes_no", "0"),
        ("probebetrieb", "ordinal", "2"), ("3", "ordinal", "3"),
    ],
)  # fmt: skip
def test_what_was_typed_is_understood(text: str, kind: str, value: str) -> None:
    assert understood(text, kind=kind, unit="Orte", scale=SCALE) == Decimal(value)


@pytest.mark.behaviour("M9")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("viele", "number"), ("12 Leute", "number"), ("", "number"), ("vielleicht", "yes_no"),
        ("2", "yes_no"), ("0", "ordinal"), ("4", "ordinal"), ("²", "ordinal"), ("Fertig", "ordinal"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused_with_a_sentence(text: str, kind: str) -> None:
    with pytest.raises(ValueError, match="Bitte"):
        understood(text, kind=kind, unit="Orte", scale=SCALE)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("value", "kind"),
    [("12.5", "number"), ("0.125", "number"), ("12500", "number"), ("1", "yes_no"), ("2", "ordinal")],
)  # fmt: skip
def test_what_is_shown_in_the_form_is_understood_again(
    value: str, kind: str, language: str
) -> None:
    with override(language):
        text = written(Decimal(value), kind=kind, scale=SCALE)
        assert understood(text, kind=kind, scale=SCALE) == Decimal(value)
