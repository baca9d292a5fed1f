"""Handing out files that lie beside a topic or an event."""

from django.http import FileResponse, Http404

from participation.contributions.models import Material


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
