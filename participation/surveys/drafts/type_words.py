"""The types of questions as people choose them: in groups, each with what it is for and an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.surveys.document.questionnaire import Type


@dataclass(frozen=True)
class TypeWords:
    """What a type is for, and a question of this type."""

    purpose: Any
    example: Any


@dataclass(frozen=True)
class TypeGroup:
    """Types that people choose between."""

    title: Any
    types: Mapping[Type, TypeWords]


GROUPS: tuple[TypeGroup, ...] = (
    TypeGroup(
        _("Eine oder mehrere Antworten auswählen"),
        {
            Type.SINGLE: TypeWords(
                _("Genau eine von mehreren Antworten. Schnell beantwortet und leicht auszuwerten."),
                _("Wie gut ist Ihr Internetanschluss? Sehr gut – gut – schlecht"),
            ),
            Type.MULTIPLE: TypeWords(
                _(
                    "Mehrere Antworten dürfen zutreffen, auf Wunsch höchstens so viele wie angegeben."
                ),
                _("Was nutzen Sie? Smartphone, Tablet, Computer"),
            ),
            Type.YES_NO: TypeWords(
                _("Ja, nein oder weiß nicht; die Antworten stehen schon fest."),
                _("Haben Sie schon einmal online einen Antrag gestellt?"),
            ),
            Type.DROPDOWN: TypeWords(
                _("Eine Antwort aus einer langen Liste, die sich aufklappt."),
                _("In welchem Jahr sind Sie in den Landkreis gezogen?"),
            ),
            Type.MUNICIPALITY: TypeWords(
                _("Eine Gemeinde des Landkreises; die Liste bringt das Programm mit."),
                _("In welcher Gemeinde wohnen Sie?"),
            ),
            Type.RANKING: TypeWords(
                _("Antworten nach Wichtigkeit ordnen. Am besten mit höchstens sieben Antworten."),
                _("Was ist Ihnen am wichtigsten? 1. Schulen, 2. Bus, 3. Ärzte"),
            ),
        },
    ),
    TypeGroup(
        _("Bewerten"),
        {
            Type.SCALE: TypeWords(
                _("Eine Bewertung auf Stufen, zum Beispiel von 1 bis 5. Ergibt einen Mittelwert."),
                _("Wie zufrieden sind Sie? 1 – 2 – 3 – 4 – 5"),
            ),
            Type.MATRIX: TypeWords(
                _(
                    "Mehrere Dinge auf derselben Skala bewerten. Höchstens acht Zeilen, sonst ermüdet es."
                ),
                _("Wie zufrieden sind Sie mit … Schulen? Bus und Bahn? Ärzten?"),
            ),
            Type.SLIDER: TypeWords(
                _("Eine Zahl zwischen zwei Grenzen, die sich auch schieben lässt."),
                _("Wie sicher fühlen Sie sich im Internet? 0 bis 100"),
            ),
            Type.MATRIX_MULTIPLE: TypeWords(
                _("In jeder Zeile dürfen mehrere Antworten zutreffen."),
                _("Wofür nutzen Sie was? Smartphone: Bank, Bus, Behörde"),
            ),
        },
    ),
    TypeGroup(
        _("Zahlen und Daten"),
        {
            Type.NUMBER: TypeWords(
                _("Eine Zahl, auf Wunsch mit Grenzen und Einheit."),
                _("Wie viele Personen leben in Ihrem Haushalt?"),
            ),
            Type.DATE: TypeWords(
                _("Ein Tag aus dem Kalender."), _("Wann haben Sie den Antrag gestellt?")
            ),
            Type.MATRIX_NUMBER: TypeWords(
                _("Eine Zahl in jeder Zeile."),
                _("Wie viele Kilometer fahren Sie in der Woche mit … Auto? Rad? Bus?"),
            ),
            Type.CALCULATED: TypeWords(
                _("Wird aus früheren Zahlen berechnet und nicht gefragt."),
                _("Summe aller Kilometer"),
            ),
        },
    ),
    TypeGroup(
        _("Eigene Worte"),
        {
            Type.SHORT_TEXT: TypeWords(
                _("Wenige Worte in einer Zeile."), _("Welches Angebot fehlt Ihnen?")
            ),
            Type.LONG_TEXT: TypeWords(
                _(
                    "Mehrere Sätze. Kostet Zeit beim Antworten und beim Auswerten: sparsam verwenden."
                ),
                _("Was möchten Sie uns noch sagen?"),
            ),
        },
    ),
    TypeGroup(
        _("Lesen und zustimmen"),
        {
            Type.DISPLAY: TypeWords(
                _("Ein Text zwischen den Fragen; es wird nichts gefragt."),
                _("Die nächsten Fragen drehen sich um den Nahverkehr."),
            ),
            Type.CONSENT: TypeWords(
                _(
                    "Ein Kästchen zum Ankreuzen. Als Pflichtfrage geht es nur mit Zustimmung weiter."
                ),
                _("Ich bin mindestens 16 Jahre alt."),
            ),
        },
    ),
)
