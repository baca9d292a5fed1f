"""How long data about people are kept: one rule beside each model, none without (DIN 66398).

A model says ``retention = …`` in its own body: what it holds about whom, why, for how long from which
moment on, and what removes it. ``NO_PERSONAL_DATA`` is such a saying, too. Every column that leads to an
account is named with what becomes of it when the account is closed, and what its owner is told. Tests hold
that nothing is missing (tests/privacy), and the papers of data protection are made of it.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model, QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)
Words = str | Promise
# Rows of a model whose time is over at a moment.
# The rows come from the model's own manager, so they know its words.
Due = Callable[[Any, datetime], QuerySet[Any]]


class OnClosing(TextChoices):
    """What becomes of a row when the account it leads to is closed."""

    GOES = "goes", _("wird gelöscht")
    NAMELESS = "nameless", _("bleibt und führt nur noch zu „Ehemaliges Konto“")
    FOLLOWS = "follows", _("geht oder bleibt mit dem Eintrag, zu dem es gehört")
    NOT_THEIRS = "not_theirs", _("gehört einer anderen Person")


@dataclass(frozen=True)
class Link:
    """A column that leads to somebody with an account, or to a row that is theirs."""

    on_closing: OnClosing
    # Columns that the person is told in their export, beside the kind and the number of rows.
    shows: tuple[str, ...] = ()
    # The row is about this person as a whole: what hangs on it is looked through for them, too.
    is_theirs: bool = False


# Leads to a person's row, but tells of somebody else: whoever agreed, reported, replied.
NOT_THEIRS = Link(OnClosing.NOT_THEIRS)


def goes(*shows: str, is_theirs: bool = False) -> Link:
    return Link(OnClosing.GOES, shows, is_theirs)


def nameless(*shows: str, is_theirs: bool = False) -> Link:
    return Link(OnClosing.NAMELESS, shows, is_theirs)


def follows(*shows: str, is_theirs: bool = False) -> Link:
    return Link(OnClosing.FOLLOWS, shows, is_theirs)


@dataclass(frozen=True)
class Rule:
    """What is said about a model; by itself: nothing in it tells of a person."""

    links: Mapping[str, Link] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Retention(Rule):
    """A kind of personal data, and how long it is there."""

    # The kind of data, whose they are, on which ground, for how long from when on: whole phrases.
    label: Words
    whose: Words
    ground: Words
    period: Words
    # Without one the rows stay as long as the procedure, or go with what they belong to: see ``period``.
    due: Due | None = None
    # The name under which a room has registered what removes them.
    removed_by: str = ""
    # The column that tells how old a row is.
    since: str = ""
    # A column with an e-mail address, by which rows of a person are found that lead to no account.
    address: str = ""
    address_shows: tuple[str, ...] = ()

    def rows_due(self, model: type[Model], at: datetime) -> QuerySet[Any]:
        rows = model._default_manager.all()
        return self.due(rows, at) if self.due else rows.none()


NO_PERSONAL_DATA = Rule()

CITIZENS = _("Bürgerinnen und Bürger")
ACCOUNT_HOLDERS = _("Personen mit Konto")
STAFF = _("Beschäftigte und Beauftragte der Verwaltung")
PUBLIC_TASK = _("Öffentliche Aufgabe, Art. 6 Abs. 1 Buchst. e DSGVO")
CONSENT = _("Einwilligung, Art. 6 Abs. 1 Buchst. a DSGVO")
ACCOUNTABILITY = _("Rechenschaft und Sicherheit, Art. 6 Abs. 1 Buchst. c und e, Art. 32 DSGVO")


def office_record(*by: str, **others: Link) -> Retention:
    """Rows of the procedure itself that name who did something in office (``by``: these columns)."""
    return Retention(
        label=_("Vorgänge der Verwaltung"),
        whose=STAFF,
        ground=PUBLIC_TASK,
        period=_(
            "Bleiben als Teil der Akte; wer gehandelt hat, wird mit dem Schließen des Kontos namenlos"
        ),
        links={name: nameless() for name in by} | others,
    )


# -- tables that are not ours ------------------------------------------------------------------
_declared: dict[str, Rule] = {}


def declare(rules: Mapping[str, Rule]) -> None:
    """Say the same about tables of libraries, by "app.Model"; called in ``AppConfig.ready()``."""
    _declared.update(rules)


def declared() -> Mapping[str, Rule]:
    return _declared


def rule_of(model: type[Model]) -> Rule | None:
    """What a model says itself (a parent cannot say it for it), or what is declared about it."""
    said = vars(model).get("retention")
    return said if isinstance(said, Rule) else _declared.get(model._meta.label)


# -- what removes ------------------------------------------------------------------------------
class Remover(Protocol):
    """Removes everything of its kind whose time is over; a second run finds nothing left to do."""

    def __call__(self, *, at: datetime) -> object: ...


_removers: dict[str, Remover] = {}


def removes(name: str, remover: Remover) -> None:
    """Called by a room in ``AppConfig.ready()``: what rules name in ``removed_by``."""
    _removers[name] = remover


def removers() -> Mapping[str, Remover]:
    """In the order of the rooms, from the ground up."""
    return _removers


def remove_all(*, at: datetime) -> dict[str, str]:
    """Let every room remove what is due; returns who failed, with the kind of the fault.

    What fails in one room keeps no other waiting: it is tried again in the next night.
    """
    failures = {}
    for name, remove in _removers.items():
        try:
            remove(at=at)
        except Exception as fault:
            logger.exception("Retention of %s failed.", name)
            failures[name] = type(fault).__name__
    return failures
