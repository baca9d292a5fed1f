"""What leaves the events as files: the tables that go with contributions."""
