"""Writing answers into their columns, and taking them out again."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Count as CountRows

from participation.surveys.actions.packets import form_packet
from participation.surveys.blocks.book import grown
from participation.surveys.blocks.payload import SIZE, from_bytes, to_bytes
from participation.surveys.blocks.table import DAY, ID, Arrays, DataState, ResponseTable, joined
from participation.surveys.document.asked import merged
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.models import (
    AnswerBlock,
    ColumnStore,
    Response,
    ResponseQuerySet,
    Survey,
)
from participation.surveys.queries.asked import versions_of
from participation.surveys.queries.table import arrays_in, read_blocks

# Columns are written anew when so many answers stand beside them: at least, and as a share of all.
AT_LEAST, SHARE = 1000, 0.1
BATCH = 2000


def lock_columns(survey: Survey) -> ColumnStore:
    """Whoever changes columns, or removes responses, takes this lock first and nothing before it.

    So two of them wait for each other in one order only, and nobody packs what is being deleted.
    """
    ColumnStore.objects.get_or_create(survey=survey)
    return ColumnStore.objects.select_for_update().get(survey=survey)


@transaction.atomic
def pack_answers(*, survey: Survey, on: date | None = None) -> int:
    """Write everything that came since into the columns; how many responses that were.

    Blocks are sorted by the random ids, so a later response stands anywhere among the earlier
    ones. That costs writing all of them; it is done seldom, and more seldom the more there are.

    Of a survey with codes only what is due on the day ``on`` goes there (``packets.py``).
    """
    store = lock_columns(survey)
    fresh = Response.objects.filter(version__survey=survey).fresh()
    packet = form_packet(survey=survey, on=on)
    return _pack(store, fresh.readable() | fresh.filter(pk__in=packet))


def _pack(store: ColumnStore, responses: ResponseQuerySet) -> int:
    survey = store.survey
    versions = versions_of(survey)
    numbered = {each.pk: (each.number, questionnaire_of(each)) for each in versions}
    asked = merged(numbered.values())
    known, blocks = read_blocks(survey)
    book = grown(known, asked)
    fresh = joined(book, list(arrays_in(responses, book, numbered)))
    if not fresh[ID].shape[1]:
        return 0
    table = ResponseTable(DataState(), asked, book, joined(book, [blocks]))
    _write(store, table.with_more(fresh, DataState()))
    store.unmixed_since = min(filter(None, (store.unmixed_since, _earliest(fresh))))
    store.save()
    _mark_packed(fresh[ID][0])
    return int(fresh[ID].shape[1])


@transaction.atomic
def rebuild_columns(*, survey: Survey) -> int:
    """Throw the columns away and make them anew from the responses; how many there are."""
    store = lock_columns(survey)
    AnswerBlock.objects.filter(survey=survey).delete()
    store.packed, store.starts, store.book = 0, [], {}
    store.generation += 1
    store.save()
    return _pack(store, Response.objects.filter(version__survey=survey).readable())


def _earliest(arrays: Arrays) -> date:
    return date.fromordinal(int(arrays[DAY].min()))


def _write(store: ColumnStore, table: ResponseTable) -> None:
    AnswerBlock.objects.filter(survey=store.survey).delete()
    starts = range(0, table.n, SIZE)
    for number, start in enumerate(starts):
        piece = {key: array[:, start : start + SIZE] for key, array in table.arrays.items()}
        AnswerBlock.objects.bulk_create(_rows(store.survey, number, piece))
    store.book = {key: layout.to_json() for key, layout in table.book.items()}
    store.starts = [_hex(table.ids[start]) for start in starts]
    store.packed = table.n
    store.generation += 1


def _rows(survey: Survey, number: int, piece: Arrays) -> list[AnswerBlock]:
    return [
        AnswerBlock(
            survey=survey, key=key, number=number, codes=to_bytes(np.ascontiguousarray(array))
        )
        for key, array in piece.items()
    ]


def _hex(identity: bytes) -> str:
    """numpy cuts trailing zero bytes off."""
    return identity.ljust(16, b"\0").hex()


def _mark_packed(ids: Any) -> None:
    whole = [UUID(_hex(identity)) for identity in ids]
    marked = 0
    for start in range(0, len(whole), BATCH):
        marked += Response.objects.filter(pk__in=whole[start : start + BATCH]).update(packed=True)
    if marked != len(whole):
        raise RuntimeError("responses have changed while they were packed")


def pack_where_it_pays() -> int:
    """Pack surveys with many answers beside their columns; how many surveys that were."""
    packed = 0
    for survey, fresh, known in _with_fresh():
        if fresh >= max(AT_LEAST, SHARE * known):
            packed += bool(pack_answers(survey=survey))
    return packed


def pack_everything(*, on: date) -> None:
    """Leave nothing beside the columns but what has to wait on this day."""
    for survey, _fresh, _known in _with_fresh():
        pack_answers(survey=survey, on=on)


def _with_fresh() -> list[tuple[Survey, int, int]]:
    grouped = Response.objects.fresh().order_by().values_list("version__survey")
    counts = dict(grouped.annotate(number=CountRows("pk")))
    surveys = Survey.objects.filter(pk__in=counts).select_related("column_store")
    return [(each, counts[each.pk], _packed(each)) for each in surveys]


def _packed(survey: Survey) -> int:
    return survey.column_store.packed if hasattr(survey, "column_store") else 0


def take_out(*, store: ColumnStore, packed: Sequence[UUID], removed: int) -> None:
    """So many responses are gone; take those out that were packed. The store is locked by the caller."""
    for number, ids in _by_block(store, packed).items():
        _take_out_of_block(store.survey, number, ids)
    store.packed -= len(packed)
    store.removed += removed
    store.generation += 1
    store.save()


def _by_block(store: ColumnStore, ids: Iterable[UUID]) -> dict[int, list[bytes]]:
    found: dict[int, list[bytes]] = {}
    for identity in ids:
        number = bisect_right(store.starts, identity.hex) - 1
        found.setdefault(number, []).append(identity.bytes)
    return found


def _take_out_of_block(survey: Survey, number: int, ids: list[bytes]) -> None:
    rows = list(AnswerBlock.objects.filter(survey=survey, number=number))
    kept = ~np.isin(
        next(from_bytes(row.codes)[0] for row in rows if row.key == ID), np.array(ids, dtype="S16")
    )
    for row in rows:
        row.codes = to_bytes(np.ascontiguousarray(from_bytes(row.codes)[:, kept]))
    AnswerBlock.objects.bulk_update(rows, ["codes"])


def forget_columns(*, store: ColumnStore, removed: int) -> None:
    """Nothing stands in columns any more; the single answers are gone."""
    AnswerBlock.objects.filter(survey=store.survey).delete()
    store.packed, store.starts = 0, []
    store.removed += removed
    store.generation += 1
    store.save()
