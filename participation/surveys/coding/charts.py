"""How often each code was given, as a chart that says what it rests on."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.results import Count
from smartregion.core.charts import Bar, Chart, bar_chart


class Figure(Protocol):
    """What is needed of ``queries.CodedFigure``."""

    @property
    def is_shown(self) -> bool: ...
    @property
    def counts(self) -> Sequence[Count]: ...
    @property
    def base(self) -> float: ...
    @property
    def counted(self) -> int: ...
    @property
    def written(self) -> int: ...
    @property
    def agreed(self) -> int: ...
    @property
    def single(self) -> int: ...
    @property
    def disputed(self) -> int: ...
    @property
    def readers(self) -> Sequence[str]: ...


def coded_chart(figure: Figure, *, also: Sequence[str] = ()) -> Chart | None:
    """The frequent codes first; nothing while too few texts were read.

    ``also`` are sentences on what else the figures rest on: filter and weights.
    """
    if not figure.is_shown:
        return None
    counts = sorted(figure.counts, key=lambda count: -count.count)
    return bar_chart(
        title=_("Wovon die Texte handeln"),
        bars=[Bar(count.label, count.count) for count in counts],
        total=figure.base,
        note=" ".join([coded_note(figure), *also]),
    )


def coded_note(figure: Figure) -> str:
    """On which texts the figures rest, and who sorted them."""
    base = ngettext(
        "Anteile an %(counted)s zugeordneten von %(written)s Text; ein Text kann mehrere Codes haben.",
        "Anteile an %(counted)s zugeordneten von %(written)s Texten; ein Text kann mehrere Codes haben.",
        figure.written,
    ) % {"counted": _whole(figure.counted), "written": _whole(figure.written)}
    return " ".join([base, *_sources(figure)])


def _sources(figure: Figure) -> list[str]:
    said = []
    if figure.agreed:
        said.append(
            _("%(n)s von zwei Personen gelesen und übereinstimmend oder gemeinsam entschieden.")
            % {"n": _whole(figure.agreed)}
        )
    if figure.single:
        said.append(
            _("%(n)s von einer Person gelesen (%(names)s).")
            % {"n": _whole(figure.single), "names": ", ".join(figure.readers)}
        )
    if figure.disputed:
        said.append(
            _("%(n)s verschieden zugeordnet und noch nicht entschieden, deshalb nicht gezählt.")
            % {"n": _whole(figure.disputed)}
        )
    return said


def _whole(number: int) -> str:
    return number_format(number, use_l10n=True)
