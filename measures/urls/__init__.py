"""Addresses of this room, one module a noun. A measure's number holds a digit, so it is never one of the words here."""

from measures.urls import (
    catalogue,
    cycles,
    dependencies,
    evidence,
    measures,
    moving,
    origins,
    risks,
    timeline,
)

app_name = "measures"
# Fixed words first: below them stands what belongs to one measure.
urlpatterns = [
    *catalogue.ALL,
    *measures.ALL,
    *timeline.ALL,
    *dependencies.ALL,
    *risks.ALL,
    *cycles.urlpatterns,
    *measures.ONE,
    *moving.ONE,
    *evidence.ONE,
    *dependencies.ONE,
    *risks.ONE,
    *origins.ONE,
]
