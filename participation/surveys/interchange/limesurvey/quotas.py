"""Quotas: LimeSurvey names the answers of a group; here that is a condition."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Condition
from participation.surveys.document.questionnaire import QQuota
from participation.surveys.interchange.codes import QuestionCodes
from participation.surveys.interchange.expressions import Binary, Literal, Name
from participation.surveys.interchange.limesurvey.comparing import Untranslatable
from participation.surveys.interchange.limesurvey.hints import condition_of
from participation.surveys.interchange.limesurvey.making import Making, Workshop
from participation.surveys.interchange.limesurvey.source import LsQuota
from participation.surveys.interchange.limesurvey.translating import Translator, Truth, joined
from participation.surveys.interchange.losses import Report

LONGEST_TITLE = 120
LARGEST = 2**31 - 1


def quotas(shop: Workshop, makings: Sequence[Making], noted: Any) -> tuple[QQuota, ...]:
    """The quotas that could be taken over; ``noted`` is what our own writer put beside them."""
    codes = QuestionCodes(Report())
    return tuple(_quotas(shop, {m.source.id: m for m in makings}, codes, noted))


def _quotas(
    shop: Workshop, makings: Mapping[str, Making], codes: QuestionCodes, noted: Any
) -> Iterator[QQuota]:
    own = noted if isinstance(noted, dict) else {}
    for number, quota in enumerate(shop.survey.quotas, 1):
        hint = own.get(quota.name)
        hint = hint if isinstance(hint, dict) else {}
        place = _("Quote „%s“") % quota.name
        try:
            condition = condition_of(hint.get("condition")) or _condition(shop, makings, quota)
            limit = _limit(quota, is_own=bool(hint))
        except Untranslatable as reason:
            why = _("%s Die Quote kommt nicht mit.") % reason
            shop.report.note(
                place, _("Quote"), why, source=_members(quota, makings), is_serious=True
            )
            continue
        _tell(shop, quota, place)
        yield QQuota(
            code=codes.for_(str(hint.get("code") or f"quote_{number}")),
            title=str(hint.get("title") or quota.name or f"quote_{number}")[:LONGEST_TITLE],
            condition=condition,
            limit=limit,
            text=shop.speech.plain(quota.texts, place),
        )


def _limit(quota: LsQuota, *, is_own: bool) -> int:
    if not quota.is_active and not is_own:
        raise Untranslatable(_("Sie ist in LimeSurvey ausgeschaltet."))
    limit = int(quota.limit) if quota.limit.isdecimal() and len(quota.limit) < 11 else -1
    if not 0 <= limit <= LARGEST:
        raise Untranslatable(_("Wie viele Antworten genug sind, steht nicht da."))
    return limit


def _condition(shop: Workshop, makings: Mapping[str, Making], quota: LsQuota) -> Condition:
    """One of the answers named of each question."""
    by_question: dict[str, list[Truth]] = {}
    translator = Translator(shop.cells, {})
    for question, code in quota.members:
        making = makings.get(question)
        if making is None:
            raise Untranslatable(_("Eine ihrer Fragen kam nicht mit."))
        box = f"{making.source.code}_{code}"
        is_box = making.source.type in ("M", "P")
        name, value = (box, "Y") if is_box else (making.source.code, code)
        tree = Binary("==", Name(name, naok=True), Literal(value))
        by_question.setdefault(question, []).append(translator.tree(tree))
    found = joined("and", [joined("or", parts) for parts in by_question.values()])
    if isinstance(found, bool):
        raise Untranslatable(_("Sie nennt keine Antworten."))
    return found


def _members(quota: LsQuota, makings: Mapping[str, Making]) -> str:
    named = (
        f"{makings[question].source.code if question in makings else question} = {code}"
        for question, code in quota.members
    )
    return ", ".join(named)


def _tell(shop: Workshop, quota: LsQuota, place: str) -> None:
    if any(quota.urls.values()):
        shop.report.note(
            place,
            _("Weiterleitung"),
            _("Wer zu viel ist, liest hier einen Hinweis und wird nicht weitergeleitet."),
            source=next(filter(None, quota.urls.values())),
        )
    if quota.action not in ("", "1"):
        shop.report.note(
            place,
            _("Handlung der Quote"),
            _("Hier endet die Befragung mit dem Hinweis; zurückgehen können die Leute immer."),
            source=quota.action,
        )
