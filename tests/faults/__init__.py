"""The fault matrix: what breaks around the product, and what it owes people meanwhile."""
