"""Figures from columns of answers: pure functions over arrays, without a database."""
