"""Codes: those of the other program stay where they fit; others are changed, told, and rewritten everywhere."""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import count

from django.utils.translation import gettext as _

from participation.surveys.interchange.losses import Report

# drafts/compiler.py demands codes without these signs, at most so long.
UNFIT = re.compile(r"[^a-zA-Z0-9_]")
LONGEST = 20


class Free:
    """Gives each code out once; a second one of the same gets a number behind it."""

    def __init__(self, sameness: Callable[[str], str]) -> None:
        self._sameness = sameness
        self._taken: set[str] = set()
        # Where to go on counting for a code that was wanted before.
        self._next: dict[str, int] = {}

    def take(self, code: str) -> str:
        first = self._next.get(self._sameness(code), 1)
        for number in count(first):
            end = f"_{number}" if number > 1 else ""
            free = code[: LONGEST - len(end)] + end
            if self._sameness(free) not in self._taken:
                break
        self._next[self._sameness(code)] = number
        self._taken.add(self._sameness(free))
        return free


class QuestionCodes:
    """Gives each question a code of its own; capitals alone make no difference."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._free = Free(str.lower)

    def for_(self, wanted: str, *, place: str = "") -> str:
        """The wanted code or the nearest free one; with a place, a change is told."""
        code = self._free.take(_fitting(wanted))
        if place and code != wanted:
            self._report.note(
                place,
                _("Kürzel"),
                _("Es passt hier nicht und ist geändert, auch in allen Verweisen."),
                source=f"{wanted} → {code}",
            )
        return code

    def part(self, base: str, *parts: str) -> str:
        """A code for one of several questions that one of theirs becomes.

        Its end tells it apart from the others, so the beginning is what gets shorter.
        """
        end = UNFIT.sub("", "_".join(("", *parts)))
        return self.for_(base[: max(LONGEST - len(end), 3)] + end)


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
    free, codes = Free(str), []
    for theirs in wanted:
        code = free.take(kept.get(theirs) or UNFIT.sub("_", theirs)[:LONGEST] or "leer")
        codes.append(code)
        if code != theirs and theirs not in kept:
            report.note(
                place,
                _("%(what)s: Kürzel") % {"what": what},
                _("Es passt hier nicht und ist geändert, auch in allen Verweisen."),
                source=f"{theirs} → {code}",
            )
    return codes
