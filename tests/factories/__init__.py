"""Plain factories, one module per room."""
