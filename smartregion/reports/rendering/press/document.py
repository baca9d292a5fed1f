"""From the book to the file: its body set in parallel, its front matter last, all bound and finished."""

from collections.abc import Iterator, Sequence

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from smartregion.core.pdf.attachments import attach
from smartregion.core.pdf.binding import Part, bound
from smartregion.core.pdf.cell.mending import saved
from smartregion.core.pdf.child import children
from smartregion.core.pdf.finish import declare_universal_access
from smartregion.core.pdf.kept import Kept, usual
from smartregion.core.pdf.overlays import lay_over
from smartregion.reports.rendering.book import Book, Chapter
from smartregion.reports.rendering.fitting import fitted
from smartregion.reports.rendering.making import Printed, Progress, Say, part
from smartregion.reports.rendering.press.carried import carried_by, date_of
from smartregion.reports.rendering.press.front import Front, pages_of_front
from smartregion.reports.rendering.press.setting import Ordered, Press
from smartregion.reports.rendering.press.sheets import (
    Group,
    fitted_groups,
    full_texts,
    order_groups,
    pages_of,
)
from smartregion.reports.rendering.press.texts import (
    Paper,
    SetText,
    Text,
    before_annexes,
    is_blank,
    runs,
)

# Front matter, binding and finishing take as long as some chapters.
BINDING = 3


def render_pdf(book: Book, *, say: Say, kept: Kept | None = None) -> Printed:
    """The report as PDF/UA-1 and PDF/A-3a with its data inside. Says each chapter while it works."""
    with translation.override(book.stamp.language):
        return _rendered(book, say, kept or usual())


def _rendered(book: Book, say: Say, kept: Kept) -> Printed:
    with children() as some:
        progress = Progress(say, total=len(book.chapters) + BINDING)
        press = Press(book, some, kept, progress)
        front_pages = pages_of_front(book, press) if book.most_pages else 0
        worded = fitted(book, lambda tried: front_pages + _pages_before_annexes(tried, press))
        texts, sheets = _set(worded, press)
        progress.step(_("Teile werden zusammengefügt"), weight=BINDING - 1)
    printed = _bound(book, worded, texts, sheets)
    kept.sweep()
    return printed


def _set(book: Book, press: Press) -> tuple[list[SetText], SetText]:
    """All texts in their order, and what is laid over their pages."""
    orders = _ordered(book, press)
    front = Front(book, press) if book.is_publication else None
    counting = front.count() if front else None
    body = list(_body(orders, press))
    if front is None or counting is None:
        return body, press.pages(press.order_overlay(_overlay(book, 0, body)))
    press.progress.step(_("Titel, Inhalt und Verzeichnisse"))
    pages = press.counted(counting)
    while True:
        # The one child sets the front matter, the other one what is laid over.
        ordered = front.order(body, pages)
        over = press.order_overlay(_overlay(book, pages, body))
        text, sheets = press.pages(ordered), press.pages(over)
        if text.pages == pages:
            return [text, *body], sheets
        # It lists less than was counted on: chapters with nothing to print.
        pages = text.pages


# -- the body ----------------------------------------------------------------------------------
Orders = Sequence[tuple[Sequence[Chapter], Ordered | None, Sequence[Group]]]


def _ordered(book: Book, press: Press) -> Orders:
    """All texts, ordered at once, so that no child waits for us."""
    return [(run, _order(run, press), order_groups(run[-1], press)) for run in runs(book.chapters)]


def _body(orders: Orders, press: Press) -> Iterator[SetText]:
    """The texts in their order, when they are set."""
    for run, text, groups in orders:
        for chapter in run:
            press.progress.step(chapter.title)
        if text is not None:
            yield press.pages(text)
        yield from _profiles(groups, press)


def _order(run: Sequence[Chapter], press: Press) -> Ordered | None:
    """Some chapters that share pages, as one text; nothing where they have nothing to say."""
    html = "".join(map(_html, run))
    if is_blank(html):
        return None
    paper: Paper = "profile" if run[0].kind.is_compact else "body"
    return press.order(Text(" / ".join(chapter.name for chapter in run), html, paper))


def _html(chapter: Chapter) -> str:
    with part(chapter.name):
        return chapter.written().html


def _profiles(groups: Sequence[Group], press: Press) -> Iterator[SetText]:
    """The profiles of a chapter, and behind them what they leave out."""
    fitting = fitted_groups(groups, press)
    # A profile alone is one page and no more; what it leaves out is read at its address.
    name = _("Vollständige Texte gekürzter Steckbriefe")
    with part(name):
        rest = full_texts(fitting) if press.book.is_publication else ""
    behind = press.order(Text(name, rest, is_continued=True)) if rest else None
    yield from (pages_of(group, press) for group in fitting)
    if behind:
        yield press.pages(behind)


def _pages_before_annexes(book: Book, press: Press) -> int:
    texts = ("".join(map(_html, run)) for run in runs(before_annexes(book)))
    return sum(press.count(Text(str(book.content["title"]), html)).count for html in texts)


# -- the whole ---------------------------------------------------------------------------------
def _bound(book: Book, worded: Book, texts: Sequence[SetText], sheets: SetText) -> Printed:
    parts = [Part(each.data, each.text.is_continued) for each in texts]
    with part(_("Barrierefreiheit")), bound(parts) as pdf:
        lay_over(pdf, sheets.data)
        attach(pdf, carried_by(book, worded), modified=date_of(book.stamp.taken_at))
        declare_universal_access(pdf)
        return Printed(saved(pdf), len(pdf.pages))


def _overlay(book: Book, front: int, body: Sequence[SetText]) -> Text:
    """A sheet to lay over each page: its number, and DRAFT where it is one. ``front`` are pages before the body."""
    kinds = ["front"] * front
    kinds += [_kind(each, is_wide) for each in body for is_wide in each.places.is_wide]
    if book.is_publication or len(kinds) == 1:
        # A cover is not numbered, and nobody needs the number of the only page.
        kinds[0] = "cover"
    context = {"kinds": kinds, "stamp": book.stamp}
    return Text(_("Seitenzahlen"), render_to_string("reports/paper/over.html", context))


def _kind(text: SetText, is_wide: bool) -> str:
    """Where the number stands on a page."""
    return "wide" if is_wide else text.text.paper
