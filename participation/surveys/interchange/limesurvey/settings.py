"""Settings and texts of the survey as a whole that have no counterpart, or another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys.interchange.limesurvey.source import LsSurvey
from participation.surveys.interchange.losses import Report


@dataclass(frozen=True)
class Setting:
    """What a setting is called, the values that say nothing special, and what becomes of others."""

    label: Any
    why: Any
    silent: tuple[str, ...] = ("", "N", "0")
    is_serious: bool = False


NOT_STORED = _("Das wird hier nie gespeichert.")
SETTINGS: Mapping[str, Setting] = {
    "anonymized": Setting(
        _("Nicht anonyme Umfrage"),
        _("Hier führt nie ein Weg von einer Antwort zu einer Person."),
        ("", "Y"),
    ),
    "ipaddr": Setting(_("Adresse des Rechners (IP)"), NOT_STORED),
    "refurl": Setting(_("Herkunftsseite (Referrer)"), NOT_STORED),
    "datestamp": Setting(
        _("Zeitstempel"), _("Gespeichert wird nur der Tag einer Antwort, keine Uhrzeit.")
    ),
    "savetimings": Setting(
        _("Zeitmessung"), _("Zeiten werden hier nur gezählt, nicht je Person gespeichert.")
    ),
    "startdate": Setting(
        _("Beginn"), _("Bitte tragen Sie den Zeitraum unter „Angaben“ ein.")
    ),
    "expires": Setting(_("Ende"), _("Bitte tragen Sie den Zeitraum unter „Angaben“ ein.")),
    "format": Setting(
        _("Aufteilung in Seiten"),
        _("Jede Fragengruppe ist hier eine Seite."),
        ("", "G"),
    ),
    "usecookie": Setting(
        _("Schutz vor doppelter Teilnahme"), _("Umfragen setzen hier keine Cookies.")
    ),
    "usecaptcha": Setting(
        _("Schutz vor Programmen"),
        _("Unter „Angaben“ können Sie dafür eine Rechenaufgabe einschalten."),
        ("", "N", "E"),
    ),
    "usetokens": Setting(
        _("Geschlossene Teilnehmergruppe"),
        _("Unter „Angaben“ legen Sie fest, wer teilnehmen kann; Zugangscodes sind neu auszugeben."),
        is_serious=True,
    ),
    "allowregister": Setting(
        _("Öffentliche Anmeldung"), _("Anmelden kann man sich hier mit einem Konto.")
    ),
    "allowsave": Setting(
        _("Zwischenspeichern ausgeschaltet"),
        _("Unterbrechen und später weitermachen geht hier immer."),
        ("", "Y"),
    ),
    "allowprev": Setting(
        _("Zurückgehen ausgeschaltet"), _("Zurückgehen geht hier immer."), ("", "Y")
    ),
    "alloweditaftercompletion": Setting(
        _("Ändern nach dem Absenden"),
        _("Wer abgesendet hat, kann seine Antworten ansehen und löschen, nicht ändern."),
    ),
    "tokenanswerspersistence": Setting(
        _("Unterbrechen mit Zugangscode"),
        _("Weitermachen geht hier mit einem eigenen Code, unabhängig vom Zugangscode."),
    ),
    "assessments": Setting(
        _("Bewertung nach Punkten"), _("Punkte für Antworten gibt es hier nicht."), is_serious=True
    ),
    "autoredirect": Setting(
        _("Weiterleitung am Ende"), _("Am Ende steht hier der Schlusstext, keine andere Seite.")
    ),
    "publicstatistics": Setting(
        _("Öffentliche Statistik"),
        _("Ergebnisse geben Sie hier eigens frei, mit Schutz kleiner Zahlen."),
    ),
    "emailnotificationto": Setting(
        _("Nachricht bei jeder Antwort"), _("Solche Nachrichten gibt es hier nicht.")
    ),
    "emailresponseto": Setting(
        _("Antworten per E-Mail"), _("Antworten verlassen diese Anwendung nicht von selbst.")
    ),
    "googleanalyticsapikey": Setting(_("Google Analytics"), _("Fremde Dienste gibt es hier nicht.")),
    "navigationdelay": Setting(
        _("Wartezeit je Seite"), _("Weiterblättern geht hier sofort.")
    ),
    "attributedescriptions": Setting(
        _("Angaben über Eingeladene"), _("Über Eingeladene wird hier nichts gespeichert."), ("", "[]", "{}")
    ),
    "showsurveypolicynotice": Setting(
        _("Datenschutzhinweis zum Ankreuzen"),
        _("Der Hinweis steht auf der ersten Seite und gilt mit dem Beginn als gelesen."),
        ("", "0", "1"),
    ),
}  # fmt: skip
# Texts beside those that are read, by what they begin with.
TEXTS: Mapping[str, tuple[Any, Any]] = {
    "surveyls_url": (
        _("Adresse am Ende"),
        _("Am Ende steht hier der Schlusstext, keine andere Seite."),
    ),
    "surveyls_policy_error": (
        _("Fehlertext zum Datenschutz"),
        _("Der Hinweis braucht hier kein Häkchen."),
    ),
    "surveyls_policy_notice_label": (
        _("Wortlaut des Häkchens zum Datenschutz"),
        _("Der Hinweis braucht hier kein Häkchen. Eine Einwilligung können Sie als Frage stellen."),
    ),
    "surveyls_legal_notice": (
        _("Rechtlicher Hinweis"),
        _("Bitte nehmen Sie ihn in den Datenschutzhinweis auf."),
    ),
    "surveyls_alias": (_("Kurzadresse"), _("Die Adresse entsteht hier aus dem Titel.")),
}
MAILS = ("surveyls_email_", "email_admin_")
TABLES: Mapping[str, Any] = {
    "assessments": _("Bewertungen nach Punkten gibt es hier nicht."),
    "survey_url_parameters": _("Angaben aus der Adresse werden hier nicht übernommen."),
    "plugin_settings": _("Einstellungen von Erweiterungen gehören zu LimeSurvey."),
    "themes": _("Das Aussehen gehört zu LimeSurvey."),
    "themes_inherited": _("Das Aussehen gehört zu LimeSurvey."),
    "defaultvalues": _("Vorausgefüllte Antworten gibt es hier nicht."),
}


def tell_settings(survey: LsSurvey, report: Report) -> None:
    """What the settings of the survey say that is different here."""
    place = _now("Umfrage")
    for name, setting in SETTINGS.items():
        value = survey.settings.get(name, "")
        if value not in setting.silent:
            report.note(
                place,
                str(setting.label),
                str(setting.why),
                source=value,
                is_serious=setting.is_serious,
            )
    for name, (label, why) in TEXTS.items():
        said = next(filter(None, survey.texts.get(name, {}).values()), "")
        if said:
            report.note(place, str(label), str(why), source=said[:300])
    if any(_is_mail(name, texts) for name, texts in survey.texts.items()):
        report.note(
            place,
            _now("Texte der E-Mails"),
            _now("Einladungen und Erinnerungen sind hier Briefe mit eigenem Text."),
        )
    for name, rows in survey.others.items():
        why = TABLES.get(name) or _now("Diesen Teil der Datei gibt es hier nicht.")
        report.note(
            place, _now("Tabelle %(name)s, %(n)d Zeilen") % {"name": name, "n": rows}, str(why)
        )


def _is_mail(name: str, texts: Mapping[str, str]) -> bool:
    return name.startswith(MAILS) and any(texts.values())
