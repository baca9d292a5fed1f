"""The public list of measures, as cards or as a table."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from measures.forms import MeasureFilter
from measures.models import Cycle, Measure
from measures.queries.catalogue import COLUMNS, Order, in_order, table_rows
from smartregion.core.htmx import render_page

CARDS, TABLE = "karten", "tabelle"
PER_PAGE = {CARDS: 24, TABLE: 100}


@dataclass(frozen=True)
class Heading:
    """A heading of the table that leads to its own order."""

    name: str
    label: str
    # ascending, descending, or empty where another column gives the order
    direction: str

    @property
    def next_order(self) -> str:
        """What a click asks for: this column, and the other way the second time."""
        return f"-{self.name}" if self.direction == "ascending" else self.name


@login_not_required
def measure_list(request: HttpRequest) -> HttpResponse:
    """All measures a person may see; filters, order and look stand in the address."""
    visible = Measure.objects.visible_to(request.user)
    wanted = MeasureFilter(request.GET, measures=visible, visible_to=request.user)
    look = TABLE if request.GET.get("ansicht") == TABLE else CARDS
    order = Order.asked(request.GET.get("sort", ""))
    ids = in_order(wanted.apply(visible), order, fits=wanted.fits)
    page = Paginator(ids, PER_PAGE[look]).get_page(request.GET.get("page"))
    rows = table_rows(list(page.object_list))
    context = {
        "filter": wanted,
        "kept": _kept(look, order),
        "look": look,
        "page": page,
        "overview": wanted.overview,
        "latest_cycle": Cycle.objects.latest_closed().first(),
        "may_create": request.user.has_perm("measures.manage"),
        "is_staff": request.user.has_perm("measures.view_internal"),
        "rows": rows,
        "cards": [row.card for row in rows],
        "headings": _headings(order),
    }
    return render_page(request, "measures/measure_list.html", context, partial="measure-results")


def _kept(look: str, order: Order) -> dict[str, str]:
    """What filtering does not change; the ordinary look and order need no words."""
    kept = {"ansicht": look if look == TABLE else "", "sort": str(order)}
    return {name: value for name, value in kept.items() if value}


def _headings(order: Order) -> list[Heading]:
    direction = "descending" if order.is_descending else "ascending"
    return [
        Heading(name, str(column.label), direction if name == order.name else "")
        for name, column in COLUMNS.items()
    ]
