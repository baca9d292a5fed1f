"""What should be known before a report is shown: its gaps, and what is public no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.models import Measure
from participation.contributions.models import Contribution
from participation.surveys.models import Publication
from smartregion.core.snapshots import content_of
from smartregion.reports.documents import named_keys
from smartregion.reports.models import Report
from smartregion.reports.queries.exhibits import stale_exhibits
from strategy.models import StrategyVersion

Content = dict[str, Any]


@dataclass(frozen=True)
class Doubts:
    """``hidden`` forbids to show the report; ``gaps`` is for whoever decides."""

    hidden: list[str]
    gaps: list[str]


def doubts_about(report: Report, *, at: datetime) -> Doubts:
    """All that speaks against showing a report as it is, as sentences."""
    if not report.snapshot.is_intact:
        return Doubts([_("Der festgehaltene Stand wurde verändert.")], [])
    content = content_of(report.snapshot)
    gaps = [*_waiting(content), *_unreported(content), *_running(content), *_taken_back(content)]
    return Doubts(_hidden(report, content), [*gaps, *_out_of_date(report, content, at)])


def hidden_since(report: Report) -> list[str]:
    """What the report quotes or names that not everybody may read (any more)."""
    return _hidden(report, content_of(report.snapshot))


def _hidden(report: Report, content: Content) -> list[str]:
    keys = named_keys(content)
    measures = Measure.objects.filter(pk__in=keys)
    internal = measures.exclude(pk__in=Measure.objects.public().values("pk")).count()
    said = Contribution.objects.filter(pk__in=keys)
    hidden = said.filter(is_hidden=True).count()
    found = []
    if internal:
        found.append(ngettext("%(n)s Maßnahme", "%(n)s Maßnahmen", internal) % {"n": internal})
    shown = StrategyVersion.objects.filter(pk__in=[report.version_id, report.earlier_version_id])
    drafts = shown.exclude(pk__in=StrategyVersion.objects.public().values("pk"))
    found += [_("Fassung %(label)s, noch ein Entwurf") % {"label": each.label} for each in drafts]
    if hidden:
        words = ngettext("%(n)s verborgener Beitrag", "%(n)s verborgene Beiträge", hidden)
        found.append(words % {"n": hidden})
    return found


# -- gaps ----------------------------------------------------------------------------------------
def _waiting(content: Content) -> Iterator[str]:
    if content.get("waiting"):
        count = len(content["waiting"]["topics"])
        yield ngettext(
            "In %(n)s Thema warten noch Menschen auf eine Antwort; der Bericht sagt das.",
            "In %(n)s Themen warten noch Menschen auf eine Antwort; der Bericht sagt das.",
            count,
        ) % {"n": count}


def _unreported(content: Content) -> Iterator[str]:
    missing = (content.get("cycle") or {}).get("missing", ())
    if missing:
        yield ngettext(
            "%(n)s Maßnahme ist nicht gemeldet.",
            "%(n)s Maßnahmen sind nicht gemeldet.",
            len(missing),
        ) % {"n": len(missing)}


def _running(content: Content) -> Iterator[str]:
    for survey in content.get("surveys", ()):
        if not survey.get("is_closed", True):
            yield _("Die Umfrage „%(title)s“ lief noch; genannt ist der Zwischenstand.") % {
                "title": survey["results"]["title"]
            }


def _taken_back(content: Content) -> Iterator[str]:
    """Released figures that were withdrawn after the report had been frozen."""
    titles = {
        each["results"]["slug"]: each["results"]["title"] for each in content.get("surveys", ())
    }
    withdrawn = Publication.objects.filter(survey__slug__in=titles, withdrawn_at__isnull=False)
    shown = Publication.objects.filter(survey__slug__in=titles, withdrawn_at__isnull=True)
    gone = set(withdrawn.values_list("survey__slug", flat=True))
    for slug in sorted(gone - set(shown.values_list("survey__slug", flat=True))):
        yield _("Die Ergebnisse der Umfrage „%(title)s“ wurden inzwischen zurückgezogen.") % {
            "title": titles[slug]
        }


def _out_of_date(report: Report, content: Content, at: datetime) -> Iterator[str]:
    """Figures that were picked and whose source says something else now, or nothing any more."""
    if report.manuscript is None or report.released_at:
        return
    printed = {
        each["sha256"] for chapter in content["chapters"] for each in chapter.get("exhibits", ())
    }
    for stale in stale_exhibits(report.manuscript, at=at):
        if stale.exhibit.sha256 in printed:
            sentence = (
                _("Die Quelle der Abbildung „%(caption)s“ ist nicht mehr öffentlich.")
                if stale.now is None
                else _("Die Abbildung „%(caption)s“ zeigt nicht mehr den neuesten Stand.")
            )
            yield sentence % {"caption": stale.exhibit.caption}
