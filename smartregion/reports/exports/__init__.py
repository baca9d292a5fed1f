"""What leaves this room in other forms than a page: protocols and news."""
