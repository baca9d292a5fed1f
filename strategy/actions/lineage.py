"""Merging and splitting fields of action in a draft, and taking up again what was dropped."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.errors import WrongState
from strategy.actions.joining import joined_english, joined_german
from strategy.actions.ordering import deal_places
from strategy.actions.relations import let_go
from strategy.actions.texts import Wording, add_text, hold_editable, name_elements
from strategy.models import Element, ElementLink, ElementText, ElementTranslation, StrategyVersion
from strategy.queries import field_left_of, siblings_of

Link = ElementLink.Kind


# -- merging -----------------------------------------------------------------------------------
@transaction.atomic
def merge_fields(
    *, target: ElementText, sources: Collection[ElementText], by: Any, title_en: str = ""
) -> None:
    """Let fields of action go into another one: what stood in them stands there afterwards.

    Their texts are appended below their titles, their parts move, their numbers become free, and what
    hangs on them (measures, contributions) stays attached and is found through the lineage.
    """
    version = target.version
    hold_editable(version)
    refuse_impossible_merger(target, sources)
    # Read and locked anew, so that no sentence is lost that somebody saves at this moment.
    pks = [target.pk, *(source.pk for source in sources)]
    locked = {text.pk: text for text in version.texts.filter(pk__in=pks).select_for_update()}
    if len(locked) < len(pks):
        raise WrongState(_("Eines der Handlungsfelder ist inzwischen nicht mehr da."))
    going = [locked[source.pk] for source in sources]
    english = joined_english(locked[target.pk], going, title=title_en)
    _write_joined(locked[target.pk], going)
    _move_parts(going, to=locked[target.pk])
    for source in going:
        _record(version, Link.MERGED_INTO, source.element_id, target.element_id)
        let_go(text=source)
        source.delete()
    if english:
        ElementTranslation.objects.update_or_create(
            text=target, language="en", defaults=english.__dict__
        )
    merged = [str(source.element_id) for source in going]
    audit.record(by=by, verb="merge_fields", subject=target, changes={"merged": merged})


def refuse_impossible_merger(target: ElementText, sources: Collection[ElementText]) -> None:
    """Asked before the merger is shown, and again when it happens."""
    if not sources:
        raise ValidationError(_("Wählen Sie mindestens ein Handlungsfeld, das eingehen soll."))
    texts = [target, *sources]
    if any(
        text.element.kind != Element.Kind.FIELD or text.version_id != target.version_id
        for text in texts
    ):
        raise ValidationError(_("Nur Handlungsfelder derselben Fassung gehen ineinander ein."))
    if target in sources:
        raise ValidationError(_("Ein Handlungsfeld kann nicht in sich selbst eingehen."))
    if target.parent in sources:
        raise ValidationError(_("Ein Handlungsfeld kann nicht in sein eigenes Unterfeld eingehen."))
    deep = ElementText.objects.filter(parent__in=sources, element__kind=Element.Kind.FIELD)
    if target.parent_id and deep.exclude(pk__in=[source.pk for source in sources]).exists():
        raise ValidationError(
            _("Ein Handlungsfeld mit Unterfeldern kann nicht in ein Unterfeld eingehen.")
        )


def _write_joined(target: ElementText, sources: Collection[ElementText]) -> None:
    body, easy_language = joined_german(target, sources)
    ElementText.objects.filter(pk=target.pk).update(
        body=body, easy_language=easy_language, lock_version=F("lock_version") + 1
    )


def _move_parts(sources: Collection[ElementText], *, to: ElementText) -> None:
    """The parts of the fields, in their order, stand behind the parts the target has already."""
    place = (to.version.texts.aggregate(last=Max("position"))["last"] or 0) + 1
    going = [source.pk for source in sources]
    parts = ElementText.objects.filter(parent__in=going).exclude(pk__in=[to.pk, *going])
    moved = sorted(parts, key=lambda part: (going.index(part.parent_id or 0), part.position))
    for position, part in enumerate(moved, start=place):
        part.parent, part.position = to, position
    ElementText.objects.bulk_update(moved, ["parent", "position"])
    # A field inside another that goes along must not hold its parent back.
    ElementText.objects.filter(pk__in=going).update(parent=None)
    name_elements(moved)


def _record(version: StrategyVersion, kind: Link, source: Any, target: Any) -> None:
    ElementLink.objects.get_or_create(
        version=version, kind=kind, source_id=source, target_id=target
    )


# -- splitting ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class NewField:
    """A field that comes out of another one, and what it takes along."""

    wording: Wording
    number: str = ""
    english: Wording | None = None
    parts: Collection[ElementText] = ()


@transaction.atomic
def split_field(*, text: ElementText, new: NewField, by: Any) -> ElementText:
    """Make a new field of action out of one; it stands right behind it, with the parts it takes along."""
    hold_editable(text.version)
    _refuse_foreign_parts(text, new.parts)
    made = add_text(
        version=text.version,
        kind=Element.Kind.FIELD,
        parent=text.parent,
        wording=new.wording,
        english=new.english,
        number=new.number,
        by=by,
    )
    row = list(siblings_of(made).order_by("position", "pk"))
    row.insert(row.index(text) + 1, row.pop(row.index(made)))
    deal_places(row)
    ElementText.objects.filter(pk__in=[part.pk for part in new.parts]).update(
        parent=made, lock_version=F("lock_version") + 1
    )
    _record(text.version, Link.SPLIT_FROM, made.element_id, text.element_id)
    audit.record(by=by, verb="split_field", subject=text, changes={"new": str(made.element_id)})
    return made


def _refuse_foreign_parts(text: ElementText, parts: Iterable[ElementText]) -> None:
    if text.element.kind != Element.Kind.FIELD:
        raise ValidationError(_("Nur ein Handlungsfeld lässt sich aufteilen."))
    if any(part.parent_id != text.pk for part in parts):
        raise ValidationError(_("Mitnehmen kann das neue Feld nur, was in diesem Feld steht."))


# -- taking up again ---------------------------------------------------------------------------
@transaction.atomic
def restore_text(*, version: StrategyVersion, dropped: ElementText, by: Any) -> ElementText:
    """Bring an element back into a draft, with the wording of the version the draft is based on."""
    hold_editable(version)
    if version.texts.filter(element=dropped.element_id).exists():
        raise WrongState(_("„%(title)s“ steht schon in der Fassung.") % {"title": dropped.title})
    parent = _place_for(dropped, version)
    went_into = field_left_of(dropped.element_id, version)
    last = version.texts.aggregate(last=Max("position"))["last"] or 0
    taken = version.texts.filter(number=dropped.number).exists()
    text = ElementText(
        version=version,
        element=dropped.element,
        parent=parent,
        number="" if taken else dropped.number,
        position=last + 1,
        title=dropped.title,
        summary=dropped.summary,
        body=dropped.body,
        easy_language=dropped.easy_language,
    )
    text.check_place()
    text.save()
    _restore_translations(dropped, text)
    _take_parts_back(dropped, text, went_into)
    _restore_links(dropped, text)
    _stand_as_before(dropped, text)
    audit.record(by=by, verb="restore_text", subject=text)
    return text


def _place_for(dropped: ElementText, version: StrategyVersion) -> ElementText | None:
    if dropped.parent is None:
        return None
    parent = field_left_of(dropped.parent.element_id, version)
    if parent is None:
        raise ValidationError(
            _("Nehmen Sie zuerst „%(title)s“ wieder auf; der Abschnitt stand darin.")
            % {"title": dropped.parent.title},
            code="parent_dropped",
        )
    return parent


def _restore_translations(dropped: ElementText, text: ElementText) -> None:
    ElementTranslation.objects.bulk_create(
        ElementTranslation(
            text=text,
            language=old.language,
            title=old.title,
            summary=old.summary,
            body=old.body,
        )
        for old in dropped.translations.all()
    )


def _restore_links(dropped: ElementText, text: ElementText) -> None:
    """It is merged into nothing any more, and supports again what is still there to be supported."""
    links = text.version.links
    links.filter(kind=Link.MERGED_INTO, source=text.element_id).delete()
    there = text.version.texts.values_list("element", flat=True)
    supported = dropped.version.links.filter(
        kind=Link.SUPPORTS, source=text.element_id, target__in=there
    )
    for target in supported.values_list("target", flat=True):
        _record(text.version, Link.SUPPORTS, text.element_id, target)


def _take_parts_back(
    dropped: ElementText, text: ElementText, went_into: ElementText | None
) -> None:
    """Parts that went into another field together with this one return to it."""
    if went_into:
        went_into.children.filter(element__in=dropped.children.values("element")).update(
            parent=text, lock_version=F("lock_version") + 1
        )


def _stand_as_before(dropped: ElementText, text: ElementText) -> None:
    """Back in front of the first sibling that stood behind it."""
    row = list(siblings_of(text).order_by("position", "pk"))
    behind = set(
        siblings_of(dropped).filter(position__gt=dropped.position).values_list("element", flat=True)
    )
    row.remove(text)
    places = (place for place, other in enumerate(row) if other.element_id in behind)
    row.insert(next(places, len(row)), text)
    deal_places(row)
