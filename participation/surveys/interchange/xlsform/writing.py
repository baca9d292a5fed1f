"""From a questionnaire to the sheets of a form.

Where a form has no equal, the nearest type stands in its column "type", and ours in a column of our
own. What other programs need to ask the same (a text beside "Anderes", a choice that stands alone) is
written for them, too.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import count
from typing import Any

from participation.surveys.document.conditions import Condition
from participation.surveys.document.piping import PLACE
from participation.surveys.document.questionnaire import (
    Limits,
    Option,
    QPage,
    QQuestion,
    Questionnaire,
    Type,
)
from participation.surveys.interchange.xlsform.formulas import written_formula
from participation.surveys.interchange.xlsform.own import APART, FORMAT, QUOTAS, own
from participation.surveys.interchange.xlsform.voices import column_for
from participation.surveys.interchange.xlsform.workbook import Row, packed
from participation.surveys.interchange.xlsform.written_conditions import Names, expression
from participation.surveys.interchange.xlsform.written_constraints import constraint
from participation.surveys.kinds import KINDS
from participation.surveys.texts import MAIN_LANGUAGE, Texts, say

SELECTS = {
    Type.MULTIPLE: "select_multiple",
    Type.MATRIX_MULTIPLE: "select_multiple",
    Type.RANKING: "rank",
}
PLAIN = {
    Type.DATE: "date",
    Type.SHORT_TEXT: "text",
    Type.LONG_TEXT: "text",
    Type.DISPLAY: "note",
    Type.CONSENT: "acknowledge",
    Type.CALCULATED: "calculate",
    Type.SLIDER: "range",
}
APPEARANCES = {
    Type.DROPDOWN: "minimal",
    Type.MUNICIPALITY: "minimal",
    Type.SCALE: "likert",
    Type.LONG_TEXT: "multiline",
}
# Types that a form tells apart by itself; all others carry ours.
SHARED = (Type.SINGLE, Type.MULTIPLE, Type.RANKING, Type.NUMBER, Type.DATE, Type.SHORT_TEXT)
MATRICES = (Type.MATRIX, Type.MATRIX_MULTIPLE, Type.MATRIX_NUMBER)
# Below what a cell holds, so that no character is cut in two.
LONGEST_PART = 30_000


def write(questionnaire: Questionnaire) -> bytes:
    """A form that other programs open, and that comes back here as it was."""
    return packed(_Writing(questionnaire).sheets())


class _Writing:
    """One questionnaire on its way into a form."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.asked = questionnaire.by_code
        # By how they read: the name of each list, and its options.
        self.lists: dict[str, tuple[str, list[Option]]] = {}

    def sheets(self) -> dict[str, list[Row]]:
        survey = list(self._survey())
        sheets = {
            "survey": survey,
            "choices": list(self._choices()),
            "settings": [self._settings()],
        }
        return sheets | ({QUOTAS: list(self._quotas())} if self.questionnaire.quotas else {})

    # -- names -------------------------------------------------------------------------------------
    @cached_property
    def names(self) -> Names:
        """Questions keep their codes; rows of a matrix are called after both."""
        names: dict[tuple[str, str], str] = {(code, ""): code for code in self.asked}
        for code, question in self.asked.items():
            for row in question.rows:
                names[code, row.code] = self._free(f"{code}_{row.code}")
        return names

    @cached_property
    def _taken(self) -> set[str]:
        return {code.lower() for code in self.asked}

    def _free(self, wanted: str) -> str:
        """A name that nothing else has."""
        candidates = (wanted if n == 1 else f"{wanted}__{n}" for n in count(1))
        name = next(each for each in candidates if each.lower() not in self._taken)
        self._taken.add(name.lower())
        return name

    # -- texts -------------------------------------------------------------------------------------
    def _texts(self, column: str, texts: Texts) -> dict[str, str]:
        return {f"{column}::{column_for(language)}": text for language, text in texts.items()}

    def _quoting(self, column: str, texts: Texts) -> dict[str, str]:
        """Texts of a question: earlier answers in them are quoted as forms do it."""
        return self._texts(
            column, {language: self._quoted(text) for language, text in texts.items()}
        )

    def _quoted(self, text: str) -> str:
        def reference(found: Any) -> str:
            return f"${{{found[1]}}}" if found[1] in self.asked else str(found[0])

        return PLACE.sub(reference, text.replace("${", APART))

    def _relevant(self, condition: Condition | None) -> str:
        return expression(condition, self.names, self.asked)

    # -- rows of the survey ------------------------------------------------------------------------
    def _survey(self) -> Iterator[Row]:
        yield from self._rich("intro")
        yield from self._rich("privacy")
        for page in self.questionnaire.pages:
            yield self._page(page)
            for question in page.questions:
                yield from self._question(question)
            yield {"type": "end_group"}
        yield from self._rich("closing")

    def _page(self, page: QPage) -> Row:
        return {
            "type": "begin_group",
            "name": self._free("seite"),
            **self._quoting("label", page.title),
            "appearance": "field-list",
            "relevant": self._relevant(page.condition),
        }

    def _rich(self, part: str) -> Iterator[Row]:
        """A formatted text as notes; what no cell holds is spread over several."""
        texts: Texts = getattr(self.questionnaire, part)
        longest = max(map(len, texts.values()), default=0)
        for start in range(0, longest, LONGEST_PART):
            parts = {
                language: text[start : start + LONGEST_PART] for language, text in texts.items()
            }
            yield {
                "type": "note",
                "name": self._free(part),
                **self._texts("label", parts),
                own("type"): part,
            }

    def _question(self, question: QQuestion) -> Iterator[Row]:
        if question.type in MATRICES:
            yield from self._matrix(question)
            return
        yield {
            **self._common(question),
            "name": question.code,
            **self._quoting("label", question.text),
            **self._quoting("hint", question.help),
            "required": "yes" if question.is_required else "",
            "relevant": self._relevant(question.condition),
            "calculation": self._calculation(question),
            own("type"): "" if question.type in SHARED else question.type.value,
        }
        if question.has_other:
            yield from self._words_beside(question)

    def _common(self, question: QQuestion) -> Row:
        """What a question and each row of a matrix have alike."""
        limits = question.limits
        return {
            "type": self._type(question),
            "appearance": APPEARANCES.get(question.type, ""),
            "constraint": constraint(question),
            "choice_filter": self._filter(question),
            "parameters": _parameters(question),
            own("places"): _places(question),
            own("decimals"): str(limits.decimals or ""),
            **self._texts(own("unit"), limits.unit),
        }

    def _type(self, question: QQuestion) -> str:
        if question.type in (Type.NUMBER, Type.MATRIX_NUMBER):
            return "decimal" if question.limits.decimals else "integer"
        plain = PLAIN.get(question.type)
        return plain or f"{SELECTS.get(question.type, 'select_one')} {self._list(question)}"

    def _calculation(self, question: QQuestion) -> str:
        if question.type != Type.CALCULATED:
            return ""
        names = [
            self.names[code, row]
            for code in question.formula["questions"]
            for row in [each.code for each in self.asked[code].rows] or [""]
        ]
        return written_formula(question.formula["op"], names)

    def _words_beside(self, question: QQuestion) -> Iterator[Row]:
        """The field for "Anderes, nämlich" that other programs need."""
        chosen = [
            f"selected(${{{question.code}}}, '{option.code}')"
            for option in question.options
            if option.with_text
        ]
        label = {
            language: f"{say(option.label, language)}:"
            for option in question.options
            if option.with_text
            for language in option.label
        }
        yield {
            "type": "text",
            "name": self._free(f"{question.code}_other"),
            **self._texts("label", label),
            "relevant": " or ".join(chosen),
            own("type"): "other_text",
        }

    # -- matrices ----------------------------------------------------------------------------------
    def _matrix(self, question: QQuestion) -> Iterator[Row]:
        yield {
            "type": "begin_group",
            "name": question.code,
            **self._quoting("label", question.text),
            **self._quoting("hint", question.help),
            "relevant": self._relevant(question.condition),
            own("type"): question.type.value,
            own("shuffled"): "yes" if question.is_shuffled else "",
        }
        common, is_grid = self._common(question), question.type != Type.MATRIX_NUMBER
        if is_grid:
            yield {
                "type": common["type"],
                "name": self._free(f"{question.code}_kopf"),
                "appearance": "label",
            }
        for row in question.rows:
            yield {
                **common,
                "name": self.names[question.code, row.code],
                **self._quoting("label", row.label),
                "appearance": "list-nolabel" if is_grid else "",
                "required": "yes" if question.is_required else "",
                "relevant": self._relevant(row.condition),
                own("row"): row.code,
            }
        yield {"type": "end_group"}

    # -- choices -----------------------------------------------------------------------------------
    def _list(self, question: QQuestion) -> str:
        """The list with the options of a question; the same options make one list."""
        options = [replace(option, condition=None) for option in question.options]
        key = repr(options)
        if key not in self.lists:
            self.lists[key] = self._free(f"{question.code}_liste"), options
        return self.lists[key][0]

    def _filter(self, question: QQuestion) -> str:
        """When each option is shown: whoever is another one, or fulfils its condition."""
        clauses = [
            f"(name != '{option.code}' or ({self._relevant(option.condition)}))"
            for option in question.options
            if option.condition
        ]
        return " and ".join(clauses)

    def _choices(self) -> Iterator[Row]:
        for name, options in self.lists.values():
            for option in options:
                yield {
                    "list_name": name,
                    "name": option.code,
                    **self._quoting("label", option.label),
                    own("value"): "" if option.value is None else f"{option.value:.15g}",
                    own("exclusive"): "yes" if option.exclusive else "",
                    own("with_text"): "yes" if option.with_text else "",
                }

    # -- the whole ---------------------------------------------------------------------------------
    def _settings(self) -> Row:
        questionnaire = self.questionnaire
        return {
            "form_title": say(questionnaire.title),
            "form_id": questionnaire.slug,
            "default_language": column_for(MAIN_LANGUAGE),
            own("format"): FORMAT,
            own("minutes"): str(questionnaire.minutes),
            **self._texts(own("title"), questionnaire.title),
        }

    def _quotas(self) -> Iterator[Row]:
        for quota in self.questionnaire.quotas:
            yield {
                "code": quota.code,
                "quota": quota.title,
                "limit": str(quota.limit),
                "condition": self._relevant(quota.condition),
                **self._texts(own("text"), quota.text),
            }


def _places(question: QQuestion) -> str:
    is_limited = question.type == Type.RANKING and question.limits.max
    return f"{question.limits.max:.0f}" if is_limited else ""


def _parameters(question: QQuestion) -> str:
    limits: Limits = question.limits
    if question.type == Type.SLIDER:
        given = {"start": limits.min, "end": limits.max, "step": limits.step}
        return " ".join(
            f"{name}={value:.15g}" for name, value in given.items() if value is not None
        )
    is_list = KINDS[question.type].has_options and not question.rows
    return "randomize=true" if question.is_shuffled and is_list else ""
