"""Keeping a short report to the pages its kind may have, by wording it shorter (see brevity.py)."""

from collections.abc import Callable

from smartregion.reports.rendering.book import Book, in_other_words
from smartregion.reports.rendering.brevity import STEPS


def fitted(book: Book, pages_of: Callable[[Book], int]) -> Book:
    """The book in the longest wording that keeps to its pages.

    ``pages_of`` counts what stands before the annexes. Where even the shortest wording is too long (a chapter
    that somebody wrote fills the pages), it is taken all the same: nothing is clipped.
    """
    step = 0
    while book.most_pages and pages_of(book) > book.most_pages and step + 1 < len(STEPS):
        step += 1
        book = in_other_words(book, step)
    return book
