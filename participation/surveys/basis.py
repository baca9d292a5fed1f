"""What figures rest on, in words: without them a number says nothing.

Who was asked, who answered, in which versions, under which filter, with which weights, and when it was
counted. The same sentences stand at every figure, in its picture and in its table.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.charts import base_note
from participation.surveys.results import QuestionResult, SurveyResults
from smartregion.core.numbers import number

# Below the first, shares jump by several points when one person more answers; below the second, a figure
# tells more about single persons than about a group.
SMALL_BASE, TINY_BASE = 30, 10


def basis_of(result: QuestionResult, results: SurveyResults, *, on: date) -> tuple[str, ...]:
    """Everything that belongs to one figure when it leaves its page."""
    return (base_note(result), *_not_shown(result, results), *state_words(results, result, on=on))


def state_words(
    results: SurveyResults, result: QuestionResult | None = None, *, on: date
) -> tuple[str, ...]:
    """Versions, filter, weighting and data state, a sentence each."""
    return (
        _versions(result, results),
        filter_sentence(results),
        *_weighting(results),
        data_sentence(results, on=on),
    )


def _not_shown(result: QuestionResult, results: SurveyResults) -> Iterator[str]:
    if missing := results.responses - result.shown:
        yield ngettext(
            "%(n)s Person wurde die Frage nicht gestellt.",
            "%(n)s Personen wurde die Frage nicht gestellt.",
            missing,
        ) % {"n": number(missing)}


def _versions(result: QuestionResult | None, results: SurveyResults) -> str:
    asked = result.versions if result else [each.number for each in results.versions]
    numbers = ", ".join(map(str, sorted(asked)))
    return ngettext("Fassung %s.", "Fassungen %s.", len(asked)) % numbers


def filter_sentence(results: SurveyResults) -> str:
    """Whose answers count."""
    if not results.filter_words:
        return _("Kein Filter: Alle Antworten zählen.")
    return _("Filter: %s.") % "; ".join(results.filter_words)


def _weighting(results: SurveyResults) -> Iterator[str]:
    if results.weighting:
        yield _("Gewichtet nach „%s“. Anzahlen sind Summen von Gewichten.") % results.weighting


def data_sentence(results: SurveyResults, *, on: date) -> str:
    """How many responses there were when it was counted, and how many of them count here."""
    every = responses_in(results)
    words = {
        "n": number(every),
        "day": date_format(on, "DATE_FORMAT"),
        "counted": number(results.responses),
    }
    if every == results.responses:
        return (
            ngettext(
                "Stand: %(n)s Antwort am %(day)s.", "Stand: %(n)s Antworten am %(day)s.", every
            )
            % words
        )
    return (
        ngettext(
            "Stand: %(n)s Antwort am %(day)s, davon gezählt: %(counted)s.",
            "Stand: %(n)s Antworten am %(day)s, davon gezählt: %(counted)s.",
            every,
        )
        % words
    )


def responses_in(results: SurveyResults) -> int:
    """All responses of the survey in this data state; frozen figures know only their own."""
    there, _minus, _removed = results.state.partition("-")
    return int(there) if there else results.total


def warning_for(base: int) -> str:
    """What to say about figures that rest on few people; "" when they are enough."""
    if not base or base >= SMALL_BASE:
        return ""
    if base >= TINY_BASE:
        return ngettext(
            "Nur %(n)s Antwort zählt hier. Anteile springen um mehrere Prozentpunkte, wenn eine einzige Antwort dazukommt.",
            "Nur %(n)s Antworten zählen hier. Anteile springen um mehrere Prozentpunkte, wenn eine einzige Antwort dazukommt.",
            base,
        ) % {"n": number(base)}
    return ngettext(
        "Nur %(n)s Antwort zählt hier. Das sagt mehr über einzelne Personen als über eine Gruppe: Geben Sie diese Zahlen nicht weiter.",
        "Nur %(n)s Antworten zählen hier. Das sagt mehr über einzelne Personen als über eine Gruppe: Geben Sie diese Zahlen nicht weiter.",
        base,
    ) % {"n": number(base)}
