"""What to check before somebody else processes data for the county, Article 28 GDPR."""

from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.privacy.paper import Paper, Part, Table
from smartregion.privacy.papers.facts import Facts
from smartregion.privacy.papers.kept import recipients


def processors_paper(title: str, facts: Facts, *, at: datetime) -> Paper:  # noqa: ARG001 - all take both
    lead = _("%(county)s ist verantwortlich; wer den Server betreibt, handelt im Auftrag.")
    rows = tuple((point, "☐", "") for point in _points())
    return Paper(title, lead % {"county": facts.county}, (
        recipients(_("Eingesetzte Dienste"), facts,
            _("Mit jedem Betreiber außerhalb der eigenen Verwaltung ist ein Vertrag nötig."),
        ),
        Part(_("Prüfliste je Vertrag"), (), Table((_("Punkt"), _("Erfüllt"), _("Bemerkung")), rows)),
    ))  # fmt: skip


def _points() -> list[str]:
    return [
        _("Gegenstand, Dauer, Art und Zweck der Verarbeitung, Arten von Daten, betroffene Personen (Abs. 3 Satz 1)"),
        _("Verarbeitung nur auf dokumentierte Weisung (Abs. 3 Buchst. a)"),
        _("Verpflichtung der Beschäftigten zur Vertraulichkeit (Buchst. b)"),
        _("Maßnahmen nach Art. 32 vereinbart; Unterlage zu den technischen und organisatorischen Maßnahmen liegt bei (Buchst. c)"),
        _("Unterauftrag nur mit Genehmigung (Buchst. d und Abs. 2, 4)"),
        _("Unterstützung bei Rechten der Betroffenen (Buchst. e)"),
        _("Unterstützung bei Art. 32 bis 36, Meldung von Verletzungen ohne Verzug (Buchst. f)"),
        _("Löschen oder Zurückgeben nach dem Ende, auch der Sicherungen (Buchst. g)"),
        _("Nachweise und Prüfungen vor Ort (Buchst. h)"),
        _("Ort der Verarbeitung in der Europäischen Union, sonst Kapitel V"),
    ]  # fmt: skip
