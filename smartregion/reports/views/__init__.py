"""Pages of reports, by noun."""
