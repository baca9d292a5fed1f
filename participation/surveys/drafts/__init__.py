"""A questionnaire while the office writes it: changed, worded, translated, compiled into the document."""
