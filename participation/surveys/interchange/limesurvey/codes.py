"""Codes: LimeSurvey's stay where they fit; others are changed, told, and rewritten everywhere."""

import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from participation.surveys.interchange.limesurvey.report import Report

# As drafts/compiler.py demands them.
QUESTION = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,19}\Z")
LINE = re.compile(r"[a-zA-Z0-9_]{1,20}\Z")
UNFIT = re.compile(r"[^a-zA-Z0-9_]")
LONGEST = 20


class QuestionCodes:
    """Gives each question a code of its own; capitals alone make no difference."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._taken: set[str] = set()

    def for_(self, wanted: str, *, place: str = "") -> str:
        """The wanted code or the nearest free one; with a place, a change is told."""
        code = self._free(_fitting(wanted))
        self._taken.add(code.lower())
        if place and code != wanted:
            self._report.note(
                place,
                _("Kürzel"),
                _("Es passt hier nicht und ist geändert, auch in allen Verweisen."),
                source=f"{wanted} → {code}",
            )
        return code

    def part(self, base: str, *parts: str) -> str:
        """A code for one of several questions that a question of LimeSurvey becomes.

        Its end tells it apart from the others, so the beginning is what gets shorter.
        """
        end = UNFIT.sub("", "_".join(("", *parts)))
        return self.for_(base[: max(LONGEST - len(end), 3)] + end)

    def _free(self, code: str) -> str:
        return next(each for each in _candidates(code) if each.lower() not in self._taken)


def _candidates(code: str) -> Iterator[str]:
    yield code
    number = 2
    while True:
        end = f"_{number}"
        yield code[: LONGEST - len(end)] + end
        number += 1


def _fitting(wanted: str) -> str:
    code = UNFIT.sub("", wanted)
    if not code or not code[0].isalpha():
        code = f"q{code}"
    # The end tells the parts of a question apart, the beginning the questions.
    return code if len(code) <= LONGEST else f"{code[:12]}_{code[-7:].lstrip('_')}"


def line_codes(
    wanted: Iterable[str], *, kept: Mapping[str, str], report: Report, place: str, what: str
) -> list[str]:
    """Codes of options or rows, one for each that is wanted.

    ``kept`` are codes that our own writer had to shorten: {theirs: ours}.
    """
    codes: list[str] = []
    for theirs in wanted:
        fitting = kept.get(theirs) or UNFIT.sub("_", theirs)[:LONGEST] or "leer"
        code = next(each for each in _candidates(fitting) if each not in codes)
        codes.append(code)
        if code != theirs and theirs not in kept:
            report.note(
                place,
                _("%(what)s: Kürzel") % {"what": what},
                _("Es passt hier nicht und ist geändert, auch in allen Verweisen."),
                source=f"{theirs} → {code}",
            )
    return codes
