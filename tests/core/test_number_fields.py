"""Numbers in forms, as Germans and Britons type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from smartregion.core.fields import DecimalField, EuroField, PercentField
from smartregion.core.numbers import typed_number

pytestmark = [pytest.mark.behaviour("M5"), pytest.mark.slow]


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,50", "1234.50"), ("1234.50", "1234.50"), ("1234,5", "1234.5"),
        ("1,234.50", "1234.50"), ("285.000", "285000"), ("285000", "285000"),
        ("1.250.000 €", "1250000"), ("0", "0"), ("12.50", "12.50"), ("1 250 000,00", "1250000"),
        ("€ 1,200.50", "1200.50"), ("1,250,000", "1250000"), ("12,5 Euro", "12.5"), ("300 EUR", "300"),
    ],
)  # fmt: skip
def test_euro_field_reads_german_and_english_amounts(typed: str, amount: str) -> None:
    assert EuroField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "nie negativ"), ("\N{MINUS SIGN}5", "nie negativ"),
        ("1,234", "auf den Cent genau"), ("1.234,567", "auf den Cent genau"), ("0.500", "auf den Cent genau"),
        ("viel", "Betrag in Euro"), ("12,34,5", "Betrag in Euro"), ("1.2345,00", "Betrag in Euro"),
        ("NaN", "Betrag in Euro"), ("1e999", "Betrag in Euro"), ("1e3", "Betrag in Euro"),
        ("99999999999", "zu groß"),
    ],
)  # fmt: skip
def test_euro_field_says_in_one_sentence_what_is_no_amount(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        EuroField().clean(typed)


def test_numbers_of_a_spreadsheet_are_not_read_as_text() -> None:
    """285.125 as a number is not 285125, which the same signs mean as a German text."""
    assert DecimalField(decimal_places=3).clean(285.125) == Decimal("285.125")
    assert EuroField().clean(Decimal("1234.5")) == Decimal("1234.5")
    assert EuroField().clean(0) == 0


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("amount", ["1234567.50", "1234.00", "999.99", "0.10", "285000.00"])
def test_amount_is_shown_as_it_is_read(language: str, amount: str) -> None:
    with translation.override(language):
        shown = EuroField().prepare_value(Decimal(amount))
        assert EuroField().clean(shown) == Decimal(amount)


def test_amount_is_shown_in_the_language_of_the_page(english: None) -> None:
    assert EuroField().prepare_value(Decimal("1234567.50")) == "1,234,567.50"
    with translation.override("de"):
        assert EuroField().prepare_value(Decimal("1234567.50")) == "1.234.567,50"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("value", ["1.234", "-0.5", "12345.678", "100.000", "7"])
def test_measured_value_is_shown_as_it_is_read(language: str, value: str) -> None:
    field = DecimalField(max_digits=14, decimal_places=3)
    with translation.override(language):
        assert field.clean(field.prepare_value(Decimal(value))) == Decimal(value)


def test_lonely_group_is_read_in_the_language_of_the_page(english: None) -> None:
    assert (typed_number("1,234"), typed_number("1.234")) == (Decimal(1234), Decimal("1.234"))
    with translation.override("de"):
        assert (typed_number("1,234"), typed_number("1.234")) == (Decimal("1.234"), Decimal(1234))


def test_what_was_typed_wrong_comes_back_as_it_was() -> None:
    assert EuroField().prepare_value("12,34,5") == "12,34,5"


@pytest.mark.parametrize(("typed", "share"), [("62,5 %", "62.5"), ("100", "100"), ("0%", "0")])
def test_share_is_read_with_and_without_its_sign(typed: str, share: str) -> None:
    assert PercentField().clean(typed) == Decimal(share)


@pytest.mark.parametrize("typed", ["100,01", "-1", "halb", "33,333"])
def test_share_outside_of_0_to_100_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        PercentField().clean(typed)
