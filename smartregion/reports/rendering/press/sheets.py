"""Profiles: each exactly one page, shortened where it must be, never clipped.

They are set in small groups, because a document of its own for each would cost more than its page. Most fit at
once; how far the others had to be shortened is remembered, so that the next build does not try again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from smartregion.reports.rendering.book import Chapter
from smartregion.reports.rendering.making import RenderFailed, part
from smartregion.reports.rendering.press.setting import Ordered, Press
from smartregion.reports.rendering.press.texts import SetText, Text
from smartregion.reports.rendering.profiles import Sheet
from smartregion.reports.rendering.shortening import LEVELS

GROUP = 8


@dataclass(frozen=True)
class Group:
    """Some profiles of a chapter, and the order to set them."""

    sheets: Sequence[Sheet]
    # The key under which the level of each profile is remembered.
    keys: Sequence[str]
    ordered: Ordered


@dataclass(frozen=True)
class FittedGroup:
    """Profiles as they fit, set already or ordered once more."""

    sheets: Sequence[Sheet]
    pages: SetText | Ordered


def order_groups(chapter: Chapter, press: Press) -> list[Group]:
    """Begin to set all profiles of a chapter as they fitted the last time."""
    profiles = zip(chapter.sections, chapter.made.profiles, strict=False)
    sheets = [Sheet(section, measure, chapter.content) for section, measure in profiles]
    return [_order(sheets[first : first + GROUP], press) for first in range(0, len(sheets), GROUP)]


def fitted_groups(groups: Sequence[Group], press: Press) -> list[FittedGroup]:
    """The profiles on one page each. Raises ``RenderFailed`` with the number of one that never fits.

    Those that are too long are shortened together, and all their groups are ordered again before anybody waits.
    """
    tried = [(group, press.pages(group.ordered)) for group in groups]
    doubtful = {
        name: sheet
        for group, pages in tried
        for name, sheet in _too_long(group.sheets, pages.anchors, pages.pages).items()
    }
    shorter = _shortened(doubtful, press)
    return [_fitted(group, pages, shorter, press) for group, pages in tried]


def _fitted(
    group: Group, pages: SetText, shorter: Mapping[str, Sheet], press: Press
) -> FittedGroup:
    sheets = [shorter.get(sheet.section.anchor, sheet) for sheet in group.sheets]
    if sheets == list(group.sheets):
        return FittedGroup(sheets, pages)
    for key, sheet in zip(group.keys, sheets, strict=True):
        press.kept.keep(key, str(sheet.level).encode())
    return FittedGroup(sheets, press.order(_anew(sheets, press)))


def pages_of(group: FittedGroup, press: Press) -> SetText:
    """The pages of a group, when they are there."""
    return press.pages(group.pages) if isinstance(group.pages, Ordered) else group.pages


def full_texts(groups: Sequence[FittedGroup]) -> str:
    """The full wording of profiles that had to be shortened; empty where there are none."""
    cut = [sheet for group in groups for sheet in group.sheets if sheet.is_shortened]
    if not cut:
        return ""
    context = {"shortened": [sheet.measure for sheet in cut], "content": cut[0].content}
    return render_to_string("reports/paper/shortened.html", context)


def _order(sheets: Sequence[Sheet], press: Press) -> Group:
    full = [_written(sheet, press) for sheet in sheets]
    keys = [press.kept.key("level", html, press.looks) for html in full]
    known = [_at(sheet, press.kept.find(key)) for sheet, key in zip(sheets, keys, strict=True)]
    written = [
        _written(sheet, press) if sheet.is_shortened else html
        for sheet, html in zip(known, full, strict=True)
    ]
    return Group(known, keys, press.order(_text(known, written)))


def _at(sheet: Sheet, level: bytes | None) -> Sheet:
    return replace(sheet, level=int(level) if level else 0)


def _text(sheets: Sequence[Sheet], written: Sequence[str]) -> Text:
    first, last = sheets[0].measure["card"], sheets[-1].measure["card"]
    name = _name(sheets[0])
    if len(sheets) > 1:
        name = _("Steckbriefe %(first)s bis %(last)s") % {
            "first": first["number"],
            "last": last["number"],
        }
    return Text(name, "".join(written), paper="profile", is_continued=True)


def _anew(sheets: Sequence[Sheet], press: Press) -> Text:
    return _text(sheets, [_written(sheet, press) for sheet in sheets])


def _written(sheet: Sheet, press: Press) -> str:
    with part(_name(sheet)):
        return sheet.html(press.book.stamp)


def _name(sheet: Sheet) -> str:
    number: str = sheet.measure["card"]["number"]
    return _("Steckbrief %(number)s") % {"number": number}


# -- shortening --------------------------------------------------------------------------------
def _shortened(too_long: Mapping[str, Sheet], press: Press) -> dict[str, Sheet]:
    """These profiles, each a step shorter until it fits."""
    fitted, doubtful = dict(too_long), dict(too_long)
    for _step in LEVELS[1:]:
        if not doubtful:
            return fitted
        tried = [sheet.one_step_shorter() for sheet in doubtful.values()]
        fitted |= {sheet.section.anchor: sheet for sheet in tried}
        places = press.count(_anew(tried, press))
        doubtful = _too_long(tried, places.anchors, places.count)
    if doubtful:
        raise _never_fits(next(iter(doubtful.values())))
    return fitted


def _never_fits(sheet: Sheet) -> RenderFailed:
    words = _("Der Steckbrief %(number)s passt auch gekürzt nicht auf eine Seite.")
    return RenderFailed(_name(sheet), words % sheet.measure["card"])


def _too_long(sheets: Sequence[Sheet], anchors: Mapping[str, int], pages: int) -> dict[str, Sheet]:
    """Profiles after which the next one does not begin on the next page."""
    starts = [anchors[sheet.section.anchor] for sheet in sheets] + [pages + 1]
    return {
        sheet.section.anchor: sheet
        for sheet, (first, after) in zip(sheets, pairwise(starts), strict=True)
        if after > first + 1
    }
