"""Questionnaires of LimeSurvey: from its tables (whichever file they came in) to ours, and back.

``source`` holds what a file says, ``building`` makes a questionnaire of it with every loss named;
``writing`` goes the other way. ``interchange/lss.py`` reads the XML, ``interchange/tsv.py`` the table.
"""
