"""Beginning a strategy and its next versions."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.slugs import german_slug
from strategy.actions.texts import Wording, add_text
from strategy.catalogue import GUIDELINES
from strategy.models import (
    Element,
    ElementLink,
    ElementText,
    ElementTranslation,
    Strategy,
    StrategyVersion,
)


@transaction.atomic
def create_strategy(
    *,
    title: str,
    period_start: int,
    period_end: int,
    by: Any,
    title_en: str = "",
    with_guidelines: bool = True,
) -> StrategyVersion:
    """Start a strategy with the draft of its first version, on request with the eight guidelines."""
    strategy = begin_strategy(
        title=title,
        period_start=period_start,
        period_end=period_end,
        translations={"en": {"title": title_en}} if title_en else {},
    )
    version = begin_version(strategy=strategy, label="1.0")
    audit.record(by=by, verb="create_strategy", subject=strategy)
    audit.record(by=by, verb="create_strategy", subject=version)
    for number, guideline in enumerate(GUIDELINES if with_guidelines else (), start=1):
        add_text(
            version=version,
            kind=Element.Kind.GUIDELINE,
            slug=guideline.slug,
            number=f"L{number}",
            wording=Wording(guideline.title, guideline.summary),
            english=Wording(guideline.title_en, guideline.summary_en),
            by=by,
        )
    return version


def begin_strategy(*, title: str, **values: Any) -> Strategy:
    """The strategy alone; runs inside the transaction of its caller."""
    return Strategy.objects.create(title=title, slug=free_strategy_slug(title), **values)


def free_strategy_slug(title: str) -> str:
    """The address of a new strategy, if no other one goes by this title."""
    slug = german_slug(title, length=80) or "strategie"
    if Strategy.objects.filter(slug=slug).exists():
        raise ValidationError(
            {"title": _("Eine Strategie mit diesem Titel gibt es schon.")}, code="title_taken"
        )
    return slug


@transaction.atomic
def open_revision(*, strategy: Strategy, label: str, by: Any) -> StrategyVersion:
    """Open the draft of the next version with a copy of all texts; elements keep their identity."""
    based_on = strategy.versions.adopted().first()
    version = begin_version(strategy=strategy, label=label, based_on=based_on)
    if based_on:
        _copy_texts(based_on, version)
        _copy_links(based_on, version)
    audit.record(by=by, verb="open_revision", subject=version)
    return version


def begin_version(
    *, strategy: Strategy, label: str, based_on: StrategyVersion | None = None
) -> StrategyVersion:
    """An empty draft; runs inside the transaction of its caller."""
    try:
        with transaction.atomic():
            return StrategyVersion.objects.create(strategy=strategy, label=label, based_on=based_on)
    except IntegrityError:
        # Somebody else was quicker; the database knows it even when two ask at once.
        if strategy.versions.filter(label=label).exists():
            raise _label_taken() from None
        raise WrongState(
            _("Es ist schon eine Fassung in Arbeit. Eine zweite kann erst danach beginnen.")
        ) from None


def _label_taken() -> ValidationError:
    return ValidationError(
        {"label": _("Eine Fassung mit dieser Bezeichnung gibt es schon.")}, code="label_taken"
    )


def _copy_texts(old: StrategyVersion, new: StrategyVersion) -> None:
    copies: dict[int, ElementText] = {}
    parents: dict[int, int | None] = {}
    for text in old.texts.all():
        parents[text.pk] = text.parent_id
        copies[text.pk] = _copy_of(text, new)
    ElementText.objects.bulk_create(copies.values())
    for pk, parent in parents.items():
        copies[pk].parent = copies[parent] if parent else None
    ElementText.objects.bulk_update(copies.values(), ["parent"])
    _copy_translations(old, copies)


def _copy_of(text: ElementText, version: StrategyVersion) -> ElementText:
    return ElementText(
        version=version,
        element_id=text.element_id,
        number=text.number,
        position=text.position,
        title=text.title,
        summary=text.summary,
        body=text.body,
        easy_language=text.easy_language,
    )


def _copy_translations(old: StrategyVersion, copies: Mapping[int, ElementText]) -> None:
    ElementTranslation.objects.bulk_create(
        ElementTranslation(
            text=copies[old_one.text_id],
            language=old_one.language,
            title=old_one.title,
            summary=old_one.summary,
            body=old_one.body,
        )
        for old_one in ElementTranslation.objects.filter(text__version=old)
    )


def _copy_links(old: StrategyVersion, new: StrategyVersion) -> None:
    """What supports what goes on; how elements came about is told once, by the version before."""
    lasting = old.links.exclude(kind__in=ElementLink.LINEAGE)
    ElementLink.objects.bulk_create(
        ElementLink(version=new, kind=link.kind, source_id=link.source_id, target_id=link.target_id)
        for link in lasting
    )
