"""One question of LimeSurvey while it becomes one or several of ours."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Condition
from participation.surveys.document.questionnaire import Limits, Option, QQuestion, Row, Type
from participation.surveys.interchange.codes import QuestionCodes, line_codes
from participation.surveys.interchange.limesurvey.attribute_names import attribute
from participation.surveys.interchange.limesurvey.cells import Cell, Cells, Names
from participation.surveys.interchange.limesurvey.source import (
    LsAnswer,
    LsQuestion,
    LsSubquestion,
    LsSurvey,
)
from participation.surveys.interchange.limesurvey.texts import Speech
from participation.surveys.interchange.losses import Report
from participation.surveys.texts import OTHER, Texts

# What we write beside a question for ourselves: what LimeSurvey has no place for (hints.py).
OWN = "smartregion"
TRUE = ("1", "Y")


@dataclass(frozen=True)
class Workshop:
    """What all questions of a survey share while they are made."""

    survey: LsSurvey
    speech: Speech
    report: Report
    codes: QuestionCodes
    cells: Cells


@dataclass
class Making:
    """A question of LimeSurvey, with what was carried over of it so far."""

    shop: Workshop
    source: LsQuestion
    code: str
    # Attributes that were looked at: they came along, or a loss says why not.
    used: set[str] = field(default_factory=lambda: {OWN})
    # What became of each subquestion and answer, for conditions and filters: (kind, their code) →
    # [(our question, "rows" | "options" | "", our code)].
    parts: dict[tuple[str, str], list[tuple[str, str, str]]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return place_of(self.source)

    @property
    def names(self) -> Names:
        return Names(self.shop.survey.id, self.source)

    @cached_property
    def hints(self) -> Mapping[str, Any]:
        """What our own writer noted; nothing where somebody else wrote something there."""
        try:
            found = json.loads(self.source.setting(OWN) or "{}")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def note(
        self, what: str, why: str, *, source: str = "", row: str = "", is_serious: bool = False
    ) -> None:
        place = self.place if not row else _("%s, Zeile %s") % (self.place, row)
        self.shop.report.note(place, what, why, source=source, is_serious=is_serious)

    # -- attributes --------------------------------------------------------------------------------
    def setting(self, name: str) -> str:
        """An attribute; from now on it counts as carried over."""
        self.used.add(name)
        return self.source.setting(name)

    def is_set(self, name: str) -> bool:
        return self.setting(name) in TRUE

    def number(self, name: str) -> float | None:
        """An attribute as a number; an expression in its place is told as lost."""
        text = self.setting(name).strip()
        if not text:
            return None
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            self.drop(name, _("Die Grenze ist ein Ausdruck; hier gilt sie nicht."))
            return None
        return value if abs(value) < 1e15 else None

    def texts(self, name: str) -> dict[str, str]:
        """An attribute that has words in each language."""
        self.used.add(name)
        raw = self.source.attributes.get(name, {})
        everywhere = {language: raw[""] for language in self.shop.speech.theirs if raw.get("")}
        return self.shop.speech.plain(
            {**everywhere, **{k: v for k, v in raw.items() if k}}, self.place
        )

    def drop(self, name: str, why: str, *, is_serious: bool = True) -> None:
        """Tell that an attribute did not come along, if it says anything."""
        value = self.setting(name)
        if value and value != "0":
            self.note(attribute(name), why, source=value, is_serious=is_serious)

    @property
    def is_shuffled(self) -> bool:
        """Whether options or rows come in another order each time, by whichever name."""
        orders = [
            self.setting(name) for name in ("random_order", "answer_order", "subquestion_order")
        ]
        return any(order in ("1", "random") for order in orders)

    # -- parts -------------------------------------------------------------------------------------
    def options(
        self, answers: Iterable[LsAnswer] | None = None, *, kept: Mapping[str, str] | None = None
    ) -> tuple[list[Option], dict[str, str]]:
        """Answers as options, and from their codes to ours."""
        given = list(self.source.answers if answers is None else answers)
        codes = line_codes(
            [each.code for each in given],
            kept=kept or self.kept("options"),
            report=self.shop.report,
            place=self.place,
            what=_("Antwort"),
        )
        options = [
            Option(code, self.label(each.texts, each.code))
            for each, code in zip(given, codes, strict=True)
        ]
        theirs = dict(zip((each.code for each in given), codes, strict=True))
        for their, ours in theirs.items():
            self.parts[("answer", their)] = [(self.code, "options", ours)]
        return options, theirs

    def fixed_options(self, given: Iterable[tuple[str, Texts]]) -> list[Option]:
        """Answers that LimeSurvey shows by itself."""
        return [Option(code, self.shop.speech.fixed(texts)) for code, texts in given]

    def steps(self, most: int) -> list[Option]:
        """1 to n."""
        languages = self.shop.speech.languages
        return [
            Option(str(n), dict.fromkeys(languages, str(n)), float(n)) for n in range(1, most + 1)
        ]

    def sub_codes(self, subquestions: Sequence[LsSubquestion], what: str, hint: str) -> list[str]:
        return line_codes(
            [each.code for each in subquestions],
            kept=self.kept(hint),
            report=self.shop.report,
            place=self.place,
            what=what,
        )

    def kept(self, name: str) -> Mapping[str, str]:
        """Codes that our own writer had to shorten."""
        found = self.hints.get(name)
        lines = found.items() if isinstance(found, dict) else ()
        return {
            theirs: line["code"]
            for theirs, line in lines
            if isinstance(line, dict) and isinstance(line.get("code"), str)
        }

    def label(self, raw: Mapping[str, str], code: str) -> dict[str, str]:
        """The words of an option or a row; its code where it has none."""
        place = _("%(place)s, Antwort %(code)s") % {"place": self.place, "code": code}
        return self.shop.speech.plain(raw, place) or self.everywhere(code)

    def everywhere(self, text: str) -> dict[str, str]:
        return dict.fromkeys(self.shop.speech.languages, text)

    def other(self) -> list[Option]:
        """The option with words beside it, if the question has one."""
        if not self.source.is_other:
            return []
        labels = self.texts("other_replace_text")
        fixed = self.shop.speech.fixed(OTHER)
        code = self.hints.get("other", "other")
        return [Option(str(code), {**fixed, **labels}, with_text=True)]

    # -- questions ---------------------------------------------------------------------------------
    def text(self) -> dict[str, str]:
        found = self.shop.speech.plain(self.source.texts, self.place)
        if not found:
            self.note(_("Fragetext"), _("Er ist leer; an seiner Stelle steht das Kürzel."))
        return found or self.everywhere(self.source.code)

    def question(
        self,
        kind: Type,
        *,
        code: str = "",
        text: Texts | None = None,
        options: Iterable[Option] = (),
        rows: Iterable[Row] = (),
        limits: Limits = Limits(),  # noqa: B008 - frozen
        condition: Condition | None = None,
        is_shuffled: bool = False,
        is_required: bool | None = None,
        formula: Mapping[str, Any] | None = None,
        help_: Texts | None = None,
    ) -> QQuestion:
        """A question of ours with the words of this one."""
        required = self.source.mandatory == "Y" if is_required is None else is_required
        if help_ is None and (not code or code == self.code):
            help_ = self.shop.speech.plain(self.source.help, self.place)
        return QQuestion(
            code=code or self.code,
            type=kind,
            text=self.text() if text is None else text,
            help=help_ or {},
            is_required=required,
            options=tuple(options),
            rows=tuple(rows),
            limits=limits,
            condition=condition,
            is_shuffled=is_shuffled,
            formula=formula or {},
        )

    def joined(self, *parts: Texts) -> dict[str, str]:
        """Several texts as one: "Wie oft? – Bus"."""
        return {
            language: " – ".join(
                said for part in parts if (said := part.get(language) or part.get("de", ""))
            )
            for language in self.shop.speech.languages
        }

    def cell(self, names: Sequence[str], cell: Cell) -> None:
        self.shop.cells.add(self.source, names, cell)

    def became(self, theirs: str, question: str, where: str = "", ours: str = "") -> None:
        """Remember what became of a subquestion: a line of a question, or a question of its own."""
        self.parts.setdefault(("sub", theirs), []).append((question, where, ours))


def place_of(question: LsQuestion) -> str:
    """Where a loss stands: the question as the file calls it."""
    return _("Frage %s") % (question.code or question.id)


Builder = Callable[[Making], list[QQuestion]]
