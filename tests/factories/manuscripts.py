"""Manuscripts as their actions make them.

``manuscript("survey", surveys=[…])`` begins one with all chapters of its kind; ``chapter_of`` finds one of them.
"""

from typing import Any

from smartregion.reports.actions import create_manuscript
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Kind, Manuscript, ManuscriptChapter
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON
from tests.factories.strategy import whole_version


def manuscript(
    kind: str = Kind.FINAL, *, title: str = "Bericht in Arbeit", by: Any = None, **subjects: Any
) -> Manuscript:
    """A manuscript without words yet; a final report is about a version that is made for it."""
    if kind == Kind.FINAL and "version" not in subjects:
        subjects["version"] = whole_version(adopted=True)
    brief = Brief(kind=kind, title=title, **subjects)
    return create_manuscript(brief=brief, by=by or UserFactory(), at=NOON)


def chapter_of(manuscript: Manuscript, key: str = "outlook") -> ManuscriptChapter:
    """One of its chapters, fresh from the database."""
    chapters = ManuscriptChapter.objects.select_related("manuscript")
    return chapters.get(manuscript=manuscript, key=key)
