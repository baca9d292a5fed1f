"""The language of reports."""

# The strategy was adopted in German, so the report is German whatever page it was ordered on.
LANGUAGE = "de"
