"""The document as a form of paper: printed, typed in, compared."""
