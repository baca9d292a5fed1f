"""Measures as a workbook and back: an office keeps its measures in Excel, and loses nothing by it.

A file fills in the forms that people fill in. Every column is a field of a form (``book`` says which),
every row goes through the rules of its page and is stored by the same action, with the same history.
So nothing can be imported that nobody could have typed.

    cells     what stands in one cell, and what it means
    known     the names of organisations, places and people that a file may use
    sheets    a sheet with its columns; how its rows meet those that are stored
    book      all sheets of the workbook
    writing   measures as a workbook or as CSV, and the empty template
    reading   a workbook as rows, with every fault named
    plans     what storing a file would do
    filling   storing it; looking first is storing it and taking everything back
"""
