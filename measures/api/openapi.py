"""The interface in the words of OpenAPI 3.1, for programs that write clients of it, and for its page."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from measures.api import documents as doc
from measures.api.schemas import DIALECT, reference, schemas_of
from smartregion.core.licences import Licence
from smartregion.county.models import County

VERSION = "1.0.0"
PER_PAGE, MOST_PER_PAGE = 25, 100


def description(county: County) -> dict[str, Any]:
    """Everything that the interface offers; its sentences are in the language of the address."""
    licence: Licence = settings.OPEN_DATA_LICENCE
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": _("Maßnahmen: %(county)s") % {"county": county.name},
            "version": VERSION,
            "description": _(
                "Alle öffentlichen Maßnahmen der Digitalisierungsstrategie, zum Lesen und ohne Anmeldung."
            ),
            "contact": {"name": county.contact_office, "email": county.contact_email},
            "license": {"name": licence.name, "url": licence.url},
        },
        "servers": [{"url": settings.PUBLIC_URL}],
        "paths": {
            reverse("api:measures"): {"get": _list_operation()},
            _one_path(): {"get": _one_operation()},
        },
        "components": {"schemas": schemas_of(doc.Page, doc.Problem)},
    }


def parameters() -> list[dict[str, Any]]:
    """What the list can be asked for: the filters of the page, and which part of it."""
    words = {
        "q": _("Wörter, die vorkommen sollen, auch in anderer Beugung."),
        "field": _("Handlungsfeld, wie es in der Adresse der gefilterten Liste steht."),
        "state": _("Stand, zum Beispiel running."),
        "light": _("Ampel: green, yellow, red oder missing."),
        "municipality": _("Gemeinde, der die Maßnahme dient, zum Beispiel goerzke."),
        "situation": _("Lebenslage, zum Beispiel family."),
        "guideline": _("Leitlinie, der die Maßnahme dient."),
        "key": _("on: nur Schlüsselprojekte."),
    }
    filters = [
        {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
        for name, text in words.items()
    ]
    most = {"type": "integer", "minimum": 1, "default": 1}
    size = {**most, "maximum": MOST_PER_PAGE, "default": PER_PAGE}
    return [
        *filters,
        {"name": "page", "in": "query", "description": _("Seite, ab 1."), "schema": most},
        {
            "name": "per_page",
            "in": "query",
            "description": _("Maßnahmen je Seite."),
            "schema": size,
        },
    ]


def _list_operation() -> dict[str, Any]:
    return {
        "operationId": "listMeasures",
        "summary": _("Alle öffentlichen Maßnahmen, nach Nummer, in Seiten"),
        "parameters": parameters(),
        "responses": {
            "200": _answer(_("Eine Seite der Liste"), doc.Page),
            "304": {"description": _("Unverändert seit der Antwort mit diesem ETag")},
            "400": _problem(_("Ein Filter oder eine Seite ist unbekannt")),
        },
    }


def _one_operation() -> dict[str, Any]:
    number = {
        "name": "number", "in": "path", "required": True, "schema": {"type": "string"},
        "description": _("Nummer der Maßnahme, zum Beispiel HF3-M07."),
    }  # fmt: skip
    return {
        "operationId": "getMeasure",
        "summary": _("Eine Maßnahme"),
        "parameters": [number],
        "responses": {
            "200": _answer(_("Die Maßnahme"), doc.Measure),
            "301": {
                "description": _(
                    "Zusammengeführt: die Adresse der Maßnahme, in der sie aufgegangen ist"
                )
            },
            "304": {"description": _("Unverändert seit der Antwort mit diesem ETag")},
            "404": _problem(_("Eine öffentliche Maßnahme mit dieser Nummer gibt es nicht")),
        },
    }


def _answer(said: str, document: type) -> dict[str, Any]:
    etag = {"description": _("Für If-None-Match"), "schema": {"type": "string"}}
    return {
        "description": said,
        "headers": {"ETag": etag},
        "content": {"application/json": {"schema": reference(document)}},
    }


def _problem(said: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": reference(doc.Problem)}}
    return {"description": said, "content": content}


def _one_path() -> str:
    return reverse("api:measure", args=["0"]).replace("/0/", "/{number}/")
