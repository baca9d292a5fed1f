"""The product's settings on the database of the benchmark, with two empty views beside the pages."""

from smartregion.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
