"""What readers of a topic want to see."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from participation.forums.queries.threads import PER_PAGE, Order, Wish
from smartregion.county.models import Municipality
from strategy.models import Element


class ThreadFilter(forms.Form):
    """Order and filters of a topic; all of them stand in the URL, and nonsense there is ignored."""

    sort = forms.ChoiceField(
        label=_("Reihenfolge"),
        required=False,
        choices=[
            (Order.NEW.value, _("Neueste zuerst")),
            (Order.OLD.value, _("Älteste zuerst")),
            (Order.SUPPORTED.value, _("Am meisten unterstützte zuerst")),
            (Order.UNANSWERED.value, _("Unbeantwortete zuerst")),
        ],
    )
    answered = forms.ChoiceField(
        label=_("Antwort des Landkreises"),
        required=False,
        choices=[
            ("", _("mit und ohne")),
            ("yes", _("beantwortet")),
            ("no", _("noch nicht beantwortet")),
        ],
    )
    municipality = forms.TypedChoiceField(label=_("Gemeinde"), required=False, empty_value=None)
    field = forms.TypedChoiceField(label=_("Handlungsfeld"), required=False, empty_value=None)
    show = forms.ChoiceField(
        label=_("Beiträge je Seite"),
        required=False,
        choices=[(str(number), str(number)) for number in (PER_PAGE, 50, 100)],
    )

    def __init__(
        self,
        data: QueryDict,
        *,
        municipalities: Iterable[Municipality],
        elements: Iterable[Element],
    ) -> None:
        super().__init__(data)
        fields: Any = self.fields
        _offer(fields["municipality"], municipalities, everything=_("alle Gemeinden"))
        _offer(fields["field"], elements, everything=_("alle Handlungsfelder"))
        # One field of action is no choice.
        if len(fields["field"].choices) < 3:
            del fields["field"]

    @property
    def wish(self) -> Wish:
        return Wish(
            order=Order(self._valid("sort") or Order.NEW),
            municipality=self._valid("municipality"),
            element=self._valid("field"),
            is_answered={"yes": True, "no": False}.get(self._valid("answered") or ""),
        )

    @property
    def per_page(self) -> int:
        return int(self._valid("show") or PER_PAGE)

    @property
    def is_usual(self) -> bool:
        """Whether this is the page as it stands under its plain address."""
        return self.wish == Wish() and self.per_page == PER_PAGE

    def _valid(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)


def _offer(field: forms.TypedChoiceField, rows: Iterable[Any], *, everything: Any) -> None:
    """Choose among these rows by their slug. They are read once; the widget would read them for each look."""
    by_slug = {row.slug: row for row in rows}
    field.choices = [("", everything), *((slug, row.name) for slug, row in by_slug.items())]
    field.coerce = by_slug.__getitem__
