"""Cost lines and grants as tables: one row for each."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from measures.models import CostLine, Grant, Measure, MeasureQuerySet

Row = list[object]


def cost_rows(measures: MeasureQuerySet, *, internal: bool) -> Iterator[Row]:
    """A heading, then every cost line; accounts only for the office."""
    head = [
        _("Haushaltsjahr"),
        _("Kostenart"),
        _("Wofür"),
        _("geplant in Euro"),
        _("tatsächlich in Euro"),
    ]
    yield [*_measure_head(), *head, *([_("Produktkonto")] if internal else [])]
    lines = CostLine.objects.filter(measure__in=measures.values("pk"))
    lines = lines.select_related("measure__field__successor")
    for line in lines.order_by("measure__number", "year", "kind", "label"):
        amounts = [line.planned_eur, line.actual_eur]
        said: Row = [line.year, line.get_kind_display(), line.label, *amounts]
        yield [*_measure(line.measure), *said, *([line.budget_line] if internal else [])]


# The days of a grant, in the order of its life.
DAYS = (
    "apply_by", "applied_on", "decided_on", "draw_by", "drawn_on", "proof_by", "settled_on",
    "bound_until",
)  # fmt: skip


def grant_rows(measures: MeasureQuerySet, *, internal: bool) -> Iterator[Row]:
    """A heading, then every grant with its days; notes only for the office."""
    head = [
        _("Förderprogramm"),
        _("Fördergeber"),
        _("Stand der Förderung"),
        _("Betrag in Euro"),
        _("Förderquote in Prozent"),
    ]
    days = [Grant.called(name) for name in DAYS]
    yield [*_measure_head(), *head, *days, *([_("Interne Notiz")] if internal else [])]
    grants = Grant.objects.filter(measure__in=measures.values("pk"))
    grants = grants.select_related("measure__field__successor")
    for grant in grants.order_by("measure__number", "pk"):
        said: Row = [
            grant.programme, grant.authority, grant.get_state_display(), grant.amount_eur, grant.rate,
            *(getattr(grant, name) for name in DAYS),
        ]  # fmt: skip
        yield [*_measure(grant.measure), *said, *([grant.note] if internal else [])]


def _measure_head() -> list[str]:
    return [_("Nummer"), _("Maßnahme"), _("Handlungsfeld"), _("Stand"), _("Beispieldaten")]


def _measure(measure: Measure) -> Iterable[object]:
    example = _("ja") if measure.is_example else _("nein")
    return (
        measure.number,
        measure.title,
        measure.field.today.name,
        measure.get_state_display(),
        example,
    )
