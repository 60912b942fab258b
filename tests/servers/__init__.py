"""The feeds behind real web servers: feedpub's own, nginx and Caddy, with the configurations that docs/ shows."""
