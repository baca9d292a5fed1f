"""What is looked at before a survey opens."""
