"""Questionnaires of other programs: read with every loss named, and written for them."""
