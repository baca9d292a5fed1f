"""Lines of a question: its options, and the rows of a matrix."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys.drafts.settable import MARKS, MARKS_OF, VALUED
from participation.surveys.forms.texts import TextsForm
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core.numbers import count_from

MOST_LINES = 100
LONGEST_LABEL = 200

Line = dict[str, Any]


class LineForm(TextsForm):
    """One option or row; left empty it is not there.

    ``was`` is the code under which the line is stored. So a line keeps what no field shows (its
    condition, other languages), wherever it is moved, and a new code is known to be one.
    """

    was = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    code = forms.RegexField(
        r"\A[a-zA-Z0-9_]{1,20}\Z",
        label=_("Kürzel"),
        required=False,
        help_text=_("Für Tabellen. Leer vergibt es das Programm."),
        error_messages={"invalid": _("Nur Buchstaben, Ziffern und Unterstriche, höchstens 20.")},
    )

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str],
        stored: Mapping[str, Line],
        marks: Sequence[str] = (),
        is_valued: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.marks = languages, marks
        self.stored = stored.get(self._origin(), {})
        self.initial.setdefault("was", self.initial.get("code", ""))
        label = {**self.stored.get("label", {}), **self.initial.get("label", {})}
        self.add_texts("label", _now("Text"), languages, label, max_length=LONGEST_LABEL)
        for name in marks:
            self.fields[name] = forms.BooleanField(
                label=MARKS[name].label, required=False, initial=MARKS[name].is_on(self.initial)
            )
        if is_valued:
            self._add_value()

    def _origin(self) -> str:
        if self.is_bound:
            return self._typed("was")
        return str(self.initial.get("was") or self.initial.get("code", ""))

    def _add_value(self) -> None:
        self.fields["value"] = forms.FloatField(
            label=_("zählt als"),
            required=False,
            help_text=_("Für Mittelwerte. Leer zählt die Stelle in der Liste."),
            min_value=-1_000_000,
            max_value=1_000_000,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )

    # When the line is shown, as people say it; told by the view.
    condition_words = ""

    # -- what the template shows -------------------------------------------------------------------
    @property
    def main(self) -> Any:
        """The text in German, which stands in the list."""
        return self[f"label_{MAIN_LANGUAGE}"]

    @property
    def more(self) -> list[Any]:
        """What is tucked away: other languages, marks, and last the code, which hardly anybody needs."""
        tucked = [bound for bound in self.visible_fields() if bound.name != self.main.name]
        return sorted(tucked, key=lambda bound: bound.name == "code")

    @property
    def has_more_errors(self) -> bool:
        return any(bound.errors for bound in self.more)

    @property
    def notes(self) -> list[str]:
        """The marks that are set, as words beside the line."""
        return [str(MARKS[name].label) for name in self.marks if self[name].value()]

    @property
    def condition(self) -> Any:
        return self.stored.get("condition")

    @property
    def is_filled(self) -> bool:
        """Whether something is written in one of the languages that are shown."""
        return any(self.cleaned_data.get(f"label_{language}") for language in self.languages)

    # -- what comes out ----------------------------------------------------------------------------
    def line(self) -> Line:
        """The line as the draft stores it; what no field shows (a condition) stays as it was."""
        line: Line = {"code": self.cleaned_data["code"], "label": self.texts("label")}
        if self.condition:
            line["condition"] = self.condition
        if (value := self.cleaned_data.get("value")) is not None:
            line["value"] = value
        for name in self.marks:
            if self.cleaned_data.get(name):
                line |= MARKS[name].sets
        return line

    def line_as_typed(self) -> Line:
        """The line before anybody judged it, for pressing the buttons beside it."""
        label = {each: self._typed(f"label_{each}") for each in self.languages}
        line: Line = {"was": self._typed("was"), "code": self._typed("code"), "label": label}
        if value := self._typed("value"):
            line["value"] = value
        for name in self.marks:
            if self._typed(name):
                line |= MARKS[name].sets
        return line

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))


class Lines(forms.BaseFormSet[LineForm]):
    """Lines in their order; missing codes are given here and stay as they are."""

    # The line that was just moved, and by which button: there the focus stays.
    focus: int | None = None
    focus_on = ""

    def look_at(self, place: int | None, deed: str) -> None:
        """Put the focus where people go on: into a new line, or along with one that moves."""
        self.focus, self.focus_on = place, deed
        if deed == "add" and place is not None and place < len(self.forms):
            self.forms[place].main.field.widget.attrs["autofocus"] = True

    def clean(self) -> None:
        codes = [line["code"].lower() for line in self.lines()]
        twice = next((code for code in codes if codes.count(code) > 1), None)
        if twice is not None:
            raise ValidationError(
                _now("Das Kürzel „%s“ kommt in der Liste mehrfach vor.") % twice, code="duplicate"
            )

    @property
    def filled(self) -> list[LineForm]:
        return [form for form in self.forms if form.is_valid() and form.is_filled]

    def lines(self) -> list[Line]:
        filled = [form.line() for form in self.filled]
        taken = {line["code"] for line in filled}
        free = (str(number) for number in range(1, 1000) if str(number) not in taken)
        lines = [{**line, "code": line["code"] or next(free)} for line in filled]
        return _with_values(lines)

    def renamed(self) -> dict[str, str]:
        """The codes that lines had, and those that they get."""
        was = [form.cleaned_data["was"] for form in self.filled]
        return {old: line["code"] for old, line in zip(was, self.lines(), strict=True) if old}

    def code_at(self, place: int) -> str | None:
        """The code of a line, counted as on the page; None where nothing is written."""
        if place >= len(self.forms) or self.forms[place] not in self.filled:
            return None
        code: str = self.lines()[self.filled.index(self.forms[place])]["code"]
        return code

    def typed(self) -> list[Line]:
        return [form.line_as_typed() for form in self.forms]


def _with_values(lines: list[Line]) -> list[Line]:
    """On a scale the steps count 1, 2, 3 …; what stands outside takes no step."""
    if not any("value" in line for line in lines):
        return lines
    return [{**line, "value": line.get("value", step)} for line, step in _steps(lines)]


def _steps(lines: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Each line with the step that it has by its place."""
    step = 0
    for line in lines:
        step += line.get("value", step) is not None
        yield line, step


def _as_shown(lines: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Lines without a value that only says at which place they stand."""
    return [
        {name: value for name, value in line.items() if name != "value" or value != step}
        for line, step in _steps(lines)
    ]


LineFormSet: Any = forms.formset_factory(
    LineForm,
    formset=Lines,
    extra=0,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + 1,
    validate_max=True,
)


def lines_formset(
    prefix: str,
    *,
    question_type: str,
    languages: Sequence[str],
    lines: Sequence[Mapping[str, Any]],
    stored: Sequence[Mapping[str, Any]] = (),
    data: Any = None,
) -> Lines:
    """The list as a form: it shows ``lines``; ``stored`` are those of the draft."""
    is_options = prefix == "options"
    formset: Lines = LineFormSet(
        data,
        prefix=prefix,
        initial=_as_shown(lines),
        form_kwargs={
            "languages": languages,
            "stored": {line["code"]: dict(line) for line in stored},
            "marks": MARKS_OF.get(question_type, ()) if is_options else (),
            "is_valued": is_options and question_type in VALUED,
        },
    )
    return formset


def rearranged(
    lines: list[Line], command: str, *, pasted: str = ""
) -> tuple[list[Line], int | None]:
    """Lines after a button was pressed, and the place that people look at next.

    The buttons are ``add``, ``paste``, ``up-2``, ``down-2`` and ``drop-2``.
    """
    verb, _hyphen, number = command.partition("-")
    if verb == "add":
        return [*lines, {}][: MOST_LINES + 1], len(lines)
    if verb == "paste":
        return _with_pasted(lines, pasted), None
    place = count_from(number)
    if place is None or place >= len(lines):
        return lines, None
    line, rest = lines[place], lines[:place] + lines[place + 1 :]
    match verb:
        case "drop":
            return rest, None
        case "up" | "down":
            place = min(max(place + (1 if verb == "down" else -1), 0), len(rest))
            return [*rest[:place], line, *rest[place:]], place
    return lines, None


def _with_pasted(lines: list[Line], pasted: str) -> list[Line]:
    """One line for each line of a text; empty ones at the end of the list make room."""
    texts = [text.strip().lstrip("•*·–- \t") for text in pasted.splitlines()]
    new = [{"label": {MAIN_LANGUAGE: text}} for text in texts if text]
    kept = list(lines)
    while kept and not any(kept[-1].get("label", {}).values()):
        kept.pop()
    return [*kept, *new][: MOST_LINES + 1]
