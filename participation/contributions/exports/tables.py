"""What a table of an export is: its columns, and what is left out of it by name and with a reason.

Each wing declares the tables of its models (``exports`` there) and adds them to ``tables`` when the
application starts. A test compares them with the models: a field that is neither in a column nor
left out fails it, so that no export lags behind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Contribution

# From the keys of some rows to what stands in the column for each of them.
Gathered = Callable[[Sequence[Any], Any], Mapping[Any, object]]


def joined(words: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(words)


@dataclass(frozen=True)
class Column:
    """One column: its heading, where the value comes from, and what it means."""

    name: str
    # A path as in ``values()``; the first part is the field that the column covers.
    field: str
    about: str | Promise
    # Points to a person: only in files with personal data.
    is_personal: bool = False
    # Somebody's words: left empty where the contribution is hidden.
    is_said: bool = False
    # For what stands in other tables, many rows at once.
    gathered: Gathered | None = None


# What the tables of places share: which contribution a row holds, and why its token stays here.
OF_CONTRIBUTION = Column("beitrag", "contribution_id", _("Kennung des Beitrags"))
ONCE = "only makes sending twice the same as sending once"


@dataclass(frozen=True)
class Table:
    """One table of the file, with a row for each object that belongs to the chosen contributions."""

    name: str
    title: str | Promise
    model: type[Model]
    columns: tuple[Column, ...]
    # Ways from a row to the contributions because of which it is taken along.
    reached_by: tuple[str, ...] = ("contribution",)
    # Fields without a column, each with the reason.
    left_out: Mapping[str, str] = field(default_factory=dict)
    order_by: tuple[str, ...] = ("pk",)

    def columns_for(self, *, personal: bool) -> tuple[Column, ...]:
        return tuple(each for each in self.columns if personal or not each.is_personal)

    def rows_of(self, chosen: "QuerySet[Contribution]") -> "QuerySet[Model]":
        """The rows that belong to these contributions, each once."""
        keys = chosen.order_by().values("pk")
        reached = Q()
        for path in self.reached_by:
            reached |= Q(**{f"{path}__in": keys})
        manager = self.model._default_manager
        return manager.filter(pk__in=manager.filter(reached).values("pk")).order_by(*self.order_by)

    @property
    def hidden(self) -> str:
        """The path to whether the words of a row are out of the public eye; none without words."""
        if not any(each.is_said for each in self.columns):
            return ""
        [path] = self.reached_by
        return "is_hidden" if path == "pk" else f"{path}__is_hidden"


class Tables:
    """The tables of all wings, in the order in which they stand in the files."""

    def __init__(self) -> None:
        self._tables: list[Table] = []

    def fill(self, more: Iterable[Table]) -> None:
        """Called in ``AppConfig.ready()``."""
        self._tables.extend(more)

    def __iter__(self) -> Iterator[Table]:
        return iter(self._tables)


tables = Tables()
