"""Tasks by a filter the address carries."""
