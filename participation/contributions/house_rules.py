"""The rules for what people write here, and what moderation owes to everybody: on one page.

The public page, the form in which something is reported and the words that authors get all come
from here, so that nobody is held to a rule that was nowhere to be read.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import OBJECTION_TIME, Moderation, Report

Reason, Category = Moderation.Reason, Report.Category

# After so many hours of working days somebody is reminded of what still waits.
REMINDER_HOURS = 24


@dataclass(frozen=True)
class Rule:
    """What must not stand in a contribution; ``words`` tell an author whose text is hidden for it."""

    reason: Moderation.Reason
    title: Promise
    text: Promise
    words: Promise


RULES = (
    Rule(
        Reason.INSULT,
        _("Niemanden herabsetzen"),
        _(
            "Kritik an Vorhaben, Entscheidungen und Ämtern ist willkommen, auch harte. "
            "Beleidigungen, Drohungen und Herabsetzungen wegen Herkunft, Geschlecht, Glauben, "
            "Behinderung, Alter oder Lebensweise blenden wir aus."
        ),
        _("Der Beitrag setzt Menschen herab. Die Sache dürfen Sie gern noch einmal ansprechen."),
    ),
    Rule(
        Reason.PERSONAL_DATA,
        _("Keine Angaben über andere Personen"),
        _(
            "Bitte nennen Sie keine Namen, Adressen, Telefonnummern oder Krankheiten anderer "
            "Menschen. Wer ein öffentliches Amt hat, darf mit diesem Amt genannt werden."
        ),
        _("Der Beitrag enthält Angaben über Personen, die damit nicht einverstanden sein müssen."),
    ),
    Rule(
        Reason.UNLAWFUL,
        _("Nichts, was verboten ist"),
        _(
            "Texte, die gegen Gesetze verstoßen, blenden wir aus: zum Beispiel Volksverhetzung, "
            "üble Nachrede, Aufrufe zu Straftaten oder fremde Werke ohne Erlaubnis."
        ),
        _("Der Beitrag verstößt nach unserer Prüfung gegen ein Gesetz."),
    ),
    Rule(
        Reason.ADVERTISING,
        _("Keine Werbung"),
        _(
            "Hinweise auf Vereine, Projekte und Betriebe aus dem Landkreis sind erlaubt, wenn sie "
            "etwas zum Thema beitragen. Werbung für Waren, Dienste oder Parteien ist es nicht."
        ),
        _("Der Beitrag wirbt für etwas, ohne zum Thema beizutragen."),
    ),
    Rule(
        Reason.OFF_TOPIC,
        _("Beim Thema bleiben"),
        _(
            "Ein Beitrag sollte etwas mit der gestellten Frage zu tun haben. Für alles andere "
            "gibt es die Kontaktadresse des Landkreises."
        ),
        _("Der Beitrag hat keinen Bezug zu diesem Thema."),
    ),
    Rule(
        Reason.SPAM,
        _("Jeder Beitrag einmal"),
        _("Derselbe Text in vielen Themen oder von Programmen Geschriebenes wird ausgeblendet."),
        _("Derselbe oder ein fast gleicher Text wurde mehrfach gesendet."),
    ),
)

# Why a person may hide a text; the other reasons follow from something else.
REASONS = [(rule.reason.value, rule.reason.label) for rule in RULES]

# What most likely applies when somebody reports a text in this category; a person decides.
USUAL_REASON = {
    Category.INSULT: Reason.INSULT,
    Category.PERSONAL_DATA: Reason.PERSONAL_DATA,
    Category.ADVERTISING: Reason.ADVERTISING,
    Category.UNLAWFUL: Reason.UNLAWFUL,
}


def usual_words(reason: str) -> str:
    """What the author is told when the person who decides adds nothing."""
    return next((str(rule.words) for rule in RULES if rule.reason == reason), "")


def objection_until(moderation: Moderation) -> datetime:
    """The last moment at which the author may object."""
    return moderation.at + OBJECTION_TIME
