"""The matrix: every address × every role × every method × every state of the thing it is about."""
