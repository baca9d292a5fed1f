"""Writing the texts of a version that is open for writing."""

from collections.abc import Collection
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
from strategy.actions.relations import let_go, support
from strategy.models import Element, ElementText, ElementTranslation, Strategy, StrategyVersion


@dataclass(frozen=True)
class Wording:
    """What an element says in one language."""

    title: str
    summary: str = ""
    body: str = ""

    def __bool__(self) -> bool:
        return bool(self.title)


def refuse_unless_editable(version: StrategyVersion) -> None:
    """Texts change in a draft only; everywhere else somebody relies on them."""
    if not version.is_editable:
        raise WrongState(
            _("Die Fassung %(label)s ist „%(state)s“. Ihre Texte können nicht geändert werden.")
            % {"label": version.label, "state": version.get_state_display()}
        )


def hold_editable(version: StrategyVersion) -> None:
    """The same, asked of the row itself and held until the end of the transaction.

    The version in hand was read before: meanwhile the office may have shown or submitted it.
    """
    refuse_unless_editable(StrategyVersion.objects.select_for_update().get(pk=version.pk))


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
    easy_language: str = "",
    supports: Collection[Element] = (),
    slug: str = "",
) -> ElementText:
    """Add an element to a draft, with its first wording, behind its siblings."""
    hold_editable(version)
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
    text.easy_language = easy_language
    _write(text, wording)
    text.check_place()
    text.save()
    _translate(text, english)
    support(text=text, guidelines=supports)
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
    easy_language: str = "",
    supports: Collection[Element] = (),
) -> None:
    """Write a new wording over the one that was opened; raises ``EditConflict`` if that is gone."""
    hold_editable(text.version)
    before = ElementText.objects.select_related("element").get(pk=text.pk)
    ElementText(version=before.version, element=before.element, parent=parent).check_place()
    values = {
        "number": number,
        "parent": parent,
        **asdict(wording),
        "body": clean(wording.body),
        "easy_language": easy_language,
    }
    changed = [name for name, value in values.items() if getattr(before, name) != value]
    still_editable = ElementText.objects.filter(
        pk=text.pk, version__state__in=StrategyVersion.EDITABLE
    )
    write_if_unchanged(still_editable, lock_version=lock_version, **values)
    text.refresh_from_db()
    _translate(text, english)
    if support(text=text, guidelines=supports):
        changed.append("supports")
    name_elements([text])
    audit.record(by=by, verb="save_text", subject=text, changes={"fields": changed})


def _translate(text: ElementText, english: Wording | None) -> None:
    if english:
        ElementTranslation.objects.update_or_create(
            text=text, language="en", defaults=asdict(english)
        )
    else:
        text.translations.filter(language="en").delete()


def name_elements(texts: Collection[ElementText]) -> None:
    """Elements that no adopted version names yet go by their name, number and place in the draft."""
    elements = [text.element_id for text in texts]
    frozen = ElementText.objects.filter(
        element__in=elements, version__state__in=StrategyVersion.FROZEN
    )
    named = set(frozen.values_list("element", flat=True))
    renamed = [
        Element(pk=text.element_id, name=text.title, number=text.number, position=text.position)
        for text in texts
        if text.element_id not in named
    ]
    Element.objects.bulk_update(renamed, ["name", "number", "position"])


@transaction.atomic
def remove_text(*, text: ElementText, by: Any) -> None:
    """Take an element out of a draft. The element itself stays: other things may hang on it."""
    hold_editable(text.version)
    parts = text.children.count()
    if parts:
        raise ValidationError(
            _("Unter diesem Abschnitt stehen noch %(n)d weitere. Löschen Sie zuerst diese.")
            % {"n": parts},
            code="has_parts",
        )
    audit.record(by=by, verb="remove_text", subject=text)
    let_go(text=text)
    text.delete()
