from django.urls import path

from measures.views import catalogue

ALL = [path("", catalogue.measure_list, name="measure_list")]
