"""A draft of the privacy notice that the county adopts, Article 13 GDPR and section 25 TDDDG."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.privacy.paper import Paper, Part
from smartregion.privacy.papers.facts import Facts
from smartregion.privacy.papers.kept import BACKUP_DAYS, periods, recipients


def notice_paper(title: str, facts: Facts, *, at: datetime) -> Paper:
    lead = _("So gehen wir auf %(site)s mit Ihren Daten um. Verantwortlich: %(county)s.")
    return Paper(
        title, lead % {"county": facts.county, "site": facts.site}, tuple(_parts(facts, at))
    )


def _parts(facts: Facts, at: datetime) -> Iterator[Part]:
    yield Part(
        _("Wer verantwortlich ist"), (f"{facts.county}. {facts.contact}", facts.officer_line)
    )
    yield Part(_("Lesen ohne Spuren"), (
        _("Öffentliche Seiten setzen keine Cookies und laden nichts von anderen Rechnern, außer hier ist einer genannt. Es gibt keine Werbung und keine Zählung von Besuchen."),
        *_of_maps(facts),
    ))  # fmt: skip
    yield Part(_("Umfragen"), (
        _("Zu Ihren Antworten wird weder eine IP-Adresse noch eine Browserkennung noch eine Uhrzeit gespeichert, nur der Tag. Niemand kann sagen, welche Antworten von Ihnen sind; deshalb gibt es darüber auch keine Auskunft. Mit Ihrem Beleg-Code finden Sie Ihre Antworten selbst und nehmen sie zurück, bis die Umfrage endet."),
    ))  # fmt: skip
    yield Part(_("Konto und Cookies"), (
        _("Nach dem Anmelden hält ein notwendiges Cookie Ihre Sitzung, höchstens %(hours)d Stunden und ohne Besuch %(idle)d. Formulare schützt ein zweites. Beide sind nach § 25 Abs. 2 TDDDG ohne Einwilligung erlaubt.") % {"hours": facts.session_hours, "idle": facts.idle_hours},
        *(_("Sie können sich auch mit %(name)s anmelden; dann erhalten wir von %(host)s Ihre E-Mail-Adresse, Ihren Namen und eine Kennung.") % {"name": name, "host": host} for name, host in facts.identity_providers),
    ))  # fmt: skip
    yield Part(_("Was wir speichern und wie lange"), (
        _("Sicherungskopien werden nach %(days)d Tagen überschrieben.") % {"days": BACKUP_DAYS},
    ), periods(at=at))  # fmt: skip
    yield recipients(_("Wer Daten für uns verarbeitet"), facts)
    yield Part(_("Ihre Rechte"), (
        _("Auskunft, Berichtigung, Löschung, Einschränkung, Übertragbarkeit und Widerspruch (Art. 15 bis 21 DSGVO); eine Einwilligung widerrufen Sie jederzeit für die Zukunft. Unter „Meine Daten“ bestellen Sie alles, was mit Ihrem Konto verbunden ist; unter „Mein Profil“ schließen Sie es. Beschweren können Sie sich bei der Datenschutzaufsicht Ihres Bundeslandes."),
    ))  # fmt: skip


def _of_maps(facts: Facts) -> Iterator[str]:
    if facts.tile_host:
        text = _("Seiten mit einer Karte laden Bilder von %(host)s. Dieser Rechner erfährt dabei Ihre IP-Adresse und Ihre Browserkennung.")  # fmt: skip
        yield text % {"host": facts.tile_host}
