"""What a report says, as the world stands now: its chapters with their words, and their materials."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from smartregion.reports.briefs import Brief
from smartregion.reports.models import Design, Exhibit, Manuscript, ManuscriptChapter
from smartregion.reports.models.designs import ACCENT, COLOUR
from smartregion.reports.outlines import OUTLINES, Outline
from smartregion.reports.pictures import as_data
from smartregion.reports.queries.materials import MATERIALS
from smartregion.reports.queries.materials.county import LogoMissing
from smartregion.reports.rendering.chapters import CHAPTERS
from smartregion.reports.rendering.languages import LANGUAGE
from strategy.models import StrategyVersion

__all__ = ["LogoMissing", "default_title", "report_content"]

Content = dict[str, Any]
# What every report needs, whatever its chapters: its cover and its annex on data and method.
ALWAYS = ("county", "strategy", "cycle", "waiting")


def report_content(brief: Brief, *, at: datetime, only: Collection[str] | None = None) -> Content:
    """Everything that is frozen of a report. Its shape is described in documents.py.

    For looking at some chapters (``only``, by their keys) the materials of the others stay away.
    """
    outline = OUTLINES[brief.kind]
    with translation.override(LANGUAGE):
        chapters = _chapters(brief, outline)
        return {
            "kind": brief.kind,
            "title": brief.title,
            "is_publication": outline.is_publication,
            "subtitle": brief.manuscript.subtitle if brief.manuscript else "",
            "made_on": timezone.localdate(at),
            "site": settings.PUBLIC_URL,
            "design": design_of(brief.manuscript),
            "foreword": _foreword(brief.manuscript),
            "chapters": chapters,
            **{name: MATERIALS[name](brief, at) for name in _needed(chapters, only)},
        }


def _needed(chapters: Iterable[Content], only: Collection[str] | None) -> list[str]:
    """Each material once, in an order that does not depend on that of the chapters."""
    made = {each["key"] for each in chapters if each["key"] in CHAPTERS}
    if only is not None:
        made &= set(only)
    wanted = {name for key in made for name in CHAPTERS[key].needs}
    return sorted(wanted.union(ALWAYS))


# -- words of people ---------------------------------------------------------------------------
def _chapters(brief: Brief, outline: Outline) -> list[Content]:
    if brief.manuscript is None:
        usual = [key for key in outline.keys if key in CHAPTERS and key not in outline.left_out]
        return [_usual(key, outline) for key in usual]
    rows = brief.manuscript.chapters.filter(is_included=True).prefetch_related("exhibits")
    return [_written(row, outline) for row in rows]


def _usual(key: str, outline: Outline) -> Content:
    return {
        "key": key,
        "is_annex": key in outline.annexes,
        "title": "",
        "introduction": "",
        "conclusion": "",
        "written_by": "",
        "exhibits": [],
    }


def _written(row: ManuscriptChapter, outline: Outline) -> Content:
    return {
        "key": row.key,
        "is_annex": row.key in outline.annexes,
        "title": row.title,
        "introduction": row.introduction,
        "conclusion": row.conclusion,
        "written_by": row.get_written_by_display() if row.introduction or row.conclusion else "",
        "exhibits": [_exhibit(each) for each in row.exhibits.all()],
    }


def _exhibit(exhibit: Exhibit) -> Content:
    return {**exhibit.content, "caption": exhibit.caption, "sha256": exhibit.sha256}


def _foreword(manuscript: Manuscript | None) -> Content | None:
    if manuscript is None or not manuscript.foreword:
        return None
    return {
        "text": manuscript.foreword,
        "by": manuscript.foreword_by,
        "picture": as_data(manuscript.foreword_picture),
        "picture_alt": manuscript.foreword_picture_alt,
    }


# -- looks -------------------------------------------------------------------------------------
def design_of(manuscript: Manuscript | None) -> Content:
    """Colours, font and second logo of a manuscript; the usual ones where none were chosen."""
    chosen = manuscript.design if manuscript else None
    design = chosen or Design.objects.filter(is_usual=True).first()
    if design is None:
        return {"colour": COLOUR, "accent": ACCENT, "font": "sans", "partner": None}
    return {
        "colour": design.colour,
        "accent": design.accent,
        "font": design.font,
        "partner": (
            design.partner_logo
            and {"name": design.partner_name, "logo": as_data(design.partner_logo)}
        )
        or None,
    }


# -- choices when ordering ---------------------------------------------------------------------
def default_title(version: StrategyVersion) -> str:
    return _("Abschlussbericht %(strategy)s") % {"strategy": version.strategy.title}
