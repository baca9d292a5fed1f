"""Another code for a question or its lines: whatever refers to it goes along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from participation.surveys.document.piping import PLACE
from participation.surveys.models import Page, Question, Quota
from participation.surveys.texts import Texts

Codes = Mapping[str, str]


@dataclass(frozen=True)
class Renaming:
    """What a question, its options and rows were called, and what they are called now."""

    was: str
    now: str
    options: Codes = field(default_factory=dict)
    rows: Codes = field(default_factory=dict)
    # A question of another type is asked in another way: of several answers one "contains".
    operators: Codes = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        pairs = [(self.was, self.now), *self.options.items(), *self.rows.items()]
        return all(old == new for old, new in [*pairs, *self.operators.items()])

    # -- single references -------------------------------------------------------------------------
    def condition(self, document: Any) -> Any:
        """A condition with the new codes; what cannot be read stays as it is."""
        if isinstance(document, list):
            return [self.condition(each) for each in document]
        if not isinstance(document, dict):
            return document
        if document.get("question") == self.was:
            return self._comparison(document)
        nested = ("all", "any", "not")
        return {
            name: self.condition(value) if name in nested else value
            for name, value in document.items()
        }

    def _comparison(self, document: dict[str, Any]) -> dict[str, Any]:
        op = str(document.get("op", ""))
        renamed = {**document, "question": self.now, "op": self.operators.get(op, op)}
        if row := document.get("row"):
            renamed["row"] = self.rows.get(row, row)
        if isinstance(value := document.get("value"), str):
            renamed["value"] = self.options.get(value, value)
        return renamed

    def texts(self, texts: Texts) -> dict[str, str]:
        """Texts that quote the answer: {{alt}} becomes {{neu}}."""
        if self.was == self.now:
            return dict(texts)
        return {
            language: PLACE.sub(
                lambda found: f"{{{{{self.now}}}}}" if found[1] == self.was else found[0], text
            )
            for language, text in texts.items()
        }

    # -- whole things ------------------------------------------------------------------------------
    def apply_to(self, thing: Page | Question | Quota) -> bool:
        """Let a page, a question or a quota refer to the new codes; whether anything was to do."""
        new = {"condition": self.condition(thing.condition)}
        if isinstance(thing, Question):
            new |= self._of_question(thing)
        changed = {name: value for name, value in new.items() if value != getattr(thing, name)}
        for name, value in changed.items():
            setattr(thing, name, value)
        return bool(changed)

    def _of_question(self, question: Question) -> dict[str, Any]:
        formula = question.formula
        if codes := formula.get("questions"):
            renamed = [self.now if code == self.was else code for code in codes]
            formula = {**formula, "questions": renamed}
        return {
            "text": self.texts(question.text),
            "help": self.texts(question.help),
            "options": [self._line(line) for line in question.options],
            "rows": [self._line(line) for line in question.rows],
            "formula": formula,
        }

    def _line(self, line: dict[str, Any]) -> dict[str, Any]:
        if "condition" not in line:
            return line
        return {**line, "condition": self.condition(line["condition"])}
