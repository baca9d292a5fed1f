"""Ways up to measures from what people said, findings, municipalities and survey figures.

They answer the slots of the rooms below: what grew from a thing, and what this person may make of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.models import Evidence, Indicator, Measure, Origin, SurveySource
from measures.queries.projects import measures_from, projects
from measures.queries.seeds import address_of_seed
from participation.models import Publication
from participation.surveys.queries.releases import results_in
from participation.surveys.slots import Use
from smartregion.core.snapshots import content_of
from smartregion.county.models import Municipality
from strategy.slots import Link, Related


def next_steps_of(contributions: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Link]]:
    """The way to make a measure of what was said, for those who may."""
    if not visible_to.has_perm("measures.manage"):
        return {}
    found = {key: [_proposal(address_of_seed(contribution=key))] for key in contributions}
    done = measures_from(contributions)
    for profile in projects().filter(contribution__in=contributions):
        if key := profile.contribution_id:
            # A project becomes one measure, with all that its working group wrote.
            url = reverse("measures:project_propose", args=[profile.pk])
            found[key] = [] if key in done else [_proposal(url)]
    return found


def _proposal(url: str) -> Link:
    return Link(_("Als Maßnahme vorschlagen"), url)


def grown_from_findings(findings: Sequence[int], visible_to: Any) -> dict[int, list[Link]]:
    """Measures that name these findings as their origin."""
    found: dict[int, list[Link]] = defaultdict(list)
    for origin in _origins(visible_to).filter(finding__in=findings):
        if origin.finding_id is not None:
            found[origin.finding_id].append(_link(origin.measure))
    return found


def steps_from_findings(findings: Sequence[int], visible_to: Any) -> dict[int, list[Link]]:
    """The way to make a measure of a finding, for those who may."""
    if not visible_to.has_perm("measures.manage"):
        return {}
    label = _("Als Maßnahme vorschlagen")
    return {pk: [Link(label, address_of_seed(finding=pk))] for pk in findings}


def about_towns(towns: Sequence[int], visible_to: Any) -> dict[int, list[Related]]:
    """How many measures serve each municipality, and those that were asked for from there."""
    visible = Measure.objects.visible_to(visible_to)
    asked_for: dict[int, list[Related]] = defaultdict(list)
    for origin in _origins(visible_to).filter(municipality__in=towns):
        if origin.municipality_id is not None:
            asked_for[origin.municipality_id].append(_asked_for(origin))
    return {
        town.pk: [*_serving(town, visible.serving(town).count()), *asked_for[town.pk]]
        for town in Municipality.objects.filter(pk__in=towns)
    }


def _serving(town: Municipality, count: int) -> list[Related]:
    if not count:
        return []
    words = ngettext(
        "%(n)s Maßnahme gilt auch für %(town)s", "%(n)s Maßnahmen gelten auch für %(town)s", count
    )
    address = f"{reverse('measures:measure_list')}?{urlencode({'municipality': town.slug})}"
    return [Related(words % {"n": count, "town": town.name}, count, address)]


def _asked_for(origin: Origin) -> Related:
    words = _("Von hier angestoßen: %(measure)s") % {"measure": origin.measure}
    return Related(words, 1, origin.measure.get_absolute_url())


def uses_of(publications: Sequence[int], visible_to: Any) -> dict[int, list[Use]]:
    """Measures and indicators that rest on figures of these surveys; who manages measures may make one of each."""
    asked = list(Publication.objects.filter(pk__in=publications).select_related("snapshot"))
    surveys = {each.survey_id: each.pk for each in asked}
    found: dict[int, list[Use]] = defaultdict(list)
    evidence = Evidence.objects.filter(
        publication__survey__in=surveys, measure__in=Measure.objects.visible_to(visible_to)
    )
    for each in evidence.select_related("measure", "publication").order_by("measure__number"):
        measure = each.measure
        use = Use(each.question, str(measure), measure.get_absolute_url())
        found[surveys[each.publication.survey_id]].append(use)
    for survey, use in _fed(surveys, visible_to):
        found[surveys[survey]].append(use)
    if visible_to.has_perm("measures.manage"):
        for publication in asked:
            found[publication.pk] += _offers(publication)
    return found


def _fed(surveys: Collection[int], visible_to: Any) -> Iterator[tuple[int, Use]]:
    """Indicators that take their values from a question, with the key of the survey that asks it."""
    visible = Indicator.objects.visible_to(visible_to)
    sources = SurveySource.objects.filter(surveys__in=surveys, indicator__in=visible).distinct()
    for source in sources.select_related("indicator").prefetch_related("surveys").order_by("pk"):
        # A row of a matrix stands on the page of its question.
        code = source.question.partition(".")[0]
        label = _("Kennzahl: %(name)s") % {"name": source.indicator}
        use = Use(code, label, source.indicator.get_absolute_url())
        yield from ((each.pk, use) for each in source.surveys.all() if each.pk in surveys)


def _offers(publication: Publication) -> list[Use]:
    label = _("Maßnahme daraus vorschlagen")
    return [
        Use(code, label, address_of_seed(figure=(publication.pk, code)), is_offer=True)
        for code in (
            each.code for each in results_in(content_of(publication.snapshot), "de").questions
        )
    ]


def _origins(visible_to: Any) -> Any:
    visible = Measure.objects.visible_to(visible_to)
    found = Origin.objects.filter(measure__in=visible).select_related("measure")
    return found.order_by("measure__number", "pk")


def _link(measure: Measure) -> Link:
    return Link(str(measure), measure.get_absolute_url())
