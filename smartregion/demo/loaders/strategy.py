"""The strategy 1.0, led through the same steps as any other: draft, consultation, council."""

from collections.abc import Mapping

from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.consultation import load_comments
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.actions import (
    Decision,
    Wording,
    add_text,
    adopt_version,
    close_consultation,
    create_strategy,
    start_consultation,
    submit_version,
)
from strategy.models import (
    Element,
    ElementText,
    ProcessPhase,
    Strategy,
    StrategyVersion,
)

Kind = Element.Kind


def load_strategy(*, people: Mapping[str, User]) -> Strategy:
    content, by = reader.read("strategy"), people["stabsstelle"]
    version = create_strategy(**content["strategy"], with_guidelines=False, by=by)
    _load_texts(version, content, by)
    _load_phases(version.strategy, content["phase"])
    _adopt(version, content["version"], people)
    return version.strategy


def _load_texts(version: StrategyVersion, content: Record, by: User) -> None:
    """In reading order: how it came about, what is wanted, what is done, how it goes on."""
    sections = content["section"]
    for section in sections[:2]:
        _add(version, Kind.SECTION, section, by)
    _add(version, Kind.VISION, content["vision"], by)
    for guideline in content["guideline"]:
        _add(version, Kind.GUIDELINE, guideline, by)
    for field in content["field"]:
        parent = _add(version, Kind.FIELD, field, by)
        for objective in field["objectives"]:
            _add(version, Kind.OBJECTIVE, objective, by, parent=parent)
    for section in sections[2:]:
        _add(version, Kind.SECTION, section, by)


def _add(
    version: StrategyVersion,
    kind: Kind,
    record: Record,
    by: User,
    parent: ElementText | None = None,
) -> ElementText:
    return add_text(
        version=version,
        kind=kind,
        slug=record["slug"],
        number=record["number"],
        wording=Wording(record["title"], record.get("summary", ""), record.get("body", "")),
        english=_english(record),
        easy_language=reader.read("strategy_easy").get(record["slug"], "").strip(),
        supports=guidelines(version, reader.read("strategy")["supports"].get(record["slug"], [])),
        parent=parent,
        by=by,
    )


def _english(record: Record) -> Wording:
    english, slug = reader.read("strategy_en"), record["slug"]
    return Wording(
        record["title_en"],
        record.get("summary_en") or english["summary"].get(slug, ""),
        record.get("body_en") or english["body"].get(slug, ""),
    )


def guidelines(version: StrategyVersion, slugs: list[str]) -> list[Element]:
    """The guidelines that an objective serves."""
    return [version.strategy.elements.guidelines().get(slug=slug) for slug in slugs]


def _load_phases(strategy: Strategy, phases: list[Record]) -> None:
    ProcessPhase.objects.bulk_create(
        ProcessPhase(
            strategy=strategy,
            position=position,
            title=phase["title"],
            format=phase["format"],
            result=phase["result"],
            starts_on=phase["start"],
            ends_on=phase["end"],
            translations={"en": phase["en"]},
        )
        for position, phase in enumerate(phases)
    )


def _adopt(version: StrategyVersion, way: Record, people: Mapping[str, User]) -> None:
    by = people["stabsstelle"]
    starts_on, ends_on = way["consultation_start"], way["consultation_end"]
    start_consultation(
        version=version, starts_on=starts_on, ends_on=ends_on, by=by, at=at_ten(starts_on)
    )
    load_comments(version=version, people=people, on=ends_on, content="first_consultation")
    close_consultation(version=version, by=by, on=way["reworking_from"])
    submit_version(version=version, by=by, at=at_ten(way["submitted_on"]))
    decision = Decision(**way["resolution"], effective_from=way["effective_from"])
    day = decision.decided_on
    adopt_version(version=version, decision=decision, by=by, on=day, at=at_ten(day))
