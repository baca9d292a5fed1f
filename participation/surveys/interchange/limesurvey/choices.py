"""Choosing: one of several (L ! O Y G 5), several (M P), an order (R)."""

from dataclasses import replace

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Comparison, Condition, Not
from participation.surveys.document.questionnaire import Limits, Option, QQuestion, Type
from participation.surveys.interchange.limesurvey import words
from participation.surveys.interchange.limesurvey.cells import CHOSEN, Cell
from participation.surveys.interchange.limesurvey.making import Making
from participation.surveys.interchange.limesurvey.naming import OTHER
from participation.surveys.interchange.limesurvey.source import LsSubquestion


# -- one of several --------------------------------------------------------------------------------
def radio(making: Making) -> list[QQuestion]:
    """L: a list of buttons."""
    return [_list(making, Type.SINGLE)]


def dropdown(making: Making) -> list[QQuestion]:
    """!: a list to open; categories in front of the answers stay part of their words."""
    making.drop(
        "category_separator",
        _("Die Antworten stehen ohne Gruppen in einer Liste; ihre Wörter sind unverändert."),
        is_serious=False,
    )
    return [_list(making, Type.DROPDOWN)]


def with_comment(making: Making) -> list[QQuestion]:
    """O: a list of buttons, and below it a field for words."""
    asked = _list(making, Type.SINGLE)
    comment = making.question(
        Type.LONG_TEXT,
        code=making.shop.codes.part(making.code, "comment"),
        text=making.joined(asked.text, making.shop.speech.fixed(words.COMMENT)),
        is_required=False,
    )
    making.cell(making.names.beside("comment"), Cell(comment.code))
    return [asked, comment]


def _list(making: Making, kind: Type) -> QQuestion:
    options, theirs = making.options()
    others = _free_of(options, making.other())
    values = theirs | ({OTHER: others[0].code} if others else {})
    making.cell(making.names.whole(), Cell(making.code, values=values))
    for option in others:
        making.parts[("answer", "other")] = [(making.code, "options", option.code)]
        words_beside = Cell(making.code, option=option.code, is_words=True)
        making.cell(making.names.beside("other"), words_beside)
    is_shuffled = kind == Type.SINGLE and making.is_shuffled
    return making.question(kind, options=[*options, *others], is_shuffled=is_shuffled)


def _free_of(options: list[Option], others: list[Option]) -> list[Option]:
    """ "Other" under a code that no option has."""
    taken = {option.code for option in options}
    free = ("other", *(f"other_{n}" for n in range(2, 9)))
    return [
        other
        if other.code not in taken
        else replace(other, code=next(code for code in free if code not in taken))
        for other in others
    ]


def yes_no(making: Making) -> list[QQuestion]:
    """Y: yes or no. The codes stay Y and N, as tables of answers and published figures hold them."""
    return [_fixed(making, Type.SINGLE, making.fixed_options(words.YES_NO))]


def gender(making: Making) -> list[QQuestion]:
    """G: female or male."""
    return [_fixed(making, Type.SINGLE, making.fixed_options(words.GENDER))]


def five_points(making: Making) -> list[QQuestion]:
    """5: a scale from 1 to 5 without words at its ends."""
    making.drop("slider_rating", _("Statt Sternen stehen Zahlen."), is_serious=False)
    return [_fixed(making, Type.SCALE, making.steps(5))]


def _fixed(making: Making, kind: Type, options: list[Option]) -> QQuestion:
    values = {option.code: option.code for option in options}
    making.cell(making.names.whole(), Cell(making.code, values=values))
    return making.question(kind, options=options)


# -- several ---------------------------------------------------------------------------------------
def multiple(making: Making) -> list[QQuestion]:
    """M: boxes to tick. A single one may be a consent that we wrote ourselves."""
    if making.hints.get("type") == Type.CONSENT and len(making.source.rows) == 1:
        return [_consent(making, making.source.rows[0])]
    return [_boxes(making)]


def _consent(making: Making, row: LsSubquestion) -> QQuestion:
    making.cell(making.names.sub(row), Cell(making.code, values={"Y": "yes"}))
    making.became(row.code, making.code)
    options = [Option("yes", making.label(row.texts, row.code))]
    return making.question(Type.CONSENT, options=options)


def multiple_with_comments(making: Making) -> list[QQuestion]:
    """P: boxes to tick, each with a field for words beside it: a question of its own here."""
    asked = _boxes(making)
    found = [asked]
    own = {row.code: row for row in making.source.rows}
    for (_kind, theirs), parts in list(making.parts.items()):
        option = asked.by_code[parts[0][2]]
        comment = making.question(
            Type.SHORT_TEXT,
            code=making.shop.codes.part(making.code, option.code, "c"),
            text=making.joined(asked.text, option.label, making.shop.speech.fixed(words.COMMENT)),
            condition=_when_commented(making, option.code),
            is_required=False,
        )
        making.cell(_comment_names(making, own.get(theirs)), Cell(comment.code))
        making.became(theirs, comment.code)
        found.append(comment)
    return found


def _comment_names(making: Making, row: LsSubquestion | None) -> list[str]:
    return making.names.sub(row, "comment") if row else making.names.beside("othercomment")


def _when_commented(making: Making, option: str) -> Condition | None:
    """Whether the field for words waits for the tick."""
    is_chosen = Comparison(making.code, "contains", option)
    match making.setting("commented_checkbox"):
        case "checked":
            return is_chosen
        case "unchecked":
            return Not(is_chosen)
    return None


def _boxes(making: Making) -> QQuestion:
    rows = making.source.rows
    codes = making.sub_codes(rows, _("Antwort"), "options")
    exclusive = _exclusive(making)
    options = []
    for row, code in zip(rows, codes, strict=True):
        label = making.label(row.texts, row.code)
        options.append(Option(code, label, exclusive=row.code in exclusive))
        making.became(row.code, making.code, "options", code)
        making.cell(making.names.sub(row), Cell(making.code, option=code, values=CHOSEN))
    for other in _free_of(options, making.other()):
        options.append(replace(other, exclusive="other" in exclusive))
        making.became("other", making.code, "options", other.code)
        words_beside = Cell(making.code, option=other.code, is_words=True)
        making.cell(making.names.beside("other"), words_beside)
    return making.question(
        Type.MULTIPLE,
        options=options,
        limits=Limits(min=making.number("min_answers"), max=making.number("max_answers")),
        is_shuffled=making.is_shuffled,
    )


def _exclusive(making: Making) -> set[str]:
    """The codes of boxes that stand alone."""
    named = making.setting("exclude_all_others").replace(",", ";").split(";")
    codes = {code.strip() for code in named} - {""}
    if codes - {row.code for row in making.source.rows} - {"other"}:
        making.drop("exclude_all_others", _("Eine dieser Antworten gibt es nicht."))
    return codes


# -- an order --------------------------------------------------------------------------------------
def ranking(making: Making) -> list[QQuestion]:
    """R: the options in the order of a person; the table has a column for each place.

    The things to rank are answers, from LimeSurvey 7 on subquestions.
    """
    if making.source.answers:
        options, theirs = making.options()
    else:
        options, theirs = _ranked_rows(making)
    places = _places(making, len(options))
    for number in range(1, len(options) + 1):
        making.cell(making.names.place(number), Cell(making.code, place=number, values=theirs))
    for their, ours in theirs.items():
        making.became(their, making.code, "options", ours)
    return [
        making.question(
            Type.RANKING,
            options=options,
            limits=Limits(max=places),
            is_shuffled=making.is_shuffled,
        )
    ]


def _ranked_rows(making: Making) -> tuple[list[Option], dict[str, str]]:
    rows = making.source.rows
    codes = making.sub_codes(rows, _("Antwort"), "options")
    options = [
        Option(code, making.label(row.texts, row.code))
        for row, code in zip(rows, codes, strict=True)
    ]
    return options, dict(zip((row.code for row in rows), codes, strict=True))


def _places(making: Making, options: int) -> float | None:
    """How many places there are to give; who ranks some and has to rank more is no longer asked to."""
    bounds = [making.number("max_answers"), making.number("max_subquestions")]
    most = min((bound for bound in bounds if bound), default=None)
    least = making.number("min_answers")
    if least and not (making.source.mandatory == "Y" and least == (most or options)):
        making.drop(
            "min_answers",
            _("Wie viele Plätze mindestens zu vergeben sind, lässt sich hier nicht festlegen."),
        )
    return most if most and (most < options or making.hints) else None
