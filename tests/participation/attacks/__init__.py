"""Attacks that other platforms fell to (F27), tried at every address of the wings of contributions."""
