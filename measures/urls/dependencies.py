from django.urls import path

from measures.views import dependencies

ALL = [path("abhaengigkeiten/", dependencies.dependency_graph, name="dependency_graph")]
ONE = [path("<str:number>/abhaengigkeiten/", dependencies.dependencies, name="dependencies")]
