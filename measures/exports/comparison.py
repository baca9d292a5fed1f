"""Two cycles beside each other as a table: one row for each measure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from measures.documents import Row
from measures.queries.comparison import Comparison, Gone, Pair, light_in, state_label

Cells = list[object]


def comparison_rows(comparison: Comparison) -> Iterator[Cells]:
    """A heading, then the measures of both cycles, those that are new, and those that are gone."""
    before, after = comparison.before.title, comparison.after.title
    yield [
        _("Nummer"), _("Maßnahme"), _("Handlungsfeld"), _("Vergleich"),
        *(f"{word} ({title})" for word in _words() for title in (before, after)),
        _("eingelöste Zusagen"), _("Zusagen"),
    ]  # fmt: skip
    for pair in comparison.pairs:
        yield _pair(pair)
    for row in comparison.new:
        yield [*_named(row), _("neu abgefragt"), *_halves(None, row), None, None]
    for gone in comparison.gone:
        yield [*_named(gone.row), _why(gone), *_halves(gone.row, None), None, None]


def _words() -> tuple[str, ...]:
    return _("Stand"), _("Ampel"), _("Meilensteine erreicht"), _("Kosten geplant in Euro")


def _pair(pair: Pair) -> Cells:
    kept = sum(1 for check in pair.promises if check.outcome == "done")
    both = _halves(pair.before, pair.after)
    return [*_named(pair.after), _("in beiden"), *both, kept, len(pair.promises)]


def _named(row: Row) -> Cells:
    return [row.number, row.title, f"{row.field_number} {row.field}".strip()]


def _why(gone: Gone) -> str:
    if gone.merged_into:
        return _("zusammengeführt mit %(number)s") % {"number": gone.merged_into}
    return gone.waived_reason or _("nicht mehr abgefragt: %(state)s") % {"state": gone.state_label}


def _halves(before: Row | None, after: Row | None) -> Cells:
    """Each word of the older cycle beside that of the newer."""
    pairs = zip(_cells(before), _cells(after), strict=True)
    return [cell for both in pairs for cell in both]


def _cells(row: Row | None) -> Cells:
    if row is None:
        return [None] * len(_words())
    shown, planned = light_in(row), [year.planned_eur for year in row.costs or ()]
    return [
        state_label(row.measure_state),
        shown.label if shown else None,
        f"{row.milestones_done}/{row.milestones_total}",
        sum(planned) if planned else None,
    ]
