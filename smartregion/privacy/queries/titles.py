"""What columns are called for the person they are about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from smartregion.accounts.models import User

TITLES = {
    "accepted_at": _("angenommen am"),
    "actor": _("Wer"),
    "answers": _("Antworten"),
    "at": _("am"),
    "author": _("Verfasst von"),
    "author_name": _("gezeigter Name"),
    "category": _("Anlass"),
    "changes": _("Änderungen"),
    "channel": _("Weg"),
    "content": _("Inhalt"),
    "contribution": _("Beitrag"),
    "created": _("angelegt am"),
    "created_at": _("angelegt am"),
    "cycle": _("Zyklus"),
    "date_joined": _("verknüpft am"),
    "decided_at": _("entschieden am"),
    "decision": _("Entscheidung"),
    "display_name": _("Anzeigename"),
    "edited_at": _("geändert am"),
    "email": _("E-Mail-Adresse"),
    "event": _("Veranstaltung"),
    "expire_date": _("endet am"),
    "expires_at": _("endet am"),
    "expires_on": _("letzter Tag"),
    "explanation": _("Erläuterung"),
    "file": _("Datei"),
    "filter": _("Filter"),
    "format": _("Format"),
    "frequency": _("Benachrichtigen"),
    "granted_at": _("vergeben am"),
    "headline": _("Überschrift"),
    "is_hidden": _("ausgeblendet"),
    "joined_at": _("Konto seit"),
    "kind": _("Art"),
    "language": _("Sprache"),
    "last_login": _("zuletzt angemeldet"),
    "last_used_at": _("zuletzt benutzt"),
    "latitude": _("geografische Breite"),
    "longitude": _("geografische Länge"),
    "made_at": _("eingelegt am"),
    "measure": _("Maßnahme"),
    "municipality": _("Gemeinde"),
    "name": _("Name"),
    "needs": _("Was wir vorbereiten"),
    "number": _("Nummer"),
    "object_label": _("woran"),
    "object_type": _("woran"),
    "office": _("Stelle"),
    "on_behalf_of": _("im Namen von"),
    "ordered_at": _("bestellt am"),
    "organisation": _("Organisation"),
    "primary": _("Hauptadresse"),
    "provider": _("Dienst"),
    "public_id": _("Kennung"),
    "question": _("Frage"),
    "quote": _("Stelle im Entwurf"),
    "read_at": _("gelesen am"),
    "reason": _("Grund"),
    "recipient": _("Empfänger"),
    "registered_at": _("angemeldet am"),
    "replaced_at": _("ersetzt am"),
    "report": _("Bericht"),
    "reported_at": _("gemeldet am"),
    "response": _("Antwort"),
    "role": _("Rolle"),
    "roles": _("Rollen"),
    "scope_kind": _("Umfang"),
    "sent": _("gesendet am"),
    "sent_at": _("gesendet am"),
    "since": _("seit"),
    "state": _("Stand"),
    "step": _("Schritt"),
    "subject": _("Betreff"),
    "survey": _("Umfrage"),
    "text": _("Wortlaut"),
    "to": _("An"),
    "topic": _("Thema"),
    "type": _("Art"),
    "uid": _("Kennung beim Dienst"),
    "until": _("bis"),
    "user": _("Konto der Person"),
    "valid_until": _("gültig bis"),
    "verb": _("was"),
    "verified": _("bestätigt"),
    "version": _("Fassung"),
    "way": _("Teilnahme"),
    "written_at": _("geschrieben am"),
}

# Kinds of things that have no rule of their own to name them, or share one with others.
KINDS = {
    "measures.MeasureFollow": _("Maßnahmen, die Sie verfolgen"),
    "measures.Origin": _("Maßnahmen, die auf Ihre Beiträge zurückgehen"),
    "participation.Answer": _("Antworten auf Ihre Beiträge"),
    "participation.ContributionFollow": _("Beiträge, die Sie verfolgen"),
    "participation.LiveQuestion": _("Fragen, die Sie bei Veranstaltungen gestellt haben"),
    "participation.Moderation": _("Entscheidungen der Moderation über Ihre Beiträge"),
    "participation.Post": _("Themen, in denen Sie geschrieben haben"),
    "participation.TopicFollow": _("Themen, die Sie verfolgen"),
}


def title_of(column: Any) -> str:
    """A column of a model in words; empty where nobody has to read it, and it has a technical name only."""
    if column.name in TITLES:
        return str(TITLES[column.name])
    # What Django makes of a name by itself are no words.
    if column.name != "id" and str(column.verbose_name) != column.name.replace("_", " "):
        return str(column.verbose_name)
    return str(_("wer gehandelt hat")) if column.related_model is User else ""
