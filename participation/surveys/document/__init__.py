"""The questionnaire as a document: what it holds, how it reads, and the way of one person through it."""
