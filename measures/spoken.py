"""Values of indicators as people say and write them: 45,5 %, ja, erprobt.

Stored are numbers throughout (see ``Indicator``); nobody should have to know that.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from measures.models import Indicator
from smartregion.core.numbers import NBSP, exact, per_cent, typed_number

Kind = Indicator.Kind
YES, NO = {"ja", "j", "yes", "1"}, {"nein", "n", "no", "0"}


def said(value: Decimal | None, *, kind: str, unit: str = "", scale: Sequence[str] = ()) -> str:
    """A value in full: 12.500 Standorte, 45,5 %, ja, erprobt (Stufe 2 von 4); "–" for none."""
    if value is None:
        return "–"
    if kind == Kind.YES_NO:
        return _("ja") if value else _("nein")
    if kind == Kind.ORDINAL:
        return _step(int(value), scale)
    if kind == Kind.PERCENT:
        return per_cent(value, _decimals(value))
    return f"{exact(value.normalize())}{NBSP}{unit}".strip()  # type: ignore[arg-type]


def margin_said(margin: Decimal, *, kind: str, unit: str = "") -> str:
    """Half the width of an interval: ± 3,4 Prozentpunkte, ± 0,12 Punkte."""
    unit = _("Prozentpunkte") if kind == Kind.PERCENT else unit
    return f"±{NBSP}{exact(margin.normalize())} {unit}".strip()  # type: ignore[arg-type]


def written(value: Decimal | None, *, kind: str, scale: Sequence[str] = ()) -> str:
    """A value as one types it; ``understood`` reads it again."""
    if value is None:
        return ""
    if kind == Kind.YES_NO:
        return _("ja") if value else _("nein")
    if kind == Kind.ORDINAL and 1 <= value <= len(scale):
        return scale[int(value) - 1]
    return f"{value.normalize():f}".replace(".", str(get_format("DECIMAL_SEPARATOR")))


def understood(text: str, *, kind: str, unit: str = "", scale: Sequence[str] = ()) -> Decimal:
    """What somebody typed for a value of this kind; ``ValueError`` with a sentence otherwise."""
    word = text.strip().casefold()
    if kind == Kind.YES_NO:
        return _yes_or_no(word)
    if kind == Kind.ORDINAL:
        return _place(word, scale)
    bare = text.strip().removesuffix("%").removesuffix(unit).strip()
    try:
        return typed_number(bare)
    except ValueError:
        raise ValueError(_("Bitte geben Sie eine Zahl ein, zum Beispiel 12,5.")) from None


def _yes_or_no(word: str) -> Decimal:
    if word not in YES | NO:
        raise ValueError(_("Bitte schreiben Sie „ja“ oder „nein“."))
    return Decimal(int(word in YES))


def _place(word: str, scale: Sequence[str]) -> Decimal:
    """The number of a step, by its name or by that number."""
    names = [name.casefold() for name in scale]
    if word in names:
        return Decimal(names.index(word) + 1)
    if word.isdecimal() and len(word) < 3 and 1 <= int(word) <= len(names):
        return Decimal(int(word))
    raise ValueError(
        _("Bitte nennen Sie eine der Stufen: %(steps)s.") % {"steps": ", ".join(scale) or "–"}
    )


def _step(place: int, scale: Sequence[str]) -> str:
    if not 1 <= place <= len(scale):
        return _("Stufe %(place)s") % {"place": place}
    return _("%(name)s (Stufe %(place)s von %(total)s)") % {
        "name": scale[place - 1], "place": place, "total": len(scale),
    }  # fmt: skip


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
