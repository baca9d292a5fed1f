"""Indicators that the surveys of 2024 and 2026 feed."""

from measures.actions.survey_sources import name_source, take_in_value
from measures.models import Indicator, SurveySource
from participation.models import Survey
from participation.surveys.queries.releases import current_publication
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.reader import Record


def load_survey_sources(*, by: User) -> None:
    """Each is read in every survey that asked; the newest release of one still waits for somebody."""
    for record in reader.read("measure_indicators")["indicator"]:
        if "survey" in record:
            source = _source(Indicator.objects.get(name=record["name"]), record["survey"], by)
            _take_in(source, record["survey"]["taken"], by=by)


def _source(indicator: Indicator, record: Record, by: User) -> SurveySource:
    """Without answers that count it is the mean."""
    asked = Survey.objects.filter(publications__isnull=False).order_by("opens_at").distinct()
    statistic = SurveySource.Statistic.SHARE if record["options"] else SurveySource.Statistic.MEAN
    return name_source(
        indicator=indicator, surveys=list(asked), question=record["question"],
        options=record["options"], statistic=statistic, by=by,
    )  # fmt: skip


def _take_in(source: SurveySource, taken: list[str], *, by: User) -> None:
    for slug in taken:
        publication = current_publication(Survey.objects.get(slug=slug))
        if publication:
            at = publication.published_at
            take_in_value(source=source, publication=publication, by=by, at=at)
