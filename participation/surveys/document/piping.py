"""Earlier answers in later texts: "Sie haben {{verkehr}} gewählt. Warum?"

Only words go in; the template that shows the text escapes them like any other words.
"""

import re
from collections.abc import Mapping
from typing import Any

from participation.surveys.document.questionnaire import QQuestion, Questionnaire
from participation.surveys.texts import Texts, say
from smartregion.core.numbers import exact

PLACE = re.compile(r"\{\{\s*([a-zA-Z][a-zA-Z0-9_]{0,19})\s*\}\}")


def codes_in(*texts: Texts) -> list[str]:
    """The questions that these texts quote."""
    found = (code for each in texts for text in each.values() for code in PLACE.findall(text))
    return list(dict.fromkeys(found))


def quotes(question: QQuestion) -> bool:
    """Whether a question shows something else to each person."""
    return bool(codes_in(question.text, question.help))


def piped(text: str, words: Mapping[str, str]) -> str:
    """The text with the answers in it; "…" where there is none."""
    return PLACE.sub(lambda found: words.get(found[1]) or "…", text) if "{{" in text else text


def words_of(
    questionnaire: Questionnaire, answers: Mapping[str, Any], language: str
) -> dict[str, str]:
    """All answers as people would say them; own words instead of "Anderes"."""
    return {
        code: answers.get(f"{code}.other") or _words(questionnaire.by_code[code], answer, language)
        for code, answer in answers.items()
        if code in questionnaire.by_code and answer is not None
    }


def words_for(question: QQuestion, answer: Any, language: str) -> list[tuple[str, str]]:
    """An answer line by line, as (row, words); without rows there is one line."""
    if not isinstance(answer, dict):
        return [("", _words(question, answer, language))] if answer is not None else []
    return [
        (say(row.label, language), _words(question, answer[row.code], language))
        for row in question.rows
        if answer.get(row.code) is not None
    ]


def _words(question: QQuestion, answer: Any, language: str) -> str:
    if isinstance(answer, list):
        return ", ".join(_words(question, each, language) for each in answer)
    if isinstance(answer, dict):
        return ""
    option = question.option(answer)
    if option is not None:
        return say(option.label, language)
    return exact(answer) if isinstance(answer, int | float) else str(answer)
