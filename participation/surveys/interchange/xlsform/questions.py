"""One row of a form as one of our questions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Condition
from participation.surveys.document.questionnaire import Limits, Option, QQuestion, Type
from participation.surveys.interchange.xlsform.choices import Chosen, is_true
from participation.surveys.interchange.xlsform.conditions import Target, number_in
from participation.surveys.interchange.xlsform.constraints import Demands, demands_of
from participation.surveys.interchange.xlsform.formulas import formula_of
from participation.surveys.interchange.xlsform.own import own
from participation.surveys.interchange.xlsform.sheets import Line
from participation.surveys.interchange.xlsform.shop import Shop, parameters_of, place_of
from participation.surveys.interchange.xlsform.types import Kind, word
from participation.surveys.texts import OTHER, YES

OTHER_CODE = "other"
TEXT_BESIDE = (Type.SINGLE, Type.DROPDOWN, Type.MULTIPLE)
SHUFFLED = (Type.SINGLE, Type.DROPDOWN, Type.MULTIPLE, Type.RANKING, Type.SCALE)
# As many as a number may have here.
DECIMALS = 4
# What pyxform takes where a range does not say.
RANGE = {"start": "1", "end": "10", "step": "1"}


def question_of(
    shop: Shop, line: Line, kind: Kind, condition: Condition | None, path: Sequence[str]
) -> QQuestion:
    """The question of a row that is shown under this condition; ``path`` names its groups."""
    code = shop.codes.for_(line.get("name"), place=place_of(line))
    chosen = options_of(shop, line, kind)
    kind_here, limits = _sized(shop, line, kind)
    kind = replace(kind, type=kind_here)
    demands = demands_of(line.get("constraint"), kind.type, limits)
    tell_constraint(shop, line, demands)
    parameters = parameters_of(line)
    question = QQuestion(
        code=code,
        type=kind.type,
        text=shop.wording(line),
        help=shop.text(line, "hint"),
        is_required=shop.is_required(line) and kind.type not in (Type.DISPLAY, Type.CALCULATED),
        options=standing_alone(chosen, demands),
        limits=demands.limits,
        condition=condition,
        is_shuffled=kind.type in SHUFFLED and is_true(parameters.get("randomize", "")),
        formula=_formula(shop, line, kind),
    )
    shop.learn(line, Target(question, codes=chosen.codes))
    _tell(shop, line, kind)
    _columns(shop, question, chosen, [*path, line.get("name")])
    return question


# -- options ---------------------------------------------------------------------------------------
def options_of(shop: Shop, line: Line, kind: Kind) -> Chosen:
    """The options of a row, with codes by their names in the file."""
    if kind.type == Type.CONSENT:
        return Chosen((Option("yes", shop.voices.fixed(YES)),), {})
    if not kind.list:
        return Chosen((), {})
    if kind.list not in shop.choices.names():
        why = _("Das Blatt „choices“ hat diese Liste nicht; die Frage hat keine Antworten.")
        shop.note(line, _("Liste %s") % kind.list, why, is_serious=True)
        return Chosen((), {})
    source = line.get("choice_filter")
    chosen = shop.choices.filtered(kind.list, source, shop.known, place_of(line))
    if kind.type == Type.SCALE and not shop.is_own:
        chosen = Chosen(_valued(chosen.options), chosen.codes)
    return _with_other(shop, line, kind, chosen) if kind.has_other else chosen


def _valued(options: Sequence[Option]) -> tuple[Option, ...]:
    """The steps of a scale count as the numbers they are called by, else by their place."""
    numbers = [number_in(option.code) for option in options]
    values = [float(n) for n in range(1, len(options) + 1)] if None in numbers else numbers
    return tuple(replace(o, value=v) for o, v in zip(options, values, strict=True))


def _with_other(shop: Shop, line: Line, kind: Kind, chosen: Chosen) -> Chosen:
    if kind.type not in TEXT_BESIDE:
        why = _("Bei dieser Art von Frage gibt es kein „Anderes“ mit Textfeld.")
        shop.note(line, "or_other", why, source=line.get("type"), is_serious=True)
        return chosen
    other = Option(OTHER_CODE, shop.voices.fixed(OTHER), with_text=True)
    given = [option for option in chosen.options if option.code != OTHER_CODE]
    return Chosen((*given, other), {**chosen.codes, OTHER_CODE: OTHER_CODE})


def standing_alone(chosen: Chosen, demands: Demands) -> tuple[Option, ...]:
    """The options, of which some close out all others."""
    alone = {chosen.codes.get(theirs, theirs) for theirs in demands.exclusive}
    return tuple(
        replace(option, exclusive=option.exclusive or option.code in alone)
        for option in chosen.options
    )


# -- limits ----------------------------------------------------------------------------------------
def _sized(shop: Shop, line: Line, kind: Kind) -> tuple[Type, Limits]:
    """The type of a row, and the limits that it has without its constraint."""
    match kind.type:
        case Type.NUMBER:
            return kind.type, number_limits(shop, line)
        case Type.SLIDER:
            return _range(shop, line)
        case Type.RANKING if line.get(own("places")).isdecimal():
            return kind.type, Limits(max=int(line.get(own("places"))))
    return kind.type, Limits()


def number_limits(shop: Shop, line: Line) -> Limits:
    """Decimals and unit of a number."""
    written, decimals = line.get(own("decimals")), 0
    if word(line) == "decimal":
        decimals = int(written) if written.isdecimal() else DECIMALS
    return Limits(decimals=min(decimals, DECIMALS), unit=shop.text(line, own("unit")))


def _range(shop: Shop, line: Line) -> tuple[Type, Limits]:
    """A slider; where its steps are parts of a number, a number that is typed."""
    given = parameters_of(line) if shop.is_own else {**RANGE, **parameters_of(line)}
    least, most, step = (_number(given.get(name, "")) for name in RANGE)
    unit = shop.text(line, own("unit"))
    is_whole = all(part is None or isinstance(part, int) for part in (least, most, step))
    if is_whole or shop.is_own:
        return Type.SLIDER, Limits(least, most, step or None, unit=unit)
    why = _("Schieberegler haben hier ganze Schritte; die Zahl wird eingetippt.")
    shop.note(line, _("Schieberegler"), why, source=line.get("parameters"))
    return Type.NUMBER, Limits(least, most, decimals=DECIMALS, unit=unit)


def _number(text: str) -> float | None:
    number = number_in(text)
    return int(number) if number is not None and number.is_integer() else number


def tell_constraint(shop: Shop, line: Line, demands: Demands) -> None:
    """Tell that answers are not judged as the file wants it."""
    if not demands.is_whole:
        why = _("Diese Prüfung gibt es hier nicht; sie entfällt ganz oder zum Teil.")
        shop.note(line, _("Prüfung der Antwort"), why, source=line.get("constraint"))


# -- what else a row says --------------------------------------------------------------------------
def _formula(shop: Shop, line: Line, kind: Kind) -> dict[str, Any]:
    if kind.type != Type.CALCULATED:
        return {}
    return formula_of(line.get("calculation"), shop.known) or {}


def _tell(shop: Shop, line: Line, kind: Kind) -> None:
    used = {"range": tuple(RANGE), "text": ("rows",), "string": ("rows",)}
    orders = ("randomize",) if kind.type in SHUFFLED else ()
    shop.tell_rest(line, *used.get(word(line), ()), *orders)
    if word(line) == "time":
        shop.note(line, _("Uhrzeit"), _("Sie wird als kurzer Text gefragt."))
    if word(line) == "datetime":
        shop.note(line, _("Uhrzeit"), _("Gefragt wird nur der Tag."), is_serious=True)
    if line.get("calculation") and kind.type != Type.CALCULATED:
        why = _("Antworten werden hier nicht berechnet, sondern gegeben.")
        shop.note(line, _("Berechnung"), why, source=line.get("calculation"))


def _columns(shop: Shop, question: QQuestion, chosen: Chosen, names: Sequence[str]) -> None:
    """How other programs call the columns of this question in a table of answers."""
    code = question.code
    if question.type == Type.MULTIPLE:
        shop.columns_by_option(names, code, chosen.codes)
    elif question.type not in (Type.DISPLAY, Type.RANKING):
        shop.column(names, code, chosen.codes)
    if question.has_other:
        shop.column([*names[:-1], f"{names[-1]}_other"], f"{code}-text")
