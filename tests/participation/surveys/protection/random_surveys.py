"""Surveys made up at random, as the tables that somebody wants to publish about them.

Small and full of rare answers on purpose: what is easy to protect shows nothing.
"""

from collections import Counter
from dataclasses import dataclass
from random import Random

from participation.surveys.protection.crossings import Crossed, add_crossing
from participation.surveys.protection.system import EVERYBODY, SILENT, System, cell
from participation.surveys.protection.tables import Tables

Answers = dict[str, object]
MUNICIPALITIES = ("12001", "12002", "12003", "12004", "12005")
ZONES = {"belt": MUNICIPALITIES[:2], "rural": MUNICIPALITIES[2:]}


@dataclass(frozen=True)
class Plan:
    """What is asked and what of it shall be published."""

    singles: dict[str, tuple[str, ...]]
    several: tuple[str, ...]
    rows: tuple[str, ...]
    has_places: bool
    # Shown only to those who gave the first answer to the first question.
    has_follow_up: bool
    crossings: tuple[tuple[str, str], ...]


def plan_of(rng: Random) -> Plan:
    singles = {
        f"f{number}": tuple("abcdefg"[: rng.randint(2, 6)]) for number in range(rng.randint(1, 3))
    }
    has_places = rng.random() < 0.6
    names = [*singles, *(["ort"] if has_places else [])]
    pairs = [(a, b) for a in names for b in names if a < b]
    crossings = tuple(rng.sample(pairs, min(len(pairs), rng.randint(0, 2))))
    return Plan(
        singles=singles,
        several=tuple("pqrs"[: rng.randint(2, 4)]) if rng.random() < 0.6 else (),
        rows=tuple(f"r{n}" for n in range(rng.randint(1, 3))) if rng.random() < 0.5 else (),
        has_places=has_places,
        has_follow_up=rng.random() < 0.4,
        crossings=crossings,
    )


def people_of(plan: Plan, rng: Random, number: int) -> list[Answers]:
    """Who answered what; a key that is missing was not shown."""
    missing = rng.choice([0, 0.01, 0.05, 0.2])
    weights = {
        name: [rng.random() ** 3 + 0.01 for _ in codes] for name, codes in plan.singles.items()
    }
    spread = [rng.random() ** 2 + 0.02 for _ in MUNICIPALITIES]

    def one() -> Answers:
        said: Answers = {
            name: _maybe(rng, missing, rng.choices(codes, weights[name])[0])
            for name, codes in plan.singles.items()
        }
        if plan.several:
            chosen = frozenset(code for code in plan.several if rng.random() < 0.35)
            said["multi"] = _maybe(rng, missing, chosen or frozenset(plan.several[:1]))
        for row in plan.rows:
            said[row] = _maybe(rng, missing, rng.choice("1234"))
        if plan.has_places:
            said["ort"] = _maybe(rng, missing, rng.choices(MUNICIPALITIES, spread)[0])
        if plan.has_follow_up and said["f0"] == "a":
            said["nach"] = _maybe(rng, missing, rng.choice("xyz"))
        return said

    return [one() for _ in range(number)]


def _maybe(rng: Random, missing: float, answer: object) -> object:
    return None if rng.random() < missing else answer


def system_of(plan: Plan, people: list[Answers]) -> System:
    """The tables of the plan, as they would be published, with all that links them."""
    tables = Tables(len(people))
    for name, codes in plan.singles.items():
        tables.one_way(name, _counts(people, name, codes), shown=EVERYBODY)
    if plan.has_follow_up:
        tables.one_way("nach", _counts(people, "nach", tuple("xyz")), shown=cell(("f0", "a")))
    if plan.several:
        said = [each["multi"] for each in people if each["multi"] is not None]
        counts = {code: sum(code in chosen for chosen in said) for code in plan.several}  # type: ignore[operator]
        tables.several("multi", counts, len(said), shown=EVERYBODY)
    if plan.rows:
        _add_matrix(tables, plan, people)
    if plan.has_places:
        _add_places(tables, people)
    for first, second in plan.crossings:
        add_crossing(tables, _side(plan, first), _side(plan, second), _joint(people, first, second))
    return tables.system


def _add_matrix(tables: Tables, plan: Plan, people: list[Answers]) -> None:
    answered = sum(any(each[row] is not None for row in plan.rows) for each in people)
    question = tables.question("m", answered, shown=EVERYBODY)
    for row in plan.rows:
        counts = _counts(people, row, tuple("1234"))
        tables.row(row, counts, question=question, shown=EVERYBODY)


def _add_places(tables: Tables, people: list[Answers]) -> None:
    counts = _counts(people, "ort", MUNICIPALITIES)
    tables.one_way("ort", counts, shown=EVERYBODY, is_area=True)
    zones = {zone: sum(counts[each] for each in members) for zone, members in ZONES.items()}
    tables.one_way("ort@zone", zones, shown=EVERYBODY, is_area=True)
    tables.same_people(cell(("ort@zone", "+")), [cell(("ort", "+"))])
    for zone, members in ZONES.items():
        tables.same_people(cell(("ort@zone", zone)), [cell(("ort", each)) for each in members])


def _side(plan: Plan, name: str) -> Crossed:
    codes = MUNICIPALITIES if name == "ort" else plan.singles[name]
    return Crossed(name, codes, codes, is_area=name == "ort")


def _counts(people: list[Answers], name: str, codes: tuple[str, ...]) -> dict[str, int]:
    given = Counter(each.get(name) for each in people)
    return {code: given[code] for code in codes}


def _joint(people: list[Answers], first: str, second: str) -> Counter[tuple[str, str]]:
    return Counter((str(each[first] or SILENT), str(each[second] or SILENT)) for each in people)
