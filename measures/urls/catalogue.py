from django.urls import path

from measures.views import catalogue, serving

ALL = [
    path("", catalogue.measure_list, name="measure_list"),
    path("was-habe-ich-davon/", serving.serving, name="serving"),
]
