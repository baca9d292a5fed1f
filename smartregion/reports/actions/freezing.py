"""Before a report is frozen: what stands against it, and what is missing."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.forums.queries import gaps
from smartregion.county.models import County
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Kind, Manuscript
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.pictures import PictureMissing
from smartregion.reports.queries import LogoMissing, report_content


def refuse(brief: Brief, *, on: date) -> None:
    """Raise ``ValidationError`` for an order that nobody can or should build."""
    _refuse_without_county()
    _refuse_without_subject(brief)
    _refuse_hidden_measure(brief)
    _refuse_open_cycles(brief)
    _refuse_wrong_pairs(brief)
    _refuse_unanswered(brief, on=on)


def content_for(brief: Brief, *, at: datetime) -> dict[str, Any]:
    """What will be frozen. Raises ``ValidationError`` when a picture of it is gone."""
    try:
        return report_content(brief, at=at)
    except LogoMissing as error:
        message = _("Das Logo des Landkreises („%(name)s“) fehlt. Bitte laden Sie es neu hoch.")
        raise ValidationError(message % {"name": error}, code="logo_missing") from error
    except PictureMissing as error:
        message = _("Das Bild „%(name)s“ fehlt. Bitte laden Sie es neu hoch.")
        raise ValidationError(message % {"name": error}, code="picture_missing") from error


def _refuse_without_subject(brief: Brief) -> None:
    missing = [name for name in OUTLINES[brief.kind].needs if not getattr(brief, name)]
    if missing:
        names = [str(Manuscript._meta.get_field(name).verbose_name) for name in missing]  # type: ignore[union-attr]
        message = _("Für diese Art von Bericht fehlt noch: %(subjects)s.")
        raise ValidationError(message % {"subjects": ", ".join(names)}, code="no_subject")


def _refuse_hidden_measure(brief: Brief) -> None:
    """Whatever stands in a report is for everybody."""
    if brief.measure and not brief.measure.is_public:
        message = _("Diese Maßnahme ist nicht öffentlich; in einem Bericht darf sie nicht stehen.")
        raise ValidationError({"measure": ValidationError(message, code="hidden_measure")})


def _refuse_without_county() -> None:
    if not County.objects.exists():
        message = _("Bitte legen Sie zuerst das Profil des Landkreises an; es steht im Bericht.")
        raise ValidationError(message, code="no_county")


def _refuse_open_cycles(brief: Brief) -> None:
    for name, cycle in (("cycle", brief.cycle), ("earlier_cycle", brief.earlier_cycle)):
        if cycle is None:
            continue
        if not cycle.is_closed:
            message = _(
                "Der Zyklus „%(cycle)s“ ist noch offen. Berichtet wird nur, was abgeschlossen ist."
            )
            raise ValidationError(
                {name: ValidationError(message % {"cycle": cycle}, code="open_cycle")}
            )
        if brief.version and cycle.strategy_id != brief.version.strategy_id:
            message = _("Fassung und Zyklus gehören zu verschiedenen Strategien.")
            raise ValidationError({name: ValidationError(message, code="other_strategy")})


def _refuse_wrong_pairs(brief: Brief) -> None:
    """What is put side by side is of one strategy, and the earlier one is the earlier one."""
    cycle, before = brief.cycle, brief.earlier_cycle
    if cycle and before and before.cutoff_on >= cycle.cutoff_on:
        message = _("Der Zyklus zum Vergleich muss einen früheren Stichtag haben.")
        raise ValidationError({"earlier_cycle": ValidationError(message, code="not_earlier")})
    if cycle and before and before.strategy_id != cycle.strategy_id:
        message = _("Die beiden Zyklen gehören zu verschiedenen Strategien.")
        raise ValidationError({"earlier_cycle": ValidationError(message, code="other_strategy")})
    version, older = brief.version, brief.earlier_version
    if version and older and version.pk == older.pk:
        message = _("Bitte wählen Sie zwei verschiedene Fassungen.")
        raise ValidationError({"earlier_version": ValidationError(message, code="same")})
    if version and older and version.strategy_id != older.strategy_id:
        message = _("Die beiden Fassungen gehören zu verschiedenen Strategien.")
        raise ValidationError({"earlier_version": ValidationError(message, code="other_strategy")})


def _refuse_unanswered(brief: Brief, *, on: date) -> None:
    """A report that calls itself final does not pass over people who were promised an answer."""
    if brief.kind != Kind.FINAL or brief.override.strip() or not gaps(on=on):
        return
    message = _(
        "In Foren warten noch Menschen auf den Landkreis. Bitte antworten Sie zuerst, oder begründen "
        "Sie, warum der Bericht trotzdem entsteht; die Begründung wird abgedruckt."
    )
    raise ValidationError({"override": ValidationError(message, code="unanswered")})
