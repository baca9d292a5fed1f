"""Readable addresses from German words."""

import pytest

from smartregion.core.slugs import free_slug, german_slug


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Mobilität & Straße", "mobilitaet-strasse"),
        ("Über die Größe", "ueber-die-groesse"),
        ("?!", ""),
    ],
)
def test_slug_spells_umlauts_out(words, slug):
    assert german_slug(words) == slug


def test_slug_never_ends_with_a_hyphen_where_it_is_cut():
    assert german_slug("zwei Wörter", length=5) == "zwei"


def test_slug_counts_on_until_one_is_free():
    assert free_slug("Wald", taken=[], otherwise="ort") == "wald"
    assert free_slug("Wald", taken=["wald", "wald-2"], otherwise="ort") == "wald-3"


def test_slug_of_words_without_letters_falls_back():
    assert free_slug("?!", taken=["ort"], otherwise="ort") == "ort-2"
