"""XLSForm: questionnaires as a workbook, the format of ODK, KoboToolbox and others.

    read(data)             → Imported, with every loss named
    write(questionnaire)   → bytes of an .xlsx file that those programs open

What our questionnaires have and XLSForm does not is written into columns of our own, which other
programs pass over (``own.py``); so a file of ours comes back as it was.
"""

from participation.surveys.interchange.xlsform.reading import read
from participation.surveys.interchange.xlsform.writing import write

__all__ = ["read", "write"]
