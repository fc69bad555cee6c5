"""How work flows: percentiles over what really happened."""
