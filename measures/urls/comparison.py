from django.urls import path

from measures.views import comparison

# Before the address of a single cycle.
ALL = [
    path("zyklen/vergleich/", comparison.comparison, name="comparison"),
    path("zyklen/vergleich/tabelle.csv", comparison.comparison_table, name="comparison_table"),
]
