"""What short reports say about an evaluation cycle: sentences, sums and charts from the frozen content.

``content["evaluation"]`` is described in queries/materials/evaluation. Every sum that a sentence names is made
here from the rows that the table beside it prints.
"""
