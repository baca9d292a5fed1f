"""Telling people what their contribution grew into, and followers how a measure goes on."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.models import (
    Assessment,
    Correction,
    Cycle,
    Measure,
    MeasureFollow,
    MeasureStateChange,
    Milestone,
    Origin,
)
from measures.queries.following import followers_of
from measures.queries.origins import news_key
from participation.contributions.actions.telling import listeners, listeners_to
from participation.contributions.models import Contribution
from smartregion.notices.actions import News, tell


def tell_of_origin(origin: Origin, *, at: datetime) -> int:
    """Tell whoever wrote the contribution, and its followers, that a measure has grown from it."""
    measure, contribution = origin.measure, origin.contribution
    if contribution is None or contribution.is_hidden or not _is_public(measure):
        return 0
    with override(settings.LANGUAGE_CODE):
        said = Truncator(contribution.text).chars(90)
        news = _news(
            measure,
            key=news_key(origin.pk),
            headline=_("Eine Maßnahme ist daraus entstanden: „%(said)s“") % {"said": said},
            text=measure.summary,
        )
    return tell(recipients=listeners(contribution), news=news, at=at)


def tell_of_move(change: MeasureStateChange) -> int:
    """Tell all those from whose contributions a measure grew, and its followers; each person once."""
    measure = change.measure
    if not _is_public(measure):
        return 0
    grown_from = Contribution.objects.filter(
        pk__in=measure.origins.values("contribution"), is_hidden=False
    )
    heard = listeners_to(grown_from.select_related("author", "guest"))
    with override(settings.LANGUAGE_CODE):
        wrote = _("Sie entstand aus einem Beitrag, den Sie geschrieben haben oder dem Sie folgen.")
        for_authors = _news_of_move(change, otherwise=wrote)
        for_followers = _news_of_move(change, otherwise=_following())
    # Under one key: whoever wrote and follows as well is told the first only.
    told = tell(recipients=heard, news=for_authors, at=change.at)
    return told + tell(recipients=followers_of(measure), news=for_followers, at=change.at)


def tell_of_milestones(measure: Measure, reached: Iterable[Milestone], *, at: datetime) -> int:
    """Tell the followers of each step that is reached now."""
    steps = list(reached)
    if not steps or not _is_public(measure):
        return 0
    followers = followers_of(measure)
    with override(settings.LANGUAGE_CODE):
        return sum(
            tell(recipients=followers, news=_news_of_milestone(measure, step), at=at)
            for step in steps
        )


def tell_of_assessments(cycle: Cycle, *, at: datetime) -> int:
    """Tell the followers what was reported on their measures, once a cycle is closed."""
    followed = Measure.objects.public().filter(pk__in=MeasureFollow.objects.values("measure"))
    reports = cycle.assessments.filter(state=Assessment.State.ACCEPTED, measure__in=followed)
    with override(settings.LANGUAGE_CODE):
        return sum(
            tell(recipients=followers_of(report.measure), news=_news_of_assessment(report), at=at)
            for report in reports.select_related("measure", "cycle").order_by("measure__number")
        )


def tell_of_correction(correction: Correction) -> int:
    """Tell the followers what a closed cycle says from now on about their measure, and why."""
    measure = correction.measure
    if not _is_public(measure):
        return 0
    with override(settings.LANGUAGE_CODE):
        news = _news(
            measure,
            key=f"correction:{correction.pk}",
            headline=_("Berichtigt: %(light)s (%(cycle)s)")
            % {"light": _light_after(correction), "cycle": correction.cycle},
            text=correction.reason,
        )
    return tell(recipients=followers_of(measure), news=news, at=correction.at)


def _light_after(correction: Correction) -> str:
    state = Assessment.State.MISSING
    return str(Assessment.Light(correction.light).label if correction.light else state.label)


def _news_of_move(change: MeasureStateChange, *, otherwise: str) -> News:
    """With the reason that everybody may read, or with why this person hears of it."""
    return _news(
        change.measure,
        key=f"measure:{change.pk}",
        headline=_("Die Maßnahme steht jetzt auf „%(state)s“")
        % {"state": change.get_new_state_display()},
        text=change.reason or otherwise,
    )


def _news_of_milestone(measure: Measure, step: Milestone) -> News:
    return _news(
        measure,
        key=f"milestone:{step.pk}",
        headline=_("Meilenstein erreicht: %(title)s") % {"title": step.title},
        text=_following(),
    )


def _news_of_assessment(report: Assessment) -> News:
    words = (report.done_since, report.next_steps)
    return _news(
        report.measure,
        key=f"assessment:{report.pk}",
        headline=_("Neu bewertet: %(light)s (%(cycle)s)")
        % {"light": report.get_light_display(), "cycle": report.cycle},
        text="\n\n".join(filter(None, words)) or _following(),
    )


def _following() -> str:
    return _("Sie verfolgen diese Maßnahme.")


def _is_public(measure: Measure) -> bool:
    return Measure.objects.public().filter(pk=measure.pk).exists()


def _news(measure: Measure, *, key: str, headline: str, text: str) -> News:
    url = measure.get_absolute_url()
    group = _("Maßnahme %(measure)s") % {"measure": measure}
    return News(key=key, group=group, group_url=url, headline=headline, url=url, text=text)
