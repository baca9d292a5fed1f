"""What everybody may open of one survey."""

from django.urls import path

from participation.surveys.views import access, paper, public, public_figures

urlpatterns = [
    path("", public.intro, name="intro"),
    path("ergebnisse/", public_figures.public_results, name="public_results"),
    path("ergebnisse/daten.csv", public_figures.public_results_csv, name="public_results_csv"),
    path("ergebnisse/daten.json", public_figures.public_results_json, name="public_results_json"),
    path("ergebnisse/codebuch.csv", public_figures.public_code_book, name="public_code_book"),
    path("keine-erinnerung/", access.no_reminder, name="no_reminder"),
    path("fragebogen-<slug:language>.pdf", paper.form_pdf, name="paper_form"),
]
