"""Addresses of this room, one module a noun. A measure's number holds a digit, so it is never one of the words here."""

from measures.urls import (
    calendars,
    catalogue,
    cycles,
    dependencies,
    evidence,
    exchange,
    history,
    indicators,
    matrices,
    measures,
    money,
    moving,
    objectives,
    origins,
    prioritisations,
    risks,
    timeline,
)

app_name = "measures"
# Fixed words first: below them stands what belongs to one measure.
urlpatterns = [
    *catalogue.ALL,
    *matrices.ALL,
    *measures.ALL,
    *timeline.ALL,
    *dependencies.ALL,
    *risks.ALL,
    *money.ALL,
    *calendars.ALL,
    *moving.ALL,
    *exchange.ALL,
    *cycles.urlpatterns,
    *indicators.urlpatterns,
    *objectives.urlpatterns,
    *prioritisations.urlpatterns,
    *measures.ONE,
    *moving.ONE,
    *evidence.ONE,
    *money.ONE,
    *indicators.ONE,
    *dependencies.ONE,
    *risks.ONE,
    *origins.ONE,
    *history.ONE,
]
