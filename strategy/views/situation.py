"""The situation of the county in figures, as everybody reads it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartregion.core.access import get_for
from smartregion.core.charts import Bar, Chart, bar_chart
from smartregion.core.csvfile import download
from smartregion.county.models import Municipality
from strategy.models import Characteristic
from strategy.queries import GERMAN
from strategy.queries.situation import Situation, Topic, TownRow, lines_of, situation_in, topic_of
from strategy.slots import about_towns

NAME, ZONE = "name", "lage"
UP, DOWN = "auf", "ab"


@dataclass(frozen=True)
class Heading:
    """A column heading that orders the table by its column."""

    label: str
    query: str
    order: str = ""
    topic: Topic | None = None


def _language() -> str:
    return get_language() or GERMAN


@login_not_required
def situation(request: HttpRequest) -> HttpResponse:
    """County, commuter belt and countryside beside each other, and every municipality below."""
    found = situation_in(_language())
    by, descending = _order(request)
    context = {
        "situation": found,
        "rows": found.rows(by=by, descending=descending),
        "headings": _headings(found, by, descending=descending),
        "query": urlencode({"nach": by, "richtung": DOWN if descending else UP}),
    }
    return render(request, "strategy/situation.html", context)


def _order(request: HttpRequest) -> tuple[str, bool]:
    return request.GET.get("nach") or NAME, request.GET.get("richtung") == DOWN


def _headings(found: Situation, by: str, *, descending: bool) -> list[Heading]:
    words = [(NAME, _("Stadt oder Gemeinde")), (ZONE, _("Lage"))]
    columns: list[tuple[str, str, Topic | None]] = [(code, label, None) for code, label in words]
    columns += [(topic.code, topic.title, topic) for topic in found.topics]
    headings = []
    for code, label, topic in columns:
        is_current = code == by
        # A second click turns the order round; of figures people want the largest first.
        goes_down = not descending if is_current else topic is not None
        query = urlencode({"nach": code, "richtung": DOWN if goes_down else UP})
        order = ("descending" if descending else "ascending") if is_current else ""
        headings.append(Heading(label, query, order, topic))
    return headings


@login_not_required
def table(request: HttpRequest) -> HttpResponse:
    """The table of the page, in the same order, with day and source beside every figure."""
    found = situation_in(_language())
    by, descending = _order(request)
    rows = found.rows(by=by, descending=descending)
    return download("ausgangslage.csv", [_head(found), *map(_line, rows)])


def _head(found: Situation) -> list[str]:
    head = [_("Schlüssel"), _("Gemeinde"), _("Lage")]
    for topic in found.topics:
        title = f"{topic.title} ({topic.unit})" if topic.unit else topic.title
        head += [title, _("%(title)s: Stand") % {"title": topic.title}]
        head.append(_("%(title)s: Quelle") % {"title": topic.title})
    return head


def _line(row: TownRow) -> list[object]:
    line: list[object] = [row.town.ags, row.town.name, row.town.get_zone_display()]
    for cell in row.cells:
        told = cell.told
        line += [told.value, told.as_of, told.source] if told else [None, None, None]
    return line


@login_not_required
def characteristic(request: HttpRequest, code: str) -> HttpResponse:
    """One characteristic: a bar for each municipality, the largest first."""
    found = get_for(request, None, Characteristic.objects.all(), code=code)
    topic = topic_of(found, language=_language())
    context = {
        "topic": topic,
        "chart": _chart_of(topic),
        "comparison": _comparison_of(topic),
        "others": [(one, one.title_in(_language())) for one in Characteristic.objects.all()],
    }
    return render(request, "strategy/situation_characteristic.html", context)


def _chart_of(topic: Topic) -> Chart:
    known = [town for town in topic.towns if town.pk in topic.figures]
    known.sort(key=lambda town: topic.figures[town.pk].value, reverse=True)
    gaps = ", ".join(town.name for town in topic.gaps)
    return bar_chart(
        title=_("%(title)s in den Städten und Gemeinden") % {"title": topic.title},
        bars=[Bar(town.name, float(topic.figures[town.pk].value)) for town in known],
        unit=topic.unit,
        note=_("Nicht erhoben: %(gaps)s.") % {"gaps": gaps} if gaps else "",
    )


def _comparison_of(topic: Topic) -> Chart | None:
    """Belt and countryside: their sums where a sum makes sense, else the municipality in the middle."""
    if not (topic.belt.known and topic.rural.known):
        return None
    is_sum = topic.characteristic.is_summable
    values = [group.total if is_sum else group.median for group in (topic.belt, topic.rural)]
    labels = [str(Municipality.Zone.BELT.label), str(Municipality.Zone.RURAL.label)]
    title = _("%(title)s: Summe") if is_sum else _("%(title)s: Median der Gemeinden")
    return bar_chart(
        title=title % {"title": topic.title},
        bars=[Bar(label, float(value or 0)) for label, value in zip(labels, values, strict=True)],
        unit=topic.unit,
    )


@login_not_required
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of one municipality beside those of the county."""
    town = get_for(request, None, Municipality.objects.all(), slug=slug)
    context = {
        "town": town,
        "lines": lines_of(town, language=_language()),
        "towns": Municipality.objects.all(),
        "about": about_towns.of([town.pk], visible_to=request.user)[town.pk],
    }
    return render(request, "strategy/situation_municipality.html", context)
