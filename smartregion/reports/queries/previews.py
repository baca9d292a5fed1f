"""One chapter of a manuscript as it would be printed now; nothing is frozen, nothing is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from smartregion.core.canonical import canonical_json
from smartregion.county.models import County
from smartregion.reports.briefs import brief_of
from smartregion.reports.models import Manuscript
from smartregion.reports.pictures import PictureMissing
from smartregion.reports.queries.content import LogoMissing, report_content
from smartregion.reports.rendering.book import Chapter, Stamp, book_of
from smartregion.reports.rendering.languages import LANGUAGE
from smartregion.reports.rendering.profiles import Sheet
from smartregion.reports.rendering.web.screen import on_a_sheet

# The key under which the foreword is looked at.
FOREWORD = "vorwort"


@dataclass(frozen=True)
class Preview:
    """A chapter in the markup of the report, or why there is nothing to see."""

    title: str
    html: str = ""
    reason: str = ""


def preview_of(
    manuscript: Manuscript, key: str, *, at: datetime, words: Mapping[str, str] | None = None
) -> Preview:
    """The chapter with the words that are stored, or with those somebody is just typing."""
    with translation.override(LANGUAGE):
        if not County.objects.exists():
            return Preview("", reason=_("Bitte legen Sie zuerst das Profil des Landkreises an."))
        try:
            content = _content(manuscript, key, at)
        except (LogoMissing, PictureMissing) as error:
            message = _("Das Bild „%(name)s“ fehlt. Bitte laden Sie es neu hoch.")
            return Preview("", reason=message % {"name": error})
        return _foreword(content) if key == FOREWORD else _chapter(content, key, at, words or {})


def _content(manuscript: Manuscript, key: str, at: datetime) -> dict[str, Any]:
    """As it would come out of a snapshot."""
    frozen = canonical_json(report_content(brief_of(manuscript), at=at, only={key}))
    content: dict[str, Any] = json.loads(frozen)
    return content


def _foreword(content: Mapping[str, Any]) -> Preview:
    if not content["foreword"]:
        return Preview(_("Vorwort"), reason=_("Es gibt noch kein Vorwort."))
    html = render_to_string("reports/paper/_foreword.html", {"content": content})
    return Preview(_("Vorwort"), html)


def _chapter(content: dict[str, Any], key: str, at: datetime, words: Mapping[str, str]) -> Preview:
    for each in content["chapters"]:
        if each["key"] == key:
            each.update(words)
    # An empty seal: nothing is frozen yet.
    stamp = Stamp("", at.isoformat(timespec="seconds"), LANGUAGE, is_draft=True)
    book = book_of(content, stamp)
    found = next((each for each in book.chapters if each.key == key), None)
    if found is None:
        return Preview("", reason=_("Dieses Kapitel ist weggelassen."))
    return Preview(found.name, on_a_sheet(found.written().html + _profiles(found)))


def _profiles(chapter: Chapter) -> str:
    """Sheets before they are fitted to their pages; only printing shortens them."""
    pairs = zip(chapter.sections, chapter.made.profiles, strict=False)
    sheets = (Sheet(section, measure, chapter.content) for section, measure in pairs)
    return "".join(sheet.html(chapter.stamp) for sheet in sheets)
