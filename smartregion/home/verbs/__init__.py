"""What the verbs of the audit trail are called where people read it; tests/home/test_trail.py misses none."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartregion.home.verbs import house, measures, participation, reports, strategy, surveys

# By the name of their application, as it stands in the entries.
ROOMS: dict[str, Promise] = {
    "accounts": _("Personen und Rollen"),
    "county": _("Landkreis"),
    "strategy": _("Strategie"),
    "participation": _("Beteiligung"),
    "measures": _("Maßnahmen"),
    "reports": _("Berichte"),
    "notices": _("Benachrichtigungen"),
    "privacy": _("Datenschutz"),
}

# As the filter offers them: under headings, in the order of the rooms.
GROUPS: list[tuple[Promise, Mapping[str, Promise]]] = [
    (_("Landkreis, Personen und E-Mails"), house.LABELS),
    (_("Strategie"), strategy.LABELS),
    (_("Beteiligung"), participation.LABELS),
    (_("Umfragen"), surveys.LABELS),
    (_("Maßnahmen"), measures.LABELS),
    (_("Berichte"), reports.LABELS),
]
LABELS: dict[str, Promise] = {
    verb: words for _heading, labels in GROUPS for verb, words in labels.items()
}

# Kinds of jobs, as somebody who ordered one reads them.
JOBS: dict[str, Promise] = {
    "contributions.export": _("Datei mit Beiträgen"),
    "demo.print_reports": _("Berichte des Beispielkreises"),
    "privacy.account_export": _("Auskunft über das eigene Konto"),
    "report.build": _("Bericht"),
    "report.release": _("Freigabe eines Berichts"),
    "survey.export": _("Datei mit Antworten"),
}


def label_of(verb: str) -> str:
    """In words; an entry of an earlier release may have a verb that is written nowhere any more."""
    return str(LABELS.get(verb, verb))
