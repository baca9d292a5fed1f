"""Documents of measures, from their public profiles."""

from typing import Any

from django.urls import reverse

from measures.api import documents as doc
from measures.queries.assessments import AssessmentLine
from measures.queries.grants import GrantEntry
from measures.queries.indicators import IndicatorLine
from measures.queries.lights import Light
from measures.queries.profiles import FieldLine, MeasureProfile, StateLine
from smartregion.core.links import absolute


def measure_document(profile: MeasureProfile) -> doc.Measure:
    """Each field is named here: what a profile learns to say is not published by itself."""
    return doc.Measure(
        **_at_a_glance(profile),
        **_people(profile),
        **_times(profile),
        **_effort(profile),
        **_reasons(profile),
        **_course(profile),
    )


def _at_a_glance(profile: MeasureProfile) -> dict[str, Any]:
    card = profile.card
    return {
        "number": card.number,
        "title": card.title,
        "summary": card.summary,
        "description": profile.body,
        "url": absolute(card.url),
        "self_url": absolute(reverse("api:measure", args=[card.number])),
        "kind": card.kind,
        "is_key_project": card.is_key_project,
        "state": doc.State(card.state, card.state_label, profile.state_reason, profile.review_on),
        "light": _light(card.light) if card.light else None,
        "fields": [_named(each) for each in profile.fields],
        "objectives": [_named(each) for each in profile.objectives],
        "guidelines": [
            doc.Guideline(each.name, each.level, each.reason, absolute(each.url))
            for each in profile.guidelines
        ],
    }


def _people(profile: MeasureProfile) -> dict[str, Any]:
    """Offices and groups, never persons."""
    return {
        "lead": profile.card.lead,
        "contact": doc.Contact(profile.contact_point, profile.contact_email),
        "parties": [doc.Party(each.name, each.part) for each in profile.parties],
        "situations": profile.situations,
        "target_groups": profile.target_groups,
        "municipalities": profile.municipalities,
    }


def _times(profile: MeasureProfile) -> dict[str, Any]:
    card = profile.card
    return {
        "planned": doc.Span(card.starts_on, card.ends_on, profile.planned_precision),
        "actual": doc.Span(profile.started_on, profile.ended_on, profile.actual_precision),
        "milestones": [
            doc.Milestone(each.title, each.due_on, each.done_on, each.waived_reason, each.proof)
            for each in profile.milestones
        ],
    }


def _effort(profile: MeasureProfile) -> dict[str, Any]:
    return {
        "duty": profile.duty,
        "money": doc.Money(
            frame_eur=profile.cost_eur,
            cost_lines=[
                doc.CostLine(each.year, each.kind, each.label, each.planned_eur, each.actual_eur)
                for each in profile.costs
            ],
            grants=[_grant(each) for each in profile.grants],
        ),
        "staff_fte": profile.fte,
        "indicators": [_indicator(each) for each in profile.indicators],
        "no_indicator_reason": profile.no_indicator_reason,
    }


def _reasons(profile: MeasureProfile) -> dict[str, Any]:
    return {
        "priority": profile.priority,
        "approach": profile.approach,
        "appraisal": profile.appraisal,
        "risks": [
            doc.Risk(each.title, each.probability, each.impact, each.response)
            for each in profile.risks
            if not each.is_internal
        ],
        "dependencies": [
            doc.Dependency(each.kind, each.number, each.title, absolute(each.url), each.note)
            for each in profile.dependencies
        ],
        "origins": [
            doc.Origin(each.kind, each.text, absolute(each.url)) for each in profile.origins
        ],
    }


def _course(profile: MeasureProfile) -> dict[str, Any]:
    return {
        "assessments": [_assessment(each) for each in profile.assessments],
        "history": [_step(each) for each in profile.state_changes],
    }


def _named(line: FieldLine) -> doc.Named:
    return doc.Named(line.name, absolute(line.url))


def _light(light: Light) -> doc.Coded:
    return doc.Coded(light.value, light.label)


def _grant(grant: GrantEntry) -> doc.Grant:
    return doc.Grant(
        programme=grant.programme,
        authority=grant.authority,
        state=doc.Coded(grant.state, grant.state_label),
        amount_eur=grant.amount_eur,
        rate_percent=grant.rate,
        deadlines=[doc.GrantDay(each.name, each.label, each.day) for each in grant.deadlines],
    )


def _indicator(line: IndicatorLine) -> doc.Indicator:
    return doc.Indicator(
        name=line.name,
        url=absolute(line.url),
        level=doc.Coded(line.level, line.level_label),
        kind=line.kind,
        unit=line.unit,
        scale=list(line.scale),
        direction=doc.Coded(line.direction, line.direction_label),
        interval=doc.Coded(line.interval, line.interval_label),
        source=line.source,
        baseline=line.baseline,
        baseline_on=line.baseline_on,
        target=line.target,
        target_on=line.target_on,
        values=[
            doc.Observation(each.on, each.value, each.source, each.note, each.base_n, each.margin)
            for each in line.values
        ],
    )


def _assessment(line: AssessmentLine) -> doc.Assessment:
    return doc.Assessment(
        cycle=line.cycle,
        cutoff_on=line.cutoff_on,
        light=_light(line.light),
        done_since=line.done_since,
        next_steps=line.next_steps,
        obstacles=line.obstacles,
    )


def _step(line: StateLine) -> doc.Step:
    return doc.Step(
        state=doc.Coded(line.state, line.label),
        at=line.at,
        reason=line.reason,
        resolution=line.resolution,
    )
