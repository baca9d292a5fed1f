"""Whether an impact assessment is needed, Article 35 GDPR: the nine criteria of WP 248 rev. 01."""

from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.privacy.paper import Paper, Part, Table
from smartregion.privacy.papers.facts import Facts

# From so many criteria on an assessment is as a rule required (WP 248 rev. 01, III.B).
ENOUGH = 2


def threshold_paper(title: str, facts: Facts, *, at: datetime) -> Paper:  # noqa: ARG001 - all take both
    rows = tuple((name, _("ja") if met else _("nein"), why) for name, met, why in _criteria())
    met = sum(is_met for _name, is_met, _why in _criteria())
    return Paper(title, _("Neun Merkmale nach WP 248 Rev. 01 der Art.-29-Gruppe."), (
        Part(_("Merkmale"), (), Table((_("Merkmal"), _("Trifft zu"), _("Begründung")), rows)),
        Part(_("Ergebnis"), (
            _("%(met)d von 9 Merkmalen treffen zu.") % {"met": met},
            _("Eine Folgenabschätzung ist in der Regel nötig.") if met >= ENOUGH else _("Eine Folgenabschätzung ist in der Regel nicht nötig."),
            _("Bitte prüfen Sie neu, wenn eine Umfrage besondere Kategorien von Daten erhebt (Art. 9 DSGVO) oder sich an Kinder richtet."),
        )),
        Part(_("Verbleibende Risiken"), (
            _("Wer Zugriff auf die Rohdaten der Datenbank oder auf Sicherungen hat, kann bis zum stündlichen Mischen aus der Reihenfolge der Zeilen auf die Reihenfolge der Antworten schließen."),
            _("In freien Texten können Menschen Namen nennen; vor jeder Veröffentlichung liest jemand."),
        )),
    ))  # fmt: skip


def _criteria() -> list[tuple[str, bool, str]]:
    return [
        (_("Bewerten oder Einstufen von Personen"), False, _("Bewertet werden Maßnahmen, nie Personen.")),
        (_("Automatische Entscheidung mit Rechtswirkung"), False, _("Jede Entscheidung trifft ein Mensch und begründet sie.")),
        (_("Systematische Überwachung"), False, _("Besuche werden nicht gezählt, keine Cookies auf öffentlichen Seiten.")),
        (_("Vertrauliche oder höchstpersönliche Daten"), True, _("Meinungen zu öffentlichen Angelegenheiten können politische Überzeugungen erkennen lassen.")),
        (_("Verarbeitung in großem Umfang"), True, _("Eingeladen sind alle, die im Landkreis wohnen.")),
        (_("Abgleich oder Zusammenführen von Datensätzen"), False, _("Umfragen werden nie mit Konten verbunden.")),
        (_("Schutzbedürftige Personen"), False, _("Die Beteiligung ist freiwillig; an Kinder richtet sie sich nicht.")),
        (_("Neue Technik"), False, _("Es wird nichts automatisch erkannt oder vorhergesagt.")),
        (_("Hindernis für ein Recht oder einen Vertrag"), False, _("Wer nicht teilnimmt, verliert nichts.")),
    ]  # fmt: skip
