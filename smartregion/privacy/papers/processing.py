"""The record of processing activities, Article 30 GDPR."""

from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.privacy.paper import Paper, Part, Table
from smartregion.privacy.papers.facts import Facts
from smartregion.privacy.papers.kept import BACKUP_DAYS, columns, periods, recipients


def processing_paper(title: str, facts: Facts, *, at: datetime) -> Paper:
    return Paper(title, _("Verantwortlich: %(county)s") % {"county": facts.county}, (
        Part(_("Verantwortliche Stelle"), (
            f"{facts.county}. {facts.contact}",
            facts.officer_line,
        )),
        Part(_("Zwecke"), (), _purposes()),
        Part(_("Daten, betroffene Personen, Rechtsgrundlagen und Fristen"), (), periods(at=at)),
        recipients(_("Empfänger"), facts,
            _("Öffentliche Beiträge, Antworten und Berichte liest jede und jeder. Eine Übermittlung in Drittländer findet nicht statt, soweit die genannten Rechner in der Europäischen Union stehen."),
        ),
        Part(_("Sicherungen"), (
            _("Sicherungskopien werden %(days)d Tage aufbewahrt. Nach dem Einspielen einer Sicherung wird gelöscht, was inzwischen fällig ist; Konten, die seit der Sicherung geschlossen wurden, schließt das Amt noch einmal.") % {"days": BACKUP_DAYS},
        )),
        Part(_("Technische und organisatorische Maßnahmen"), (
            _("Sie stehen in einer eigenen Unterlage, die aus denselben Einstellungen erzeugt wird."),
        )),
        Part(_("Anhang: gespeicherte Felder"), (), columns()),
    ))  # fmt: skip


def _purposes() -> Table:
    rows = (
        (_("Beteiligung"), _("Menschen sagen ihre Meinung in Umfragen, Foren, Stellungnahmen und bei Veranstaltungen; das Amt wertet aus und antwortet.")),
        (_("Konten"), _("Wer verfolgt, schreibt oder im Amt arbeitet, meldet sich an; Rollen sagen, wer was darf.")),
        (_("Steuerung"), _("Maßnahmen, ihre Bewertung und Berichte an Gremien; mit den Namen der Zuständigen.")),
        (_("Nachrichten"), _("Was jemand verfolgt oder wofür jemand angemeldet ist, wird per E-Mail mitgeteilt.")),
        (_("Sicherheit"), _("Protokoll der Vorgänge, Anmeldungen und Begrenzungen gegen Missbrauch.")),
    )  # fmt: skip
    return Table((_("Tätigkeit"), _("Zweck")), rows)
