"""Manuscripts are written by office, consultant and editor, and read by those who see reports in work."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from measures.models import Cycle
from smartregion.accounts.models import User
from smartregion.reports.actions import (
    Foreword,
    Words,
    add_own_chapter,
    archive_manuscript,
    create_manuscript,
    take_exhibit,
    write_foreword,
)
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Manuscript
from strategy.models import StrategyVersion
from tests.architecture.access.reports import AUTHORS, OTHERS, READERS
from tests.architecture.access.table import PEOPLE, Row, only


def written() -> Manuscript:
    brief = Brief(
        kind="final",
        title="Abschlussbericht in Arbeit",
        version=StrategyVersion.objects.adopted().get(),
        cycle=Cycle.objects.closed().latest("cutoff_on"),
    )
    return create_manuscript(brief=brief, by=_office(), at=timezone.now())


def _office() -> User:
    return User.objects.get(email=PEOPLE["strategy_office"])


def one() -> dict[str, Any]:
    return {"pk": written().pk}


def laid_aside() -> dict[str, Any]:
    made = written()
    archive_manuscript(manuscript=made, by=_office(), at=timezone.now())
    return {"pk": made.pk}


def with_picture() -> dict[str, Any]:
    made = written()
    foreword = Foreword("<p>Liebe Leserinnen und Leser</p>", "Die Landrätin", "Ein Bus")
    picture = ContentFile(b"\xff\xd8\xff", name="bild.jpg")
    write_foreword(
        manuscript=made, foreword=foreword, lock_version=0, by=_office(), at=timezone.now(),
        picture=picture,
    )  # fmt: skip
    return {"pk": made.pk}


def chapter() -> dict[str, Any]:
    return {**one(), "key": "outlook"}


def own_chapter() -> dict[str, Any]:
    made = written()
    own = add_own_chapter(
        manuscript=made, words=Words(title="Dank"), by=_office(), at=timezone.now()
    )
    return {"pk": made.pk, "key": own.key}


def without_vision() -> dict[str, Any]:
    made = written()
    made.chapters.filter(key="vision").delete()
    return {"pk": made.pk, "key": "vision"}


def exhibit() -> dict[str, Any]:
    made = written()
    taken = take_exhibit(
        chapter=made.chapters.get(key="outlook"), source={"kind": "money_by_year"}, caption="Geld",
        by=_office(), at=timezone.now(),
    )  # fmt: skip
    return {"pk": made.pk, "exhibit": taken.pk}


def read(where: Any, **details: Any) -> Row:
    """For those who see reports in work; for everybody else there is nothing."""
    return only(*READERS, unseen=OTHERS, where=where, **details)


def write(where: Any, **details: Any) -> Row:
    """For authors; the others who see reports in work are refused."""
    return only(*AUTHORS, unseen=OTHERS, where=where, **details)


TABLE: dict[str, Row] = {
    "reports:manuscript_list": only(*READERS),
    "reports:manuscript_choose": only(*AUTHORS),
    "reports:manuscript_create": only(*AUTHORS, where=lambda: {"kind": "cycle"}),
    "reports:manuscript_detail": read(one),
    "reports:manuscript_preview": read(one),
    "reports:manuscript_sheet": read(chapter),
    "reports:sheet_style": read(one),
    "reports:foreword_picture": read(with_picture),
    "reports:exhibits_stale": read(one),
    "reports:manuscript_edit": write(one),
    "reports:manuscript_copy": write(one),
    "reports:manuscript_archive": write(one),
    "reports:manuscript_restore": write(laid_aside),
    "reports:manuscript_order": write(one),
    "reports:foreword_edit": write(with_picture),
    "reports:chapter_add": write(one),
    "reports:chapter_add_known": write(without_vision, post=True),
    "reports:chapter_edit": write(chapter),
    "reports:chapter_move": write(chapter, post=True, sent={"direction": "up"}),
    "reports:chapter_include": write(chapter, post=True, sent={"included": "0"}),
    "reports:chapter_remove": write(own_chapter),
    "reports:exhibit_choose": write(chapter),
    "reports:exhibit_take": write(chapter, query="?kind=money_by_year"),
    "reports:exhibit_edit": write(exhibit),
    "reports:exhibit_move": write(exhibit, post=True, sent={"direction": "up"}),
    "reports:exhibit_refresh": write(exhibit, post=True),
    "reports:exhibit_remove": write(exhibit),
}
