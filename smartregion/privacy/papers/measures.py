"""Technical and organisational measures, Article 32 GDPR."""

from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.privacy.paper import Paper, Part, Table
from smartregion.privacy.papers.facts import Facts
from smartregion.privacy.papers.kept import BACKUP_DAYS


def measures_paper(title: str, facts: Facts, *, at: datetime) -> Paper:  # noqa: ARG001 - all take both
    lead = _("Was auf %(site)s eingerichtet ist; was die Betreiber beitragen, ist zu ergänzen.")
    return Paper(title, lead % {"site": facts.site}, (
        Part(_("Von der Software eingerichtet"), (), Table((_("Ziel"), _("Maßnahme")), _built_in(facts))),
        Part(_("Vom Betrieb zu ergänzen"), (
            _("Zutritt zu den Rechnern, Verschlüsselung der Datenträger, Personal und Vertretung, Aktualisierung des Betriebssystems, Ort und Verschlüsselung der Sicherungen."),
        )),
    ))  # fmt: skip


def _built_in(facts: Facts) -> tuple[tuple[str, str], ...]:
    roles = ", ".join(facts.second_factor_roles)
    second = _("Pflicht für: %(roles)s.") if roles else _("Möglich, für keine Rolle Pflicht.")
    return (
        (_("Übertragung"), _("Verschlüsselt (HTTPS mit HSTS), Cookies nur darüber.") if facts.is_encrypted else _("Unverschlüsselt: nur zum Ausprobieren, nicht für den Betrieb.")),
        (_("Anmeldung"), _("Passwörter gehasht; Codes per E-Mail, Passkeys; eine Sitzung endet nach %(hours)d Stunden, ohne Besuch nach %(idle)d.") % {"hours": facts.session_hours, "idle": facts.idle_hours}),
        (_("Zweiter Faktor"), second % {"roles": roles}),
        (_("Zugriff"), _("Rechte nur über Rollen mit Umfang und Ablauf; jede Adresse ist mit jeder Rolle geprüft; für Dateien mit Angaben zu Personen wird das Passwort noch einmal verlangt.")),
        (_("Nachvollziehbarkeit"), _("Ein Protokoll, das nur wächst: wer, was, wann; auch das Lesen einzelner Antworten und jedes Herunterladen. Nie der Inhalt.")),
        (_("Pseudonymisierung"), _("Antworten ohne Konto, ohne Adresse, ohne Uhrzeit, in zufälliger Reihenfolge; Codes nur als Prüfsumme. Was mit einem Code kommt, zählt erst mit mindestens neun anderen.")),
        (_("Meldungen und Protokolle"), _("Ohne Wortlaut von Fehlern, ohne IP-Adressen, ohne Eingaben.")),
        (_("Datenbank"), facts.database),
        (_("Vertrauenswürdige Vermittler (Proxys) davor"), str(facts.proxies)),
        (_("Inhalte von außen"), _("Content Security Policy ohne Ausnahmen; andere Rechner nur: %(hosts)s.") % {"hosts": facts.tile_host} if facts.tile_host else _("Content Security Policy ohne Ausnahmen; keine anderen Rechner.")),
        (_("Löschen"), _("Jede Nacht nach Regeln, die zu jeder Tabelle festgelegt sind; vorher ansehbar, nachher nachlesbar.")),
        (_("Wiederherstellung"), _("Sicherung mit Prüfsummen, erprobtes Einspielen, %(days)d Tage aufbewahrt.") % {"days": BACKUP_DAYS}),
    )  # fmt: skip
