"""Files and links as the demo names them beside topics and measures."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from participation.contributions.actions.materials import add_file, add_link
from participation.contributions.files import kind_of
from participation.contributions.models import Material
from smartregion.accounts.models import User
from smartregion.demo.reader import CONTENT, Record


def lay_out(one: Record, *, to: Any, by: User, **more: Any) -> Material:
    """One record: a title with a link, or with the name of a file under ``content/materials``."""
    if "link" in one:
        return add_link(to=to, title=one["title"], link=one["link"], by=by, **more)
    file = SimpleUploadedFile(one["file"], (CONTENT / "materials" / one["file"]).read_bytes())
    return add_file(to=to, title=one["title"], file=file, kind=kind_of(file), by=by, **more)
