"""Everything that is done with an event, from the first draft to the minutes."""
