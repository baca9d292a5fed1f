"""Short reports are worded shorter until they keep to their pages."""

from smartregion.reports.rendering import Stamp, book_of
from smartregion.reports.rendering.brevity import STEPS, excerpt, limits_of
from smartregion.reports.rendering.fitting import fitted
from tests.factories.evaluations import evaluation, report
from tests.factories.reports import chapters, content

KEYS = ("cycle_summary", "cycle_missing")


def short(kind: str = "cycle"):
    made = content(kind=kind, evaluation=evaluation(report(1)))
    made["chapters"] = chapters(*KEYS, kind=kind)
    return book_of(made, Stamp("a" * 64, "2026-06-15T12:00:00+02:00"))


def test_book_that_keeps_to_its_pages_is_left_alone():
    book = short()
    assert fitted(book, lambda _tried: 12) is book


def test_book_that_is_too_long_says_less_step_by_step():
    tried = []

    def pages(book):
        tried.append(book.content.get("brevity", 0))
        return 14 - tried[-1]

    assert fitted(short(), pages).content["brevity"] == 2
    assert tried == [0, 1, 2]


def test_shortest_wording_is_taken_where_nothing_helps():
    assert fitted(short(), lambda _tried: 99).content["brevity"] == len(STEPS) - 1


def test_book_without_a_limit_is_never_counted():
    def pages(_book):
        raise AssertionError

    book = short("final")
    assert fitted(book, pages) is book


def test_each_step_says_less_than_the_one_before():
    for name in ("rows", "text", "details", "names", "listed"):
        amounts = [getattr(step, name) for step in STEPS]
        assert amounts == sorted(amounts, reverse=True)
    assert limits_of({}) == STEPS[0]


def test_a_single_row_is_printed_instead_of_a_note_about_it():
    assert excerpt([1, 2, 3], 2).rows == [1, 2, 3]
    found = excerpt([1, 2, 3, 4], 2)
    assert (found.rows, found.more) == ([1, 2], 2)
