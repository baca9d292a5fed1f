"""Short reports keep to their pages, whatever is reported."""

import json

import page
import pytest

from smartregion.core.canonical import canonical_json
from smartregion.reports.outlines import OUTLINES
from tests.factories.evaluations import cost, evaluation, grant, indicator, report, step
from tests.factories.reports import (
    chapters,
    content,
    cycle,
    light,
    measure,
    passage,
    question,
    survey,
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("printed report")]
LONG = "Donaudampfschifffahrtsgesellschaft und Verwaltungsdigitalisierungskoordination. " * 125
MANY, WAITING = 100, 15


def typical():
    """Some measures of each kind, everything said in a sentence or two."""
    shown = ("green", "yellow", "missing")
    reports = [report(place, shown[place % 3], decision_needed="") for place in range(1, 13)]
    reports[0]["decision_needed"] = "Ob der Zuschuss steigt."
    return evaluation(
        *reports,
        costs=[cost(place, (2025, "1000.50", "990.10")) for place in range(1, 13)],
        grants=[grant(1, "5000.00")],
        indicators=[indicator(place, "3", "9") for place in range(1, 9)],
    )


def overfull():
    """Two hundred measures, none of them on plan, and every text as long as 10,000 characters."""
    words = {"title": LONG, "lead": LONG[:200], "done_since": LONG, "next_steps": [LONG]}
    words |= {"reasons": [{"text": LONG, "is_quoted": True, "label": "Hindernisse"}]}
    red = [report(place, "yellow", **words) for place in range(1, MANY)]
    for each in red[:WAITING]:
        each["decision_needed"] = LONG
    missing = [report(place, "missing", **words) for place in range(MANY, 2 * MANY)]
    told = evaluation(
        *red,
        *missing,
        costs=[cost(place, (2025, "1000.50", "990.10")) for place in range(1, MANY)],
        grants=[grant(place, "5000.00", programme=LONG) for place in range(1, MANY)],
        indicators=[indicator(place, "3", "9", name=LONG) for place in range(1, MANY)],
        corrections=[
            {
                "id": "x", "number": "HF1-M01", "title": LONG, "on": "2026-03-01", "reason": LONG,
                "changes": [{"part": "Ampel", "before": LONG, "after": LONG}],
            }
        ] * 20,
    )  # fmt: skip
    steps = [step(place, step=LONG) for place in range(1, MANY)]
    told["milestones"] |= dict.fromkeys(("overdue", "reached", "next"), steps)
    return told


def before_annexes(book) -> int:
    """Pages up to the first annex, by the outline of the file."""
    annex = next(
        (each for each in book.reader.outline if "Anhang" in getattr(each, "title", "")), None
    )
    return book.reader.get_destination_page_number(annex) if annex else len(book.pages)


@pytest.mark.parametrize("kind", ["cycle", "council"])
@pytest.mark.parametrize("told", [typical, overfull, evaluation])
def test_short_report_keeps_to_its_pages_and_can_be_read_by_everybody(print_book, kind, told):
    keys = [key for key in OUTLINES[kind].keys if key.startswith(("cycle_", "council"))]
    if told is overfull:
        keys = [key for key in keys if key != "cycle_register"]
    made = content(kind=kind, evaluation=told(), is_publication=OUTLINES[kind].is_publication)
    book = print_book(json.loads(canonical_json({**made, "chapters": chapters(*keys, kind=kind)})))
    assert before_annexes(book) <= OUTLINES[kind].most_pages
    report = page.validate_pdf(str(book.file), profile="ua1")
    assert {failure.rule_id for failure in report.failures} == set()


def test_foreword_counts_among_the_pages_of_a_short_report(print_book):
    keys = [
        key
        for key in OUTLINES["cycle"].keys
        if key.startswith("cycle_") and key != "cycle_register"
    ]
    foreword = {"text": f"<p>{LONG}</p>", "by": "Die Landrätin", "picture": "", "picture_alt": ""}
    made = content(kind="cycle", evaluation=overfull(), foreword=foreword)
    made["chapters"] = chapters(*keys, kind="cycle")
    book = print_book(json.loads(canonical_json(made)))
    assert "Die Landrätin" in book.text
    assert before_annexes(book) <= OUTLINES["cycle"].most_pages


def test_summary_keeps_to_two_pages_however_much_there_is_and_however_long(print_book):
    fields = [passage(LONG[:500], f"HF{place}", name=f"Feld {place}") for place in range(20)]
    works = [measure(f"HF1-M{place:02d}", LONG[:500]) for place in range(30)]
    reported = cycle(*works)
    reported["missing"] = [
        {"number": each["card"]["number"], "title": LONG[:500]} for each in works
    ]
    lights = [{"light": light(value), "count": 1000} for value in ("green", "yellow", "missing")]
    reported["fields"] = [
        {"number": "1", "name": each["name"], "lights": lights} for each in fields
    ]
    asked = question(1, LONG[:500])
    asked["counts"][0]["label"] = LONG[:500]
    made = content(
        *works,
        reading={
            **content()["reading"],
            "fields": fields,
            "vision": [passage("V", summary=LONG[:500])],
        },
        cycle=reported,
        surveys=[survey(*[asked] * 9)],
        chapters=chapters("summary", "outlook"),
    )
    book = print_book(json.loads(canonical_json(made)))
    first, after = (each for each in book.reader.outline if not isinstance(each, list))
    number = book.reader.get_destination_page_number
    assert number(after) - number(first) == 2
