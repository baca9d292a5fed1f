"""Cross-tabs and comparisons as plain values, with the words that belong to them."""
