"""What the strategy does for somebody: measures by their situation in life and their place.

Only what everybody may read, whoever asks. What names no situation is for all, what names no municipality
is for the whole county.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from measures.models import Audience, Measure
from measures.periods import in_words
from smartregion.county.models import Municipality

State = Measure.State
# A measure with the places it is for.
Placed = tuple[Measure, list[Municipality]]
# Places for those who would rather name none; no municipality has such a slug.
VILLAGE, TOWN = "ein-dorf", "eine-stadt"


@dataclass(frozen=True)
class Asked:
    """Situations and place; ``town`` is the name of the municipality, where one is meant."""

    situations: tuple[str, ...] = ()
    place: str = ""
    town: str = ""

    def __bool__(self) -> bool:
        return bool(self.situations or self.place)

    def includes(self, audiences: Iterable[str]) -> bool:
        return not self.situations or not set(self.situations).isdisjoint(audiences)

    def reaches(self, towns: Sequence[Municipality]) -> bool:
        """Whether a measure for these municipalities, or for all, is for this place, too."""
        if not self.place or not towns:
            return True
        if self.place in (VILLAGE, TOWN):
            return any(town.is_town == (self.place == TOWN) for town in towns)
        return any(town.slug == self.place for town in towns)


@dataclass(frozen=True)
class Benefit:
    """A measure as somebody sees it for whom it is made."""

    number: str
    title: str
    summary: str
    url: str
    is_key_project: bool
    for_whom: list[str]
    where: str
    when: str


@dataclass(frozen=True)
class Stage:
    """Measures that are equally far; from what is there to what is only an idea."""

    title: str
    text: str
    benefits: list[Benefit]


@dataclass(frozen=True)
class Served:
    """The answer: what is made for this situation, and what is for everybody."""

    stages: list[Stage]
    for_all: list[Benefit] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(stage.benefits) for stage in self.stages)


STAGES: list[tuple[tuple[State, ...], Promise, Promise]] = [
    ((State.COMPLETED,), gettext_lazy("Das gibt es schon"), gettext_lazy("Fertig: Sie können es nutzen.")),
    ((State.RUNNING,), gettext_lazy("Daran arbeiten wir gerade"), gettext_lazy("Beschlossen und begonnen.")),
    ((State.APPROVED,), gettext_lazy("Das ist beschlossen"), gettext_lazy("Es wird gemacht, hat aber noch nicht begonnen.")),
    (
        Measure.RENUMBERABLE, gettext_lazy("Das wird noch geprüft"),
        gettext_lazy("Vorschläge, über die noch nicht entschieden ist."),
    ),
    ((State.DEFERRED,), gettext_lazy("Das ruht zurzeit"), gettext_lazy("Zurückgestellt; es wird später neu entschieden.")),
]  # fmt: skip


def served(asked: Asked) -> Served:
    """All measures for this situation and place, in four queries."""
    told = [state for states, _title, _text in STAGES for state in states]
    measures = Measure.objects.public().filter(state__in=told).order_by("-is_key_project", "number")
    measures = measures.defer("body", "appraisal", "words")
    towns = Municipality.objects.only("name", "slug", "is_town")
    related = measures.prefetch_related("audiences", Prefetch("municipalities", towns))
    everywhere = Municipality.objects.count()
    reached = ((one, _towns(one, everywhere)) for one in related)
    here = [(one, towns) for one, towns in reached if asked.reaches(towns)]
    return Served(list(_stages(here, asked)), _for_all(here, asked))


def _towns(measure: Measure, everywhere: int) -> list[Municipality]:
    """The places a measure is for; none where it is for the whole county, or names every one."""
    towns = list(measure.municipalities.all())
    return [] if len(towns) == everywhere else towns


def _stages(here: Sequence[Placed], asked: Asked) -> Iterable[Stage]:
    mine = [(one, towns) for one, towns in here if asked.includes(_audiences(one))]
    for states, title, text in STAGES:
        if found := [_benefit(one, towns, asked) for one, towns in mine if one.state in states]:
            yield Stage(str(title), str(text), found)


def _for_all(here: Sequence[Placed], asked: Asked) -> list[Benefit]:
    """What is decided and made for nobody in particular; without a situation it stands among the others."""
    if not asked.situations:
        return []
    decided = [(one, towns) for one, towns in here if one.state in Measure.DECIDED]
    return [_benefit(one, towns, asked) for one, towns in decided if not _audiences(one)]


def _audiences(measure: Measure) -> list[str]:
    return [audience.situation for audience in measure.audiences.all()]


def _benefit(measure: Measure, towns: Sequence[Municipality], asked: Asked) -> Benefit:
    named, audiences = Audience.Situation.choices, _audiences(measure)
    return Benefit(
        number=measure.number,
        title=measure.title,
        summary=measure.summary,
        url=measure.get_absolute_url(),
        is_key_project=measure.is_key_project,
        for_whom=[str(label) for value, label in named if value in audiences],
        where=_where(towns, asked),
        when=_when(measure),
    )


def _where(towns: Sequence[Municipality], asked: Asked) -> str:
    if not towns:
        return _("im ganzen Landkreis")
    if asked.town:
        return _("auch in %(town)s") % {"town": asked.town}
    if len(towns) == 1:
        return _("in %(town)s") % {"town": towns[0].name}
    words = ngettext("in %(n)d Gemeinde", "in %(n)d Gemeinden", len(towns))
    return words % {"n": len(towns)}


def _when(measure: Measure) -> str:
    """When it can be expected, as exactly as that is known."""
    if measure.state == State.COMPLETED:
        return _said(_("seit %(day)s"), measure.ended_on, measure.actual_precision)
    if measure.state == State.RUNNING:
        return _said(_("geplant bis %(day)s"), measure.ends_on, measure.planned_precision)
    if measure.state == State.APPROVED:
        return _said(_("Beginn geplant: %(day)s"), measure.starts_on, measure.planned_precision)
    return ""


def _said(words: str, day: Any, precision: str) -> str:
    return words % {"day": in_words(day, precision)} if day else ""
