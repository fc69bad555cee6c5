"""From sources to a running server: migrate, build, check, serve."""
