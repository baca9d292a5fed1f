"""Everything a report says, collected once from all rooms below, ready to be frozen.

The content holds plain values with the labels of its day, so that a report can be built again
years later from its snapshot alone. It names no persons: neither responsible ones nor authors.
"""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from measures.models import Cycle
from measures.queries import MeasureProfile, cycle_summary, measure_profiles
from participation.contributions.queries import Said
from participation.forums.models import Forum
from participation.forums.queries import TopicDocumentation, forum_documentation, gaps
from participation.surveys.models import Survey
from participation.surveys.queries.preparing import results_for_all
from participation.surveys.results import results_to_json
from smartregion.county.models import County, Municipality
from strategy.models import StrategyVersion
from strategy.queries import Passage, reading_of

# The strategy was adopted in German, so the report is German whatever page it was ordered on.
LANGUAGE = "de"
SCHEMA_VERSION = 1
LOGO_TYPES = {"svg": "svg+xml", "png": "png", "jpg": "jpeg", "jpeg": "jpeg"}

Content = dict[str, Any]


class LogoMissing(Exception):
    """The county has a logo, but its file cannot be read."""


def report_content(
    *,
    title: str,
    version: StrategyVersion,
    cycle: Cycle | None,
    surveys: Sequence[Survey],
    at: datetime,
    override: str = "",
) -> Content:
    """What the final report of a version says, as the world stands now.

    ``override`` says why it is made although people still wait for answers; it is printed.
    """
    on = timezone.localdate(at)
    with translation.override(LANGUAGE):
        return {
            "title": title,
            "made_on": on,
            "county": _county(),
            "strategy": _strategy(version),
            "phases": _phases(version, on),
            "reading": _reading(version),
            "surveys": [_survey(survey) for survey in surveys],
            "forums": [_forum(forum, at) for forum in Forum.objects.filter(is_public=True)],
            "waiting": _waiting(override, on),
            "measures": [
                _measure(profile, cycle) for profile in measure_profiles(version.strategy)
            ],
            "cycle": _cycle(cycle) if cycle else None,
        }


# -- the county --------------------------------------------------------------------------------
def _county() -> Content:
    county = County.objects.get()
    return {
        "name": county.name,
        "ags": county.ags,
        "state_name": county.state_name,
        "seat": county.seat,
        "area_km2": county.area_km2,
        "population": county.population,
        "population_on": county.population_on,
        "contact_office": county.contact_office,
        "contact_email": county.contact_email,
        "contact_address": county.contact_address,
        "is_demo": county.is_demo,
        "logo": _logo(county),
        **_municipalities(),
    }


def _municipalities() -> Content:
    zones = {
        row["zone"]: {"label": str(Municipality.Zone(row["zone"]).label), **row}
        for row in Municipality.objects.order_by()
        .values("zone")
        .annotate(count=Count("pk"), population=Sum("population"))
    }
    names: dict[str, list[str]] = {}
    for name, zone in Municipality.objects.values_list("name", "zone"):
        names.setdefault(zone, []).append(name)
    for zone, row in zones.items():
        row["names"] = names[zone]
    return {
        "municipalities": sum(zone["count"] for zone in zones.values()),
        "towns": Municipality.objects.filter(is_town=True).count(),
        "zones": [zones[zone] for zone in Municipality.Zone.values if zone in zones],
    }


def _logo(county: County) -> str:
    """The logo as data, so that the report does not change when the county changes its logo."""
    if not county.logo:
        return ""
    kind = LOGO_TYPES.get(str(county.logo.name).rpartition(".")[2].lower(), "png")
    try:
        with county.logo.open() as file:
            encoded = base64.b64encode(file.read()).decode()
    except OSError as error:
        raise LogoMissing(county.logo.name) from error
    return f"data:image/{kind};base64,{encoded}"


# -- the strategy ------------------------------------------------------------------------------
def _strategy(version: StrategyVersion) -> Content:
    resolution = version.resolution
    return {
        "title": version.strategy.title,
        "period_start": version.strategy.period_start,
        "period_end": version.strategy.period_end,
        "label": version.label,
        "state": version.state,
        "state_label": version.get_state_display(),
        "effective_from": version.effective_from,
        "sha256": version.content_sha256,
        "resolution": resolution
        and {
            "body": resolution.body,
            "decided_on": resolution.decided_on,
            "paper_number": resolution.paper_number,
            "result": resolution.get_result_display(),
        },
    }


def _phases(version: StrategyVersion, on: date) -> list[Content]:
    return [
        {
            **phase.in_language(LANGUAGE),
            "starts_on": phase.starts_on,
            "ends_on": phase.ends_on,
            "is_done": phase.ends_on is not None and phase.ends_on < on,
        }
        for phase in version.strategy.phases.all()
    ]


def _reading(version: StrategyVersion) -> Content:
    reading = reading_of(version, language=LANGUAGE)
    return {
        "opening": _passages(reading.opening),
        "vision": _passages(reading.vision),
        "guidelines": _passages(reading.guidelines),
        "fields": _passages(reading.fields),
        "closing": _passages(reading.closing),
    }


def _passages(passages: Iterable[Passage]) -> list[Content]:
    return [
        {
            "name": passage.text.element.name,
            "number": passage.number,
            "title": passage.title,
            "summary": passage.summary,
            "body": passage.body,
            "parts": _passages(passage.parts),
        }
        for passage in passages
    ]


# -- participation -----------------------------------------------------------------------------
def _survey(survey: Survey) -> Content:
    return {
        # A report is handed to everybody: released figures, or protected by the same rules.
        "results": results_to_json(results_for_all(survey, language=LANGUAGE)),
        "is_protected": True,
        "opens_on": timezone.localdate(survey.opens_at),
        "closes_on": timezone.localdate(survey.closes_at),
        "languages": len(survey.languages),
        "is_closed": survey.state == Survey.State.CLOSED,
    }


def _forum(forum: Forum, at: datetime) -> Content:
    documented = forum_documentation(forum, at=at)
    return {
        "title": documented.title,
        "summary": documented.summary,
        "intro": documented.intro,
        "is_example": forum.is_example,
        "topics": [_topic(topic) for topic in documented.topics],
        **_figures(documented),
    }


def _topic(topic: TopicDocumentation) -> Content:
    return {
        "title": topic.title,
        "question": topic.question,
        "impulse_by": topic.impulse_by,
        "opens_on": topic.opens_at and timezone.localdate(topic.opens_at),
        "closes_on": topic.closes_at and timezone.localdate(topic.closes_at),
        "answer_by": topic.answer_by,
        "phase": topic.phase,
        "summary": topic.summary,
        "fields": topic.fields_of_action,
        "municipalities": topic.municipalities,
        "contributions": [_said(said) for said in topic.contributions],
        **_figures(topic),
    }


def _waiting(override: str, on: date) -> Content | None:
    """Topics with unread or late contributions, and why the report is made all the same."""
    found = gaps(on=on)
    return {"topics": [asdict(gap) for gap in found], "reason": override} if found else None


def _figures(documented: Any) -> Content:
    coverage = documented.coverage
    return {
        "said": coverage.total,
        "taken_up": coverage.taken_up,
        "not_taken_up": coverage.not_taken_up,
        "not_competent": coverage.not_competent,
        "open": coverage.open,
        "hidden": coverage.hidden,
        "held": coverage.held,
        "every": coverage.every,
        "looked_at": coverage.looked_at,
        "answered": coverage.answered,
    }


def _said(said: Said) -> Content:
    return {
        # By it the page of the contribution finds the reports that quote it.
        "id": said.id,
        "text": said.text,
        "municipality": said.municipality,
        "state": said.badge.label,
        "reason": said.answer.reason if said.answer else "",
        "office": said.answer.office if said.answer else "",
    }


# -- measures ----------------------------------------------------------------------------------
def _measure(profile: MeasureProfile, cycle: Cycle | None) -> Content:
    """A profile with the assessment of the reported cycle only: later ones are not its matter."""
    content = asdict(profile)
    reported = [
        assessment
        for assessment in content.pop("assessments")
        if cycle and assessment["cutoff_on"] == cycle.cutoff_on
    ]
    content["latest"] = reported[0] if reported else None
    del content["state_changes"], content["card"]["light"]
    return content


def _cycle(cycle: Cycle) -> Content:
    summary = cycle_summary(cycle)
    return {
        **asdict(summary),
        "asked": summary.asked,
        "reported": summary.reported,
        "missing": [{"number": line.number, "title": line.title} for line in summary.missing],
    }


# -- choices when ordering ---------------------------------------------------------------------
def default_title(version: StrategyVersion) -> str:
    return _("Abschlussbericht %(strategy)s") % {"strategy": version.strategy.title}
