"""Sorting what people wrote: the matter itself, without a database.

folding.py     search that minds neither case nor umlauts
text_ids.py    numbers of texts that lead nowhere, and the order in which texts are read
hints.py       what in a text could give somebody away
shortening.py  quotes that are shortened and never changed
book_files.py  a code book as a table, there and back
"""
