"""What a released question says as one number: shares, means, their base and how far chance reaches."""

from decimal import Decimal
from typing import Any

import pytest

from measures.surveyed import NotReadable, Reading, parts_of, read
from participation.surveys.results import (
    Count,
    QuestionResult,
    RowResult,
    Spread,
    SurveyResults,
    results_to_json,
)
from participation.surveys.statistics.differences import Share, wilson


def counts(**given: int) -> tuple[Count, ...]:
    total = sum(given.values())
    return tuple(Count(code, code.upper(), n, n / total) for code, n in given.items())


def question(kind: str = "single", code: str = "bus", **values: Any) -> QuestionResult:
    usual = {"number": 1, "text": "Fährt der Bus?", "shown": 400, "answered": 400}
    return QuestionResult(code=code, type=kind, **{**usual, **values})


def release(*questions: QuestionResult, weighting: str = "", **content: Any) -> dict[str, Any]:
    results = SurveyResults(
        slug="umfrage", title="Umfrage", language="de", responses=400, examples=0, first_on=None,
        last_on=None, versions=(), questions=questions, weighting=weighting,
    )  # fmt: skip
    return {"figures": {"de": results_to_json(results)}, "is_interim": False, **content}


def share(content: dict[str, Any], *options: str, code: str = "bus") -> Reading:
    return read(content, code, "share", options)


def test_a_share_is_told_with_its_base_and_its_margin() -> None:
    found = share(release(question(counts=counts(ja=180, nein=220))), "ja")
    low, high = wilson(Share(0.45, 400))
    assert (found.value, found.base_n, found.is_weighted) == (Decimal("45.0"), 400, False)
    assert found.margin == Decimal("4.9")
    assert abs(float(found.margin) - 50 * (high - low)) < 0.1


def test_answers_that_exclude_each_other_are_added() -> None:
    content = release(question("scale", counts=counts(a=40, b=120, c=240)))
    assert share(content, "a", "b").value == Decimal("40.0")


def test_where_several_answers_are_possible_nothing_is_added() -> None:
    content = release(question("multiple", counts=counts(bus=300, bahn=250)))
    with pytest.raises(NotReadable, match="nicht addieren"):
        share(content, "bus", "bahn")


def test_a_row_of_a_matrix_is_read_by_itself() -> None:
    row = RowResult("bus", "mit dem Bus", 380, counts(gut=190, schlecht=190), None)
    content = release(question("matrix", "zufrieden", rows=(row,)))
    found = share(content, "gut", code="zufrieden.bus")
    assert (found.value, found.base_n) == (Decimal("50.0"), 380)
    with pytest.raises(NotReadable, match="nicht enthalten"):
        share(content, "gut", code="zufrieden")


def test_a_mean_has_the_margin_of_its_deviation() -> None:
    spread = Spread(n=100, mean=3.456, median=3, sd=1.0, low=1, high=5)
    found = read(release(question("scale", spread=spread)), "bus", "mean", [])
    assert (found.value, found.base_n, found.margin) == (Decimal("3.46"), 100, Decimal("0.20"))


def test_of_few_a_share_of_nobody_still_has_a_margin() -> None:
    content = release(question(answered=10, counts=counts(ja=0, nein=10)))
    assert share(content, "ja").margin == Decimal("13.9")


def test_weighting_costs_certainty_and_its_shares_are_whole() -> None:
    asked = question(counts=counts(ja=180, nein=220))
    plain = share(release(asked), "ja")
    weighted = share(release(asked, weighting="Alter", design_effect=2.0), "ja")
    assert weighted.value == 45
    assert (plain.margin, weighted.margin) == (Decimal("4.9"), 7)


def test_an_older_weighted_release_does_not_say_what_weighting_cost() -> None:
    content = release(question(counts=counts(ja=180, nein=220)), weighting="Alter")
    assert share(content, "ja").margin is None


def test_what_the_protection_hides_is_not_worked_out() -> None:
    hidden = (Count("ja", "JA", 0, None, is_protected=True), Count("nein", "NEIN", 390, 0.975))
    with pytest.raises(NotReadable, match="verdeckt"):
        share(release(question(counts=hidden)), "ja")
    with pytest.raises(NotReadable, match="verdeckt"):
        share(release(question(answered=0, is_protected=True, counts=hidden)), "nein")


def test_what_was_not_asked_is_not_read() -> None:
    content = release(question(counts=counts(ja=1, nein=1)))
    with pytest.raises(NotReadable, match="gibt es in dieser Umfrage nicht"):
        share(content, "vielleicht")
    with pytest.raises(NotReadable, match="Mittelwert"):
        read(content, "bus", "mean", [])


def test_classes_of_numbers_are_no_answers_to_count() -> None:
    spread = Spread(n=9, mean=3, median=3, sd=1, low=1, high=5)
    results = SurveyResults(
        slug="u", title="U", language="de", responses=9, examples=0, first_on=None, last_on=None,
        versions=(),
        questions=(
            question("number", "tage", counts=counts(a=5, b=4), spread=spread),
            question("long_text", "warum"),
        ),
    )  # fmt: skip
    assert [(part.code, part.counts) for part in parts_of(results)] == [("tage", ())]
