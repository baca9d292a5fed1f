"""Reads the demo county's TOML files and resolves their short forms."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"

Record = dict[str, Any]


@cache
def read(name: str) -> Record:
    """The content of one file; read once, because every loader asks for references."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def municipalities() -> list[Record]:
    return list(read("municipalities")["municipality"])


def organisations() -> list[Record]:
    """Named organisations, and every municipality as one under gemeinde-<slug>."""
    towns = [
        {
            "slug": f"gemeinde-{town['slug']}",
            "name": f"{'Stadt' if town['is_town'] else 'Gemeinde'} {town['name']}",
            "kind": "municipality",
            "municipality": town["slug"],
        }
        for town in municipalities()
    ]
    return [*read("organisations")["organisation"], *towns]


def measures() -> list[Record]:
    key_projects = read("key_projects")["measure"]
    further = read("further_measures")["measure"]
    return sorted([*key_projects, *further], key=lambda measure: measure["number"])


def cycles() -> list[Record]:
    """The evaluation cycles, the oldest first."""
    return [read(f"cycle_{year}") for year in (2024, 2025, 2026)]


def questions() -> list[Record]:
    return [question for page in read("survey")["page"] for question in page["question"]]


def served_municipalities(names: list[str]) -> list[str]:
    """Slugs behind a measure's list, which may say all, zone:rural or amt:niemegk."""
    chosen = [town["slug"] for town in municipalities() if _is_served(town, names)]
    unknown = [name for name in names if ":" not in name and name not in {"all", *chosen}]
    if unknown:
        raise LookupError(f"unknown municipalities: {', '.join(unknown)}")
    return chosen


def _is_served(town: Record, names: list[str]) -> bool:
    labels = {"all", town["slug"], f"zone:{town['zone']}", f"amt:{town['amt']}"}
    return not labels.isdisjoint(names)
