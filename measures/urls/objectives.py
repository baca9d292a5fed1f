from django.urls import path

from measures.views import indicator_editing, objectives

urlpatterns = [
    path("ziele/", objectives.objective_list, name="objective_list"),
    path("ziele/<uuid:key>/", objectives.objective_detail, name="objective_detail"),
    path(
        "ziele/<uuid:key>/kennzahlen/neu/",
        indicator_editing.objective_indicator_add,
        name="objective_indicator_add",
    ),
]
