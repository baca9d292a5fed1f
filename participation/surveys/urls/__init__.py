"""Addresses of this room: what everybody may open, and below ``verwaltung/`` what the office does."""

from django.urls import include, path

from participation.surveys.views import answering, public, receipts, resuming, trying

app_name = "surveys"
# Below one survey, for the office.
OFFICE = [
    path("", include("participation.surveys.urls.editing")),
    path("", include("participation.surveys.urls.publishing")),
    path("", include("participation.surveys.urls.results")),
    path("sprachen/", include("participation.surveys.urls.languages")),
    path("papier/", include("participation.surveys.urls.paper")),
]

urlpatterns = [
    # First, because it is asked for more often than all others together.
    path("<slug:slug>/ausfuellen/", answering.answer, name="answer"),
    path("", public.survey_list, name="survey_list"),
    path("verwaltung/", include("participation.surveys.urls.managing")),
    path("verwaltung/<slug:slug>/", include(OFFICE)),
    path("beleg/", receipts.receipt, name="receipt"),
    path("weiter/", resuming.resume, name="resume"),
    path("pretest/<int:pk>/<str:code>/", trying.try_out, name="try_out"),
    path("<slug:slug>/", include("participation.surveys.urls.public")),
]
