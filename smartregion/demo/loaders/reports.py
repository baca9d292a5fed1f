"""The final report in the making: a manuscript of county and consultant with figures they picked.

One figure is taken before the grants of this year are entered, so it is out of date from the start.
"""

from datetime import date
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from measures.models import Cycle
from participation.forums.models import Forum
from participation.surveys.models import Survey
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import CONTENT, Record
from smartregion.reports.actions.exhibits import take_exhibit
from smartregion.reports.actions.forewords import Foreword, write_foreword
from smartregion.reports.actions.manuscript_chapters import Words, write_chapter
from smartregion.reports.actions.manuscripts import create_manuscript
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Kind, Manuscript, ManuscriptChapter
from smartregion.reports.models.manuscripts import Author
from smartregion.reports.pictures import as_jpeg
from strategy.models import Strategy
from strategy.models.maturity import MaturityRound
from strategy.queries import current_version

People = dict[str, User]


@cache
def _content() -> Record:
    return reader.read("report")


def begin_report(*, strategy: Strategy, people: People) -> Manuscript:
    """The consultant begins, and picks the figure that will be out of date."""
    said = _content()["manuscript"]
    cycles = list(Cycle.objects.closed().filter(strategy=strategy).order_by("-cutoff_on")[:2])
    brief = Brief(
        kind=Kind.FINAL,
        title=said["title"],
        version=current_version(),
        cycle=cycles[0],
        earlier_cycle=cycles[1],
        surveys=list(Survey.objects.filter(publications__isnull=False).distinct()),
        forums=list(Forum.objects.filter(is_public=True)),
    )
    at = at_ten(said["begun_on"])
    manuscript = create_manuscript(
        brief=brief, by=people["beratung"], at=at, subtitle=said["subtitle"]
    )
    _take(manuscript, people["beratung"], said["begun_on"], is_early=True)
    return manuscript


def finish_manuscript(*, manuscript: Manuscript, people: People, on: date) -> None:
    """Foreword, words around the chapters and further figures."""
    _write_foreword(manuscript, people["stabsstelle"], on)
    for key, words in _content()["chapter"].items():
        _write(manuscript.chapters.get(key=key), words, people, on)
    _take(manuscript, people["beratung"], on, is_early=False)


def _write_foreword(manuscript: Manuscript, by: User, on: date) -> None:
    said = _content()["foreword"]
    drawing = SimpleUploadedFile("vorwort.png", (CONTENT / "foreword.png").read_bytes())
    write_foreword(
        manuscript=manuscript,
        foreword=Foreword(said["text"], said["by"], said["picture_alt"]),
        picture=as_jpeg(drawing),
        lock_version=manuscript.lock_version,
        by=by,
        at=at_ten(on),
    )


def _write(chapter: ManuscriptChapter, words: Record, people: People, on: date) -> None:
    is_ours = words["written_by"] == Author.COUNTY
    write_chapter(
        chapter=chapter,
        words=Words(**words),
        lock_version=chapter.lock_version,
        by=people["stabsstelle" if is_ours else "beratung"],
        at=at_ten(on),
    )


def _take(manuscript: Manuscript, by: User, on: date, *, is_early: bool) -> None:
    for record in _content()["exhibit"]:
        if record.get("is_early", False) == is_early:
            take_exhibit(
                chapter=manuscript.chapters.get(key=record["chapter"]),
                source=_source(record["source"]),
                caption=record["caption"],
                by=by,
                at=at_ten(on),
            )


def _source(source: Record) -> Record:
    """Rounds of maturity are known by their number, which only this database knows."""
    if source["kind"] != "maturity_spread":
        return source
    return {**source, "round": str(MaturityRound.objects.get(title=source["round"]).pk)}
