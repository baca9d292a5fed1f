"""A release before anybody decided on it: counted, and with the protection over it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.surveys.document.asked import Asked
from participation.surveys.models import Survey
from participation.surveys.protection.choice import Choice, publishable
from participation.surveys.protection.crosstabs import Crossing
from participation.surveys.protection.dominance import may_show_mean
from participation.surveys.protection.policy import POLICY
from participation.surveys.protection.system import EMPTY, EVERYBODY, NOT_SHOWN, Cell
from participation.surveys.protection.tabulating import Groups, Tabulating, answer_cell, base_cell
from participation.surveys.protection.veiling import (
    ROUND,
    Veil,
    coarse_design_effect,
    rounded_down,
    weighted_shares,
)
from participation.surveys.queries.asked import asked_questions
from participation.surveys.queries.earlier_releases import EarlierRelease, earlier_releases
from participation.surveys.queries.figures import survey_results
from participation.surveys.queries.filters import Filter, mask_of
from participation.surveys.queries.lists import latest_version
from participation.surveys.queries.release_crossings import (
    People,
    add_to_system,
    crossing_for_all,
)
from participation.surveys.queries.release_remarks import remarks_on
from participation.surveys.queries.releases import released_results
from participation.surveys.queries.table import response_table
from participation.surveys.queries.teaser import interim_counts, teaser_question
from participation.surveys.queries.weights import weights_for
from participation.surveys.results import (
    NUMBERS,
    QuestionResult,
    SurveyResults,
    results_to_json,
)
from participation.surveys.statistics.weights import Weights
from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.shelf import Shelf
from smartregion.core.snapshots import content_of

FORMAT = 1


@dataclass(frozen=True)
class Prepared:
    """What would be frozen, and why what is hidden."""

    content: dict[str, Any]
    # By cell: protection.engine.Reason. Only for the office.
    reasons: Mapping[Cell, str]
    # How many cells all tables have together.
    displayed: int
    # What the office should know before it decides.
    remarks: tuple[str, ...]

    @property
    def by_reason(self) -> Counter[str]:
        return Counter(self.reasons.values())

    @cached_property
    def fingerprint(self) -> str:
        """The same one, the same figures."""
        return sha256_of(canonical_json(self.content))


def default_choice(survey: Survey) -> Choice:
    """All closed questions, no crossings; with suspicious answers as the first release had it."""
    kinds = [(each.question.code, each.question.type) for each in asked_questions(survey)]
    first = survey.publications.order_by("number").select_related("snapshot").first()
    unsuspicious = content_of(first.snapshot)["choice"]["unsuspicious"] if first else True
    return Choice(codes=tuple(publishable(kinds)), unsuspicious=unsuspicious)


def prepare_release(survey: Survey, choice: Choice, *, at: datetime) -> Prepared:
    """Count, protect, and show what would be released. Refuses with ``ValidationError`` in plain words."""
    is_interim = survey.phase(at) == Survey.Phase.OPEN
    preparing = Preparing(survey, choice)
    preparing.refuse_too_few()
    preparing.refuse_too_soon()
    weighting = survey.weightings.filter(code=choice.weighting).values_list(
        "margins", "lower", "upper"
    )
    released = list(survey.publications.values_list("pk", flat=True))
    key = (
        survey.pk,
        choice,
        preparing.first.state,
        is_interim,
        repr(list(weighting)),
        str(released),
    )
    # Looking at the preview and releasing it are two requests about the same figures.
    return _PREPARED.get(key, lambda: _protected(preparing, is_interim))


_PREPARED: Shelf[Prepared] = Shelf(size=8)


def _protected(preparing: "Preparing", is_interim: bool) -> Prepared:
    preparing.tabulate()
    preparing.protect()
    return preparing.prepared(is_interim=is_interim)


def results_for_all(survey: Survey, *, language: str) -> SurveyResults:
    """For a report to the public: what was released; where nothing was, how many answered, in tens.

    Figures protected for one report alone would not know of the next one: whoever lays two reports beside
    each other would see who came in between.
    """
    if released := released_results(survey, language):
        return released
    results = survey_results(survey, language=language, chosen=Filter(unsuspicious=True))
    veiled = Veil({EVERYBODY} if results.responses else set()).over(results, ())
    return replace(veiled, responses=rounded_down(results.responses))


class Preparing:
    """The steps from answers to figures that everybody may see."""

    def __init__(self, survey: Survey, choice: Choice) -> None:
        self.survey, self.choice = survey, choice
        self.results = {language: self._results(language) for language, _name in settings.LANGUAGES}
        self.first = self.results[settings.LANGUAGE_CODE]
        self.people = None if survey.erased_on else self._people()
        self.tabulating = Tabulating(self.everybody, self._masks())
        self.system = self.tabulating.system
        self.added: list[QuestionResult] = []
        self.remarks: list[str] = []
        self.hidden: dict[Cell, str] = {}
        self.record: dict[str, Any] = {}

    @property
    def everybody(self) -> int:
        return self.first.responses

    @property
    def state(self) -> tuple[int, int]:
        """How many answers count, and how many were taken back or removed before."""
        removed = self.first.state.rpartition("-")[2]
        return self.everybody, int(removed) if removed else 0

    def _results(self, language: str, weights: Weights | None = None) -> SurveyResults:
        chosen = Filter(unsuspicious=self.choice.unsuspicious)
        with override(language):
            return survey_results(self.survey, language=language, chosen=chosen, weights=weights)

    def _people(self) -> People:
        table = response_table(self.survey)
        return People(table, mask_of(table, Filter(unsuspicious=self.choice.unsuspicious)))

    def _masks(self) -> dict[str, Any] | None:
        """Who was asked each question, and each row of a matrix; None when the answers are gone."""
        people = self.people
        if people is None:
            return None
        names = [
            name
            for result in self.first.questions
            for name in (result.code, *(f"{result.code}.{row.code}" for row in result.rows))
        ]
        return {name: people.column(name).shown for name in names if people.table.has(name)}

    # -- what stands against it ----------------------------------------------------------------
    def refuse_too_few(self) -> None:
        """Nothing is chosen, or hardly anybody has answered."""
        if not self.choice.codes and not self.choice.crossings:
            raise ValidationError(_("Bitte wählen Sie mindestens eine Frage aus."), code="nothing")
        if self.everybody < POLICY.least_base:
            raise ValidationError(
                _("Erst ab %(least)d Antworten kann etwas veröffentlicht werden.")
                % {"least": POLICY.least_base},
                code="too_few",
            )

    def refuse_too_soon(self) -> None:
        """Hardly anybody has answered since the last release: two releases would tell what they said."""
        for known in self.known:
            if 0 < known.added + known.removed < POLICY.least_between:
                raise ValidationError(
                    _(
                        "Seit Veröffentlichung %(number)d haben sich weniger als %(least)d Antworten geändert. Wer beide nebeneinanderlegt, könnte ausrechnen, was diese wenigen Menschen gesagt haben. Bitte warten Sie, bis mehr Antworten da sind."
                    )
                    % {"number": known.number, "least": POLICY.least_between},
                    code="too_soon",
                )

    @cached_property
    def known(self) -> list[EarlierRelease]:
        """All earlier releases: what was once public stays known, also when it was withdrawn."""
        return earlier_releases(self.survey, *self.state)

    # -- into the system -----------------------------------------------------------------------
    def tabulate(self) -> None:
        """Everything that was chosen, with all that follows from it."""
        asked: dict[str, Asked] = {}
        for each in asked_questions(self.survey):
            asked.setdefault(each.question.code, each)
        wanted = {result.code: result for result in reversed(self.first.questions)}
        for code in asked:
            if code in self.choice.codes and code in wanted:
                self._add(wanted[code], asked[code])
        if self.people is not None:
            for rows, columns in self.choice.crossings:
                add_to_system(self.tabulating.tables, self.people, rows, columns)
            self.tabulating.link(self._groups(self.people))

    def _add(self, result: QuestionResult, asked: Asked) -> None:
        if not self.tabulating.may_add(result):
            self.remarks.append(
                _(
                    "Frage %(number)d wurde nicht allen gestellt. Weil die einzelnen Antworten entfernt sind, lässt sich nicht mehr prüfen, was sie verrät; sie bleibt weg."
                )
                % {"number": result.number}
            )
            return
        if any(each.has_other_classes(result) for each in self.known):
            result = self._without_counts(result)
        self.tabulating.add(result, asked.question)
        self.added.append(result)

    def _without_counts(self, result: QuestionResult) -> QuestionResult:
        self.remarks.append(
            _(
                "Bei Frage %(number)d sind die Klassen andere als in einer früheren Veröffentlichung; die Verteilung bleibt weg."
            )
            % {"number": result.number}
        )
        for language, results in self.results.items():
            questions = (
                replace(each, counts=()) if each.code == result.code else each
                for each in results.questions
            )
            self.results[language] = replace(results, questions=tuple(questions))
        return replace(result, counts=())

    def _groups(self, people: People) -> dict[str, Groups]:
        """Who gave which answer, for every column that has codes."""
        codes = {result.code for result in self.added}
        found: dict[str, Groups] = {}
        for key in people.table.asked:
            for name, column in people.table.columns_of(key) if key[0] in codes else ():
                if not column.is_coded or name in found:
                    continue
                mine = people.column(name)
                groups = {code: mine.values == mine.number_of(code) for code in mine.codes}
                groups |= {EMPTY: mine.shown & ~mine.answered, NOT_SHOWN: ~mine.shown}
                found[name] = groups
        return found

    # -- the protection ------------------------------------------------------------------------
    def protect(self) -> None:
        """Lay the protection over it, with all that earlier releases have told."""
        # The solver takes 40 MB and half a second: only who prepares a release loads it.
        from participation.surveys.protection import earlier, engine  # noqa: PLC0415

        self._know_interim()
        stay: set[Cell] = set()
        for known in self.known:
            before = earlier.earlier_from(
                known.content["system"], known.number, added=known.added, removed=known.removed
            )
            stay |= earlier.add_earlier(self.system, before)
        protection = engine.protect(self.system, hidden_before=stay)
        self.hidden = dict(protection.hidden)
        self.record = earlier.record_of(
            self.system, protection.hidden, protection.floors(self.system)
        )

    def _know_interim(self) -> None:
        """The start page has shown rounded figures of one question: the true ones lie near them."""
        version = latest_version(self.survey)
        question = teaser_question(self.survey, version) if version else None
        if version is None or question is None or self.survey.erased_on:
            return
        is_all = version.number == 1 and self.choice.unsuspicious
        _answered, given = interim_counts(version, question)
        for code, count in given.items():
            name = answer_cell(question.type, question.code, code)
            if entry := self.system.entries.get(name):
                # Rounding hides nine, and the packet that was not full nine more.
                top = count + 2 * (ROUND - 1) if is_all and count else None
                self.system.entries[name] = replace(entry, floor=count, ceiling=top)

    @property
    def codes(self) -> list[str]:
        return [result.code for result in self.added]

    def veiled(self, language: str) -> SurveyResults:
        """The figures of the chosen questions as everybody may see them."""
        results = self.results[language]
        shown = Veil(self.hidden, self._means()).over(results, self.codes)
        if self.weights is None:
            return shown
        return weighted_shares(shown, self._results(language, self.weights))

    @cached_property
    def weights(self) -> Weights | None:
        if not self.choice.weighting or self.people is None:
            return None
        return weights_for(self.people.table, self.survey, self.choice.weighting)

    def _means(self) -> set[str]:
        """Questions and rows of numbers whose mean gives nobody away."""
        people = self.people
        if people is None:
            return set()
        names = [
            name
            for result in self.added
            if result.type in NUMBERS
            for name in (result.code, *(f"{result.code}.{row.code}" for row in result.rows))
        ]
        return {
            name
            for name in names
            if people.table.has(name)
            and may_show_mean(people.column(name).values)
            and self._is_far_from_earlier(base_cell(name))
        }

    def _is_far_from_earlier(self, base: Cell) -> bool:
        """Two means of nearly the same people tell the sum of those in between."""
        if base in self.hidden:
            return False
        count = self.system.entries[base].count
        return all(each.is_far_from(base, count) for each in self.known)

    def _crossings(self, language: str) -> list[Crossing]:
        people = self.people
        if people is None:
            return []
        with override(language):
            return [
                crossing_for_all(self.system, self.hidden, people, pair, language)
                for pair in self.choice.crossings
            ]

    def prepared(self, *, is_interim: bool) -> Prepared:
        """Everything together, as it would be frozen."""
        languages = list(self.results)
        figures = {language: self.veiled(language) for language in languages}
        crossings = {language: self._crossings(language) for language in languages}
        content = {
            "format": FORMAT,
            "choice": self.choice.to_json(),
            "is_interim": is_interim,
            "mode": self.survey.mode,
            "state": list(self.state),
            "design_effect": coarse_design_effect(self.weights) if self.weights else None,
            "figures": {name: results_to_json(each) for name, each in figures.items()},
            "crossings": {name: [e.to_json() for e in each] for name, each in crossings.items()},
            "system": self.record,
        }
        shown = figures[settings.LANGUAGE_CODE]
        remarks = [*self.remarks, *remarks_on(shown, crossings[settings.LANGUAGE_CODE])]
        displayed = len(self.system.displayed)
        return Prepared(content, self.hidden, displayed, tuple(remarks))
