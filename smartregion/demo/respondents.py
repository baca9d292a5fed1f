"""Makes up who answered the survey and what they said: always the same people, from one seed.

Shares and means come from content/survey.toml; nothing is copied from a real survey.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from smartregion.demo import reader
from smartregion.demo.reader import Record

OUTSIDE = "outside"
SPREAD = 1.05


@dataclass(frozen=True)
class Respondent:
    """Somebody who answers, as far as it bears on the answers."""

    municipality: str
    zone: str
    age: str
    language: str

    @property
    def writes(self) -> str:
        """Whoever reads Leichte Sprache writes German."""
        return self.language.partition("-")[0]


def example_responses() -> Iterator[dict[str, Any]]:
    """What ``FilledIn`` needs, for each respondent."""
    plan = reader.read("survey")["generation"]
    rng = Random(plan["seed"])
    respondents = [_respondent(rng, plan) for _ in range(plan["responses"])]
    free_texts = _hand_out_texts(rng, respondents)
    suspicions = _hand_out_suspicions(plan)
    for number, person in enumerate(respondents):
        yield {
            "id": uuid.UUID(int=rng.getrandbits(128), version=4),
            "answers": _answers(rng, person, free_texts[number]),
            "language": person.language,
            "submitted_on": _day(rng, plan),
            "suspicions": suspicions.get(number, []),
        }


def _hand_out_suspicions(plan: Record) -> dict[int, list[str]]:
    """A few answers that came too fast, and a class that answered through one connection."""
    dice = Random(plan["seed"] + 1)
    found: dict[int, list[str]] = {}
    for suspicion, number in plan["suspicious"].items():
        for respondent in dice.sample(range(plan["responses"]), number):
            found.setdefault(respondent, []).append(suspicion)
    return found


# -- who -----------------------------------------------------------------------------------------
def _respondent(rng: Random, plan: Record) -> Respondent:
    town = _town(rng, plan)
    rural = plan["age_factors_rural"] if town["zone"] == "rural" else {}
    ages = {age: share * rural.get(age, 1) for age, share in plan["age_weights"].items()}
    return Respondent(
        municipality=town["ags"],
        zone=town["zone"],
        age=_pick(rng, ages),
        language=_language(rng, plan),
    )


def _language(rng: Random, plan: Record) -> str:
    drawn, english = rng.random(), plan["english_share"]
    if drawn < english:
        return "en"
    return "de-easy" if drawn < english + plan["easy_share"] else "de"


def _town(rng: Random, plan: Record) -> Record:
    question = next(q for q in reader.questions() if q["kind"] == "municipality")
    if rng.random() < question["outside"]:
        return {"ags": question["options"][0]["code"], "zone": OUTSIDE}
    towns = reader.municipalities()
    factors = {"rural": plan["rural_factor"]}
    weights = [town["population"] * factors.get(town["zone"], 1) for town in towns]
    return rng.choices(towns, weights)[0]


def _day(rng: Random, plan: Record) -> date:
    """Many answer in the first weeks, few later."""
    first: date = plan["first_day"]
    days = (plan["last_day"] - first).days
    return first + timedelta(days=int(rng.betavariate(1.2, 2.2) * (days + 1)))


def _hand_out_texts(rng: Random, respondents: Sequence[Respondent]) -> list[dict[str, str]]:
    """Every long text is said once, by somebody who answered in its language."""
    said: list[dict[str, str]] = [{} for _ in respondents]
    for question in reader.questions():
        if question["kind"] == "long_text":
            free = list(range(len(respondents)))
            rng.shuffle(free)
            for text in map(_with_language, question["texts"]):
                speaker = next(n for n in free if respondents[n].writes == text["lang"])
                free.remove(speaker)
                said[speaker][question["code"]] = text["text"]
    return said


def _with_language(text: str | Record) -> Record:
    return {"lang": "de", "text": text} if isinstance(text, str) else text


# -- what ----------------------------------------------------------------------------------------
def _answers(rng: Random, person: Respondent, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        question["code"]: texts.get(question["code"])
        if question["kind"] == "long_text"
        else _answer(rng, question, person)
        for question in reader.questions()
    }


def _answer(rng: Random, question: Record, person: Respondent) -> Any:
    if rng.random() < question.get("skip", 0):
        return None
    if question["kind"] == "municipality":
        return person.municipality
    if question.get("age_groups"):
        return person.age
    return ANSWERS[question["kind"]](rng, question, person)


def _single(rng: Random, question: Record, person: Respondent) -> str:
    return _pick(rng, _weights(question["options"], person))


def _multiple(rng: Random, question: Record, person: Respondent) -> list[str] | None:
    weights = _weights(question["options"], person)
    if most := question.get("max_choices"):
        return _some(rng, weights, rng.choices(range(1, most + 1), range(1, most + 1))[0])
    for option in question["options"]:
        if option.get("exclusive") and rng.random() * 100 < weights.pop(option["code"]):
            return [option["code"]]
    return [code for code, share in weights.items() if rng.random() * 100 < share] or None


def _some(rng: Random, weights: dict[str, float], number: int) -> list[str]:
    """Several different options, in the order of the questionnaire."""
    left, chosen = dict(weights), set()
    for _ in range(number):
        code = _pick(rng, left)
        chosen.add(code)
        del left[code]
    return [code for code in weights if code in chosen]


def _matrix(rng: Random, question: Record, person: Respondent) -> dict[str, str]:
    scale = [step["code"] for step in question["scale"] if not step.get("off_scale")]
    beside = next(step["code"] for step in question["scale"] if step.get("off_scale"))
    # Some people are harder to please than others, in every row.
    mood = rng.gauss(0, 0.4)
    answers = {}
    for row in question["rows"]:
        shift = sum(row.get("shift", {}).get(label, 0) for label in (person.zone, person.age))
        place = round(rng.gauss(row["mean"] + shift + mood, SPREAD))
        step = scale[min(max(place, 1), len(scale)) - 1]
        answers[row["code"]] = beside if rng.random() < question["cannot_say"] else step
    return answers


def _number(rng: Random, question: Record, person: Respondent) -> int:
    values = {str(line["value"]): line for line in question["values"]}
    weights = {value: _weight(line, person) for value, line in values.items()}
    return int(_pick(rng, weights))


def _short_text(rng: Random, question: Record, person: Respondent) -> str | None:
    says_something = person.writes == "de" and rng.random() < question["answer_share"]
    return rng.choice(question["texts"]) if says_something else None


ANSWERS = {
    "single": _single,
    "multiple": _multiple,
    "matrix": _matrix,
    "number": _number,
    "short_text": _short_text,
}


def _weights(options: Sequence[Record], person: Respondent) -> dict[str, float]:
    return {option["code"]: _weight(option, person) for option in options}


def _weight(option: Record, person: Respondent) -> float:
    factors = option.get("factors", {})
    weight: float = option["weight"] * factors.get(person.zone, 1) * factors.get(person.age, 1)
    return weight


def _pick(rng: Random, weights: Mapping[str, float]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
