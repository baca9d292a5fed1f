"""Files and links that lie beside a topic, an event or a measure: handed out, listed, taken away."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.contributions.actions.materials import remove_material
from participation.contributions.models import Material
from smartregion.core.confirming import confirmed


def served(material: Material) -> FileResponse:
    """The file to keep, never to be opened as a page of ours; the caller knows who may see it."""
    name = material.file.name
    if not name or not material.file.storage.exists(name):
        raise Http404
    answer = FileResponse(
        material.file.open("rb"),
        as_attachment=True,
        filename=material.file_name,
        content_type=material.content_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def desk_rows(
    materials: Iterable[Material], *, here: Sequence[str], **addresses: str
) -> list[dict[str, Any]]:
    """Each material with the addresses of what the office does with it, for ``_material_desk.html``.

    ``addresses`` name them: ``move_url="forums:material_move"``; ``here`` is what stands in front.
    """
    return [
        {
            "material": material,
            **{key: reverse(name, args=[*here, material.pk]) for key, name in addresses.items()},
        }
        for material in materials
    ]


def taken_away(
    request: HttpRequest,
    material: Material,
    *,
    explanation: str,
    back: str,
    deed: Callable[[], object] | None = None,
) -> HttpResponse:
    """Take it away after a second look; ``deed`` where the place has more to do than that."""
    return confirmed(
        request,
        deed or (lambda: remove_material(material=material, by=request.user)),
        heading=_("Material „%(title)s“ entfernen") % {"title": material.title},
        explanation=explanation,
        action=_("Material entfernen"),
        done=_("Das Material ist entfernt."),
        danger=True,
        back=back,
    )
