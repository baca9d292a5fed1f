"""Columns of what one takes along; the rows are those that the page shows."""
