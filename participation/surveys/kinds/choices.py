"""One of several options: as buttons, in a list, on a scale; or several of them; or in an order."""

from collections.abc import Callable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participation.surveys.document.questionnaire import QQuestion
from participation.surveys.kinds.base import (
    UNKNOWN,
    Answer,
    Faults,
    Kind,
    Typed,
    field_name,
    noted,
    said,
)
from smartregion.core.numbers import count_from


def check_option(question: QQuestion, answer: Answer) -> None:
    """One code out of the options."""
    if question.option(answer) is None:
        raise ValidationError(
            _("Diese Antwort steht nicht zur Auswahl. Bitte wählen Sie eine andere."), code=UNKNOWN
        )


class OneOf(Kind):
    """A single choice; also yes/no/unsure, a scale and the list of municipalities."""

    operators: ClassVar[tuple[str, ...]] = ("is", "answered", "empty")
    has_options = True
    missing: ClassVar[str | Promise] = gettext_lazy("Bitte wählen Sie eine Antwort.")

    def read(self, question: QQuestion, typed: Typed, faults: Faults) -> Answer:
        code = said(typed, field_name(question))
        if not code:
            return None
        fine = noted(faults, field_name(question), check_option, question, code)
        return code if fine else None

    def check(self, question: QQuestion, answer: Answer) -> None:
        check_option(question, answer)


class Scale(OneOf):
    """Steps from 1 to n, perhaps with "weiß nicht" beside them."""

    operators: ClassVar[tuple[str, ...]] = ("is", "at_least", "at_most", "answered", "empty")


class Place(OneOf):
    """A municipality of the county."""

    missing: ClassVar[str | Promise] = gettext_lazy("Bitte wählen Sie Ihre Gemeinde.")


class Consent(OneOf):
    """A box to tick; its one option is "yes"."""

    operators: ClassVar[tuple[str, ...]] = ("answered", "empty")
    missing: ClassVar[str | Promise] = gettext_lazy(
        "Bitte bestätigen Sie diesen Punkt, um fortzufahren."
    )


class SomeOf(Kind):
    """A multiple choice: codes in the order of the options, never an empty list."""

    operators: ClassVar[tuple[str, ...]] = (
        "contains",
        "count_at_least",
        "count_at_most",
        "answered",
        "empty",
    )
    has_options = True
    missing: ClassVar[str | Promise] = gettext_lazy("Bitte wählen Sie mindestens eine Antwort.")

    def read(self, question: QQuestion, typed: Typed, faults: Faults) -> Answer:
        return read_codes(question, field_name(question), typed, faults, self.check)

    def check(self, question: QQuestion, answer: Answer) -> None:
        check_codes(question, answer)
        check_how_many(question, len(answer))


def read_codes(
    question: QQuestion,
    name: str,
    typed: Typed,
    faults: Faults,
    check: Callable[[QQuestion, Answer], None],
) -> list[str] | None:
    """The codes sent under one name, in the order of the options; also for each row of a matrix."""
    sent = set(typed.get(name, ())) - {""}
    if not sent:
        return None
    answer = [option.code for option in question.options if option.code in sent]
    judged = [*answer, *sent.difference(answer)]
    return answer if noted(faults, name, check, question, judged) else None


def check_codes(question: QQuestion, answer: Answer) -> None:
    """Some of the options, each once, and none beside one that stands alone."""
    if not isinstance(answer, list) or not answer or len(set(map(str, answer))) != len(answer):
        raise ValidationError(
            _("Diese Antwort steht nicht zur Auswahl. Bitte wählen Sie eine andere."), code=UNKNOWN
        )
    for code in answer:
        check_option(question, code)
    check_exclusive(question, answer)


def check_exclusive(question: QQuestion, answer: list[str]) -> None:
    """ "None of these" and the like stand alone."""
    if len(answer) > 1 and any(question.by_code[code].exclusive for code in answer):
        raise ValidationError(
            _(
                "Eine Ihrer Antworten schließt alle anderen aus, zum Beispiel „Keines davon“. Bitte wählen Sie nur diese oder nur die anderen."
            ),
            code="exclusive",
        )


def check_how_many(question: QQuestion, number: int) -> None:
    """Raise ``ValidationError`` when more or fewer answers were chosen than the question allows."""
    most, least = question.limits.max, question.limits.min
    if most is not None and number > most:
        text = ngettext(
            "Bitte wählen Sie höchstens eine Antwort.",
            "Bitte wählen Sie höchstens %(most)d Antworten.",
            int(most),
        )
        raise ValidationError(text % {"most": most}, code="too_many")
    if least is not None and number < least:
        text = ngettext(
            "Bitte wählen Sie mindestens eine Antwort.",
            "Bitte wählen Sie mindestens %(least)d Antworten.",
            int(least),
        )
        raise ValidationError(text % {"least": least}, code="too_few")


class Ranking(Kind):
    """Options in the order of a person: the codes from first to last.

    Asked without dragging: each option has a list of places. ``limits.max`` is how many places
    are given ("die drei wichtigsten"); by default all options get one.
    """

    operators: ClassVar[tuple[str, ...]] = ("contains", "answered", "empty")
    has_options = True
    missing: ClassVar[str | Promise] = gettext_lazy("Bitte vergeben Sie alle Plätze.")

    @staticmethod
    def places(question: QQuestion) -> int:
        """How many places there are to give."""
        most = question.limits.max
        return min(int(most), len(question.options)) if most else len(question.options)

    def own_names(self, question: QQuestion) -> tuple[str, ...]:
        return tuple(field_name(question, option.code) for option in question.options)

    def read(self, question: QQuestion, typed: Typed, faults: Faults) -> Answer:
        given: dict[int, str] = {}
        for option in question.options:
            name = field_name(question, option.code)
            text = said(typed, name)
            if not text:
                continue
            place = count_from(text)
            if place is None or not 1 <= place <= self.places(question):
                faults[name] = _("Diesen Platz gibt es nicht. Bitte wählen Sie einen anderen.")
            elif place in given:
                faults[name] = (
                    _("Platz %s ist schon vergeben. Bitte wählen Sie einen anderen.") % place
                )
            else:
                given[place] = option.code
        return self._in_order(question, given, faults)

    def _in_order(self, question: QQuestion, given: dict[int, str], faults: Faults) -> Answer:
        if not given or any(name in faults for name in self.own_names(question)):
            return None
        gaps = sorted(set(range(1, max(given) + 1)).difference(given))
        if gaps:
            faults[field_name(question, given[max(given)])] = (
                _("Bitte vergeben Sie auch Platz %d.") % gaps[0]
            )
            return None
        return [given[place] for place in sorted(given)]

    def check(self, question: QQuestion, answer: Answer) -> None:
        if not isinstance(answer, list) or not answer or len(set(map(str, answer))) != len(answer):
            raise ValidationError(_("Jede Antwort hat höchstens einen Platz."), code=UNKNOWN)
        for code in answer:
            check_option(question, code)
        if len(answer) > self.places(question):
            raise ValidationError(_("Es sind mehr Plätze vergeben, als es gibt."), code="too_many")

    def is_missing(self, question: QQuestion, answer: Answer) -> bool:
        return len(answer or ()) < self.places(question)

    def names_missing(self, question: QQuestion, answer: Answer) -> tuple[str, ...]:
        ranked = set(answer or ())
        open_ones = (option.code for option in question.options if option.code not in ranked)
        return (field_name(question, next(open_ones)),)
