"""What people are promised, what stands against it, and how long things are kept."""
