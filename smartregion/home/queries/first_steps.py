"""From an empty installation to a county that people can take part in."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from measures.models import Measure
from participation.forums.models import Forum
from participation.surveys.models import Survey
from smartregion.accounts.models import Role, RoleAssignment
from smartregion.county.models import County, LegalText, Municipality, Organisation
from strategy.models import Element, ElementText


@dataclass(frozen=True)
class FirstStep:
    """One step of the list; whether it is done is read from the data, nobody ticks it off."""

    title: str
    text: str
    url: str
    is_done: bool
    permission: str


def first_steps() -> list[FirstStep]:
    """All steps in the order in which a county takes them."""
    return [*_county(), *_people_and_strategy(), *_participation_and_measures()]


def _county() -> list[FirstStep]:
    return [
        FirstStep(
            _("Profil des Landkreises"),
            _("Name, Kreisschlüssel und Kontakt. Sie stehen auf jeder Seite und in jedem Bericht."),
            reverse("county:profile_edit"),
            County.objects.exists(),
            "county.change_profile",
        ),
        FirstStep(
            _("Rechtliche Texte"),
            _("Impressum, Datenschutz und die Erklärung zur Barrierefreiheit sind Pflicht."),
            reverse("county:legal_text_edit", args=[LegalText.Kind.IMPRINT]),
            LegalText.objects.count() == len(LegalText.Kind),
            "county.change_profile",
        ),
        FirstStep(
            _("Städte und Gemeinden"),
            _("Als Tabelle aus dem Statistikamt: Umfragen und Maßnahmen beziehen sich darauf."),
            reverse("county:municipality_import"),
            Municipality.objects.exists(),
            "county.change_profile",
        ),
        FirstStep(
            _("Organisationen"),
            _("Ämter, Unternehmen und Vereine, die Maßnahmen federführen oder mitwirken."),
            reverse("county:organisation_list"),
            Organisation.objects.exists(),
            "county.change_profile",
        ),
    ]


def _people_and_strategy() -> list[FirstStep]:
    return [
        FirstStep(
            _("Personen und Rollen"),
            _(
                "Mindestens eine Person aus der Stabsstelle, die die Strategie führt, vielleicht Sie."
            ),
            reverse("accounts:people"),
            RoleAssignment.objects.filter(role=Role.STRATEGY_OFFICE).exists(),
            "accounts.manage_people",
        ),
        FirstStep(
            _("Strategie mit Vision und Leitlinien"),
            _("Die acht Leitlinien bringt das Programm mit. Die Vision schreiben Sie."),
            reverse("strategy:manage"),
            ElementText.objects.filter(element__kind=Element.Kind.VISION).exists(),
            "strategy.open_version",
        ),
    ]


def _participation_and_measures() -> list[FirstStep]:
    return [
        FirstStep(
            _("Erste Umfrage"),
            _("Was brauchen die Menschen? Fragen anlegen, ansehen, veröffentlichen."),
            reverse("surveys:manage_list"),
            Survey.objects.exists(),
            "participation.manage_surveys",
        ),
        FirstStep(
            _("Erstes Forum"),
            _("Mit einem Impuls und einer Leitfrage beginnt die Diskussion."),
            reverse("forums:manage_list"),
            Forum.objects.exists(),
            "participation.manage_forums",
        ),
        FirstStep(
            _("Erste Maßnahme"),
            _("Mit Steckbrief, Federführung und Meilensteinen."),
            reverse("measures:measure_list"),
            Measure.objects.exists(),
            "measures.manage",
        ),
    ]
