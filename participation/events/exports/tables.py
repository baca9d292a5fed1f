"""The tables of this wing: the events at which contributions were said, and their places there."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from participation.contributions.exports import Column, Table
from participation.contributions.exports.materials import materials_table
from participation.contributions.exports.tables import OF_CONTRIBUTION, ONCE, joined
from participation.events.models import (
    AgendaItem,
    Event,
    EventMaterial,
    LiveQuestion,
    LiveSupport,
    MinutePoint,
    Minutes,
    ProjectProfile,
    Registration,
    WorkingGroup,
)

# Everything at an event that became a contribution.
SAID = (
    "questions__contribution",
    "minutes__points__contribution",
    "working_groups__profiles__contribution",
)
SAID_THERE = tuple(f"event__{path}" for path in SAID)
EVENT = Column("veranstaltung", "event_id", _("Laufende Nummer der Veranstaltung"))
MEETING = "only tells two writers apart"
NAMED = "is named by its contribution"


def municipality_names(keys: Sequence[int], _visible_to: Any) -> dict[int, str]:
    """The municipalities of events."""
    return _names(Event.municipalities, "event_id", "municipality__name", keys)


def organisation_names(keys: Sequence[int], _visible_to: Any) -> dict[int, str]:
    """The organisations that were invited to events."""
    return _names(Event.organisations, "event_id", "organisation__name", keys)


def event_elements(keys: Sequence[int], _visible_to: Any) -> dict[int, str]:
    """The fields of action of events."""
    return _names(Event.elements, "event_id", "element__name", keys)


def point_subjects(keys: Sequence[int], _visible_to: Any) -> dict[int, str]:
    """The contributions that points of minutes are about."""
    return _names(MinutePoint.about, "minutepoint_id", "contribution_id", keys)


def _names(relation: Any, row: str, name: str, keys: Sequence[int]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    pairs = relation.through._default_manager.filter(**{f"{row}__in": keys})
    for key, said in pairs.values_list(row, name):
        found.setdefault(key, []).append(str(said))
    return {key: joined(sorted(several)) for key, several in found.items()}


EVENTS = Table(
    name="veranstaltungen",
    title=_("Veranstaltungen"),
    model=Event,
    reached_by=SAID,
    order_by=("starts_at", "pk"),
    columns=(
        Column("veranstaltung", "id", _("Laufende Nummer")),
        Column("adresse", "slug", _("Letzter Teil der Adresse")),
        Column("art", "kind", _("Art der Veranstaltung")),
        Column("titel", "title", _("Titel")),
        Column("zusammenfassung", "summary", _("Worum es geht")),
        Column("einladung", "description", _("Einladung, mit Auszeichnung")),
        Column("beginnt", "starts_at", _("Tag und Uhrzeit")),
        Column("endet", "ends_at", _("Tag und Uhrzeit")),
        Column("form", "form", _("Vor Ort oder virtuell")),
        Column("ort", "place", _("Wo sie stattfindet")),
        Column("gemeinden", "municipalities", _("Beteiligte Gemeinden"), gathered=municipality_names),
        Column("eingeladen", "organisations", _("Eingeladene Organisationen"), gathered=organisation_names),
        Column("handlungsfelder", "elements", _("Wozu sie in der Strategie gehört"), gathered=event_elements),
        Column("plaetze", "capacity", _("Plätze vor Ort; leer, wenn alle kommen können")),
        Column("anmeldung_bis", "registration_until", _("Bis wann man sich anmelden konnte")),
        Column("veroeffentlicht", "is_public", _("Ob alle es lesen können")),
        Column("abgesagt", "cancelled_at", _("Wann sie abgesagt wurde")),
        Column("abgesagt_weil", "cancelled_because", _("Grund der Absage")),
        Column("beispiel", "is_example", _("Ob es ein Beispiel ist")),
    ),
    left_out={
        "uid": "the identity in calendars",
        "join_link": "sent to those who registered, and to nobody else",
        "responsible": "a person of the office",
        "sequence": "counts what calendars take over",
        "takes_questions": "holds for the moment only",
        "live_version": "holds for the moment only",
    },
)  # fmt: skip
AGENDA = Table(
    name="tagesordnung",
    title=_("Tagesordnung"),
    model=AgendaItem,
    reached_by=SAID_THERE,
    order_by=("event_id", "starts_at", "pk"),
    columns=(
        Column("punkt", "id", _("Laufende Nummer")),
        EVENT,
        Column("beginnt", "starts_at", _("Uhrzeit")),
        Column("minuten", "minutes", _("Dauer in Minuten")),
        Column("titel", "title", _("Titel")),
        Column("wer", "speaker", _("Wer spricht")),
        Column("rolle", "role", _("In welcher Rolle")),
        Column("text", "text", _("Worum es geht")),
        Column("thema", "topic_id", _("Thema im Forum, in dem es weitergeht")),
    ),
)
MATERIALS = materials_table(
    "veranstaltungsmaterial",
    _("Material zu Veranstaltungen"),
    EventMaterial,
    beside=EVENT,
    reached_by=SAID_THERE,
)
QUESTIONS = Table(
    name="fragen",
    title=_("Fragen bei Veranstaltungen"),
    model=LiveQuestion,
    columns=(
        OF_CONTRIBUTION,
        EVENT,
        Column("stand", "state", _("Ob sie besprochen wurde")),
        Column("unterstuetzungen", "supports", _("Wie viele sie unterstützt haben")),
    ),
    left_out={"token": ONCE},
)
MINUTES = Table(
    name="protokolle",
    title=_("Protokolle"),
    model=Minutes,
    reached_by=("points__contribution",),
    columns=(
        Column("protokoll", "id", _("Laufende Nummer")),
        EVENT,
        Column("einleitung", "intro", _("Einleitung")),
        Column("veroeffentlicht", "published_at", _("Tag und Uhrzeit")),
    ),
    left_out={"lock_version": MEETING},
)
POINTS = Table(
    name="protokollpunkte",
    title=_("Punkte der Protokolle"),
    model=MinutePoint,
    order_by=("minutes_id", "number", "pk"),
    columns=(
        OF_CONTRIBUTION,
        Column("protokoll", "minutes_id", _("Laufende Nummer des Protokolls")),
        Column("nummer", "number", _("Nummer im Protokoll")),
        Column("text", "text", _("Wortlaut"), is_said=True),
        Column("bezieht_sich_auf", "about", _("Kennungen der Beiträge, um die es geht"), gathered=point_subjects),
    ),
    left_out={
        "id": NAMED,
        "elements": "stands beside the contribution",
        "lock_version": MEETING,
    },
)  # fmt: skip
GROUPS = Table(
    name="arbeitsgruppen",
    title=_("Arbeitsgruppen"),
    model=WorkingGroup,
    reached_by=("profiles__contribution",),
    columns=(
        Column("arbeitsgruppe", "id", _("Laufende Nummer")),
        EVENT,
        Column("titel", "title", _("Name")),
        Column("aufgabe", "task", _("Aufgabe")),
        Column("handlungsfeld", "element__name", _("Wozu sie in der Strategie gehört")),
        Column("schreiben_bis", "closes_at", _("Bis wann sie schreiben konnte")),
    ),
    left_out={"key": "whoever has it writes along"},
)
PROFILES = Table(
    name="steckbriefe",
    title=_("Projektsteckbriefe"),
    model=ProjectProfile,
    columns=(
        OF_CONTRIBUTION,
        Column("arbeitsgruppe", "group_id", _("Laufende Nummer der Arbeitsgruppe")),
        Column("titel", "title", _("Titel des Projekts"), is_said=True),
        Column("ziel", "goal", _("Was besser werden soll"), is_said=True),
        Column("idee", "idea", _("Was getan werden soll"), is_said=True),
        Column("beteiligte", "partners", _("Wer mitmacht"), is_said=True),
        Column("erster_schritt", "first_step", _("Der erste Schritt"), is_said=True),
        Column("geschrieben", "written_at", _("Tag und Uhrzeit")),
        Column("abgegeben", "handed_in_at", _("Tag und Uhrzeit")),
    ),
    left_out={"id": NAMED, "lock_version": MEETING},
)

TABLES = (EVENTS, AGENDA, MATERIALS, QUESTIONS, MINUTES, POINTS, GROUPS, PROFILES)
NOT_TAKEN_ALONG: dict[type[Model], str] = {
    LiveSupport: "who supports a question is nowhere shown; how many do stands beside it",
    Registration: "who comes: the list of participants of each event is a file of its own",
}
