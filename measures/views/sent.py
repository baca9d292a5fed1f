"""What a person has sent, if anything."""

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """The data of a form that came back; None where the form is only opened."""
    return request.POST if request.method == "POST" else None
