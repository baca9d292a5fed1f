"""Where the county stands: structure data, existing projects, strengths and weaknesses."""

from django.urls import path

from strategy.views import situation as public
from strategy.views import situation_findings as findings
from strategy.views import situation_import as imports
from strategy.views import situation_manage as manage
from strategy.views import situation_projects as projects

urlpatterns = [
    path("lage/", public.situation, name="situation"),
    path("lage/tabelle.csv", public.table, name="situation_table"),
    path("lage/merkmal/<slug:code>/", public.characteristic, name="characteristic"),
    path("lage/projekte/", projects.listing, name="existing_projects"),
    path("lage/staerken-und-schwaechen/", findings.overview, name="findings"),
    path("lage/staerken-und-schwaechen/<slug:slug>/", findings.of_field, name="field_findings"),
    # Asked last: a slug fits all of the addresses above.
    path("lage/<slug:slug>/", public.municipality, name="municipality"),
    path("pflege/lage/", manage.overview, name="situation_manage"),
    path("pflege/lage/einlesen/", imports.upload, name="figures_import"),
    path("pflege/lage/einlesen/uebernehmen/", imports.accept, name="figures_accept"),
    path("pflege/lage/vorlage.csv", imports.template, name="figures_template"),
    path("pflege/lage/merkmale/neu/", manage.create, name="characteristic_create"),
    path("pflege/lage/merkmale/<slug:code>/", manage.edit, name="characteristic_edit"),
    path("pflege/lage/merkmale/<slug:code>/verschieben/", manage.move, name="characteristic_move"),
    path("pflege/lage/merkmale/<slug:code>/loeschen/", manage.delete, name="characteristic_delete"),
    path(
        "pflege/lage/merkmale/<slug:code>/<slug:day>/loeschen/",
        manage.delete_figures,
        name="figures_delete",
    ),
    path("pflege/lage/projekte/", projects.manage, name="existing_project_manage"),
    path("pflege/lage/projekte/neu/", projects.create, name="existing_project_create"),
    path("pflege/lage/projekte/<int:pk>/", projects.edit, name="existing_project_edit"),
    path(
        "pflege/lage/projekte/<int:pk>/loeschen/", projects.delete, name="existing_project_delete"
    ),
    path("pflege/lage/feststellungen/", findings.manage, name="finding_manage"),
    path("pflege/lage/feststellungen/neu/", findings.create, name="finding_create"),
    path("pflege/lage/feststellungen/<int:pk>/", findings.edit, name="finding_edit"),
    path("pflege/lage/feststellungen/<int:pk>/verschieben/", findings.move, name="finding_move"),
    path("pflege/lage/feststellungen/<int:pk>/loeschen/", findings.delete, name="finding_delete"),
]
