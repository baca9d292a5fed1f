"""What this program writes into a form for itself: columns and a sheet that others pass over."""

OWN = "smartregion"
# In the settings: which version of these columns was written.
FORMAT = "1"
QUOTAS = "smartregion_quotas"
# Rows that other programs show, and that are no questions here.
SILENT = ("intro", "privacy", "closing", "other_text")
RICH = ("intro", "privacy", "closing")
# Two signs in a text that would begin a quoted answer are kept apart by one without a width.
APART = "$\u2060{"


def own(column: str) -> str:
    """The name of one of our own columns."""
    return f"{OWN}_{column}"
