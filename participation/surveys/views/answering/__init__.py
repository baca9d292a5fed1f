"""Answering page by page, without script, cookie or account.

Every page is the answer to a POST that carries all that was said so far (answering.py):

``turns``    one such request: who asks is at which page of which version, and what was typed
``steps``    what a request does: begin, go on, go back, send
``showing``  what a person sees then: the page, the receipt, or why nothing goes on
``saving``   putting the answers aside for later
"""

from participation.surveys.views.answering.showing import page_context
from participation.surveys.views.answering.steps import answer

__all__ = ["answer", "page_context"]
