from django.urls import path

from measures.views import indicator_editing, indicator_values, indicators, survey_sources

urlpatterns = [
    path("kennzahlen/", indicators.indicator_list, name="indicator_list"),
    path("kennzahlen/tabelle/", indicators.indicator_csv, name="indicator_csv"),
    path("kennzahlen/werte/", indicators.indicator_values_csv, name="indicator_values_csv"),
    path("kennzahlen/meine/", indicators.my_indicators, name="my_indicators"),
    path("kennzahlen/<int:pk>/", indicators.indicator_detail, name="indicator_detail"),
    path(
        "kennzahlen/<int:pk>/bearbeiten/", indicator_editing.indicator_edit, name="indicator_edit"
    ),
    path(
        "kennzahlen/<int:pk>/entfernen/",
        indicator_editing.indicator_remove,
        name="indicator_remove",
    ),
    path("kennzahlen/<int:pk>/wert/", indicator_values.value_enter, name="value_enter"),
    path(
        "kennzahlen/<int:pk>/werte/<int:entry>/berichtigen/",
        indicator_values.value_correct,
        name="value_correct",
    ),
    path(
        "kennzahlen/<int:pk>/werte/<int:entry>/zuruecknehmen/",
        indicator_values.value_take_back,
        name="value_take_back",
    ),
    path("kennzahlen/<int:pk>/umfrage/", survey_sources.survey_source, name="survey_source"),
    path(
        "kennzahlen/<int:pk>/umfrage/frage/",
        survey_sources.survey_source_edit,
        name="survey_source_edit",
    ),
    path(
        "kennzahlen/<int:pk>/umfrage/loesen/",
        survey_sources.survey_source_remove,
        name="survey_source_remove",
    ),
    path(
        "kennzahlen/<int:pk>/umfrage/<int:publication>/",
        survey_sources.survey_value_take,
        name="survey_value_take",
    ),
]
ONE = [
    path("<str:number>/kennzahlen/neu/", indicator_editing.indicator_add, name="indicator_add"),
]
