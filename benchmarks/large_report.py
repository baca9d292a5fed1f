"""The final report of the demo county, grown to a given size: its own words, figures and profiles, repeated."""

import copy
import itertools
from typing import Any

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.reports.rendering import Book, Stamp, book_of

Content = dict[str, Any]
TAKEN_AT = "2026-06-15T12:00:00+02:00"
# Without the chapters that grow with the number of measures: their pages are counted as profiles.
USUAL = ("summary", "vision", "participation", "fields", "outlook", "profiles", "method")


def grown(content: Content, *, profiles: int, charts: int) -> Book:
    """The book with so many profiles, a page each, and charts."""
    whole = copy.deepcopy(content)
    whole["measures"] = _repeated(_brief(whole["measures"]), profiles, _renumbered)
    _grow_surveys(whole["surveys"], charts)
    chosen = [key for key in USUAL if profiles or key != "profiles"]
    whole["chapters"] = [each for each in whole["chapters"] if each["key"] in chosen]
    return book_of(whole, Stamp(sha256_of(canonical_json(whole)), TAKEN_AT, is_draft=True))


def changed(book: Book) -> Book:
    """The same with one chapter changed: an outlook that ends with another sentence."""
    content = copy.deepcopy(book.content)
    for each in content["chapters"]:
        if each["key"] == "outlook":
            each["conclusion"] = "<p>Der nächste Bericht erscheint in einem Jahr.</p>"
    return book_of(content, book.stamp)


def _brief(measures: list[Content]) -> list[Content]:
    """The half told in the fewest words: they keep to their page, without full texts behind it."""
    return sorted(measures, key=lambda measure: len(canonical_json(measure)))[: len(measures) // 2]


def _grow_surveys(surveys: list[Content], charts: int) -> None:
    shown = [survey for survey in surveys if survey["results"]["questions"]]
    for survey, share in zip(shown, _shares(charts, len(shown)), strict=True):
        results = survey["results"]
        results["questions"] = _repeated(results["questions"], share, _asked_again)


def _shares(total: int, parts: int) -> list[int]:
    return [total // parts + (place < total % parts) for place in range(parts)]


def _repeated(things: list[Content], count: int, again: Any) -> list[Content]:
    endless = itertools.cycle(things)
    return [again(copy.deepcopy(next(endless)), number) for number in range(1, count + 1)]


def _renumbered(measure: Content, number: int) -> Content:
    card = measure["card"]
    card["number"], card["title"] = f"HF9-M{number:03}", f"{card['title']} ({number})"
    return measure


def _asked_again(question: Content, number: int) -> Content:
    question["number"] = number
    return question
