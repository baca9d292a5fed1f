"""The markup of a chapter for formats that have no pages: nothing is shortened, nothing is fitted."""

from dataclasses import dataclass, replace
from functools import cached_property

from smartregion.reports.rendering.book import Chapter, Content, Written
from smartregion.reports.rendering.profiles import Sheet
from smartregion.reports.rendering.shortening import Limits, shortened

# More than any form takes.
ALL = Limits(body=1_000_000, text=1_000_000, rows=10_000, names=10_000)


@dataclass(frozen=True)
class WholeSheet(Sheet):
    """A profile that is as long as it has to be."""

    @cached_property
    def shown(self) -> Content:
        return shortened(self.measure, ALL, ALL)


def written_whole(chapter: Chapter) -> Written:
    """A chapter with all its profiles in full."""
    written = chapter.written()
    profiles = zip(chapter.sections, chapter.made.profiles, strict=False)
    sheets = (WholeSheet(section, measure, chapter.content) for section, measure in profiles)
    markup = written.html + "".join(each.html(chapter.stamp) for each in sheets)
    return replace(written, html=markup)
