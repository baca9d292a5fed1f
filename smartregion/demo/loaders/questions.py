"""Questions as the content files write them: in a survey, and in the question bank."""

from typing import Any

from participation.surveys.actions import add_to_bank
from participation.surveys.models import Question
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.reader import Record


def load_question_bank(*, by: User) -> None:
    """Questions that fit into any survey of a county."""
    for record in reader.read("question_bank")["question"]:
        names = {name: record[name] for name in ("topic", "code", "note")}
        add_to_bank(content=content_of(record), by=by, **names)


def content_of(record: Record) -> dict[str, Any]:
    """What a question says and how it is answered."""
    return {
        "type": record["kind"],
        "text": both(record, "text"),
        "help": both(record, "help") if "help" in record else {},
        "options": [_option(line, record) for line in _choices(record)],
        "rows": [_line(line) for line in record.get("rows", [])],
        "limits": _limits(record),
    }


def both(record: Record, name: str) -> dict[str, str]:
    """A text in German and English."""
    return {"de": record[name].strip(), "en": record[f"{name}_en"].strip()}


def _choices(record: Record) -> list[Record]:
    return list(record.get("scale") or record.get("options") or [])


def _option(line: Record, question: Record) -> dict[str, Any]:
    option = _line(line)
    if question["kind"] == Question.Type.MATRIX:
        # An option beside the scale ("cannot say") has no place in a mean.
        option["value"] = None if line.get("off_scale") else float(line["code"])
    marks = ("exclusive", "with_text")
    return option | {mark: True for mark in marks if line.get(mark)}


def _line(line: Record) -> dict[str, Any]:
    return {"code": line["code"], "label": both(line, "text")}


def _limits(record: Record) -> dict[str, Any]:
    names = {
        "min": "min", "max": "max", "min_choices": "min", "max_choices": "max", "step": "step",
        "max_length": "max_length",
    }  # fmt: skip
    limits = {limit: record[name] for name, limit in names.items() if name in record}
    return {**limits, "unit": both(record, "unit")} if "unit" in record else limits
