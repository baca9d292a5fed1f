from django.urls import path

from measures.views import matrices

ALL = [
    path("leitlinien/", matrices.guidelines, name="guideline_matrix"),
    path("gemeinden/", matrices.municipalities, name="municipality_matrix"),
]
