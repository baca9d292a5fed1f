"""Attributes of LimeSurvey as the report names them to people."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

# What people call those that matter; the others keep the name that stands in LimeSurvey.
LABELS: Mapping[str, Any] = {
    "date_max": _("Spätestes Datum"),
    "date_min": _("Frühestes Datum"),
    "em_validation_q": _("Prüfung der Frage"),
    "em_validation_q_tip": _("Hinweis zur Prüfung"),
    "em_validation_sq": _("Prüfung jeder Zeile"),
    "em_validation_sq_tip": _("Hinweis zur Prüfung"),
    "equals_num_value": _("Genaue Summe"),
    "max_answers": _("Höchstzahl der Antworten"),
    "max_num_value": _("Größte Summe"),
    "max_num_value_n": _("Größte Zahl"),
    "maximum_chars": _("Höchstzahl der Zeichen"),
    "min_answers": _("Mindestzahl der Antworten"),
    "min_num_value": _("Kleinste Summe"),
    "min_num_value_n": _("Kleinste Zahl"),
    "multiflexible_step": _("Schrittweite"),
    "numbers_only": _("Nur Ziffern"),
    "other_comment_mandatory": _("Pflicht bei „Sonstiges“"),
    "other_position": _("Platz von „Sonstiges“"),
    "prefix": _("Wörter vor dem Feld"),
    "random_group": _("Zufällige Reihenfolge der Fragen"),
    "random_order": _("Zufällige Reihenfolge"),
    "slider_default": _("Anfangsstellung des Reglers"),
    "suffix": _("Wörter hinter dem Feld"),
    "time_limit": _("Frist zum Antworten"),
}


def attribute(name: str) -> str:
    """An attribute as the report names it."""
    return f"{LABELS[name]} ({name})" if name in LABELS else _now("Attribut %s") % name
