"""Columns of the lists that leave the house as files."""
