"""The web server is killed while people send their answers."""
