"""Everything that is stored about one account, found by walking along the columns that lead to it.

The rules beside the models say which columns are told; a test holds that no column is forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Field, ForeignKey, Model
from django.db.models.functions import Lower
from django.utils import timezone

from smartregion.accounts.models import User
from smartregion.core.retention import Link, OnClosing, Retention, Words, rule_of
from smartregion.privacy.queries.titles import KINDS

ABOUT_THEMSELVES = ("email", "display_name", "organisation", "joined_at", "last_login", "public_id")


@dataclass(frozen=True)
class Way:
    """A column by which rows of a model are somebody's; ``path`` leads from the row to the account."""

    model: type[Model]
    column: str
    path: str
    link: Link


@dataclass(frozen=True)
class Section:
    """Rows of one model that are this person's, with the columns they are told."""

    model: str
    column: str
    label: Words
    period: Words
    on_closing: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    number: int


def leading_to(target: type[Model]) -> Iterator[tuple[type[Model], ForeignKey[Any, Any]]]:
    """Every column of every model that leads to a row of this one."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, ForeignKey) and column.related_model is target:
                yield model, column


def ways(target: type[Model] = User, path: str = "") -> Iterator[Way]:
    """All ways to an account, also over rows that are theirs. An unnamed column is a ``KeyError``."""
    for model, column in leading_to(target):
        rule = rule_of(model)
        link = rule.links[column.name] if rule else None
        if link is None or link.on_closing == OnClosing.NOT_THEIRS:
            continue
        whole = f"{column.name}__{path}" if path else column.name
        yield Way(model, column.name, whole, link)
        if link.is_theirs:
            yield from ways(model, whole)


def stored_about(user: User) -> list[Section]:
    """All of it; kinds of which there is nothing are left out."""
    found = [_themselves(user), *(_section(way, user) for way in ways()), *_by_address(user)]
    sections = [section for section in found if section.number]
    return [*sections, *_sessions(user)]


def _themselves(user: User) -> Section:
    row = tuple(_value(user, name) for name in ABOUT_THEMSELVES)
    return Section(
        User._meta.label, "id", User.retention.label, User.retention.period, "",
        ABOUT_THEMSELVES, (row,), 1,
    )  # fmt: skip


def _section(way: Way, user: User) -> Section:
    rows = way.model._default_manager.filter(**{way.path: user.pk}).order_by("pk")
    return _told(way.model, way.column, rows, way.link.shows, way.link.on_closing.label)


def _by_address(user: User) -> Iterator[Section]:
    """Rows that lead to no account but hold an address that this person has confirmed."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    addresses = {address.lower() for address in confirmed.values_list("email", flat=True)}
    for model in apps.get_models():
        rule = rule_of(model)
        if isinstance(rule, Retention) and rule.address:
            # However somebody has typed it: an address is the same in capitals.
            rows = model._default_manager.alias(address_of_row=Lower(rule.address))
            rows = rows.filter(address_of_row__in=addresses)
            yield _told(model, rule.address, rows.order_by("pk"), rule.address_shows, "")


def _told(
    model: type[Model], column: str, rows: Any, shows: tuple[str, ...], fate: Words
) -> Section:
    rule = rule_of(model)
    label = rule.label if isinstance(rule, Retention) else str(model._meta.verbose_name)
    if shows:
        label = KINDS.get(model._meta.label, label)
    period = rule.period if isinstance(rule, Retention) else ""
    told = rows.select_related(*(n for n in shows if _field(model, n).is_relation)) if shows else []
    values = tuple(tuple(_value(row, name) for name in shows) for row in told)
    number = len(values) if shows else rows.count()
    return Section(model._meta.label, column, label, period, str(fate), shows, values, number)


def _sessions(user: User) -> list[Section]:
    """Only the session itself knows whose it is."""
    rule = rule_of(Session)
    theirs = [
        (_value(session, "expire_date"),)
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    if not theirs or not isinstance(rule, Retention):
        return []
    columns = ("expire_date",)
    label = Session._meta.label
    return [Section(label, "", rule.label, rule.period, "", columns, tuple(theirs), len(theirs))]


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return model._meta.get_field(name)  # type: ignore[return-value]


def _value(row: Model, name: str) -> Any:
    """What a cell holds: moments in the county's time, the word for what was chosen, else text."""
    if shown := getattr(row, f"get_{name}_display", None):
        return str(shown())
    value = getattr(row, name)
    if isinstance(value, datetime):
        return timezone.localtime(value)
    return value if isinstance(value, date | bool | int | float | None) else str(value)
