"""The same content always gives the same bytes."""

import datetime
import decimal
import math

import pytest

from smartregion.core.canonical import canonical_json, sha256_of


def test_canonical_json_sorts_keys_and_keeps_umlauts() -> None:
    assert canonical_json({"b": 1, "a": "Görzke"}) == '{"a":"Görzke","b":1}'


def test_canonical_json_is_the_same_whatever_the_order_of_writing() -> None:
    assert canonical_json({"x": [1, 2], "y": None}) == canonical_json({"y": None, "x": [1, 2]})


def test_canonical_json_writes_dates_and_decimals_as_text() -> None:
    content = {"on": datetime.date(2024, 5, 23), "eur": decimal.Decimal("1234.50")}
    assert canonical_json(content) == '{"eur":"1234.50","on":"2024-05-23"}'


@pytest.mark.parametrize("content", [{"x": math.nan}, {"x": object()}])
def test_canonical_json_refuses_what_has_no_single_form(content: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical_json(content)


def test_sha256_of_is_the_known_hash_of_a_known_text() -> None:
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256_of("abc") == expected
