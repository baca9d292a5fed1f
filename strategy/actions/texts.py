"""Writing the texts of a version that is open for writing."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState
from smartregion.core.richtext import clean
from smartregion.core.slugs import free_slug
from strategy.models import Element, ElementText, ElementTranslation, Strategy, StrategyVersion
from strategy.queries import siblings_of


@dataclass(frozen=True)
class Wording:
    """What an element says in one language."""

    title: str
    summary: str = ""
    body: str = ""

    def __bool__(self) -> bool:
        return bool(self.title)


def refuse_unless_editable(version: StrategyVersion) -> None:
    if not version.is_editable:
        raise WrongState(
            _("Die Fassung %(label)s ist „%(state)s“. Ihre Texte können nicht geändert werden.")
            % {"label": version.label, "state": version.get_state_display()}
        )


@transaction.atomic
def add_text(
    *,
    version: StrategyVersion,
    kind: str,
    wording: Wording,
    by: Any,
    number: str = "",
    parent: ElementText | None = None,
    english: Wording | None = None,
    slug: str = "",
) -> ElementText:
    """Add an element to a draft, with its first wording, behind its siblings."""
    refuse_unless_editable(version)
    last = version.texts.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    element = Element.objects.create(
        strategy=version.strategy,
        kind=kind,
        slug=_free_slug(version.strategy, slug or wording.title, kind),
        name=wording.title,
        number=number,
        position=position,
    )
    text = ElementText(
        version=version, element=element, parent=parent, number=number, position=position
    )
    _write(text, wording)
    text.check_place()
    text.save()
    _translate(text, english)
    audit.record(by=by, verb="add_text", subject=text, changes={"kind": kind})
    return text


def _free_slug(strategy: Strategy, words: str, kind: str) -> str:
    taken = strategy.elements.values_list("slug", flat=True)
    return free_slug(words, taken=taken, otherwise=kind)


def _write(text: ElementText, wording: Wording) -> None:
    text.title, text.summary, text.body = wording.title, wording.summary, wording.body


@transaction.atomic
def save_text(
    *,
    text: ElementText,
    lock_version: int,
    wording: Wording,
    by: Any,
    number: str = "",
    parent: ElementText | None = None,
    english: Wording | None = None,
) -> None:
    """Write a new wording over the one that was opened; raises ``EditConflict`` if that is gone."""
    refuse_unless_editable(text.version)
    before = ElementText.objects.select_related("element").get(pk=text.pk)
    ElementText(version=before.version, element=before.element, parent=parent).check_place()
    values = {"number": number, "parent": parent, **asdict(wording), "body": clean(wording.body)}
    changed = [name for name, value in values.items() if getattr(before, name) != value]
    still_editable = ElementText.objects.filter(
        pk=text.pk, version__state__in=StrategyVersion.EDITABLE
    )
    write_if_unchanged(still_editable, lock_version=lock_version, **values)
    text.refresh_from_db()
    _translate(text, english)
    _name_element(text)
    audit.record(by=by, verb="save_text", subject=text, changes={"fields": changed})


def _translate(text: ElementText, english: Wording | None) -> None:
    if english:
        values = {**asdict(english), "body": clean(english.body)}
        ElementTranslation.objects.update_or_create(text=text, language="en", defaults=values)
    else:
        text.translations.filter(language="en").delete()


def _name_element(text: ElementText) -> None:
    """An element that no adopted version names yet goes by its name in the draft."""
    named = ElementText.objects.filter(
        element=text.element_id, version__state__in=StrategyVersion.FROZEN
    )
    if not named.exists():
        name_element(text)


def name_element(text: ElementText) -> None:
    """Let all rooms know the element by the name, number and place it has in this text."""
    Element.objects.filter(pk=text.element_id).update(
        name=text.title, number=text.number, position=text.position
    )


@transaction.atomic
def move_text(*, text: ElementText, up: bool, by: Any) -> None:
    """Let a text change places with its neighbour; at the end of the row nothing happens."""
    refuse_unless_editable(text.version)
    row = list(siblings_of(text).select_for_update(of=("self",)).order_by("position", "pk"))
    here = row.index(text)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(row):
        return
    # Positions may have gaps or twins (copied or imported texts), so the whole row is dealt anew.
    places = sorted({sibling.position for sibling in row})
    if len(places) < len(row):
        places = list(range(places[0], places[0] + len(row)))
    row[here], row[there] = row[there], row[here]
    for sibling, position in zip(row, places, strict=True):
        ElementText.objects.filter(pk=sibling.pk).update(position=position)
    audit.record(by=by, verb="move_text", subject=text, changes={"up": up})


@transaction.atomic
def remove_text(*, text: ElementText, by: Any) -> None:
    """Take an element out of a draft. The element itself stays: other things may hang on it."""
    refuse_unless_editable(text.version)
    parts = text.children.count()
    if parts:
        raise ValidationError(
            _("Unter diesem Abschnitt stehen noch %(n)d weitere. Löschen Sie zuerst diese.")
            % {"n": parts},
            code="has_parts",
        )
    audit.record(by=by, verb="remove_text", subject=text)
    text.delete()
