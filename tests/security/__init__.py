"""What attackers try, and what they get."""
