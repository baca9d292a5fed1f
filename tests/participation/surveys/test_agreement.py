"""Cohen's kappa against values that were computed by hand."""

from collections.abc import Iterable

import pytest

from participation.surveys.statistics.agreement import (
    CodeAgreement,
    Strength,
    agreement_of,
    strength_of,
)


# (both, first only, second only, neither) → kappa, worked out on paper:
#   20 5 10 15: p_o = 35/50, p_e = (25·30 + 25·20)/2500 = 0.5, kappa = 0.2/0.5
#   45 15 25 15: p_o = 0.6, p_e = (60·70 + 40·30)/10000 = 0.54, kappa = 0.06/0.46
#   25 35 5 35: p_o = 0.6, p_e = (60·30 + 40·70)/10000 = 0.46, kappa = 0.14/0.54
#   0 10 10 0: p_o = 0, p_e = 0.5, kappa = −1
#   1 1 0 98: p_o = 0.99, p_e = (2·1 + 98·99)/10000 = 0.9704, kappa = 0.0196/0.0296
@pytest.mark.behaviour("Q28")
@pytest.mark.parametrize(
    ("fields", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),
        ((45, 15, 25, 15), 0.06 / 0.46),
        ((25, 35, 5, 35), 0.14 / 0.54),
        ((0, 10, 10, 0), -1.0),
        ((1, 1, 0, 98), 0.0196 / 0.0296),
        ((7, 0, 0, 5), 1.0),
        # One gives the code sometimes, the other never: they agree as chance would have it.
        ((0, 3, 0, 7), 0.0),
    ],
)
def test_kappa_is_what_paper_says(fields: tuple[int, int, int, int], kappa: float) -> None:
    assert CodeAgreement(*fields).kappa == pytest.approx(kappa, abs=1e-12)


@pytest.mark.parametrize("fields", [(0, 0, 0, 0), (0, 0, 0, 9), (9, 0, 0, 0)])
def test_without_variance_kappa_is_not_defined(fields: tuple[int, int, int, int]) -> None:
    assert CodeAgreement(*fields).kappa is None
    assert CodeAgreement(*fields).strength is None


def sets(words: Iterable[str]) -> list[tuple[set[str], set[str]]]:
    """ "ab|a" are two codes by the first person and one by the second."""
    return [(set(first), set(second)) for first, second in (each.split("|") for each in words)]


@pytest.mark.behaviour("Q28")
def test_several_codes_for_a_text_give_a_kappa_for_each() -> None:
    found = agreement_of(sets(["ab|a", "a|a", "b|b", "|", "|b"]), ["a", "b", "c"])
    tables = dict(found.by_code)
    assert tables["a"] == CodeAgreement(2, 0, 0, 3)
    # b: both 1, first 1, second 1, neither 2; p_o = 3/5, p_e = (2·2 + 3·3)/25 = 13/25.
    assert tables["b"].kappa == pytest.approx((15 - 13) / (25 - 13))
    assert tables["c"].kappa is None
    assert found.mean_kappa == pytest.approx((1 + 2 / 12) / 2)
    assert (found.alike, found.share_alike, found.undefined) == (3, 0.6, 1)
    assert found.is_small


def test_without_texts_nothing_is_claimed() -> None:
    found = agreement_of([], ["a"])
    assert (found.share_alike, found.mean_kappa, found.strength) == (None, None, None)


@pytest.mark.parametrize(
    ("kappa", "strength"),
    [
        (-0.01, Strength.POOR),
        (0.0, Strength.SLIGHT),
        (0.204, Strength.SLIGHT),
        (0.205001, Strength.FAIR),
        (0.40, Strength.FAIR),
        (0.41, Strength.MODERATE),
        (0.80, Strength.SUBSTANTIAL),
        (0.81, Strength.PERFECT),
        (1.0, Strength.PERFECT),
    ],
)
def test_words_are_those_of_landis_and_koch(kappa: float, strength: Strength) -> None:
    assert strength_of(kappa) == strength
