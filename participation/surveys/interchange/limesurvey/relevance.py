"""When each page, question, option and row is shown: relevance, conditions and filters together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Condition
from participation.surveys.document.questionnaire import QQuestion
from participation.surveys.interchange.limesurvey import conditions
from participation.surveys.interchange.limesurvey.comparing import Untranslatable
from participation.surveys.interchange.limesurvey.filters import filtered_lines
from participation.surveys.interchange.limesurvey.hints import noted_condition
from participation.surveys.interchange.limesurvey.making import Making, Workshop
from participation.surveys.interchange.limesurvey.source import ALWAYS, LsCondition, LsGroup
from participation.surveys.interchange.limesurvey.translating import Translator, Truth, joined


class Visibility:
    """Works through a survey from its beginning, because later parts look back at earlier ones."""

    def __init__(self, shop: Workshop, makings: Sequence[Making]) -> None:
        self._shop = shop
        self._makings = {making.source.code: making for making in makings}
        self._sources = {making.source.id: making.source for making in makings}
        self._rows: dict[str, list[LsCondition]] = {}
        for row in shop.survey.conditions:
            self._rows.setdefault(row.question, []).append(row)
        # Under which condition each question so far is shown at all.
        self._visible: dict[str, Condition | None] = {}

    def page(self, group: LsGroup, first: str, hint: Any, place: str) -> Condition | None:
        """The condition of a page; ``first`` is the code of its first question."""
        if noted := noted_condition(hint, group.relevance):
            return noted
        if group.relevance in ALWAYS:
            return None
        return self._condition(
            lambda translator: translator.text(group.relevance), first, place, group.relevance
        )

    def questions(self, making: Making, codes: Sequence[str], page: Condition | None) -> None:
        """Write the conditions of what one question of LimeSurvey became."""
        cells, own = self._shop.cells, self._own(making, codes[0])
        for code in codes:
            question = cells.questions[code]
            cells.put(replace(question, condition=_both(own, question.condition)))
        for (code, where, line), shown in self._lines(making, codes[0]):
            cells.put(_narrowed(cells.questions[code], where, line, shown))
        for code in codes:
            self._visible[code] = _both(page, cells.questions[code].condition)

    def _own(self, making: Making, first: str) -> Condition | None:
        source = making.source
        if noted := noted_condition(making.hints.get("condition"), source.relevance):
            return noted
        if source.relevance not in ALWAYS:
            return self._condition(
                lambda translator: translator.text(source.relevance),
                first,
                making.place,
                source.relevance,
            )
        rows = self._rows.get(source.id)
        if not rows:
            return None
        return self._condition(
            lambda translator: translator.tree(
                conditions.expression_of(rows, self._sources, self._shop.cells)
            ),
            first,
            making.place,
            conditions.in_words(rows),
        )

    def _lines(
        self, making: Making, first: str
    ) -> Iterator[tuple[tuple[str, str, str], Condition]]:
        """Options, rows and split questions that are not always shown."""
        yield from (
            (line, shown)
            for line, shown in filtered_lines(making, self._makings)
            if not isinstance(shown, bool)
        )
        noted = {**_mapping(making.hints.get("options")), **_mapping(making.hints.get("rows"))}
        for sub in making.source.subquestions:
            if sub.relevance in ALWAYS:
                continue
            hint = _mapping(noted.get(sub.code)).get("condition")
            place = _("%(place)s, Zeile %(code)s") % {"place": making.place, "code": sub.code}
            shown = noted_condition(hint, sub.relevance) or self._condition(
                _reading(sub.relevance), first, place, sub.relevance
            )
            if shown:
                yield from ((line, shown) for line in making.parts.get(("sub", sub.code), ()))

    def _condition(
        self, translate: Callable[[Translator], Truth], first: str, place: str, source: str
    ) -> Condition | None:
        cells = self._shop.cells
        translator = Translator(cells, self._visible, before=cells.place(first))
        try:
            found = translate(translator)
        except Untranslatable as reason:
            self._lost(place, str(reason), source)
            return None
        if found is False:
            self._lost(place, _("Die Bedingung trifft nie zu."), source)
        return None if isinstance(found, bool) else found

    def _lost(self, place: str, reason: str, source: str) -> None:
        self._shop.report.note(
            place,
            _("Bedingung"),
            _("%s Dieser Teil wird immer gezeigt.") % reason,
            source=source,
            is_serious=True,
        )


def _reading(relevance: str) -> Callable[[Translator], Truth]:
    return lambda translator: translator.text(relevance)


def _mapping(hint: Any) -> Mapping[str, Any]:
    return hint if isinstance(hint, dict) else {}


def _both(one: Condition | None, other: Condition | None) -> Condition | None:
    found = joined("and", [each for each in (one, other) if each])
    return None if isinstance(found, bool) else found


def _narrowed(question: QQuestion, where: str, code: str, shown: Condition) -> QQuestion:
    """The question with one more condition, at a line of it or at itself."""
    if not where:
        return replace(question, condition=_both(question.condition, shown))
    lines = tuple(
        replace(line, condition=_both(line.condition, shown)) if line.code == code else line
        for line in getattr(question, where)
    )
    changes: Any = {where: lines}
    return replace(question, **changes)
