"""Weights of a survey by their code: raked to the population, or brought along as numbers.

Weights are made for all responses of a survey; a filter then only leaves people out. So a figure for one
municipality is weighted as the figures for the county are.
"""

import json
import re
from dataclasses import dataclass

import numpy as np
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.surveys.blocks.table import ResponseTable
from participation.surveys.crosstabs.axes import Dividing, UnknownAxis, asked_as
from participation.surveys.document.questionnaire import Type
from participation.surveys.models import Survey, Weighting
from participation.surveys.queries.dividing import dividing
from participation.surveys.statistics.crosstab import Axis
from participation.surveys.statistics.raking import Raked, rake
from participation.surveys.statistics.weights import Weights
from participation.surveys.texts import MAIN_LANGUAGE, say
from participation.surveys.weighting.comparison import MarginCompared, compared
from participation.surveys.weighting.margins import PeopleMargin, margins_from
from smartregion.core.shelf import Shelf

# Questions whose answers can be weights, as data from elsewhere brings them along.
NUMERIC = (Type.NUMBER, Type.SLIDER, Type.CALCULATED)
# Any number can be asked for as a weight; those that are called so are offered.
CALLED_WEIGHT = re.compile(r"gew|weight|wgt|^wt", re.IGNORECASE)


class UnknownWeight(LookupError):
    """No weighting and no number of this survey has this code."""


class NotWeighable(ValidationError):
    """These weights cannot be made; the sentence says why."""


@dataclass(frozen=True)
class Representativeness:
    """A weighting as it works out: each margin beside the sample, and the weights where they can be made."""

    margins: tuple[MarginCompared, ...]
    weights: Weights | None
    raked: Raked | None
    # Why there are no weights.
    refusal: str = ""


def weights_for(table: ResponseTable, survey: Survey, code: str) -> Weights:
    """One weight per response, of a weighting or of a question that holds numbers.

    Raises ``UnknownWeight`` for an unknown code, ``NotWeighable`` with a sentence where it does not work out.
    """
    found = survey.weightings.filter(code=code).first() if "\0" not in code else None
    if found is not None:
        return Weights(found.code, found.title, raked_weights(table, found).values)
    asked = asked_as(table, code)
    if asked is None or asked.question.type not in NUMERIC:
        raise UnknownWeight(code)
    return _brought_along(table, code, say(asked.question.text, MAIN_LANGUAGE))


def _brought_along(table: ResponseTable, code: str, title: str) -> Weights:
    """Who brings no weight along has 0: nobody knows for how many they stand."""
    column = table.column(code)
    values = np.where(column.answered, column.values, 0.0)
    if values.min(initial=0) < 0:
        raise NotWeighable(_("Die Zahlen zu „%s“ sind keine Gewichte: Einige sind negativ.") % code)
    if not values.any():
        raise NotWeighable(_("Zu „%s“ hat niemand ein Gewicht größer als 0.") % code)
    return Weights(code, title, values)


def weight_choices(survey: Survey, table: ResponseTable, language: str) -> list[tuple[str, str]]:
    """Code and name of every weighting, and of questions that are called weights."""
    made = list(survey.weightings.values_list("code", "title"))
    brought = [
        (code, say(asked.question.text, language))
        for (code, kind), asked in table.asked.items()
        if kind in NUMERIC and CALLED_WEIGHT.search(code)
    ]
    return [*made, *brought]


# -- raking ----------------------------------------------------------------------------------------
def raked_weights(table: ResponseTable, weighting: Weighting) -> Raked:
    """The weights of a weighting, made once for each data state."""
    settings = json.dumps([weighting.margins, weighting.lower, weighting.upper])
    key = (weighting.survey_id, str(table.state), table.n, settings)
    return _RAKED.get(key, lambda: _rake(dividing(table), weighting))


# Of 214,700 people, 1.7 MB each.
_RAKED: Shelf[Raked] = Shelf(size=8)


def _rake(people: Dividing, weighting: Weighting) -> Raked:
    margins = margins_from(weighting.margins)
    if not margins:
        raise NotWeighable(_("Es gibt noch keine Zahlen über die Bevölkerung."))
    if not people.table.n:
        raise NotWeighable(_("Es gibt noch keine Antworten."))
    axes = [axis_of_margin(people, margin) for margin in margins]
    placed = [margin.against(axis) for margin, axis in zip(margins, axes, strict=True)]
    for known, margin, axis in zip(margins, placed, axes, strict=True):
        if margin.empty:
            raise NotWeighable(_nobody(known, margin.empty, axis))
    return rake(placed, lower=weighting.lower, upper=weighting.upper)


def axis_of_margin(people: Dividing, margin: PeopleMargin) -> Axis:
    """The question a margin is about; it may be gone since the margin was stored."""
    try:
        axis = people.axis(margin.question)
    except UnknownAxis:
        sentence = _("Die Frage „%s“ gibt es in dieser Umfrage nicht.") % margin.question
        raise NotWeighable(sentence) from None
    if axis.is_multiple:
        raise NotWeighable(
            _("Bei „%s“ sind mehrere Antworten möglich. Danach lässt sich nicht gewichten.")
            % axis.label
        )
    return axis


def _nobody(margin: PeopleMargin, empty: list[int], axis: Axis) -> str:
    labels = {group.code: group.label for group in axis.groups}
    names = [
        ", ".join(labels.get(option, option) for option in margin.groups[number].options)
        for number in empty
    ]
    return _(
        "Aus diesen Gruppen hat niemand geantwortet: %(groups)s. Kein Gewicht kann sie vertreten. Fassen Sie jede mit einer ähnlichen Gruppe zusammen."
    ) % {"groups": "; ".join(f"„{name}“" for name in names)}


def representativeness(
    table: ResponseTable, weighting: Weighting, *, language: str = MAIN_LANGUAGE
) -> Representativeness:
    """Everything a page says about a weighting."""
    people, raked, refusal = dividing(table, language=language), None, ""
    try:
        raked = raked_weights(table, weighting)
    except NotWeighable as refused:
        refusal = refused.messages[0]
    weights = Weights(weighting.code, weighting.title, raked.values) if raked else None
    found = []
    for margin in margins_from(weighting.margins):
        try:
            axis = axis_of_margin(people, margin)
        except NotWeighable:
            continue
        found.append(compared(margin, axis, raked.values if raked else None))
    return Representativeness(tuple(found), weights, raked, refusal)
