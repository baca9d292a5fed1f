"""Addresses of this room, by noun."""

from strategy.urls import (
    actors,
    frame,
    interchange,
    lineage,
    maturity,
    phases,
    reading,
    search,
    situation,
    strategies,
    synopsis,
    texts,
    versions,
)

app_name = "strategy"
urlpatterns = [
    *reading.urlpatterns,
    *search.urlpatterns,
    *situation.urlpatterns,
    *maturity.urlpatterns,
    *frame.urlpatterns,
    *actors.urlpatterns,
    *synopsis.urlpatterns,
    *phases.urlpatterns,
    *interchange.urlpatterns,
    *lineage.urlpatterns,
    *strategies.urlpatterns,
    *texts.urlpatterns,
    *versions.urlpatterns,
    *reading.version_pages,
]
