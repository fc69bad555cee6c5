"""The first page: my work, who waits for me, my goals, and what was noticed."""
