"""Letters that carry a code to an address, which is never stored."""
