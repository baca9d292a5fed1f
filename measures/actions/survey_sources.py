"""Surveys as a source of indicators: which question counts, and taking in what a release says.

A value from a survey is kept by reference: the release it was read from, how many had answered, how
far chance reaches. One survey is one observation: when it is released again, the newer figure takes
the place of the older one, which stays readable beside it.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions.history import in_german
from measures.actions.indicator_values import take_back_value, write_value
from measures.actions.indicators import check_value
from measures.actions.refusals import refused
from measures.models import Indicator, IndicatorValue, SurveySource
from measures.queries.survey_sources import Told, told_by
from measures.surveyed import NotReadable
from participation.models import Publication, Survey
from smartregion.core.audit import record
from smartregion.core.days import short_day
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState

Kind, Statistic = Indicator.Kind, SurveySource.Statistic


@transaction.atomic
def name_source(
    *,
    indicator: Indicator,
    surveys: Collection[Survey],
    question: str,
    options: list[str],
    statistic: str,
    by: Any,
    lock_version: int = 0,
) -> SurveySource:
    """Say from which question an indicator takes its values, or say it otherwise (``EditConflict``)."""
    _check(indicator, surveys, options, statistic)
    said = {
        "question": question,
        "options": options if statistic == Statistic.SHARE else [],
        "statistic": statistic,
    }
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    source = SurveySource.objects.filter(indicator=indicator).first()
    if source is None:
        source = SurveySource.objects.create(indicator=indicator, **said)
    else:
        rows = SurveySource.objects.filter(pk=source.pk)
        write_if_unchanged(rows, lock_version=lock_version, **said)
        source.refresh_from_db()
    source.surveys.set(surveys)
    record(by=by, verb="name_source", subject=indicator, changes={"question": question})
    return source


def _check(
    indicator: Indicator, surveys: Collection[Survey], options: list[str], statistic: str
) -> None:
    if reason := unsuited(indicator):
        raise ValidationError(reason, code="kind")
    if not surveys:
        raise refused("surveys", _("Bitte wählen Sie mindestens eine Umfrage."))
    if statistic == Statistic.SHARE and indicator.kind != Kind.PERCENT:
        raise refused("statistic", _("Ein Anteil passt nur zu einer Kennzahl in Prozent."))
    if statistic == Statistic.MEAN and indicator.kind != Kind.NUMBER:
        raise refused(
            "statistic", _("Ein Mittelwert passt nur zu einer Kennzahl, die eine Zahl ist.")
        )
    if statistic == Statistic.SHARE and not options:
        raise refused("options", _("Bitte wählen Sie, welche Antworten zählen."))


def unsuited(indicator: Indicator) -> str:
    """Why no survey can feed an indicator of this kind; "" where one can."""
    if indicator.kind in (Kind.PERCENT, Kind.NUMBER):
        return ""
    return _("Umfragen sagen Anteile und Mittelwerte. Dafür braucht es eine Kennzahl in Prozent oder eine Zahl.")  # fmt: skip


@transaction.atomic
def remove_source(*, source: SurveySource, by: Any) -> None:
    """From now on values are entered by hand again; those that were taken in stay."""
    record(by=by, verb="remove_source", subject=source.indicator)
    source.delete()


@transaction.atomic
def take_in_value(
    *, source: SurveySource, publication: Publication, by: Any, at: datetime
) -> IndicatorValue:
    """The figure of a release as the value of the day on which the last answer came."""
    indicator = Indicator.objects.select_for_update().get(pk=source.indicator_id)
    told = _told(source, publication)
    check_value(indicator, told.reading.value)
    for earlier in _earlier(indicator, publication):
        if earlier.on != told.on:
            take_back_value(entry=earlier, by=by, at=at, note=_replaced_by(publication))
    return _write(indicator, publication, told, by=by, at=at)


def _told(source: SurveySource, publication: Publication) -> Told:
    survey = publication.survey
    if not source.surveys.filter(pk=survey.pk).exists():
        raise WrongState(_("Diese Umfrage gehört nicht zu der Kennzahl."))
    newest = survey.publications.filter(withdrawn_at=None).first()
    if newest is None or newest.pk != publication.pk:
        raise WrongState(_("Diese Veröffentlichung ist nicht mehr die neueste der Umfrage."))
    if source.indicator.entries.current().filter(publication=publication).exists():
        raise WrongState(_("Der Wert dieser Veröffentlichung ist schon übernommen."))
    try:
        return told_by(publication, source)
    except NotReadable as refusal:
        raise ValidationError(str(refusal), code="not_readable") from refusal


def _earlier(indicator: Indicator, publication: Publication) -> list[IndicatorValue]:
    """What earlier releases of the same survey said."""
    entries = indicator.entries.current().filter(publication__survey=publication.survey_id)
    return list(entries.select_related("indicator__measure", "publication"))


def _write(
    indicator: Indicator, publication: Publication, told: Told, *, by: Any, at: datetime
) -> IndicatorValue:
    before = indicator.entries.filter(on=told.on).order_by("-revision").first()
    if before and before.value is not None and not _is_of(before, publication):
        raise ValidationError(
            _("Für den %(day)s ist schon ein Wert eingetragen. Nehmen Sie ihn zurück, wenn der Wert der Umfrage gelten soll.")
            % {"day": short_day(told.on)},
            code="on_refused",
        )  # fmt: skip
    return write_value(
        indicator, before, verb="take_in_value", by=by, at=at, on=told.on,
        value=told.reading.value, source=_source(publication), note=_note(told),
        publication=publication, base_n=told.reading.base_n, margin=told.reading.margin,
    )  # fmt: skip


def _is_of(entry: IndicatorValue, publication: Publication) -> bool:
    """Whether an entry was read from the same survey."""
    return entry.publication is not None and entry.publication.survey_id == publication.survey_id


def _source(publication: Publication) -> str:
    return in_german(
        lambda: (
            _("Umfrage „%(survey)s“, Veröffentlichung %(number)s")
            % {"survey": publication.survey, "number": publication.number}
        )
    )[:200]


def _note(told: Told) -> str:
    """What one has to know to read it rightly; as everything that is stored, in German."""
    return in_german(lambda: " ".join(_remarks(told)))


def _remarks(told: Told) -> Iterator[str]:
    if told.is_interim:
        yield _("Zwischenstand: Die Umfrage lief noch.")
    if told.reading.is_weighted:
        yield _("Gewichtet wie in der Veröffentlichung.")


def _replaced_by(publication: Publication) -> str:
    return in_german(
        lambda: (
            _("Ersetzt durch Veröffentlichung %(number)s derselben Umfrage.")
            % {"number": publication.number}
        )
    )
