"""Pages about people, and the way in."""
