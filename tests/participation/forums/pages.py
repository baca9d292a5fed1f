"""Addresses of a topic, and what a form there sends."""

import uuid

from django.urls import reverse

from tests.factories.unhurried import unhurried


def url(name, topic, *args):
    return reverse(f"forums:{name}", args=[topic.forum.slug, topic.slug, *args])


def sent(**fields):
    return {"text": "Mehr Busse!", "token": str(uuid.uuid4()), **unhurried(), **fields}
