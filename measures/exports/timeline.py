"""The time schedule as a PDF to hang up or to hand out: landscape, the drawing first and then the table."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from measures.charts.timeline import timeline_chart, timeline_sheets
from measures.queries.timeline import TimelineField
from smartregion.core.charts import paper_svg
from smartregion.core.errors import WrongState
from smartregion.core.pdf import EngineMissing, start_engine
from smartregion.core.pdf.finish import finish
from smartregion.core.shelf import Shelf
from smartregion.county.models import County

STYLES = "measures/paper/timeline.css"
# Room for the drawing on a sheet of A4 in landscape, in pixels of the page; the first one bears the heading.
WIDTH, HEIGHT = 1016, 585
# The same schedule is asked for by many in the days after it was published.
_MADE: Shelf[bytes] = Shelf(size=8, seconds=3600)


@dataclass(frozen=True)
class Schedule:
    """What is printed; ``chosen`` says in words what was filtered, each with its label."""

    fields: Sequence[TimelineField]
    on: date
    chosen: Sequence[tuple[str, str]] = ()

    @property
    def is_internal(self) -> bool:
        """Whether it holds what not everybody may read; it says so on each page."""
        return any(not row.is_public for field in self.fields for row in field.rows)

    @property
    def name(self) -> str:
        """The file for people; its name says what it is."""
        return _("zeitplan-%(day)s.pdf") % {"day": self.on.isoformat()}


def schedule_pdf(schedule: Schedule) -> bytes:
    """The PDF, made once for the same content."""
    html = _html(schedule)
    return _MADE.get(hashlib.sha256(html.encode()).digest(), lambda: _made(html))


def _made(html: str) -> bytes:
    try:
        engine = start_engine(STYLES)
    except EngineMissing as error:
        raise WrongState(str(error)) from error
    data, _pages = engine.write(html, variant="pdf/ua-1")
    return finish(data)


def _html(schedule: Schedule) -> str:
    context = {
        "schedule": schedule,
        "county": County.objects.first(),
        "language": get_language(),
        "sheets": list(_sheets(schedule)),
        "table": timeline_chart(schedule.fields, on=schedule.on).table,
    }
    return render_to_string("measures/paper/timeline.html", context)


def _sheets(schedule: Schedule) -> Iterator[SafeString]:
    drawings = timeline_sheets(schedule.fields, on=schedule.on, width=WIDTH, height=HEIGHT)
    for number, drawing in enumerate(drawings, 1):
        text = _("Zeitplan der Maßnahmen, Blatt %(number)d von %(all)d; als Tabelle am Ende.")
        yield paper_svg(drawing, text % {"number": number, "all": len(drawings)})
