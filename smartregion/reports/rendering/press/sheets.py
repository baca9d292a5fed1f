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
class SetGroup:
    sheets: Sequence[Sheet]
    pages: SetText


def order_groups(chapter: Chapter, press: Press) -> list[Group]:
    """Begin to set all profiles of a chapter as they fitted the last time."""
    profiles = zip(chapter.sections, chapter.made.profiles, strict=False)
    sheets = [Sheet(section, measure, chapter.content) for section, measure in profiles]
    return [_order(sheets[first : first + GROUP], press) for first in range(0, len(sheets), GROUP)]


def fitted_group(group: Group, press: Press) -> SetGroup:
    """The profiles on one page each. Raises ``RenderFailed`` with the number of one that never fits."""
    pages = press.pages(group.ordered)
    if pages.pages == len(group.sheets):
        return SetGroup(group.sheets, pages)
    sheets = _shortened(group.sheets, _too_long(group.sheets, pages.anchors, pages.pages), press)
    for key, sheet in zip(group.keys, sheets, strict=True):
        press.kept.keep(key, str(sheet.level).encode())
    return SetGroup(sheets, press.set(_anew(sheets, press)))


def full_texts(groups: Sequence[SetGroup]) -> str:
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
def _shortened(sheets: Sequence[Sheet], doubtful: set[str], press: Press) -> list[Sheet]:
    """The profiles, those in doubt a step shorter until they fit."""
    fitted = {sheet.section.anchor: sheet for sheet in sheets}
    for _step in LEVELS[1:]:
        fitted |= {anchor: fitted[anchor].one_step_shorter() for anchor in doubtful}
        tried = [sheet for anchor, sheet in fitted.items() if anchor in doubtful]
        places = press.count(_anew(tried, press))
        doubtful = _too_long(tried, places.anchors, places.count)
        if not doubtful:
            return list(fitted.values())
    raise _never_fits(next(fitted[anchor] for anchor in fitted if anchor in doubtful))


def _never_fits(sheet: Sheet) -> RenderFailed:
    words = _("Der Steckbrief %(number)s passt auch gekürzt nicht auf eine Seite.")
    return RenderFailed(_name(sheet), words % sheet.measure["card"])


def _too_long(sheets: Sequence[Sheet], anchors: Mapping[str, int], pages: int) -> set[str]:
    """Profiles after which the next one does not begin on the next page."""
    names = [sheet.section.anchor for sheet in sheets]
    starts = [anchors[name] for name in names] + [pages + 1]
    return {
        name
        for name, (first, after) in zip(names, pairwise(starts), strict=True)
        if after > first + 1
    }
