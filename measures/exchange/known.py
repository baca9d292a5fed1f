"""The names that a file may use, and what they stand for; each list is asked once for a whole file."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from measures.models import Measure
from measures.queries.owners import possible_owners
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element

LONGEST_QUOTE = 60


class Names:
    """Names of things of one kind. Two that are called alike are told apart by their short name."""

    def __init__(
        self, unknown: str, entries: Iterable[tuple[Any, str, str, tuple[str, ...]]]
    ) -> None:
        found = list(entries)
        counts = Counter(folded(name) for _pk, name, _slug, _also in found)
        self.unknown = unknown
        self.labels = {
            pk: name if counts[folded(name)] == 1 else f"{name} ({slug})"
            for pk, name, slug, _also in found
        }
        self._keys = {folded(label): pk for pk, label in self.labels.items()}
        shared = Counter(folded(other) for *_rest, also in found for other in also if other)
        for pk, _name, _slug, also in found:
            for other in filter(None, also):
                if shared[folded(other)] == 1:
                    self._keys.setdefault(folded(other), pk)

    def __contains__(self, text: str) -> bool:
        return folded(text) in self._keys

    def key_of(self, text: str) -> Any:
        """What is meant; ``ValueError`` with a sentence that names the nearest one."""
        key = self._keys.get(folded(text))
        if key is None:
            raise ValueError(self.stranger(text))
        return key

    def stranger(self, text: str) -> str:
        reason = self.unknown % {"name": text[:LONGEST_QUOTE]}
        near = get_close_matches(folded(text), self._keys, n=1, cutoff=0.6)
        if not near:
            return reason
        meant = self.labels[self._keys[near[0]]]
        hint = _("Ist „%(name)s“ gemeint?") % {"name": meant}
        return f"{reason} {hint}"


def folded(name: str) -> str:
    """As people compare names: without regard to case and spaces."""
    return " ".join(str(name).split()).casefold()


class Known:
    """Everything that a measure may name on a day."""

    def __init__(self, on: date) -> None:
        self.on = on

    @cached_property
    def organisations(self) -> Names:
        return Names(
            _("Eine Organisation „%(name)s“ gibt es nicht."),
            ((each.pk, each.name, each.slug, (each.slug,)) for each in Organisation.objects.all()),
        )

    @cached_property
    def municipalities(self) -> Names:
        return Names(
            _("Eine Gemeinde „%(name)s“ gibt es nicht."),
            (
                (each.pk, each.name, each.slug, (each.ags, each.slug))
                for each in Municipality.objects.all()
            ),
        )

    @cached_property
    def fields(self) -> Names:
        return _elements(_("Ein Handlungsfeld „%(name)s“ gibt es nicht."), Element.Kind.FIELD)

    @cached_property
    def objectives(self) -> Names:
        return _elements(
            _("Ein strategisches Ziel „%(name)s“ gibt es nicht."), Element.Kind.OBJECTIVE
        )

    @cached_property
    def guidelines(self) -> Names:
        return _elements(_("Eine Leitlinie „%(name)s“ gibt es nicht."), Element.Kind.GUIDELINE)

    @cached_property
    def people(self) -> Names:
        """Who may answer for a measure, by their address; a name alone may belong to two people.

        Nobody else: whoever works with the workbook sees this list.
        """
        answering = Measure.objects.exclude(responsible=None).values_list("responsible", flat=True)
        owners = possible_owners(on=self.on, also=answering)
        return Names(
            _("Ein Konto mit der Adresse „%(name)s“, das verantwortlich sein kann, gibt es nicht."),
            ((each.pk, each.email, str(each.pk), ()) for each in owners),
        )

    @cached_property
    def measures(self) -> Names:
        return Names(
            _("Eine Maßnahme mit der Nummer „%(name)s“ gibt es nicht."),
            ((pk, number, "", ()) for pk, number in Measure.objects.values_list("pk", "number")),
        )

    def forget_measures(self) -> None:
        """Ask anew: a file has brought some."""
        self.__dict__.pop("measures", None)


def _elements(unknown: str, kind: str) -> Names:
    """By name; also by number and by both, where a number belongs to one element in force."""
    elements = Element.objects.of_kind(kind).order_by("retired_in", "position", "name")
    return Names(
        unknown,
        ((each.pk, each.name, each.slug, _numbers_of(each)) for each in elements),
    )


def _numbers_of(element: Element) -> tuple[str, ...]:
    if element.retired_in_id:
        return ()
    return (element.number, element.name_with_number) if element.number else ()
