"""Below the results of a survey: groups against each other, and against the population."""

from django.urls import include, path

from participation.surveys.views import comparisons, crosstabs, margins, weightings

WEIGHTING = [
    path("", weightings.weighting, name="weighting"),
    path("aendern/", weightings.weighting_edit, name="weighting_edit"),
    path("loeschen/", weightings.weighting_delete, name="weighting_delete"),
    path("einwohner/", weightings.weighting_county, name="weighting_county"),
    path("zusammenfassen/", weightings.weighting_join, name="weighting_join"),
    path("einlesen/", margins.upload, name="margins_import"),
    path("uebernehmen/", margins.accept, name="margins_accept"),
    path("vorlage.csv", margins.template, name="margins_template"),
    path("zahlen.csv", margins.margins_csv, name="margins_csv"),
    path("<str:question>/entfernen/", weightings.margin_delete, name="margin_delete"),
]

urlpatterns = [
    path("kreuztabelle/", crosstabs.show, name="crosstab"),
    path("kreuztabelle.csv", crosstabs.crosstab_csv, name="crosstab_csv"),
    path("kreuztabelle.svg", crosstabs.crosstab_svg, name="crosstab_svg"),
    path("kreuztabelle.png", crosstabs.crosstab_png, name="crosstab_png"),
    path("vergleich/", comparisons.compare, name="compare"),
    path("vergleich/umfragen/", comparisons.compare_surveys, name="compare_surveys"),
    path("gewichtung/", weightings.weightings, name="weightings"),
    path("gewichtung/neu/", weightings.weighting_add, name="weighting_add"),
    path("gewichtung/<slug:weighting>/", include(WEIGHTING)),
]
