"""What a cross-tab says, in sentences for people who do not calculate for a living."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.crosstabs.tables import Crosstab, Line
from participation.surveys.statistics.association import (
    UNLIKELY,
    VERY_UNLIKELY,
    Association,
    Strength,
)
from smartregion.core.numbers import number, per_cent, signed


def base_sentence(table: Crosstab) -> str:
    """On how many people the table rests, and that it is weighted."""
    people = ngettext(
        "Grundlage: %(n)s Person, die beides beantwortet hat.",
        "Grundlage: %(n)s Personen, die beides beantwortet haben.",
        table.n,
    ) % {"n": number(table.n)}
    return f"{people} {weighted_sentence(table)}".strip()


def weighted_sentence(table: Crosstab) -> str:
    """That the figures are weighted, and what it costs; empty where they are not."""
    if table.weighting is None:
        return ""
    return _(
        "Gewichtet nach „%(title)s“ (Design-Effekt %(effect)s): so sicher wie %(effective)s ungewichtete Antworten."
    ) % {
        "title": table.weighting.title,
        "effect": number(table.weighting.design_effect, 2),
        "effective": number(table.effective, 0),
    }


def suppressed_sentence(table: Crosstab) -> str:
    """Which columns show nothing, and why."""
    hidden = table.columns.suppressed
    if not hidden:
        return ""
    return _("Ohne Zahlen, weil weniger als %(least)s Personen dahinterstehen: %(columns)s.") % {
        "least": number(table.minimum),
        "columns": ", ".join(_named(line) for line in hidden),
    }


def _named(line: Line) -> str:
    return f"{line.label} ({number(line.people)})"


def origin_sentences(table: Crosstab, *, on: date) -> list[str]:
    """Versions, filter and data state, a sentence each; the day is the one on which it was counted."""
    source = table.source
    versions, (there, _minus, _gone) = source.versions, source.state.partition("-")
    filtered = _("Filter: %s.") % "; ".join(source.filter_words)
    every = int(there or 0)
    return [
        ngettext("Fassung %s.", "Fassungen %s.", len(versions)) % ", ".join(map(str, versions)),
        filtered if source.filter_words else _("Kein Filter: Alle Antworten zählen."),
        ngettext("Stand: %(n)s Antwort am %(day)s.", "Stand: %(n)s Antworten am %(day)s.", every)
        % {"n": number(every), "day": date_format(on, "DATE_FORMAT")},
    ]


def picture_notes(table: Crosstab, *, on: date) -> list[str]:
    """What a picture says about its figures when it travels without the page."""
    notes = [base_sentence(table), suppressed_sentence(table), *origin_sentences(table, on=on)]
    return [note for note in notes if note]


MOST_SENTENCES = 3


def difference_sentences(table: Crosstab) -> list[str]:
    """Which groups say what clearly more often than all others; the largest differences first.

    What one group says more often the others say less often, so the other half is left out.
    """
    found = [
        (cell.against_rest, row, column, cell.column_share)
        for row, cells in table.by_row
        for column, cell in zip(table.columns.lines, cells, strict=True)
        if cell.against_rest and cell.against_rest.low > 0 and cell.column_share is not None
    ]
    found.sort(key=lambda each: -each[0].value)
    return [
        _("%(group)s: häufiger „%(answer)s“, %(share)s (%(points)s Punkte gegenüber den übrigen)")
        % {
            "group": column.label,
            "answer": row.label,
            "share": per_cent(100 * share),
            "points": signed(100 * difference.value),
        }
        for difference, row, column, share in found[:MOST_SENTENCES]
    ]


# -- whether they hang together ----------------------------------------------------------------
def association_sentences(table: Crosstab) -> Iterator[str]:
    """Whether both questions hang together; first the sentence, then its limits."""
    found = table.association
    if table.is_multiple:
        yield _(
            "Weil mehrere Antworten möglich waren, steht eine Person in mehreren Feldern. Dafür gibt es hier keine Prüfung, ob ein Zusammenhang zufällig ist."
        )
        return
    if found is None:
        yield _(
            "Für einen Vergleich braucht es auf beiden Seiten mindestens zwei Gruppen mit Antworten."
        )
        return
    names = {"rows": table.rows.label, "columns": table.columns.label}
    yield _main(found) % {**names, "v": number(found.v, 2)}
    yield from _limits(table, found)


def _main(found: Association) -> str:
    strengths = {
        Strength.HARDLY: _(
            "Zwischen „%(rows)s“ und „%(columns)s“ besteht kaum ein Zusammenhang (Cramérs V = %(v)s)"
        ),
        Strength.WEAK: _(
            "Zwischen „%(rows)s“ und „%(columns)s“ besteht ein schwacher Zusammenhang (Cramérs V = %(v)s)"
        ),
        Strength.MEDIUM: _(
            "Zwischen „%(rows)s“ und „%(columns)s“ besteht ein mittlerer Zusammenhang (Cramérs V = %(v)s)"
        ),
        Strength.STRONG: _(
            "Zwischen „%(rows)s“ und „%(columns)s“ besteht ein starker Zusammenhang (Cramérs V = %(v)s)"
        ),
    }
    return f"{strengths[found.strength]}; {_chance(found)}"


def _chance(found: Association) -> str:
    if found.p >= UNLIKELY:
        return _("er kann gut durch Zufall entstanden sein.")
    if found.strength == Strength.HARDLY:
        return _("er ist wohl nicht zufällig, aber zu klein, um etwas daraus zu schließen.")
    if found.p >= VERY_UNLIKELY:
        return _("dass er nur durch Zufall entstand, ist unwahrscheinlich.")
    return _("dass er nur durch Zufall entstand, ist sehr unwahrscheinlich.")


def _limits(table: Crosstab, found: Association) -> Iterator[str]:
    if found.is_thin:
        yield _(
            "Viele Felder sind dünn besetzt: In %(share)s von ihnen wären weniger als 5 Personen zu erwarten. Was hier über den Zufall steht, ist deshalb unsicher. Gröbere Gruppen helfen."
        ) % {"share": per_cent(100 * found.few_expected)}
    if found.v >= 0.1 > found.v_corrected:
        yield _(
            "Bei so wenigen Personen kommt auch ohne Zusammenhang leicht ein solcher Wert zustande (bereinigt: V = %s)."
        ) % number(found.v_corrected, 2)
    if table.weighting:
        yield _(
            "Ob es Zufall ist, wurde mit der wirksamen Zahl von %(effective)s statt %(n)s Personen geprüft, weil gewichtete Antworten weniger sicher sind (Rao und Scott 1984)."
        ) % {"effective": number(found.n, 0), "n": number(table.n)}
    yield _(
        "Wer mitmacht, entscheidet selbst. Für alle Menschen im Landkreis gilt das deshalb nur mit Vorsicht, und ein Zusammenhang ist noch keine Ursache."
    )


def figures_sentence(found: Association) -> str:
    """The figures of the test for those who want to cite it."""
    return _("χ² = %(chi)s bei %(degrees)s Freiheitsgraden, %(p)s, V bereinigt = %(corrected)s") % {
        "chi": number(found.chi_square, 2),
        "degrees": number(found.degrees),
        "p": _("p < 0,001") if found.p < VERY_UNLIKELY else f"p = {number(found.p, 3)}",
        "corrected": number(found.v_corrected, 2),
    }
