"""Manuscripts as their pages show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from string import ascii_uppercase
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from measures.models import Cycle, Measure
from participation.forums.models import Forum
from participation.surveys.models import Survey
from participation.surveys.queries.releases import released_surveys
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Kind, Manuscript, ManuscriptChapter
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.rendering.chapters import CHAPTERS
from strategy.models import StrategyVersion
from strategy.queries import current_version

# Keys of chapters that consist of somebody's own words begin like this.
OWN_PREFIX = "own-"


# -- chapters ----------------------------------------------------------------------------------
def registered_keys(kind: str) -> list[str]:
    """The chapters and annexes of a kind, in their usual order."""
    return [key for key in OUTLINES[kind].keys if key in CHAPTERS]


def missing_keys(manuscript: Manuscript) -> list[str]:
    """What the kind knows by now and this manuscript, begun earlier, does not."""
    there = set(manuscript.chapters.values_list("key", flat=True))
    return [key for key in registered_keys(manuscript.kind) if key not in there]


def is_own(chapter: ManuscriptChapter) -> bool:
    """Whether it consists of words and exhibits only."""
    return chapter.key.startswith(OWN_PREFIX)


def usual_title(key: str) -> str:
    """How a chapter is called where nobody called it otherwise."""
    kind = CHAPTERS.get(key)
    return str(kind.title) if kind else _("Eigenes Kapitel")


def title_of(chapter: ManuscriptChapter) -> str:
    """How a chapter is called in this manuscript."""
    return chapter.title or usual_title(chapter.key)


@dataclass(frozen=True)
class ChapterRow:
    """One line in the outline of a manuscript."""

    chapter: ManuscriptChapter
    title: str
    # "3" or "B" as the report will number it; empty where it stands without.
    number: str
    exhibits: int
    # Those whose source says something else today.
    stale: int
    is_first: bool
    is_last: bool

    @property
    def is_own(self) -> bool:
        return is_own(self.chapter)

    @property
    def has_words(self) -> bool:
        return bool(self.chapter.introduction or self.chapter.conclusion)


@dataclass(frozen=True)
class ChapterGroup:
    """The chapters of a manuscript, or its annexes."""

    name: str
    title: str
    rows: Sequence[ChapterRow]

    @property
    def included(self) -> int:
        return sum(row.chapter.is_included for row in self.rows)


def chapter_groups(manuscript: Manuscript, *, stale: Sequence[int] = ()) -> list[ChapterGroup]:
    """Chapters and annexes in their order; ``stale`` names the chapter of each stale exhibit."""
    # Where Django groups, it forgets the order of the model.
    counted = manuscript.chapters.annotate(shown=Count("exhibits"))
    chapters = list(counted.order_by("position", "pk"))
    annexes = OUTLINES[manuscript.kind].annexes
    behind = [each for each in chapters if each.key in annexes]
    before = [each for each in chapters if each.key not in annexes]
    rows = _rows(before, stale, map(str, count(1)))
    groups = [ChapterGroup("chapters", _("Kapitel"), rows)]
    if behind:
        rows = _rows(behind, stale, iter(ascii_uppercase))
        groups.append(ChapterGroup("annexes", _("Anhänge"), rows))
    return groups


def _rows(
    chapters: Sequence[ManuscriptChapter], stale: Sequence[int], numbers: Iterator[str]
) -> list[ChapterRow]:
    return [
        ChapterRow(
            chapter=each,
            title=title_of(each),
            number=next(numbers) if each.is_included and _is_numbered(each) else "",
            exhibits=each.shown,  # type: ignore[attr-defined]  # counted above
            stale=sum(key == each.pk for key in stale),
            is_first=place == 0,
            is_last=place == len(chapters) - 1,
        )
        for place, each in enumerate(chapters)
    ]


def _is_numbered(chapter: ManuscriptChapter) -> bool:
    kind = CHAPTERS.get(chapter.key)
    return kind.is_numbered if kind else True


# -- beginning one -----------------------------------------------------------------------------
def usual_brief(kind: str, *, measure: Measure | None = None) -> Brief:
    """What somebody most likely wants a report of this kind to be about."""
    cycles = list(Cycle.objects.closed().order_by("-cutoff_on", "-pk")[:2])
    version = current_version()
    chosen: dict[str, Any] = {
        "version": version,
        "earlier_version": _before(version),
        "cycle": cycles[0] if cycles else None,
        "earlier_cycle": cycles[1] if len(cycles) > 1 else None,
        "measure": measure,
    }
    outline = OUTLINES[kind]
    taken = {*outline.needs, *outline.takes}
    return Brief(
        kind=kind,
        title="",
        surveys=_released() if "surveys" in taken else (),
        forums=list(Forum.objects.filter(is_public=True)) if "forums" in taken else (),
        **{name: value for name, value in chosen.items() if name in taken},
    )


def _before(version: StrategyVersion | None) -> StrategyVersion | None:
    """The version that the strategy had before, as everybody may read it."""
    if version is None:
        return None
    return version.based_on or (
        StrategyVersion.objects.public()
        .filter(strategy=version.strategy_id, pk__lt=version.pk)
        .order_by("-pk")
        .first()
    )


def _released() -> list[Survey]:
    return list(Survey.objects.published().filter(pk__in=released_surveys()))


def usual_title_of(brief: Brief, *, on: date) -> str:
    """A title for who types none: the kind and what it is about."""
    kind = str(Kind(brief.kind).label)
    subject: Any = {
        Kind.FINAL: brief.version and brief.version.strategy.title,
        Kind.CYCLE: brief.cycle,
        Kind.COUNCIL: brief.cycle,
        Kind.SURVEY: _only(brief.surveys),
        Kind.FORUM: _only(brief.forums),
        Kind.PROFILE: brief.measure,
        Kind.CATALOGUE: brief.version and brief.version.strategy.title,
        Kind.SYNOPSIS: brief.version and brief.version.strategy.title,
    }[Kind(brief.kind)]
    words = f"{kind} {subject}" if subject else f"{kind} {on:%Y}"
    return words[:200]


def _only(several: Sequence[Any]) -> Any:
    return several[0] if len(several) == 1 else None


# -- what it is about --------------------------------------------------------------------------
def subjects_of(manuscript: Manuscript) -> list[tuple[str, str]]:
    """Each subject with its name, as far as something was chosen."""
    outline = OUTLINES[manuscript.kind]
    found = []
    for name in (*outline.needs, *outline.takes):
        field = Manuscript._meta.get_field(name)
        value = getattr(manuscript, name)
        chosen = ", ".join(map(str, value.all())) if field.many_to_many else str(value or "")
        found.append((str(field.verbose_name), chosen))  # type: ignore[union-attr]
    return [(label, chosen) for label, chosen in found if chosen]
