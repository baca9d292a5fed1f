"""Answers by column: how they are written as small numbers, and read back."""
