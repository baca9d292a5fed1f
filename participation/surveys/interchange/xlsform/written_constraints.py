"""The limits of a question as what a form demands of an answer."""

from collections.abc import Iterator

from participation.surveys.document.questionnaire import QQuestion, Type


def constraint(question: QQuestion) -> str:
    """All limits in one expression; "" without any."""
    return " and ".join(_demands(question))


def _demands(question: QQuestion) -> Iterator[str]:
    limits = question.limits
    match question.type:
        case Type.NUMBER | Type.MATRIX_NUMBER:
            yield from _between(".", limits.min, limits.max)
        case Type.MULTIPLE:
            yield from _between("count-selected(.)", limits.min, limits.max)
        case Type.DATE:
            yield from [f". >= date('{limits.earliest}')"] if limits.earliest else []
            yield from [f". <= date('{limits.latest}')"] if limits.latest else []
        case Type.SHORT_TEXT | Type.LONG_TEXT if limits.max_length:
            yield f"string-length(.) <= {limits.max_length}"
    if question.type in (Type.MULTIPLE, Type.MATRIX_MULTIPLE):
        for option in question.options:
            if option.exclusive:
                yield f"not(selected(., '{option.code}') and count-selected(.) > 1)"


def _between(what: str, least: float | None, most: float | None) -> Iterator[str]:
    if least is not None:
        yield f"{what} >= {least:.15g}"
    if most is not None:
        yield f"{what} <= {most:.15g}"
