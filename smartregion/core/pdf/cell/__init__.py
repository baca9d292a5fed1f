"""The program that sets pages behind locks: a process of its own, started and watched by ``core.pdf.child``.

It knows the PDF engine and what lies beside it, and never the settings of the installation: whoever
broke out of the engine would find neither secrets nor a connection to the database.
"""
