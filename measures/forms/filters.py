"""The filters above every picture of measures; the address holds them all."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from measures.models import MeasureQuerySet
from measures.queries.facets import YES, Choice, Ids, Overview, facets_of
from measures.queries.search import asked_stems, find_measures

# All filters that offer choices; the search for words is none of them.
CHOOSING = ("field", "state", "light", "municipality", "situation", "guideline")


@dataclass(frozen=True)
class Chip:
    """One choice of a filter; ``without`` is the query string of the same page without it."""

    label: str
    value: str
    without: str


class MeasureFilter(forms.Form):
    """What a reader wants to see; a value that makes no sense is said and left out.

    Every picture of measures takes the same one from its address and shows ``apply(visible)``.
    """

    q = forms.CharField(
        label=_("Suche"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    field = forms.ChoiceField(label=_("Handlungsfeld"), required=False)
    state = forms.ChoiceField(label=_("Stand"), required=False)
    light = forms.ChoiceField(label=_("Ampel"), required=False)
    municipality = forms.ChoiceField(label=_("Gemeinde"), required=False)
    situation = forms.ChoiceField(label=_("Für wen"), required=False)
    guideline = forms.ChoiceField(label=_("Leitlinie"), required=False)
    key = forms.BooleanField(label=_("nur Schlüsselprojekte"), required=False)

    def __init__(
        self, *args: Any, measures: MeasureQuerySet, visible_to: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._measures = measures
        self._facets = facets_of(measures, visible_to=visible_to)
        for name in CHOOSING:
            self._offer(name, [(one.value, one.label) for one in self._facets.choices[name]])
        # Only what was understood is counted with, so the numbers come after the first look.
        self._show_counts()

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return bool(self._chosen)

    @property
    def query(self) -> str:
        """What is chosen, as it stands in an address; other pictures of the same measures take it."""
        return self._query(self._chosen)

    @property
    def chips(self) -> list[Chip]:
        """Each choice in words, with the address that takes it back."""
        return [
            Chip(str(self.base_fields[name].label), self._words(name), self._without(name))
            for name in self._chosen
        ]

    @property
    def is_searched(self) -> bool:
        """Whether words are looked for, so that some measures fit better than others."""
        return bool(asked_stems(self._wanted.get("q", "")))

    @property
    def overview(self) -> Overview:
        """How many measures stand where before anything is left out."""
        return self._facets.overview

    @cached_property
    def fits(self) -> dict[UUID, float]:
        """The measures in which the words occur, with how well they fit; none where none are asked."""
        return find_measures(self._measures, self._wanted["q"]) if self.is_searched else {}

    @cached_property
    def found(self) -> Ids:
        """The measures that are wanted."""
        return self._within_words(self._facets.matching(self._qualities))

    def asks_for(self, name: str) -> bool:
        """Whether this filter is in use."""
        return name in self._chosen

    def apply(self, measures: MeasureQuerySet) -> MeasureQuerySet:
        """Those of the measures that are wanted, by number."""
        wanted = measures.filter(pk__in=self.found) if self.is_active else measures
        return wanted.order_by("number")

    # -- what was chosen -----------------------------------------------------------------------
    @cached_property
    def _wanted(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @cached_property
    def _chosen(self) -> list[str]:
        chosen = [name for name in self.fields if self._wanted.get(name)]
        # A question mark alone looks for nothing.
        return [name for name in chosen if name != "q" or self.is_searched]

    @property
    def _qualities(self) -> dict[str, str]:
        """What the facets are asked for: each filter with its value, without the words."""
        wanted = {name: self._wanted[name] for name in self._chosen if name != "q"}
        return {name: YES if value is True else value for name, value in wanted.items()}

    def _within_words(self, measures: Ids) -> Ids:
        return measures & self.fits.keys() if self.is_searched else measures

    def _query(self, names: Iterable[str]) -> str:
        query = QueryDict(mutable=True)
        query.update({name: self.data[name] for name in names})
        return query.urlencode()

    def _without(self, name: str) -> str:
        """The address as it is, without one filter and from the first page on."""
        query = QueryDict(mutable=True)
        left_out = (name, "page")
        query.update({key: said for key, said in self.data.items() if said and key not in left_out})
        return query.urlencode()

    def _words(self, name: str) -> str:
        value = self._wanted[name]
        if name not in CHOOSING:
            return str(_("ja")) if value is True else str(value)
        return next(one.label for one in self._facets.choices[name] if one.value == value)

    # -- what is offered -----------------------------------------------------------------------
    def _show_counts(self) -> None:
        for name in CHOOSING:
            others = self._within_words(self._facets.matching(self._qualities, but=name))
            self._offer(name, _counted(self._facets.choices[name], others))
        others = self._within_words(self._facets.matching(self._qualities, but="key"))
        label = _("nur Schlüsselprojekte (%(n)d)") % {"n": self._keys_among(others)}
        self.fields["key"].label = label

    def _keys_among(self, measures: Ids) -> int:
        return len(self._facets.choices["key"][0].measures & measures)

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", _("alle")), *choices]  # type: ignore[attr-defined]


def _counted(choices: Iterable[Choice], others: Ids) -> list[tuple[str, str]]:
    """How many measures each choice would leave, with all other filters as they are."""
    return [(one.value, f"{one.label} ({len(one.measures & others)})") for one in choices]
