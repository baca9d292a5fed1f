"""Reading the strategy."""

from django.urls import path

from strategy.views import reading

urlpatterns = [
    path("", reading.current, name="reading"),
    path("element/<uuid:key>/", reading.element, name="element"),
]
# Asked last: a slug and a label fit many addresses.
version_pages = [
    path("<slug:slug>/<str:label>/", reading.one_version, name="version"),
    path("<slug:slug>/<str:label>/felder/", reading.fields, name="fields"),
    path("<slug:slug>/<str:label>/feld/<slug:element>/", reading.field, name="field"),
]
