"""How many people live in the county, by age or place, and how far a sample is from it."""
