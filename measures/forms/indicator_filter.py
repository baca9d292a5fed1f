"""What a reader wants to see among the indicators; the measures they belong to have their own filter."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from measures.attainment import Reach
from measures.forms.filters import MeasureFilter
from measures.models import Indicator, Measure
from measures.models.indicators import IndicatorQuerySet
from measures.queries.indicators import IndicatorLine
from strategy.models import Element, ElementText

ANY = ("", _("alle"))
SUBJECTS = [("measure", _("Maßnahmen")), ("objective", _("strategische Ziele"))]


class IndicatorFilter(forms.Form):
    """Choices beside those of ``MeasureFilter``; both stand in the same address."""

    name = forms.CharField(
        label=_("Kennzahl suchen"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    of = forms.ChoiceField(label=_("Gehört zu"), required=False, choices=[ANY, *SUBJECTS])
    level = forms.ChoiceField(
        label=_("Ebene"), required=False, choices=[ANY, *Indicator.Level.choices]
    )
    reach = forms.ChoiceField(
        label=_("Zielerreichung"), required=False, choices=[ANY, *Reach.choices]
    )
    late = forms.BooleanField(label=_("nur mit fälligem Wert"), required=False)

    @cached_property
    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @property
    def is_active(self) -> bool:
        return any(self.wanted.values())

    def among(self, indicators: IndicatorQuerySet, measures: MeasureFilter) -> IndicatorQuerySet:
        """Those that are wanted, measures by number and then objectives, before values are looked at."""
        rows = indicators.filter(self._subjects(measures))
        for word in self.wanted.get("name", "").split():
            rows = rows.filter(Q(name__icontains=word) | Q(unit__icontains=word))
        if level := self.wanted.get("level"):
            rows = rows.filter(level=level)
        by_number = F("measure__number").asc(nulls_last=True)
        return rows.order_by(by_number, "objective__number", "pk")

    def standing(self, lines: Iterable[IndicatorLine], *, on: date) -> list[IndicatorLine]:
        """Those among them that stand where it was asked for."""
        reach = self.wanted.get("reach")
        found = [line for line in lines if not reach or line.attainment.reach == reach]
        return [line for line in found if line.is_wanted(on)] if self.wanted.get("late") else found

    def _subjects(self, measures: MeasureFilter) -> Q:
        of_measures = Q(measure__isnull=False)
        if measures.is_active:
            of_measures = Q(measure__in=measures.apply(Measure.objects.all()).values("pk"))
        choice = self.wanted.get("of")
        if choice == "measure":
            return of_measures
        of_objectives = _objectives(measures)
        return of_objectives if choice == "objective" else of_measures | of_objectives


def _objectives(measures: MeasureFilter) -> Q:
    """An objective knows its field of action; nothing else of the other filter says anything of it."""
    chosen = {
        name for name in measures.fields if measures.is_valid() and measures.cleaned_data.get(name)
    }
    if not chosen:
        return Q(objective__isnull=False)
    if chosen != {"field"}:
        return Q(pk__in=[])
    family = Element.objects.fields_of_action().filter(
        Q(slug=measures.cleaned_data["field"]) | Q(successor__slug=measures.cleaned_data["field"])
    )
    texts = ElementText.objects.filter(element=OuterRef("objective"))
    return Q(
        Exists(texts.filter(Q(parent__element__in=family) | Q(parent__parent__element__in=family)))
    )
